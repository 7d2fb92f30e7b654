"""ReviewLine: something that is said in a review, under one of its headings; and the lines as one reader reads them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self, cast

from peewee import JOIN, BooleanField, CharField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF, Membership
from carelog.people.person import Person
from carelog.records.mark import Incomplete
from carelog.reviews.closing import Closed
from carelog.reviews.guess_check import Checked, checks_of
from carelog.reviews.perspective import OnlyFor, Side, Voice, Whose, side_of
from carelog.reviews.reader import Reader
from carelog.reviews.sides import may_read
from carelog.reviews.three_month_review import Review, is_closed

KIND = "review_line"


class Section(StrEnum):
    """The headings of a person-centred review, in their order; and what comes to mind when it is closed."""

    WHO = "who"
    ADMIRE = "admire"
    NOW = "now"
    FUTURE = "future"
    SUPPORT = "support"
    QUESTIONS = "questions"
    LATER = "later"


HEADINGS = tuple(section for section in Section if section is not Section.LATER)


class NotClosed(Exception):
    """The review goes on: what there is to say belongs under one of its headings."""


class ReviewLine(Body):
    """The words; or the same once more when their author takes them back."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_seq: int
    section = CharField()
    side = CharField()
    words = TextField()
    guess = BooleanField()
    written_for = ForeignKeyField(Membership, null=True)
    written_for_id: int | None
    only_for = CharField()
    withdrawn = BooleanField()

    class Meta:
        table_name = "review_line"

    @classmethod
    def record(
        cls, review: Review, section: Section, words: str, voice: Voice, author: journal.Author, *,
        id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write it down. Raises Incomplete, NotTheirs, NothingThere, Closed, NotClosed."""
        if not words:
            raise Incomplete("words")
        person = review.person
        columns: dict[str, Any] = {
            "about": review.seq, "section": section, "side": side_of(person, voice, author), "words": words,
            "guess": voice.whose is Whose.GUESS, "only_for": voice.only_for, "withdrawn": False,
            "written_for": voice.member if voice.whose is Whose.MEMBER else None,
        }  # fmt: skip
        with database.atomic():
            _check_takes(review, section, author, id)
            return journal.write(
                KIND, author, columns, bodies=[(cls, columns)], person_id=person.id, id=id, label=voice.label,
                on_date=clock.living_day(person.team.tz, author.wrote_at),
            )  # fmt: skip

    @classmethod
    def withdraw(cls, review: Review, line_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Take one's own back. Raises NothingThere, NotYours, Closed."""
        person = review.person
        with database.atomic():
            body = journal.own_body(cls, KIND, person.id, line_id, author)
            if body.about_seq != review.seq:
                raise journal.NothingThere
            _check_takes(review, Section(body.section), author, id)
            return journal.take_back(cls, KIND, person.id, line_id, author, id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One that stands."""

    seq: int
    id: str
    section: Section
    side: Side
    words: str
    guess: bool
    for_id: int | None  # the user whose words they are, where somebody else of the circle wrote them down
    for_name: str
    only_for: OnlyFor
    label: str
    language: str
    author_id: int | None
    author_name: str
    role: str
    written_at: datetime
    checked: Checked | None = None  # a guess: with the person

    @property
    def on_behalf(self) -> bool:
        """Somebody else wrote it down than the one whose words it gives."""
        return self.for_id is not None or (self.side is Side.SELF and self.role != SELF)


@dataclass(frozen=True, slots=True)
class Lines:
    """Of one review, by heading, the person's first."""

    by_section: dict[Section, tuple[Line, ...]]
    waiting: frozenset[Section]  # somebody has written there, and it is shown once the review has begun

    @classmethod
    def of(cls, review: Review, reader: Reader) -> Self:
        """What this reader reads now, and where they will read something. One query, two where there is a guess."""
        opened, every = review.opened is not None, _lines(review.person, review.seq)
        shown = [line for line in every if may_read(line, reader, opened=opened)]
        shown, there = _with_checks(shown), {line.id for line in shown}
        later = {line.section for line in every if line.id not in there and may_read(line, reader, opened=True)}
        return cls(
            {section: tuple(line for line in shown if line.section is section) for section in Section},
            frozenset(later) if not opened else frozenset(),
        )  # fmt: skip

    @property
    def guesses(self) -> dict[str, Line]:
        """The best guesses that this reader reads, by their ids."""
        return {line.id: line for lines in self.by_section.values() for line in lines if line.guess}

    def __getitem__(self, section: str) -> tuple[Line, ...]:
        """Those under that heading."""
        return self.by_section[Section(section)]


def _lines(person: Person, review: int) -> list[Line]:
    whom, order = User.alias(), list(Side)
    here = (Event.kind == KIND) & (Event.person_id == person.id) & (ReviewLine.about == review)
    rows = (
        ReviewLine.select(ReviewLine, Event, User.name.alias("author_name"), whom.id.alias("for_id"),
                          whom.name.alias("for_name"))
        .join(Event, on=(Event.seq == ReviewLine.event)).join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .switch(ReviewLine).join(Membership, JOIN.LEFT_OUTER, on=(Membership.id == ReviewLine.written_for))
        .join(whom, JOIN.LEFT_OUTER, on=(whom.id == Membership.user))
        .where(here & Event.stands() & ~ReviewLine.withdrawn).order_by(Event.seq).objects()
    )  # fmt: skip
    found = [
        Line(
            seq=row.seq, id=row.id, section=Section(row.section), side=Side(row.side), words=row.words,
            guess=bool(row.guess), for_id=row.for_id, for_name=row.for_name or "", only_for=OnlyFor(row.only_for),
            label=row.label, language=row.language, author_id=row.author_id, author_name=row.author_name or "",
            role=row.role, written_at=row.written_at,
        )
        for row in cast("Iterable[Any]", rows)
    ]  # fmt: skip
    return sorted(found, key=lambda line: (order.index(line.side), line.guess, line.seq))


def _with_checks(lines: list[Line]) -> list[Line]:
    """The same, each guess with what the person said of it."""
    guesses = [line.seq for line in lines if line.guess]
    told = checks_of(guesses) if guesses else {}
    return [replace(line, checked=told.get(line.seq)) for line in lines]


def _check_takes(review: Review, section: Section, author: journal.Author, id: str | None) -> None:
    """Inside a transaction: later thoughts come when it is closed, and everything else before. Raises both."""
    review.person.hold()
    if journal.sent_before(id, author) is not None:
        return
    closed = is_closed(review.seq)
    if section is Section.LATER and not closed:
        raise NotClosed
    if section is not Section.LATER and closed:
        raise Closed
