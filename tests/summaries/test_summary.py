"""How much of one week happened: the sentences, and what enters their counts when."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from carelog.people.person import Person
from carelog.records.mark import Mark
from carelog.summaries.measure import Counts
from carelog.summaries.summary import FOR_ME, NOT_ASKED, TO_ME, TOTAL, Sentence, Summary
from carelog.weeks.details import Cadence, Label
from tests import cast
from tests.plans import EVERY_LABEL, agree, author, fixed, times

pytestmark = pytest.mark.usefixtures("app")
LONDON = ZoneInfo("Europe/London")
MON, TUE, WED, THU = (cast.MONDAY + timedelta(days=offset) for offset in range(4))
NEXT_MONDAY = cast.MONDAY + timedelta(days=7)
TO: dict[str, Any] = {"important_to": True, "important_for": False}
FOR: dict[str, Any] = {"important_to": False, "important_for": True}
BOTH: dict[str, Any] = {"important_to": True, "important_for": True}


@pytest.fixture
def nadia() -> Person:
    """Somebody whose week the test makes."""
    return cast.person(cast.NADIA)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """That wall-clock time in London."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def summary(person: Person, now: datetime | None = None, labels: set[str] = EVERY_LABEL) -> Summary:
    """Of this week."""
    return Summary.of_week(person, MON, labels, now)


def lines(told: Summary) -> dict[str, Sentence]:
    """The sentences, by what they are about."""
    return {line.about: line for line in told.sentences}


def mark(person: Person, item_id: str, day: date, said: str = "happened", number: int = 1) -> None:
    """Written down by a worker, whenever the test has come to."""
    with time_machine.travel(at(day, 23)):
        Mark._write(person, item_id, day, number, said, author("sam"))


def test_what_matters_to_me_comes_first_and_the_total_last(nadia: Person) -> None:
    agree(nadia, fixed("Tablets", **FOR), fixed("Choir", days=(2,), **TO), fixed("Tea", days=(1, 2)))
    told = summary(nadia, at(NEXT_MONDAY + timedelta(days=2), 5))
    assert [line.about for line in told.sentences] == [TO_ME, FOR_ME, NOT_ASKED, TOTAL]
    assert [line.counts.due for line in told.sentences] == [1, 7, 2, 10]
    assert told.not_asked
    assert told.total == told.sentences[-1].counts


def test_what_is_both_counts_in_the_first_sentence(nadia: Person) -> None:
    agree(nadia, fixed("Swimming", days=(0,), **BOTH))
    told = lines(summary(nadia))
    assert (told[TO_ME].counts.due, told[FOR_ME].counts.due) == (1, 0)
    assert NOT_ASKED not in told


def test_care_done_and_life_missing_is_said_in_that_order(nadia: Person) -> None:
    ids = agree(
        nadia, fixed("Shower", **FOR), fixed("Tablets", **FOR), fixed("Meal", **FOR), fixed("Supper", **FOR),
        fixed("Choir", days=(1,), **TO), times("Outing", 2, **TO),
    )  # fmt: skip
    for offset in range(7):
        for title in ("Shower", "Tablets", "Meal", "Supper"):
            mark(nadia, ids[title], MON + timedelta(days=offset))
    mark(nadia, ids["Choir"], TUE, "did_not_happen")
    for day in (MON, WED):
        mark(nadia, ids["Outing"], day, "did_not_happen")
    first, second, total = summary(nadia, at(NEXT_MONDAY, 5)).sentences
    assert (first.about, first.counts) == (TO_ME, Counts(did_not_happen=3))
    assert (second.about, second.counts, second.bounds) == (FOR_ME, Counts(happened=28), (100, 100))
    assert (total.counts, total.bounds) == (Counts(happened=28, did_not_happen=3), (90, 90))


def test_a_week_in_progress_says_what_is_to_come_and_shows_no_percentage(nadia: Person) -> None:
    tea, _ = agree(nadia, fixed("Tea", **TO), fixed("Lunch", **TO)).values()
    mark(nadia, tea, MON)
    mark(nadia, tea, TUE)
    total = lines(summary(nadia, at(WED, 23)))[TOTAL]
    assert total.counts == Counts(happened=2, not_recorded=2, not_due=10)
    assert total.bounds is None


