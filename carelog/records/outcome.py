"""Records in, one state out. Pure: no database and no clock.

The rule is "Several records of one occurrence" of the measure, with "A choice is checked", "Moved" and "Away".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from carelog.records.said import (
    CHOSE,
    DID_NOT_HAPPEN,
    HAPPENED,
    PARTLY,
    WITHDRAWN,
    Answer,
    Heard,
    Reason,
    Said,
)
from carelog.weeks.occurrences import GRACE, Occurrence


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


Key = TypeVar("Key")
FILLING_ORDER = (
    State.HAPPENED, State.PARTLY, State.CHOSE_OTHER, State.CHOICE_UNCHECKED, State.DISPUTED, State.DID_NOT_HAPPEN,
)  # fmt: skip
SAW_IT = {State.HAPPENED, State.PARTLY}
CHOICES = {State.CHOSE_OTHER, State.CHOICE_UNCHECKED}
# Which state each word names; a choice, once it is checked.
SAYS = {
    HAPPENED: State.HAPPENED, PARTLY: State.PARTLY, CHOSE: State.CHOSE_OTHER, DID_NOT_HAPPEN: State.DID_NOT_HAPPEN,
}  # fmt: skip


def outcome(heard: Heard, *, any_day: bool = False) -> State | None:
    """The one state that what was heard of one chance names, or None if it says nothing.

    Of a chance that may be taken on `any_day`, somebody present who saw it happen outweighs who did not: they may mean
    different times.
    """
    words = deciding(heard)
    if not words:
        own = heard.own_answer()
        return State.DID_NOT_HAPPEN if own and own.answer is Answer.WANTED else None
    states = {named(word) for word in words}
    saw_it = {named(word) for word in words if word.present} & SAW_IT
    if any_day and saw_it:  # the person's own word would stand alone
        states = saw_it
    if states >= CHOICES:
        states.remove(State.CHOICE_UNCHECKED)
    return states.pop() if len(states) == 1 else State.DISPUTED


def named(word: Said) -> State:
    """The state that one record names; a choice in the person's own word needs no check."""
    unchecked = word.said == CHOSE and not (word.own_word or word.checked)
    return State.CHOICE_UNCHECKED if unchecked else SAYS[word.said]


def deciding(heard: Heard) -> list[Said]:
    """The records whose word counts: the person's newest; else of those who were there; else of those who were told."""
    spoken = speaking(heard)
    own = [word for word in (*spoken, *_own_choice(heard)) if word.own_word]
    if own:
        return [max(own, key=lambda word: word.age)]
    return [word for word in spoken if word.present] or spoken


def speaking(heard: Heard) -> list[Said]:
    """What each author and voice says now, as checks and a move leave it. Who took it back says nothing."""
    own = heard.own_answer()
    silenced = own.age if own and own.answer is Answer.WANTED else None
    spoken = [word for word in newest_of_each(heard.said) if word.said != WITHDRAWN]
    return [
        _as_it_reads(word, heard)
        for word in spoken
        if not (silenced and word.said == CHOSE and word.age < silenced)
    ]  # fmt: skip


def newest_of_each(records: Iterable[Said]) -> list[Said]:
    """For each author and voice, the record written last; it may be a withdrawal, and then they have said nothing."""
    newest: dict[tuple[int | None, str], Said] = {}
    for record in sorted(records, key=lambda record: record.age):
        newest[record.author_id, record.voice] = record
    return list(newest.values())


def _as_it_reads(word: Said, heard: Heard) -> Said:
    """A checked choice is one, or it is none and the reason is not yet known; moved by others, "happened" is partly."""
    if word.said == CHOSE and not word.own_word:
        check = heard.answer_about(word)
        if check and check.answer is Answer.WANTED:
            return replace(word, said=DID_NOT_HAPPEN, reason=None)
        return replace(word, checked=check is not None)
    if word.said == HAPPENED and heard.move:
        return replace(word, said=HAPPENED if heard.moved_as_asked() else PARTLY)
    return word


def _own_choice(heard: Heard) -> list[Said]:
    """The person's "I chose not to", which is their own word about the chance, whatever became of the record."""
    own = heard.own_answer()
    if own is None or own.answer is not Answer.CHOSE:
        return []
    return [
        Said(
            id=own.id, author_id=own.author_id, voice=own.voice, own_word=True, written_at=own.written_at,
            author_name=own.author_name, role=own.role, about_day=own.about_day, said=CHOSE, present=False,
            how_shown=own.how_shown, checked=True, came=own.came,
        )
    ]  # fmt: skip


def differs(heard: Heard) -> bool:
    """People say different things, whoever's word decides; a checked and an unchecked choice are the same."""
    words = [*speaking(heard), *_own_choice(heard)]
    return len({State.CHOSE_OTHER if named(word) in CHOICES else named(word) for word in words}) > 1


def due_state(heard: Heard, chance: Occurrence, now: datetime) -> State:
    """The state of a dated chance or of a month's: what its records say, at once; else whether it is time."""
    state = outcome(heard, any_day=chance.any_day)
    if chance.away and (state is None or only_away(heard)):
        return State.PAUSED
    return state or (State.NOT_DUE if now - chance.closes < GRACE else State.NOT_RECORDED)


def only_away(heard: Heard) -> bool:
    """Every record that decides says that it did not happen because the person was away."""
    words = deciding(heard)
    return bool(words) and all(word.said == DID_NOT_HAPPEN and word.reason is Reason.AWAY for word in words)


@dataclass(frozen=True, slots=True)
class Filled:
    """One flexible item's week: the state of each chance, and what was done beyond the plan."""

    states: tuple[State, ...]
    extra: int = 0  # happened once more than planned: shown, never filling another gap
    gap: State = field(default=State.NOT_DUE, compare=False)  # what a chance is in that nobody recorded

    @property
    def written(self) -> int:
        """Of how many of the chances something is written down."""
        return len(self.states) - self.states.count(self.gap)

    @property
    def done(self) -> int:
        """How many of the chances happened so far."""
        return self.states.count(State.HAPPENED)


def filling(groups: Mapping[Key, Heard]) -> list[tuple[State, Key]]:
    """The groups of a week that name a state, each of one date and running number, in the order in which they fill.

    Leave out beforehand what fills none: a paused date of which everybody says "I was away".
    """
    states = [(outcome(group, any_day=True), key) for key, group in groups.items()]
    return sorted(((state, key) for state, key in states if state), key=lambda pair: FILLING_ORDER.index(pair[0]))


def fill(chances: int, said: Sequence[State], closes: datetime, now: datetime) -> Filled:
    """Fill n chances with the states that the week's groups name, in their filling order."""
    gap = State.NOT_DUE if now - closes < GRACE else State.NOT_RECORDED
    return Filled((*said[:chances], *[gap] * (chances - len(said))), said[chances:].count(State.HAPPENED), gap)
