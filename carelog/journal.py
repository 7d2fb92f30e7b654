"""Event: what people say, written once; and the receipt for it.

One journal row per event and its body in the table of its kind, in one transaction. The database itself refuses to
change or delete either (`written_once.py`, checked at start-up); lawful erasure is the one exception, and only
for what an `erasure` row names. Access is decided before anything here is called.
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Self, TypeVar

from peewee import (
    SQL,
    AutoField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    IntegrityError,
    ModelSelect,
    TextField,
    fn,
)
from peewee import Table as PlainTable

from carelog import clock
from carelog.db import InstantField, Table, database
from carelog.prepared import create, prepared

FORMAT = 1
ORDINARY, SAFEGUARDING = "ordinary", "safeguarding"
KEPT_BACK = "kept back"  # no entry's label: whoever has it also reads what the person keeps from family and friends
OWN, HANDED_OVER, ON_PAPER, SETTLED = "own", "handed_over", "on_paper", "settled"
VOICES = (OWN, HANDED_OVER, ON_PAPER, SETTLED)
THERE, TOLD = "there", "told"
EPOCH_BEGAN = "installation.epoch_began"
LATE, RECOVERED = "late", "recovered"  # its author could not write it any more when it came; sent again after a restore

ARow = TypeVar("ARow", bound=Table)
ABody = TypeVar("ABody", bound="Body")
_people = PlainTable("person")  # the room above; only its counter is used here


class DifferentContent(Exception):
    """This author has already used this id for something else."""


class NotYours(Exception):
    """Only its own author may correct or take back an event."""


class NothingThere(ValueError):
    """There is no such record of this person."""


class PlaceEnded(ValueError):
    """Its author's place has ended since they wrote it, and it speaks of what came after that."""


class Receipt(NamedTuple):
    """What the sender keeps: proof of what was stored, where, in which life of this installation."""

    id: str
    body_sha256: str
    epoch: str
    seq: int

    def header(self) -> str:
        """As the answer's Record-Receipt header carries it."""
        return f"{self.id} {self.body_sha256} {self.epoch} {self.seq}"


@dataclass(frozen=True, slots=True)
class Sent:
    """How a record came that had waited on a phone: what the phone said about it, and what the server makes of that.

    `written_at` is when it was pressed by the phone's clock; `judged` is when that was by ours, never later than now.
    """

    written_at: datetime
    judged: datetime
    digest: str  # SHA-256 over its kind, the person and its fields as they came
    clock_off: int | None = None  # by how many seconds the phone's clock was ahead, if by too many
    flag: str | None = None  # LATE, RECOVERED, or nothing out of the ordinary
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Author:
    """Who is saying it, in which role and voice, from which signed-in device; and how it came, if it had waited.

    A user id of None is the operator at the command line.
    """

    user_id: int | None
    role: str
    session_id: int | None = None
    language: str = "en"
    voice: str = OWN
    sent: Sent | None = None

    @property
    def wrote_at(self) -> datetime | None:
        """When it was written, where that was before it arrived: what has begun or come is judged at that moment."""
        return self.sent.judged if self.sent else None

    @property
    def late(self) -> bool:
        """They might write it when they did, and might not any more when it came."""
        return self.sent is not None and self.sent.flag == LATE

    def check_reach(self, until: date | None, day: date) -> None:
        """Raise PlaceEnded where it is late, and speaks of that `day`, on which it was written, or of a later one.

        `until`: the last day of which it speaks; None: there is no last one.
        """
        if self.late and (until is None or until >= day):
            raise PlaceEnded


OPERATOR = Author(None, "operator")


class Ahead(NamedTuple):
    """What an undo needs to know of a record that has not arrived yet: enough of its body, its date and its label.

    Both wait on one phone; whichever comes first, what was taken back never stands.
    """

    columns: dict[str, Any]
    on_date: date | None = None
    label: str = ORDINARY


class Installation(Table):
    """One row: which life of this database it is, and whether it holds the demo."""

    id = AutoField()
    epoch = CharField()
    demo = IntegerField(default=0)
    epoch_began = InstantField(null=True)  # where it is not the first one (witness.py)

    @classmethod
    def current(cls) -> Self:
        """The row of this installation."""
        return _installation()[0]


@prepared
def _installation() -> Any:
    return Installation.select().limit(1)


