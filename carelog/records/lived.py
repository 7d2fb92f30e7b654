"""The agreed plan beside what was recorded of it, from one day to another, as one reader may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from carelog import clock, journal
from carelog.people.person import Person
from carelog.records.chance import Key
from carelog.records.outcome import Filled, State, deciding, differs, speaking
from carelog.records.said import HAPPENED, PARTLY, Heard, Reason, Said, Word
from carelog.weeks.calendar import days, month_of
from carelog.weeks.day_parts import DayParts
from carelog.weeks.details import PARTS, ItemDetails, Part
from carelog.weeks.occurrences import GRACE, Chances, Occurrence, Version, in_force
from carelog.weeks.time_away import Pause

NOTHING = Heard()
MAY_STILL_HAPPEN = {State.CHOSE_OTHER, State.CHOICE_UNCHECKED, State.DID_NOT_HAPPEN}
Slot = tuple[date, int]  # of a flexible item: the date and the running number that records name


@dataclass(frozen=True)
class Lived:
    """One dated chance, or the one chance of a month: its state, and what was said of it."""

    occurrence: Occurrence  # in its new window, if it was moved
    state: State
    heard: Heard = NOTHING

    @property
    def details(self) -> ItemDetails:
        """The words of its item."""
        return self.occurrence.planned.details

    @property
    def key(self) -> Key:
        """What records of it name."""
        return self.occurrence.key

    @cached_property
    def said(self) -> list[Said]:
        """The records that decide its state."""
        return deciding(self.heard)

    @cached_property
    def spoken(self) -> list[Said]:
        """What everybody says now."""
        return speaking(self.heard)

    @property
    def recorded(self) -> bool:
        """Somebody says something of it, or the person answered."""
        return bool(self.spoken) or self.heard.own_answer() is not None

    def mine(self, user_id: int, day: date | None = None) -> Said | None:
        """What this user says in their own voice, if it decides: a card shows it, and only that is taken back there.

        With a day, what they say of that one.
        """
        shown = {word.id for word in self.said}
        spoken = (word for word in self.spoken if (word.author_id, word.voice) == (user_id, journal.OWN))
        return next((word for word in spoken if word.id in shown and day in (None, word.about_day)), None)

    def on(self, day: date) -> bool:
        """Something is said of that day; for what any day of a month will do for."""
        return any(word.about_day == day for word in self.spoken)

    @property
    def done_on(self) -> list[date]:
        """The dates on which it happened, or partly, by those whose word decides."""
        words = (word for word in self.said if word.said in (HAPPENED, PARTLY))
        return sorted({word.about_day for word in words if word.about_day})

    @property
    def differs(self) -> bool:
        """People say different things of it."""
        return differs(self.heard)

    @property
    def reasons(self) -> list[Reason]:
        """Why it did not happen, or only partly, by those whose word decides."""
        return sorted({word.reason for word in self.said if word.reason})

    def is_ahead(self, day: date, today: date) -> bool:
        """Neither the date that records name nor one that it was moved to has come: nothing can have happened."""
        return min(day, self.occurrence.takes_place) > today

    def late(self, word: Word) -> bool:
        """That record was written more than 24 hours after the window."""
        return word.written_at - self.occurrence.closes > GRACE


@dataclass(frozen=True)
class LivedFlexible:
    """One flexible item's week: its chances, how they were filled, and what was said by date and number."""

    chances: Chances
    filled: Filled
    groups: Mapping[Slot, Heard]  # what fills a chance, or says nothing yet
    order: Sequence[tuple[State, Slot]]  # the groups in the order in which they fill; beyond the count they are extra
    hidden: frozenset[Slot] = frozenset()  # what the person keeps from this reader; none of it is in the others

    @property
    def details(self) -> ItemDetails:
        """The words of its item."""
        return self.chances.planned.details

    @property
    def item_id(self) -> str:
        """Its item."""
        return self.chances.planned.item_id

    def each(self) -> list[Lived]:
        """Its chances one by one; the ones that somebody said something about name the record's date and number."""
        slots: list[Slot | None] = [slot for _state, slot in self.order[: self.chances.count]]
        slots += [None] * (self.chances.count - len(slots))
        return [self._one(state, slot) for state, slot in zip(self.filled.states, slots, strict=True)]

    def passed_by(self, day: date) -> list[Lived]:
        """What was said no to or did not happen on an earlier day, where no chance is open besides.

        While the week lasts it may still happen: that fills the chance before a "no" does.
        """
        if self.filled.gap is not State.NOT_DUE or State.NOT_DUE in self.filled.states:
            return []
        return [one for one in self.each() if one.state in MAY_STILL_HAPPEN and one.occurrence.day < day]

    def extra(self) -> list[Lived]:
        """What happened once more than planned."""
        beyond = self.order[self.chances.count :]
        return [self._one(state, slot) for state, slot in beyond if state is State.HAPPENED]

    def is_ahead(self, day: date, today: date) -> bool:
        """That date has not come."""
        return day > today

    def on(self, day: date) -> list[tuple[int, Lived]]:
        """What is said of that day: running number and chance, none that were withdrawn."""
        ones = [(number, self.one((when, number))) for when, number in sorted(self.groups) if when == day]
        return [(number, one) for number, one in ones if one.recorded]

    def next_number(self, day: date) -> int:
        """The running number of what is said next of that day."""
        taken = {number for number, _one in self.on(day)} | {number for when, number in self.hidden if when == day}
        return max(taken, default=0) + 1

    def one(self, slot: Slot) -> Lived:
        """The chance that records of that date and number are about."""
        states = {place: state for state, place in self.order}
        unfilled = State.PAUSED if deciding(self.groups.get(slot, NOTHING)) else self.filled.gap
        return self._one(states.get(slot, unfilled), slot)

    def _one(self, state: State, slot: Slot | None) -> Lived:
        day, number = slot or (self.chances.sunday, 0)
        closes = self.chances.closes
        there = Occurrence(self.chances.planned, day, self.details.part, closes, closes, number)
        return Lived(there, state, self.groups.get(slot, NOTHING) if slot else NOTHING)


