"""Today, as a worker first sees it: what waits for whom, until five in the morning."""

import logging
from datetime import datetime, time, timedelta

import pytest
import time_machine

from carelog.home.worker_today import PersonToday, worker_today
from carelog.people.person import Person
from carelog.records.lived import Lived
from carelog.records.mark import Account, Mark
from carelog.records.outcome import State
from carelog.records.said import Reason
from carelog.weeks.details import Label, Part
from tests import cast
from tests.cast import at
from tests.plans import EVERY_LABEL, agree, author, fixed, times

pytestmark = pytest.mark.usefixtures("app")
WED, THU = cast.TODAY, cast.TODAY + timedelta(days=1)


def today(person: Person, now: datetime | None = None, labels: set[str] = EVERY_LABEL) -> PersonToday:
    """This person's day."""
    (found,) = worker_today([person], {person.id: labels}, now)
    return found


def titles(rows: tuple[Lived, ...]) -> list[str]:
    """What they are about."""
    return [row.details.title for row in rows]


def whole_day(person: Person) -> dict[str, str]:
    """A week with something in every part of the day."""
    return agree(
        person, fixed("Wash"), fixed("Lunch", at=time(12, 30), minutes=45), fixed("Quiz", part=Part.EVENING),
        fixed("Bed", part=Part.NIGHT), fixed("Turning", at=time(3), minutes=15), fixed("Post", part=Part.ANY),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now", "part", "due", "later"),
    [
        (at(WED, 11), Part.MORNING, ["Wash", "Post"], ["Lunch", "Quiz", "Bed", "Turning"]),
        (at(WED, 11, 30), Part.MORNING, ["Wash", "Post", "Lunch"], ["Quiz", "Bed", "Turning"]),
        (at(WED, 12), Part.AFTERNOON, ["Wash", "Post", "Lunch"], ["Quiz", "Bed", "Turning"]),
        (at(WED, 20, 59), Part.EVENING, ["Wash", "Post", "Lunch", "Quiz"], ["Bed", "Turning"]),
        (at(WED, 21, 59), Part.EVENING, ["Wash", "Post", "Lunch", "Quiz", "Bed"], ["Turning"]),
        (at(WED, 22), Part.NIGHT, ["Wash", "Post", "Lunch", "Quiz", "Bed", "Turning"], []),
        (at(THU, 4, 59), Part.NIGHT, ["Wash", "Post", "Lunch", "Quiz", "Bed", "Turning"], []),
    ],
)
def test_what_is_due_is_this_part_of_the_day_what_begins_within_the_hour_and_what_is_open_before_it(
    nadia: Person, now: datetime, part: Part, due: list[str], later: list[str]
) -> None:
    whole_day(nadia)
    with time_machine.travel(now):
        seen = today(nadia)
    assert (seen.day, seen.part) == (WED, part)
    assert (titles(seen.due), titles(seen.later), seen.done) == (due, later, ())


def test_after_midnight_it_is_last_night(nadia: Person) -> None:
    agree(nadia, fixed("Bed", part=Part.NIGHT))
    moments = (at(WED, 23, 59), at(THU, 0), at(THU, 4, 59), at(THU, 5))
    assert [today(nadia, moment).last_night for moment in moments] == [False, True, True, False]


def test_at_five_a_new_day_begins(nadia: Person) -> None:
    whole_day(nadia)
    with time_machine.travel(at(THU, 5)):
        seen = today(nadia)
    assert (seen.day, seen.part, titles(seen.due)) == (THU, Part.MORNING, ["Wash", "Post"])


def test_what_was_marked_is_done_and_an_undo_makes_it_due_again(nadia: Person) -> None:
    wash, sam = whole_day(nadia)["Wash"], author("sam")
    mark = Mark.record(nadia, wash, WED, 1, sam, labels=EVERY_LABEL)
    assert (titles(today(nadia).done), titles(today(nadia).due)) == (["Wash"], ["Post"])
    Mark.withdraw(nadia, mark.id, sam)
    assert (titles(today(nadia).done), titles(today(nadia).due)) == ([], ["Wash", "Post"])


