"""Action: what somebody of the circle said they will do, by when, and what will be different; and what became of it.

It is never changed and never taken back. It is done, moved or dropped by its steps, each of which keeps who has it and
by when from then on. An action whose owner has left the circle has no owner, until a step gives it to somebody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from peewee import BooleanField, CharField, DateField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.accounts.staff_role import COORDINATOR
from carelog.accounts.user import User
from carelog.db import Table, database
from carelog.journal import Body, BodyPart, Event
from carelog.people.circle import ALLY, Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.chance import NoSuchChance
from carelog.records.leads import Somebody, leads
from carelog.records.mark import Incomplete
from carelog.reviews import three_month_review
from carelog.reviews.agreement import check_label
from carelog.reviews.closing import Closed, check_takes_more
from carelog.weeks.item import Item
from carelog.weeks.known_items import known_items

KIND, STEP_KIND = "action", "action_step"
SOON = timedelta(weeks=1)
SOURCES = (  # what leads to one
    "learning_log", "thanks", "choice_check", "good_for_me", "extra", "mark", "perspective", "review_line",
    "question_answer",
)  # fmt: skip


class NotAnOwner(ValueError):
    """Whoever is to do it does not belong around the person now, or may not read it."""


class Over(ValueError):
    """The day by which it is to be done is over already."""


class NotNow(ValueError):
    """It is done or dropped already."""


class Step(StrEnum):
    """What became of it."""

    DONE = "done"
    MOVED = "moved"  # to another day, or to somebody else; also again after it was done or dropped
    DROPPED = "dropped"


class State(StrEnum):
    """How it stands on one day."""

    OVERDUE = "overdue"
    DUE = "due"  # today
    SOON = "soon"
    LATER = "later"
    DONE = "done"
    DROPPED = "dropped"


WAITING = (State.OVERDUE, State.DUE, State.SOON)


def state_on(day: date, by_when: date, step: Step | None) -> State:
    """How an action stands on that day whose newest step this is."""
    if step in (Step.DONE, Step.DROPPED):
        return State(step.value)
    if by_when <= day:
        return State.OVERDUE if by_when < day else State.DUE
    return State.SOON if by_when <= day + SOON else State.LATER


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What is said when an action is agreed."""

    what: str
    owner: int  # the user who will do it
    by_when: date
    difference: str = ""  # what will be different
    item: str | None = None  # of the plan
    profile: bool = False  # it belongs into how the person communicates or is supported
    label: str = journal.ORDINARY
    because: tuple[str, ...] = ()  # the ids of what people wrote that led to it
    review: int | None = None  # in which it was agreed, by its number in the journal; None: in a month's conversation


