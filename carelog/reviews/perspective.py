"""Perspective: what is working and what is not, as the person sees it, as an ally does, as somebody of the team does.

Each writes before seeing the others'. Written once; what its author writes anew takes the place of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from peewee import BooleanField, CharField, DateField, ForeignKeyField, TextField

from carelog import journal
from carelog.db import database
from carelog.journal import Body, BodyPart, Event
from carelog.people.circle import ALLY, SELF, WORKER, Membership
from carelog.people.person import Person
from carelog.records.learning_log import LearningLog
from carelog.records.mark import Incomplete, NotYet
from carelog.reviews.agreement import CHOOSABLE
from carelog.reviews.closing import check_takes_more
from carelog.reviews.month import current_month
from carelog.weeks.item import Item

KIND = "perspective"
FIGURES = ("to_me", "for_me", "starred", "total")  # the lines of the month's summary


class Side(StrEnum):
    """Whose view it is. The person's comes first."""

    SELF = "self"
    ALLIES = "allies"
    TEAM = "team"


class Whose(StrEnum):
    """Whose words these are."""

    OWN = "own"
    PERSON = "person"  # the person's, written down by somebody else
    GUESS = "guess"  # what somebody thinks that the person would say, to be checked with them
    MEMBER = "member"  # somebody else's of the circle, written down for them


class OnlyFor(StrEnum):
    """Who reads it beside its author."""

    EVERYBODY = ""  # of the conversation
    PERSON = "person"  # an ally tells the person alone
    SELF = "self"  # nobody: the person keeps it for themselves


class Sort(StrEnum):
    """What can be shown with it."""

    LOG = "log"
    ITEM = "item"
    FIGURE = "figure"


class Pin(NamedTuple):
    """Something that is shown with it: a log by its address, an item, a line of the summary."""

    sort: Sort
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whose words somebody writes down, and who is to read them."""

    whose: Whose = Whose.OWN
    member: int | None = None  # whose it is, by their membership
    only_for: OnlyFor = OnlyFor.EVERYBODY
    label: str = journal.ORDINARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Voice):
    """What somebody puts into the form."""

    working: str = ""
    not_working: str = ""
    pins: tuple[Pin, ...] = ()


class NotTheirs(ValueError):
    """Somebody in that role does not write that: another's words, or words for one reader alone."""


