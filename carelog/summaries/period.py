"""Period: the week, the month or the three months that a summary is about. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from carelog.weeks.calendar import month_of, months_on, week_of

QUARTER_MONTHS = 3


class Length(StrEnum):
    """How long a period is."""

    WEEK = "week"  # Monday to Sunday
    MONTH = "month"
    QUARTER = "quarter"  # a month and the two before it


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    length: Length
    first: date
    last: date

    @classmethod
    def of(cls, length: Length, day: date) -> Self:
        """The week or month that holds that day; or the three months that end with its month."""
        if length is Length.WEEK:
            return cls(length, *week_of(day))
        first, last = month_of(day)
        if length is Length.QUARTER:
            first = months_on(first, 1 - QUARTER_MONTHS)
        return cls(length, first, last)

    @property
    def earlier(self) -> "Period":
        """The one before, as long."""
        return Period.of(self.length, self.first - timedelta(days=1))

    @property
    def later(self) -> "Period":
        """The one after, as long."""
        if self.length is Length.WEEK:
            return Period.of(self.length, self.last + timedelta(days=1))
        months = 1 if self.length is Length.MONTH else QUARTER_MONTHS
        return Period.of(self.length, months_on(self.last, months))

    def holds(self, day: date) -> bool:
        """That day is in it."""
        return self.first <= day <= self.last

    def nearest(self, day: date) -> date:
        """Of its days the one nearest to that day: where a longer or shorter period beside it stands."""
        return min(max(self.first, day), self.last)

    @property
    def named_by(self) -> date:
        """The date by which an address names it."""
        return self.last if self.length is Length.QUARTER else self.first

    @property
    def address(self) -> dict[str, str]:
        """How an address names it."""
        return {self.length.value: self.named_by.isoformat()}
