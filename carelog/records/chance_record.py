"""ChanceRecord: all that was ever written of one chance, beside the state it makes, as one reader may see it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Self

from carelog import clock, journal
from carelog.people.person import Person
from carelog.records.chance import Key
from carelog.records.heard import Written, everything_written
from carelog.records.lived import Lived, LivedFlexible
from carelog.records.outcome import State, newest_of_each
from carelog.records.reading import lived_week
from carelog.records.said import CHOSE, WITHDRAWN, Answer, Move, Said, Word
from carelog.weeks.calendar import month_of, week_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One record, and what became of it."""

    written: Written
    speaks: bool  # nothing newer of the same author has taken its place
    counts: bool  # its word decides the state
    late: bool  # written more than 24 hours after the window
    later: Written | None  # what its author put in its place, or took it back with

    @property
    def word(self) -> Word:
        """What it says."""
        return self.written.word


@dataclass(frozen=True)
class ChanceRecord:
    """One chance of one person's plan with everything that was written of it, corrected and taken back included."""

    person: Person
    key: Key
    lived: Lived
    flexible: LivedFlexible | None
    entries: tuple[Entry, ...]  # oldest first
    now: datetime

    @classmethod
    def of(cls, person: Person, key: Key, labels: set[str], now: datetime | None = None) -> Self | None:
        """What that key names in the plan, of what these labels let somebody see; None if nothing. Six queries."""
        item_id, day, number = key
        moment = now or clock.now()
        week = lived_week(person, clock.monday(day), labels, moment, only=item_id)
        flexible = week.find_flexible(item_id, day)
        lived = week.find(*key) or (flexible.one((day, number)) if flexible else None)
        if lived is None or (flexible and (day, number) in flexible.hidden):
            return None
        first, last = month_of(day) if lived.occurrence.any_day else (day, day)
        written = [
            one for one in everything_written(person.id, item_id, first, last, labels)
            if lived.occurrence.any_day or one.number == number
        ]  # fmt: skip
        return cls(person, key, lived, flexible, tuple(_entries(lived, written)), moment)

    @property
    def day(self) -> date:
        """The date that records name."""
        return self.key[1]

    @property
    def ahead(self) -> bool:
        """Its date, and one that it was moved to, has not come yet: nothing can have happened."""
        return self.lived.is_ahead(self.day, clock.day_here(self.person.team.tz, self.now))

    @property
    def unsaid(self) -> bool:
        """Its window is over, and nobody says what became of it."""
        return not self.lived.recorded and self.lived.occurrence.closes <= self.now

    @property
    def any_day(self) -> bool:
        """Any day of its week or month will do."""
        return self.flexible is not None or self.lived.occurrence.any_day

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day on which it may be done."""
        if self.lived.occurrence.any_day:
            return month_of(self.day)
        return week_of(self.day) if self.any_day else (self.day, self.day)

    @property
    def movable(self) -> bool:
        """It has a date of its own, and so can be put elsewhere in its week."""
        return not self.any_day

    @cached_property
    def standing(self) -> list[Entry]:
        """What people say now."""
        return [entry for entry in self.entries if entry.speaks]

    @property
    def own(self) -> list[Entry]:
        """What the person says now, in their own word."""
        return [entry for entry in self.standing if entry.word.own_word]

    @property
    def others(self) -> list[Entry]:
        """What the others say now."""
        return [entry for entry in self.standing if not entry.word.own_word]

    @property
    def earlier(self) -> list[Entry]:
        """What was corrected, taken back or said anew; readable for ever."""
        return [entry for entry in self.entries if not entry.speaks and not entry.written.withdrawn]

    def mine(self, user_id: int) -> Said | None:
        """What this user says now in their own voice, which they may correct or take back."""
        said = (one.word for one in self.standing if isinstance(one.word, Said))
        return next((word for word in said if (word.author_id, word.voice) == (user_id, journal.OWN)), None)

    def to_ask(self, user_id: int, *, own: bool) -> Word | None:
        """The choice, or the wish to move it, that somebody else wrote down and that is still to be checked.

        The person (`own`) is asked until they answered themselves; others ask while no answer is known.
        """
        asked = (entry.word for entry in self.others if _asks(entry.word))
        return next((word for word in asked if not self._answered(word, user_id, own=own)), None)

    def _answered(self, word: Word, user_id: int, *, own: bool) -> bool:
        of_move = isinstance(word, Move)
        about = [check for check in self.lived.heard.checks if check.about == word.id]
        if any(check.author_id == user_id and check.answer is not Answer.NOT_SURE for check in about):
            return True
        sure = self.lived.heard.answer_about(word)
        return not own and (sure or (None if of_move else self.lived.heard.own_answer())) is not None


def _asks(word: Word) -> bool:
    return (isinstance(word, Said) and word.said == CHOSE) or (isinstance(word, Move) and word.asked_by_person)


def _entries(lived: Lived, written: list[Written]) -> list[Entry]:
    later = {(one.word.author_id, one.replaces): one for one in written if one.replaces}
    now = {_name(word) for word in newest_of_each(lived.heard.said) if word.said != WITHDRAWN}
    now |= {_name(check) for check in lived.heard.checks}
    now |= {_name(lived.heard.move)} if lived.heard.move else set()
    counting = {_name(word) for word in _deciders(lived)} if lived.state is not State.DISPUTED else set()
    return [
        Entry(
            written=one,
            speaks=_name(one.word) in now,
            counts=_name(one.word) in counting,
            late=lived.late(one.word),
            later=later.get(_name(one.word)),
        )
        for one in written
    ]


def _deciders(lived: Lived) -> list[Word]:
    """The records whose word counts; and the answers that made them mean what they now do."""
    answers = [lived.heard.answer_about(word) for word in lived.said]
    own = lived.heard.own_answer() if not lived.said else None
    return [*lived.said, *(answer for answer in (*answers, own) if answer)]


def _name(word: Word) -> tuple[int | None, str]:
    return word.author_id, word.id
