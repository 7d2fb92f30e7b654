"""Which chances there are, written from measure.md alone: slowly, in its words, sharing nothing with the fast code.

Readings decided where the measure leaves room: “the item's first date” of “every k weeks” is the day that the item
names for it, else the day from which a version with the item is in force, the earliest of them all; what any day of a
month will do for exists where the month's last day is in season, since that is its date; what “Monday's version alone
gives” is counted as if it stood all week, by its own seasons and its own “carries on”.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from functools import cache
from math import floor

from carelog.weeks.day_parts import DayParts
from carelog.weeks.details import Cadence, ItemDetails, Part
from carelog.weeks.occurrences import Version
from tests.reference.life import Agreed

ANY_DAY = {Cadence.MONTHLY_ANY_DAY, Cadence.MONTHLY_ANY_WEEKDAY}


@dataclass(frozen=True)
class Chance:
    """A dated chance or a month's one: its window, and whether the whole date (or every date) is paused."""

    item_id: str
    details: ItemDetails
    day: date
    opens: datetime
    closes: datetime
    paused: bool


@dataclass(frozen=True)
class FlexibleWeek:
    """A flexible item's chances of one week."""

    item_id: str
    details: ItemDetails
    monday: date
    chances: int
    lost: int
    days_away: int
    closes: datetime


def existing(agreed: Sequence[Agreed], now: datetime) -> list[Version]:
    """“One agreed later than now does not exist yet.”"""
    return [one.version for one in agreed if one.at <= now]


def in_force(versions: Sequence[Version], day: date) -> Version | None:
    """“In force is, of the versions already started, the last agreed.”"""
    last_agreed = None
    for version in versions:
        if version.starts <= day and (last_agreed is None or version.order > last_agreed.order):
            last_agreed = version
    return last_agreed


def planned(versions: Sequence[Version], day: date) -> dict[str, ItemDetails]:
    """What the version in force on that day says, by item."""
    version = in_force(versions, day)
    return {p.item_id: p.details for p in version.items} if version else {}


@cache
def the_month(day: date) -> tuple[date, ...]:
    """Every date of that day's month."""
    around = [day + timedelta(days=offset) for offset in range(-31, 32)]
    return tuple(one for one in around if (one.year, one.month) == (day.year, day.month))


def the_week(monday: date) -> list[date]:
    """“Weeks run Monday to Sunday.”"""
    return [monday + timedelta(days=offset) for offset in range(7)]


@cache
def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    while day.weekday() != 0:
        day -= timedelta(days=1)
    return day


@cache
def dates_in_season(first: str, last: str) -> frozenset[str]:
    """The dates of a year from one to another, walked day by day; after 31 December comes 1 January."""
    day, found = date.fromisoformat(f"2024-{first}"), {first}
    while f"{day:%m-%d}" != last:
        day = (day + timedelta(days=1)).replace(year=2024)
        found.add(f"{day:%m-%d}")
    return frozenset(found)


def in_season(item: ItemDetails, day: date) -> bool:
    """“Seasonal items exist only on dates in season.”"""
    if not (item.season_from and item.season_until):
        return True
    return f"{day:%m-%d}" in dates_in_season(item.season_from, item.season_until)


def first_date(versions: Sequence[Version], item_id: str) -> date:
    """“The item's first date, across versions.”"""
    return min(
        p.details.first_on or version.starts
        for version in versions if in_force(versions, version.starts) == version
        for p in version.items if p.item_id == item_id
    )  # fmt: skip


def its_week(versions: Sequence[Version], item_id: str, item: ItemDetails, day: date) -> bool:
    """“Every k weeks: week 1 is the Monday-to-Sunday week that holds the item's first date.”"""
    its_monday = monday_of(first_date(versions, item_id))
    while its_monday < monday_of(day):
        its_monday += timedelta(days=7 * item.every_weeks)
    return its_monday == monday_of(day)


def has_a_date(versions: Sequence[Version], item_id: str, item: ItemDetails, day: date) -> bool:
    """Whether an item of the plan has a dated chance on that day."""
    if not in_season(item, day):
        return False
    if item.cadence is Cadence.WEEKLY:
        return day.weekday() in item.days and its_week(versions, item_id, item, day)
    if item.cadence is Cadence.MONTHLY_DATE:
        return day == that_date(day, item.month_day)
    if item.cadence is Cadence.MONTHLY_WEEKDAY:
        return day == nth_weekday(day, item.days[0], item.nth or 1)
    if item.cadence is Cadence.YEARLY:  # “Yearly likewise.”
        return day.month == item.month and day == that_date(day, item.month_day)
    return False


def that_date(day: date, number: int | None) -> date:
    """“The 31st … that a month lacks means its last.”"""
    return next((one for one in the_month(day) if one.day == number), the_month(day)[-1])


def nth_weekday(day: date, weekday: int, nth: int) -> date:
    """“… or a fifth weekday that a month lacks means its last.”"""
    found = [one for one in the_month(day) if one.weekday() == weekday]
    return found[nth - 1] if len(found) >= nth else found[-1]


def instant(day: date, wall: time, parts: DayParts) -> datetime:
    """That wall-clock time “in the team's time zone”."""
    return datetime.combine(day, wall, tzinfo=parts.zone).astimezone(UTC)


