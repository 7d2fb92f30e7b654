"""Worries as their readers find them: what was written, whom it is about, and what was done since.

Who reads one: its author, while they may know of the person (who wrote it as a worker, afterwards too), and whoever
leads where the person is supported, at that moment. Never somebody whom it names. Everything here, counts as well, is
asked through `readable`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from peewee import SQL, fn

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.came import Came
from carelog.journal import Event
from carelog.people.circle import WORKER
from carelog.people.person import Person
from carelog.prepared import prepared
from carelog.records.concern import KIND, Concern, ConcernNamed, ConcernStep, SafeNow, Step
from carelog.records.leads import leading
from carelog.records.steps import is_over, told_by, untouched

PAGE = 50  # of those that are closed
URGENT = {SafeNow.NO: 0, SafeNow.NOT_SURE: 1, SafeNow.YES: 2}
CLOSED = is_over(ConcernStep, Step.CLOSED, Step.OPENED_AGAIN)


@dataclass(frozen=True, slots=True)
class Taken:
    """One step, and who took it."""

    step: Step
    words: str
    author_id: int
    author_name: str
    role: str
    written_at: datetime
    came: Came | None


@dataclass(frozen=True, slots=True)
class Worry:
    """One worry, with everything that was done about it, in order."""

    seq: int
    id: str
    person: Person
    author_id: int
    author_name: str
    role: str
    written_at: datetime
    came: Came | None
    seen: str
    said: str
    done: str
    safe_now: SafeNow
    others: str
    named: dict[int, str]  # whom it is about: names by user
    steps: tuple[Taken, ...]

    @property
    def closed(self) -> bool:
        """What was done about it is written down, and nobody has opened it again."""
        ends = [taken.step for taken in self.steps if taken.step in (Step.CLOSED, Step.OPENED_AGAIN)]
        return ends[-1:] == [Step.CLOSED]

    @property
    def holders(self) -> dict[int, str]:
        """Which leads have taken it up: names by user."""
        return {taken.author_id: taken.author_name for taken in self.steps if taken.step is not Step.ADDED}

    def possible(self, user_id: int, *, leads: bool) -> tuple[Step, ...]:
        """What this reader can do about it now."""
        if not leads:
            return (Step.ADDED,) if self.author_id == user_id and not self.closed else ()
        if self.closed:
            return (Step.OPENED_AGAIN,)
        return (*(() if user_id in self.holders else (Step.ACKNOWLEDGED,)), Step.ANSWERED, Step.CLOSED)


@dataclass(frozen=True, slots=True)
class Desk:
    """The worries that one user may read: open ones, oldest first; the closed ones by pages, newest first."""

    waiting: tuple[Worry, ...]  # that nobody has taken up yet: first where somebody is not safe
    taken_up: tuple[Worry, ...]
    closed: tuple[Worry, ...]
    page: int
    has_more: bool

    @classmethod
    def of(cls, user: User, page: int = 1) -> "Desk":
        """Everything this user may read now."""
        mine = told_by(Concern).where(readable(user.id, clock.now()))
        still = list(mine.where(~CLOSED).order_by(Event.written_at, Event.seq))
        over = list(mine.where(CLOSED).order_by(Event.seq.desc()).offset((page - 1) * PAGE).limit(PAGE + 1))
        found = _told([*still, *over[:PAGE]])
        still_open = [one for one in found if not one.closed]
        return cls(
            waiting=tuple(sorted((one for one in still_open if not one.holders), key=lambda one: URGENT[one.safe_now])),
            taken_up=tuple(one for one in still_open if one.holders),
            closed=tuple(one for one in found if one.closed),
            page=page, has_more=len(over) > PAGE,
        )  # fmt: skip


def worry(user: User, person: Person, concern_id: str) -> Worry | None:
    """The worry about this person that this user finds under that id now; of several their own, then the first one."""
    here = (Event.person_id == person.id) & (Event.id == concern_id)
    found = list(told_by(Concern).where(here & readable(user.id, clock.now())).order_by(Event.seq))
    return next(iter(_told(sorted(found, key=lambda row: row.event.author_id != user.id)[:1])), None)


def own(user: User, concern_id: str) -> Worry | None:
    """The worry that this user wrote under that id, about whomever, if they may read it still."""
    mine = (Event.author_id == user.id) & (Event.id == concern_id)
    return next(iter(_told(list(told_by(Concern).where(mine & readable(user.id, clock.now()))))), None)


def finders(told: Worry, users: Iterable[User]) -> list[User]:
    """Those of these users who find this worry under its id, and not another one that has the same."""
    same = (Event.kind == KIND) & (Event.person_id == told.person.id) & (Event.id == told.id) & (Event.seq != told.seq)
    if not Event.select().where(same).exists():
        return list(users)
    found = ((user, worry(user, told.person, told.id)) for user in users)
    return [user for user, theirs in found if theirs is not None and theirs.seq == told.seq]


def not_taken_up(user: User) -> int:
    """How many worries of others this user could take up and nobody has."""
    return int(_waiting(user.id, clock.now())[0].waiting)


def readable(user_id: Any, at: datetime) -> Any:
    """The condition on a worry's event: this user reads it at that moment."""
    manages, coordinates = leading(user_id, at)
    known = Person.visible_to(user_id, at).select(Person.id)
    wrote = (Event.author_id == user_id) & (Event.person_id.in_(known) | (Event.role == WORKER))
    named = (ConcernNamed.event == Event.seq) & (ConcernNamed.user == user_id)
    is_named = fn.EXISTS(ConcernNamed.select(SQL("1")).where(named))
    return (Event.kind == KIND) & (wrote | manages | coordinates) & ~is_named


