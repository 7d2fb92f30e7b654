"""Conversation: what is working and what is not, once a month.

It is known by its person and its month, and has no row: nothing has to be made before somebody can write.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self, cast

from peewee import JOIN

from carelog import clock, journal
from carelog.accounts.staff_role import COORDINATOR
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.reviews import closing, opening
from carelog.reviews.closing import ConversationClosing
from carelog.reviews.conversation_plan import ConversationPlan, Decided, Plan, decided
from carelog.reviews.month import current_month, first_month, latest_month, months_between
from carelog.reviews.opening import ConversationOpening
from carelog.weeks.calendar import YEAR, months_on

NOTHING_DECIDED = Decided()
Written = tuple[type[Body], dict[str, Any]]


class State(StrEnum):
    """How far it is."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class NotOpen(Exception):
    """It has not begun."""


class NotLeading(Exception):
    """Somebody else leads it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When it began or ended, and who pressed."""

    seq: int
    at: datetime
    by_id: int | None
    by: str
    role: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """One month's, as it stands."""

    person: Person
    month: date
    decided: Decided = NOTHING_DECIDED
    opened: Moment | None = None
    closed: Moment | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)  # that it saw when it was closed
    figures_at: datetime | None = None

    @classmethod
    def of(cls, person: Person, month: date) -> Self:
        """That one. Three queries."""
        begun, ended = _first(ConversationOpening, person, month), _first(ConversationClosing, person, month)
        figures, at = closing.as_seen(ended.figures) if ended else ({}, None)
        return cls(person, month, decided(person, month), moment_of(begun), moment_of(ended), figures, at)

    @property
    def plan(self) -> Plan:
        """What the person wants of it."""
        return self.decided.plan

    @property
    def state(self) -> State:
        """How far it is."""
        return State.CLOSED if self.closed else State.OPEN if self.opened else State.PLANNED

    @property
    def has_come(self) -> bool:
        """People are living that month, or have lived it."""
        return self.month <= current_month(self.person)

    @property
    def is_talked_about(self) -> bool:
        """Its month has come, and it is not closed."""
        return self.has_come and not self.closed

    def check_takes_more(self, author: journal.Author, id: str | None) -> Event | None:
        """As `closing.check_open`. Raises Closed."""
        return closing.check_takes_more(self.person, self.month, author, id)

    def may_be_led_by(self, user_id: int | None, role: str) -> bool:
        """The person, who coordinates, and whom the person chose."""
        return leads(self.decided.leader_id, user_id, role)

    def check_led_by(self, author: journal.Author) -> None:
        """Raises NotLeading."""
        if not self.may_be_led_by(author.user_id, author.role):
            raise NotLeading

    def open(self, author: journal.Author, *, id: str | None = None) -> Event:
        """Begin it: everybody reads what the others wrote. The first press counts.

        Raises NotLeading, and NotOpen for a month that has not come.
        """
        if not self.has_come:
            raise NotOpen
        return self._once(opening.KIND, author, id, lambda now: (now.opened, (ConversationOpening, {})))

    def close(self, figures: Mapping[str, Any], author: journal.Author, *, id: str | None = None) -> Event:
        """End it, with the figures that it saw. The first press counts. Raises NotLeading, NotOpen."""

        def ended(now: Conversation) -> tuple[Moment | None, Written]:
            if not now.opened:
                raise NotOpen
            return now.closed, (ConversationClosing, {"figures": closing.kept(figures, clock.now())})

        return self._once(closing.KIND, author, id, ended)

    def _once(
        self, kind: str, author: journal.Author, id: str | None,
        wanted: Callable[["Conversation"], tuple[Moment | None, Written]],
    ) -> Event:  # fmt: skip
        with database.atomic():
            self.person.hold()
            now = Conversation.of(self.person, self.month)
            now.check_led_by(author)
            before, (table, more) = wanted(now)
            if before is not None:
                return Event.get_by_id(before.seq)
            if now.closed:
                raise closing.Closed
            words = {"month": self.month, **more}
            return journal.write(kind, author, words, bodies=[(table, words)], person_id=self.person.id, id=id)


@dataclass(frozen=True, slots=True)
class Month:
    """One line of the list."""

    month: date
    state: State
    plan: Plan


def listed(person: Person, page: int) -> tuple[list[Month], bool]:
    """A year of the person's record, the next month first; and whether there are earlier ones. Three queries."""
    newest, began = latest_month(person), first_month(person)
    there = months_between(began, newest) + 1
    months = [months_on(newest, -back) for back in range((page - 1) * YEAR, min(page * YEAR, there))]
    begun, ended = (_months(table, person) for table in (ConversationOpening, ConversationClosing))
    plans = ConversationPlan.all_of(person)

    def line(month: date) -> Month:
        said = next((plan for plan in reversed(plans) if plan.month <= month), None)
        state = State.CLOSED if month in ended else State.OPEN if month in begun else State.PLANNED
        return Month(month, state, said.plan_of(month) if said else Plan())

    return [line(month) for month in months], page * YEAR < there


def begun(person: Person, months: Iterable[date]) -> dict[date, datetime]:
    """When those of these months' conversations began that have begun. One query."""
    here = (Event.person_id == person.id) & ConversationOpening.month.in_(sorted(months))
    rows = ConversationOpening.select(ConversationOpening.month, Event.written_at).join(Event).where(here)
    return dict(cast("Iterable[Any]", rows.order_by(Event.seq.desc()).tuples()))  # of several the first


def leads(leader_id: int | None, user_id: int | None, role: str) -> bool:
    """The person, who coordinates, and whom the person chose: `leader_id`."""
    return role in (SELF, COORDINATOR) or (user_id is not None and user_id == leader_id)


def _first(table: Any, person: Person, month: date) -> Any:
    """The body that came first, with its event and its author's name. One query."""
    here = (Event.person_id == person.id) & (table.month == month)
    rows = (
        table.select(table, Event, User.name.alias("by")).join(Event)
        .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id)).where(here)
        .order_by(Event.seq).limit(1).objects()
    )  # fmt: skip
    return next(iter(rows), None)


def moment_of(row: Any) -> Any:
    """The Moment of a body that was selected with its event and its author's name; None of none."""
    return row and Moment(row.seq, row.written_at, row.author_id, row.by or "", row.role)


def _months(table: Any, person: Person) -> set[date]:
    return {month for (month,) in table.select(table.month).join(Event).where(Event.person_id == person.id).tuples()}