class Action(Body):
    """What was agreed."""

    month = DateField()
    what = TextField()
    owner = ForeignKeyField(User)
    owner_id: int
    by_when = DateField()
    difference = TextField()
    item = ForeignKeyField(Item, null=True)
    item_id: str | None
    profile = BooleanField()
    review = ForeignKeyField(Event, column_name="review_seq", null=True)
    review_seq: int | None

    @classmethod
    def record(
        cls, person: Person, month: date, promise: Promise, author: journal.Author, *, labels: set[str],
        id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write it down; `labels`: what its author may read. It carries its item's label, if that is kept from allies.

        Raises Incomplete, NotAnOwner, Over, NoSuchChance (of the item), NothingThere (of what led to it), Closed,
        NotYet.
        """
        if not promise.what:
            raise Incomplete("what")
        day = clock.living_day(person.team.tz, author.wrote_at)
        label = label_with(person, promise.item, promise.label, day, labels)
        sources = sources_of(person, promise.because, labels)
        said: dict[str, Any] = {
            "month": month, "what": promise.what, "owner": promise.owner, "by_when": promise.by_when,
            "difference": promise.difference, "item": promise.item, "profile": promise.profile,
            **({"review": promise.review} if promise.review else {}),
        }  # fmt: skip
        bodies: list[tuple[type[Table], dict[str, Any]]] = [
            (cls, said), *((ActionBecause, {"source": seq}) for seq in sources),
        ]  # fmt: skip
        with database.atomic():
            if check_takes_more(person, month, author, id) is None:
                if promise.review and three_month_review.is_closed(promise.review):
                    raise Closed
                _check(person, promise.owner, promise.by_when, day, label)
            return journal.write(
                KIND, author, {**said, "because": sources}, bodies=bodies, person_id=person.id, label=label, id=id,
                on_date=day,
            )  # fmt: skip


class ActionBecause(BodyPart):
    """What somebody wrote led to it."""

    source = ForeignKeyField(Event, column_name="source_seq", on_delete="RESTRICT")
    source_seq: int

    class Meta:
        table_name = "action_because"


class ActionStep(Body):
    """One thing that became of an action; who has it, and by when, from then on."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_seq: int
    step = CharField()
    words = TextField()
    owner = ForeignKeyField(User)
    owner_id: int
    by_when = DateField()

    class Meta:
        table_name = "action_step"

    @classmethod
    def take(
        cls, person: Person, action: int, step: Step, author: journal.Author, *, words: str = "",
        by_when: date | None = None, owner: int | None = None, id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write the step down; `action` is its number in the journal. Who may take it is decided before.

        Moved: to another day, to another owner, or both. Raises Incomplete (no words for what is moved or dropped,
        nothing that it is moved to), NotAnOwner, Over, NotNow.
        """
        if not words and step is not Step.DONE:
            raise Incomplete("words")
        given = {"by_when": by_when, "owner": owner} if step is Step.MOVED else {}
        said: dict[str, Any] = {"about": action, "step": step, "words": words, **given}
        with database.atomic():
            person.hold()
            earlier = journal.sent_before(id, author)
            label, columns = cls._from_then_on(person, action, step, by_when, owner, author, repeated=bool(earlier))
            return journal.write(
                STEP_KIND, author, said, bodies=[(cls, {**columns, "step": step, "words": words, "about": action})],
                person_id=person.id, label=label, id=id, on_date=clock.living_day(person.team.tz, author.wrote_at),
            )  # fmt: skip

    @classmethod
    def _from_then_on(
        cls, person: Person, action: int, step: Step, by_when: date | None, owner: int | None, author: journal.Author,
        *, repeated: bool,
    ) -> tuple[str, dict[str, Any]]:  # fmt: skip
        """The action's label; who has it, and by when, once this step is taken."""
        agreed = Action.select(Action, Event).join(Event).where(Action.event == action).get()
        before = cls.select().where(cls.about == action).order_by(cls.event.desc()).first()
        now, stands = before or agreed, Step(before.step) if before else None
        day, who = by_when or now.by_when, owner or now.owner_id
        if not repeated and step is Step.MOVED:
            if (day, who) == (now.by_when, now.owner_id) and stands in (None, step):
                raise Incomplete("by_when")
            _check(person, who, day, clock.living_day(person.team.tz, author.wrote_at), agreed.event.label)
        elif not repeated and stands in (Step.DONE, Step.DROPPED):
            raise NotNow
        return agreed.event.label, {"by_when": day, "owner": who}


def owners(person: Person, label: str = journal.ORDINARY) -> list[Somebody]:
    """Who can be given something to do: the circle, but who only stands in until 05:00; then who coordinates.

    Of allies those who may read what carries that label. Three queries.
    """
    members = [row for row in Membership.around(person) if not row.covers]
    day = clock.living_day(person.team.tz)
    shared = Sharing.newest(row for row in members if row.role == ALLY)
    able = [
        Somebody(row.user.id, row.user.name, row.role) for row in members
        if row.role != ALLY or label == journal.ORDINARY or _reads(shared.get(row.id, {}), label, day)
    ]  # fmt: skip
    there = {one.user_id for one in able}
    return able + [one for one in leads(person) if one.role == COORDINATOR and one.user_id not in there]


def _reads(decisions: dict[str, Sharing], label: str, day: date) -> bool:
    return label in decisions and decisions[label].holds_on(day)


def _check(person: Person, owner: int, by_when: date, day: date, label: str) -> None:
    """Raises NotAnOwner, Over."""
    if by_when < day:
        raise Over
    if owner not in {one.user_id for one in owners(person, label)}:
        raise NotAnOwner


def label_with(person: Person, item: str | None, label: str, day: date, labels: set[str]) -> str:
    """That of the thing it is about, where that is kept from allies; else what was chosen. Raises NoSuchChance."""
    check_label(label)
    if item is None:
        return label
    found = next((one.label for one in known_items(person, day) if one.id == item and one.label in labels), None)
    if found is None:
        raise NoSuchChance
    return label if found == journal.ORDINARY else found


def sources_of(person: Person, ids: Iterable[str], labels: set[str]) -> list[int]:
    """The numbers of what was written under these ids, of what can lead to something. Raises NothingThere."""
    wanted = set(ids)
    if not wanted:
        return []
    here = (Event.person_id == person.id) & Event.kind.in_(SOURCES) & Event.label.in_(sorted(labels))
    found = {
        event.id: event.seq for event in Event.select().where(here & Event.id.in_(wanted)).order_by(Event.seq.desc())
    }
    if found.keys() != wanted:  # of several under one id the first one
        raise journal.NothingThere
    return sorted(found.values())
