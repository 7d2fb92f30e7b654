"""ReviewResult: what came of a review: a new version of the week, other words in the profile; and what led to it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from peewee import JOIN, CharField, ForeignKeyField

from carelog import journal
from carelog.accounts.user import User
from carelog.db import Table, database
from carelog.journal import Body, BodyPart, Event
from carelog.people.information_needs import InformationNeeds, Needs, Standing
from carelog.people.person import Person
from carelog.reviews.action import sources_of
from carelog.reviews.monthly_conversation import NotOpen
from carelog.reviews.three_month_review import Review
from carelog.reviews.told_of import told_of
from carelog.weeks.changes import Changes, changes
from carelog.weeks.perfect_week import PerfectWeek, with_those_before
from carelog.weeks.week_draft import WeekDraft

KIND = "review_result"
PAGE = 20
NOTHING = Changes()


class What(StrEnum):
    """What is otherwise from now on."""

    WEEK = "week"
    SUPPORT = "support"  # how to support me
    COMMUNICATION = "communication"  # how I communicate


class NothingChanged(ValueError):
    """The words are what they were."""


class NotItsDraft(Exception):
    """That draft of the week came from elsewhere."""


@dataclass(frozen=True, slots=True)
class Result:
    """One of them, with who wrote it down."""

    seq: int
    what: What
    result: int  # the number of the version, of the changed words
    author_id: int | None
    author_name: str
    role: str
    written_at: datetime
    starts: date | None = None  # of the week
    changes: Changes = NOTHING


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody wrote, and what it led to in a review."""

    source_kind: str
    written_at: datetime
    person_id: int
    what: What
    review: str  # its id


