"""When somebody's next three-month review is due, and whether one stands already: asked for many people at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from peewee import SQL, fn

from carelog.journal import Event
from carelog.reviews.review_plan import ReviewPlan
from carelog.reviews.three_month_review import CLOSED, MONTHS, STEP, ReviewStep
from carelog.weeks.calendar import month_of, months_on
from carelog.weeks.perfect_week import KIND, PerfectWeek


@dataclass(frozen=True, slots=True)
class Next:
    """Somebody's next review: by when it is due; which one stands, and its day."""

    due: date | None
    review: str | None = None  # its id
    held_on: date | None = None


def upcoming(people: Collection[int]) -> dict[int, Next]:
    """By person: the next one. Who has neither an agreed week nor a review is not here. Four queries."""
    by, stands = due(people), booked(people)
    return {person: Next(by.get(person), *stands.get(person, (None, None))) for person in {*by, *stands}}


def due(people: Collection[int]) -> dict[int, date]:
    """By person: the day by which the next one is due. Two queries, however many people.

    Three months after the last one was closed; before the first, after the week was first agreed. Who has no agreed
    week is not here.
    """
    began = _by_person(PerfectWeek.select(Event.person_id, fn.MIN(PerfectWeek.starts)), Event.kind == KIND, people)
    over = (Event.kind == STEP) & (ReviewStep.step == CLOSED)
    ended = _by_person(ReviewStep.select(Event.person_id, fn.MAX(Event.on_date)), over, people)
    return {person: three_months_on(day) for person, day in {**began, **ended}.items()}


def booked(people: Collection[int]) -> dict[int, tuple[str, date | None]]:
    """By person: the review that is not closed, by its id, and the day that is fixed for it, if one is. Two queries."""
    ended = ReviewStep.select(SQL("1")).where((ReviewStep.step == CLOSED) & (ReviewStep.about == Event.seq))
    rows = ReviewPlan.select(Event.person_id, Event.seq, Event.id).join(Event, on=(Event.seq == ReviewPlan.event))
    here = Event.person_id.in_(sorted(people)) & ReviewPlan.about.is_null() & ~fn.EXISTS(ended)
    found = cast("Iterable[Any]", rows.where(here).tuples())
    stands: dict[int, tuple[int, str]] = {person: (seq, id) for person, seq, id in found}
    roots = [seq for seq, _id in stands.values()]
    plans = ReviewPlan.select().where(ReviewPlan.event.in_(roots) | ReviewPlan.about.in_(roots))
    days = {plan.about_seq or plan.seq: plan.held_on for plan in plans.order_by(ReviewPlan.event)}
    return {person: (id, days[seq]) for person, (seq, id) in stands.items()}


def three_months_on(day: date) -> date:
    """The same day three months later; where that month is shorter, its last."""
    last = month_of(months_on(day, MONTHS))[1]
    return last.replace(day=min(day.day, last.day))


def _by_person(rows: Any, wanted: Any, people: Collection[int]) -> dict[int, date]:
    column = PerfectWeek.starts
    found = rows.join(Event, on=(Event.seq == rows.model.event)).where(wanted & Event.person_id.in_(sorted(people)))
    told = found.group_by(Event.person_id).tuples()
    return {person: day if isinstance(day, date) else column.python_value(day) for person, day in told}
