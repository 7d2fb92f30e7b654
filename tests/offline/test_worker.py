"""The service worker as the server gives it out, what each page tells it, and the pages it has of its own."""

import json
import re
from pathlib import Path

from flask import Flask
from flask_babel import force_locale

from carelog import application
from carelog.offline.without_signal import LIMITS, NEEDS_SIGNAL, WORKS
from tests import cast
from tests.asking import SQLITE
from tests.in_hand import hand_over

EVERYBODY = (cast.MARGARET, cast.JAMIE, cast.WALTER, cast.NADIA, cast.IVY, "Grace", "Helen", "Aled")
DOCS = Path(application.__file__).parent.parent / "docs" / "offline.md"


@SQLITE
def test_the_worker_knows_the_files_of_this_version_and_is_asked_for_again(empty_app: Flask) -> None:
    browser = empty_app.test_client()
    answer = browser.get("/sw.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    assert "connect-src 'self'" in answer.headers["Content-Security-Policy"]
    told = json.loads(re.findall(r"^const PHONE = (.*);$", answer.text, re.MULTILINE)[0])
    assert {path.split("/")[2] for path in told["files"]} == {told["fingerprint"]}
    assert browser.get("/sign-in").headers["Phone-Version"] == told["fingerprint"]
    assert "Phone-Version" not in answer.headers
    for path in (*told["files"], told["needsSignal"], told["locked"], told["signedOut"]):
        with browser.get(path) as file:
            assert file.status_code == 200, path


@SQLITE
def test_every_page_says_whose_it_is_and_no_file_does(app: Flask) -> None:
    sam = cast.signed_in(app, "sam")
    mine = sam.get("/today").headers["Phone-Page"]
    assert mine == sam.get("/phone").get_json()["session"]
    assert sam.get("/nowhere").headers["Phone-Page"] == mine
    assert cast.signed_in(app, "sam").get("/today").headers["Phone-Page"] != mine
    assert app.test_client().get("/sign-in").headers["Phone-Page"] == "-"
    assert {"Phone-Page", "Phone-Locked"}.isdisjoint(sam.get("/sw.js").headers.keys())
    assert "Phone-Locked" not in sam.get("/today").headers


@SQLITE
def test_a_phone_in_the_persons_hands_says_so_on_every_page(app: Flask) -> None:
    sam = hand_over(app)
    for path in ("/answers", "/today", "/nowhere", "/offline"):
        assert sam.get(path, follow_redirects=True).headers["Phone-Locked"] == "yes", path


@SQLITE
def test_a_page_that_is_fetched_to_be_kept_changes_no_cookie_and_takes_no_news(app: Flask) -> None:
    sam, quietly = cast.signed_in(app, "sam"), {"Phone-Keep": "yes"}
    nadia = f"/people/{cast.person(cast.NADIA).id}"
    sam.post(f"{nadia}/extras", data={"id": "0b3ff1f0-5f2b-4a53-8a33-2f3d53f5b7a1", "title": "Sun", "day": cast.TODAY})
    kept = sam.get("/today", headers=quietly)
    assert "Saved." not in kept.text
    assert "Set-Cookie" not in kept.headers
    assert "Saved." in sam.get("/today").text


@SQLITE
def test_a_stand_in_is_about_nobody_and_sends_what_its_own_page_sends(app: Flask) -> None:
    sam = cast.signed_in(app, "sam")
    kinds = ("mark", "visit_note", "concern", "log", "extra", "missed_visit")
    pages = {kind: sam.get(f"/phone/forms/{kind}").text for kind in kinds}
    assert {kind: re.findall(r'data-record="(\w+)" data-person="(\d+)"', page) for kind, page in pages.items()} == {
        kind: [(kind, "0")] for kind in kinds
    }
    assert not [name for page in pages.values() for name in EVERYBODY if name.split()[0] in page]
    assert sam.get("/phone/forms/other").status_code == 404


@SQLITE
def test_help_and_the_documentation_say_the_same(app: Flask) -> None:
    page, docs = cast.signed_in(app, "sam").get("/help").text, DOCS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+) \| (yes|no) \| (.+) \|$", docs, re.MULTILINE)
    with app.test_request_context(), force_locale("en"):
        table = [(what, "yes", how) for what, how in WORKS.items()] + [
            (what, "no", how) for what, how in NEEDS_SIGNAL.items()
        ]
        said = [(str(what), answer, str(how)) for what, answer, how in table]
        limits = [str(limit) for limit in LIMITS]
    assert rows == said
    assert [limit for limit in limits if f"- {limit}\n" not in docs or limit not in page] == []
    assert [what for what, _answer, how in said if what not in page or how not in page] == []
