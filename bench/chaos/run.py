"""One run on one database: everything at once, and what came of it."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.chaos.backup import Backup, backup_of
from bench.chaos.ledger import Ledger, Phones
from bench.chaos.plan import BACK_UP, RESTORE, Plan
from bench.chaos.proxy import Proxy
from bench.chaos.tally import Tally, broken_promises, tally
from bench.chaos.world import World
from carelog import db
from tests.browser.served import Installation

LOOK_EVERY = 0.05  # seconds
ON_THE_WAY = 0.3  # until the last receipts have reached the phones
SERVE = (sys.executable, "-m", "bench.chaos.sabotage")


class TookTooLong(Exception):
    """The phones were not through in time; the message is what they still had."""


@dataclass(slots=True)
class Run:
    """The server with its phones. `sabotage`: the protection that is taken out, or ""."""

    plan: Plan
    installation: Installation
    sabotage: str = ""
    tell: Callable[[str], None] = field(default=lambda _how_far: None)
    proxy: Proxy = field(init=False)
    broken: int = 0

    def __post_init__(self) -> None:
        self.proxy = Proxy(self.plan.seed)

    def go(self) -> Tally:
        """Raises TookTooLong."""
        until = time.monotonic() + self.plan.limit
        with self._connected():
            world = World.read()
        with self.proxy.running() as url, self._serving(), Phones(self._told(world, url)).running() as phones:
            self._happen(phones, until)
            self.tell(self._how_far(phones.ledger, "calm"))
            phones.calm()
            self._wait(phones, until, lambda: False)
        with self._connected():
            return tally(phones.ledger, world.users, self.broken)

    def _told(self, world: World, url: str) -> dict[str, object]:
        numbers = {"seed": self.plan.seed, "records": self.plan.records, "pause": self.plan.pause}
        return {**world.told(), **numbers, "url": url, "overlay": self.sabotage != "no_overlay"}

    def _happen(self, phones: Phones, until: float) -> None:
        """Everything that the plan has for the server, and the end of the pressing."""
        ledger = phones.ledger
        for share, what in self.plan.happens:
            self._wait(phones, until, partial(_receipted, ledger, share * self.plan.all_records))
            self.tell(self._how_far(ledger, what))
            if what == BACK_UP:
                self._way().back_up(self._backup)
            else:
                self._crash(ledger, restored=what == RESTORE)
        self._wait(phones, until, lambda: ledger.through == self.plan.phones)
        self.proxy.calm = True

    def _wait(self, phones: Phones, until: float, enough: Callable[[], bool]) -> None:
        while not (enough() or phones.ended):
            if time.monotonic() > until:
                raise TookTooLong(f"{self._how_far(phones.ledger, 'given up')}; left: {phones.ledger.left}")
            time.sleep(LOOK_EVERY)

    def _how_far(self, ledger: Ledger, what: str) -> str:
        numbers = f"{len(ledger.receipted)} of {self.plan.all_records} receipted"
        return f"{what}: {numbers}, {ledger.through} of {self.plan.phones} phones through"

    def _crash(self, ledger: Ledger, *, restored: bool) -> None:
        """From one moment to the next; what it had promised before is looked for before it is started again."""
        self.installation.kill()
        time.sleep(ON_THE_WAY)
        with self._connected():
            self.broken += broken_promises(ledger)
        if restored:
            self.proxy.forget()
            self._way().restore(self._backup)
        self._start()

    @property
    def _backup(self) -> Path:
        return self.installation.var / "backup"

    def _way(self) -> Backup:
        return backup_of(self.installation.database)

    @contextmanager
    def _serving(self) -> Iterator[None]:
        self._start()
        try:
            yield
        finally:
            self.installation.end()

    def _start(self) -> None:
        self.proxy.server = self.installation.start(*((*SERVE, self.sabotage) if self.sabotage else ()))

    @contextmanager
    def _connected(self) -> Iterator[None]:
        db.bind(self.installation.database)
        try:
            with db.connected():
                yield
        finally:
            db.close_everything()


def _receipted(ledger: Ledger, number: float) -> bool:
    return len(ledger.receipted) >= number
