"""Which chance falls when. Pure: dates and plans in, chances out; no database and no clock.

The rules are measure.md's, "Rules": a version governs from 00:00 of its first day; in force is, of the versions already
started, the last agreed. There are three kinds of chance: dated ones (a weekday, a date of the month, a day of the
year), those of a whole month (any day of it will do), and those of a whole week (so many times).
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import floor

from carelog.weeks.calendar import WEEK, days, falls_on, in_season, is_its_turn, month_of, week_of
from carelog.weeks.day_parts import DayParts
from carelog.weeks.details import Cadence, ItemDetails, Part

ANY_DAY = (Cadence.MONTHLY_ANY_DAY, Cadence.MONTHLY_ANY_WEEKDAY)
NOT_AWAY: Set[date] = frozenset()
Dated = tuple[date, ItemDetails]
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
class Occurrence:
    """One dated chance, or the one chance of a month. Its key is item, date and number; its window is two instants."""

    planned: Planned
    day: date  # on which it counts; for any day of a month, the month's last
    part: Part
    opens: datetime
    closes: datetime
    number: int = 1
    away: bool = False  # the person is away then, and the item does not carry on: nothing is due
    moved_to: date | None = None  # where the newest move puts it; its key and counting date stay

    @property
    def key(self) -> tuple[str, date, int]:
        """What records name."""
        return self.planned.item_id, self.day, self.number

    @property
    def takes_place(self) -> date:
        """The date on which it is to happen, a move included."""
        return self.moved_to or self.day

    @property
    def any_day(self) -> bool:
        """Any day of its month will do."""
        return self.planned.details.cadence in ANY_DAY

    @property
    def in_month_only(self) -> bool:
        """It is counted in its month and in no week."""
        return self.planned.details.cadence is not Cadence.WEEKLY

    def moved(self, day: date, part: Part, at: time | None, parts: DayParts) -> "Occurrence":
        """The same chance in its new window."""
        details = replace(self.planned.details, part=part, at=at)
        there = _occurrence(Planned(self.planned.item_id, details), day, parts)
        return replace(self, part=there.part, opens=there.opens, closes=there.closes, moved_to=day)


@dataclass(frozen=True, slots=True)
class Chances:
    """How often one flexible item may happen in one week; any record dated in the week fills one."""

    planned: Planned
    monday: date
    count: int
    closes: datetime  # 05:00 after the week's last night
    lost: int = 0  # chances that days away took; they are in no state and no count
    days_away: int = 0

    @property
    def sunday(self) -> date:
        """The last day of its week: it counts in the period that holds it."""
        return week_of(self.monday)[1]


def in_force(versions: Iterable[Version], day: date) -> Version | None:
    """The version that governs that day."""
    started = [version for version in versions if version.starts <= day]
    return max(started, key=lambda version: version.order, default=None)


def dated(
    versions: Sequence[Version], first: date, last: date, parts: DayParts, away: Set[date] = NOT_AWAY
) -> Iterator[Occurrence]:
    """The dated chances from one day to another, both included, in order of time."""
    begins = _first_days(versions)
    for day in days(first, last):
        version = in_force(versions, day)
        todays = [p for p in version.items if falls_on(p.details, day, begins[p.item_id])] if version else []
        yield from sorted((_occurrence(p, day, parts, away) for p in todays), key=lambda o: (o.opens, o.closes))


def of_month(versions: Sequence[Version], day: date, parts: DayParts, away: Set[date] = NOT_AWAY) -> list[Occurrence]:
    """The chances of that day's month which any of its days will do for: due at its end, by the version of its end."""
    first, last = month_of(day)
    version = in_force(versions, last)
    opens, closes = parts.instant(first, parts.night_ends), parts.day_ends(last)
    gone = all(one in away for one in days(first, last))
    return [
        Occurrence(p, last, Part.ANY, opens, closes, away=gone and not p.details.carries_on)
        for p in (version.items if version else ())
        if p.details.cadence in ANY_DAY and in_season(p.details, last)
    ]


