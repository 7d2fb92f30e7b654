"""One person's agreed week beside what was recorded of it."""

import logging
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from carelog.journal import Author
from carelog.people.person import Person
from carelog.records.lived_week import LivedWeek, lived_week, lived_weeks
from carelog.records.mark import Mark
from carelog.records.outcome import State
from carelog.weeks.details import Cadence, Label, Part
from tests import cast
from tests.plans import EVERY_LABEL, agree, author, fixed, times

pytestmark = pytest.mark.usefixtures("app")
LONDON = ZoneInfo("Europe/London")
DAYS = [cast.MONDAY + timedelta(days=offset) for offset in range(7)]
MON, TUE, WED, THU, FRI, SAT, SUN = DAYS


@pytest.fixture
def nadia() -> Person:
    """Somebody whose week the test makes."""
    return cast.person(cast.NADIA)


@pytest.fixture
def sam() -> Author:
    """A worker."""
    return author("sam")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """That wall-clock time in London."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def lived(person: Person, now: datetime | None = None, monday: date = MON) -> LivedWeek:
    """The week as somebody sees it who may see everything."""
    return lived_week(person, monday, EVERY_LABEL, now)


def states(week: LivedWeek, title: str) -> list[State]:
    """The states of that item's fixed chances, day by day."""
    return [row.state for row in week.dated if row.details.title == title]


def mark(person: Person, item_id: str, day: date, by: Author, number: int = 1) -> str:
    """It happened; the mark's id."""
    return Mark.record(person, item_id, day, number, by, labels=EVERY_LABEL).id


def test_a_person_without_a_plan_has_an_empty_week(nadia: Person) -> None:
    week = lived(nadia)
    assert (week.planned, week.dated, week.flexible, week.monthly) == (False, (), (), ())
    assert week.days == DAYS


def test_a_plan_that_starts_in_the_week_is_a_plan(nadia: Person) -> None:
    agree(nadia, fixed("Tea"), starts=SUN)
    assert lived(nadia).planned
    assert states(lived(nadia), "Tea") == [State.NOT_DUE]
    assert not lived(nadia, monday=MON - timedelta(days=7)).planned


