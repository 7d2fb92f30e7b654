"""Which month people talk about next, and by when."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from carelog.people.person import Person
from carelog.reviews.closing import ConversationClosing, months_with
from carelog.reviews.conversation_plan import Decided, decided, decided_of
from carelog.reviews.month import current_month, first_month
from carelog.weeks.calendar import month_of, months_on

NOTHING_DECIDED = Decided()


def talked_about_next(person: Person, moment: datetime | None = None) -> date:
    """The last month while its conversation is needed and not closed, else this one. Two queries at most."""
    return next_of([person], moment)[person.id]


def next_of(people: Iterable[Person], moment: datetime | None = None) -> dict[int, date]:
    """The same of these people, by id. Two queries for each month that is the last one where they live."""
    told: dict[int, date] = {}
    last: dict[date, list[int]] = defaultdict(list)
    for person in people:
        told[person.id] = current_month(person, moment)
        before = months_on(told[person.id], -1)
        if first_month(person) <= before:
            last[before].append(person.id)
    for month, lived in last.items():
        plans, closed = decided_of(lived, month), months_with(ConversationClosing, lived, [month])
        needed = [one for one in lived if plans.get(one, NOTHING_DECIDED).plan.needed]
        told |= {one: month for one in needed if (one, month) not in closed}
    return told


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


def month_to_write_for(person: Person) -> date | None:
    """The month that is talked about next, while it takes what people think; None once it is closed. Three queries."""
    month = talked_about_next(person)
    return None if (person.id, month) in months_with(ConversationClosing, [person.id], [month]) else month
