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
from carelog.people.circle import SELF, WORKER, Membership
from carelog.people.person import Placement

SILENT_AFTER = timedelta(hours=24)
REMEMBERED = timedelta(days=35)  # of a phone that is signed out and had records waiting


@dataclass(frozen=True, slots=True)
class Phone:
    """One device as its last words left it."""

    session: Session
    now: datetime
    loss: Loss | None = None  # what was lost on it lately

    @classmethod
    def all_of(cls, teams: Collection[int] | None) -> list[Self]:
        """Those of the workers around these teams' people (None: every team), and of the people; worst first."""
        now = clock.now()
        sessions = list(_sessions(teams, now))
        losses = Loss.of(sessions)
        found = [cls(session, now, losses.get(session.id)) for session in sessions]
        return sorted(found, key=lambda phone: (-phone.worry, phone.session.user.name.casefold(), phone.session.id))

    @classmethod
    def to_end(cls, session_id: int, teams: Collection[int] | None) -> Session | None:
        """That one of them, if it is signed in."""
        now = clock.now()
        found: Session | None = _sessions(teams, now).where(Session.stands_at(now) & (Session.id == session_id)).first()
        return found

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
        """How much it is worth asking about: records wait on it, and it is silent; records wait; it is silent."""
        return 2 * bool(self.session.waiting) + self.silent


def _sessions(teams: Collection[int] | None, now: datetime) -> "ModelSelect[Session]":
    """Where they are signed in; and where they are not any more, and left records waiting that nothing came of."""
    shown = Session.user.in_(_users(teams)) & (Session.stands_at(now) | _left_waiting(now))
    return Session.select(Session, User).join(User).where(shown)


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


def _users(teams: Collection[int] | None) -> Any:
    """Who works around the people of these teams now, and who signs in as one of them."""
    placed = Placement.standing().select(Placement.person)
    people = placed if teams is None else placed.where(Placement.team.in_(list(teams)))
    who = Membership.role.in_([WORKER, SELF]) & Membership.person.in_(people)
    return Membership.standing().select(Membership.user).where(who)
