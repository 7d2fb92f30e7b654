"""What time is it now, and which day here: the only caller of datetime.now.

Instants are aware and in UTC. A day here begins at midnight in the team's zone, but until 05:00 the day that people
are still living is yesterday: the night belongs to the date on which it starts (measure.md, "Time").
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NIGHT_ENDS = time(5)
DEFAULT_ZONE = "Europe/London"
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def told(moment: datetime) -> Iterator[None]:
    """Let it be that moment. For the demo's story alone, whose records are then real ones of the past."""
    before = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(before)


def day_here(zone: ZoneInfo, moment: datetime | None = None) -> date:
    """The calendar date in that zone at that moment (now, unless told)."""
    return (moment or now()).astimezone(zone).date()


def living_day(zone: ZoneInfo, moment: datetime | None = None) -> date:
    """The day people are living there: until 05:00 it is still yesterday."""
    local = (moment or now()).astimezone(zone)
    return local.date() - timedelta(days=1) if local.time() < NIGHT_ENDS else local.date()


def night_ends(zone: ZoneInfo, moment: datetime | None = None) -> datetime:
    """When the day that people are living there ends: the next 05:00."""
    after = living_day(zone, moment) + timedelta(days=1)
    return datetime.combine(after, NIGHT_ENDS, zone).astimezone(UTC)


def monday(day: date) -> date:
    """The Monday of that day's week; weeks run Monday to Sunday."""
    return day - timedelta(days=day.weekday())


def wall(text: str) -> time:
    """A wall-clock time from "HH:MM". Raises ValueError."""
    return time.fromisoformat(text)
