"""InformationNeeds: how somebody communicates, how information should reach them, and what helps when people talk.

Of the person, or of one ally. Written once, and the newest stands; after a year it is asked again
(docs/accessible-information.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from peewee import JOIN, BooleanField, ForeignKeyField, TextField, fn

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import Membership
from carelog.people.person import ChangedMeanwhile, Person
from carelog.prepared import prepared

KIND, CHECKED = "information_needs", "information_needs.checked"
GOOD_FOR = timedelta(days=365)
BEFORE = 20  # how many that stood earlier a page shows
WAYS = ("speaking", "makaton", "bsl", "my_signs", "body", "pictures", "objects", "writing", "device")
FORMATS = (
    "easy_read", "large_print", "audio", "braille", "email", "text", "phone", "post", "face_to_face", "interpreter",
)  # fmt: skip
SUPPORT = ("time", "quiet", "somebody", "lips", "loop")
Whose = tuple[int, int | None]  # the person's id; the ally's membership, or None where it is about the person


class NothingSaid(ValueError):
    """Neither what somebody needs nor that nothing is known; or both at once."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What somebody needs: three lists, each with words beside it."""

    ways: tuple[str, ...] = ()
    ways_words: str = ""
    formats: tuple[str, ...] = ()
    formats_words: str = ""
    support: tuple[str, ...] = ()
    support_words: str = ""

    @property
    def any(self) -> bool:
        """Something is said."""
        lists, words = (
            (self.ways, self.formats, self.support),
            (self.ways_words, self.formats_words, self.support_words),
        )
        return any(lists) or any(words)


@dataclass(frozen=True, slots=True)
class Said:
    """What stands, or stood: what is needed, who wrote it down, and who last checked that it is still right."""

    id: str
    whose: Whose
    needs: Needs
    none_known: bool
    by: str | None  # None: it stood on the person's page before it was asked about
    written_at: datetime
    checked_by: str | None = None
    checked_at: datetime | None = None
    by_id: int | None = None
    checked_by_id: int | None = None

    @property
    def known_at(self) -> datetime:
        """When it was last known to be right."""
        return max(self.written_at, self.checked_at or self.written_at)

    def is_due(self, at: datetime) -> bool:
        """It is time to ask again."""
        return at >= self.known_at + GOOD_FOR


