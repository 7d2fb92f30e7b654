"""Sentence: one line of the summary, and the chances that stand behind it; Counted: what a period counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from carelog.records.lived import Lived, LivedFlexible, LivedSpan
from carelog.records.outcome import State
from carelog.records.said import Reason
from carelog.summaries.measure import Counts, arrow
from carelog.summaries.period import Length, Period
from carelog.weeks.details import ItemDetails

TO_ME, FOR_ME, NOT_ASKED, STARRED, TOTAL = "to_me", "for_me", "not_asked", "starred", "total"
LINES = (TO_ME, FOR_ME, NOT_ASKED, STARRED, TOTAL)
Shares = tuple[Fraction, Fraction] | None
Titled = TypeVar("Titled", Lived, LivedFlexible)


@dataclass(frozen=True)
class Sentence:
    """One line of the summary: which things it is about, the chances behind it, and what of it may be shown."""

    about: str
    rows: Sequence[Lived]
    waiting: int = 0  # chances of flexible items, which enter no count before the week is over
    written: int = 0  # of these, how many somebody has said something about
    shares: Shares = None  # the bounds before rounding, where they may be shown
    bounds: tuple[int, int] | None = None
    arrow: int = 0  # 1 more than in the period before, -1 less, 0 neither or not to be said

    @cached_property
    def counts(self) -> Counts:
        """How many chances are in each state."""
        return Counts.of(row.state for row in self.rows)

    @property
    def disputed(self) -> int:
        """Of how many people say different things: in every formula they count as if nobody wrote them down."""
        return len(self.in_state(State.DISPUTED))

    @property
    def figures(self) -> list[tuple[str, int]]:
        """States and how many of them, in the order of the pictures, none that is none; not what is ahead or paused."""
        return [(state, number) for state, number in tally(self.rows) if state not in (State.NOT_DUE, State.PAUSED)]

    @property
    def states(self) -> list[str]:
        """One state for each chance, in that order."""
        return [state for state, number in tally(self.rows) for _ in range(number)]

    def in_state(self, state: str) -> list[Lived]:
        """The chances behind one figure."""
        return [row for row in self.rows if row.state == state]


@dataclass(frozen=True)
class Counted:
    """What one period counts: the chances of what is counted at all, as the reader may see them."""

    rows: Sequence[Lived]
    waiting: Sequence[LivedFlexible] = ()  # whose week is not over

    @classmethod
    def of(cls, span: LivedSpan, period: Period) -> "Counted":
        """The period's part of a span; things of a month are counted in months only."""
        in_months = period.length is not Length.WEEK
        dated = [one for one in span.dated if period.holds(one.occurrence.day)]
        months = [one for one in span.months if period.holds(one.occurrence.day)] if in_months else []
        weeks = [one for one in span.flexible if period.holds(one.chances.sunday) and not one.details.technology]
        over = [one for one in weeks if span.ended(one.chances.sunday)]
        rows = [one for one in dated if in_months or not one.occurrence.in_month_only] + months
        return cls(
            [one for one in rows if not one.details.technology] + [row for one in over for row in one.each()],
            [one for one in weeks if one not in over],
        )

    def sentences(self, before: Mapping[str, Shares]) -> Iterator[Sentence]:
        """To me, for me, not asked yet and starred if there is such a thing, total; each beside its own before."""
        waiting, _written = chances_of(self.waiting)
        whole = Counts.of(row.state for row in self.rows) + Counts(not_due=waiting)
        for name in LINES:
            rows = [row for row in self.rows if _belongs(row.details, name)]
            ahead, written = chances_of(one for one in self.waiting if _belongs(one.details, name))
            counts = Counts.of(row.state for row in rows)
            shares = counts.shares(whole)
            if rows or ahead or name not in (NOT_ASKED, STARRED):
                yield Sentence(
                    name, rows, ahead, written, shares, counts.bounds(whole), arrow(shares, before.get(name))
                )  # fmt: skip


def about(details: ItemDetails) -> str:
    """In which sentence an item counts: what is both important to me and for me counts in the first."""
    if details.important_to:
        return TO_ME
    return FOR_ME if details.important_for else NOT_ASKED


def chances_of(weeks: Iterable[LivedFlexible]) -> tuple[int, int]:
    """How many chances flexible items have in these weeks, and of how many of them something is written down."""
    filled = [one.filled for one in weeks]
    return sum(len(one.states) for one in filled), sum(one.written for one in filled)


def by_title(rows: Iterable[Titled]) -> dict[str, list[Titled]]:
    """Chances by what they are called, the commonest first."""
    found: dict[str, list[Titled]] = defaultdict(list)
    for row in rows:
        found[row.details.title].append(row)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


def tally(rows: Iterable[Lived]) -> list[tuple[str, int]]:
    """How many chances are in each state that occurs, in the order of the states."""
    counted = Counter(row.state for row in rows)
    return [(state.value, counted[state]) for state in State if counted[state]]


def other_reasons(rows: Iterable[Lived]) -> list[str]:
    """What people wrote where no reason of the list was the right one, each once."""
    notes = (word.note for row in rows for word in row.said if word.reason is Reason.OTHER)
    return list(dict.fromkeys(filter(None, notes)))


def _belongs(details: ItemDetails, name: str) -> bool:
    return name == TOTAL or (details.starred if name == STARRED else about(details) == name)
