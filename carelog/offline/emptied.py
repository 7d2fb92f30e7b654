"""Emptied: a browser may clear what it keeps for a site, and with it what waited there. What was lost is said, once.

A phone names a storage that is new to it. What it last said to have waiting on it (`Session.told_waiting`), and has not
come from it since, went with the storage before.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from carelog import clock, journal
from carelog.accounts.session import Session
from carelog.journal import Author, Change, Event
from carelog.offline.waited import still_waiting

KIND, SETTLED = "session.emptied", "session.loss_settled"
REMEMBERED = timedelta(days=35)
SELDOM = timedelta(hours=1)  # once in each session, however many storages a browser names


@dataclass(frozen=True, slots=True)
class Loss:
    """How many records were lost, the instant of the oldest of them, when that was noticed, and as which event."""

    number: int
    since: datetime
    noticed: datetime
    seq: int

    @classmethod
    def read(cls, change: Change) -> Self:
        """As it was written down."""
        said, event = json.loads(change.what), change.event
        return cls(said["records"], datetime.fromisoformat(said["since"]), event.received_at, event.seq)

    @classmethod
    def lately(cls) -> dict[int, Self]:
        """What was noticed in each session lately and nobody has settled, as one loss; by the session. One query."""
        return {session: cls._together(losses) for session, losses in _unsettled().items() if losses}

    @classmethod
    def _together(cls, losses: "Sequence[Loss]") -> Self:
        """All of them, as of the newest."""
        newest = losses[-1]
        return cls(sum(loss.number for loss in losses), min(loss.since for loss in losses), newest.noticed, newest.seq)


def _unsettled() -> dict[int, list[Loss]]:
    """The losses of each session, the oldest first, without those that somebody had seen who settled them."""
    here = Event.person_id.is_null() & Event.kind.in_([KIND, SETTLED])
    of_late = here & (Event.received_at > clock.now() - REMEMBERED)
    found: dict[int, list[Loss]] = defaultdict(list)
    for change in Change.select(Change, Event).join(Event).where(of_late).order_by(Event.seq):
        losses = found[change.subject_id]
        if change.event.kind == KIND:
            losses.append(Loss.read(change))
        else:
            seen = json.loads(change.what).get("seen", change.event.seq)  # earlier ones said nothing: all until then
            losses[:] = [loss for loss in losses if loss.seq > seen]
    return found


def settle(session: Session, author: Author, seen: int) -> None:
    """Somebody has seen to what was lost in that session, up to the loss `seen`; what was lost since stays.

    Where there is nothing to see to, nothing is written.
    """
    losses = [loss.seq for loss in _unsettled().get(session.id, ()) if loss.seq <= seen]
    if losses:
        journal.note_change(SETTLED, author, session, {"seen": losses[-1]})


def notice(session: Session, storage: str | None) -> Loss | None:
    """What was lost with the storage before this one: written down once, answered however often it is asked."""
    name, author = journal.valid_id(storage), Author(session.user.id, "user", session.id, session.user.language)
    if name is None:
        return None
    if journal.sent_before(name, author) is None:
        number, since = _lost(session)
        if not number or _was_noticed(session):
            return None
        journal.note_change(KIND, author, session, {"records": number, "since": since.isoformat()}, id=name)
    mine = (Event.id == name) & (Event.author_id == session.user.id) & (Event.kind == KIND)
    change = Change.select(Change, Event).join(Event).where(mine).first()
    return Loss.read(change) if change else None


def _was_noticed(session: Session) -> bool:
    """Something was noticed in this session so lately that nothing more is written down."""
    here = (Change.subject == Session._meta.table_name) & (Change.subject_id == session.id)
    lately = Event.person_id.is_null() & (Event.kind == KIND) & (Event.received_at > clock.now() - SELDOM)
    return bool(Change.select().join(Event).where(here & lately).exists())


def _lost(session: Session) -> tuple[int, datetime]:
    """How many of those that waited on this device have not come, and since when the oldest had waited."""
    here = (Session.user == session.user) & (Session.device_sha256 == session.device_sha256)
    told = Session.select().where(here & ~Session.waiting_told_at.is_null())
    newest = told.order_by(Session.waiting_told_at.desc()).first()
    if newest is None or not newest.waiting:
        return 0, clock.now()
    return still_waiting([newest])[newest.id], newest.waiting_since
