"""Records in, one state out. Pure: no database and no clock.

The rule is "Several records of one occurrence" of the measure. This version knows happened, did not happen and
withdrawn; partly, moves and the checks of choices come with the sheets that record them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from carelog.weeks.occurrences import GRACE


class State(StrEnum):
    """Exactly one of these for each due occurrence (measure.md, "What is counted")."""

    HAPPENED = "happened"
    PARTLY = "partly"
    CHOSE_OTHER = "chose_other"
    CHOICE_UNCHECKED = "choice_unchecked"
    DISPUTED = "disputed"
    DID_NOT_HAPPEN = "did_not_happen"
    NOT_RECORDED = "not_recorded"
    NOT_DUE = "not_due"
    PAUSED = "paused"


FILLING_ORDER = (
    State.HAPPENED, State.PARTLY, State.CHOSE_OTHER, State.CHOICE_UNCHECKED, State.DISPUTED, State.DID_NOT_HAPPEN,
)  # fmt: skip
WITHDRAWN = "withdrawn"
SAYS = {"happened": State.HAPPENED, "did_not_happen": State.DID_NOT_HAPPEN}


@dataclass(frozen=True, slots=True)
class Said:
    """One standing record of one chance, with who said it and how they know."""

    id: str
    author_id: int | None
    voice: str
    own_word: bool  # the person's: signed in, handed over, on their own sheet, or settled with them
    present: bool
    said: str  # happened, did_not_happen, withdrawn
    written_at: datetime
    author_name: str = ""

    @property
    def age(self) -> tuple[datetime, str]:
        """The order in which records were written; ties by id, as text."""
        return self.written_at, self.id


def outcome(records: Iterable[Said], *, any_day: bool = False) -> State | None:
    """The one state these records of one chance name, or None if they say nothing.

    Of a chance that may be taken on `any_day`, who saw it happen outweighs who did not: they may mean different times.
    """
    words = deciding(records)
    states = {SAYS[record.said] for record in words}
    if any_day and State.HAPPENED in {SAYS[record.said] for record in words if record.present}:
        return State.HAPPENED
    return State.DISPUTED if len(states) > 1 else next(iter(states), None)


def deciding(records: Iterable[Said]) -> list[Said]:
    """The records whose word counts: the person's newest; else of those who were there; else of those who were told."""
    spoken = speaking(records)
    own = [record for record in spoken if record.own_word]
    if own:
        return [max(own, key=lambda record: record.age)]
    return [record for record in spoken if record.present] or spoken


def speaking(records: Iterable[Said]) -> list[Said]:
    """What each author and voice says now; who took it back says nothing."""
    return [record for record in newest_of_each(records) if record.said != WITHDRAWN]


def newest_of_each(records: Iterable[Said]) -> list[Said]:
    """For each author and voice, the record written last; it may be a withdrawal, and then they have said nothing."""
    newest: dict[tuple[int | None, str], Said] = {}
    for record in sorted(records, key=lambda record: record.age):
        newest[record.author_id, record.voice] = record
    return list(newest.values())


def due_state(records: Sequence[Said], closes: datetime, now: datetime) -> State:
    """The state of a dated chance: what its records say, at once; else not yet, until 24 hours past its window."""
    return outcome(records) or (State.NOT_DUE if now - closes < GRACE else State.NOT_RECORDED)


@dataclass(frozen=True, slots=True)
class Filled:
    """One flexible item's week: the state of each chance, and what was done beyond the plan."""

    states: tuple[State, ...]
    extra: int  # happened once more than planned: shown, never filling another gap

    @property
    def done(self) -> int:
        """How many of the chances happened so far."""
        return self.states.count(State.HAPPENED)


def fill(chances: int, groups: Iterable[Sequence[Said]], closes: datetime, now: datetime) -> Filled:
    """Fill n chances with the records of the week, each group being the records of one date and running number."""
    states = (outcome(group, any_day=True) for group in groups)
    said = sorted((state for state in states if state is not None), key=FILLING_ORDER.index)
    gap = State.NOT_DUE if now - closes < GRACE else State.NOT_RECORDED
    return Filled((*said[:chances], *[gap] * (chances - len(said))), said[chances:].count(State.HAPPENED))
