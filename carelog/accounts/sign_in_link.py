"""SignInLink: the way in for somebody whose password is not there: fifteen minutes, one use."""

import secrets
from datetime import timedelta
from typing import Self

from peewee import AutoField, CharField, ForeignKeyField

from carelog import clock, journal
from carelog.accounts.session import digest
from carelog.accounts.user import User
from carelog.db import InstantField, Row, database

LASTS = timedelta(minutes=15)


class SignInLink(Row):
    """One link for one user. Only the hash of its token is kept."""

    id = AutoField()
    token_sha256 = CharField(unique=True)
    user = ForeignKeyField(User)
    created = InstantField()
    expires = InstantField()
    used = InstantField(null=True)

    @classmethod
    def make(cls, user: User, author: journal.Author) -> str:
        """A new link's token; written to the journal."""
        token, now = secrets.token_urlsafe(24), clock.now()
        with database.atomic():
            link = cls.create(token_sha256=digest(token), user=user, created=now, expires=now + LASTS)
            journal.note_change("sign_in_link.made", author, link, {"user": user.id, "expires": link.expires})
        return token

    @classmethod
    def open(cls, token: str) -> Self | None:
        """The link with that token, if it can still be used. Looking changes nothing."""
        unused = cls.used.is_null() & (cls.expires > clock.now())
        return cls.select(cls, User).join(User).where((cls.token_sha256 == digest(token)) & unused).first()

    def use(self) -> bool:
        """Use it up; False if somebody was quicker."""
        with database.atomic():
            unused = (SignInLink.id == self.id) & SignInLink.used.is_null()
            used = SignInLink.update(used=clock.now()).where(unused).execute() == 1
            if used:
                mine = journal.Author(self.user.id, "user", language=self.user.language)
                journal.note_change("sign_in_link.used", mine, self, {"user": self.user.id})
        return used