def test_a_percentage_waits_until_nothing_of_any_sentence_is_to_come(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", **TO), fixed("Wash", **TO), fixed("Bed", days=(6,), part="night", **FOR))
    for offset in range(7):
        for title in ("Tea", "Wash"):
            mark(nadia, ids[title], MON + timedelta(days=offset))
    waiting, over = at(NEXT_MONDAY + timedelta(days=1), 4, 59), at(NEXT_MONDAY + timedelta(days=1), 5)
    assert lines(summary(nadia, waiting))[TO_ME].bounds is None
    assert lines(summary(nadia, over))[TO_ME].bounds == (100, 100)


def test_flexible_things_enter_no_count_before_the_week_is_over(nadia: Person) -> None:
    walk = agree(nadia, times("Walk", 3, **TO))["Walk"]
    mark(nadia, walk, MON)
    mark(nadia, walk, TUE)
    line = lines(summary(nadia, at(NEXT_MONDAY, 4, 59)))[TO_ME]
    assert (line.counts, line.waiting) == (Counts(), 3)
    line = lines(summary(nadia, at(NEXT_MONDAY, 5)))[TO_ME]
    assert (line.counts, line.waiting) == (Counts(happened=2, not_due=1), 0)
    line = lines(summary(nadia, at(NEXT_MONDAY + timedelta(days=1), 5)))[TO_ME]
    assert line.counts == Counts(happened=2, not_recorded=1)


def test_while_flexible_things_wait_there_is_no_percentage(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", days=(0, 1), **TO), *(fixed(f"{n}", days=(0,), **TO) for n in range(9)),
                times("Walk", 1, **FOR))  # fmt: skip
    for title, item_id in ids.items():
        mark(nadia, item_id, MON)
        if title == "Tea":
            mark(nadia, item_id, TUE)
    assert lines(summary(nadia, at(WED, 12)))[TO_ME].bounds is None
    assert lines(summary(nadia, at(NEXT_MONDAY, 5)))[TO_ME].bounds == (100, 100)


def test_what_was_done_more_often_than_planned_fills_no_other_gap(nadia: Person) -> None:
    ids = agree(nadia, times("Walk", 2, **TO), times("Swim", 2, **TO))
    for number in range(1, 6):
        mark(nadia, ids["Walk"], MON, number=number)
    over = at(NEXT_MONDAY + timedelta(days=2), 5)
    assert summary(nadia, over).total == Counts(happened=2, not_recorded=2)


def test_people_who_say_different_things_count_as_not_recorded_at_once(nadia: Person) -> None:
    tea = agree(nadia, fixed("Tea", days=(2,), **TO))["Tea"]
    mark(nadia, tea, WED)
    with time_machine.travel(at(WED, 23)):
        Mark._write(nadia, tea, WED, 1, "did_not_happen", author("grace"))
    assert summary(nadia, at(THU, 5)).total == Counts(not_recorded=1)


def test_technology_and_monthly_things_are_not_counted(nadia: Person) -> None:
    agree(
        nadia, fixed("Sensor", technology=True), times("Call button", 7, technology=True),
        fixed("Letters", cadence=Cadence.MONTHLY_DATE, month_day=17),
    )  # fmt: skip
    told = summary(nadia)
    assert (told.total, [line.waiting for line in told.sentences]) == (Counts(), [0, 0, 0])
    assert all(marks == [] for _day, marks in told.by_day())


def test_totals_are_made_of_what_the_reader_may_see_and_of_nothing_else(nadia: Person) -> None:
    agree(nadia, fixed("Tea", **TO), fixed("Wash", label=Label.INTIMATE, **FOR), times("Bank", 2, label=Label.MONEY))
    told = summary(nadia, at(NEXT_MONDAY + timedelta(days=2), 5), {"ordinary"})
    assert told.total == Counts(not_recorded=7)
    assert [line.about for line in told.sentences] == [TO_ME, FOR_ME, TOTAL]
    assert "Wash" not in str(told.by_day())


def test_without_a_plan_nothing_is_counted(nadia: Person) -> None:
    told = summary(nadia)
    assert (told.total, told.not_asked, told.states_seen()) == (Counts(), False, [])
    assert told.total.bounds(told.total) is None


def test_the_picture_shows_every_fixed_chance_on_its_day(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", days=(0, 3), **TO), fixed("Choir", days=(3,), **TO), times("Walk", 2))
    mark(nadia, ids["Tea"], MON)
    told = summary(nadia, at(WED, 12))
    picture = dict(told.by_day())
    assert list(picture) == told.week.days
    assert picture[MON] == [("happened", "Tea")]
    assert picture[TUE] == []
    assert sorted(picture[THU]) == [("not_due", "Choir"), ("not_due", "Tea")]
    assert told.states_seen() == ["happened", "not_due"]
