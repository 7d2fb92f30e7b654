"""Mark: somebody says what became of one chance. Written once; an undo is a withdrawal, a correction a new mark."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, Self, cast
from uuid import UUID, uuid5

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from carelog import clock, journal
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import own_word
from carelog.people.person import Person
from carelog.records.chance import Before, Chance, Key, NoSuchChance, chance
from carelog.records.move import Move
from carelog.records.said import CHOSE, DID_NOT_HAPPEN, HAPPENED, PARTLY, WITHDRAWN, WORDS, Reason
from carelog.weeks.item import Item
from carelog.weeks.occurrences import Version

KIND, ONE_DAY = "mark", timedelta(days=1)


class NotYet(ValueError):
    """Before its date nothing can have happened."""


class Incomplete(ValueError):
    """Something that such a record needs is missing: the name of what."""


# What others than the person have to say beside it.
NEEDED = {PARTLY: ["reason"], DID_NOT_HAPPEN: ["reason"], CHOSE: ["offered", "how_shown"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What somebody says became of a chance, and how they know."""

    said: str = HAPPENED
    told_by: str = ""  # who told the author; "": the author was there
    reason: Reason | None = None
    note: str = ""
    offered: str = ""
    how_shown: str = ""
    instead: str = ""
    essential: bool | None = None
    written_by: str = ""  # on paper: in whose writing, where the author typed it in
    with_whom: str = ""  # of an answer on a phone handed over: who was there

    def check(self, author: journal.Author) -> None:
        """Raise Incomplete if it lacks what its kind needs."""
        if self.said not in WORDS:
            raise Incomplete("said")
        for name in self.lacking(own=own_word(author.role, author.voice)):
            raise Incomplete(name)

    def lacking(self, *, own: bool) -> list[str]:
        """The names of what its kind needs and it does not say: a reason, or how somebody else's choice was shown.

        `own`: it is the person's own word, and they owe nobody a reason.
        """
        if self.reason is Reason.OTHER and not self.note:
            return ["note"]
        needed = [] if own else NEEDED.get(self.said, [])
        return [name for name in needed if not getattr(self, name)]


IT_HAPPENED = Account()
DETAILS = tuple(field.name for field in fields(Account) if field.name not in ("said", "told_by"))


