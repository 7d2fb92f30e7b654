"""Owed: what somebody still has to do, around whomever they belong; and what the words of somebody led to."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self, cast
from zoneinfo import ZoneInfo

from peewee import JOIN, fn

from carelog import clock
from carelog.accounts.team import Team
from carelog.journal import Event
from carelog.people.person import Person, Placement
from carelog.prepared import prepared
from carelog.reviews.action import KIND, SOON, WAITING, Action, ActionBecause, State, state_on
from carelog.reviews.kept_action import LAST, Kept, belongs, due_by, has_it, is_open, kept, newest_step, rows
from carelog.reviews.reader import Reader
from carelog.reviews.told_of import told_of

PAGE = 30
SOURCE = Event.alias()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody has to do that is overdue, due or soon; around whom, and under which label."""

    person_id: int
    label: str
    state: State


@dataclass(frozen=True, slots=True)
class LedTo:
    """What somebody wrote about a person, and an action that it led to."""

    source_kind: str
    source_id: str
    written_at: datetime
    action: Kept


@dataclass(frozen=True, slots=True)
class Owed:
    """Somebody's own page: what they have to do, what their teams' people wait for, and what their words led to."""

    mine: tuple[Kept, ...]
    others: tuple[Kept, ...]  # around whom they lead: due within a week, or without an owner
    led_to: tuple[tuple[LedTo, bool], ...]  # each with whether they may read the action

    @classmethod
    def of(cls, user_id: int, readers: Mapping[int, Reader], led: Collection[int], day: date) -> Self:
        """Of the people, by id, of whom they are such readers; `led`: around whom they lead. Three queries at most."""
        mine = (one for one in open_ones(readers, owner=user_id) if readers[one.person_id].reads(one))
        others = open_ones(led, until=day + SOON) if led else []
        told = led_to(user_id, readers, [key for key, reader in readers.items() if reader.own])
        return cls(
            tuple(mine),
            tuple(one for one in others if one.owner_id != user_id or not one.has_owner),
            tuple((one, readers[one.action.person_id].reads(one.action)) for one in told),
        )


def open_ones(
    people: Collection[int], *, owner: int | None = None, until: date | None = None, at: datetime | None = None
) -> list[Kept]:
    """What is open around these people, by day, without its steps; of that owner, where they belong. One query.

    `until`: due by then, or without an owner. Whoever asks leaves out the labels that its reader may not read.
    """
    moment = at or clock.now()
    stands = belongs(has_it, moment)
    late = True if until is None else (due_by <= until) | ~stands
    mine = True if owner is None else (has_it == owner) & stands
    found = rows(moment).where(Event.person_id.in_(sorted(people)) & is_open & late & mine)
    return [kept(row) for row in found.order_by(due_by, Event.seq)]


def waiting(user_id: int, at: datetime) -> list[Waiting]:
    """What this user has to do soon, or had to, around whomever they belong at that moment. One query."""
    ends = clock.day_here(ZoneInfo("UTC"), at) + 2 * SOON  # further than any zone's
    found = [
        Waiting(person_id, label, state_on(clock.living_day(ZoneInfo(zone), at), by_when, None))
        for person_id, label, zone, by_when in _waiting(user_id, at, ends)
    ]
    return [one for one in found if one.state in WAITING]


def first_due(user_id: int) -> Any:
    """To be selected beside a Person: the first day by which this user has to do something around them, if any."""
    mine = (Event.kind == KIND) & (Event.person_id == Person.id) & (has_it == user_id) & is_open
    own = Action.select(fn.MIN(due_by)).join(Event).join(LAST, JOIN.LEFT_OUTER, on=(LAST.event == newest_step()))
    return own.where(mine).alias("first_due")


def most_urgent(people: Iterable[Person], at: datetime) -> State | None:
    """How the first of what somebody has to do around these people stands; they were selected with `first_due`."""
    asked = [(person, str(person.first_due)) for person in cast("Iterable[Any]", people) if person.first_due]
    states = [state_on(clock.living_day(one.team.tz, at), date.fromisoformat(day), None) for one, day in asked]
    return next((state for state in WAITING if state in states), None)


def led_to(user_id: int, people: Collection[int], own: Collection[int] = (), at: datetime | None = None) -> list[LedTo]:
    """What this user's words around these people led to, the newest first: one page. One query.

    Which words are whose: `told_of`. Whoever asks shows of an action only what its reader may read.
    """
    here = told_of(SOURCE, user_id, own) & Event.person_id.in_(sorted(people))
    words = SOURCE.kind.alias("source_kind"), SOURCE.id.alias("source_id"), SOURCE.written_at.alias("source_written")
    found = (
        rows(at or clock.now()).select_extend(*words)
        .join(ActionBecause, on=(ActionBecause.event == Action.event))
        .join(SOURCE, on=(SOURCE.seq == ActionBecause.source))
        .where(here).order_by(Event.seq.desc(), SOURCE.seq).limit(PAGE)
    )  # fmt: skip
    return [LedTo(row.source_kind, row.source_id, row.source_written, kept(row)) for row in found]


@prepared
def _waiting(user_id: Any, at: datetime, until: date) -> Any:
    return (
        Action.select(Event.person_id, Event.label, Team.zone, due_by)
        .join(Event)
        .join(LAST, JOIN.LEFT_OUTER, on=(LAST.event == newest_step()))
        .join(Placement, on=(Placement.person == Event.person_id))
        .join(Team, on=(Team.id == Placement.team))
        .where(Placement.holds_at(at) & (Event.kind == KIND) & (has_it == user_id))
        .where(is_open & (due_by <= until) & belongs(user_id, at))
        .tuples()
    )
