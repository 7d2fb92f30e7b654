"""Sheet: a person's week as things × days, to fill in by hand, and to type in when it comes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count
from typing import Self

from carelog.people.person import Person
from carelog.records.chance import Key
from carelog.records.lived import Lived, LivedSpan
from carelog.records.outcome import State
from carelog.records.reading import lived_week
from carelog.records.said import Said
from carelog.weeks.details import PARTS, ItemDetails, Part

ORDER = (Part.ANY, *PARTS)  # what has no time stands first, as on Week


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing on one day: the chance that a record of it names, and what is known of that so far."""

    key: Key
    lived: Lived

    @property
    def details(self) -> ItemDetails:
        """The words of its item."""
        return self.lived.details

    @property
    def state(self) -> State | None:
        """What became of it on that day, if anybody says."""
        return self.lived.state if self.lived.on(self.key[1]) else None

    def said_by(self, user_id: int, voice: str) -> Said | None:
        """What this user says now of that day in that voice."""
        here = (word for word in self.lived.spoken if word.about_day == self.key[1])
        return next((word for word in here if (word.author_id, word.voice) == (user_id, voice)), None)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing, and for each day from Monday to Sunday its cell, if it can be done then."""

    details: ItemDetails
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Sheet:
    """One week of one person's plan, as one reader may see it. What technology does by itself nobody ticks."""

    week: LivedSpan
    lines: tuple[Line, ...]  # in the order of the day; then what any day of the week or of the month will do for

    @classmethod
    def of(cls, person: Person, monday: date, labels: set[str], now: datetime | None = None) -> Self:
        """That person's Monday-to-Sunday week. Five queries."""
        return cls.over(lived_week(person, monday, labels, now))

    @classmethod
    def over(cls, week: LivedSpan) -> Self:
        """The same of a week that is read already."""
        placed: dict[tuple[str, int], dict[date, Cell]] = {}
        for item_id, day, cell in (*_dated(week), *_any_day(week)):
            free = (place for place in count() if day not in placed.get((item_id, place), {}))
            placed.setdefault((item_id, next(free)), {})[day] = cell
        lines = [_line(week, cells) for cells in placed.values()]
        return cls(week, tuple(line for line in lines if not line.details.technology))

    @property
    def person(self) -> Person:
        """Whose week it is."""
        return self.week.person

    def of_day(self, day: date) -> list[Cell | None]:
        """That day's cell of each line."""
        return [line.cells[day.weekday()] for line in self.lines]

    def cells(self) -> Iterator[Cell]:
        """Every cell, day by day."""
        return (cell for day in self.week.days for cell in self.of_day(day) if cell)


def _dated(week: LivedSpan) -> Iterator[tuple[str, date, Cell]]:
    """What has a date, where it takes place now; paused things are nobody's to do."""
    rows = [row for row in week.dated if row.state is not State.PAUSED]
    for row in sorted(rows, key=lambda row: _in_the_day(week, row)):
        yield row.key[0], row.occurrence.takes_place, Cell(row.key, row)


def _in_the_day(week: LivedSpan, row: Lived) -> tuple[int, float]:
    """The part of its day, and how long after midnight it begins."""
    begins = row.occurrence.opens - week.day_parts.instant(row.occurrence.takes_place, time.min)
    return ORDER.index(row.occurrence.part), begins.total_seconds()


def _any_day(week: LivedSpan) -> Iterator[tuple[str, date, Cell]]:
    """What any day of the week will do for, then what any day of the month will do for, on each of those days."""
    for day in week.days:
        for flexible in week.flexible_on(day):
            yield flexible.item_id, day, Cell((flexible.item_id, day, 1), flexible.one((day, 1)))
    for day in week.days:
        for row in week.months_on(day):
            yield row.key[0], day, Cell((row.key[0], day, 1), row)


def _line(week: LivedSpan, cells: dict[date, Cell]) -> Line:
    newest = cells[max(cells)]
    return Line(newest.details, tuple(cells.get(day) for day in week.days))
