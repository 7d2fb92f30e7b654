"""Waited: what a phone last said to have waiting on it, less what has come from it since."""

from collections.abc import Collection, Iterable
from typing import Any

from peewee import fn

from carelog.accounts.session import Session
from carelog.journal import Event


def still_waiting(sessions: Iterable[Session]) -> dict[int, int]:
    """How many of the records that each said to have waiting have not come; by its id, where it said. One query."""
    told = {session.id: session.waiting for session in sessions if session.waiting is not None}
    came = _came_since([session for session, number in told.items() if number])
    return {session: max(0, number - came.get(session, 0)) for session, number in told.items()}


def _came_since(sessions: Collection[int]) -> dict[int, int]:
    """Of what had been written when each of these last said: what came, in any session of its user on its device."""
    here, told_at = Session.alias(), Session.waiting_told_at
    device: Any = (here.user == Session.user) & (here.device_sha256 == Session.device_sha256)
    came = (
        (Event.session_id == here.id)
        & (Event.author_id == Session.user)
        & (Event.written_at <= told_at)
        & (Event.received_at > told_at)
        & ~Event.sent_sha256.is_null()
    )
    number = fn.COUNT(fn.DISTINCT(Event.sent_sha256))  # one press may have made several records, which came as one
    told: Any = Session.select(Session.id, number).join(here, on=device).join(Event, on=came)
    return dict(told.where(Session.id.in_(sessions)).group_by(Session.id).tuples())
