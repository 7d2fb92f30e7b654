"""LearningLog: what somebody learned about what works for a person. Written once, corrected, withdrawn.

A log keeps one address through its corrections: `about` is the id of its first words.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import takewhile
from typing import Any, Self

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.db import database
from carelog.journal import Body, BodyPart, Event
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records.chance import NoSuchChance
from carelog.records.mark import Incomplete, NotYet
from carelog.weeks.item import Item
from carelog.weeks.known_items import known_items

KIND = "learning_log"
TAGS = ("tell_profile", "tell_plan", "for_conversation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What a log says. One of its texts, somebody else who was there, or "nothing new" is enough."""

    did: str = ""  # what the person did
    worked_well: str = ""
    did_not: str = ""  # what did not work
    others: str = ""  # who else was there, in words
    nothing_new: bool = False
    tell_profile: bool = False
    tell_plan: bool = False
    for_conversation: bool = False
    item: str | None = None  # the id of the thing that it is about
    present: tuple[int, ...] = ()  # the memberships of those who were there

    @property
    def in_words(self) -> bool:
        """Something is written in words."""
        return bool(self.did or self.worked_well or self.did_not or self.others)

    def says_something(self, mine: Iterable[int] = ()) -> bool:
        """It does; the author's own memberships, which are filled in beforehand, say nothing by themselves."""
        return self.in_words or self.nothing_new or bool(set(self.present) - set(mine))


class LearningLog(Body):
    """The words of one log, or the same once more when it is withdrawn."""

    about = CharField(max_length=36, index=True)
    item = ForeignKeyField(Item, null=True)
    item_id: str | None
    did = TextField()
    worked_well = TextField()
    did_not = TextField()
    others = TextField()
    nothing_new = BooleanField()
    tell_profile = BooleanField()
    tell_plan = BooleanField()
    for_conversation = BooleanField()
    withdrawn = BooleanField()

    @classmethod
    def record(
        cls, person: Person, day: date, learned: Learned, author: journal.Author, *, labels: set[str],
        id: str | None = None, written_at: datetime | None = None,
    ) -> Event:  # fmt: skip
        """Write it down. Raises Incomplete, NotYet, NoSuchChance (of the item), NothingThere (of who was there)."""
        event_id = id or journal.new_id()
        return cls._write(person, day, learned, author, labels, event_id, id=event_id, written_at=written_at)

    @classmethod
    def correct(
        cls, person: Person, log_id: str, day: date, learned: Learned, why: str, author: journal.Author, *,
        labels: set[str], id: str | None = None,
    ) -> Event:  # fmt: skip
        """Put other words in the place of one's own, and say why; the old ones stay readable.

        `log_id` is the id of the log's first words. Raises what `record` raises, NotYours, and Incomplete without a
        reason.
        """
        if not why:
            raise Incomplete("why")
        with database.atomic():
            mine = cls._own(person, log_id, author, id)
            return cls._write(person, day, learned, author, labels, log_id, id=id, replaces=mine.event.id, reason=why)

    @classmethod
    def withdraw(cls, person: Person, log_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Take one's own back: it stands no more, and stays readable. Raises NothingThere, NotYours.

        Gives back the earlier withdrawal, if there is one. What waits on a phone may be taken back before it arrives.
        """
        with database.atomic():
            try:
                mine = cls._own(person, log_id, author, id)
            except journal.NothingThere:
                return cls._withdraw_no_more(person, log_id, author, id)
            columns = {**mine.__data__, "withdrawn": True}
            present = [one.membership_id for one in LogPresent.select().where(LogPresent.event == columns.pop("event"))]
            return cls._keep(
                person, columns, present, replace(author, language=mine.event.language), on_date=mine.event.on_date,
                label=mine.event.label, replaces=mine.event.id, id=id,
            )  # fmt: skip

    @classmethod
    def _withdraw_no_more(cls, person: Person, log_id: str, author: journal.Author, id: str | None) -> Event:
        """The earlier withdrawal, or one of what has not arrived yet. Raises NothingThere."""
        that = (cls.about == log_id) & cls.withdrawn
        earlier = journal.taken_back_before(cls, KIND, person.id, author, that)
        if earlier is not None:
            return earlier
        if author.sent is None or journal.sent_before(log_id, author):
            raise journal.NothingThere
        nothing = {**asdict(Learned()), "about": log_id, "withdrawn": True}
        day = clock.day_here(person.team.tz, author.wrote_at)
        return cls._keep(person, nothing, nothing.pop("present"), author, on_date=day, replaces=log_id, id=id)

    @classmethod
    def _own(cls, person: Person, log_id: str, author: journal.Author, id: str | None) -> Self:
        """The author's newest words of that log, before this very press. Raises NothingThere, NotYours."""
        person.hold()  # of two devices at once the second one corrects what the first one wrote
        here = (Event.kind == KIND) & (Event.person_id == person.id) & (cls.about == log_id)
        said = list(cls.select(cls, Event).join(Event).where(here).order_by(Event.seq))
        mine = [one for one in said if one.event.author_id == author.user_id]
        if said and not mine:
            raise journal.NotYours(log_id)
        before = list(takewhile(lambda one: one.event.id != id, mine))
        if not before or any(one.withdrawn for one in before):
            raise journal.NothingThere
        return before[-1]

    @classmethod
    def _write(
        cls, person: Person, day: date, learned: Learned, author: journal.Author, labels: set[str], about: str,
        **more: Any,
    ) -> Event:  # fmt: skip
        if day > clock.day_here(person.team.tz, more.get("written_at") or author.wrote_at):
            raise NotYet
        present = _present(person, learned.present)
        if not learned.says_something(row.id for row in present if row.user_id == author.user_id):
            raise Incomplete("did")
        columns = {**asdict(learned), "about": about, "withdrawn": False}
        columns["nothing_new"] = learned.nothing_new and not learned.in_words
        label = _label(person, learned.item, day, labels)
        return cls._keep(person, columns, columns.pop("present"), author, on_date=day, label=label, **more)

    @classmethod
    def _keep(
        cls, person: Person, columns: dict[str, Any], present: Iterable[int], author: journal.Author, *,
        on_date: date | None,
        **more: Any,
    ) -> Event:  # fmt: skip
        members = sorted(set(present))
        there = [(LogPresent, {"membership": member}) for member in members]
        words = {**columns, "present": members, "day": on_date, "language": author.language}
        return journal.write(
            KIND, author, words, bodies=[(cls, columns), *there], person_id=person.id, on_date=on_date, **more
        )  # fmt: skip


class LogPresent(BodyPart):
    """Somebody of the circle was there."""

    membership = ForeignKeyField(Membership)
    membership_id: int


def _label(person: Person, item_id: str | None, day: date, labels: set[str]) -> str:
    """That of the thing that the log is about. Raises NoSuchChance."""
    if item_id is None:
        return journal.ORDINARY
    found = next((item.label for item in known_items(person, day) if item.id == item_id and item.label in labels), None)
    if found is None:
        raise NoSuchChance
    return found


def _present(person: Person, ids: tuple[int, ...]) -> list[Membership]:
    """These memberships, if all of them are or were around this person. Raises NothingThere."""
    found = list(Membership.select().where((Membership.person == person.id) & Membership.id.in_(ids))) if ids else []
    if len(found) != len(set(ids)):
        raise journal.NothingThere
    return found
