"""Slowing: wrong passwords make the next try wait, per account and per address. Nobody is ever locked out.

A browser on which the user has signed in before waits for its own mistakes only, so that a stranger who keeps
guessing cannot keep the owner out. A try is counted before the password is looked at, as if it were wrong, and given
back when it was right: tries that come in the same moment find each other's.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from peewee import CharField, IntegerField

from carelog import clock
from carelog.db import InstantField, Row, database

FORGOTTEN_AFTER = timedelta(minutes=30)
LONGEST = timedelta(seconds=60)
MANY = 1000  # more mistakes make nobody wait any longer
NONE = timedelta(0)


class Guard(NamedTuple):
    """What is counted, and how many mistakes are free: a household or an office shares one address."""

    kind: str
    of: str
    free: int

    def key(self) -> str:
        """As stored: no user name or address can be read from it at a glance."""
        return f"{self.kind}:{hashlib.sha256(self.of.encode()).hexdigest()}"


class Mistakes(Row):
    """How often in a row somebody got it wrong, and when last."""

    key = CharField(primary_key=True)
    count = IntegerField(default=0)
    last = InstantField()


@dataclass(frozen=True, slots=True)
class Try:
    """One try that was counted beforehand; or how long to wait, and then nothing was counted."""

    held_against: list[Guard]
    at: datetime
    wait: timedelta
    before: dict[str, datetime]  # when each was mistaken last, by key


def guards(username: str, address: str, known_device: str | None) -> list[Guard]:
    """What a try at this account from here is held against."""
    if known_device:
        return [Guard("device", f"{known_device} {username}", 5)]
    return [Guard("account", username, 5), Guard("address", address, 30)]


def counted(held_against: list[Guard]) -> Try:
    """Count a try now, unless it comes too soon. Whoever tries in the same moment waits until this is counted."""
    now = clock.now()
    with database.atomic():
        _hold(sorted(guard.key() for guard in held_against), now)
        rows = _counters(held_against)
        too_soon = _wait(rows, held_against, now)
        for row in () if too_soon else rows:
            fresh = row.last > now - FORGOTTEN_AFTER
            count = min(row.count + 1, MANY) if fresh else 1
            Mistakes.update(count=count, last=now).where(Mistakes.key == row.key).execute()
    return Try(held_against, now, too_soon, {row.key: row.last for row in rows})


def right(made: Try) -> None:
    """The right password: what was counted against this account or device is forgotten, of an address only this try."""
    with database.atomic():
        for guard in made.held_against:
            mine = Mistakes.key == guard.key()
            if guard.kind != "address":
                Mistakes.delete().where(mine).execute()
                continue
            Mistakes.update(count=Mistakes.count - 1).where(mine & (Mistakes.count > 0)).execute()
            Mistakes.update(last=made.before[guard.key()]).where(mine & (Mistakes.last == made.at)).execute()


def delay(beyond_free: int) -> timedelta:
    """1, 2, 4, … seconds, at most a minute."""
    if beyond_free < 0:
        return NONE
    return min(timedelta(seconds=2 ** min(beyond_free, 10)), LONGEST)


def _hold(keys: list[str], now: datetime) -> None:
    """Inside a transaction: these counters are there, and nobody else counts until it ends."""
    for key in keys:
        Mistakes.insert(key=key, count=0, last=now).on_conflict_ignore().execute()
        Mistakes.update(count=Mistakes.count).where(Mistakes.key == key).execute()


def _counters(held_against: list[Guard]) -> list[Mistakes]:
    return list(Mistakes.select().where(Mistakes.key.in_([guard.key() for guard in held_against])))


def _wait(rows: list[Mistakes], held_against: list[Guard], now: datetime) -> timedelta:
    free = {guard.key(): guard.free for guard in held_against}
    fresh = [row for row in rows if row.last > now - FORGOTTEN_AFTER]
    return max([NONE, *(row.last + delay(row.count - free[row.key]) - now for row in fresh)])
