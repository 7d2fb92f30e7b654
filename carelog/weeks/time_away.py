"""TimeAway: whole dates on which the person is away (hospital, holiday, family). Nothing is due then.

A pause is a first record and those about it: it may get another end, or be taken back, by whoever may record one. Of
the records about one pause the newest rules.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from peewee import BooleanField, CharField, DateField, TextField

from carelog import clock, journal
from carelog.came import Came
from carelog.journal import Body, Event
from carelog.people.person import Person
from carelog.prepared import prepared
from carelog.weeks.calendar import days

KIND = "time_away"


class WrongWayRound(ValueError):
    """It ends before it begins."""


class Why(StrEnum):
    """Where the person is."""

    HOSPITAL = "hospital"
    HOLIDAY = "holiday"
    FAMILY = "family"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days away, as the newest record about them says."""

    id: str
    first: date
    last: date | None  # None: until further notice
    why: Why
    note: str
    written_on: date  # there, when the newest record was written
    came: Came | None = None  # that record

    def holds_on(self, day: date) -> bool:
        """The person is away on that date."""
        return self.touches(day, day)

    def touches(self, first: date, last: date) -> bool:
        """It holds on some day from one to another."""
        return self.first <= last and (self.last is None or first <= self.last)

    @property
    def added_later(self) -> bool:
        """It was written after its dates."""
        return self.last is not None and self.written_on > self.last


class TimeAway(Body):
    """What one record says about one pause."""

    about = CharField(max_length=36)  # the id of the pause's first record
    first = DateField()
    last = DateField(null=True)
    why = CharField()
    note = TextField()
    withdrawn = BooleanField()

    @classmethod
    def record(
        cls, person: Person, first: date, last: date | None, why: Why, author: journal.Author, *,
        note: str = "", about: str | None = None, withdrawn: bool = False, id: str | None = None,
    ) -> Event:  # fmt: skip
        """Say from when until when (both included); `about` an earlier pause, what it is now. `last` may be open.

        Raises WrongWayRound, NothingThere, PlaceEnded.
        """
        if last is not None and last < first:
            raise WrongWayRound
        before = next((pause for pause in cls.of(person) if pause.id == about), None) if about is not None else None
        if about is not None and before is None:
            raise journal.NothingThere
        for until in (last, *([before.last] if before else [])):
            author.check_reach(until, clock.day_here(person.team.tz, author.wrote_at))
        event_id = id or journal.new_id()
        if about is None and journal.begun_by_another(KIND, event_id, person.id, author):
            raise journal.DifferentContent(event_id)
        words: dict[str, Any] = {
            "about": about or event_id, "first": first, "last": last, "why": why, "note": note, "withdrawn": withdrawn,
        }  # fmt: skip
        return journal.write(
            KIND, author, words, bodies=[(cls, words)], person_id=person.id, on_date=first, id=event_id
        )

    @classmethod
    def take_back(cls, person: Person, about: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Say that the person was not away then. Raises NothingThere."""
        pause = next((pause for pause in cls.of(person) if pause.id == about), None)
        if pause is None:
            sent = journal.sent_before(id, author)
            if sent is None:
                raise journal.NothingThere
            return sent
        return cls.record(
            person, pause.first, pause.last, pause.why, author, note=pause.note, about=about, withdrawn=True, id=id
        )

    @classmethod
    def of(cls, person: Person) -> list[Pause]:
        """Every pause of this person, the latest first."""
        return sorted(pauses([person])[person.id], key=lambda pause: pause.first, reverse=True)


def pauses(people: Iterable[Person]) -> dict[int, list[Pause]]:
    """The pauses that stand, by person. One query."""
    zones: dict[int, ZoneInfo] = {person.id: person.team.tz for person in people}
    newest = {(row.person_id, row.about): row for row in _told(list(zones))}
    found: dict[int, list[Pause]] = defaultdict(list)
    for (_person, about), row in newest.items():
        if not row.withdrawn:
            written_on = clock.day_here(zones[row.person_id], row.written_at)
            told = about, row.first, row.last, Why(row.why), row.note, written_on, Came.of(row)
            found[row.person_id].append(Pause(*told))
    return found


@prepared
def _told(person_ids: list[int]) -> Any:
    rows = (
        Event.standing()
        .select(Event.person_id, Event.written_at, TimeAway.about, TimeAway.first, TimeAway.last, TimeAway.why,
                TimeAway.note, TimeAway.withdrawn, *journal.CAME)
        .join(TimeAway, on=(TimeAway.event == Event.seq))
        .where((Event.kind == KIND) & Event.person_id.in_(person_ids))
        .order_by(Event.written_at, Event.id)
    )  # fmt: skip
    return rows.objects()


def away_between(standing: Iterable[Pause], first: date, last: date) -> frozenset[date]:
    """The dates from one day to another on which the person is away."""
    listed = list(standing)
    return frozenset(day for day in (days(first, last) if listed else ()) if any(p.holds_on(day) for p in listed))