class ReviewResult(Body):
    """What is otherwise, and the event that made it so."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_seq: int
    sort = CharField()
    result = ForeignKeyField(Event, column_name="result_seq", on_delete="RESTRICT")
    result_seq: int

    class Meta:
        table_name = "review_result"

    @classmethod
    def agree_week(
        cls, review: Review, draft: WeekDraft, starts: date, how_agreed: str, author: journal.Author, *,
        because: Iterable[str] = (), labels: set[str], id: str | None = None,
    ) -> Event:  # fmt: skip
        """Make the review's draft the week from that day on. `because`: the ids of what led to it.

        Raises NotItsDraft, Closed, NotOpen, NothingThere, and as `WeekDraft.agree`.
        """
        sources = sources_of(review.person, because, labels)
        with database.atomic():
            earlier = cls._earlier(review, author, id)
            if earlier is not None:
                return earlier
            if draft.because_seq != review.seq:
                raise NotItsDraft
            version = draft.agree(starts, how_agreed, author)
            return cls._write(review, What.WEEK, version, sources, author, id)

    @classmethod
    def reword(
        cls, review: Review, what: What, words: str, seen: str, author: journal.Author, *,
        because: Iterable[str] = (), labels: set[str], id: str | None = None,
    ) -> Event:  # fmt: skip
        """Put these words in the place of how to support the person, or how they communicate.

        `seen`: what stood there when the page was opened, as `stands` says. Raises NothingChanged, ChangedMeanwhile,
        Closed, NotOpen, NothingThere.
        """
        person, sources = review.person, sources_of(review.person, because, labels)
        with database.atomic():
            earlier = cls._earlier(review, author, id)
            if earlier is not None:
                return earlier
            if words == stands(person, what):
                raise NothingChanged
            change = _say_support if what is What.SUPPORT else _say_communication
            return cls._write(review, what, change(person, words, seen, author), sources, author, id)

    @classmethod
    def begin_draft(cls, review: Review, author: journal.Author) -> WeekDraft:
        """Begin to change the week in it. Raises Closed, NotOpen, and as `WeekDraft.begin`."""
        with database.atomic():
            cls._earlier(review, author, None)
            return WeekDraft.begin(review.person, review.seq, author)

    @classmethod
    def _earlier(cls, review: Review, author: journal.Author, id: str | None) -> Event | None:
        """What was written before under that id; else, while the person is held, it takes something."""
        earlier = review.check_takes_more(author, id)
        if earlier is None and review.opened is None:
            raise NotOpen
        return earlier

    @classmethod
    def _write(
        cls, review: Review, what: What, result: Event, sources: list[int], author: journal.Author, id: str | None
    ) -> Event:
        said: dict[str, Any] = {"about": review.seq, "sort": what, "result": result.seq}
        parts: list[tuple[type[Table], dict[str, Any]]] = [(ReviewBecause, {"source": seq}) for seq in sources]
        return journal.write(
            KIND, author, {**said, "because": sources}, bodies=[(cls, said), *parts], person_id=review.person.id, id=id
        )

    @classmethod
    def all_of(cls, review: Review) -> list[Result]:
        """Of that review, the oldest first; of a version of the week, what it changed. Constant in queries."""
        rows = (
            cls.select(cls, Event, User.name.alias("by"), PerfectWeek.starts)
            .join(PerfectWeek, JOIN.LEFT_OUTER, on=(PerfectWeek.event == cls.result))
            .switch(cls).join(Event, on=(Event.seq == cls.event))
            .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
            .where(cls.about == review.seq).order_by(Event.seq).objects()
        )  # fmt: skip
        found = [
            Result(
                row.seq, What(row.sort), row.result_seq, row.author_id, row.by or "", row.role, row.written_at,
                row.starts,
            )
            for row in cast("Iterable[Any]", rows)
        ]  # fmt: skip
        weeks = [one.result for one in found if one.what is What.WEEK]
        changed = _changed(review.person, weeks) if weeks else {}
        return [replace(one, changes=changed.get(one.result, NOTHING)) for one in found]


class ReviewBecause(BodyPart):
    """What somebody wrote led to it."""

    source = ForeignKeyField(Event, column_name="source_seq", on_delete="RESTRICT")
    source_seq: int

    class Meta:
        table_name = "review_because"


def stands(person: Person, what: What) -> str:
    """The words that stand now."""
    if what is What.SUPPORT:
        return str(Person.get_by_id(person.id).how_to_support_me)
    said = Standing.of([person.id]).get((person.id, None))
    return said.needs.ways_words if said else ""


def as_seen(person: Person, what: What) -> str:
    """What stands now, for a page to carry."""
    if what is What.SUPPORT:
        return str(Person.get_by_id(person.id).as_seen())
    said = Standing.of([person.id]).get((person.id, None))
    return said.id if said else ""


def review_of_version(version: int) -> str | None:
    """The id of the review that a version of the week came from, if it came from one."""
    made = ReviewResult.select(Event.id).join(Event, on=(Event.seq == ReviewResult.about))
    return cast("str | None", made.where(ReviewResult.result == version).scalar())


def led_to_changes(user_id: int, people: Collection[int], own: Collection[int] = ()) -> list[Told]:
    """What this user's words around these people led to in reviews, the newest first: one page. One query.

    Which words are whose: `told_of`.
    """
    source, result, review = Event.alias(), Event.alias(), Event.alias()
    rows = (
        ReviewBecause.select(source.kind, source.written_at, result.person_id, ReviewResult.sort, review.id)
        .join(source, on=(source.seq == ReviewBecause.source))
        .switch(ReviewBecause).join(ReviewResult, on=(ReviewResult.event == ReviewBecause.event))
        .join(result, on=(result.seq == ReviewResult.event))
        .switch(ReviewResult).join(review, on=(review.seq == ReviewResult.about))
        .where(told_of(source, user_id, own) & result.person_id.in_(sorted(people)))
        .order_by(result.seq.desc(), source.seq).limit(PAGE).tuples()
    )  # fmt: skip
    return [Told(kind, at, person, What(what), id) for kind, at, person, what, id in cast("Iterable[Any]", rows)]


def _say_support(person: Person, words: str, seen: str, author: journal.Author) -> Event:
    person.change({"how_to_support_me": words}, author, seen)
    here = (Event.kind == "person.changed") & (Event.person_id == person.id)
    return Event.select().where(here).order_by(Event.seq.desc()).get()


def _say_communication(person: Person, words: str, seen: str, author: journal.Author) -> Event:
    said = Standing.of([person.id]).get((person.id, None))
    needs = replace(said.needs if said else Needs(), ways_words=words)
    return InformationNeeds.record(person, needs, author, none_known=not needs.any, seen=seen)


def _changed(person: Person, versions: Collection[int]) -> dict[int, Changes]:
    """What each of these changed."""
    told = {}
    for version, items in with_those_before(person, versions).items():
        was, now = ([(one.item_id, one.details) for one in some] for some in items)
        told[version] = changes(was, now)
    return told
