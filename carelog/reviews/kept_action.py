"""Kept: an action with what became of it, as the database has it; `promises` and `owed` say who finds which."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from peewee import JOIN, SQL, fn

from carelog.accounts.staff_role import COORDINATOR, StaffRole
from carelog.accounts.user import User
from carelog.journal import Event
from carelog.people.circle import Membership
from carelog.people.person import Placement
from carelog.reviews.action import KIND, Action, ActionStep, State, Step, state_on
from carelog.reviews.four_plus_one import QUESTIONS, Answers, FourPlusOne

LAST, OWNER, AUTHOR = ActionStep.alias(), User.alias(), User.alias()
has_it = fn.COALESCE(LAST.owner, Action.owner)
due_by = fn.COALESCE(LAST.by_when, Action.by_when)
is_open = LAST.step.is_null() | (LAST.step == Step.MOVED)


@dataclass(frozen=True, slots=True)
class Taken:
    """One step, and who took it."""

    step: Step
    words: str
    by_when: date
    owner_id: int
    owner_name: str
    author_id: int
    author_name: str
    role: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered when it was asked after, in which month, by whom."""

    month: date
    answers: Answers
    author_id: int
    author_name: str
    role: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One action, and what became of it so far."""

    seq: int
    id: str
    person_id: int
    month: date
    what: str
    difference: str
    item_id: str | None
    profile: bool
    label: str
    owner_id: int
    owner_name: str
    owner_is_person: bool  # whose week it is
    has_owner: bool  # whoever has it belongs around the person still
    by_when: date
    step: Step | None  # the newest
    author_id: int
    author_name: str
    role: str
    written_at: datetime
    steps: tuple[Taken, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def is_open(self) -> bool:
        """It is still to be done."""
        return self.step in (None, Step.MOVED)

    def on(self, day: date) -> State:
        """How it stands on that day."""
        return state_on(day, self.by_when, self.step)


def rows(at: datetime) -> Any:
    """Actions, with who has them and who wrote them down, and with their newest step."""
    return (
        Action.select(
            Action, Event.seq.alias("number"), Event.id.alias("known"), Event.person_id, Event.label, Event.author_id,
            Event.role, Event.written_at, OWNER.id.alias("has_it"), OWNER.name.alias("owner_name"),
            AUTHOR.name.alias("author_name"), due_by.alias("by_then"), LAST.step.alias("step"),
            belongs(has_it, at).alias("belongs"), _is_person(has_it).alias("is_person"),
        )
        .join(Event)
        .join(LAST, JOIN.LEFT_OUTER, on=(LAST.event == newest_step()))
        .join(OWNER, on=(OWNER.id == has_it))
        .join(AUTHOR, on=(AUTHOR.id == Event.author_id))
        .where(Event.kind == KIND)
        .objects()
    )  # fmt: skip


def newest_step() -> Any:
    """The number of the newest step of an action."""
    every = ActionStep.alias()
    return every.select(fn.MAX(every.event)).where(every.about == Action.event)


def belongs(user_id: Any, at: datetime) -> Any:
    """The condition: that user belongs around the event's person at that moment, or coordinates there."""
    place = (Membership.user == user_id) & (Membership.person == Event.person_id)
    member = Membership.standing(at).select(SQL("1")).where(place)
    there = Placement.holds_at(at) & (Placement.person == Event.person_id)
    teams = Placement.select(Placement.team).where(there)
    leads = StaffRole.standing(at).select(SQL("1")).where(StaffRole.team.in_(teams))
    return fn.EXISTS(member) | fn.EXISTS(leads.where((StaffRole.user == user_id) & (StaffRole.role == COORDINATOR)))


def _is_person(user_id: Any) -> Any:
    """That user signs in, or once signed in, as the event's person."""
    theirs = (Membership.user == user_id) & (Membership.person == Event.person_id)
    return fn.EXISTS(Membership.ever_self().select(SQL("1")).where(theirs))


def with_what_became(found: Sequence[Any], *, only_by: int | None = None) -> list[Kept]:
    """These rows with their steps and what was answered; `only_by` that user. Two queries."""
    numbers = [row.number for row in found]
    steps, asked = _steps(numbers), _asked(numbers, only_by)
    return [kept(row, steps[row.number], asked[row.number]) for row in found]


def kept(row: Any, steps: Iterable[Taken] = (), asked: Iterable[Asked] = ()) -> Kept:
    """One of these rows."""
    return Kept(
        seq=row.number, id=row.known, person_id=row.person_id, month=row.month, what=row.what,
        difference=row.difference, item_id=row.item_id, profile=row.profile, label=row.label, owner_id=row.has_it,
        owner_name=row.owner_name, owner_is_person=bool(row.is_person), has_owner=bool(row.belongs),
        by_when=row.by_then, step=Step(row.step) if row.step else None, author_id=row.author_id,
        author_name=row.author_name, role=row.role, written_at=row.written_at, steps=tuple(steps), asked=tuple(asked),
    )  # fmt: skip


def _steps(numbers: Sequence[int]) -> dict[int, list[Taken]]:
    found: dict[int, list[Taken]] = defaultdict(list)
    told = (
        ActionStep.select(ActionStep.about.alias("action"), ActionStep.step, ActionStep.words, ActionStep.by_when,
                          OWNER.id, OWNER.name.alias("owner_name"), Event.author_id, AUTHOR.name, Event.role,
                          Event.written_at)
        .join(Event, on=(ActionStep.event == Event.seq))
        .join(AUTHOR, on=(AUTHOR.id == Event.author_id)).join(OWNER, on=(OWNER.id == ActionStep.owner))
        .where(ActionStep.about.in_(list(numbers))).order_by(Event.seq).tuples()
    )  # fmt: skip
    for action, step, *more in cast("Iterable[Any]", told):
        found[action].append(Taken(Step(step), *more))
    return found


def _asked(numbers: Sequence[int], only_by: int | None) -> dict[int, list[Asked]]:
    found: dict[int, list[Asked]] = defaultdict(list)
    by = True if only_by is None else Event.author_id == only_by
    told = (
        FourPlusOne.select(FourPlusOne, Event, User).join(Event, on=(FourPlusOne.event == Event.seq))
        .join(User, on=(User.id == Event.author_id), attr="by")
        .where(FourPlusOne.about.in_(list(numbers)) & by).order_by(Event.seq)
    )  # fmt: skip
    for row in cast("Iterable[Any]", told):
        answers = Answers(**{name: getattr(row, name) for name in QUESTIONS})
        who = row.event.author_id, row.event.by.name, row.event.role, row.event.written_at
        found[row.about_seq].append(Asked(row.month, answers, *who))
    return found
