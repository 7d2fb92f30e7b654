"""Which chance falls when. Pure: dates and plans in, chances out; no database and no clock.

The rules are measure.md's, "Rules": a version governs from 00:00 of its first day; in force is, of the versions already
started, the last agreed. This file knows weekly fixed items and items that come n times a week.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import chain
from math import floor
from zoneinfo import ZoneInfo

from carelog.weeks.details import Cadence, ItemDetails, Part

WEEK = 7
GRACE = timedelta(hours=24)  # so long after its window an occurrence may stay unrecorded


@dataclass(frozen=True, slots=True)
class Planned:
    """One item of one version."""

    item_id: str
    details: ItemDetails


@dataclass(frozen=True, slots=True)
class Version:
    """One agreed week: from which day it holds, and in which order it was agreed."""

    order: int
    starts: date
    items: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class DayParts:
    """When each part of the day begins, wall clock, and where. What comes before a late morning belongs to it."""

    zone: ZoneInfo
    morning: time
    afternoon: time
    evening: time
    night: time
    night_ends: time = time(5)  # days, weeks and months end at 05:00 after their last night, whatever the team set

    def starts(self) -> list[tuple[Part, time]]:
        """The parts in their order, each with its beginning."""
        return [
            (Part.MORNING, self.morning), (Part.AFTERNOON, self.afternoon),
            (Part.EVENING, self.evening), (Part.NIGHT, self.night),
        ]  # fmt: skip

    def of(self, wall: time) -> Part:
        """The part in which that time lies."""
        if wall < self.night_ends:
            return Part.NIGHT
        begun = [part for part, start in self.starts() if start <= wall]
        return begun[-1] if begun else Part.MORNING

    def span(self, part: Part, day: date) -> tuple[datetime, datetime]:
        """From when until when that part of that day lasts; ANY is the whole day, until its night is over."""
        if part is Part.ANY:
            return self.instant(day, self.morning), self.day_ends(day)
        parts, starts = zip(*self.starts(), strict=True)
        place = parts.index(part)
        until = self.day_ends(day) if part is Part.NIGHT else self.instant(day, starts[place + 1])
        return self.instant(day, starts[place]), until

    def day_ends(self, day: date) -> datetime:
        """When the night that starts on that day is over."""
        return self.instant(day + timedelta(days=1), self.night_ends)

    def instant(self, day: date, wall: time) -> datetime:
        """That wall-clock time there; one that the clocks skip is moved past the gap."""
        return datetime.combine(day, wall, tzinfo=self.zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated chance of a fixed item. Its key is item, date and number; its window is two instants."""

    planned: Planned
    day: date
    part: Part
    opens: datetime
    closes: datetime
    number: int = 1

    @property
    def key(self) -> tuple[str, date, int]:
        """What records name."""
        return self.planned.item_id, self.day, self.number


@dataclass(frozen=True, slots=True)
class Chances:
    """How often one flexible item may happen in one week; any record dated in the week fills one."""

    planned: Planned
    monday: date
    count: int
    closes: datetime  # 05:00 after the week's last night


def in_force(versions: Iterable[Version], day: date) -> Version | None:
    """The version that governs that day."""
    started = [version for version in versions if version.starts <= day]
    return max(started, key=lambda version: version.order, default=None)


def dated(versions: Sequence[Version], first: date, last: date, parts: DayParts) -> Iterator[Occurrence]:
    """The fixed chances from one day to another, both included, in order of time."""
    begins = _first_days(versions)
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        version = in_force(versions, day)
        todays = [p for p in version.items if _falls_on(p.details, day, begins[p.item_id])] if version else []
        yield from sorted((_occurrence(p, day, parts) for p in todays), key=lambda o: (o.opens, o.closes))


def flexible(versions: Sequence[Version], monday: date, parts: DayParts) -> Iterator[Chances]:
    """The flexible items of one week and how many chances each has, pro rata where the version changes."""
    days, begins = [monday + timedelta(days=offset) for offset in range(WEEK)], _first_days(versions)
    weeks_items = [_flexible_items(in_force(versions, day), monday, begins) for day in days]
    shares: dict[str, Fraction] = {}
    newest: dict[str, Planned] = {}
    for planned in chain.from_iterable(weeks_items):
        shares[planned.item_id] = shares.get(planned.item_id, Fraction(0)) + Fraction(planned.details.times, WEEK)
        newest[planned.item_id] = planned
    least = {planned.item_id: planned.details.times for planned in weeks_items[0]}
    for item_id, planned in newest.items():
        count = max(half_up(shares[item_id]), least.get(item_id, 0))
        yield Chances(planned, monday, count, parts.day_ends(days[-1]))


def half_up(value: Fraction) -> int:
    """To the nearest whole number, halves upwards."""
    return floor(value + Fraction(1, 2))


def _first_days(versions: Iterable[Version]) -> dict[str, date]:
    """The first day of each item, across versions: where "every k weeks" starts counting."""
    first: dict[str, date] = {}
    for version in versions:
        for planned in version.items:
            begins = planned.details.first_on or version.starts
            first[planned.item_id] = min(first.get(planned.item_id, begins), begins)
    return first


def _flexible_items(version: Version | None, monday: date, begins: dict[str, date]) -> list[Planned]:
    """What may happen on any day of that week, by that version."""
    items = version.items if version else ()
    return [p for p in items if p.details.flexible and _is_its_turn(p.details, monday, begins[p.item_id])]


def _falls_on(details: ItemDetails, day: date, first_day: date) -> bool:
    fixed = details.cadence is Cadence.WEEKLY and day.weekday() in details.days
    return fixed and _is_its_turn(details, day, first_day)


def _is_its_turn(details: ItemDetails, day: date, first_day: date) -> bool:
    """Every k weeks: week 1 is the one, Monday to Sunday, that holds the item's first day."""
    weeks = (day - first_day + timedelta(days=first_day.weekday())).days // WEEK
    return weeks >= 0 and weeks % details.every_weeks == 0


def _occurrence(planned: Planned, day: date, parts: DayParts) -> Occurrence:
    details = planned.details
    part = parts.of(details.at) if details.at is not None else details.part
    if details.at is None:
        opens, closes = parts.span(part, day)
        return Occurrence(planned, day, part, opens, closes)
    small_hours = details.at < parts.night_ends  # the night belongs to the date on which it starts
    opens = parts.instant(day + timedelta(days=1) if small_hours else day, details.at)
    closes = parts.span(part, day)[1] if details.minutes is None else opens + timedelta(minutes=details.minutes)
    return Occurrence(planned, day, part, opens, closes)
