"""MyThing: one thing of the person's own day, with what was said of it and how it was: a screen of My week each."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import count

from carelog.home.worker_today import PersonToday
from carelog.records.chance import Key
from carelog.records.feelings import Feelings
from carelog.records.lived import Lived, LivedFlexible
from carelog.records.outcome import State
from carelog.records.said import Said
from carelog.weeks.calendar import days, week_of
from carelog.weeks.details import PARTS, ItemDetails, Part

NOTHING = Feelings()


@dataclass(frozen=True, slots=True)
class MyThing:
    """One chance of this day, or what nobody wrote down on the day before."""

    key: Key
    row: Lived | LivedFlexible  # what it belongs to in the plan
    lived: Lived | None  # what was said of just this chance; None: nothing yet
    felt: Feelings = NOTHING
    ahead: bool = False  # its time has not come
    yesterday: bool = False

    @property
    def details(self) -> ItemDetails:
        """The words of its item."""
        return self.row.details

    @property
    def state(self) -> State | None:
        """What became of it, once somebody said so."""
        return self.lived.state if self.lived and self.lived.recorded else None

    @property
    def said(self) -> str:
        """The person's own answer; "" until they gave one."""
        own = (word for word in (self.lived.said if self.lived else ()) if word.own_word)
        return next((word.said for word in own), "")

    def mine(self, user_id: int) -> Said | None:
        """The record with which they said so on a device of their own, to take it back."""
        return self.lived.mine(user_id, self.key[1]) if self.lived else None

    @property
    def asks_if_good(self) -> bool:
        """It happened, or partly, by whoever's word counts."""
        return self.state in (State.HAPPENED, State.PARTLY)

    @property
    def good(self) -> str:
        """Their own answer to "Was it good for me?"; "" until they gave one."""
        return str(self.felt.good.answer) if self.felt.good else ""

    def other_days(self, today: date) -> list[date]:
        """Those still to come of its week, to which it can be moved."""
        there = self.lived.occurrence.takes_place if self.lived else None
        return [day for day in days(*week_of(self.key[1])) if day > today and day != there]

    def other_parts(self, now: Part) -> list[Part]:
        """Of this day, those still to come."""
        there = self.lived.occurrence.part if self.lived else None
        return [part for part in PARTS[PARTS.index(now) + 1 :] if part != there] if now in PARTS else []


def my_things(today: PersonToday, felt: Mapping[Key, Feelings]) -> tuple[MyThing, ...]:
    """All of this day, in order of time, what any day will do for after that, and what is left from yesterday."""
    return tuple(_with(one, felt) for one in (*_dated(today), *_any_time(today), *_left(today)))


def _with(one: MyThing, felt: Mapping[Key, Feelings]) -> MyThing:
    return MyThing(one.key, one.row, one.lived, felt.get(one.key, NOTHING), one.ahead, one.yesterday)


def _dated(today: PersonToday) -> Iterator[MyThing]:
    rows = sorted((*today.done, *today.due, *today.later), key=lambda row: row.occurrence.opens)
    later = {row.key for row in today.later}
    return (MyThing(row.key, row, row, ahead=row.key in later) for row in rows)


def _any_time(today: PersonToday) -> Iterator[MyThing]:
    """Each time that something was done today, and once more where it is still open."""
    for row in today.flexible:
        there = row.on(today.day)
        yield from (MyThing((row.item_id, today.day, number), row, one) for number, one in there)
        if not there or row.filled.done < row.chances.count:
            yield MyThing((row.item_id, today.day, _free({number for number, _one in there})), row, None)
    for one in today.months:
        yield MyThing((one.key[0], today.day, 1), one, one)


def _free(taken: Set[int]) -> int:
    """The first number that nothing is said of: what was taken back keeps its screen."""
    return next(number for number in count(1) if number not in taken)


def _left(today: PersonToday) -> Iterator[MyThing]:
    return (MyThing(row.key, row, row, yesterday=True) for row in today.yesterday)


def days_of(things: tuple[MyThing, ...]) -> tuple[date, date]:
    """The first and the last date that records of them name."""
    named = [thing.key[1] for thing in things]
    return min(named), max(named)
