"""Life: all that a figure can rest on, as plain values: plans, days away, records, the moment and the reader."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from carelog.records.said import Check, Move, Said
from carelog.weeks.day_parts import DayParts
from carelog.weeks.details import Label
from carelog.weeks.occurrences import Version

LONDON = ZoneInfo("Europe/London")
PARTS = DayParts(LONDON, time(5), time(12), time(17), time(22))
Key = tuple[str, date, int]


@dataclass(frozen=True, slots=True)
class Agreed:
    """A version, and when it was agreed."""

    at: datetime
    version: Version


@dataclass(frozen=True, slots=True)
class Period:
    """From one date to another, both included. Only whole months hold what is counted in the month."""

    first: date
    last: date
    months: bool = False

    @property
    def days(self) -> list[date]:
        """Its dates."""
        return [self.first + timedelta(days=offset) for offset in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, kw_only=True)
class Life:
    """One person's plans and what was said of them. Records that others replaced are not in it."""

    agreed: tuple[Agreed, ...]
    now: datetime
    away: frozenset[date] = frozenset()
    said: tuple[tuple[Key, Said], ...] = ()
    checks: tuple[tuple[Key, Check], ...] = ()
    moves: tuple[tuple[Key, Move], ...] = ()
    labels: frozenset[Label] = frozenset(Label)  # what the reader may see
    parts: DayParts = field(default=PARTS)


def week(monday: date) -> Period:
    """Monday to Sunday."""
    return Period(monday, monday + timedelta(days=6))


def month(day: date, months: int = 1) -> Period:
    """The month of that day, or so many from it on."""
    first = day.replace(day=1)
    after = first
    for _ in range(months):
        after = (after + timedelta(days=31)).replace(day=1)
    return Period(first, after - timedelta(days=1), months=True)
