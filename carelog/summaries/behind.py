"""Behind: the chances that one figure of a summary rests on, so that a stranger can check it."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Self

from carelog.records.lived import Lived
from carelog.summaries.sentence import Sentence
from carelog.summaries.summary import Summary

PAGE = 100
FOLDED_FROM = 15  # so many and more are too long to read one under another


@dataclass(frozen=True, slots=True)
class Behind:
    """One page of them, in order of time."""

    line: Sentence
    state: str | None  # None: all that the sentence is about
    rows: tuple[Lived, ...]
    found: int
    number: int  # of the page, from 1
    pages: tuple[Lived, ...]  # the chance with which each page begins

    @classmethod
    def of(cls, summary: Summary, about: str, state: str | None, number: int) -> Self:
        """The chances behind one figure of the sentence of that name; there may be no such sentence this time."""
        line = summary.line(about) or Sentence(about, [])
        every = sorted(line.in_state(state) if state else line.rows, key=_in_time)
        return cls(
            line, state, tuple(every[(number - 1) * PAGE : number * PAGE]), len(every), number, tuple(every[::PAGE])
        )

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
