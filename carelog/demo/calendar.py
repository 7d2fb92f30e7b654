"""The demo's calendar: its weeks are numbered, and what is told names a week, a weekday and a time on the clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from carelog import clock, journal
from carelog.weeks.calendar import WEEK, days
from carelog.weeks.day_parts import DayParts

MON, TUE, WED, THU, FRI, SAT, SUN = range(WEEK)
WHOLE_WEEKS = 8  # before the one that people are living
THIS_WEEK = WHOLE_WEEKS + 1
Day = tuple[int, int]  # the week and the weekday
When = tuple[int, int, str]  # the same with the wall clock


@dataclass(frozen=True, slots=True)
class Calendar:
    """Week 1 is the first of the eight whole weeks; the week after them is the one that people are living."""

    today: date  # the day that people are living
    parts: DayParts

    def day(self, when: Day) -> date:
        """That day."""
        week, weekday = when
        return clock.monday(self.today) + timedelta(weeks=week - THIS_WEEK, days=weekday)

    def week_of(self, day: date) -> int:
        """The number of that day's week."""
        return THIS_WEEK + (clock.monday(day) - clock.monday(self.today)).days // WEEK

    def moment(self, when: When) -> datetime:
        """That instant."""
        week, weekday, wall = when
        return self.parts.instant(self.day((week, weekday)), clock.wall(wall))

    def week(self, number: int) -> list[date]:
        """The seven dates of that week."""
        return days(self.day((number, MON)), self.day((number, SUN)))

    def each_month(self, nth: int, weekday: int) -> Iterator[date]:
        """The nth such weekday of every month, so far as the weeks reach."""
        for day in days(self.day((1, MON)), self.today):
            if day.weekday() == weekday and (day.day - 1) // WEEK + 1 == nth:
                yield day


def dice(*what: object) -> int:
    """A number that looks thrown and is always the same."""
    return int(journal.body_hash({"thrown": [str(one) for one in what]})[:8], 16)