def flexible(
    versions: Sequence[Version], monday: date, parts: DayParts, away: Set[date] = NOT_AWAY
) -> Iterator[Chances]:
    """The flexible items of one week and how many chances each has, pro rata for days away and where plans change."""
    begins, week = _first_days(versions), days(*week_of(monday))
    planned = [(day, p) for day in week for p in _flexible_items(in_force(versions, day), monday, begins)]
    on_monday = {p.item_id: p.details for day, p in planned if day == monday}
    for item_id, newest in {p.item_id: p for _day, p in planned}.items():
        here = [(day, p.details) for day, p in planned if p.item_id == item_id]
        kept = [(day, on_monday[item_id]) for day in week] if item_id in on_monday else []
        open_days, free_days = _at_home(here, kept, set()), _at_home(here, kept, away)
        if open_days[0]:
            count = free_days[1]
            gone = len(open_days[0] - free_days[0])
            yield Chances(newest, monday, count, parts.day_ends(week[-1]), open_days[1] - count, gone)


def things_a_week(version: Version | None, labels: Set[str]) -> int:
    """How many chances a week a plan has, of what counts and these labels let somebody see; to compare two plans."""
    counted = [
        p.details for p in (version.items if version else ()) if not p.details.technology and p.details.label in labels
    ]
    each = {Cadence.WEEKLY: lambda item: len(item.days), Cadence.TIMES_A_WEEK: lambda item: item.times}
    weekly = [Fraction(each[item.cadence](item), item.every_weeks) for item in counted if item.cadence in each]
    return half_up(sum(weekly, Fraction(0)))


def half_up(value: Fraction) -> int:
    """To the nearest whole number, halves upwards."""
    return floor(value + Fraction(1, 2))


def _first_days(versions: Sequence[Version]) -> dict[str, date]:
    """The first day of each item, across versions: where "every k weeks" starts counting.

    A version that was overtaken before it started never gave an item a day.
    """
    first: dict[str, date] = {}
    for version in (one for one in versions if in_force(versions, one.starts) is one):
        for planned in version.items:
            begins = planned.details.first_on or version.starts
            first[planned.item_id] = min(first.get(planned.item_id, begins), begins)
    return first


def _flexible_items(version: Version | None, monday: date, begins: dict[str, date]) -> list[Planned]:
    """What may happen on any day of that week, by that version."""
    items = version.items if version else ()
    return [p for p in items if p.details.flexible and is_its_turn(p.details, monday, begins[p.item_id])]


def _at_home(here: list[Dated], kept: list[Dated], away: Set[date]) -> tuple[set[date], int]:
    """The days in season that are not away, and the chances on them; never fewer than Monday's version alone gives."""
    some, whole = (
        [(day, item) for day, item in plan if in_season(item, day) and (item.carries_on or day not in away)]
        for plan in (here, kept)
    )
    return {day for day, _item in some + whole}, max(_share(some), _share(whole))


def _share(chances: list[Dated]) -> int:
    """Round half up (Σ n × days / 7), rounded once."""
    return half_up(sum((Fraction(details.times, WEEK) for _day, details in chances), Fraction(0)))


def _occurrence(planned: Planned, day: date, parts: DayParts, away: Set[date] = NOT_AWAY) -> Occurrence:
    details = planned.details
    part, gone = details.part, day in away and not details.carries_on
    if details.at is None:
        opens, closes = parts.span(part, day)
        return Occurrence(planned, day, part, opens, closes, away=gone)
    part = parts.of(details.at)
    small_hours = details.at < parts.night_ends  # the night belongs to the date on which it starts
    opens = parts.instant(day + timedelta(days=1) if small_hours else day, details.at)
    closes = parts.span(part, day)[1] if details.minutes is None else opens + timedelta(minutes=details.minutes)
    return Occurrence(planned, day, part, opens, closes, away=gone)