def test_in_the_middle_of_the_week_each_chance_has_its_state(nadia: Person, sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    mark(nadia, tea, MON, sam)
    mark(nadia, tea, WED, sam)
    not_due = [State.NOT_DUE] * 4  # Tuesday's ended at noon: 24 hours are not over on Wednesday at ten
    expected = [State.HAPPENED, State.NOT_DUE, State.HAPPENED, *not_due]
    assert states(lived(nadia, at(WED, 11, 59)), "Tea") == expected
    expected[1] = State.NOT_RECORDED
    assert states(lived(nadia, at(WED, 12)), "Tea") == expected


def test_a_row_says_who_decides_it_and_nothing_of_what_was_taken_back(nadia: Person, sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    first = mark(nadia, tea, WED, sam)
    row = lived(nadia).find(tea, WED, 1)
    assert row is not None
    assert [said.id for said in row.said] == [first]
    Mark.withdraw(nadia, first, sam)
    row = lived(nadia).find(tea, WED, 1)
    assert row is not None
    assert (row.state, row.said) == (State.NOT_DUE, ())


def test_flexible_chances_are_filled_by_any_record_of_the_week(nadia: Person, sam: Author) -> None:
    walk = agree(nadia, times("Walk", 3, days=(0,)))["Walk"]
    mark(nadia, walk, TUE, sam)
    mark(nadia, walk, WED, sam)
    week = lived(nadia)
    row = week.find_flexible(walk)
    assert row is not None
    assert row.filled.states == (State.HAPPENED, State.HAPPENED, State.NOT_DUE)
    assert [number for number, _ in row.on(WED)] == [1]
    assert row.on(THU) == []
    assert week.dated == ()


def test_what_was_taken_back_is_on_no_day(nadia: Person, sam: Author) -> None:
    walk = agree(nadia, times("Walk", 3))["Walk"]
    Mark.withdraw(nadia, mark(nadia, walk, WED, sam), sam)
    mark(nadia, walk, WED, sam, number=2)
    row = lived(nadia).find_flexible(walk)
    assert row is not None
    assert [number for number, _ in row.on(WED)] == [2]
    assert row.filled.done == 1


def test_a_mark_fills_one_chance_only_also_where_an_item_becomes_fixed_in_the_week(nadia: Person, sam: Author) -> None:
    with time_machine.travel(at(MON, 9)):
        walk = agree(nadia, times("Walk", 2))["Walk"]
        mark(nadia, walk, MON, sam)
    with time_machine.travel(at(TUE, 9)):
        agree(nadia, fixed("Walk", days=(2,)), starts=WED)
    mark(nadia, walk, WED, sam)
    week = lived(nadia)
    assert states(week, "Walk") == [State.HAPPENED]
    assert week.flexible[0].filled.states == (State.HAPPENED, State.NOT_DUE)
    mark(nadia, walk, WED, sam, number=2)
    assert lived(nadia).flexible[0].filled.done == 2


def test_who_was_there_decides_and_the_others_are_still_to_be_read(nadia: Person, sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    own, there = mark(nadia, tea, WED, author("jamie", "self")), mark(nadia, tea, WED, sam)
    row = lived(nadia).find(tea, WED, 1)
    assert row is not None
    assert [said.id for said in row.said] == [own]
    assert {said.id for said in row.spoken} == {own, there}


def test_a_record_of_another_week_fills_nothing_here(nadia: Person, sam: Author) -> None:
    walk = agree(nadia, times("Walk", 1))["Walk"]
    mark(nadia, walk, MON - timedelta(days=1), sam)
    assert lived(nadia).flexible[0].filled.done == 0
    assert lived(nadia, monday=MON - timedelta(days=7)).flexible[0].filled.done == 1


def test_a_week_is_over_at_five_after_its_last_night(nadia: Person) -> None:
    next_monday = SUN + timedelta(days=1)
    assert not lived(nadia, at(next_monday, 4, 59)).over
    assert lived(nadia, at(next_monday, 5)).over


def test_nobody_sees_what_its_label_keeps_from_them(nadia: Person) -> None:
    month = Cadence.MONTHLY_DATE
    agree(
        nadia, fixed("Tea"), fixed("Shower", label=Label.INTIMATE), times("Walk", 1),
        times("Bank", 1, label=Label.MONEY), fixed("Letters", cadence=month, month_day=3),
        fixed("Weighing", cadence=month, month_day=3, label=Label.HEALTH),
    )  # fmt: skip
    week = lived_week(nadia, MON, {"ordinary"})
    assert {row.details.title for row in week.dated} == {"Tea"}
    assert [row.details.title for row in week.flexible] == ["Walk"]
    assert [planned.details.title for planned in week.monthly] == ["Letters"]
    assert {row.details.title for row in lived(nadia).dated} == {"Tea", "Shower"}


def test_a_version_agreed_later_is_not_in_the_week_as_it_was_seen_before(nadia: Person) -> None:
    with time_machine.travel(at(TUE, 9)):
        agree(nadia, fixed("Tea"))
    with time_machine.travel(at(WED, 9)):
        agree(nadia, fixed("Choir"), starts=THU)
    assert len(states(lived(nadia, at(TUE, 12)), "Tea")) == 7
    assert len(states(lived(nadia, at(WED, 12)), "Tea")) == 3
    assert len(states(lived(nadia, at(WED, 12)), "Choir")) == 4


def test_a_cell_holds_a_part_of_a_day_and_the_morning_what_has_no_time(nadia: Person) -> None:
    agree(nadia, fixed("Tea"), fixed("Any", part=Part.ANY), fixed("Bed", part=Part.NIGHT))
    week = lived(nadia)
    cells = {part: [row.details.title for row in week.cell(WED, part)] for part in week.parts}
    assert cells == {"morning": ["Tea", "Any"], "afternoon": [], "evening": [], "night": ["Bed"]}


def test_the_days_can_begin_with_today(nadia: Person) -> None:
    week = lived(nadia)
    assert week.days_from(WED) == [WED, THU, FRI, SAT, SUN, MON, TUE]
    assert week.days_from(SUN + timedelta(days=1)) == DAYS
    assert (week.earlier, week.later) == (MON - timedelta(days=7), MON + timedelta(days=7))


def test_a_chance_is_found_by_its_key(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea"), times("Walk", 1))
    week = lived(nadia)
    assert week.find(ids["Walk"], WED, 1) is None
    assert week.find(ids["Tea"], WED, 2) is None
    assert week.find_flexible(ids["Tea"]) is None


def test_the_weeks_of_many_people_are_four_queries(nadia: Person, caplog: pytest.LogCaptureFixture) -> None:
    people = [nadia, cast.person(cast.JAMIE), cast.person(cast.MARGARET)]
    agree(nadia, fixed("Tea"))
    labels = {person.id: EVERY_LABEL for person in people}
    with caplog.at_level(logging.DEBUG, "peewee"):
        caplog.clear()
        weeks = lived_weeks(people, MON, labels)
        assert len(caplog.records) == 4
    assert [weeks[person.id].planned for person in people] == [True, False, True]
