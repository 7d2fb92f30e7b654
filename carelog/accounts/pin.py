"""PIN: four to eight digits that take a phone back which was handed over. It opens nothing else."""

import re
from itertools import pairwise

from carelog import journal
from carelog.accounts.user import User, hash_password, secret_is_right
from carelog.db import database

SHORTEST_PIN, LONGEST_PIN = 4, 8
DIGITS = re.compile(rf"[0-9]{{{SHORTEST_PIN},{LONGEST_PIN}}}")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def is_pin(text: str) -> bool:
    """It has as many digits as a PIN, and nothing else."""
    return DIGITS.fullmatch(text) is not None


def is_easy(pin: str) -> bool:
    """Anybody would try it: one digit or pair again and again, digits in a row, or a year."""
    steps = {int(later) - int(digit) for digit, later in pairwise(pin)}
    return steps in ({1}, {-1}) or len(set(pin[::2])) == len(set(pin[1::2])) == 1 or YEAR.fullmatch(pin) is not None


def set_pin(user: User, pin: str, author: journal.Author) -> None:
    """From now on this takes the user's phones back."""
    _keep(user, hash_password(pin), "user.pin_set", author)


def remove_pin(user: User, author: journal.Author) -> None:
    """The user hands no phone over any more."""
    _keep(user, None, "user.pin_removed", author)


def pin_is_right(user: User, pin: str) -> bool:
    """Compare; nothing is right for a user without one."""
    return secret_is_right(user.pin, pin)


def _keep(user: User, hashed: str | None, kind: str, author: journal.Author) -> None:
    with database.atomic():
        user.pin = hashed
        user.save(only=[User.pin])
        journal.note_change(kind, author, user, {})