@dataclass(frozen=True)
class LivedSpan:
    """One person's plan and what became of it, from one day to another, both included."""

    person: Person
    first: date
    last: date
    day_parts: DayParts  # the team's settings of time
    versions: Sequence[Version]
    dated: tuple[Lived, ...]  # by date in the span
    months: tuple[Lived, ...]  # of every month that the span touches: what any of its days will do for
    flexible: tuple[LivedFlexible, ...]  # of every week that ends in the span
    pauses: tuple[Pause, ...]  # that touch the span
    now: datetime

    @property
    def planned(self) -> bool:
        """A version is in force on its last day."""
        return in_force(self.versions, self.last) is not None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of a day, in their order."""
        return PARTS

    @property
    def days(self) -> list[date]:
        """Its dates."""
        return days(self.first, self.last)

    @property
    def earlier(self) -> date:
        """The first day of as many days before."""
        return self.first - timedelta(days=len(self.days))

    @property
    def later(self) -> date:
        """The day after."""
        return self.last + timedelta(days=1)

    def days_from(self, day: date) -> list[date]:
        """Its dates with that day first, if it is one of them; then those that follow, then those before."""
        return sorted(self.days, key=lambda one: (one < day, one)) if day in self.days else self.days

    def cell(self, day: date, part: Part) -> list[Lived]:
        """What takes place on that day in that part; things of any time stand in the morning."""
        parts = (part, Part.ANY) if part is Part.MORNING else (part,)
        return [one for one in self.on(day) if one.occurrence.part in parts]

    def on(self, day: date) -> list[Lived]:
        """The dated chances that take place on that day, in order of time."""
        here = [one for one in self.dated if one.occurrence.takes_place == day]
        return sorted(here, key=lambda one: (one.occurrence.opens, one.occurrence.closes))

    def away_on(self, day: date) -> Pause | None:
        """The pause that holds on that day."""
        return next((pause for pause in self.pauses if pause.holds_on(day)), None)

    def flexible_on(self, day: date) -> list[LivedFlexible]:
        """What any day of that day's week will do for, and can be taken on it or was said of it."""
        week = [row for row in self.flexible if row.chances.monday == clock.monday(day)]
        return [row for row in week if self._at_home(row.details, day) or row.on(day)]

    def months_on(self, day: date) -> list[Lived]:
        """What any day of that day's month will do for, likewise."""
        month = [row for row in self.months if row.occurrence.day == month_of(day)[1]]
        return [row for row in month if self._at_home(row.details, day) or row.on(day)]

    def _at_home(self, details: ItemDetails, day: date) -> bool:
        return details.carries_on or self.away_on(day) is None

    def find(self, item_id: str, day: date, number: int) -> Lived | None:
        """The dated chance with that key, or the chance of that day's month."""
        dated = (one for one in self.dated if one.key == (item_id, day, number))
        month = (one for one in self.months if one.key == (item_id, month_of(day)[1], number))
        return next(dated, None) or next(month, None)

    def find_flexible(self, item_id: str, day: date) -> LivedFlexible | None:
        """The flexible item with that id in that day's week."""
        monday = clock.monday(day)
        return next((one for one in self.flexible if (one.item_id, one.chances.monday) == (item_id, monday)), None)

    @property
    def over(self) -> bool:
        """It is past 05:00 after its last night."""
        return self.ended(self.last)

    def ended(self, day: date) -> bool:
        """It is past 05:00 after that day's night."""
        return self.now >= self.day_parts.day_ends(day)
