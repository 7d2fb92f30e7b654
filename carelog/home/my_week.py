"""MyWeek: what the person sees first: today, what others say they chose, and what happened in the week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from carelog import clock
from carelog.home.worker_today import PersonToday, today_of
from carelog.people.person import Person
from carelog.records.lived import Lived, LivedSpan
from carelog.records.outcome import State
from carelog.records.reading import lived_span
from carelog.summaries.summary import Summary
from carelog.weeks.calendar import week_of

STILL_REMEMBERED = timedelta(weeks=1)  # before this week; what is older waits for the conversation


@dataclass(frozen=True, slots=True)
class MyWeek:
    """One person's first screen."""

    person: Person
    today: PersonToday
    to_ask: tuple[Lived, ...]  # "Did you want this?", the newest first
    summary: Summary  # of this week

    @classmethod
    def of(cls, person: Person, labels: set[str], now: datetime | None = None) -> Self:
        """As they may see it, which is all of it."""
        moment = now or clock.now()
        monday, sunday = week_of(clock.living_day(person.team.tz, moment))
        span = lived_span(person, monday - STILL_REMEMBERED, sunday, labels, moment)
        return cls(
            person=person,
            today=today_of(person, labels, moment),
            to_ask=tuple(sorted(_to_ask(span), key=lambda row: row.occurrence.takes_place, reverse=True)),
            summary=Summary.of_week(person, monday, labels, moment),
        )


def _to_ask(span: LivedSpan) -> Iterator[Lived]:
    """Choices that others wrote down and nobody has checked; not again what the person was not sure about."""
    for row in (*span.dated, *span.months, *(row for week in span.flexible for row in week.each())):
        if row.state is State.CHOICE_UNCHECKED and not any(check.own_word for check in row.heard.checks):
            yield row
