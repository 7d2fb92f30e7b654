"""A phone whose storage was emptied: what was lost with it is said to whom wrote it, and coordinators see it."""

from datetime import datetime, timedelta
from typing import Any

import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.accounts.session import OWN_PHONE, Session
from carelog.journal import Change, Event, new_id
from carelog.people.person import Person
from tests import cast
from tests.asking import SQLITE
from tests.phone import Phone

HOUR = timedelta(hours=1)
SINCE = cast.NOW - 2 * HOUR
SANG = {"title": "We sang", "day": cast.TODAY}


def says(browser: FlaskClient, waiting: str, storage: str = "") -> Any:
    """What a phone is told was lost."""
    headers = {"Phone-Waiting": waiting, **({"Phone-Storage": storage} if storage else {})}
    return browser.get("/phone", headers=headers).get_json()["lost"]


def losses() -> int:
    """How many are written down."""
    return Event.select().where(Event.kind == "session.emptied").count()


def test_what_waited_and_never_came_is_said_however_often_that_storage_asks_and_written_down_once(app: Flask) -> None:
    sam = cast.signed_in(app, "sam")
    assert says(sam, f"3 {SINCE.isoformat()}") is None
    emptied = new_id()
    lost = says(sam, "0", emptied)
    assert "3 records that had waited on it since Wednesday 18 November, 08:00 are lost." in lost
    assert says(sam, "0", emptied) == lost
    assert says(sam, "0", new_id()) is None
    assert losses() == 1
    [change] = Change.select().join(Event).where(Event.kind == "session.emptied")
    assert (change.subject, change.subject_id) == ("session", cast.session_of(sam).id)
    for name, shown in (("aled", True), ("priya", False)):
        page = cast.signed_in(app, name).get("/phones").text
        assert ("It was emptied: 3 records that had waited on it" in page) is shown
    with time_machine.travel(cast.NOW + timedelta(days=36)):
        assert "It was emptied" not in cast.signed_in(app, "aled").get("/phones").text


def test_what_came_since_is_not_lost_and_what_was_written_since_does_not_count_for_it(
    app: Flask, margaret: Person
) -> None:
    phone = Phone(app, "sam")
    waiting = [phone.press(margaret, "extras", {**SANG, "title": title}, HOUR) for title in ("We sang", "We ate")]
    says(phone.browser, f"3 {SINCE.isoformat()}")
    with time_machine.travel(cast.NOW + HOUR):
        for pressed in (*waiting, phone.press(margaret, "extras", {**SANG, "title": "We danced"})):
            assert phone.send(pressed).status_code == 204
        assert "One record that had waited on it since" in says(phone.browser, "0", new_id())


@SQLITE
def test_nothing_is_said_where_nothing_waited_or_all_of_it_came_or_a_phone_names_no_storage(
    app: Flask, margaret: Person
) -> None:
    phone = Phone(app, "sam")
    assert says(phone.browser, "0", new_id()) is None
    pressed = phone.press(margaret, "extras", SANG, HOUR)
    says(phone.browser, f"1 {SINCE.isoformat()}")
    assert says(phone.browser, f"1 {SINCE.isoformat()}", "not a name") is None
    with time_machine.travel(cast.NOW + HOUR):
        phone.send(pressed)
        assert says(phone.browser, "0", new_id()) is None
    assert losses() == 0


@SQLITE
def test_it_is_found_in_a_later_session_on_the_same_device_and_on_no_other(app: Flask) -> None:
    sam = cast.signed_in(app, "sam")
    before, name = cast.session_of(sam), new_id()
    earlier = cast.NOW - HOUR
    for device, told in ((before.device_sha256, earlier), ("another", cast.NOW)):
        left = Session.open(cast.user("sam"), OWN_PHONE, "Left", device)[0]
        waits(left, device, told)
    assert "2 records" in says(sam, "0", name)
    assert says(cast.signed_in(app, "grace"), "0", name) is None


def waits(session: Session, device: str, told: datetime) -> None:
    """Two records, on that device."""
    what = {"device_sha256": device, "waiting": 2, "waiting_since": SINCE, "waiting_told_at": told}
    Session.update(what).where(Session.id == session.id).execute()
