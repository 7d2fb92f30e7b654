"""Slowing: wrong passwords make the next try wait, per account and per address. Nobody is ever locked out.

A browser on which the user has signed in before waits for its own mistakes only, so that a stranger who keeps
guessing cannot keep the owner out.
"""

import hashlib
from datetime import datetime, timedelta
from typing import NamedTuple

from peewee import CharField, IntegerField

from carelog import clock
from carelog.db import InstantField, Row, database

FORGOTTEN_AFTER = timedelta(minutes=30)
LONGEST = timedelta(seconds=60)


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


def guards(username: str, address: str, known_device: str | None) -> list[Guard]:
    """What a try at this account from here is held against."""
    if known_device:
        return [Guard("device", f"{known_device} {username}", 5)]
    return [Guard("account", username, 5), Guard("address", address, 30)]


def wait(held_against: list[Guard], now: datetime | None = None) -> timedelta:
    """How long until the next try may be made; zero if it may be made now."""
    moment, free = now or clock.now(), {guard.key(): guard.free for guard in held_against}
    rows = Mistakes.select().where(Mistakes.key.in_(list(free)) & (Mistakes.last > moment - FORGOTTEN_AFTER))
    waits = [row.last + delay(row.count - free[row.key]) - moment for row in rows]
    return max([timedelta(0), *waits])


def delay(beyond_free: int) -> timedelta:
    """1, 2, 4, … seconds, at most a minute."""
    if beyond_free < 0:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(beyond_free, 10)), LONGEST)


def mistaken(held_against: list[Guard]) -> None:
    """A try was wrong."""
    now = clock.now()
    with database.atomic():
        for guard in held_against:
            fresh = Mistakes.update(count=Mistakes.count + 1, last=now).where(
                (Mistakes.key == guard.key()) & (Mistakes.last > now - FORGOTTEN_AFTER)
            )
            if not fresh.execute():
                row = {"key": guard.key(), "count": 1, "last": now}
                Mistakes.insert(row).on_conflict(conflict_target=[Mistakes.key], update=row).execute()


def forgiven(held_against: list[Guard]) -> None:
    """The right password: what was counted against this account or device is forgotten, not what the address did."""
    keys = [guard.key() for guard in held_against if guard.kind != "address"]
    Mistakes.delete().where(Mistakes.key.in_(keys)).execute()
