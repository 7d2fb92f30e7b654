"""Handing over: a signed-in phone is in the person's hands, and shows nothing but their own questions.

The lock is a column of the session, so reloading, a new tab or another address change nothing. Only its user takes the
phone back: with the PIN, or after five wrong ones with the whole password.
"""

import json
from typing import Any

from carelog import clock, journal
from carelog.accounts import slowing
from carelog.accounts.password_try import TooSoon, WrongPassword, proven
from carelog.accounts.pin import pin_is_right
from carelog.accounts.session import Session
from carelog.accounts.slowing import Guard
from carelog.db import database

TRIES = 5  # PINs for each time that the phone is handed over; then only the password takes it back
FREE = 2  # of these without a wait
NOBODY: dict[str, Any] = {"handed_to": None, "handed_present": "", "handed_things": "[]", "handed_at": None}


class WrongPin(Exception):
    """That is not the PIN of whoever handed the phone over."""


class PinUsedUp(Exception):
    """There were five wrong ones, or there is no PIN any more: the password is asked."""


def hand_over(
    session: Session, person_id: int, present: str, things: list[Any], author: journal.Author, *, id: str | None = None
) -> None:
    """From now on this phone is the person's. `things`: what they are asked about, as JSON can hold it."""
    told = {"handed_to": person_id, "handed_present": present, "handed_at": clock.now()}
    with database.atomic():
        _change(session, **told, handed_things=json.dumps(things), handed_tries=0)
        journal.note_change("session.handed_over", author, session, told, person_id=person_id, id=id)


def asks_password(session: Session) -> bool:
    """A PIN will not do any more."""
    return session.handed_tries >= TRIES or session.user.pin is None


def take_back_by_pin(session: Session, pin: str, author: journal.Author) -> None:
    """The phone is its user's again. Raises TooSoon, PinUsedUp, WrongPin."""
    made = slowing.counted([Guard("pin", str(session.id), FREE)])
    if made.wait:
        raise TooSoon(made.wait)
    if asks_password(session) or not _counted(session):
        raise PinUsedUp
    if not pin_is_right(session.user, pin):
        raise WrongPin
    slowing.right(made)
    _take_back(session, author)


def take_back_by_password(
    session: Session, password: str, address: str | None, device: str | None, author: journal.Author
) -> None:
    """The same with what its user signs in with. Raises TooSoon, WrongPassword."""
    if proven(session.user.username, password, address, device) != session.user:
        raise WrongPassword
    _take_back(session, author)


def _counted(session: Session) -> bool:
    """One try more, counted before anybody looks at it: however many come at once, no more than five are looked at."""
    left = Session.update(handed_tries=Session.handed_tries + 1).where(
        (Session.id == session.id) & (Session.handed_tries < TRIES)
    )
    return bool(left.execute())


def _take_back(session: Session, author: journal.Author) -> None:
    with database.atomic():
        person_id = session.handed_to
        _change(session, **NOBODY, handed_tries=0)
        journal.note_change("session.taken_back", author, session, {"handed_to": None}, person_id=person_id)


def _change(session: Session, **values: Any) -> None:
    Session.update(values).where(Session.id == session.id).execute()
    for name, value in values.items():
        setattr(session, name, value)
