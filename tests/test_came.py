"""What a record says of the way it came, wherever its words are shown."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from carelog.home.worker_today import today_of
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records.visit_note import VisitNote
from tests import cast, plans, visitors
from tests.asking import SQLITE
from tests.phone import Phone, told
from tests.recording import LABELS, a_key
from tests.records.sheets import words
from tests.visitors import leave

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SANG = {"title": "We sang", "day": cast.TODAY.isoformat(), "note": ""}
ARRIVED, LATE = "arrived Thu 19 Nov, 11:00", "arrived when they could not write this here any more"


def away(first: date, last: str = "") -> dict[str, str]:
    """Days away from that one on."""
    return {"why": "hospital", "first": first.isoformat(), "last": last, "note": ""}


@SQLITE
def test_what_arrives_more_than_a_day_after_it_was_written_says_when_it_did(app: Flask, margaret: Person) -> None:
    phone, key = Phone(app, "sam"), a_key(margaret.name)
    sent = {
        "marks": {**key, "said": "happened"},
        "extras": SANG,
        "visit-notes": {"note": "Sing.", "until": (cast.TODAY + 2 * DAY).isoformat()},
        "logs": {"did": "Sang.", "day": SANG["day"], "language": "en"},
        "worries": {"seen": "A bruise.", "safe_now": "yes"},
        "time-away": away(cast.TODAY),
    }
    pressed = [phone.press(margaret, what, form) for what, form in sent.items()]
    with time_machine.travel(cast.NOW + DAY + HOUR):
        assert [told(phone.send(one)) for one in pressed] == [(204, None)] * len(pressed)
        here, aled = f"/people/{margaret.id}", cast.signed_in(app, "aled")
        marked = f"/occurrences/{key['item']}/{key['day']}/{key['number']}"
        paths = (
            marked, f"/day?day={key['day']}", f"/day?day={SANG['day']}", "/visit-notes", "/visit", "/learning",
            "/time-away", f"/worries/{pressed[4].id}", f"/summary/records?week={cast.TODAY}",
        )  # fmt: skip
        assert [path for path in paths if ARRIVED not in words(aled.get(here + path))] == []
        assert ARRIVED in words(aled.get("/worries"))


@SQLITE
def test_what_waited_a_night_is_as_good_as_what_came_at_once(app: Flask, margaret: Person) -> None:
    phone = Phone(app, "sam")
    pressed = phone.press(margaret, "extras", SANG)
    with time_machine.travel(cast.NOW + 23 * HOUR):
        phone.send(pressed)
        day = cast.signed_in(app, "aled").get(f"/people/{margaret.id}/day?day={SANG['day']}")
    assert "We sang Sam" in words(day)
    assert "arrived" not in words(day)


REACHING: dict[str, dict[str, Any]] = {
    "time-away": away(cast.TODAY),
    "visit-notes": {"note": "Give the red tablets twice.", "until": (cast.TODAY + DAY).isoformat()},
    "moves": {"move-new_day": (cast.TODAY + DAY).isoformat(), "move-part": "evening", "move-asked": "others"},
    "marks": {"said": "did_not_happen", "reason": "ill"},
}


@pytest.mark.parametrize("what", REACHING)
def test_what_speaks_of_a_time_after_a_place_ended_needs_a_person(app: Flask, margaret: Person, what: str) -> None:
    phone, key = Phone(app, "sam"), a_key(margaret.name, -1)
    named = {f"move-{name}": value for name, value in key.items()} if what == "moves" else key
    pressed = phone.press(margaret, what, {**named, **REACHING[what]})
    with time_machine.travel(cast.NOW + HOUR):
        leave(margaret, "sam")
        assert told(phone.send(pressed, Record_Attended="yes")) == (202, "kept")
        page = words(cast.signed_in(app, "aled").get("/kept"))
    assert LATE in page
    assert "could not write this here any more, and it speaks of a time after they wrote it" in page


@SQLITE
def test_who_belongs_there_no_more_changes_nothing_that_goes_on(app: Flask, margaret: Person) -> None:
    phone = Phone(app, "sam")
    paused, noted = phone.press(margaret, "time-away", away(cast.TODAY)), phone.press(
        margaret, "visit-notes", {"note": "Sing.", "until": cast.TODAY.isoformat()}
    )  # fmt: skip
    assert [told(phone.send(one)) for one in (paused, noted)] == [(204, None)] * 2
    yesterday = (cast.TODAY - DAY).isoformat()
    changed = {f"{paused.id}-{name}": said for name, said in away(cast.TODAY - 2 * DAY, yesterday).items()}
    later = [
        phone.press(margaret, f"time-away/{paused.id}/withdrawals", {}),
        phone.press(margaret, f"time-away/{paused.id}/changes", changed),
        phone.press(margaret, "visit-notes/withdrawals", {"mark": noted.id}),
    ]
    over = phone.press(margaret, "time-away", away(cast.TODAY - 3 * DAY, yesterday))
    with time_machine.travel(cast.NOW + HOUR):
        leave(margaret, "sam")
        assert [told(phone.send(one)) for one in later] == [(202, "kept")] * 3
        assert told(phone.send(over)) == (204, None)
        assert [note.note for note in VisitNote.standing(margaret, cast.TODAY)] == ["Sing."]
        page = words(cast.signed_in(app, "aled").get(f"/people/{margaret.id}/time-away"))
    assert "Since Wednesday 18 November" in page
    assert page.count(LATE) == 1


@SQLITE
def test_what_was_not_begun_when_it_was_written_is_not_said_by_who_left_before_it_was(
    app: Flask, margaret: Person
) -> None:
    phone = Phone(app, "sam")
    row = next(row for row in today_of(margaret, LABELS).due if row.occurrence.opens < cast.NOW)
    item, day, number = row.key
    form = {"item": item, "day": day.isoformat(), "number": number, "said": "did_not_happen", "reason": "ill"}
    since = cast.NOW - row.occurrence.opens
    sent = [phone.press(margaret, "marks", form, ago=since + off) for off in (MINUTE, -MINUTE)]
    with time_machine.travel(cast.NOW + HOUR):
        leave(margaret, "sam")
        assert [told(phone.send(one)) for one in sent] == [(202, "kept"), (204, None)]


# before a place began


def test_what_was_written_before_a_place_began_needs_a_person_and_can_be_said_again(
    app: Flask, margaret: Person
) -> None:
    phone = Phone(app, "sam")
    leave(margaret, "sam")
    with time_machine.travel(cast.NOW + 2 * DAY):
        Membership.start(margaret, phone.user, "worker", plans.author("aled"))
        sent = {
            ago: told(phone.send(phone.press(margaret, "extras", SANG, ago=ago), Record_Attended="yes"))
            for ago in (9 * MINUTE, HOUR, 50 * HOUR)  # their clock may be a little behind; between two places; before
        }
        assert list(sent.values()) == [(204, None), (202, "kept"), (204, None)]
        page = phone.browser.get("/kept").text
        assert "written before they had their place here" in page
        seq = page.partition('id="kept-')[2].partition('"')[0]
        assert phone.browser.post(f"/kept/{seq}/records").status_code == 303
        assert "Nothing waits here" in phone.browser.get("/kept").text


@SQLITE
def test_an_ally_wrote_nothing_before_it_was_shared(app: Flask) -> None:
    visitors.share(visitors.belong("new-friend", "ally"), ["my_week"])
    friend, margaret = Phone(app, "new-friend"), cast.person(cast.MARGARET)
    pressed = [friend.press(margaret, "extras", SANG, ago=ago) for ago in (HOUR, timedelta())]
    assert [told(friend.send(one)) for one in pressed] == [(202, "kept"), (204, None)]
