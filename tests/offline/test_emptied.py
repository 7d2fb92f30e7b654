"""A phone whose storage was emptied: what was lost with it is said to whom wrote it, and coordinators see it."""

import re
from datetime import datetime, timedelta
from typing import Any

import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.accounts.session import OWN_PHONE, Session
from carelog.journal import Change, Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from tests import cast, visitors
from tests.asking import SQLITE
from tests.phone import Phone

HOUR = timedelta(hours=1)
SINCE = cast.NOW - 2 * HOUR
SANG = {"title": "We sang", "day": cast.TODAY}


def says(browser: FlaskClient, waiting: str, storage: str = "") -> Any:
    """What a phone is told was lost."""
    headers = {"Phone-Waiting": waiting, **({"Phone-Storage": storage} if storage else {})}
    return browser.get("/phone", headers=headers).get_json()["lost"]


def loses(browser: FlaskClient, number: int, since: datetime) -> None:
    """So many waited on it, and it is emptied."""
    says(browser, f"{number} {since.isoformat()}")
    assert says(browser, "0", new_id())


def phones(browser: FlaskClient) -> str:
    """What the page of phones says to who is signed in there."""
    page: str = browser.get("/phones").text
    return page


def seen(browser: FlaskClient) -> str:
    """What that page says of the one loss on it, to be sent back."""
    [newest] = re.findall(r'name="seen" value="(\d+)"', phones(browser)) or [""]
    return newest


def settle(browser: FlaskClient, session: Session, seen: str) -> None:
    """Press it on a page that said that."""
    assert browser.post(f"/phones/{session.id}/settlements", data={"seen": seen}).status_code == 303


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


def test_a_loss_stands_first_until_somebody_settles_it_though_its_author_signs_out_and_in_again(app: Flask) -> None:
    sam, aled = cast.signed_in(app, "sam"), cast.signed_in(app, "aled", proven=False)
    here, other = cast.session_of(sam), Session.open(cast.user("sam"), OWN_PHONE, "Waits", "another")[0]
    waits(other, "another", cast.NOW - timedelta(days=2))
    says(sam, f"3 {SINCE.isoformat()}")
    says(sam, "0", new_id())
    sam.post("/sign-out")
    says(cast.signed_in(app, "sam"), "0")
    first = aled.get("/phones").text.partition("</li>")[0].partition("<main")[2]
    assert f'id="phone-{here.id}"' in first
    assert "Ask Sam Doyle to write them down again." in first
    settle(cast.signed_in(app, "priya"), here, seen(aled))  # of another team
    assert f'id="phone-{here.id}"' in aled.get("/phones").text
    for _press in range(2):
        settle(aled, here, seen(aled))
    assert f"phone-{here.id}" not in aled.get("/phones").text
    settled = Event.select().where(Event.kind == "session.loss_settled")
    assert [(event.author_id, event.role) for event in settled] == [(cast.user("aled").id, "coordinator")]


def test_losses_that_nobody_has_settled_are_added_up_and_an_old_page_settles_only_those_it_had(app: Flask) -> None:
    sam, aled = cast.signed_in(app, "sam"), cast.signed_in(app, "aled")
    here, later = cast.session_of(sam), SINCE + HOUR
    loses(sam, 3, SINCE)
    old_page = seen(aled)
    with time_machine.travel(cast.NOW + 2 * HOUR):
        loses(sam, 2, later)
        assert "It was emptied: 5 records that had waited on it since Wednesday 18 November, 08:00" in phones(aled)
        settle(aled, here, old_page)
        assert "It was emptied: 2 records that had waited on it since Wednesday 18 November, 09:00" in phones(aled)
        settle(aled, here, "")
        settle(aled, here, seen(aled))
        assert "It was emptied" not in phones(aled)
    assert Event.select().where(Event.kind == "session.loss_settled").count() == 2


def test_a_loss_from_before_their_place_ended_is_for_the_coordinator_of_that_team_to_settle(app: Flask) -> None:
    sam, browsers = cast.signed_in(app, "sam"), {name: cast.signed_in(app, name) for name in ("aled", "priya", "ruth")}
    here = cast.session_of(sam)

    def shown() -> set[str]:
        return {name for name, browser in browsers.items() if "It was emptied" in phones(browser)}

    loses(sam, 3, SINCE)
    for place in Membership.select().where(Membership.user == cast.user("sam")):
        place.end(visitors.OPERATOR)
    assert shown() == {"aled", "ruth"}
    assert f"/phones/{here.id}/ending" not in phones(browsers["aled"])
    assert browsers["aled"].post(f"/phones/{here.id}/ending").status_code == 404
    settle(browsers["aled"], here, seen(browsers["aled"]))
    assert shown() == set()
    with time_machine.travel(cast.NOW + 2 * HOUR):
        loses(sam, 3, cast.NOW + HOUR)
        assert shown() == set()


@SQLITE
def test_however_many_storages_a_phone_names_one_loss_an_hour_is_written_down(app: Flask) -> None:
    sam = cast.signed_in(app, "sam")
    says(sam, "3")
    assert [bool(says(sam, "3", new_id())) for _time in range(3)] == [True, False, False]
    assert losses() == 1
    with time_machine.travel(cast.NOW + timedelta(minutes=61)):
        assert says(sam, "3", new_id())
    assert losses() == 2


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
