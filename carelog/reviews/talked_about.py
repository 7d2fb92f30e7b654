"""Which month people talk about next, and by when."""

from datetime import date, datetime

from carelog.people.person import Person
from carelog.reviews.closing import is_closed
from carelog.reviews.conversation_plan import decided
from carelog.reviews.month import current_month, first_month
from carelog.weeks.calendar import month_of, months_on


def talked_about_next(person: Person, moment: datetime | None = None) -> date:
    """The last month while its conversation is needed and not closed, else this one. Two queries at most."""
    now = current_month(person, moment)
    before = months_on(now, -1)
    if before < first_month(person) or is_closed(person, before):
        return now
    return before if decided(person, before).plan.needed else now


def next_talk(person: Person, today: date) -> date:
    """The day after this one on which people talk, as they fixed it; else the last of the month that they talk about.

    One that is today, or about which nothing is fixed, is not the next one: that is the one after it. Four queries.
    """
    month = talked_about_next(person)
    plan = decided(person, month).plan
    if plan.held_on and plan.held_on > today:
        return plan.held_on
    after = months_on(month, plan.every)
    fixed = decided(person, after).plan.held_on
    return fixed if fixed and fixed > today else month_of(after)[1]
