"""Mark: somebody says what became of one chance. Written once; an undo is a withdrawal, not a deletion."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Self, cast

from peewee import CharField, ForeignKeyField, IntegerField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.journal import Body, Event
from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.records.outcome import WITHDRAWN, Said
from carelog.weeks.item import Item
from carelog.weeks.occurrences import Planned, dated, flexible
from carelog.weeks.perfect_week import day_parts, versions

KIND = "mark"
HAPPENED = "happened"
LARGEST_NUMBER = 50  # chances of one flexible item on one day


Key = tuple[str, date, int]  # item, date, running number


class NoSuchChance(ValueError):
    """The person's plan has no such item on that day, or the reader may not see it."""


class NotYet(ValueError):
    """Before its date nothing can have happened."""


class Mark(Body):
    """What one author says of one chance: item, date (the event's) and running number."""

    item = ForeignKeyField(Item)
    item_id: str
    number = IntegerField(default=1)
    said = CharField()

    @classmethod
    def record(
        cls, person: Person, item_id: str, day: date, number: int, author: journal.Author, *,
        labels: set[str], id: str | None = None, written_at: datetime | None = None,
    ) -> Event:  # fmt: skip
        """Write down that it happened, and that the author was there. Raises NoSuchChance, NotYet, DifferentContent."""
        if day > clock.day_here(person.team.tz, written_at):
            raise NotYet
        if chance(person, item_id, day, number, labels) is None:
            raise NoSuchChance
        return cls._write(person, item_id, day, number, HAPPENED, author, id=id, written_at=written_at)

    @classmethod
    def withdraw(cls, person: Person, mark_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Take one's own mark back. Raises NoSuchChance if there is none, NotYours if it is somebody else's."""
        of_person = (Event.kind == KIND) & (Event.person_id == person.id) & (Event.id == mark_id)
        found = cls.select(cls, Event).join(Event).where(of_person)
        mine = [mark for mark in found if mark.event.author_id == author.user_id]
        if not mine:
            raise journal.NotYours if found.exists() else NoSuchChance
        return cls._write(person, *mine[0].key, WITHDRAWN, author, id=id, replaces=mark_id)

    @property
    def key(self) -> Key:
        """The chance that it is about."""
        return self.item_id, cast("date", self.event.on_date), self.number

    @classmethod
    def key_of(cls, event: Event) -> Key:
        """The chance that a mark's event is about."""
        return cast("Self", cls.select(cls, Event).join(Event).where(cls.event == event.seq).get()).key

    @classmethod
    def _write(
        cls, person: Person, item_id: str, day: date, number: int, said: str, author: journal.Author, **more: Any
    ) -> Event:
        body = {"item": item_id, "number": number, "said": said}
        return journal.write(
            KIND, author, {**body, "day": day}, bodies=[(cls, body)],
            person_id=person.id, on_date=day, presence=journal.THERE, **more,
        )  # fmt: skip


def chance(person: Person, item_id: str, day: date, number: int, labels: set[str]) -> Planned | None:
    """The planned item that has a chance with that key and that these labels let somebody see.

    What is flexible may be marked on every day of its week, also when the plan of that day has it no more.
    """
    monday, parts = clock.monday(day), day_parts(person.team)
    plan = versions([person.id], span=(monday, monday + timedelta(days=6)), only=item_id)[person.id]
    found = [occurrence.planned for occurrence in dated(plan, day, day, parts) if occurrence.number == number]
    if 1 <= number <= LARGEST_NUMBER:
        found += [chances.planned for chances in flexible(plan, monday, parts)]
    return next((p for p in found if p.item_id == item_id and p.details.label in labels), None)


Marks = dict[Key, list[Said]]
WHO_SAID = (
    Event.id, Event.person_id, Event.author_id, Event.role, Event.voice, Event.presence, Event.on_date,
    Event.written_at,
)  # fmt: skip


def standing_marks(person_ids: Iterable[int], first: date, last: date, only: str | None = None) -> dict[int, Marks]:
    """What stands of each chance dated from one day to another, by person; `only`: of that item. One query."""
    about = Event.person_id.in_(list(person_ids)) & Event.on_date.between(first, last)
    rows = (
        Event.standing()
        .select(*WHO_SAID, Mark.item, Mark.number, Mark.said, User.name)
        .join(Mark, on=(Mark.event == Event.seq))
        .switch(Event)
        .join(User, on=(User.id == Event.author_id))
        .where((Event.kind == KIND) & (about if only is None else about & (Mark.item == only)))
    )
    found: dict[int, Marks] = defaultdict(lambda: defaultdict(list))
    for row in cast("Iterable[Any]", rows.objects()):
        found[row.person_id][row.item, row.on_date, row.number].append(
            Said(
                id=row.id,
                author_id=row.author_id,
                voice=row.voice,
                own_word=row.role == SELF or row.voice != journal.OWN,
                present=row.presence == journal.THERE,
                said=row.said,
                written_at=row.written_at,
                author_name=row.name,
            )
        )
    return found
