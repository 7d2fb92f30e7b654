"""Resetting: who may make a link for somebody's new password, whose second it takes, and whether it still stands.

A coordinator makes one for whoever belongs around a person of their team, a manager for everybody; nobody for
themselves. The account of a person, a coordinator or a manager takes a second of them who is neither the maker nor its
owner; a manager's is begun by a manager only. All that is judged again when the link is used: a role that ended, a
person who moved, somebody who became more than they were.
"""

from typing import Any

from peewee import ModelSelect

from carelog import journal
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.staff_role import COORDINATOR, MANAGER, StaffRole
from carelog.accounts.user import User, hash_password
from carelog.db import database
from carelog.people.circle import SELF, Membership
from carelog.people.joining import NoLongerOpen
from carelog.people.person import Person, Placement


class NotForYou(journal.NotYours):
    """This user may not make such a link, or not be the second who agrees."""


def reset_password(
    user: User, author: journal.Author, person: Person | None = None, id: str | None = None
) -> PasswordReset:
    """Make a link for this user, who belongs around that person or is staff. Raises NotForYou."""
    around = None if person is None else int(person.id)
    if not may_make(User.get_by_id(author.user_id), user, around):
        raise NotForYou
    return PasswordReset.make(user, author, person_id=around, id=id)


def agree(reset: PasswordReset, author: journal.Author) -> bool:
    """Be the second person; False if there is nothing to agree to any more. Raises NotForYou."""
    if not may_agree(User.get_by_id(author.user_id), reset):
        raise NotForYou
    return reset.agree(author)


def choose_password(reset: PasswordReset, password: str) -> None:
    """Use the link. Raises NoLongerOpen; then nothing has changed."""
    hashed = hash_password(password)
    with database.atomic():
        reset.user.hold()
        if not stands(PasswordReset.get_by_id(reset.id)) or not reset.use(hashed):
            raise NoLongerOpen


def stands(reset: PasswordReset) -> bool:
    """Its link works now."""
    return reset.is_open and holds(reset) and not lacks_second(reset)


def holds(reset: PasswordReset) -> bool:
    """Whoever made it, and whoever agreed, could do so now."""
    if reset.made_by is None:
        return True
    agreed = reset.agreed_by is None or may_agree(reset.agreed_by, reset)
    return agreed and may_make(reset.made_by, reset.user, reset.person_id)


def lacks_second(reset: PasswordReset) -> bool:
    """Nobody has agreed to it yet, and somebody has to."""
    return reset.made_by is not None and reset.agreed_by is None and takes_two(reset.user)


def takes_two(user: User) -> bool:
    """This is somebody's own account, or a coordinator's or a manager's."""
    return bool(StaffRole.of(user)) or _own(user).exists()


def may_make(maker: User, user: User, person_id: int | None) -> bool:
    """Make a link for that user, around that person; for staff around nobody."""
    roles = StaffRole.of(maker)
    if maker == user:
        return False
    if any(role.role == MANAGER for role in roles):
        return True
    if person_id is None or any(role.role == MANAGER for role in StaffRole.of(user)):
        return False
    return _coordinates(roles, person_id) and person_id in _people_around_whom_to_ask(user)


def may_agree(second: User, reset: PasswordReset) -> bool:
    """Be the second for it."""
    return may_see(second, reset) and second not in (reset.user, reset.made_by)


def may_see(user: User, reset: PasswordReset) -> bool:
    """A manager; else a coordinator: of the person's team, for staff any. Nobody sees the operator's."""
    roles = StaffRole.of(user) if reset.made_by_id else []
    if reset.person_id is None or any(role.role == MANAGER for role in roles):
        return bool(roles)
    return _coordinates(roles, reset.person_id)


def waiting_for(user: User) -> list[PasswordReset]:
    """What waits for a second, and this user could be it; each with the names, the oldest first."""
    roles = StaffRole.of(user)
    if not roles:
        return []
    rows = PasswordReset.told_with_names().where(
        PasswordReset.is_waiting() & PasswordReset.agreed.is_null() & ~PasswordReset.made_by.is_null()
        & (PasswordReset.made_by != user) & (PasswordReset.user != user) & _of_two()
    )  # fmt: skip
    if not any(role.role == MANAGER for role in roles):
        mine = Placement.standing().where(Placement.team.in_(list(_teams(roles)))).select(Placement.person)
        rows = rows.where(PasswordReset.person_id.is_null() | PasswordReset.person_id.in_(mine))
    return list(rows.order_by(PasswordReset.id))


def _people_around_whom_to_ask(user: User) -> set[int]:
    """Around whom they belong; whoever signs in for themselves, only around themselves."""
    belongs = list(Membership.standing().where(Membership.user == user))
    own = [row for row in belongs if row.role == SELF]
    return {row.person_id for row in own or belongs}


def _coordinates(roles: list[StaffRole], person_id: int) -> bool:
    there = Placement.standing().where(Placement.person == person_id).first()
    return there is not None and there.team_id in _teams(roles)


def _teams(roles: list[StaffRole]) -> set[int | None]:
    return {role.team_id for role in roles if role.role == COORDINATOR}


def _own(user: User) -> "ModelSelect[Membership]":
    return Membership.standing().where((Membership.user == user) & (Membership.role == SELF))


def _of_two() -> Any:
    """The condition: the user's account takes two."""
    staff, own = StaffRole.standing().select(StaffRole.user), Membership.standing().where(Membership.role == SELF)
    return PasswordReset.user.in_(staff) | PasswordReset.user.in_(own.select(Membership.user))
