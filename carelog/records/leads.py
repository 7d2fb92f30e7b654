"""Leads: who is told of a worry about a person. They coordinate the team where the person is supported, or manage."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from carelog.accounts.staff_role import COORDINATOR, MANAGER, StaffRole
from carelog.accounts.user import User
from carelog.journal import Event
from carelog.people.circle import SELF, Membership
from carelog.people.person import Person, Placement


@dataclass(frozen=True, slots=True)
class Somebody:
    """One user, and what they are around the person."""

    user_id: int
    name: str
    role: str


def leads(person: Person) -> list[Somebody]:
    """Who leads where this person is supported, now: coordinators first, each once."""
    here = (StaffRole.team == person.team.id) | (StaffRole.role == MANAGER)
    rows = StaffRole.standing().select(StaffRole, User).join(User).where(here)
    ordered = sorted(rows, key=lambda row: (row.role, row.user.name.casefold()))
    return _each_once(Somebody(row.user.id, row.user.name, row.role) for row in ordered)


def leading(user_id: Any, at: datetime) -> tuple[Any, Any]:
    """Two conditions on an event about a person: this user manages at that moment; they lead the person's team."""
    staff = StaffRole.standing(at).where(StaffRole.user == user_id)
    teams = staff.where(StaffRole.role == COORDINATOR).select(StaffRole.team)
    led = Placement.select(Placement.person).where(Placement.holds_at(at) & Placement.team.in_(teams))
    return fn.EXISTS(staff.where(StaffRole.role == MANAGER)), Event.person_id.in_(led)


def managers() -> list[str]:
    """The names of who manages now, also where they coordinate too."""
    rows = StaffRole.standing().select(StaffRole, User).join(User).where(StaffRole.role == MANAGER)
    return sorted({row.user.name for row in rows}, key=str.casefold)


def around(person: Person) -> list[Somebody]:
    """Everybody around the person: those who lead, then who belongs to the circle, each once."""
    belong = (row for row in Membership.around(person) if row.role != SELF)
    members = (Somebody(row.user.id, row.user.name, row.role) for row in belong)
    return _each_once((*leads(person), *members))


def _each_once(found: Iterable[Somebody]) -> list[Somebody]:
    by_user: dict[int, Somebody] = {}
    for one in found:
        by_user.setdefault(one.user_id, one)
    return list(by_user.values())