def test_a_flexible_thing_is_there_until_its_chances_are_used_and_on_the_day_it_was_marked(nadia: Person) -> None:
    walk, sam = agree(nadia, times("Walk", 1))["Walk"], author("sam")
    assert [row.details.title for row in today(nadia).flexible] == ["Walk"]
    Mark.record(nadia, walk, WED, 1, sam, labels=EVERY_LABEL)
    assert len(today(nadia).flexible) == 1
    with time_machine.travel(at(THU, 9)):
        assert today(nadia).flexible == ()
        assert today(nadia).empty


@pytest.mark.parametrize(
    ("account", "said"),
    [
        (Account(said="chose", offered="A walk", how_shown="Shook her head"), State.CHOICE_UNCHECKED),
        (Account(said="did_not_happen", reason=Reason.TRANSPORT), State.DID_NOT_HAPPEN),
    ],
)
def test_what_was_said_no_to_may_be_offered_again_later_in_the_week(
    nadia: Person, account: Account, said: State
) -> None:
    walk, sam = agree(nadia, times("Walk", 1))["Walk"], author("sam")
    Mark.record(nadia, walk, WED, 1, sam, labels=EVERY_LABEL, account=account)
    with time_machine.travel(at(THU, 9)):
        (row,) = today(nadia).flexible
        assert [(one.state, one.occurrence.day) for one in row.passed_by(THU)] == [(said, WED)]
        Mark.record(nadia, walk, THU, 1, sam, labels=EVERY_LABEL)
    with time_machine.travel(at(THU + timedelta(days=1), 9)):  # what happened has filled the chance
        assert today(nadia).flexible == ()
    with time_machine.travel(at(cast.MONDAY + timedelta(days=7), 9)):
        assert today(nadia).flexible[0].passed_by(cast.MONDAY + timedelta(days=7)) == []


def test_on_monday_before_five_it_is_still_last_weeks_sunday(nadia: Person) -> None:
    agree(nadia, times("Walk", 1), fixed("Bed", part=Part.NIGHT))
    sunday = cast.MONDAY + timedelta(days=6)
    with time_machine.travel(at(sunday + timedelta(days=1), 4)):
        seen = today(nadia)
    assert (seen.day, titles(seen.due)) == (sunday, ["Bed"])
    assert seen.flexible[0].chances.monday == cast.MONDAY


def test_without_a_plan_today_is_empty_and_says_so(nadia: Person) -> None:
    seen = today(nadia)
    assert (seen.empty, seen.planned) == (True, False)


def test_a_planned_day_may_be_empty(nadia: Person) -> None:
    agree(nadia, fixed("Choir", days=(0,)))
    seen = today(nadia)
    assert (seen.empty, seen.planned) == (True, True)


def test_nobody_sees_what_its_label_keeps_from_them(nadia: Person) -> None:
    agree(nadia, fixed("Tea"), fixed("Shower", label=Label.INTIMATE), times("Bank", 1, label=Label.MONEY))
    seen = today(nadia, labels={"ordinary"})
    assert (titles(seen.due), seen.flexible) == (["Tea"], ())


def test_today_is_as_many_queries_for_many_people_as_for_one(nadia: Person, caplog: pytest.LogCaptureFixture) -> None:
    people = [nadia, *(cast.person(name) for name in (cast.MARGARET, cast.JAMIE, cast.WALTER))]
    labels = {person.id: EVERY_LABEL for person in people}
    counted = []
    for asked in (people[:1], people):
        with caplog.at_level(logging.DEBUG, "peewee"):
            caplog.clear()
            worker_today(asked, labels)
            counted.append(len(caplog.records))
    assert counted == [6, 6]
