"""What the demo tells, read once: everybody's plan and records, their summaries, and the journal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Self

from carelog import clock
from carelog.accounts.user import User
from carelog.journal import Event
from carelog.people.information_needs import InformationNeeds, Standing
from carelog.people.person import Person
from carelog.records.choice_check import ChoiceCheck
from carelog.records.concern import Concern, ConcernStep
from carelog.records.extra import Extra
from carelog.records.feedback import Feedback, FeedbackStep
from carelog.records.good_for_me import GoodForMe
from carelog.records.learning_log import LearningLog
from carelog.records.lived import Lived, LivedFlexible, LivedSpan
from carelog.records.mark import Mark
from carelog.records.move import Move as Moved
from carelog.records.reading import lived_span
from carelog.records.said import Check, Move, Said
from carelog.records.thanks import Thanks
from carelog.records.told_us import Desk as ToldUs
from carelog.records.visit_note import Note, VisitNote, visit_notes
from carelog.records.worries import Desk
from carelog.reviews.action import Action, ActionStep
from carelog.reviews.agreement import AgreedLine
from carelog.reviews.four_plus_one import FourPlusOne
from carelog.reviews.question import Finding, Question, QuestionAnswer
from carelog.summaries.period import Length, Period
from carelog.summaries.summary import Summary
from carelog.weeks.item import PlannedItem
from carelog.weeks.perfect_week import PerfectWeek
from tests.plans import EVERY_LABEL

EARLIEST = timedelta(weeks=10)  # Walter's first week begins so long before this one
MONTHS = 3


@dataclass(frozen=True)
class Told:
    """Everything that was told, as the person themselves may read it."""

    now: datetime
    monday: date  # of the week that people are living
    spans: dict[str, LivedSpan]
    weeks: dict[str, list[Summary]]  # eight whole weeks, the oldest first
    months: dict[str, list[Summary]]  # this one and those before
    events: list[Event]  # the whole journal
    marks: list[tuple[Event, Mark]]
    checks: list[tuple[Event, ChoiceCheck]]
    extras: list[str]  # the roles of who wrote them
    logs: list[tuple[Event, LearningLog]]
    felt: list[tuple[Event, GoodForMe]]  # what the person says was good for them, and who was there
    desk: Desk  # the worries that a coordinator can read
    told_us: ToldUs  # what the manager can read of compliments and complaints
    thanks: list[tuple[Event, Thanks]]
    became: list[str]  # the steps of all actions
    notes: dict[int, list[Note]]  # what is to be told now, by person
    needs: Standing  # how everybody needs information
    users: dict[int, str]
    words: list[str]  # everything that was written in words, in small letters
    agreed: list[tuple[datetime, date]]  # of each version: when it was agreed, and from which day it holds

    @classmethod
    def read(cls) -> Self:
        """From the database that is bound and connected."""
        people = list(Person.with_team())
        monday = clock.monday(clock.living_day(people[0].team.tz))
        users = {user.id: user.username for user in User.select()}
        return cls(
            now=clock.now(),
            monday=monday,
            spans={one.name: _span(one, monday) for one in people},
            weeks={one.name: [_week(one, monday, ago) for ago in range(8, 0, -1)] for one in people},
            months={one.name: list(_months(one)) for one in people},
            events=list(Event.select().order_by(Event.seq)),
            marks=[(body.event, body) for body in Mark.select(Mark, Event).join(Event)],
            checks=[(body.event, body) for body in ChoiceCheck.select(ChoiceCheck, Event).join(Event)],
            extras=[one.role for one in Event.select().where(Event.kind == "extra")],
            felt=[(body.event, body) for body in GoodForMe.select(GoodForMe, Event).join(Event)],
            desk=Desk.of(User.get(User.username == "aled")),
            told_us=ToldUs.of(User.get(User.username == "ruth")),
            thanks=[(body.event, body) for body in Thanks.select(Thanks, Event).join(Event)],
            became=[step.step for step in ActionStep.select()],
            notes=visit_notes((one.id for one in people), clock.living_day(people[0].team.tz)),
            needs=Standing.of(one.id for one in people),
            logs=[(body.event, body) for body in LearningLog.select(LearningLog, Event).join(Event)],
            words=list(_words()),
            users=users,
            agreed=[
                (week.event.received_at, week.starts) for week in PerfectWeek.select(PerfectWeek, Event).join(Event)
            ],
        )

    @cached_property
    def chances(self) -> list[Lived]:
        """Everybody's chances that had come round, one by one; of technology too."""
        return [one for span in self.spans.values() for one in _each(span)]

    @cached_property
    def flexible(self) -> list[LivedFlexible]:
        """Everybody's flexible items, week by week."""
        return [one for span in self.spans.values() for one in span.flexible]

    @property
    def standing(self) -> Iterator[tuple[Lived, Said]]:
        """Each chance with each word that is said of it now."""
        return ((one, word) for one in self.chances for word in one.spoken)

    @property
    def deciding(self) -> Iterator[tuple[Lived, Said]]:
        """Each chance with each word that decides its state."""
        return ((one, word) for one in self.chances for word in one.said)

    @property
    def asked(self) -> Iterator[tuple[Lived, Check]]:
        """Each chance with each answer to "Did you want this?"."""
        return ((one, check) for one in self.chances for check in one.heard.checks)

    @property
    def moved(self) -> Iterator[tuple[Lived, Move]]:
        """Each chance that was moved, with the move that rules."""
        return ((one, one.heard.move) for one in self.chances if one.heard.move)

    @property
    def summaries(self) -> Iterator[Summary]:
        """Every month of everybody."""
        return (month for months in self.months.values() for month in months)

    def any(self, fits: Callable[[Lived], Any]) -> bool:
        """There is such a chance."""
        return any(fits(one) for one in self.chances)

    def span_of(self, event: Event) -> LivedSpan:
        """The span of the person whom that event is about."""
        return next(span for span in self.spans.values() if span.person.id == event.person_id)


def _words() -> Iterator[str]:
    tables = (
        Mark, Moved, ChoiceCheck, Extra, PerfectWeek, PlannedItem, LearningLog, Concern, ConcernStep, VisitNote, Thanks,
        Feedback, FeedbackStep, InformationNeeds, Action, ActionStep, AgreedLine, FourPlusOne, Question,
        QuestionAnswer, Finding,
    )  # fmt: skip
    for table in tables:
        for row in table.select():
            yield from (value.casefold() for value in row.__data__.values() if isinstance(value, str))


def _each(span: LivedSpan) -> Iterator[Lived]:
    yield from span.dated
    yield from span.months
    for one in span.flexible:
        yield from one.each()


def _span(person: Person, monday: date) -> LivedSpan:
    return lived_span(person, monday - EARLIEST, monday + timedelta(days=6), EVERY_LABEL)


def _week(person: Person, monday: date, ago: int) -> Summary:
    return Summary.of_week(person, monday - timedelta(weeks=ago), EVERY_LABEL)


def _months(person: Person) -> Iterator[Summary]:
    period = Period.of(Length.MONTH, clock.living_day(person.team.tz))
    for _month in range(MONTHS):
        yield Summary.of(person, period, EVERY_LABEL)
        period = period.earlier