def parts_of(day: date, parts: DayParts) -> dict[Part, tuple[datetime, datetime]]:
    """“Morning 05-12, afternoon 12-17, evening 17-22, night 22-05; night belongs to the date on which it starts.”

    These are a team setting; the night's end is not.
    """
    morning, noon = instant(day, parts.morning, parts), instant(day, parts.afternoon, parts)
    evening, night = instant(day, parts.evening, parts), instant(day, parts.night, parts)
    five = instant(day + timedelta(days=1), time(5), parts)
    return {
        Part.MORNING: (morning, noon), Part.AFTERNOON: (noon, evening), Part.EVENING: (evening, night),
        Part.NIGHT: (night, five), Part.ANY: (morning, five),
    }  # fmt: skip


def window(item: ItemDetails, day: date, parts: DayParts) -> tuple[datetime, datetime]:
    """“A window is time to time + minutes, or the part of the day; an untimed item's window is its part.”"""
    spans = parts_of(day, parts)
    if item.at is None:
        return spans[item.part]
    begins = instant(day + timedelta(days=1) if item.at < time(5) else day, item.at, parts)
    if item.minutes is not None:
        return begins, begins + timedelta(minutes=item.minutes)
    for part in (Part.NIGHT, Part.EVENING, Part.AFTERNOON):
        if spans[part][0] <= begins:
            return begins, spans[part][1]  # “a timed one without minutes lasts to the end of its part”
    return begins, spans[Part.MORNING][1]


def dated_chances(versions: Sequence[Version], days: Sequence[date], away: Set[date], parts: DayParts) -> list[Chance]:
    """Every dated chance: “due, paused and versioned on that date”."""
    return [
        Chance(item_id, item, day, *window(item, day, parts), paused=day in away and not item.carries_on)
        for day in days
        for item_id, item in planned(versions, day).items()
        if has_a_date(versions, item_id, item, day)
    ]


def month_chances(versions: Sequence[Version], day: date, away: Set[date], parts: DayParts) -> list[Chance]:
    """“Any day or any weekday: due at the month's end, by the version in force on its last day, paused if away every
    day.”
    """
    dates = the_month(day)
    opens = instant(dates[0], time(5), parts)
    closes = instant(dates[-1] + timedelta(days=1), time(5), parts)  # “months end at 05:00 after their last night”
    gone = all(one in away for one in dates)
    return [
        Chance(item_id, item, dates[-1], opens, closes, paused=gone and not item.carries_on)
        for item_id, item in planned(versions, dates[-1]).items()
        if item.cadence in ANY_DAY and in_season(item, dates[-1])
    ]


def flexible_weeks(versions: Sequence[Version], monday: date, away: Set[date], parts: DayParts) -> list[FlexibleWeek]:
    """The flexible items that exist on some day of that week, by its version or by Monday's, each with its chances."""
    found = []
    for item_id in dict.fromkeys(item_id for day in the_week(monday) for item_id in planned(versions, day)):
        changing = {day: flexible_on(versions, item_id, day, day) for day in the_week(monday)}
        mondays = {day: flexible_on(versions, item_id, monday, day) for day in the_week(monday)}
        exists = [day for day in the_week(monday) if changing[day] or mondays[day]]
        if not exists:
            continue
        chances = max(share(changing, away), share(mondays, away))  # “never fewer than Monday's version alone gives”
        without_days_away = max(share(changing, set()), share(mondays, set()))
        free = [day for day in exists if at_home(changing[day], day, away) or at_home(mondays[day], day, away)]
        closes = instant(monday + timedelta(days=7), time(5), parts)
        found.append(FlexibleWeek(
            item_id, worded(versions, item_id, monday), monday, chances, without_days_away - chances,
            len(exists) - len(free), closes,
        ))  # fmt: skip
    return found


def worded(versions: Sequence[Version], item_id: str, monday: date) -> ItemDetails:
    """A flexible item reads as the newest version says that still has it as a flexible one in that week."""
    said = [planned(versions, day).get(item_id) for day in the_week(monday)]
    return [item for item in said if item and item.flexible and its_week(versions, item_id, item, monday)][-1]


def flexible_on(versions: Sequence[Version], item_id: str, by: date, day: date) -> ItemDetails | None:
    """The item as the plan of the day `by` has it, if it is a flexible one, of this week, in season on that day."""
    item = planned(versions, by).get(item_id)
    if item is None or item.cadence is not Cadence.TIMES_A_WEEK:
        return None
    return item if its_week(versions, item_id, item, day) and in_season(item, day) else None


def at_home(item: ItemDetails | None, day: date, away: Set[date]) -> bool:
    """The item exists on that day, and the person is there or it carries on without: “free days”."""
    return item is not None and (item.carries_on or day not in away)


def share(days: dict[date, ItemDetails | None], away: Set[date]) -> int:
    """“Round half up (Σ nᵥ × free daysᵥ / 7), rounded once.”"""
    total = Fraction(0)
    for day, item in days.items():
        if item is not None and at_home(item, day, away):
            total += Fraction(item.times, 7)
    return floor(total + Fraction(1, 2))
