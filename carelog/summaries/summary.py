"""Summary: what a week looked like, in the two sentences and the total."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from carelog.people.person import Person
from carelog.records.lived_week import LivedWeek, lived_week
from carelog.records.outcome import State
from carelog.summaries.measure import Counts
from carelog.weeks.details import ItemDetails

TO_ME, FOR_ME, NOT_ASKED, TOTAL = "to_me", "for_me", "not_asked", "total"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the summary: which things it is about, their counts, and the bounds if they may be shown."""

    about: str
    counts: Counts
    waiting: int  # chances of flexible items, which enter no count before the week is over
    bounds: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Summary:
    """How much of one person's week happened, as one reader may see it."""

    week: LivedWeek
    sentences: tuple[Sentence, ...]  # to me, for me, not asked yet if there is such a thing, total

    @classmethod
    def of_week(cls, person: Person, monday: date, labels: set[str], now: datetime | None = None) -> "Summary":
        """The summary of a Monday-to-Sunday week."""
        week = lived_week(person, monday, labels, now)
        counted = list(_counted(week))
        shown = [
            name for name in (TO_ME, FOR_ME, NOT_ASKED) if name != NOT_ASKED or any(a == name for a, _, _ in counted)
        ]
        lines = {name: _pooled(row for row in counted if row[0] == name) for name in shown}
        lines[TOTAL] = _pooled(counted)
        total, waiting = lines[TOTAL]
        whole = total + Counts(not_due=waiting)
        return cls(week, tuple(Sentence(name, c, w, c.bounds(whole)) for name, (c, w) in lines.items()))

    @property
    def total(self) -> Counts:
        """The counts of everything."""
        return self.sentences[-1].counts

    @property
    def not_asked(self) -> bool:
        """For some item nobody has said yet whether it is important to or for the person."""
        return any(line.about == NOT_ASKED for line in self.sentences)

    def by_day(self) -> list[tuple[date, list[tuple[str, str]]]]:
        """For the picture: each date's counted fixed chances, as state and title."""
        counted = [row for row in self.week.dated if not row.details.technology]
        return [
            (day, [(row.state.value, row.details.title) for row in counted if row.occurrence.day == day])
            for day in self.week.days
        ]

    def states_seen(self) -> list[str]:
        """The states that the picture shows, in their order."""
        seen = {state for _, marks in self.by_day() for state, _ in marks}
        return [state.value for state in State if state.value in seen]


def about(details: ItemDetails) -> str:
    """In which sentence an item counts: what is both important to me and for me counts in the first."""
    if details.important_to:
        return TO_ME
    return FOR_ME if details.important_for else NOT_ASKED


Counted = tuple[str, Counts, int]  # which sentence, counts, flexible chances still waiting for the week's end


def _counted(week: LivedWeek) -> Iterator[Counted]:
    """Each counted item of the week."""
    for row in week.dated:
        if not row.details.technology:
            yield about(row.details), Counts.of([row.state]), 0
    for item in week.flexible:
        if not item.details.technology:
            done = Counts.of(item.filled.states) if week.over else Counts()
            yield about(item.details), done, 0 if week.over else item.chances.count


def _pooled(rows: Iterable[Counted]) -> tuple[Counts, int]:
    pooled, waiting = Counts(), 0
    for _about, counts, more in rows:
        pooled, waiting = pooled + counts, waiting + more
    return pooled, waiting
