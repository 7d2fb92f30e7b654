"""What a phone asks for in the background, and what each page says of itself for it."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog import demo
from carelog.accounts.session import Session
from carelog.journal import Installation, new_id
from carelog.offline.recovery import MOST
from carelog.offline.stand_in_views import ADDRESSES
from carelog.people.person import Person
from tests import cast
from tests.asking import SQLITE, due
from tests.recording import a_key

AN_ID = "7a7eef72-6238-48e7-9388-d7165fcc7d61"
MARKS = re.compile(r'<body data-author="(\d+)" data-session="(\w+)">')


def kept(app: Flask, username: str) -> list[str]:
    """The pages that this user's phone keeps."""
    told: list[str] = cast.signed_in(app, username).get("/phone").get_json()["keep"]
    return told


@SQLITE
def test_a_worker_keeps_today_and_of_whom_they_see_the_visit_the_person_and_two_weeks(app: Flask) -> None:
    sam, margaret, nadia = (cast.signed_in(app, "sam"), cast.person(cast.MARGARET).id, cast.person(cast.NADIA).id)
    everybody = kept(app, "sam")
    sam.post("/today/people", data={"order": [nadia, margaret], "seen": [nadia, margaret]})
    paths = kept(app, "sam")
    assert paths[:3] == ["/today", f"/people/{nadia}/visit", f"/people/{margaret}/visit"]
    assert {f"/people/{margaret}{page}" for page in ("", "/week", "/week?week=2026-11-23")} <= set(paths)
    assert not [path for path in paths if path.startswith(f"/people/{cast.person(cast.JAMIE).id}")]
    assert len(paths) < len(everybody)
    assert {path: sam.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


@SQLITE
def test_what_can_be_written_without_signal_is_led_to_by_pages_that_are_kept(app: Flask) -> None:
    sam, nadia = cast.signed_in(app, "sam"), cast.person(cast.NADIA)
    apart = {"mark", "missed_visit", "log"}  # two hang on what is due just now; the third is a form of the visit itself
    pages = {path: sam.get(path).text for path in kept(app, "sam") if not path.startswith("/phone/")}
    all_of_them = "".join(pages.values())
    led = {kind for kind, end in ADDRESSES.items() if re.search(f'href="/people/{nadia.id}/{end}', all_of_them)}
    assert led >= ADDRESSES.keys() - apart
    assert "/conversations/asked" in pages  # Today leads there when somebody is asked what they think


@SQLITE
def test_the_person_keeps_their_own_week_and_who_only_visits_pages_keeps_nobodys(app: Flask) -> None:
    margaret = cast.signed_in(app, "margaret")
    paths = kept(app, "margaret")
    assert paths[0] == "/my-week"
    assert {path: margaret.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert [path for name in ("helen", "aled", "ruth") for path in kept(app, name) if "people" in path] == []


@SQLITE
def test_the_list_of_what_waits_names_nobody_for_its_copy_stays_on_the_phone(app: Flask) -> None:
    page = cast.signed_in(app, "ruth").get("/waiting").text
    assert [name for name in demo.PEOPLE if name in page] == []


def test_every_page_says_whose_it_is_and_how_much_it_knows(app: Flask) -> None:
    sam, margaret = cast.signed_in(app, "sam"), cast.person(cast.MARGARET)
    key, seq = a_key(cast.MARGARET), Person.get_by_id(margaret.id).last_seq
    here = f"/people/{margaret.id}"
    told = sam.get("/phone").get_json()
    for path in (
        "/today", here, f"{here}/visit", f"{here}/day", f"{here}/week",
        f"{here}/occurrences/{key['item']}/{key['day']}/{key['number']}",
    ):  # fmt: skip
        page = sam.get(path).text
        found = MARKS.search(page)
        assert found is not None, path
        author, session = found.groups()
        assert (int(author), session) == (told["author"], told["session"])
        assert page.count(f'data-person="{margaret.id}" data-seq="{seq}"') == 1, path
    assert told["epoch"] == Installation.current().epoch
    assert f'data-seq="{seq}"' in cast.signed_in(app, "margaret").get("/my-week").text
    assert "<body>" in app.test_client().get("/sign-in").text


def waits(browser: FlaskClient, said: str) -> tuple[int | None, datetime | None]:
    """What stands with the session after the phone said that."""
    assert browser.get("/phone", headers={"Phone-Waiting": said}).status_code == 200
    session = Session.get_by_id(cast.session_of(browser).id)
    return session.waiting, session.waiting_since


def test_a_phone_says_how_many_records_wait_on_it_and_since_when(sam: FlaskClient) -> None:
    since = cast.NOW - timedelta(days=2)
    assert waits(sam, f"3 {since.isoformat()}") == (3, since)
    assert waits(sam, "4") == (4, since)
    assert waits(sam, "0") == (0, None)
    with time_machine.travel(cast.NOW, tick=False):
        assert waits(sam, "1 2031-01-01T00:00:00Z") == (1, cast.NOW)  # by a clock that is wrong


UNHEARD_OF = (
    "1 0001-01-01T00:00:00+23:00",
    "1 0001-01-01T00:00:00+00:00",
    "1 9999-12-31T23:59:59Z",
    "1 2026-11-18T09:00",
)


@pytest.mark.parametrize("said", ["", "many", "-1", "1 yesterday", "²", "9" * 5000, *UNHEARD_OF])
@SQLITE
def test_what_nobody_can_read_about_it_changes_nothing(sam: FlaskClient, said: str) -> None:
    assert waits(sam, said) == (None, None)


def lacking(browser: FlaskClient, *receipts: str) -> list[str]:
    """Which of them the server names."""
    answer = browser.post("/recovery", data={"ids": "\r\n".join(receipts)})
    assert answer.status_code == 200
    found: list[str] = answer.get_json()["lacking"]
    return found


def test_after_a_restore_a_phone_is_told_which_of_its_own_records_are_lacking(app: Flask, sam: FlaskClient) -> None:
    there = sam.post("/people/1/marks", data={"id": new_id(), **due(sam)[0]}).headers["Record-Receipt"]
    id, digest, *_where = there.split()
    lost = new_id()
    assert lacking(sam, there, f"{lost} {digest}", f"{lost} {digest}") == [lost]
    assert lacking(sam, f"{id.upper()} {digest}", f"{id} other") == [id]
    assert lacking(cast.signed_in(app, "grace"), there) == [id]  # somebody else's are never said to be there
    assert lacking(sam) == []


@pytest.mark.parametrize("receipts", ["x", AN_ID, f"no-id {'0' * 64}", f"{AN_ID} 0\n" * (MOST + 1)])
@SQLITE
def test_what_is_no_list_of_receipts_is_said_to_be_none(sam: FlaskClient, receipts: str) -> None:
    assert sam.post("/recovery", data={"ids": receipts}).status_code == 422
    assert sam.post("/recovery", data={"ids": f"{new_id()} {'0' * 64}\r\n" * MOST}).status_code == 200
