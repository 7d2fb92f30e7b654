"""Leads: who is told of a worry about a person. They coordinate the team where the person is supported, or manage."""

from collections.abc import Iterable
from dataclasses import dataclass

from carelog.accounts.staff_role import MANAGER, StaffRole
from carelog.accounts.user import User
from carelog.people.circle import SELF, Membership
from carelog.people.person import Person


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
