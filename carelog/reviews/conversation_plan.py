"""ConversationPlan: how the person wants their conversation: who leads, how often, how much, when, if at all.

What was decided about one month holds for those after it, but for when it is, and whether this one is needed.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from peewee import JOIN, BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField, fn

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF, Membership
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.reviews.closing import check_takes_more
from carelog.reviews.month import months_between

KIND = "conversation_plan"
RHYTHMS = (1, 2, 3, 6)  # months


class Form(StrEnum):
    """How much is talked about."""

    SHORT = "short"  # last actions, one thing working, one not, one action: an ordinary month
    FULL = "full"


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
class Decided:
    """The plan of one month; of that very one, or as it follows from an earlier one."""

    plan: Plan = Plan()
    leader_id: int | None = None  # the user whom the person chose; None: whoever coordinates
    leader: str = ""
    at: datetime | None = None  # None: nobody has said anything of this very month
    by_id: int | None = None
    by: str = ""
    role: str = ""


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
    def decide(cls, person: Person, month: date, plan: Plan, author: journal.Author, *, id: str | None = None) -> Event:
        """Write it down. Somebody else than the person says how they showed it.

        Raises NotSaidHow, Closed, NotYet, NothingThere (of who leads).
        """
        if author.role != SELF and not plan.words:
            raise NotSaidHow
        with database.atomic():
            if check_takes_more(person, month, author, id) is None:
                check_leader(person, plan.led_by)
            words: dict[str, Any] = {"month": month, **asdict(plan)}
            return journal.write(KIND, author, words, bodies=[(cls, words)], person_id=person.id, id=id)

    @classmethod
    def all_of(cls, person: Person) -> list[Self]:
        """Every one of that person, the oldest first. One query."""
        here = (Event.kind == KIND) & (Event.person_id == person.id)
        return list(cls.select(cls, Event).join(Event).where(here).order_by(cls.month, Event.seq))

    def plan_of(self, month: date) -> Plan:
        """What it says of that month, or of a later one."""
        kept = Plan(form=Form(self.form), every=self.every, led_by=self.led_by_id)
        if month == self.month:
            return replace(
                kept, needed=self.needed, held_on=self.held_on, held_at=self.held_at, words=self.words
            )  # fmt: skip
        return replace(kept, needed=months_between(self.month, month) % self.every == 0)


def decided(person: Person, month: date) -> Decided:
    """What holds for that month. One query."""
    here = (Event.person_id == person.id) & (ConversationPlan.month <= month)
    row = next(iter(_rows().where(here).order_by(ConversationPlan.month.desc(), Event.seq.desc()).limit(1)), None)
    return Decided() if row is None else _decided(row, month)


def decided_of(people: Collection[int], month: date) -> dict[int, Decided]:
    """The same for these people, by id; nobody of whom nothing was decided. One query."""
    first = fn.ROW_NUMBER().over(
        partition_by=[Event.person_id], order_by=[ConversationPlan.month.desc(), Event.seq.desc()]
    )
    here = (Event.kind == KIND) & Event.person_id.in_(sorted(people)) & (ConversationPlan.month <= month)
    each = ConversationPlan.select(ConversationPlan.event.alias("seq"), first.alias("place")).join(Event).where(here)
    newest = each.select_from(each.c.seq).where(each.c.place == 1)
    return {row.person_id: _decided(row, month) for row in _rows().where(ConversationPlan.event.in_(newest))}


def _rows() -> Any:
    """Plans with who decided them, and who leads: whoever has left does not, also when they belong again otherwise."""
    leads, chosen = User.alias(), Membership.id == ConversationPlan.led_by
    return (
        ConversationPlan.select(ConversationPlan, Event, User.name.alias("by"), Membership.user.alias("leader_id"),
                                leads.name.alias("leader"))
        .join(Event).join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id)).switch(ConversationPlan)
        .join(Membership, JOIN.LEFT_OUTER, on=(chosen & Membership.holds_at(clock.now())))
        .join(leads, JOIN.LEFT_OUTER, on=(leads.id == Membership.user))
        .where(Event.kind == KIND).objects()
    )  # fmt: skip


def _decided(row: Any, month: date) -> Decided:
    plan, leader = row.plan_of(month), (row.leader_id, row.leader or "")
    if row.month != month:
        return Decided(plan, *leader)
    return Decided(plan, *leader, row.written_at, row.author_id, row.by or "", row.role)


def check_leader(person: Person, member: int | None) -> None:
    """They belong to the circle now. Raises NothingThere."""
    here = (Membership.id == member) & (Membership.person == person.id)
    if member is not None and not Membership.standing().where(here).exists():
        raise journal.NothingThere
