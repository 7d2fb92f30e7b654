"""KeptQuestion: what the circle is figuring out as one reader finds it, with what was answered and found out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self, cast

from peewee import SQL, fn

from carelog.accounts.user import User
from carelog.journal import Event
from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.reviews.question import KIND, Finding, Question, QuestionAnswer, Reply

PAGE = 20  # of those that are settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer that stands, or one finding."""

    id: str
    words: str
    author_id: int | None
    author_name: str
    role: str
    written_at: datetime
    language: str
    reply: Reply = Reply.NONE
    of_person: bool = False  # the person's, written down by its author
    earlier: tuple["Said", ...] = ()  # what the same author answered before

    @property
    def persons_own(self) -> bool:
        """It gives the person's own answer, whoever wrote it down."""
        return self.of_person or self.role == SELF


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question."""

    seq: int
    id: str
    words: str
    item_id: str | None
    label: str
    author_id: int | None
    author_name: str
    role: str
    written_at: datetime
    language: str
    answers: tuple[Said, ...] = ()  # the person's own first
    findings: tuple[Said, ...] = ()

    @property
    def is_open(self) -> bool:
        """Nobody has said yet what was found out."""
        return not self.findings

    def mine(self, user_id: int) -> Said | None:
        """What that user answers themselves."""
        return next((one for one in self.answers if one.author_id == user_id and not one.of_person), None)


@dataclass(frozen=True, slots=True)
class Questions:
    """A person's: all that are open, the newest first; those that are settled by pages, the newest first."""

    open: tuple[Asked, ...]
    settled: tuple[Asked, ...]
    page: int
    has_more: bool

    @classmethod
    def of(cls, person: Person, labels: Collection[str], page: int = 1) -> Self:
        """What carries these labels. Four queries, however many there are."""
        every, found = _rows(person, labels), _is_settled()
        still = list(every.where(~found))
        over = list(every.where(found).offset((page - 1) * PAGE).limit(PAGE + 1))
        told = _with_what_was_said([*still, *over[:PAGE]])
        return cls(tuple(told[: len(still)]), tuple(told[len(still) :]), page, len(over) > PAGE)


def open_questions(person: Person, labels: Collection[str]) -> list[Asked]:
    """What the circle is figuring out now, the newest first. Three queries."""
    return _with_what_was_said(list(_rows(person, labels).where(~_is_settled())))


def unanswered(person: Person, user_id: int | None, labels: Collection[str]) -> int:
    """How many open ones the person has not answered yet; they sign in as that user. One query."""
    theirs = (QuestionAnswer.about == Question.event) & (QuestionAnswer.of_person | (Event.author_id == user_id))
    told = QuestionAnswer.select(SQL("1")).join(Event, on=(QuestionAnswer.event == Event.seq)).where(theirs)
    return int(_rows(person, labels).where(~_is_settled() & ~fn.EXISTS(told)).count())


def question(person: Person, labels: Collection[str], question_id: str) -> Asked | None:
    """The one that is known by that id; of several the first one. Three queries."""
    found = list(_rows(person, labels).where(Event.id == question_id))
    return next(iter(_with_what_was_said(found[-1:])), None)


def _rows(person: Person, labels: Collection[str]) -> Any:
    here = (Event.kind == KIND) & (Event.person_id == person.id) & Event.label.in_(sorted(labels))
    return (
        Question.select(Question, Event, User).join(Event).join(User, on=(User.id == Event.author_id), attr="by")
        .where(here).order_by(Event.seq.desc())
    )  # fmt: skip


def _is_settled() -> Any:
    return fn.EXISTS(Finding.select(SQL("1")).where(Finding.about == Question.event))


def _with_what_was_said(rows: Sequence[Any]) -> list[Asked]:
    """Two queries; none where nothing is asked."""
    numbers = [row.event.seq for row in rows]
    answers, findings = (_said(table, numbers) for table in (QuestionAnswer, Finding))
    return [
        Asked(
            seq=row.event.seq, item_id=row.item_id, label=row.event.label, **_written(row),
            answers=tuple(sorted(_standing(answers[row.event.seq]), key=lambda one: not one.persons_own)),
            findings=tuple(one for one, _place in findings[row.event.seq]),
        )
        for row in rows
    ]  # fmt: skip


def _said(table: Any, numbers: Sequence[int]) -> dict[int, list[tuple[Said, Any]]]:
    """What was said to each of these, the oldest first, each with whose place it takes. One query."""
    found: dict[int, list[tuple[Said, Any]]] = defaultdict(list)
    rows = (
        table.select(table, Event, User).join(Event, on=(table.event == Event.seq))
        .join(User, on=(User.id == Event.author_id), attr="by").where(table.about.in_(list(numbers)))
        .order_by(Event.seq)
    )  # fmt: skip
    for row in cast("Iterable[Any]", rows):
        of_person, reply = getattr(row, "of_person", False), Reply(getattr(row, "reply", ""))
        said = Said(**_written(row), reply=reply, of_person=bool(of_person))
        found[row.about_seq].append((said, (said.author_id, said.of_person)))
    return found


def _standing(said: Iterable[tuple[Said, Any]]) -> list[Said]:
    """The last one of each place, with those before it."""
    found: dict[Any, Said] = {}
    for one, place in said:
        before = found.pop(place, None)
        found[place] = one if before is None else replace(one, earlier=(*before.earlier, replace(before, earlier=())))
    return list(found.values())


def _written(row: Any) -> dict[str, Any]:
    event = row.event
    return {
        "id": event.id, "words": row.words, "author_id": event.author_id, "author_name": event.by.name,
        "role": event.role, "written_at": event.written_at, "language": event.language,
    }  # fmt: skip
