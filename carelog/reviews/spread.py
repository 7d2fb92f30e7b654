"""Spread: days for several conversations, so many a day, on some weekdays, one after the other. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, islice

MOST_A_DAY = 10


@dataclass(frozen=True, slots=True)
class Spread:
    """How they are spread. `weekdays`: Monday is 0."""

    first: date
    weekdays: Collection[int]
    a_day: int
    at: time  # the first of a day
    every: int  # minutes from one to the next

    def slots(self, number: int) -> list[tuple[date, time]]:
        """So many days with their times. None where there is no weekday."""
        return list(islice(self._slots(), number)) if self.weekdays else []

    def _slots(self) -> Iterator[tuple[date, time]]:
        for after in count():
            day = self.first + timedelta(days=after)
            if day.weekday() in self.weekdays:
                begins = datetime.combine(day, self.at)
                times = (begins + timedelta(minutes=self.every * place) for place in range(self.a_day))
                yield from ((day, one.time()) for one in times if one.date() == day)
