"""Trying a password, slowed where tries went wrong before; and replacing it."""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from carelog import journal
from carelog.accounts import slowing
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.session import Session
from carelog.accounts.user import User, hash_password, password_is_right, spelled
from carelog.db import database

WHOLE_HOUSEHOLD = 64  # how many bits of an IPv6 address one household shares


class TooSoon(Exception):
    """Wrong tries came before; the password was not looked at."""

    def __init__(self, wait: timedelta) -> None:
        """`wait` is how long until the next try."""
        super().__init__(wait)
        self.seconds = ceil(wait.total_seconds())


class WrongPassword(Exception):
    """No such user, or not their password: nobody is told which."""


def proven(username: str, password: str, address: str | None, device: str | None) -> User:
    """The user whose password this is. `device` is the browser's own mark. Raises TooSoon, WrongPassword."""
    user = User.named(username)
    known = device if user is not None and device and Session.knows(user, device) else None
    made = slowing.counted(slowing.guards(spelled(username), place(address), known))
    if made.wait:
        raise TooSoon(made.wait)
    right = password_is_right(user, password)  # asked for unknown names too, so that both take the same time
    if user is None or not right:
        raise WrongPassword
    slowing.right(made)
    return user


def replace_password(user: User, password: str, here: Session, author: journal.Author) -> None:
    """Set a new password, sign out every device of this user but this one, and end links that would set another."""
    hashed = hash_password(password)
    with database.atomic():
        user.change_password(hashed, author)
        Session.end_all(user, author, but=here)
        PasswordReset.end_all(user, author)
        here.prove()


def place(address: str | None) -> str:
    """The address that one household or office has: an IPv6 one without its last half."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return address or ""
    if isinstance(found, IPv6Address):
        return str(ip_network((found, WHOLE_HOUSEHOLD), strict=False))
    return str(found)
