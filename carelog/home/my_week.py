"""MyWeek: what the person sees first: today, what others say they chose, what happened, was learned and is next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from carelog import clock
from carelog.home.my_things import MyThing, days_of, my_things
from carelog.home.worker_today import ONE_DAY, PersonToday, today_of
from carelog.people.person import Person
from carelog.records.feelings import feelings
from carelog.records.learning import Asked, Learning
from carelog.records.lived import Lived, LivedSpan
from carelog.records.log import Log, Reader
from carelog.records.outcome import State, named
from carelog.records.reading import lived_span
from carelog.reviews.kept_action import Kept
from carelog.reviews.kept_question import unanswered
from carelog.reviews.owed import LedTo, led_to, open_ones
from carelog.reviews.talked_about import talked_about_next
from carelog.summaries.summary import Summary
from carelog.weeks.calendar import days, week_of

STILL_REMEMBERED = timedelta(weeks=1)  # before this week; what is older waits for the conversation
FEW = 2  # of what was agreed, and of what their words led to
AT_ONCE = 4  # of what comes next, and of what was learned: the rest is one press away


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A choice that others wrote down, and the id of that record."""

    lived: Lived
    about: str


@dataclass(frozen=True, slots=True)
class MyWeek:
    """One person's first screens."""

    person: Person
    today: PersonToday
    things: tuple[MyThing, ...]  # of today, each a screen
    to_ask: tuple[ToAsk, ...]  # "Did you want this?", the newest first
    week: tuple[tuple[date, tuple[Lived, ...]], ...]  # its days, and what takes place on each
    coming: tuple[Lived, ...]  # what is next, today and tomorrow
    summary: Summary  # of this week
    learned: tuple[Log, ...]  # the newest
    agreed: tuple[Kept, ...]  # who does what next
    led_to: tuple[LedTo, ...]  # what came of the person's own words, the newest first
    talk: date  # the month that is talked about next
    asked: int  # how many questions they have not answered

    @classmethod
    def of(cls, person: Person, labels: set[str], user_id: int | None = None, now: datetime | None = None) -> Self:
        """As they may see it, which is all of it. `user_id`: with whom the person signs in."""
        moment = now or clock.now()
        today = today_of(person, labels, moment)
        monday, sunday = week_of(today.day)
        tomorrow = today.day + ONE_DAY
        span = lived_span(person, monday - STILL_REMEMBERED, max(sunday, tomorrow), labels, moment)
        bare = my_things(today, {})
        felt = feelings(person, *days_of(bare), labels) if bare else {}
        learned = Learning.of(person, Reader(labels, user_id, own=True), Asked(), 1)
        return cls(
            person=person,
            today=today,
            things=my_things(today, felt),
            to_ask=tuple(sorted(_to_ask(span), key=lambda one: one.lived.occurrence.takes_place, reverse=True)),
            week=tuple((day, _on(span, day)) for day in days(monday, sunday)),
            coming=(*today.later, *_on(span, tomorrow))[:AT_ONCE],
            summary=Summary.of_week(person, monday, labels, moment),
            learned=learned.logs[:AT_ONCE],
            agreed=tuple(open_ones([person.id])[:FEW]),
            led_to=tuple(led_to(user_id, [person.id], [person.id])[:FEW]) if user_id is not None else (),
            talk=talked_about_next(person, moment),
            asked=unanswered(person, user_id, labels),
        )


def _on(span: LivedSpan, day: date) -> tuple[Lived, ...]:
    """What technology does by itself is not listed."""
    return tuple(row for row in span.on(day) if not row.details.technology)


def _to_ask(span: LivedSpan) -> Iterator[ToAsk]:
    """Choices that others wrote down and nobody has checked; not again what the person was not sure about."""
    for row in (*span.dated, *span.months, *(row for week in span.flexible for row in week.each())):
        if row.state is State.CHOICE_UNCHECKED and not any(check.own_word for check in row.heard.checks):
            yield ToAsk(row, next(word.id for word in row.spoken if named(word) is State.CHOICE_UNCHECKED))