@prepared
def _waiting(user_id: Any, at: datetime) -> Any:
    others = readable(user_id, at) & (Event.author_id != user_id)
    return untouched(Concern, ConcernStep, others, Step.ADDED)


def _told(rows: Sequence[Any]) -> list[Worry]:
    """These rows with whom they name and what was done since; three queries more."""
    numbers = [row.event.seq for row in rows]
    if not numbers:
        return []
    about = Person.with_team().where(Person.id.in_({row.event.person_id for row in rows}))  # known or not: `readable`
    people = {person.id: person for person in about}
    named, steps = _named(numbers), _steps(numbers)
    return [
        Worry(
            row.event.seq, row.event.id, people[row.event.person_id], row.event.author_id, row.event.author.name,
            row.event.role, row.event.written_at, Came.of(row.event), row.seen, row.said, row.done,
            SafeNow(row.safe_now), row.others, named[row.event.seq], tuple(steps[row.event.seq]),
        )
        for row in rows
    ]  # fmt: skip


def _named(numbers: Sequence[int]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = ConcernNamed.select(ConcernNamed, User).join(User).where(ConcernNamed.event.in_(list(numbers)))
    for row in sorted(rows, key=lambda row: row.user.name.casefold()):
        found[row.seq][row.user.id] = row.user.name
    return found


def _steps(numbers: Sequence[int]) -> dict[int, list[Taken]]:
    found: dict[int, list[Taken]] = defaultdict(list)
    rows = (
        ConcernStep.select(ConcernStep.about.alias("worry"), ConcernStep.step, ConcernStep.words, Event.author_id,
                           User.name, Event.role, Event.written_at, *journal.CAME)
        .join(Event, on=(ConcernStep.event == Event.seq)).join(User, on=(User.id == Event.author_id))
        .where(ConcernStep.about.in_(list(numbers))).order_by(Event.seq)
    )  # fmt: skip
    for row in cast("Iterable[Any]", rows.objects()):
        who = row.author_id, row.name, row.role, row.written_at
        found[row.worry].append(Taken(Step(row.step), row.words, *who, Came.of(row)))
    return found
