"""Told us: feedback as its readers find it, with what was done since.

Who reads it: its author, always, for it is their own and waits for an answer; managers; and a coordinator to whom a
manager passed it on, while they coordinate where the person is supported. Everything, counts too, asks `readable`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self, cast

from peewee import JOIN, SQL, fn

from carelog import clock
from carelog.accounts.user import User
from carelog.journal import Event
from carelog.people.person import Person
from carelog.prepared import prepared
from carelog.records.feedback import KIND, Feedback, FeedbackStep, Sort, Step
from carelog.records.leads import leading
from carelog.records.steps import is_over, told_by, untouched

PAGE = 50  # of those that are answered
STILL_NEW = timedelta(days=30)  # so long its author is told of an answer where they come anyway
Passed = User.alias()
ANSWERED = is_over(FeedbackStep, Step.ANSWERED, Step.ADDED)


@dataclass(frozen=True, slots=True)
class Taken:
    """One step, who took it, and to whom it was passed on; "" for nobody."""

    step: Step
    words: str
    author_id: int
    author_name: str
    role: str
    written_at: datetime
    passed_to: int | None
    passed_to_name: str


@dataclass(frozen=True, slots=True)
class Told:
    """One compliment or complaint, with everything that was done about it, in order."""

    seq: int
    id: str
    person: Person
    author_id: int
    author_name: str
    role: str
    written_at: datetime
    sort: Sort
    words: str
    steps: tuple[Taken, ...]

    @property
    def answered(self) -> bool:
        """A manager has answered, and its author has not written again since."""
        said = [taken.step for taken in self.steps if taken.step in (Step.ANSWERED, Step.ADDED)]
        return Step.ANSWERED in said and said[-1] is Step.ANSWERED

    @property
    def answered_at(self) -> datetime | None:
        """When a manager answered last, if anybody did."""
        answers = [taken.written_at for taken in self.steps if taken.step is Step.ANSWERED]
        return answers[-1] if answers else None

    @property
    def acknowledged(self) -> bool:
        """A manager has it."""
        return any(taken.step is not Step.ADDED for taken in self.steps)

    @property
    def read_by(self) -> set[int]:
        """To whom it was passed on."""
        return {taken.passed_to for taken in self.steps if taken.passed_to is not None}


@dataclass(frozen=True, slots=True)
class Desk:
    """What one user may read: what waits for an answer, the oldest first; the rest by pages, the newest first."""

    waiting: tuple[Told, ...]
    answered: tuple[Told, ...]
    page: int
    has_more: bool

    @classmethod
    def of(cls, user: User, page: int = 1) -> Self:
        """Everything this user may read now."""
        mine = told_by(Feedback).where(readable(user.id, clock.now()))
        still = list(mine.where(~ANSWERED).order_by(Event.written_at, Event.seq))
        over = list(mine.where(ANSWERED).order_by(Event.seq.desc()).offset((page - 1) * PAGE).limit(PAGE + 1))
        found = _told([*still, *over[:PAGE]])
        return cls(tuple(found[: len(still)]), tuple(found[len(still) :]), page, len(over) > PAGE)


def told(user: User, feedback_id: str) -> Told | None:
    """What this user finds under that id now; of several their own, then the first one."""
    here = (Event.id == feedback_id) & readable(user.id, clock.now())
    found = list(told_by(Feedback).where(here).order_by(Event.seq))
    return next(iter(_told(sorted(found, key=lambda row: row.event.author_id != user.id)[:1])), None)


def answered_lately(user: User, person: Person) -> list[Told]:
    """What this user told around this person and was answered in the last thirty days, the oldest first."""
    theirs = (Event.author_id == user.id) & (Event.person_id == person.id)
    found, since = told_by(Feedback).where(theirs & ANSWERED).order_by(Event.seq), clock.now() - STILL_NEW
    return [one for one in _told(list(found)) if one.answered_at and one.answered_at >= since]


def not_acknowledged(user: User) -> int:
    """How much this manager could take up and nobody has."""
    return int(_waiting(user.id, clock.now())[0].waiting)


def readable(user_id: Any, at: datetime) -> Any:
    """The condition on its event: this user reads it at that moment."""
    manages, coordinates = leading(user_id, at)
    passed = (FeedbackStep.about == Event.seq) & (FeedbackStep.passed_to == user_id)
    given = fn.EXISTS(FeedbackStep.select(SQL("1")).where(passed)) & coordinates
    return (Event.kind == KIND) & ((Event.author_id == user_id) | manages | given)


@prepared
def _waiting(user_id: Any, at: datetime) -> Any:
    others = readable(user_id, at) & (Event.author_id != user_id)
    return untouched(Feedback, FeedbackStep, others, Step.ADDED)


def _told(rows: Sequence[Any]) -> list[Told]:
    """These rows with what was done since; two queries more."""
    about = Person.with_team().where(Person.id.in_({row.event.person_id for row in rows}))  # known or not: `readable`
    people = {person.id: person for person in about}
    steps = _steps([row.event.seq for row in rows])
    return [
        Told(
            row.event.seq, row.event.id, people[row.event.person_id], row.event.author_id, row.event.author.name,
            row.event.role, row.event.written_at, Sort(row.sort), row.words, tuple(steps[row.event.seq]),
        )
        for row in rows
    ]  # fmt: skip


def _steps(numbers: Sequence[int]) -> dict[int, list[Taken]]:
    found: dict[int, list[Taken]] = defaultdict(list)
    rows = (
        FeedbackStep.select(FeedbackStep.about.alias("told"), FeedbackStep.step, FeedbackStep.words, Event.author_id,
                            User.name, Event.role, Event.written_at, FeedbackStep.passed_to,
                            Passed.name.alias("passed_name"))
        .join(Event, on=(FeedbackStep.event == Event.seq)).join(User, on=(User.id == Event.author_id))
        .join(Passed, JOIN.LEFT_OUTER, on=(Passed.id == FeedbackStep.passed_to))
        .where(FeedbackStep.about.in_(list(numbers))).order_by(Event.seq)
    )  # fmt: skip
    for row in cast("Iterable[Any]", rows.namedtuples()):
        who = row.author_id, row.name, row.role, row.written_at
        found[row.told].append(Taken(Step(row.step), row.words, *who, row.passed_to, row.passed_name or ""))
    return found
