"""Asking: what a person can be asked about their days on a phone that is handed over to them.

A thing is one chance: of today, or of the week before with a choice or a move that somebody wrote down and nobody
checked. The phone keeps the list for as long as it is handed over, so that the questions stand still while they answer.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from carelog import clock, journal
from carelog.accounts.session import Session
from carelog.people.person import Person
from carelog.records.chance import Key
from carelog.records.lived import Lived, LivedSpan
from carelog.records.outcome import State
from carelog.records.reading import lived_span
from carelog.records.said import CHOSE, Word
from carelog.weeks.calendar import week_of

DAYS_BACK = 7  # how long ago something may be that is still asked about
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Thing:
    """One chance that they are asked about; of a choice or a move also the id of that record."""

    key: Key
    about: str = ""
    of_move: bool = False

    def packed(self) -> list[Any]:
        """As JSON can hold it."""
        item_id, day, number = self.key
        return [item_id, day.isoformat(), number, self.about, self.of_move]

    @classmethod
    def unpacked(cls, packed: Sequence[Any]) -> Self:
        """The way back."""
        item_id, day, number, about, of_move = packed
        return cls((item_id, date.fromisoformat(day), number), about, of_move)

    @classmethod
    def all_of(cls, session: Session) -> list[Self]:
        """What that phone asks."""
        return [cls.unpacked(packed) for packed in json.loads(session.handed_things)]

    @property
    def name(self) -> str:
        """What a form sends for it."""
        return " ".join(str(one) for one in self.packed()[:4] if one)


@dataclass(frozen=True, slots=True)
class Askable:
    """A thing with what is known of it."""

    thing: Thing
    lived: Lived
    today: bool
    now: bool  # of this part of the day, or still to be checked: what a visit would ask


def askable(person: Person, labels: set[str], now: datetime | None = None) -> list[Askable]:
    """Today's things that have come, in order of time; then what is to be checked of the week before, newest first."""
    moment = now or clock.now()
    today = clock.living_day(person.team.tz, moment)
    before = [today - ONE_DAY * days for days in range(1, DAYS_BACK + 1)]
    span = lived_span(person, week_of(before[-1])[0], week_of(today)[1], labels, moment)
    todays = [_askable(span, key, lived, today=True) for key, lived in _of_day(span, today)]
    earlier = [_askable(span, key, lived) for day in before for key, lived in _of_day(span, day) if to_check(lived)]
    return todays + earlier


def is_askable(person: Person, about: str, labels: set[str]) -> bool:
    """That choice or move is among what they can be asked now; what is longer ago is asked in a conversation."""
    return any(one.thing.about == about for one in askable(person, labels))


def to_check(lived: Lived) -> Word | None:
    """The choice, or the wish to move it, that somebody else wrote down and nobody has checked."""
    heard, move = lived.heard, lived.heard.move
    choices = (word for word in lived.spoken if word.said == CHOSE and not word.checked and _is_others(word))
    choice = next(choices, None) if heard.own_answer() is None else None
    if choice is None and move and move.asked_by_person and _is_others(move):
        return None if heard.answer_about(move) else move
    return choice


def _of_day(span: LivedSpan, day: date) -> Iterator[tuple[Key, Lived]]:
    """What has come of that day. What technology does by itself nobody is asked about."""
    return ((key, lived) for key, lived in _everything(span, day) if not lived.details.technology)


def _everything(span: LivedSpan, day: date) -> Iterator[tuple[Key, Lived]]:
    for one in span.on(day):
        if one.state is not State.PAUSED and (one.recorded or one.occurrence.opens <= span.now):
            yield one.key, one
    for row in span.flexible_on(day):
        for number, one in row.on(day):
            yield (row.item_id, day, number), one
    for one in span.months_on(day):
        if one.on(day):
            yield (one.key[0], day, 1), one


def _askable(span: LivedSpan, key: Key, lived: Lived, *, today: bool = False) -> Askable:
    word, parts = to_check(lived), span.day_parts
    part_now = parts.of(span.now.astimezone(parts.zone).time())
    thing = Thing(key, word.id, word is lived.heard.move) if word else Thing(key)
    return Askable(thing, lived, today, word is not None or lived.occurrence.part is part_now)


def _is_others(word: Word) -> bool:
    return not word.own_word and word.voice == journal.OWN
