"""Phones: the devices of those who support a team's people, and the people's own; which of them have been silent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from peewee import SQL, ModelSelect, fn

from carelog import clock
from carelog.accounts.session import Session
from carelog.accounts.user import User
from carelog.offline.emptied import Loss
from carelog.offline.phones_of_whom import belonged_until
from carelog.offline.waited import still_waiting

SILENT_AFTER = timedelta(hours=24)
REMEMBERED = timedelta(days=35)  # of a phone that is signed out and had records waiting


@dataclass(frozen=True, slots=True)
class Phone:
    """One device as its last words left it, and as far as it concerns who asks."""

    session: Session
    now: datetime
    until: datetime  # its user belonged there until then; now, for who still does
    waiting: int | None  # of what it last said to have waiting: what has not come; None: it never said
    loss: Loss | None  # what was lost on it lately, and nobody has settled

    @classmethod
    def all_of(cls, teams: Collection[int] | None) -> list[Self]:
        """Those of the workers around these teams' people (None: every team), and of the people; worst first.

        Of whose place ended lately: only those on which something waits or was lost that may be from before that.
        """
        now, losses = clock.now(), Loss.lately()
        listed = Session.stands_at(now) | _left_waiting(now) | Session.id.in_(list(losses))
        found = [phone for phone in cls._which(listed, teams, losses) if phone.is_listed]
        return sorted(found, key=lambda phone: (-phone.worry, phone.session.user.name.casefold(), phone.session.id))

    @classmethod
    def find(cls, session_id: int, teams: Collection[int] | None) -> Self | None:
        """That one of theirs, listed or not."""
        return next(iter(cls._which(Session.id == session_id, teams, Loss.lately())), None)

    @classmethod
    def _which(cls, condition: Any, teams: Collection[int] | None, losses: dict[int, Loss]) -> list[Self]:
        now = clock.now()
        until = belonged_until(teams, now, now - REMEMBERED)
        sessions = list(_of(until).where(condition))
        waiting = still_waiting(sessions)
        return [
            cls._as_seen(session, now, until[session.user.id], waiting.get(session.id), losses.get(session.id))
            for session in sessions
        ]

    @classmethod
    def _as_seen(cls, session: Session, now: datetime, until: datetime, waiting: int | None, loss: Loss | None) -> Self:
        """What was all written after its user's place ended is about others."""
        since = session.waiting_since
        return cls(
            session, now, until,
            waiting if since is None or since <= until else None,
            loss if loss is None or loss.since <= until else None,
        )  # fmt: skip

    @property
    def is_listed(self) -> bool:
        """Somebody may have to do something about it: it is signed in, or something waits on it or was lost."""
        return bool(self.loss or self.waiting) or self.may_be_ended

    @property
    def may_be_ended(self) -> bool:
        """It is signed in, and its user has a place there now."""
        return self.until == self.now and not self.signed_out

    @property
    def silent(self) -> bool:
        """Not heard from for more than a day."""
        return self.now - self.session.heard_from > SILENT_AFTER

    @property
    def signed_out(self) -> bool:
        """Nobody is signed in on it in that session any more."""
        expires: datetime | None = self.session.expires
        return self.session.revoked is not None or (expires is not None and expires <= self.now)

    @property
    def worry(self) -> int:
        """How much it is worth asking about: something was lost on it; records wait, and it is silent; one of these."""
        return 4 * bool(self.loss) + 2 * bool(self.waiting) + self.silent


def _of(users: Collection[int]) -> "ModelSelect[Session]":
    """All in which one of them ever signed in."""
    return Session.select(Session, User).join(User).where(Session.user.in_(list(users)))


def _left_waiting(now: datetime) -> Any:
    """The condition: records waited on it, and no later session there has said what became of them."""
    later = Session.alias()
    told = later.select(SQL("1")).where(
        (later.user == Session.user)
        & (later.device_sha256 == Session.device_sha256)
        & (later.id > Session.id)
        & ~later.waiting_told_at.is_null()
    )
    return (Session.waiting > 0) & (Session.waiting_told_at > now - REMEMBERED) & ~fn.EXISTS(told)
