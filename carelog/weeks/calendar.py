"""Whether an item falls on a date: weekdays, dates of a month, nth weekdays, days of the year, seasons. Pure."""

from calendar import monthrange
from datetime import date, timedelta

from carelog.weeks.details import Cadence, ItemDetails

WEEK = 7
YEAR = 12  # months
FIFTH = 5  # the fifth weekday of a month: its last


def days(first: date, last: date) -> list[date]:
    """The dates from one to another, both included."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of that day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=WEEK - 1)


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of that day's month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def months_on(first: date, number: int) -> date:
    """The first day of the month so many months later than the one of that day, or earlier."""
    years, index = divmod(first.month - 1 + number, YEAR)
    return date(first.year + years, index + 1, 1)


def falls_on(details: ItemDetails, day: date, first_day: date) -> bool:
    """A dated item has a chance on that day. `first_day`: from which day its "every k weeks" counts."""
    if not in_season(details, day):
        return False
    match details.cadence:
        case Cadence.WEEKLY:
            return day.weekday() in details.days and is_its_turn(details, day, first_day)
        case Cadence.MONTHLY_DATE:
            return _is_date(details, day)
        case Cadence.MONTHLY_WEEKDAY:
            return day.weekday() in details.days and _is_nth(details.nth or 1, day)
        case Cadence.YEARLY:
            return day.month == details.month and _is_date(details, day)
        case _:
            return False


def _is_date(details: ItemDetails, day: date) -> bool:
    """That date of the month; one that the month lacks means its last."""
    return day.day == min(details.month_day or 1, month_of(day)[1].day)


def _is_nth(nth: int, day: date) -> bool:
    """The nth of its weekdays in the month; the fifth means the last."""
    if nth >= FIFTH:
        return day.day + WEEK > month_of(day)[1].day
    return (day.day - 1) // WEEK + 1 == nth


def in_season(details: ItemDetails, day: date) -> bool:
    """Seasonal items exist only on dates in season, both ends included; a season may run over the year's end."""
    if not (details.season_from and details.season_until):
        return True
    today, first, last = f"{day:%m-%d}", details.season_from, details.season_until
    return first <= today <= last if first <= last else not last < today < first


def is_its_turn(details: ItemDetails, day: date, first_day: date) -> bool:
    """Every k weeks: week 1 is the one, Monday to Sunday, that holds the item's first day."""
    weeks = (day - first_day + timedelta(days=first_day.weekday())).days // WEEK
    return weeks >= 0 and weeks % details.every_weeks == 0