class Perspective(Body):
    """The words, whose they are, and who reads them."""

    month = DateField()
    side = CharField()
    working = TextField()
    not_working = TextField()
    guess = BooleanField()
    written_for = ForeignKeyField(Membership, null=True)
    written_for_id: int | None
    only_for = CharField()
    withdrawn = BooleanField()

    @classmethod
    def record(cls, person: Person, month: date, said: Said, author: journal.Author, *, id: str | None = None) -> Event:
        """Write it down, in the place of what the same author said there before.

        What was written before that, and arrives after it, stays behind it. Raises Incomplete, NotYet, NotTheirs,
        NothingThere, Closed.
        """
        if not (said.working or said.not_working):
            raise Incomplete("working")
        if month > current_month(person, author.wrote_at):
            raise NotYet
        columns = {
            "month": month, "side": side_of(person, said, author), "working": said.working,
            "not_working": said.not_working, "guess": said.whose is Whose.GUESS,
            "written_for": said.member if said.whose is Whose.MEMBER else None, "only_for": said.only_for,
            "withdrawn": False,
        }  # fmt: skip
        with database.atomic():
            earlier = check_takes_more(person, month, author, id)
            if columns["guess"] and id and journal.begun_by_another(KIND, id, person.id, author):
                raise journal.DifferentContent(id)  # what the person says of one would be taken for the other
            pins = sorted(set(said.pins)) if earlier else _there(person, said.pins)
            replaces = earlier.replaces if earlier else _before(person, columns, author)
            words = {**columns, "pins": pins, "label": said.label, "language": author.language}
            parts = [(PerspectivePin, pin._asdict()) for pin in pins]
            return journal.write(
                KIND, author, words, bodies=[(cls, columns), *parts], person_id=person.id, id=id, label=said.label,
                replaces=replaces,
            )  # fmt: skip

    @classmethod
    def withdraw(cls, person: Person, said_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Take back what one said, as it stands. Raises NothingThere, NotYours, Closed."""
        with database.atomic():
            month = journal.own_body(cls, KIND, person.id, said_id, author).month
            check_takes_more(person, month, author, id)
            newer = (Event.replaces == said_id) & (Event.author_id == author.user_id) & ~cls.withdrawn
            if cls.select().join(Event).where(newer & (Event.kind == KIND) & (Event.person_id == person.id)).exists():
                raise journal.NothingThere
            return journal.take_back(cls, KIND, person.id, said_id, author, id)


class PerspectivePin(BodyPart):
    """One thing that is shown with it."""

    sort = CharField()
    ref = CharField(max_length=64)

    class Meta:
        table_name = "perspective_pin"


def side_of(person: Person, said: Voice, author: journal.Author) -> Side:
    """Whose view it is, by who writes it for whom. Raises NotTheirs, NothingThere."""
    own = author.role == SELF
    only = {OnlyFor.SELF: own, OnlyFor.PERSON: author.role == ALLY and said.whose is Whose.OWN}
    if not only.get(said.only_for, True) or said.label not in CHOOSABLE or (own and said.whose is not Whose.OWN):
        raise NotTheirs
    if said.whose is Whose.MEMBER:
        if author.role == ALLY:
            raise NotTheirs
        return _side_of(person, said.member, author)
    if own or said.whose in (Whose.PERSON, Whose.GUESS):
        return Side.SELF
    return Side.ALLIES if author.role == ALLY else Side.TEAM


def _side_of(person: Person, member: int | None, author: journal.Author) -> Side:
    """Of somebody else of the circle. Raises NothingThere."""
    there = Membership.get_or_none((Membership.id == member) & (Membership.person == person.id))
    if there is None or there.role not in (ALLY, WORKER) or there.user_id == author.user_id:
        raise journal.NothingThere
    return Side.ALLIES if there.role == ALLY else Side.TEAM


def _before(person: Person, columns: dict[str, Any], author: journal.Author) -> str | None:
    """The id of what the same author has standing in that place, unless it is newer than what arrives."""
    place = [getattr(Perspective, name) == columns[name] for name in ("month", "side", "guess")]
    same_for = Perspective.written_for == columns["written_for"]
    mine = (Event.kind == KIND) & (Event.person_id == person.id) & (Event.author_id == author.user_id) & Event.stands()
    rows = Event.select().join(Perspective, on=(Perspective.event == Event.seq)).where(mine, *place)
    whom = same_for if columns["written_for"] else Perspective.written_for.is_null()
    newest = rows.where(whom).order_by(Event.written_at.desc(), Event.seq.desc()).first()
    if newest is None or (author.wrote_at is not None and author.wrote_at < newest.written_at):
        return None
    return str(newest.id)


def _there(person: Person, pins: Iterable[Pin]) -> list[Pin]:
    """Those that there are around this person: what is gone by now is left out, and keeps nothing else back."""
    asked = {sort: [pin.ref for pin in pins if pin.sort is sort] for sort in Sort}
    here = (Event.person_id == person.id) & LearningLog.about.in_(asked[Sort.LOG])
    logs = LearningLog.select(LearningLog.about).join(Event).where(here)
    items = Item.select(Item.id).where((Item.person == person.id) & Item.id.in_(asked[Sort.ITEM]))
    known = {
        Sort.LOG: {log.about for log in logs}, Sort.ITEM: {item.id for item in items}, Sort.FIGURE: set(FIGURES),
    }  # fmt: skip
    return sorted({pin for pin in pins if pin.ref in known[pin.sort]})
