"""Conversation: what is working and what is not, once a month; and how the person wants it to be.

It is known by its person and its month (by its first day), and has no row: nothing has to be made before somebody can
write. What was decided about one month holds for those after it, but for whether it is needed and when it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self, cast

from peewee import JOIN, BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField

from carelog import clock, journal
from carelog.accounts.staff_role import COORDINATOR
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF, Membership
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.reviews import closing, opening
from carelog.reviews.closing import ConversationClosing
from carelog.reviews.opening import ConversationOpening

KIND = "conversation_plan"
EVERY = (1, 2, 3, 6, 12)  # months
YEAR = 12


class Form(StrEnum):
    """How much is talked about."""

    SHORT = "short"  # last actions, one thing working, one not, one action: an ordinary month
    FULL = "full"


class State(StrEnum):
    """How far it is."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Closed(Exception):
    """It is closed: nothing of it changes any more."""


class NotOpen(Exception):
    """It has not begun, or is not over, as what was asked for needs it."""


class NotLeading(Exception):
    """Somebody else leads it."""


def first_of(day: date) -> date:
    """The month of that day."""
    return day.replace(day=1)


def months_on(month: date, number: int) -> date:
    """So many months later, or earlier."""
    years, index = divmod(month.month - 1 + number, YEAR)
    return date(month.year + years, index + 1, 1)


def current_month(person: Person, moment: datetime | None = None) -> date:
    """The one that people are living."""
    return first_of(clock.living_day(person.team.tz, moment))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the person decided, with whoever."""

    needed: bool = True
    form: Form = Form.SHORT
    every: int = 1  # months from one to the next
    led_by: int | None = None  # a membership; None: whoever coordinates
    held_on: date | None = None
    held_at: str = ""  # "14:30"
    words: str = ""  # how they showed it, where somebody else wrote it down


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was done, and by whom."""

    seq: int
    at: datetime
    by_id: int | None
    by: str
    role: str


class ConversationPlan(Body):
    """What was decided about one month. The newest one stands."""

    month = DateField()
    needed = BooleanField()
    form = CharField()
    every = IntegerField()
    led_by = ForeignKeyField(Membership, null=True)
    led_by_id: int | None
    held_on = DateField(null=True)
    held_at = CharField(max_length=5)
    words = TextField()

    class Meta:
        table_name = "conversation_plan"

    @classmethod
    def decide(
        cls, person: Person, month: date, plan: Plan, author: journal.Author, *, id: str | None = None
    ) -> Event:
        """Write it down. Somebody else than the person says how they showed it.

        Raises NotSaidHow, Closed, NothingThere (of who leads).
        """
        if author.role != SELF and not plan.words:
            raise NotSaidHow
        with database.atomic():
            person.hold()
            if journal.sent_before(id, author) is None:
                Conversation.of(person, month).check_not_closed()
                _check_leader(person, plan.led_by)
            words = {"month": month, **{name: getattr(plan, name) for name in Plan.__slots__}}
            return journal.write(KIND, author, words, bodies=[(cls, words)], person_id=person.id, id=id)


@dataclass(frozen=True, slots=True)
class Conversation:
    """One month's, as it stands."""

    person: Person
    month: date
    plan: Plan = Plan()
    decided: Moment | None = None
    leader_id: int | None = None  # the user whom the person chose; None: whoever coordinates
    leader: str = ""
    opened: Moment | None = None
    closed: Moment | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)  # that it saw when it was closed
    figures_at: datetime | None = None

    @classmethod
    def of(cls, person: Person, month: date) -> Self:
        """That one. Three queries."""
        begun, ended = _first(ConversationOpening, person, month), _first(ConversationClosing, person, month)
        figures, at = closing.as_seen(ended.figures) if ended else ({}, None)
        return cls(person, month, *_decided(person, month), _moment(begun), _moment(ended), figures, at)

    @property
    def state(self) -> State:
        """How far it is."""
        return State.CLOSED if self.closed else State.OPEN if self.opened else State.PLANNED

    def may_be_led_by(self, user_id: int | None, role: str) -> bool:
        """The person, who coordinates, and whom the person chose."""
        return role in (SELF, COORDINATOR) or (self.leader_id is not None and user_id == self.leader_id)

    def check_led_by(self, author: journal.Author) -> None:
        """Raises NotLeading."""
        if not self.may_be_led_by(author.user_id, author.role):
            raise NotLeading

    def check_not_closed(self) -> None:
        """Raises Closed."""
        if self.closed:
            raise Closed

    def open(self, author: journal.Author, *, id: str | None = None) -> Event:
        """Begin it: everybody reads what the others wrote. The first press counts. Raises NotLeading, Closed, NotOpen."""
        if self.month > current_month(self.person):
            raise NotOpen
        return self._once(author, id, opening.KIND, lambda _now: (ConversationOpening, {}))

    def close(self, figures: Mapping[str, Any], author: journal.Author, *, id: str | None = None) -> Event:
        """End it, with the figures that it saw. Raises NotLeading, Closed, NotOpen."""

        def ended(now: Conversation) -> tuple[type[Body], dict[str, Any]]:
            if not now.opened:
                raise NotOpen
            return ConversationClosing, {"figures": closing.kept(figures, clock.now())}

        return self._once(author, id, closing.KIND, ended)

    def _once(self, author: journal.Author, id: str | None, kind: str, body: Any) -> Event:
        self.check_led_by(author)
        with database.atomic():
            self.person.hold()
            earlier = journal.sent_before(id, author)
            if earlier is not None and earlier.kind == kind:
                return earlier
            now = Conversation.of(self.person, self.month)
            now.check_not_closed()
            if kind == opening.KIND and now.opened:
                return cast("Event", Event.get_by_id(now.opened.seq))
            table, more = body(now)
            words = {"month": self.month, **more}
            return journal.write(kind, author, words, bodies=[(table, words)], person_id=self.person.id, id=id)


