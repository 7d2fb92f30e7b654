"""Plans as plain values, without a database, and the chances that they give."""

from collections.abc import Set
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from carelog.weeks.day_parts import DayParts
from carelog.weeks.details import Cadence, ItemDetails, Part
from carelog.weeks.occurrences import NOT_AWAY, Chances, Occurrence, Planned, Version, dated, flexible, of_month

LONDON = ZoneInfo("Europe/London")
PARTS = DayParts(LONDON, time(5), time(12), time(17), time(22))
MONDAY = date(2026, 11, 16)
MON, TUE, WED, THU, FRI, SAT, SUN = (MONDAY + timedelta(days=offset) for offset in range(7))
LONG_AGO = date(2026, 1, 5)
EVERY_DAY = tuple(range(7))
WEEK = timedelta(weeks=1)


def fixed(item_id: str = "choir", **said: Any) -> Planned:
    """An item on days of the week, every day unless told; or of another cadence."""
    return Planned(item_id, ItemDetails(**{"title": item_id, "days": EVERY_DAY, "part": Part.MORNING, **said}))


def times(number: int, item_id: str = "walk", **said: Any) -> Planned:
    """An item so many times a week."""
    details = ItemDetails(title=item_id, cadence=Cadence.TIMES_A_WEEK, times=number, **said)
    return Planned(item_id, details)


def version(*items: Planned, starts: date = LONG_AGO, order: int = 1) -> Version:
    """One agreed week."""
    return Version(order, starts, items)


def dates(item: Planned, first: date, last: date, away: Set[date] = NOT_AWAY) -> list[date]:
    """The dates of an item's chances, if it was planned long ago."""
    plan = [version(item, starts=min(LONG_AGO, first))]
    return [occurrence.day for occurrence in dated(plan, first, last, PARTS, away)]


def days_of(*versions: Version, weeks: int = 1, monday: date = MONDAY) -> list[date]:
    """The dates of the dated chances, over so many weeks."""
    last = monday + timedelta(days=7 * weeks - 1)
    return [occurrence.day for occurrence in dated(versions, monday, last, PARTS)]


def only(day: date, **said: Any) -> Occurrence:
    """The one chance that such an item has on that day."""
    (found,) = dated([version(fixed(**said))], day, day, PARTS)
    return found


def chances(*versions: Version, monday: date = MONDAY, away: Set[date] = NOT_AWAY) -> dict[str, int]:
    """How many chances each flexible item has in that week."""
    return {found.planned.item_id: found.count for found in flexible(versions, monday, PARTS, away)}


def walks(*versions: Version, away: Set[date] = NOT_AWAY) -> Chances:
    """The week of the one flexible item of these plans."""
    (found,) = flexible(versions, MONDAY, PARTS, away)
    return found


def months(*versions: Version, day: date = MONDAY, away: Set[date] = NOT_AWAY) -> list[Occurrence]:
    """What any day of that day's month will do for."""
    return of_month(versions, day, PARTS, away)


def here(day: date, wall: str) -> datetime:
    """That wall-clock time in London, as the instant it is."""
    return datetime.combine(day, time.fromisoformat(wall), tzinfo=LONDON).astimezone(UTC)