class Event(Table):
    """One thing somebody said: who, when, about whom, in which role and voice. Its words are in its kind's table.

    `happened_at` is when it happened, `written_at` when it was written on its device, `received_at` when it came here.
    Where that device's clock was off, `written_at` is put right, and with `clock_off` gives what the device said.
    `person_seq` counts a person's events from 1 without gaps; what is kept for safeguarding has none.
    """

    seq = AutoField()
    id = CharField(max_length=36)
    kind = CharField()
    person_id = IntegerField(null=True)
    person_seq = IntegerField(null=True)
    author_id = IntegerField(null=True)
    role = CharField()
    voice = CharField()
    presence = CharField(null=True)
    told_by = TextField(null=True)
    session_id = IntegerField(null=True)
    on_date = DateField(null=True)
    happened_at = InstantField(null=True)
    written_at = InstantField()
    received_at = InstantField()
    format = IntegerField()
    language = CharField()
    label = CharField()
    replaces = CharField(null=True)
    reason = TextField(null=True)
    body_sha256 = CharField()
    sent_sha256 = CharField(null=True)  # of what had waited on a phone: over what came, to know it again
    clock_off = IntegerField(null=True)  # seconds by which that phone's clock was ahead
    flag = CharField(null=True)

    class Meta:
        table_name = "journal"

    def receipt(self) -> Receipt:
        """The receipt for this event."""
        return Receipt(self.id, self.body_sha256, Installation.current().epoch, self.seq)

    @classmethod
    def standing(cls) -> "ModelSelect[Self]":
        """Events that no event of the same kind, person and author replaces."""
        return cls.select().where(cls.stands())

    @classmethod
    def stands(cls) -> Any:
        """The condition: no event of the same kind, person and author replaces it."""
        later = cls.alias()
        replaced = later.select(SQL("1")).where(
            (later.replaces == cls.id)
            & (later.kind == cls.kind)
            & (fn.COALESCE(later.author_id, 0) == fn.COALESCE(cls.author_id, 0))
            & (fn.COALESCE(later.person_id, 0) == fn.COALESCE(cls.person_id, 0))
        )
        return ~fn.EXISTS(replaced)


CAME = (Event.flag, Event.clock_off, Event.received_at)  # beside `written_at`: what `Came.of` reads


class Body(Table):
    """The words of one kind of event; one row, keyed by its journal row. Written once, like the journal."""

    event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
    seq: int


class BodyPart(Table):
    """One of several rows that belong to the body of one event, such as the items of a week. Written once."""

    id = AutoField()
    event = ForeignKeyField(Event, column_name="seq", on_delete="RESTRICT")
    seq: int


class Change(Body):
    """What happened to a Row: which table and row, and what was set. Never a secret."""

    subject = CharField()
    subject_id = IntegerField()
    what = TextField()  # JSON object: column → new value

    class Meta:
        table_name = "change"


class Erasure(Table):
    """The lawful end of one event: the only thing that lets the database delete it. Append-only itself."""

    id = AutoField()
    seq = IntegerField(unique=True)
    reason = TextField()
    decided_by = IntegerField(null=True)
    decided_at = InstantField()


def is_former(epoch: str) -> bool:
    """Receipts were given in that life of the installation, and another one has begun since."""
    here = (Change.subject == Installation._meta.table_name) & (Event.kind == EPOCH_BEGAN)
    began = [json.loads(change.what) for change in Change.select(Change.what).join(Event).where(here)]
    return any(epoch in (said.get("was"), said.get("witnessed")) for said in began)


def new_id() -> str:
    """An id for an event, when no phone made one."""
    return str(uuid.uuid4())


def valid_id(text: str | None) -> str | None:
    """The id in its one spelling, or None if it is not a UUID."""
    try:
        return str(uuid.UUID(text or ""))
    except ValueError:
        return None


