"""KeptRecord: what came from a phone and could not be written down as it is; kept as it came until a person settles it.

Its author can write it down after all; they, or who coordinates the person's team, can say why it is left at that.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID, uuid5

from peewee import SQL, CharField, ForeignKeyField, TextField, fn

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.person import Person, Placement
from carelog.records import worries
from carelog.weeks.details import Label

KIND, SETTLED = "kept", "kept_settlement"
CONCERN, CONCERN_STEP = "concern", "concern_step"
WITH_A_DAY = {"mark", "extra", "log", "good_for_me"}  # of which another day can be said
MOST = 200  # are read at once, the oldest first
Field = tuple[str, str]


class KeptRecord(Body):
    """One record as its phone sent it, and why it was not written down."""

    of_kind = CharField()  # as in arriving.KINDS
    place = TextField()  # JSON object: what its address names beside the person
    fields = TextField()  # JSON: pairs of names and values, in their order
    problem = CharField()  # as in kept_wording.PROBLEMS
    advice = TextField()  # what its author would have been told

    @classmethod
    def keep(
        cls, person_id: int, author: journal.Author, id: str, *, of_kind: str, place: Mapping[str, str],
        fields: Sequence[Field], problem: str, advice: str = "",
    ) -> Event:  # fmt: skip
        """Keep it; under another id where its own is taken by other words."""
        words: dict[str, Any] = {
            "of_kind": of_kind, "place": json.dumps(place), "fields": json.dumps(fields), "problem": problem,
            "advice": advice,
        }  # fmt: skip
        label = Label.SAFEGUARDING.value if of_kind in (CONCERN, CONCERN_STEP) else journal.ORDINARY
        how: dict[str, Any] = {"bodies": [(cls, words)], "person_id": person_id, "label": label}
        try:
            return journal.write(KIND, author, words, id=id, **how)
        except journal.DifferentContent:
            aside = journal.set_aside(id, author.sent.digest if author.sent else "")
            return journal.write(KIND, author, words, id=aside, **how)


class KeptSettlement(Body):
    """The end of it: the id of what it was written down as, or why it is left at that."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_id: int
    written = CharField(max_length=36)
    why = TextField()

    class Meta:
        table_name = "kept_settlement"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: the user, the teams that they coordinate, and whether they manage."""

    user: User
    teams: frozenset[int] = frozenset()
    manages: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One of them, as one may read it."""

    seq: int
    id: str
    person: Person
    author_id: int
    author_name: str
    of_kind: str
    place: Mapping[str, Any]
    fields: tuple[Field, ...]
    problem: str
    advice: str
    written_at: datetime
    clock_off: int | None
    flag: str | None
    format: int

    @classmethod
    def open_to(cls, reader: Reader) -> list[Self]:
        """What waits for this reader, the oldest first. Two queries, and one for each step about a worry."""
        rows = _rows(reader).where(~fn.EXISTS(_ends())).order_by(Event.seq).limit(MOST)
        return [one for one in cls._told(reader, rows) if one.may_read(reader)]

    @classmethod
    def find(cls, reader: Reader, person: Person, seq: int) -> Self | None:
        """That one, settled or not, if this reader may read it."""
        rows = _rows(reader).where((Event.seq == seq) & (Event.person_id == person.id))
        return next((one for one in cls._told(reader, rows) if one.may_read(reader)), None)

    @classmethod
    def _told(cls, reader: Reader, rows: Any) -> list[Self]:
        found = list(rows)
        visible = Person.visible_to(reader.user).where(Person.id.in_({row.event.person_id for row in found}))
        people = {person.id: person for person in visible} if found else {}
        return [cls._of(row, people[row.event.person_id]) for row in found if row.event.person_id in people]

    @classmethod
    def _of(cls, row: Any, person: Person) -> Self:
        event = row.event
        return cls(
            seq=event.seq, id=event.id, person=person, author_id=event.author_id, author_name=event.author.name,
            of_kind=row.of_kind, place=json.loads(row.place), problem=row.problem, advice=row.advice,
            fields=tuple((name, value) for name, value in json.loads(row.fields)), written_at=event.written_at,
            clock_off=event.clock_off, flag=event.flag, format=event.format,
        )  # fmt: skip

    def may_read(self, reader: Reader) -> bool:
        """A worry that came so is nobody's whom it names, nor that of who may not read the one it goes on with."""
        if self.author_id == reader.user.id:
            return True
        if self.of_kind == CONCERN_STEP:
            return worries.worry(reader.user, self.person, self.place.get("concern_id", "")) is not None
        return self.of_kind != CONCERN or ("named", str(reader.user.id)) not in self.fields

    @property
    def items(self) -> list[str]:
        """The ids of the things that it names."""
        ends = {name.rpartition("-")[2]: value for name, value in self.fields}
        ticked = [value.partition(" ")[0] for name, value in self.fields if name == "items"]
        return [*filter(None, [ends.get("item", "")]), *ticked]

    @property
    def day(self) -> date | None:
        """The day that it is about, where another one can be said."""
        said = dict(self.fields).get("day", "") if self.of_kind in WITH_A_DAY else ""
        try:
            return date.fromisoformat(said)
        except ValueError:
            return None

    def on(self, day: date | None) -> tuple[Field, ...]:
        """Its fields; on another day they name that day's first chance."""
        if day is None or day == self.day:
            return self.fields
        rest = tuple(pair for pair in self.fields if pair[0] not in ("day", "page_day", "number"))
        return (*rest, ("day", day.isoformat()), ("number", "1"))

    def said_at(self, day: date | None) -> datetime:
        """When it counts as written: as it was; what was said of a day to come, when it is said again."""
        about = day or self.day
        ahead = about is not None and about > clock.day_here(self.person.team.tz, self.written_at)
        return clock.now() if ahead else self.written_at

    @property
    def clock_was_off(self) -> timedelta:
        """By how much its phone's clock was ahead."""
        return timedelta(seconds=self.clock_off or 0)

    def new_id(self, day: date | None) -> str:
        """Of what it is written down as: the same, however often it is pressed."""
        return str(uuid5(UUID(self.id), f"{self.seq} {day}"))

    @property
    def settled(self) -> bool:
        """Nobody has to look at it any more."""
        return KeptSettlement.select().where(KeptSettlement.about == self.seq).exists()

    def settle(self, author: journal.Author, *, written: str = "", why: str = "") -> Event | None:
        """It was written down under that id; or why it is left at that. Once: what came first holds."""
        words: dict[str, Any] = {"about": self.seq, "written": written, "why": why}
        with database.atomic():
            self.person.hold()
            if self.settled:
                return None
            label = Event.select(Event.label).where(Event.seq == self.seq).scalar()
            return journal.write(
                SETTLED, author, words, bodies=[(KeptSettlement, words)], person_id=self.person.id, label=label
            )


def _rows(reader: Reader) -> Any:
    """Theirs; those of the people of their teams; and, to whoever manages, what worries somebody."""
    theirs = Placement.holds_at(clock.now()) & Placement.team.in_(list(reader.teams))
    led = Placement.select(Placement.person).where(theirs)
    readable = (Event.author_id == reader.user.id) | Event.person_id.in_(led)
    if reader.manages:
        readable |= Event.label == Label.SAFEGUARDING.value
    rows = KeptRecord.select(KeptRecord, Event, User).join(Event)
    return rows.join(User, on=(User.id == Event.author_id), attr="author").where((Event.kind == KIND) & readable)


def _ends() -> Any:
    return KeptSettlement.select(SQL("1")).where(KeptSettlement.about == Event.seq)
