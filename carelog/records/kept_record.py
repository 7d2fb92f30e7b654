"""KeptRecord: what came from a phone and could not be written down as it is; kept as it came until a person settles it.

Its author can write it down after all, also when their place there has ended; they, or who coordinates the person's
team, can say why it is left at that.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID, uuid5

from peewee import SQL, Case, CharField, ForeignKeyField, TextField, Value, fn

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.came import Came
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.person import Person, Placement
from carelog.records import worries
from carelog.records.concern import Concern
from carelog.weeks.details import Label

KIND, SETTLED = "kept", "kept_settlement"
CONCERN, CONCERN_STEP = "concern", "concern_step"
PERSPECTIVE = "perspective"  # its author's alone until a conversation begins, and perhaps for ever
WITH_A_DAY = {"mark", "extra", "log", "good_for_me"}  # of which another day can be said
PAGE = 20
FIRST = 20  # of one author; what else of theirs waits comes after what the others wrote
MOST_OPEN = 500  # of one author: what comes then waits on its phone until some of them are settled
Field = tuple[str, str]
_event, _worry = Event.alias(), Event.alias()  # of what is kept; of a worry that was kept


class TooManyOpen(Exception):
    """So many of this author's records need a person that no more are kept just now."""


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
        """Keep it; under another id where its own is taken by other words. Raises TooManyOpen."""
        still = _open().where(_event.author_id == author.user_id)
        if still.count() >= MOST_OPEN:
            raise TooManyOpen
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

    @classmethod
    def written_as(cls, person: Person, id: str, author: journal.Author) -> str | None:
        """The id of what that record of the author's was written down as after all; None where it never was."""
        theirs = (_event.kind == KIND) & (_event.person_id == person.id) & (_event.author_id == author.user_id)
        settled = cls.select(cls.written).join(_event, on=(cls.about == _event.seq))
        written: str | None = settled.where(theirs & (_event.id == id)).scalar()
        return written or None


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
    role: str  # in which they wrote it
    of_kind: str
    place: Mapping[str, Any]
    fields: tuple[Field, ...]
    problem: str
    advice: str
    written_at: datetime
    clock_off: int | None
    flag: str | None
    came: Came | None
    format: int

    @classmethod
    def open_to(cls, reader: Reader, page: int = 1) -> tuple[list[Self], bool]:
        """One page of what waits for this reader, and whether there is another. Three queries.

        The oldest first; but many of one author keep nothing of the others back.
        """
        place = fn.ROW_NUMBER().over(partition_by=[_event.author_id], order_by=[_event.seq])
        listed = _open().where(_readable(reader)).order_by(Case(None, [(place > FIRST, 1)], 0), _event.seq)
        found = [seq for (seq,) in listed.offset((page - 1) * PAGE).limit(PAGE + 1).tuples()]
        by_seq = {one.seq: one for one in cls._told(found[:PAGE])}
        return [by_seq[seq] for seq in found[:PAGE]], len(found) > PAGE

    @classmethod
    def waiting_for(cls, reader: Reader) -> int:
        """How many wait for this reader. One query, which reads none of their words."""
        return int(_open().where(_readable(reader)).count())

    @classmethod
    def find(cls, reader: Reader, seq: int) -> Self | None:
        """That one, settled or not, if this reader may read it."""
        there = _all().where(_readable(reader) & (_event.seq == seq)).exists()
        return next(iter(cls._told([seq])), None) if there else None

    @classmethod
    def _told(cls, numbers: Sequence[int]) -> list[Self]:
        rows = KeptRecord.select(KeptRecord, Event, User).join(Event).join(User, on=_by, attr="author")
        found = list(rows.where(Event.seq.in_(list(numbers))))
        about = Person.with_team().where(Person.id.in_({row.event.person_id for row in found}))  # `_readable`: whose
        people = {person.id: person for person in about} if found else {}
        return [cls._of(row, people[int(row.event.person_id or 0)]) for row in found]

    @classmethod
    def _of(cls, row: Any, person: Person) -> Self:
        event = row.event
        return cls(
            seq=event.seq, id=event.id, person=person, author_id=event.author_id, author_name=event.author.name,
            role=event.role, of_kind=row.of_kind, place=json.loads(row.place), problem=row.problem, advice=row.advice,
            fields=tuple((name, value) for name, value in json.loads(row.fields)), written_at=event.written_at,
            clock_off=event.clock_off, flag=event.flag, came=Came.of(event), format=event.format,
        )  # fmt: skip

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
        """When it counts as written: as it was; of a day to come, or before one had a place, when it is said again."""
        if self.problem == "before":
            return clock.now()
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


_by = User.id == Event.author_id


def _all() -> Any:
    """The number of each of them, in the journal."""
    return KeptRecord.select(_event.seq).join(_event, on=(KeptRecord.event == _event.seq)).where(_event.kind == KIND)


def _open() -> Any:
    """Those that nobody has settled."""
    ends = KeptSettlement.select(SQL("1")).where(KeptSettlement.about == _event.seq)
    return _all().where(~fn.EXISTS(ends))


def _readable(reader: Reader) -> Any:
    """The condition: it is theirs, also when they do not belong there any more; or about somebody of their teams.

    To whoever manages, also what worries somebody. A worry that came so is nobody's whom it names, nor is a step of who
    may not read the one that it goes on with. What somebody wrote for a conversation stays theirs.
    """
    theirs = Placement.holds_at(clock.now()) & Placement.team.in_(list(reader.teams))
    led = _event.person_id.in_(Placement.select(Placement.person).where(theirs))
    if reader.manages:
        led |= _event.label == Label.SAFEGUARDING.value
    told = (KeptRecord.of_kind == CONCERN) | (KeptRecord.of_kind == CONCERN_STEP) & _of_their_worry(reader)
    worry = ~_names(KeptRecord, reader) & told
    open_to_them = KeptRecord.of_kind.not_in([CONCERN, CONCERN_STEP, PERSPECTIVE])
    return (_event.author_id == reader.user.id) | led & (open_to_them | worry)


def _of_their_worry(reader: Reader) -> Any:
    """The condition on a step: they read the worry that it goes on with; or there is none, and it does not name them.

    It may have been lost in a restore, never have come, or be kept itself.
    """
    there = (Event.person_id == _event.person_id) & (KeptRecord.place == _place_of(Event.id))
    about = Concern.select(SQL("1")).join(Event).where(there)
    kept, same = KeptRecord.alias(), _worry.person_id == _event.person_id
    named = (
        kept.select(SQL("1")).join(_worry, on=(kept.event == _worry.seq))
        .where(same & (kept.of_kind == CONCERN) & (KeptRecord.place == _place_of(_worry.id)) & _names(kept, reader))
    )  # fmt: skip
    read = about.where(worries.readable(reader.user.id, clock.now()))
    return fn.EXISTS(read) | ~fn.EXISTS(about) & ~fn.EXISTS(named)


def _place_of(worry_id: Any) -> Any:
    """The `place` of a step about that worry, as `keep` has written it."""
    before, after = json.dumps({"concern_id": "|"}).split("|")
    return Value(before).concat(worry_id).concat(after)


def _names(kept: Any, reader: Reader) -> Any:
    """The condition: one of its fields says that it is about this reader."""
    return kept.fields.contains(json.dumps(("named", str(reader.user.id))))
