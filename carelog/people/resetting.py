"""Resetting: who may make a link for somebody's new password, whose second it takes, and using it.

A coordinator makes one for whoever belongs around a person of their team, a manager for everybody; nobody for
themselves. The account of a person, a coordinator or a manager takes a second who is neither the maker nor its owner;
so does, unless a manager makes the link, that of somebody who also belongs where its maker does not coordinate. A
manager's is begun by a manager only.
"""

from typing import Any

from peewee import SQL, ModelSelect, fn

from carelog import clock, journal
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.staff_role import COORDINATOR, MANAGER, StaffRole
from carelog.accounts.user import User, hash_password
from carelog.db import database
from carelog.people.circle import SELF, Membership
from carelog.people.joining import NoLongerOpen
from carelog.people.person import Person, Placement
from carelog.people.second import NotForYou, Rule, coordinates, manages


def reset_password(
    user: User, author: journal.Author, person: Person | None = None, id: str | None = None
) -> PasswordReset:
    """Make a link for this user, who belongs around that person or is staff. Raises NotForYou."""
    around = None if person is None else int(person.id)
    if not may_make(User.get_by_id(author.user_id), user, around):
        raise NotForYou
    return PasswordReset.make(user, author, person_id=around, id=id)


def choose_password(reset: PasswordReset, password: str) -> None:
    """Use the link. Raises NoLongerOpen; then nothing has changed."""
    hashed = hash_password(password)
    with database.atomic():
        reset.user.hold()
        if not RESETS.stands(PasswordReset.get_by_id(reset.id)) or not reset.use(hashed):
            raise NoLongerOpen


def may_make(maker: User, user: User, person_id: int | None) -> bool:
    """Make a link for that user, around that person; for staff around nobody."""
    roles = StaffRole.of(maker)
    if maker == user:
        return False
    if manages(roles):
        return True
    if person_id is None or manages(StaffRole.of(user)):
        return False
    return coordinates(roles, person_id) and person_id in _people_around_whom_to_ask(user)


def takes_two(user: User, maker: User) -> bool:
    """A link that this maker made for that user has to be agreed to."""
    return User.select().where((User.id == user.id) & _of_two(User.id, maker.id)).exists()


def of_two(second: User) -> "ModelSelect[PasswordReset]":
    """Those that take two, with the names; whose owner is not this user, who would be the second."""
    two = _of_two(PasswordReset.user, PasswordReset.made_by)
    return PasswordReset.told_with_names().where(two & (PasswordReset.user != second))


def _people_around_whom_to_ask(user: User) -> set[int]:
    """Around whom they belong; whoever signs in for themselves, only around themselves."""
    belongs = list(Membership.standing().where(Membership.user == user))
    own = [row for row in belongs if row.role == SELF]
    return {row.person_id for row in own or belongs}


def _of_two(user: Any, maker: Any) -> Any:
    """The condition: that user's account takes two when that maker makes the link."""
    staff, belongs = StaffRole.standing(), Membership.standing().where(Membership.user == user)
    own = belongs.where(Membership.role == SELF)
    return _some(staff.where(StaffRole.user == user)) | _some(own) | _belongs_elsewhere(belongs, maker)


def _belongs_elsewhere(belongs: Any, maker: Any) -> Any:
    """Around somebody whose team the maker does not coordinate; a manager leads them all."""
    makers = StaffRole.standing().where(StaffRole.user == maker)
    led = makers.where(StaffRole.role == COORDINATOR).select(StaffRole.team)
    there = Placement.select(Placement.person).where(Placement.holds_at(clock.now()) & Placement.team.in_(led))
    manager = makers.where(StaffRole.role == MANAGER)
    return ~_some(manager) & _some(belongs.where(Membership.person.not_in(there)))


def _some(rows: Any) -> Any:
    return fn.EXISTS(rows.select(SQL("1")))


RESETS: Rule[PasswordReset] = Rule(
    takes_two=lambda reset, maker: takes_two(reset.user, maker),
    may_make=lambda reset, maker: may_make(maker, reset.user, reset.person_id),
)