def write(
    kind: str,
    author: Author,
    words: dict[str, Any],
    *,
    bodies: Iterable[tuple[type[Table], dict[str, Any]]],
    id: str | None = None,
    person_id: int | None = None,
    presence: str | None = None,
    told_by: str | None = None,
    on_date: date | None = None,
    happened_at: datetime | None = None,
    written_at: datetime | None = None,
    label: str = ORDINARY,
    replaces: str | None = None,
    reason: str | None = None,
) -> Event:
    """Write one event and its bodies, or give back the one that is there if the same id and words came before.

    `words` is what the hash is made over; each of `bodies` is a table and its columns, to which the journal row's
    `event` is added. Raises DifferentContent, NotYours.
    """
    now, sent = clock.now(), author.sent
    event_id, digest = id or new_id(), body_hash(words)
    same = (kind, person_id, replaces, reason, author.voice, digest)
    try:
        with database.atomic():
            earlier = _earlier(event_id, author, same)
            if earlier is not None:
                return earlier
            if replaces is not None:
                _check_replaces(replaces, kind, author, person_id)
            event = create(
                Event, id=event_id, kind=kind, person_id=person_id, person_seq=_next_person_seq(person_id, label),
                author_id=author.user_id, role=author.role, voice=author.voice, presence=presence, told_by=told_by,
                session_id=author.session_id, on_date=on_date, happened_at=happened_at,
                written_at=written_at or author.wrote_at or now, received_at=now,
                format=sent.format if sent else FORMAT, language=author.language, label=label, replaces=replaces,
                reason=reason, body_sha256=digest, sent_sha256=sent and sent.digest,
                clock_off=sent and sent.clock_off, flag=sent and sent.flag,
            )  # fmt: skip
            for table, columns in bodies:
                create(table, event=event, **columns)
    except IntegrityError:  # the same record, sent twice at once: the other one was first
        earlier = _earlier(event_id, author, same)
        if earlier is None:
            raise
        return earlier
    return event


def receipt_together(press: str, events: Sequence[Event]) -> Receipt:
    """One receipt for all the records that one press made: its id, a hash over their hashes, and the last one's place.

    A receipt for each would be more than fits into an answer's headers, where there are many.
    """
    digest = body_hash({"records": [event.body_sha256 for event in events]})
    return Receipt(press, digest, Installation.current().epoch, max(event.seq for event in events))


def sent_before(id: str | None, author: Author) -> Event | None:
    """What this author has written under that id already: the button was pressed twice."""
    return next(iter(_by_author(id, author.user_id)), None) if id else None


def arrived(id: str, digest: str, author_id: int, person_id: int, *, several: bool = False) -> list[Event]:
    """What was written when that very record came from a phone before, or how it was kept; [] if it never came.

    `several`: one press makes several records.
    """
    same = (Event.author_id == author_id) & (Event.sent_sha256 == digest)
    found = list(Event.select().where(Event.id.in_([id, set_aside(id, digest)]) & same))
    if not found and several:
        found = list(Event.select().where((Event.person_id == person_id) & same).order_by(Event.seq))
    return found


def set_aside(id: str, digest: str) -> str:
    """The id of a record that came with other words under an id that is taken."""
    return str(uuid.uuid5(uuid.UUID(id), digest))


def begun_by_another(kind: str, id: str, person_id: int, author: Author) -> bool:
    """Somebody else has begun something of that kind under this id, by which it is known."""
    taken = (Event.kind == kind) & (Event.person_id == person_id) & (Event.id == id)
    return Event.select().where(taken & (Event.author_id != author.user_id)).exists()


def note_change(
    kind: str, author: Author, row: Table, what: dict[str, Any], *, person_id: int | None = None, id: str | None = None
) -> Event:
    """A Row changed: leave the event. Call it inside the transaction that changes the row."""
    words = {"subject": row._meta.table_name, "subject_id": row.get_id(), "what": json.dumps(what, default=str)}
    return write(kind, author, words, bodies=[(Change, words)], person_id=person_id, id=id)


def own_body(table: type[ABody], kind: str, person_id: int, event_id: str, author: Author) -> ABody:
    """The body of the author's own event of that kind. Raises NothingThere, NotYours."""
    mine = own_bodies(table, kind, person_id, event_id, author)
    if not mine:
        raise NothingThere
    return mine[0]


def own_bodies(table: type[ABody], kind: str, person_id: int, event_id: str, author: Author) -> list[ABody]:
    """The same in a list, and [] where there is none. Raises NotYours."""
    of_person = (Event.kind == kind) & (Event.person_id == person_id) & (Event.id == event_id)
    found = list(table.select(table, Event).join(Event).where(of_person))
    mine = [body for body in found if body.event.author_id == author.user_id]
    if found and not mine:
        raise NotYours
    return mine


