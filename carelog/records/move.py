"""Move: a dated chance put elsewhere in its week, and who asked for that. Its key and the date it counts on stay."""

from datetime import date, time
from functools import partial
from typing import Any, Self, cast

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField, TimeField

from carelog import clock, journal
from carelog.journal import Body, Event
from carelog.people.person import Person
from carelog.records.chance import Before, Key, NoSuchChance, chance
from carelog.weeks.details import Part
from carelog.weeks.item import Item

KIND = "move"


class AnotherWeek(ValueError):
    """A chance is moved within its Monday-to-Sunday week."""


class Move(Body):
    """Where one chance goes. The newest move of a chance rules."""

    item = ForeignKeyField(Item)
    item_id: str
    number = IntegerField()
    asked_by_person = BooleanField()  # else the service, or somebody else, moved it
    new_day = DateField()
    part = CharField()
    at = TimeField(null=True)
    note = TextField()
    withdrawn = BooleanField()

    @classmethod
    def record(
        cls, person: Person, item_id: str, day: date, number: int, author: journal.Author, *, labels: set[str],
        asked_by_person: bool, new_day: date, part: Part, at: time | None = None, note: str = "", id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write the move down. Raises NoSuchChance (flexible things just happen), AnotherWeek, PlaceEnded."""
        found = chance(person, item_id, day, number, labels)
        if found is None or found.occurrence is None:
            raise NoSuchChance
        if clock.monday(new_day) != clock.monday(day):
            raise AnotherWeek
        author.check_reach(max(day, new_day), clock.day_here(person.team.tz, author.wrote_at))
        words: dict[str, Any] = {
            "item": item_id, "number": number, "asked_by_person": asked_by_person, "new_day": new_day, "part": part,
            "at": at, "note": note, "withdrawn": False,
        }  # fmt: skip
        return journal.write(
            KIND, author, {**words, "day": day}, bodies=[(cls, words)], person_id=person.id, on_date=day,
            label=found.planned.details.label, id=id,
        )  # fmt: skip

    @classmethod
    def newest(cls, person: Person, key: Key) -> Self | None:
        """The move that rules that chance."""
        item_id, day, number = key
        here = (Event.person_id == person.id) & (Event.on_date == day) & (cls.item == item_id) & (cls.number == number)
        moves = cls.select(cls, Event).join(Event).where(here & ~cls.withdrawn & Event.stands())
        return moves.order_by(Event.written_at.desc(), Event.id.desc()).first()

    @classmethod
    def withdraw(
        cls, person: Person, move_id: str, author: journal.Author, *, id: str | None = None,
        before: Before | None = None,
    ) -> Event:  # fmt: skip
        """Take one's own move back; `before`: also where it has not arrived yet.

        Raises NothingThere, NotYours, PlaceEnded.
        """
        for mine in journal.own_bodies(cls, KIND, person.id, move_id, author) if author.late else ():
            reach = max(mine.new_day, cast("date", mine.event.on_date))
            author.check_reach(reach, clock.day_here(person.team.tz, author.wrote_at))
        stays: dict[str, Any] = {"asked_by_person": False, "part": Part.ANY, "at": None, "note": ""}
        ahead = partial(before.ahead, new_day=before.key[1], **stays) if before else None
        return journal.take_back(cls, KIND, person.id, move_id, author, id, ahead)