class Mark(Body):
    """What one author says of one chance: item, date (the event's) and running number."""

    item = ForeignKeyField(Item)
    item_id: str
    number = IntegerField(default=1)
    said = CharField()
    reason = CharField(default="")
    note = TextField(default="")
    offered = TextField(default="")
    how_shown = TextField(default="")
    instead = TextField(default="")
    essential = BooleanField(null=True)
    written_by = TextField(default="")
    with_whom = TextField(default="")

    @classmethod
    def record(
        cls, person: Person, item_id: str, day: date, number: int, author: journal.Author, *, labels: set[str],
        account: Account = IT_HAPPENED, id: str | None = None, written_at: datetime | None = None,
        replaces: str | None = None, why: str | None = None, plan: Sequence[Version] | None = None,
    ) -> Event:  # fmt: skip
        """Write down what became of it. `plan`: as for `chance`.

        Raises Incomplete, NotYet, NoSuchChance, DifferentContent, NotYours, PlaceEnded.
        """
        account.check(author)
        found = chance(person, item_id, day, number, labels, plan)
        if found is None:
            raise NoSuchChance
        wrote_at = written_at or author.wrote_at
        if account.said in (HAPPENED, PARTLY) and is_ahead(person, found, (item_id, day, number), wrote_at):
            raise NotYet
        if author.late:
            _check_reach(person, found, (item_id, day, number), author)
        return cls._write(
            person, (item_id, day, number), account, author, id=id, written_at=written_at, replaces=replaces,
            reason=why, label=found.planned.details.label,
        )  # fmt: skip

    @classmethod
    def correct(
        cls, person: Person, mark_id: str, account: Account, why: str, author: journal.Author, *,
        labels: set[str], id: str | None = None,
    ) -> Event:  # fmt: skip
        """Put a mark in the place of one's own earlier one, and say why; the old words stay readable.

        Raises what `record` raises, NothingThere, and Incomplete without a reason.
        """
        if not why:
            raise Incomplete("why")
        mine = cls._own_standing(person, mark_id, author, id)
        if mine.event.voice != journal.OWN:  # the person's word, written down: taken back and asked for anew
            raise journal.NothingThere
        account = replace(account, written_by=mine.written_by)  # on paper it still stands in that writing
        return cls.record(person, *mine.key, author, labels=labels, account=account, id=id, replaces=mark_id, why=why)

    @classmethod
    def record_all(
        cls, person: Person, keys: Iterable[Key], author: journal.Author, *, labels: set[str], account: Account, id: str
    ) -> list[Event]:
        """The same of several chances, as `record_each` does."""
        return cls.record_each(person, dict.fromkeys(keys, account), author, labels=labels, id=id)

    @classmethod
    def record_each(
        cls, person: Person, accounts: Mapping[Key, Account], author: journal.Author, *, labels: set[str], id: str,
        plan: Sequence[Version] | None = None,
    ) -> list[Event]:  # fmt: skip
        """What became of each of several chances, all or none; each record's id comes of the one that the page made.

        Raises what `record` raises; `plan`: as for `chance`, of all of them.
        """
        if author.sent and journal.sent_before(id, author):  # it was kept for a person before
            raise journal.DifferentContent(id)
        with database.atomic():
            return [
                cls.record(person, *key, author, labels=labels, account=account, id=id_of(id, key), plan=plan)
                for key, account in accounts.items()
            ]

    @classmethod
    def withdraw(
        cls, person: Person, mark_id: str, author: journal.Author, *, id: str | None = None,
        before: Before | None = None,
    ) -> Event:  # fmt: skip
        """Take one's own mark back; `before`: also where it has not arrived yet.

        Raises NothingThere, NotYours, PlaceEnded.

        Gives back the earlier withdrawal, if there is one.
        """
        try:
            mark = cls._own_standing(person, mark_id, author, id)
            key, label, voice = mark.key, mark.event.label, mark.event.voice
        except journal.NothingThere:
            that = (Event.replaces == mark_id) & (cls.said == WITHDRAWN)
            earlier = journal.taken_back_before(cls, KIND, person.id, author, that)
            if earlier is not None:
                return earlier
            if before is None or author.sent is None or journal.sent_before(mark_id, author):
                raise
            key, label, voice = before.key, before.label, before.voice
        author.check_reach(key[1] - ONE_DAY, clock.day_here(person.team.tz, author.wrote_at))
        spoken = replace(author, voice=voice)
        return cls._write(person, key, Account(said=WITHDRAWN), spoken, id=id, replaces=mark_id, label=label)

    @property
    def key(self) -> Key:
        """The chance that it is about."""
        return self.item_id, cast("date", self.event.on_date), self.number

    @classmethod
    def _own_standing(cls, person: Person, mark_id: str, author: journal.Author, id: str | None) -> Self:
        """One's own mark that nothing has replaced yet, but perhaps this very press. Raises NothingThere, NotYours."""
        mine = journal.own_body(cls, KIND, person.id, mark_id, author)
        replaced = (Event.replaces == mark_id) & (Event.kind == KIND) & (Event.author_id == author.user_id)
        if Event.select().where(replaced & (Event.person_id == person.id) & (Event.id != (id or ""))).exists():
            raise journal.NothingThere
        return mine

    @classmethod
    def _write(cls, person: Person, key: Key, account: Account, author: journal.Author, **more: Any) -> Event:
        details = {name: getattr(account, name) for name in DETAILS if getattr(account, name) not in (None, "")}
        body = {"item": key[0], "number": key[2], "said": account.said, **details}
        told: dict[str, Any] = {"told_by": account.told_by} if account.told_by else {}
        presence = journal.TOLD if account.told_by else journal.THERE
        return journal.write(
            KIND, author, {**body, **told, "day": key[1]}, bodies=[(cls, body)],
            person_id=person.id, on_date=key[1], presence=presence, **told, **more,
        )  # fmt: skip


def id_of(press: str, key: Key) -> str:
    """The id of the record of one chance, of the several that one press makes."""
    return str(uuid5(UUID(press), str(key)))


def _check_reach(person: Person, found: Chance, key: Key, author: journal.Author) -> None:
    """Raise PlaceEnded where its author's place has ended and, as they wrote it, the chance was still to come."""
    today, move = clock.day_here(person.team.tz, author.wrote_at), Move.newest(person, key)
    author.check_reach(max(key[1], move.new_day if move else key[1]) - ONE_DAY, today)
    if found.occurrence and author.wrote_at and found.occurrence.opens > author.wrote_at:
        raise journal.PlaceEnded


def is_ahead(person: Person, found: Chance, key: Key, written_at: datetime | None) -> bool:
    """Its date has not come yet, nor the one that the newest move puts it on."""
    today = clock.day_here(person.team.tz, written_at)
    move = Move.newest(person, key) if key[1] > today and found.occurrence else None
    return min(key[1], move.new_day if move else key[1]) > today
