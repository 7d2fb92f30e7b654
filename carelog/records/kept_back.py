"""KeptBack: the person keeps one entry from all family and friends, or gives it again. The newest decision stands.

One entry is a learning log with all its corrections, a photo, something good that was in no plan, or all that was said
of one chance. Whoever has `journal.KEPT_BACK` among their labels reads it as before; so does an ally what they wrote
themselves, but of a chance. Other records than these are not asked: they take the condition `may_read` from here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self, cast

from peewee import SQL, BooleanField, CharField, ForeignKeyField, IntegerField, TextField, fn

from carelog import journal
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.weeks.item import Item

KIND = "kept_back"
Key = tuple[str, date, int]  # as `chance.Key`


class What(StrEnum):
    """Which kind of entry: but for a chance, the kind of its event."""

    LOG = "learning_log"
    PHOTO = "photo"
    EXTRA = "extra"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be kept back: by the id of its first words, or by the key of a chance."""

    what: What
    id: str | None = None
    key: Key | None = None


class KeptBack(Body):
    """One decision about one entry. The day of a chance is the event's."""

    what = CharField(max_length=16)
    entry = CharField(max_length=36, null=True)
    item = ForeignKeyField(Item, null=True)
    item_id: str | None
    number = IntegerField(null=True)
    kept = BooleanField()
    how_shown = TextField(default="")  # how the person showed it, when somebody else writes it down

    class Meta:
        table_name = "kept_back"

    @classmethod
    def decide(
        cls, person: Person, about: Entry, author: journal.Author, *, kept: bool, how_shown: str = "",
        label: str = journal.ORDINARY, id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write it down; what stands already is not written again. `label`: of a chance, that of its thing.

        Raises NotSaidHow, NothingThere.
        """
        if author.role != SELF and not how_shown:
            raise NotSaidHow
        item, day, number = about.key or (None, None, None)
        with database.atomic():
            person.hold()
            if about.id is not None:
                label = _label_of(person, about)
            before = cls._newest(person, about)
            if before is not None and before.kept == kept and before.event.id != id:
                earlier: Event = before.event
                return earlier
            words: dict[str, Any] = {
                "what": about.what, "entry": about.id, "item": item, "number": number, "kept": kept,
                "how_shown": how_shown,
            }  # fmt: skip
            return journal.write(
                KIND, author, {**words, "day": day}, bodies=[(cls, words)], person_id=person.id, on_date=day,
                label=label, id=id,
            )  # fmt: skip

    @classmethod
    def holds(cls, person: Person, about: Entry) -> bool:
        """The person keeps it from family and friends now."""
        newest = cls._newest(person, about)
        return newest is not None and bool(newest.kept)

    @classmethod
    def _newest(cls, person: Person, about: Entry) -> Self | None:
        item, day, number = about.key or (None, None, None)
        here = (Event.person_id == person.id) & (Event.on_date == day) if day else Event.person_id == person.id
        of = (cls.item == item) & (cls.number == number) if about.key else cls.entry == about.id
        rows = cls.select(cls, Event).join(Event).where(here & of & (cls.what == about.what))
        found: Self | None = rows.order_by(cls.event.desc()).first()
        return found


def chances_kept_back(person: Person, item_id: str, first: date, last: date) -> set[Key]:
    """The chances of that thing from one day to another that the person keeps from family and friends. One query."""
    here = (Event.person_id == person.id) & Event.on_date.between(first, last) & (KeptBack.item == item_id)
    rows = KeptBack.select(Event.on_date, KeptBack.number, KeptBack.kept).join(Event).where(here)
    decided = cast("Iterable[tuple[date, int, bool]]", rows.order_by(KeptBack.event).tuples())
    newest = {(item_id, day, number): kept for day, number, kept in decided}
    return {key for key, kept in newest.items() if kept}


def photos_kept_back(person_ids: Collection[int], reader_id: int) -> set[tuple[int, str]]:
    """The photos, by person and id, that these people keep from family and friends and others took. One query."""
    asked = KeptBack.select(KeptBack.entry).where(KeptBack.what == What.PHOTO)
    here = Event.person_id.in_(list(person_ids)) & (Event.kind == str(What.PHOTO)) & Event.id.in_(asked)
    rows = Event.select(Event.person_id, Event.id).where(
        here & (Event.author_id != reader_id) & is_kept_back(What.PHOTO, Event.id)
    )
    return set(cast("Iterable[tuple[int, str]]", rows.tuples()))


def is_kept_back(what: What, entry: Any) -> Any:
    """The condition on an event of that kind, whose first words have the id `entry`: the person keeps it back."""
    decided, later = KeptBack.alias(), KeptBack.alias()
    said, said_later = Event.alias(), Event.alias()
    since = (
        later.select(SQL("1"))
        .join(said_later, on=(said_later.seq == later.event))
        .where((later.entry == decided.entry) & (later.what == what) & (later.event > decided.event)
               & (said_later.person_id == said.person_id))
    )  # fmt: skip
    return fn.EXISTS(
        decided.select(SQL("1"))
        .join(said, on=(said.seq == decided.event))
        .where((decided.entry == entry) & (decided.what == what) & (said.person_id == Event.person_id)
               & decided.kept & ~fn.EXISTS(since))
    )  # fmt: skip


def may_read(what: What, entry: Any, labels: Any, reader_id: int | None) -> Any:
    """The condition on such an event: it is not kept from who has these labels, or they wrote it themselves."""
    if journal.KEPT_BACK in labels:
        return SQL("1 = 1")
    shown = ~is_kept_back(what, entry)
    return shown if reader_id is None else shown | (Event.author_id == reader_id)


def _label_of(person: Person, about: Entry) -> str:
    """That of the entry. Raises NothingThere."""
    here = (Event.kind == str(about.what)) & (Event.person_id == person.id) & (Event.id == about.id)
    event = Event.select(Event.label).where(here).order_by(Event.seq).first()
    if event is None:
        raise journal.NothingThere
    return str(event.label)
