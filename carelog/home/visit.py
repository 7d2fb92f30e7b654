"""Visit: what a worker needs of one person while they are there."""

from dataclasses import dataclass
from typing import Self

from carelog.home.worker_today import PersonToday, today_of
from carelog.people.person import Person
from carelog.records.log import Log, Reader, logs_of_day
from carelog.records.visit_note import Note, VisitNote


@dataclass(frozen=True, slots=True)
class Visit:
    """The person's day, what was left for whoever comes, and what was learned today."""

    today: PersonToday
    notes: tuple[Note, ...]
    logs: tuple[Log, ...]

    @classmethod
    def of(cls, person: Person, labels: set[str], reader: Reader) -> Self:
        """Now, as this reader may see it."""
        today = today_of(person, labels)
        notes = VisitNote.standing(person, today.day)
        return cls(today, tuple(notes), tuple(logs_of_day(person, today.day, reader)))
