"""Waiting: the links that wait for a second, and that this user could agree to."""

from typing import NamedTuple

from carelog.accounts.invitation import Invitation
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.user import User
from carelog.people import inviting, resetting
from carelog.people.second import could_agree


class Waiting(NamedTuple):
    """Each kind, the oldest first, with the names."""

    resets: list[PasswordReset]
    invitations: list[Invitation]


def waiting_for(user: User) -> Waiting:
    """What waits for this user to agree, or another one like them."""
    roles = StaffRole.of(user)
    if not roles:
        return Waiting([], [])
    return Waiting(could_agree(user, roles, resetting.of_two(user)), could_agree(user, roles, inviting.of_two()))
