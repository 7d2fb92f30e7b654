"""Month: what a conversation is about, by its first day."""

from datetime import date, datetime

from carelog import clock
from carelog.people.person import Person
from carelog.weeks.calendar import YEAR, months_on


def first_of(day: date) -> date:
    """The month of that day."""
    return day.replace(day=1)


def months_between(first: date, last: date) -> int:
    """How many months later the last one is."""
    return (last.year - first.year) * YEAR + last.month - first.month


def current_month(person: Person, moment: datetime | None = None) -> date:
    """The one that people are living."""
    return first_of(clock.living_day(person.team.tz, moment))


def latest_month(person: Person) -> date:
    """That can be talked about: the one to come."""
    return months_on(current_month(person), 1)


def first_month(person: Person) -> date:
    """The one in which their record began."""
    return first_of(clock.day_here(person.team.tz, person.created))
