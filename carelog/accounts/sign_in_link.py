"""SignInLink: the way in for somebody whose password is not there: fifteen minutes, one use.

Also the code that a person shows on one device of theirs, and photographs with another one: five minutes, one use, and
no longer than the first one is signed in.
"""

import secrets
from datetime import timedelta
from typing import Any, Self

from peewee import AutoField, CharField, ForeignKeyField

from carelog import clock, journal
from carelog.accounts.session import OWN_TABLET, Session, digest
from carelog.accounts.user import User
from carelog.db import InstantField, Row, database

LASTS = timedelta(minutes=15)
CODE_LASTS = timedelta(minutes=5)


class SignInLink(Row):
    """One link for one user. Only the hash of its token is kept."""

    id = AutoField()
    token_sha256 = CharField(unique=True)
    user = ForeignKeyField(User)
    created = InstantField()
    expires = InstantField()
    used = InstantField(null=True)
    kind = CharField(default="")  # of the device that it signs in; "": whoever uses it says
    made_on = ForeignKeyField(Session, null=True)  # the device that shows it, for a code
    made_on_id: int | None

    @classmethod
    def make(cls, user: User, author: journal.Author) -> str:
        """A new link's token; written to the journal."""
        token, now = secrets.token_urlsafe(24), clock.now()
        with database.atomic():
            link = cls.create(token_sha256=digest(token), user=user, created=now, expires=now + LASTS)
            journal.note_change("sign_in_link.made", author, link, {"user": user.id, "expires": link.expires})
        return token

    @classmethod
    def make_code(cls, shown_on: Session, author: journal.Author) -> str:
        """A token for another device of the same user, which stays signed in until ended. Earlier codes stop."""
        token, now, user = secrets.token_urlsafe(24), clock.now(), shown_on.user
        with database.atomic():
            user.hold()
            cls.update(expires=now).where((cls.user == user) & ~cls.made_on.is_null() & cls._unused()).execute()
            code = cls.create(
                token_sha256=digest(token), user=user, created=now, expires=now + CODE_LASTS, kind=OWN_TABLET,
                made_on=shown_on,
            )  # fmt: skip
            journal.note_change("sign_in_link.made", author, code, {"user": user.id, "expires": code.expires})
        return token

    @classmethod
    def open(cls, token: str) -> Self | None:
        """The link with that token, if it can still be used. Looking changes nothing."""
        return cls.select(cls, User).join(User).where((cls.token_sha256 == digest(token)) & cls._unused()).first()

    @classmethod
    def _unused(cls) -> Any:
        """It was not used, is not too old, and the device that shows a code is signed in."""
        standing = Session.select(Session.id).where(Session.stands_at(clock.now()))
        return cls.used.is_null() & (cls.expires > clock.now()) & (cls.made_on.is_null() | cls.made_on.in_(standing))

    def use(self) -> bool:
        """Use it up; False if somebody was quicker."""
        with database.atomic():
            unused = (SignInLink.id == self.id) & SignInLink._unused()
            used = SignInLink.update(used=clock.now()).where(unused).execute() == 1
            if used:
                mine = journal.Author(self.user.id, "user", language=self.user.language)
                journal.note_change("sign_in_link.used", mine, self, {"user": self.user.id})
        return used
