"""By when: days that can be chosen without a calendar."""

from datetime import date, timedelta
from enum import StrEnum

from carelog import clock
from carelog.people.person import Person
from carelog.reviews.talked_about import next_talk
from carelog.weeks.calendar import week_of

TWO_WEEKS = timedelta(weeks=2)


class When(StrEnum):
    """How somebody says it."""

    THIS_WEEK = "week"  # by its Sunday
    TWO_WEEKS = "two_weeks"
    NEXT_TALK = "talk"


def ready_days(person: Person) -> dict[When, date]:
    """The day for each, from the one on that they are living there. Five queries at most."""
    today = clock.living_day(person.team.tz)
    return {
        When.THIS_WEEK: week_of(today)[1], When.TWO_WEEKS: today + TWO_WEEKS, When.NEXT_TALK: next_talk(person, today),
    }  # fmt: skip
