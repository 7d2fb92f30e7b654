"""Shared: what stands between a person and one ally, section by section; and what the person is to be asked again."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self, cast
from zoneinfo import ZoneInfo

from peewee import SQL, fn

from carelog import clock
from carelog.accounts.staff_role import COORDINATOR, StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.journal import Event
from carelog.people.circle import ALLY, Membership
from carelog.people.person import Person, Placement
from carelog.people.sharing import NOT_SHARED, SECTIONS, STANDS_ON, Choice, Sharing, as_seen, day_to_ask

SURELY_OLDER = timedelta(days=364)  # than what may be a year old: which day it is, is asked of each


@dataclass(frozen=True, slots=True)
class Section:
    """What stands about one section on one day."""

    name: str
    choice: Choice
    decision: Any = None  # a Sharing with its event and author, if there ever was one
    ask_again: date | None = None  # it is shared, and from that day on the person is to be asked again

    @classmethod
    def of(cls, name: str, decision: Sharing | None, person: Person, today: date) -> Self:
        """As that decision leaves it."""
        choice = decision.choice(today) if decision else NOT_SHARED
        asked = day_to_ask(person.team.tz, decision.event.received_at) if decision and choice.shared else None
        return cls(name, choice, decision, asked)


@dataclass(frozen=True, slots=True)
class Shared:
    """One ally, and what stands on this day for each section."""

    ally: Membership
    sections: tuple[Section, ...]
    today: date

    @classmethod
    def around(cls, person: Person, today: date, ally_id: int | None = None) -> list[Self]:
        """Every ally of this person, or that one. Three queries."""
        allies = [one for one in Membership.allies_of(person) if ally_id in (None, one.id)]
        made = Sharing.newest_told(allies)
        return [
            cls(ally, tuple(Section.of(s, made[ally.id].get(s), person, today) for s in SECTIONS), today)
            for ally in allies
        ]

    @property
    def as_seen(self) -> str:
        """Which decisions stand, for a page to carry."""
        return as_seen({one.name: one.decision for one in self.sections if one.decision})

    @property
    def standing(self) -> dict[str, Choice]:
        """What is shared, by section."""
        return {one.name: one.choice for one in self.sections}

    @property
    def given(self) -> list[Section]:
        """What is shared, or will be."""
        return [one for one in self.sections if one.choice.shared]

    def has_a_page(self, section: str) -> bool:
        """A page on which it stands is shared on the first of its days; today, where it is not shared."""
        standing = self.standing
        choice = standing[section] if standing[section].shared else Choice(shared=True)
        first, _last = choice.days(self.today)
        pages = [standing[page] for page in STANDS_ON.get(section, ()) if standing[page].shared]
        days = [page.days(self.today) for page in pages]
        return section not in STANDS_ON or any(begins <= first <= ends for begins, ends in days)

    @property
    def due(self) -> list[Section]:
        """What the person decided more than a year ago: it holds, and they are to be asked again."""
        return [one for one in self.sections if one.ask_again is not None and one.ask_again <= self.today]


def to_ask_again(person: Person) -> int:
    """How many decisions about sharing this person is to be asked about again. One query."""
    return _to_ask_again(Membership.person == person).total()


def waits_to_be_asked(user: User) -> list[tuple[Person, int]]:
    """The people whom this user coordinates and who are to be asked again, by name, and about how much. Two queries."""
    mine = StaffRole.standing().where((StaffRole.user == user) & (StaffRole.role == COORDINATOR))
    found = _to_ask_again(Placement.team.in_(mine.select(StaffRole.team)))
    people = Person.with_team().where(Person.id.in_(list(found))).order_by(fn.LOWER(Person.name))
    return [(person, found[person.id]) for person in people] if found else []


def _to_ask_again(whose: Any) -> Counter[int]:
    """By person; `whose`: the condition."""
    later, now = Sharing.alias(), clock.now()
    newer = later.select(SQL("1")).where(
        (later.membership == Sharing.membership) & (later.section == Sharing.section) & (later.event > Sharing.event)
    )
    there = (Placement.person == Membership.person) & Placement.holds_at(now)
    old = (
        Sharing.select(Sharing, Event.received_at, Membership.person.alias("whose"), Team.zone.alias("zone"))
        .join(Event)
        .switch(Sharing)
        .join(Membership)
        .join(Placement, on=there)
        .join(Team)
        .where((Event.received_at < now - SURELY_OLDER) & Sharing.shared & ~fn.EXISTS(newer))
        .where(Membership.holds_at(now) & (Membership.role == ALLY) & whose)
    )
    found: Counter[int] = Counter()
    for decision in cast("Iterable[Any]", old.objects()):
        zone = ZoneInfo(decision.zone)
        today = clock.day_here(zone)
        found[decision.whose] += decision.choice(today).shared and day_to_ask(zone, decision.received_at) <= today
    return +found
