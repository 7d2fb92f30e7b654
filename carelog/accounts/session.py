"""Session: a signed-in device. Ours, so that each can be seen and ended by itself."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from peewee import AutoField, CharField, ForeignKeyField, IntegerField, ModelSelect, TextField

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
HANDLE = 16  # letters: no two sessions meet in them
PROVEN_FOR = timedelta(minutes=10)  # after the password was typed, until it is asked for again


class PasswordChanged(Exception):
    """While somebody signed in with the old one."""


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
    proven_at = InstantField(null=True)  # when the password was last typed here
    # while this phone is in the person's hands (handing_over.py):
    handed_to = IntegerField(null=True)  # the person, of the room above
    handed_present = TextField(default="")  # who was there
    handed_things = TextField(default="[]")  # what they are asked about, as JSON
    handed_at = InstantField(null=True)
    handed_tries = IntegerField(default=0)  # PINs typed since
    # what this phone said the last time that it asked (told_waiting):
    waiting = IntegerField(null=True)  # records on it that had not been sent
    waiting_since = InstantField(null=True)  # the oldest of them
    waiting_told_at = InstantField(null=True)

    @classmethod
    def open(cls, user: User, kind: str, device: str, device_token: str, *, proven: bool = False) -> tuple[Self, str]:
        """Sign this device in; the session and its token, which is not kept here. `proven`: by the password.

        Raises PasswordChanged: what `user` was proven by is not their password any more.
        """
        token, now, lasts = secrets.token_urlsafe(32), clock.now(), LASTS[kind]
        with database.atomic():
            user.hold()
            if User.get_by_id(user.id).password != user.password:
                raise PasswordChanged
            session = cls.create(
                token_sha256=digest(token), user=user, device=device, device_sha256=digest(device_token), kind=kind,
                created=now, last_seen=now, expires=None if lasts is None else now + lasts,
                proven_at=now if proven else None,
            )  # fmt: skip
        return session, token

    @classmethod
    def standing(cls, at: datetime | None = None) -> "ModelSelect[Self]":
        """Sessions that are signed in at that moment."""
        return cls.select(cls, User).join(User).where(cls.stands_at(at or clock.now()))

    @classmethod
    def stands_at(cls, moment: datetime) -> Any:
        """The condition: it is signed in at that moment."""
        return cls.revoked.is_null() & (cls.expires.is_null() | (cls.expires > moment))

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
    def end_all(cls, user: User, author: journal.Author, but: "Session | None" = None) -> None:
        """Sign out every device of this user, but one that is named."""
        others = cls.standing().where(cls.user == user)
        with database.atomic():
            for session in others if but is None else others.where(cls.id != but.id):
                session.end(author)

    @classmethod
    def keep_short(cls, user: User) -> None:
        """From now on this user's devices stay signed in as briefly as an office's."""
        soon = clock.now() + AT_WORK
        longer = cls.expires.is_null() | (cls.expires > soon)
        cls.update(expires=soon, kind=OFFICE).where((cls.user == user) & cls.revoked.is_null() & longer).execute()

    @property
    def handle(self) -> str:
        """A name for this session that is no secret: another one at every sign-in, and never again the same."""
        return digest(f"handle of {self.token_sha256}")[:HANDLE]

    @property
    def heard_from(self) -> datetime:
        """When this device last asked for anything, to within a quarter of an hour."""
        told: datetime | None = self.waiting_told_at
        return self.last_seen if told is None else max(self.last_seen, told)

    def told_waiting(self, number: int, since: datetime | None) -> None:
        """This phone says how many records wait on it, and since when; `since` is by its own clock."""
        now = clock.now()
        oldest = min(since or self.waiting_since or now, now) if number else None
        same = (self.waiting, self.waiting_since) == (number, oldest)
        if same and self.waiting_told_at is not None and now - self.waiting_told_at <= SEEN_EVERY:
            return
        self.waiting, self.waiting_since, self.waiting_told_at = number, oldest, now
        self.save(only=[Session.waiting, Session.waiting_since, Session.waiting_told_at])

    @property
    def is_proven(self) -> bool:
        """The password was typed here so lately that it is not asked for again."""
        return self.proven_at is not None and self.proven_at > clock.now() - PROVEN_FOR

    @property
    def is_new(self) -> bool:
        """It was opened as lately as that."""
        return bool(self.created > clock.now() - PROVEN_FOR)

    def prove(self) -> None:
        """The password was typed here, now."""
        self.proven_at = clock.now()
        self.save(only=[Session.proven_at])

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