class InformationNeeds(Body):
    """What was said at one time; lists as their words with a space between."""

    membership = ForeignKeyField(Membership, null=True)
    ways = TextField()
    ways_words = TextField()
    formats = TextField()
    formats_words = TextField()
    support = TextField()
    support_words = TextField()
    none_known = BooleanField()

    @classmethod
    def record(
        cls, person: Person, needs: Needs, author: journal.Author, *, none_known: bool = False,
        ally: Membership | None = None, seen: str | None = None, id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write it down, about the person or that ally. `seen`: the id of what stood on the page, "" for nothing.

        Raises NothingSaid, ChangedMeanwhile.
        """
        if none_known == needs.any:
            raise NothingSaid
        words: dict[str, Any] = {
            "membership": ally.id if ally else None, "none_known": none_known,
            "ways": " ".join(needs.ways), "ways_words": needs.ways_words,
            "formats": " ".join(needs.formats), "formats_words": needs.formats_words,
            "support": " ".join(needs.support), "support_words": needs.support_words,
        }  # fmt: skip
        with database.atomic():
            if seen is not None and journal.sent_before(id, author) is None:
                _check_seen(person, ally, seen)
            return journal.write(KIND, author, words, bodies=[(cls, words)], person_id=person.id, id=id)


class InformationCheck(Body):
    """Somebody asked, and it is still right."""

    needs = ForeignKeyField(Event, column_name="needs_seq")
    needs_seq: int

    @classmethod
    def record(
        cls, person: Person, author: journal.Author, *, ally: Membership | None = None, seen: str, id: str | None = None
    ) -> Event:
        """Write down that what was `seen` on the page is still right. Raises ChangedMeanwhile."""
        with database.atomic():
            if journal.sent_before(id, author) is None:
                _check_seen(person, ally, seen)
            here = (Event.id == seen) & (Event.person_id == person.id) & (Event.kind == KIND)
            about = Event.select(Event.seq).where(here).order_by(Event.seq.desc()).first()
            if about is None:
                raise ChangedMeanwhile
            words = {"needs": about.seq}
            return journal.write(CHECKED, author, words, bodies=[(cls, words)], person_id=person.id, id=id)


class Standing(dict[Whose, Said]):
    """What stands for some people and their allies."""

    @classmethod
    def of(cls, people: Iterable[int]) -> Self:
        """Of these people, by their ids, and of the allies who belong now. One query."""
        ids = sorted(people)
        return cls({said.whose: said for said in map(_said, _standing(ids, clock.now()))} if ids else {})

    def due(self, person: int, at: datetime) -> bool:
        """Nobody asked the person yet, or what is said of them or of an ally is older than a year."""
        mine = [said for (whose, _ally), said in self.items() if whose == person]
        return (person, None) not in self or any(said.is_due(at) for said in mine)


def stood(person: Person, ally: Membership | None) -> list[Said]:
    """What was said of them earlier, the newest first, and no longer stands."""
    about = InformationNeeds.membership == ally if ally else InformationNeeds.membership.is_null()
    rows = _rows().where((Event.kind == KIND) & (Event.person_id == person.id) & about)
    return [_said(row) for row in rows.order_by(Event.seq.desc()).offset(1).limit(BEFORE)]


def _check_seen(person: Person, ally: Membership | None, seen: str) -> None:
    person.hold()
    now = Standing.of([person.id]).get((person.id, ally.id if ally else None))
    if seen != (now.id if now else ""):
        raise ChangedMeanwhile


def _rows() -> Any:
    """The query for what was said, with who said it and who checked it last."""
    check, checked, checker = InformationCheck.alias(), Event.alias(), User.alias()
    newest = InformationCheck.alias()
    last = newest.select(fn.MAX(newest.event)).where(newest.needs == InformationNeeds.event)
    return (
        InformationNeeds.select(
            InformationNeeds, Event.id.alias("known"), Event.person_id.alias("person"), User.name.alias("by"),
            Event.written_at.alias("written"), checker.name.alias("checker"), checked.written_at.alias("checked"),
            Event.author_id.alias("by_id"), checked.author_id.alias("checker_id"),
        )
        .join(Event)
        .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .switch(InformationNeeds)
        .join(check, JOIN.LEFT_OUTER, on=(check.event == last))
        .join(checked, JOIN.LEFT_OUTER, on=(checked.seq == check.event))
        .join(checker, JOIN.LEFT_OUTER, on=(checker.id == checked.author_id))
        .objects()
    )  # fmt: skip


@prepared
def _standing(people: Any, at: datetime) -> Any:
    every, event = InformationNeeds.alias(), Event.alias()
    newest = (
        every.select(fn.MAX(every.event))
        .join(event, on=(event.seq == every.event))
        .where((event.kind == KIND) & event.person_id.in_(people))
        .group_by(event.person_id, every.membership)
    )
    here = InformationNeeds.membership.in_(Membership.standing(at).select(Membership.id))
    return _rows().where(InformationNeeds.event.in_(newest) & (InformationNeeds.membership.is_null() | here))


def _said(row: Any) -> Said:
    needs = Needs(
        tuple(row.ways.split()), row.ways_words, tuple(row.formats.split()), row.formats_words,
        tuple(row.support.split()), row.support_words,
    )  # fmt: skip
    return Said(
        row.known, (row.person, row.membership_id), needs, row.none_known, row.by, row.written, row.checker,
        row.checked, row.by_id, row.checker_id,
    )  # fmt: skip
