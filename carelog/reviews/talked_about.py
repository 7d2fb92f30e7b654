"""Which month people talk about next."""

from datetime import date, datetime

from carelog.people.person import Person
from carelog.reviews.closing import is_closed
from carelog.reviews.conversation_plan import decided
from carelog.reviews.month import current_month, first_month
from carelog.weeks.calendar import months_on


def talked_about_next(person: Person, moment: datetime | None = None) -> date:
    """The last month while its conversation is needed and not closed, else this one. Two queries at most."""
    now = current_month(person, moment)
    before = months_on(now, -1)
    if before < first_month(person) or is_closed(person, before):
        return now
    return before if decided(person, before).plan.needed else now


def month_to_write_for(person: Person) -> date | None:
    """The same while it takes what people think; None once it is closed. Three queries at most."""
    month = talked_about_next(person)
    return None if is_closed(person, month) else month
