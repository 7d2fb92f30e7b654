"""VisitNote: what whoever comes next should know, until a day. Shown on the visit; the person reads it too."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from peewee import BooleanField, DateField, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.came import Came
from carelog.journal import Body, Event
from carelog.people.person import Person

KIND = "visit_note"
LONGEST = timedelta(days=14)
USUAL = timedelta(days=1)
UNHEARD = "–"  # instead of the words of one that was taken back before it arrived


class NotThatLong(ValueError):
    """It would end before today, or more than fourteen days from now."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note that stands, with who wrote it and when."""

    id: str
    note: str
    until: date  # the last day on which it is shown
    author_id: int
    author_name: str
    role: str
    written_at: datetime
    came: Came | None


class VisitNote(Body):
    """What to tell, and the last day on which it is shown."""

    note = TextField()
    until = DateField()
    withdrawn = BooleanField()

    @classmethod
    def record(cls, person: Person, note: str, until: date, author: journal.Author, *, id: str | None = None) -> Event:
        """Write it down. Raises NotThatLong, PlaceEnded."""
        today = clock.living_day(person.team.tz, author.wrote_at)
        if journal.sent_before(id, author) is None and not today <= until <= today + LONGEST:
            raise NotThatLong
        author.check_reach(until, today)
        words: dict[str, Any] = {"note": note, "until": until, "withdrawn": False}
        return journal.write(KIND, author, words, bodies=[(cls, words)], person_id=person.id, on_date=today, id=id)

    @classmethod
    def withdraw(cls, person: Person, note_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Take one's own back, also before it arrives from one's phone. Raises NothingThere, NotYours, PlaceEnded."""
        today = clock.living_day(person.team.tz, author.wrote_at)
        for mine in journal.own_bodies(cls, KIND, person.id, note_id, author) if author.late else ():
            author.check_reach(mine.until, today)
        nothing = journal.Ahead({"note": UNHEARD, "until": today}, today)
        return journal.take_back(cls, KIND, person.id, note_id, author, id, lambda: nothing)

    @classmethod
    def standing(cls, person: Person, day: date) -> list[Note]:
        """What is to be told on that day, the newest first."""
        return visit_notes([person.id], day)[person.id]


def visit_notes(person_ids: Iterable[int], day: date) -> dict[int, list[Note]]:
    """What is to be told on that day, by person, the newest first. One query."""
    shown = (Event.on_date <= day) & (VisitNote.until >= day) & ~VisitNote.withdrawn
    rows = (
        Event.standing()
        .select(Event.person_id, Event.id, VisitNote.note, VisitNote.until, Event.author_id, User.name, Event.role,
                Event.written_at, *journal.CAME)
        .join(VisitNote, on=(VisitNote.event == Event.seq))
        .switch(Event)
        .join(User, on=(User.id == Event.author_id))
        .where((Event.kind == KIND) & Event.person_id.in_(list(person_ids)) & shown)
        .order_by(Event.written_at.desc(), Event.seq.desc())
    )  # fmt: skip
    found: dict[int, list[Note]] = defaultdict(list)
    for row in cast("Iterable[Any]", rows.objects()):
        told = Note(
            row.id, row.note, row.until, row.author_id, row.name, row.role, row.written_at, Came.of(row)
        )  # fmt: skip
        found[row.person_id].append(told)
    return found
