"""Behind: the chances that one figure of a summary rests on, so that a stranger can check it."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Self

from carelog.records.lived import Lived
from carelog.summaries.sentence import TOTAL, Sentence
from carelog.summaries.summary import Summary, reasons

PAGE = 100
FOLDED_FROM = 15  # so many and more are too long to read one under another
UNKNOWN = "unknown"  # in place of a reason: nobody knows it yet


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, by what it counts: the chances of that sentence, in that state, for that reason, of that title.

    Without them it is all of them. `thing`: an item and a date; its title then is the one that is meant, since no
    address carries a title.
    """

    about: str = TOTAL
    state: str | None = None
    why: str | None = None  # a reason, MOVED or UNKNOWN
    thing: tuple[str, date] | None = None

    @property
    def address(self) -> dict[str, str]:
        """How an address names it."""
        item, day = self.thing or (None, None)
        named = {"about": self.about, "state": self.state, "why": self.why, "thing": item, "day": day and f"{day}"}
        return {name: value for name, value in named.items() if value}

    def rows(self, summary: Summary) -> list[Lived]:
        """The chances that it counts; none where the summary has no such sentence, reason or thing."""
        line = summary.line(self.about) or Sentence(self.about, [])
        titles = {row.details.title for row in summary.rows if row.key[:2] == self.thing}
        return [
            row for row in (line.in_state(self.state) if self.state else line.rows)
            if (not self.why or self.why in (reason or UNKNOWN for reason in reasons(row)))
            and (not self.thing or row.details.title in titles)
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Behind:
    """One page of them, in order of time."""

    line: Sentence
    figure: Figure
    rows: tuple[Lived, ...]
    found: int
    number: int  # of the page, from 1
    pages: tuple[Lived, ...]  # the chance with which each page begins

    @classmethod
    def of(cls, summary: Summary, figure: Figure, number: int) -> Self:
        """The chances behind one figure; there may be no such sentence this time."""
        line = summary.line(figure.about) or Sentence(figure.about, [])
        every = sorted(figure.rows(summary), key=_in_time)
        here = every[(number - 1) * PAGE : number * PAGE]
        return cls(line, figure, tuple(here), len(every), number, tuple(every[::PAGE]))

    @property
    def has_more(self) -> bool:
        """There is a page after this one."""
        return self.number * PAGE < self.found

    @property
    def folded(self) -> bool:
        """Only the first group stands open."""
        return self.found >= FOLDED_FROM

    def groups(self) -> list[list[Lived]]:
        """Those of one day together; and those that may be any day of a week, or of a month."""
        return [list(rows) for _place, rows in groupby(self.rows, key=_place)]


def _place(row: Lived) -> tuple[date, bool, bool]:
    """Its date, then whether any day of its week or of its month would have done."""
    return row.occurrence.day, row.occurrence.any_day, not row.occurrence.number


def _in_time(row: Lived) -> tuple[object, ...]:
    return *_place(row), row.occurrence.opens, row.details.title