@dataclass(frozen=True, slots=True)
class Month:
    """One line of the list."""

    month: date
    state: State
    needed: bool
    held_on: date | None


def listed(person: Person, page: int, size: int = YEAR) -> tuple[list[Month], bool]:
    """The months of the person's record, the next one first; and whether there are earlier ones. Three queries."""
    newest, began = months_on(current_month(person), 1), first_of(clock.day_here(person.team.tz, person.created))
    months = [months_on(newest, -back) for back in range((page - 1) * size, page * size)]
    shown = [month for month in months if month >= began]
    begun, ended = (_months(table, person) for table in (ConversationOpening, ConversationClosing))
    plans: dict[date, ConversationPlan] = {plan.month: plan for plan in _plans(person)}
    return [
        Month(
            month, State.CLOSED if month in ended else State.OPEN if month in begun else State.PLANNED,
            plans[month].needed if month in plans else True, plans[month].held_on if month in plans else None,
        )
        for month in shown
    ], len(shown) == size and shown[-1] > began  # fmt: skip


def _plans(person: Person) -> list[Any]:
    """All of them, the oldest first."""
    here = (Event.kind == KIND) & (Event.person_id == person.id)
    return list(ConversationPlan.select(ConversationPlan, Event).join(Event).where(here).order_by(Event.seq))


def _decided(person: Person, month: date) -> tuple[Plan, Moment | None, int | None, str]:
    """What holds for that month: said of it, or of the newest one before it. One query."""
    leads, by = User.alias(), (User.id == Event.author_id)
    here = (Event.kind == KIND) & (Event.person_id == person.id) & (ConversationPlan.month <= month)
    rows = (
        ConversationPlan.select(ConversationPlan, Event, User.name.alias("by"), Membership.user.alias("leads"),
                                leads.name.alias("leader"))
        .join(Event).join(User, JOIN.LEFT_OUTER, on=by).switch(ConversationPlan)
        .join(Membership, JOIN.LEFT_OUTER, on=(Membership.id == ConversationPlan.led_by))
        .join(leads, JOIN.LEFT_OUTER, on=(leads.id == Membership.user))
        .where(here).order_by(ConversationPlan.month.desc(), Event.seq.desc()).limit(1).objects()
    )  # fmt: skip
    row = next(iter(cast("Iterable[Any]", rows)), None)
    if row is None:
        return Plan(), None, None, ""
    kept = Plan(form=Form(row.form), every=row.every, led_by=row.led_by_id)
    if row.month != month:
        return kept, None, row.leads, row.leader or ""
    said = {name: getattr(row, name) for name in ("needed", "held_on", "held_at", "words")}
    plan = Plan(form=kept.form, every=kept.every, led_by=kept.led_by, **said)
    return plan, Moment(row.seq, row.written_at, row.author_id, row.by or "", row.role), row.leads, row.leader or ""


def _first(table: Any, person: Person, month: date) -> Any:
    """The body that came first, with its event and its author's name. One query."""
    here = (Event.person_id == person.id) & (table.month == month)
    rows = table.select(table, Event, User.name.alias("by")).join(Event)
    return next(iter(rows.join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id)).where(here)
                     .order_by(Event.seq).limit(1).objects()), None)  # fmt: skip


def _moment(row: Any) -> Moment | None:
    return row and Moment(row.seq, row.written_at, row.author_id, row.by or "", row.role)


def _months(table: Any, person: Person) -> set[date]:
    return {month for (month,) in table.select(table.month).join(Event).where(Event.person_id == person.id).tuples()}


def _check_leader(person: Person, member: int | None) -> None:
    """They belong to the circle now. Raises NothingThere."""
    here = (Membership.id == member) & (Membership.person == person.id)
    if member is not None and not Membership.standing().where(here).exists():
        raise journal.NothingThere
