"""Asking for the versions of a few days gives the same chances as asking for all of them, in far fewer rows."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask

from carelog.journal import OPERATOR
from carelog.people.person import Person
from carelog.weeks.details import Cadence, ItemDetails
from carelog.weeks.occurrences import Version, dated, flexible
from carelog.weeks.perfect_week import PerfectWeek, Wanted, day_parts, latest, versions
from tests import cast

FIRST = date(2026, 11, 23)  # the Monday on which the first of these versions starts
WEEK = timedelta(weeks=1)
EVERY_DAY = ItemDetails(title="Feed the cat", days=(0, 1, 2, 3, 4, 5, 6))
EVERY_SECOND_WEEK = ItemDetails(title="Bowling", days=(3,), every_weeks=2)
FROM_A_DAY = ItemDetails(title="Choir", days=(2,), first_on=FIRST + 3 * WEEK)
ANY_DAY = ItemDetails(title="Swim", cadence=Cadence.TIMES_A_WEEK, times=3)
# When each was agreed and from when on: later ones may start before earlier ones, in the middle of a week too.
STARTS = ((0, 1), (1, 15), (2, 8), (9, 12), (16, 40), (20, 24), (38, 39))  # days after FIRST


@pytest.fixture
def nadia(app: Flask) -> Person:
    """Seven versions of the same four things."""
    _ = app
    nadia = cast.person(cast.NADIA)
    ids: list[str | None] = [None] * 4
    for agreed, starts in STARTS:
        with time_machine.travel(noon(FIRST + timedelta(days=agreed)), tick=False):
            wanted = map(Wanted, (EVERY_DAY, EVERY_SECOND_WEEK, FROM_A_DAY, ANY_DAY), ids)
            PerfectWeek.agree(nadia, list(wanted), FIRST + timedelta(days=starts), OPERATOR)
        week = latest(nadia)
        assert week is not None
        ids = [planned.item_id for planned in week.items]
    return nadia


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo("Europe/London"))


def chances(plan: list[Version], monday: date, nadia: Person) -> tuple[list[object], list[object]]:
    """Which chances fall in that week, by key; and how many each flexible item has."""
    parts = day_parts(nadia.team)
    fixed = [occurrence.key for occurrence in dated(plan, monday, monday + WEEK - timedelta(days=1), parts)]
    return [*fixed], [(item.planned.item_id, item.count) for item in flexible(plan, monday, parts)]


@pytest.mark.parametrize("after", [5, 14, 30, 100])
def test_a_span_has_the_same_chances_as_all_versions(nadia: Person, after: int) -> None:
    moment = noon(FIRST + timedelta(days=after))
    every = versions([nadia.id], moment)[nadia.id]
    for number in range(-1, 9):
        monday = FIRST + number * WEEK
        few = versions([nadia.id], moment, span=(monday, monday + WEEK - timedelta(days=1)))[nadia.id]
        assert chances(few, monday, nadia) == chances(every, monday, nadia), monday


def test_a_span_asks_for_no_more_than_governs_it(nadia: Person) -> None:
    long_after = FIRST + 20 * WEEK
    found = versions([nadia.id], noon(long_after), span=(long_after, long_after + WEEK))[nadia.id]
    assert [version.starts for version in found] == [FIRST + timedelta(days=39)]
    week = latest(nadia)
    assert week is not None
    assert week.order == found[0].order
