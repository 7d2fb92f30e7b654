"""Emptied: a browser may clear what it keeps for a site, and with it what waited there. What was lost is said, once.

A phone names a storage that is new to it. What it last said to have waiting on it (`Session.told_waiting`), and has not
come from it since, went with the storage before.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from peewee import ModelSelect, fn

from carelog import clock, journal
from carelog.accounts.session import Session
from carelog.journal import Author, Change, Event

KIND = "session.emptied"
REMEMBERED = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Loss:
    """How many records were lost with one storage, the instant of the oldest of them, and when that was noticed."""

    number: int
    since: datetime
    noticed: datetime

    @classmethod
    def read(cls, change: Change) -> Self:
        """As it was written down."""
        said = json.loads(change.what)
        return cls(said["records"], datetime.fromisoformat(said["since"]), change.event.received_at)

    @classmethod
    def of(cls, sessions: Iterable[Session]) -> dict[int, Self]:
        """The newest that was noticed in each of these sessions lately, by the session's id."""
        ids = [session.id for session in sessions]
        lately = (Event.kind == KIND) & (Event.received_at > clock.now() - REMEMBERED) & Change.subject_id.in_(ids)
        found = Change.select(Change, Event).join(Event).where(lately).order_by(Event.seq)
        return {change.subject_id: cls.read(change) for change in found}


def notice(session: Session, storage: str | None) -> Loss | None:
    """What was lost with the storage before this one: written down once, answered however often it is asked."""
    name, author = journal.valid_id(storage), Author(session.user.id, "user", session.id, session.user.language)
    if name is None:
        return None
    if journal.sent_before(name, author) is None:
        number, since = _lost(session)
        if not number:
            return None
        journal.note_change(KIND, author, session, {"records": number, "since": since.isoformat()}, id=name)
    mine = (Event.id == name) & (Event.author_id == session.user.id) & (Event.kind == KIND)
    change = Change.select(Change, Event).join(Event).where(mine).first()
    return Loss.read(change) if change else None


def _lost(session: Session) -> tuple[int, datetime]:
    """How many of those that waited on this device have not come, and since when the oldest had waited."""
    told = _here(session).where(~Session.waiting_told_at.is_null()).order_by(Session.waiting_told_at.desc()).first()
    if told is None or not told.waiting:
        return 0, clock.now()
    return max(0, told.waiting - _came_since(session, told.waiting_told_at)), told.waiting_since


def _here(session: Session) -> "ModelSelect[Session]":
    """This user's sessions on this device."""
    return Session.select().where((Session.user == session.user) & (Session.device_sha256 == session.device_sha256))


def _came_since(session: Session, told_at: datetime) -> int:
    """Of what had been written by then. One press may have made several records, which came as one."""
    waited = (Event.written_at <= told_at) & (Event.received_at > told_at) & ~Event.sent_sha256.is_null()
    mine: Any = (Event.author_id == session.user.id) & Event.session_id.in_(_here(session).select(Session.id))
    count: int = Event.select(fn.COUNT(fn.DISTINCT(Event.sent_sha256))).where(waited & mine).scalar()
    return count
