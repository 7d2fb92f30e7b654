"""Session: a signed-in device. Ours, so that each can be seen and ended by itself."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from peewee import AutoField, CharField, ForeignKeyField, ModelSelect, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import InstantField, Row, database
from carelog.prepared import prepared

OWN_PHONE, SHARED, OFFICE, OWN_TABLET = "own_phone", "shared", "office", "own_tablet"
AT_WORK = timedelta(hours=12)
LASTS: dict[str, timedelta | None] = {
    OWN_PHONE: timedelta(days=90),
    SHARED: timedelta(hours=12),
    OFFICE: AT_WORK,  # a coordinator's or a manager's, wherever they sign in
    OWN_TABLET: None,  # the person's own, until ended
}
SEEN_EVERY = timedelta(minutes=15)


class Session(Row):
    """One signed-in device of one user. Only the hash of its token is kept."""

    id = AutoField()
    token_sha256 = CharField(unique=True)
    user = ForeignKeyField(User, backref="sessions")
    device = TextField()  # "Chrome on Android"
    device_sha256 = CharField(index=True)  # the browser's own mark, to know it again
    kind = CharField()
    created = InstantField()
    last_seen = InstantField()
    expires = InstantField(null=True)
    revoked = InstantField(null=True)

    @classmethod
    def open(cls, user: User, kind: str, device: str, device_token: str) -> tuple[Self, str]:
        """Sign this device in; the session and its token, which is not kept here."""
        token, now, lasts = secrets.token_urlsafe(32), clock.now(), LASTS[kind]
        session = cls.create(
            token_sha256=digest(token), user=user, device=device, device_sha256=digest(device_token), kind=kind,
            created=now, last_seen=now, expires=None if lasts is None else now + lasts,
        )  # fmt: skip
        return session, token

    @classmethod
    def standing(cls, at: datetime | None = None) -> "ModelSelect[Self]":
        """Sessions that are signed in at that moment."""
        moment = at or clock.now()
        return (
            cls.select(cls, User)
            .join(User)
            .where(cls.revoked.is_null() & (cls.expires.is_null() | (cls.expires > moment)))
        )

    @classmethod
    def signed_in(cls, token: str) -> Self | None:
        """The standing session with that token, its last-seen time brought up to date now and then."""
        session = next(iter(_signed_in(digest(token), clock.now())), None)
        if session is not None and clock.now() - session.last_seen > SEEN_EVERY:
            session.last_seen = clock.now()
            session.save(only=[cls.last_seen])
        return session

    @classmethod
    def knows(cls, user: User, device_token: str) -> bool:
        """This user has signed in on this browser before."""
        return cls.select().where((cls.user == user) & (cls.device_sha256 == digest(device_token))).exists()

    @classmethod
    def of(cls, user: User) -> list[Self]:
        """The devices this user is signed in on, the one used last first."""
        return list(cls.standing().where(cls.user == user).order_by(cls.last_seen.desc(), cls.id.desc()))

    @classmethod
    def end_others(cls, user: User, here: "Session", author: journal.Author) -> None:
        """Sign out every device of this user but this one."""
        with database.atomic():
            for session in cls.standing().where((cls.user == user) & (cls.id != here.id)):
                session.end(author)

    @classmethod
    def keep_short(cls, user: User) -> None:
        """From now on this user's devices stay signed in as briefly as an office's."""
        soon = clock.now() + AT_WORK
        longer = cls.expires.is_null() | (cls.expires > soon)
        cls.update(expires=soon, kind=OFFICE).where((cls.user == user) & cls.revoked.is_null() & longer).execute()

    def end(self, author: journal.Author) -> None:
        """Sign this device out."""
        with database.atomic():
            now = clock.now()
            ended = Session.update(revoked=now).where((Session.id == self.id) & Session.revoked.is_null()).execute()
            if ended:
                journal.note_change("session.ended", author, self, {"revoked": now})


@prepared
def _signed_in(digested: str, at: datetime) -> Any:
    return Session.standing(at).where(Session.token_sha256 == digested).limit(1)


def digest(token: str) -> str:
    """How a token is kept: a random one needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
