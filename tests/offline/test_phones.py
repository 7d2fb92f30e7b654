"""The phones of a team: who sees which, how silence is said, and ending one."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.accounts.session import OWN_PHONE, Session
from carelog.journal import Change, Event
from carelog.people.person import Person
from tests import cast, visitors
from tests.asking import SQLITE
from tests.everywhere import author
from tests.phone import Phone
from tests.tables import asked

RIVERSIDE, HILLTOP = {"sam", "tomasz", "margaret"}, {"dev"}
HOUR = timedelta(hours=1)
SILENT, SIGNED_OUT = "Silent for more than a day", "signed out"


def a_phone(username: str, name: str, token: str = "") -> Session:
    """A device on which that user is signed in now."""
    return Session.open(cast.user(username), OWN_PHONE, name, token or name)[0]


def listed(browser: FlaskClient) -> dict[str, str]:
    """What the page says of each device, by its name."""
    page = browser.get("/phones").text
    rows = re.findall(r'<li class="stack" id="phone-\d+">(.*?)</li>', page, re.DOTALL)
    return {re.findall(r'quiet">(.*?) ·', row)[0]: row for row in rows}


def last_heard(phone: Session, ago: timedelta, waiting: int | None = None, since: datetime | None = None) -> None:
    """Nothing came from it since."""
    then = cast.NOW - ago
    Session.update(
        last_seen=then, waiting=waiting, waiting_since=since, waiting_told_at=None if waiting is None else then
    ).where(Session.id == phone.id).execute()


def test_a_coordinator_sees_the_phones_of_their_teams_circles_and_a_manager_all(app: Flask) -> None:
    for username in ("sam", "tomasz", "dev", "margaret", "helen", "aled"):
        a_phone(username, f"{username}'s phone")
    visitors.belong("gone", "worker", ends=visitors.JUST_NOW)
    a_phone("gone", "gone's phone")
    found = {
        name: {device.removesuffix("&#39;s phone") for device in listed(cast.signed_in(app, name))}
        - {"Chrome on Android"}
        for name in ("aled", "priya", "ruth")
    }
    assert found == {"aled": RIVERSIDE, "priya": HILLTOP, "ruth": RIVERSIDE | HILLTOP}


def test_silence_is_said_in_words_and_what_waited_then(app: Flask) -> None:
    quiet, heard, lost = a_phone("sam", "Quiet"), a_phone("sam", "Heard"), a_phone("grace", "Lost")
    last_heard(quiet, timedelta(hours=25), 0)
    last_heard(heard, timedelta(hours=23))
    last_heard(lost, timedelta(days=3), 2, cast.NOW - timedelta(days=4))
    phones = listed(cast.signed_in(app, "aled"))
    assert [SILENT in phones[name] for name in ("Quiet", "Heard", "Lost")] == [True, False, True]
    assert "Nothing waited on it then." in phones["Quiet"]
    assert "waited" not in phones["Heard"]
    assert "2 records waited on it then, since Saturday 14 November, 10:00." in phones["Lost"]
    assert next(iter(phones)) == "Lost"


@SQLITE
def test_a_phone_that_was_signed_out_with_records_waiting_stays_until_it_says_more(app: Flask) -> None:
    aled, left, empty = cast.signed_in(app, "aled"), a_phone("sam", "Left", "one"), a_phone("sam", "Empty")
    for phone, waiting in ((left, 3), (empty, 0)):
        last_heard(phone, timedelta(hours=1), waiting, cast.NOW - timedelta(hours=2))
        phone.end(author("sam", "worker"))
    phones = listed(aled)
    assert "Empty" not in phones
    assert SIGNED_OUT in phones["Left"]
    assert "<form" not in phones["Left"]
    again = a_phone("sam", "Again", "one")
    assert "Left" in listed(aled)
    again.told_waiting(0, None)
    assert "Left" not in listed(aled)
    last_heard(again, timedelta(days=34), 1, cast.NOW - timedelta(days=34))
    again.end(author("sam", "worker"))
    for days, shown in ((0, True), (2, False)):
        with time_machine.travel(cast.NOW + timedelta(days=days)):
            assert ("Again" in listed(cast.signed_in(app, "ruth"))) is shown


def test_what_has_come_since_a_phone_told_of_it_waits_no_more(app: Flask, margaret: Person) -> None:
    phone, aled = Phone(app, "sam"), cast.signed_in(app, "aled")
    waiting = [phone.press(margaret, "extras", {"title": title, "day": cast.TODAY}, HOUR) for title in ("Sun", "Song")]
    phone.browser.get("/phone", headers={"Phone-Waiting": f"2 {waiting[0].at.isoformat()}"})
    name = cast.session_of(phone.browser).device
    with time_machine.travel(cast.NOW + timedelta(minutes=1)):
        phone.send(waiting[0])
        assert "One record waited on it then" in listed(aled)[name]
        phone.send(waiting[1])
        assert "Nothing waited on it then." in listed(aled)[name]
        phone.browser.post("/sign-out")
        assert name not in listed(aled)


@SQLITE
def test_however_many_phones_there_are_the_page_asks_as_often(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    aled, counts = cast.signed_in(app, "aled"), []
    for more in range(2):
        for place in range(1 + 5 * more):
            last_heard(a_phone("sam", f"Phone {more} {place}"), timedelta(days=2), 1, cast.NOW - timedelta(days=3))
        aled.get("/phones")
        with asked(monkeypatch) as statements:
            aled.get("/phones")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_coordinator_ends_a_phone_of_their_team_and_no_other(app: Flask) -> None:
    lost, elsewhere, allys = a_phone("sam", "Lost"), a_phone("dev", "Elsewhere"), a_phone("helen", "An ally's")
    aled = cast.signed_in(app, "aled", proven=False)
    for phone in (elsewhere, allys):
        assert aled.post(f"/phones/{phone.id}/ending").status_code == 404
    assert aled.post(f"/phones/{lost.id}/ending").status_code == 303
    assert "Lost of Sam Doyle is signed out." in aled.get("/phones").text
    ended = {name for name in ("Lost", "Elsewhere", "An ally's") if Session.get(Session.device == name).revoked}
    assert ended == {"Lost"}
    event = Event.select().where(Event.kind == "session.ended").order_by(Event.seq.desc()).get()
    assert (event.author_id, event.role) == (cast.user("aled").id, "coordinator")
    assert Change.get_by_id(event.seq).subject_id == lost.id
    assert aled.post(f"/phones/{lost.id}/ending").status_code == 404


def test_an_instant_that_no_calendar_here_has_does_not_keep_the_others_from_being_listed(app: Flask) -> None:
    last_heard(a_phone("sam", "Odd"), timedelta(0), 1, datetime(1, 1, 1, tzinfo=UTC))
    a_phone("grace", "Usual")
    assert {"Odd", "Usual"} <= listed(cast.signed_in(app, "aled")).keys()