def take_back(
    table: type[ABody], kind: str, person_id: int, event_id: str, author: Author, id: str | None = None,
    before: Callable[[], Ahead] | None = None,
) -> Event:  # fmt: skip
    """Withdraw one's own event of a kind whose body can be `withdrawn`: it stands no more, and stays readable.

    Gives back the earlier withdrawal, if there is one. `before` makes what stands for it where it has not arrived yet.
    Raises NothingThere, NotYours.
    """
    withdrawn: Any = table
    earlier = taken_back_before(table, kind, person_id, author, (Event.replaces == event_id) & withdrawn.withdrawn)
    if earlier is not None:
        return earlier
    try:
        body = own_body(table, kind, person_id, event_id, author)
        columns, on_date, label = body.__data__, body.event.on_date, body.event.label
    except NothingThere:
        if before is None or author.sent is None:
            raise
        columns, on_date, label = before()
    columns = {name: value for name, value in columns.items() if name != "event"} | {"withdrawn": True}
    return write(
        kind, author, columns, bodies=[(table, columns)], person_id=person_id, id=id, replaces=event_id,
        on_date=on_date, label=label,
    )  # fmt: skip


def taken_back_before(table: type[Body], kind: str, person_id: int, author: Author, that: Any) -> Event | None:
    """The event with which this author has taken something back, if they have; `that`: the condition on it.

    A second undo has nothing to say, and is not written: it would be newer than what was said anew since the first one.
    """
    here = (Event.kind == kind) & (Event.person_id == person_id) & (Event.author_id == author.user_id)
    rows = Event.select().join(table, on=(table.event == Event.seq))
    found: Event | None = rows.where(here & that).order_by(Event.seq).first()
    return found


def once(
    table: type[ARow], kind: str, author: Author, what: dict[str, Any], id: str | None, make: Callable[[], ARow]
) -> ARow:
    """Make a row whose beginning `make` notes as this kind under this id; the earlier row where that came before.

    So a button pressed twice makes one row. `what` is the part of the words that one press and its repetition share.
    Raises DifferentContent.
    """
    earlier = _begun(kind, author, what, id)
    if earlier is None:
        try:
            with database.atomic():
                return make()
        except (DifferentContent, IntegrityError):  # both presses came at once, and the other one was first
            earlier = _begun(kind, author, what, id)
            if earlier is None:
                raise
    return table.get_by_id(earlier)


def body_hash(words: dict[str, Any]) -> str:
    """SHA-256 over the words in one spelling: JSON, sorted keys, no spaces, UTF-8."""
    text = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _next_person_seq(person_id: int | None, label: str) -> int | None:
    """Counting up holds the person's row until the transaction ends, so there are no gaps.

    A worry holds it too and is not counted: pages say the number, and would tell whom it names that there is something.
    """
    if person_id is None:
        return None
    kept = label == SAFEGUARDING
    counted = _count_up(person_id, 0 if kept else 1)
    if not counted:
        raise IntegrityError("no such person")
    return None if kept else int(counted[0][0])


@prepared
def _count_up(person_id: int, by: int) -> Any:
    person, counter = _people.bind(database), _people.c.last_seq
    return person.update({counter: counter + by}).where(person.c.id == person_id).returning(counter).tuples()


def _earlier(event_id: str, author: Author, same: tuple[str | int | None, ...]) -> Event | None:
    """The event that came before; `same`: kind, person, what it replaces and why, the voice, and the hash."""
    found = next(iter(_by_author(event_id, author.user_id)), None)
    if found is not None and _sameness(found) != same:
        raise DifferentContent(event_id)
    return found


@prepared
def _by_author(event_id: str, author_id: int | None) -> Any:
    return Event.select().where((Event.id == event_id) & (Event.author_id == author_id)).limit(1)


def _sameness(event: Event) -> tuple[str | int | None, ...]:
    return event.kind, event.person_id, event.replaces, event.reason, event.voice, event.body_sha256


def _begun(kind: str, author: Author, what: dict[str, Any], id: str | None) -> int | None:
    mine = (Event.id == id) & (Event.author_id == author.user_id) & (Event.kind == kind)
    change = None if id is None else Change.select().join(Event).where(mine).first()
    if change is None:
        return None
    said, now = json.loads(change.what), json.loads(json.dumps(what, default=str))
    if any(said.get(name) != value for name, value in now.items()):
        raise DifferentContent(id)
    return int(change.subject_id)


def _check_replaces(replaces: str, kind: str, author: Author, person_id: int | None) -> None:
    """Somebody else's words are not mine to replace. Words that have not arrived yet may be replaced already."""
    others = Event.select().where((Event.id == replaces) & (Event.person_id == person_id) & (Event.kind == kind))
    authors = {event.author_id for event in others}
    if authors and author.user_id not in authors:
        raise NotYours(replaces)
