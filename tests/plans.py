"""Weeks that a test makes up itself, for somebody of the cast who has none."""

from datetime import date
from typing import Any

from carelog.journal import KEPT_BACK, Author
from carelog.people.person import Person
from carelog.weeks.details import Cadence, ItemDetails, Part
from carelog.weeks.perfect_week import PerfectWeek, Wanted, latest
from tests import cast

EVERY_DAY = tuple(range(7))
EVERY_LABEL = {"ordinary", "health", "intimate", "money", KEPT_BACK}


def author(username: str, role: str = "worker") -> Author:
    """One of the users, in a role."""
    return Author(cast.user(username).id, role)


def fixed(title: str, **said: Any) -> ItemDetails:
    """An item of every morning, unless told."""
    return ItemDetails(**{"title": title, "days": EVERY_DAY, "part": Part.MORNING, **said})


def times(title: str, number: int, **said: Any) -> ItemDetails:
    """An item so many times a week."""
    return ItemDetails(title=title, cadence=Cadence.TIMES_A_WEEK, times=number, **said)


def agree(person: Person, *items: ItemDetails, starts: date = cast.WEEK_STARTS) -> dict[str, str]:
    """Agree a week of these items, those of the same title being the same; the ids by title."""
    before = latest(person)
    known = {planned.details.title: planned.item_id for planned in before.items} if before else {}
    wanted = [Wanted(details, known.get(details.title)) for details in items]
    PerfectWeek.agree(person, wanted, starts, author("aled", "coordinator"))
    week = latest(person)
    assert week is not None
    return {planned.details.title: planned.item_id for planned in week.items}
