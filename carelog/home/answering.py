"""Answering: one question after the other on a phone that is handed over, and each answer in the person's own word.

Which question stands on the screen is in its address; only the list of things is kept with the phone.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from carelog.accounts.session import Session
from carelog.home.asking import Thing
from carelog.people.circle import SELF, Membership
from carelog.people.person import Person
from carelog.records.chance import Key
from carelog.records.feelings import Feelings, feelings
from carelog.records.good_for_me import Company, Good
from carelog.records.lived import Lived, LivedSpan
from carelog.records.reading import lived_span
from carelog.records.said import CHOSE, DID_NOT_HAPPEN, HAPPENED, PARTLY, Answer
from carelog.weeks.calendar import week_of
from carelog.weeks.details import ItemDetails

NOT_SURE = "not_sure"  # of what happened: it writes nothing
NOTHING = Feelings()


class Ask(StrEnum):
    """The questions, in the order in which a thing is asked about."""

    HAPPENED = "happened"  # Did it happen?
    WANTED = "wanted"  # Did you want this?
    MOVED = "moved"  # Did you want to move it?
    GOOD = "good"  # Was it good?
    COMPANY = "company"  # Who was with you?


ANSWERS: dict[Ask, tuple[str, ...]] = {  # in their order on the screen; of the company they are people
    Ask.HAPPENED: (HAPPENED, DID_NOT_HAPPEN, CHOSE, NOT_SURE),
    Ask.WANTED: (Answer.WANTED, Answer.CHOSE, Answer.NOT_SURE),
    Ask.MOVED: (Answer.CHOSE, Answer.WANTED, Answer.NOT_SURE),
    Ask.GOOD: tuple(Good),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: the number of the thing, and which question about it."""

    number: int
    ask: Ask


@dataclass(frozen=True, slots=True)
class Asked:
    """A thing with what the person said of it so far."""

    thing: Thing
    lived: Lived
    felt: Feelings

    @property
    def details(self) -> ItemDetails:
        """The words of its item."""
        return self.lived.details

    @property
    def day(self) -> date:
        """The date on which it took place; of what any day will do for, the one that was named."""
        there = self.lived.occurrence
        return self.thing.key[1] if there.any_day else there.takes_place

    @property
    def said(self) -> str:
        """What became of it, in their own word; "" until they said."""
        own = [word for word in self.lived.said if word.own_word]
        return own[0].said if own else ""

    @property
    def asks(self) -> list[Ask]:
        """What there is to ask: of what happened, also how it was."""
        asks = asks_about(self.thing)
        return asks if self.said in (HAPPENED, PARTLY) else asks[:1]

    def given(self, ask: Ask) -> list[str]:
        """Their answer so far, to be seen when they come back to it; of a choice none, that is asked anew each time."""
        if ask is Ask.HAPPENED:
            return [self.said]
        if ask is Ask.GOOD and self.felt.good:
            return [str(self.felt.good.answer)]
        if ask is Ask.COMPANY and self.felt.company:
            there = [str(one or Company.SOMEBODY_ELSE) for one in self.felt.company.companions]
            return there or [str(self.felt.company.company)]
        return []


@dataclass(frozen=True, slots=True)
class Questions:
    """All that the phone in their hands asks, and what they said so far."""

    things: tuple[Asked, ...] = ()

    @classmethod
    def of(cls, person: Person, session: Session, labels: set[str]) -> Self:
        """As that phone asks them, of what is still in the plan. Six queries."""
        things = Thing.all_of(session)
        days = [thing.key[1] for thing in things]
        first, last = week_of(min(days))[0], week_of(max(days))[1]
        span, felt = lived_span(person, first, last, labels), feelings(person, first, last, labels)
        found = ((thing, _lived(span, thing.key)) for thing in things)
        return cls(tuple(Asked(thing, lived, felt.get(thing.key, NOTHING)) for thing, lived in found if lived))

    def place(self, number: int, ask: str = "") -> Place | None:
        """Where an address leads: to that question, or the first about that thing; None when there are no more."""
        if number >= len(self.things):
            return None
        here = max(number, 0)
        asks = self.things[here].asks
        return Place(here, Ask(ask) if ask in asks else asks[0])

    def following(self, thing: Thing, ask: Ask, *, said: bool) -> Place | None:
        """After an answer: the next question; after none, the next thing."""
        number = next((place for place, one in enumerate(self.things) if one.thing == thing), len(self.things))
        later = self._around(Place(number, ask))[1] if said and number < len(self.things) else []
        return Place(number, later[0]) if later else self.place(number + 1)

    def before(self, place: Place) -> Place | None:
        """The question before; None at the very first."""
        earlier = self._around(place)[0]
        return Place(place.number, earlier[-1]) if earlier else self.last(place.number - 1)

    def last(self, number: int | None = None) -> Place | None:
        """The last question about that thing, or of all; None before the first thing."""
        here = len(self.things) - 1 if number is None else number
        return Place(here, self.things[here].asks[-1]) if here >= 0 else None

    def _around(self, place: Place) -> tuple[list[Ask], list[Ask]]:
        """What is asked about the same thing before and after."""
        asks = self.things[place.number].asks
        here = asks.index(place.ask) if place.ask in asks else len(asks)
        return asks[:here], asks[here + 1 :]


def asks_about(thing: Thing) -> list[Ask]:
    """All that can be asked about it: of a choice or a move that alone; else what became of it, and how it was."""
    if thing.about:
        return [Ask.MOVED if thing.of_move else Ask.WANTED]
    return [Ask.HAPPENED, Ask.GOOD, Ask.COMPANY]


def companions(person: Person, *named: str) -> list[Membership]:
    """Who may have been with them: those whom the first words name, then those of the next, then the others."""

    def place(member: Membership) -> int:
        called = _words(member.user.name)
        return next((number for number, words in enumerate(named) if called & _words(words)), len(named))

    return sorted((member for member in Membership.around(person) if member.role != SELF), key=place)


def _words(text: str) -> set[str]:
    return {word.strip(",.").casefold() for word in text.split()}


def _lived(span: LivedSpan, key: Key) -> Lived | None:
    item_id, day, number = key
    row = span.find_flexible(item_id, day)
    return span.find(*key) or (row.one((day, number)) if row else None)
