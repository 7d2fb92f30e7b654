"""The service worker as the server gives it out, what each page tells it, and the pages it has of its own."""

import json
import re
from pathlib import Path

from flask import Flask
from flask_babel import force_locale

from carelog import application
from carelog.assets import STATIC, WORKER, Assets
from carelog.offline.without_signal import LIMITS, NEEDS_SIGNAL, WORKS
from carelog.offline.worker_script import worker_script
from tests import cast
from tests.asking import SQLITE
from tests.in_hand import hand_over

EVERYBODY = (cast.MARGARET, cast.JAMIE, cast.WALTER, cast.NADIA, cast.IVY, "Grace", "Helen", "Aled")
WHOSE = {
    ("worker",): "worker", ("self",): "person", ("others",): "others", ("self", "others"): "person, others",
    ("worker", "self"): "worker, person", ("worker", "self", "others"): "everybody",
}  # fmt: skip
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


def test_the_worker_is_one_classic_script_of_all_its_modules_and_no_page_has_them() -> None:
    script, pages = worker_script(STATIC), Assets().scripts
    modules = [path for path in (STATIC / "js").rglob("*.js") if path.relative_to(STATIC).as_posix().startswith(WORKER)]
    assert len(modules) > 1
    for path in modules:
        assert script.count(path.read_text().splitlines()[0]) == 1, path
        assert not [address for address in pages if address.endswith(path.relative_to(STATIC).as_posix())]
    assert not re.search(r"^\s*(import|export)\b", script, re.MULTILINE)


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
def test_what_all_pages_have_in_common_comes_once_for_a_worker_that_puts_it_in_again(app: Flask) -> None:
    sam = cast.signed_in(app, "sam")
    whole, apart = (sam.get("/waiting", headers={"Phone-Keep": how}).text for how in ("yes", "apart"))
    [place] = set(re.findall(r"<!--common [^>]+-->", apart))
    common = sam.get(place.split()[1].removesuffix("-->"))
    parts = iter(common.text.split("<!--and-->"))
    assert common.headers["Phone-Page"] == sam.get("/today").headers["Phone-Page"]
    assert lines(re.sub(re.escape(place), lambda _place: next(parts), apart)) == lines(whole)
    assert list(parts) == []
    assert "<!--common" not in sam.get("/waiting").text


def lines(page: str) -> list[str]:
    """What stands in it."""
    return [line.strip() for line in page.splitlines() if line.strip()]


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
    kinds = ("mark", "visit_note", "concern", "log", "extra", "missed_visit", "perspective")
    pages = {kind: sam.get(f"/phone/forms/{kind}").text for kind in kinds}
    assert {kind: re.findall(r'data-record="(\w+)" data-person="(\d+)"', page) for kind, page in pages.items()} == {
        kind: [(kind, "0")] for kind in kinds
    }
    assert not [name for page in pages.values() for name in EVERYBODY if name.split()[0] in page]
    assert sam.get("/phone/forms/other").status_code == 404


@SQLITE
def test_help_says_what_holds_for_its_readers_phone_and_the_documentation_says_the_same(app: Flask) -> None:
    docs = DOCS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+) \| (.+) \| (yes|no) \| (.+) \|$", docs, re.MULTILINE)
    with app.test_request_context(), force_locale("en"):
        said = [
            (str(row.what), WHOSE[tuple(row.whose)], answer, str(row.how))
            for answer, table in (("yes", WORKS), ("no", NEEDS_SIGNAL))
            for row in table
        ]
        limits = [str(limit) for limit in LIMITS]
    assert rows == said
    assert [limit for limit in limits if f"- {limit}\n" not in docs] == []
    for name, whose in (("sam", "worker"), ("margaret", "person"), ("helen", "others"), ("aled", "others")):
        page = cast.signed_in(app, name).get("/help").text
        shown = re.findall(r'<th scope="row">(.+)</th><td><strong>(.+)</strong><span class="quiet">(.+)</span>', page)
        theirs = [(what, answer.title(), how) for what, of, answer, how in said if of == "everybody" or whose in of]
        assert shown == theirs, name
        assert [limit for limit in limits if limit not in page] == []
