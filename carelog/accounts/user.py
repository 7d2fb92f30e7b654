"""User: somebody who signs in. Not the person whose week it is, though that person may be a user too."""

import re
from threading import BoundedSemaphore
from typing import Self

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from peewee import AutoField, CharField, TextField

from carelog import clock, journal
from carelog.db import InstantField, Row, database

USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?")
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200

# OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_two_at_once = BoundedSemaphore(2)
_nobody = _hasher.hash("nobody has this password")


class PasswordHash(str):
    """A password as it is kept."""

    __slots__ = ()


class User(Row):
    """Who signs in, under which name, and in which language the app speaks to them."""

    id = AutoField()
    username = CharField(unique=True)  # small letters
    password = TextField(null=True)  # Argon2; None until they chose one
    pin = TextField(null=True)  # Argon2; takes a phone back that was handed over
    name = TextField()
    language = CharField(default="en")
    created = InstantField(default=clock.now)

    @classmethod
    def join(cls, username: str, name: str, password: str | None, author: journal.Author, language: str = "en") -> Self:
        """Make a new user. The user name must be free; ask `is_free` first, the unique key has the last word.

        Inside a transaction give the password hashed already: hashing is slow, and would hold up everybody who writes.
        """
        hashed = hash_password(password) if password and not isinstance(password, PasswordHash) else password
        with database.atomic():
            user = cls.create(username=spelled(username), name=name, password=hashed, language=language)
            journal.note_change("user.joined", author, user, {"username": user.username, "name": name})
        return user

    @classmethod
    def named(cls, username: str) -> Self | None:
        """The user of that name, whatever the capitals."""
        return cls.get_or_none(cls.username == spelled(username))

    @classmethod
    def is_free(cls, username: str) -> bool:
        """Nobody has that user name yet."""
        return cls.named(username) is None

    def hold(self) -> None:
        """Inside a transaction: who wants to change this user's password too waits until it ends."""
        User.update(name=User.name).where(User.id == self.id).execute()

    def change_password(self, password: str, author: journal.Author) -> None:
        """Set a new password. Inside a transaction give it hashed already."""
        self.password = password if isinstance(password, PasswordHash) else hash_password(password)
        with database.atomic():
            self.save(only=[User.password])
            journal.note_change("user.password_changed", author, self, {})


def spelled(username: str) -> str:
    """The one spelling of a user name."""
    return username.strip().casefold()


def hash_password(password: str) -> PasswordHash:
    """Argon2id; at most two at once, because each takes 19 MiB."""
    with _two_at_once:
        return PasswordHash(_hasher.hash(password))


def password_is_right(user: User | None, password: str) -> bool:
    """Compare in the same time whether or not there is such a user."""
    return secret_is_right(user.password if user is not None else None, password)


def secret_is_right(hashed: str | None, secret: str) -> bool:
    """The same of a hash, or of none, which no secret fits."""
    with _two_at_once:
        try:
            _hasher.verify(hashed or _nobody, secret[: LONGEST_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return False
    return bool(hashed)
