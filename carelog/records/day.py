"""LivedDay: one day of a person's week with what any of its days will do for, and the extras of that day."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from carelog import clock
from carelog.people.person import Person
from carelog.records.extra import Told, extras
from carelog.records.lived import Lived, LivedFlexible
from carelog.records.outcome import State
from carelog.records.reading import lived_week
from carelog.weeks.time_away import Pause


@dataclass(frozen=True, slots=True)
class LivedDay:
    """What the Day screen shows."""

    day: date
    planned: bool
    rows: tuple[Lived, ...]  # what takes place on it; paused things are not among them
    flexible: tuple[LivedFlexible, ...]
    months: tuple[Lived, ...]
    extras: tuple[Told, ...]
    away: Pause | None

    @classmethod
    def of(cls, person: Person, day: date, labels: set[str], reader_id: int | None = None) -> Self:
        """As one reader may see it. Six queries."""
        week = lived_week(person, clock.monday(day), labels)
        return cls(
            day=day,
            planned=week.planned,
            rows=tuple(row for row in week.on(day) if row.state is not State.PAUSED),
            flexible=tuple(week.flexible_on(day)),
            months=tuple(week.months_on(day)),
            extras=tuple(extras({person.id: labels}, day, day, reader_id)[person.id]),
            away=week.away_on(day),
        )

    @property
    def empty(self) -> bool:
        """Nothing is planned for it."""
        return not (self.rows or self.flexible or self.months)
