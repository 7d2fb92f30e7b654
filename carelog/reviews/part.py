"""Parts of a pack: what is counted, under which name, and the chances behind each number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from carelog.records.lived import Lived
from carelog.summaries.behind import Figure
from carelog.summaries.sentence import Sentence, by_title


class PartName(StrEnum):
    """What a pack tells, in its order."""

    SENTENCES = "sentences"
    STARRED = "starred"
    WHY = "why"
    UNWRITTEN = "unwritten"
    TO_CHECK = "to_check"
    GOOD = "good"
    DIFFERENTLY = "differently"


@dataclass(frozen=True, slots=True)
class Tally:
    """One number: how many chances, which ones, and how an address asks for them."""

    rows: Sequence[Lived]
    figure: Figure | None  # None: they are listed where the number stands
    name: str = ""  # the state, or what the thing is called

    @property
    def number(self) -> int:
        """How many."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers that belong together: those of one sentence, one starred thing, one reason, one answer."""

    name: str
    whole: Tally | None  # None: its states are never added up
    each: tuple[Tally, ...]
    line: Sentence | None = None  # in words

    @property
    def tallies(self) -> list[Tally]:
        """All of its numbers."""
        return [one for one in (self.whole, *self.each) if one is not None]


def by_thing(rows: Iterable[Lived], figure: Figure | None) -> tuple[Tally, ...]:
    """One tally for each thing by its title, the commonest first; `figure`: that of all of them."""
    return tuple(
        Tally(ones, figure and Figure(figure.about, figure.state, figure.why, ones[0].key[:2]), title)
        for title, ones in by_title(rows).items()
    )


def group(name: str, rows: Sequence[Lived], figure: Figure | None, *, things: bool = True) -> Group:
    """These chances, and the same thing by thing for whoever may read what things are called."""
    return Group(name, Tally(rows, figure), by_thing(rows, figure) if things else ())


Parts = Mapping[PartName, Sequence[Group]]


def beside(months: Sequence[Parts]) -> dict[PartName, list[tuple[str, list[Group | None]]]]:
    """Several months beside each other: of each part the names that occur, each with its group of every month."""
    told = {}
    for part in PartName:
        groups = [{one.name: one for one in parts.get(part, ())} for parts in months]
        names = dict.fromkeys(name for month in reversed(groups) for name in month)
        if names:
            told[part] = [(name, [month.get(name) for month in groups]) for name in names]
    return told
