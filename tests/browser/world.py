"""A small provider that is really served, behind a line that can be disturbed: where phones write without a signal."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any, Self

from playwright.sync_api import APIRequestContext

from carelog import clock, db
from carelog.accounts.session import OWN_PHONE
from carelog.weeks.details import Part
from tests import cast
from tests.browser.demo import SIGNED_IN
from tests.browser.line import Line, Onward, passes, said_to
from tests.browser.served import Installation
from tests.databases import Databases
from tests.plans import agree, fixed

MANY, FEW = 80, 3
TEA = "A cup of tea"
THEIR_WEEKS = {cast.WALTER: MANY, cast.NADIA: FEW, cast.JAMIE: FEW}
USERS = ("sam", "grace", "tomasz", "carol")  # who write


@dataclass(slots=True)
class World:
    """Walter has many cups of tea every day, each of them for one test; Nadia and Jamie a few."""

    installation: Installation
    line: Line
    people: dict[str, int] = field(default_factory=dict)  # by first name
    users: dict[str, int] = field(default_factory=dict)
    poured: int = 0

    @classmethod
    @contextmanager
    def served(cls, databases: Databases, var: Path) -> Iterator[Self]:
        """On SQLite, until the block is left."""
        with databases.copy("sqlite", "cast") as url, Line.laid() as line:
            world = cls(Installation(var, url), line)
            world._fill()
            world.start()
            try:
                yield world
            finally:
                world.installation.end()

    def _fill(self) -> None:
        db.bind(self.installation.database)
        with db.connected():
            for name, number in THEIR_WEEKS.items():
                agree(cast.person(name), *(fixed(f"{TEA}, {n}", part=Part.ANY) for n in range(1, number + 1)))
            self.people = {name.split()[0].lower(): cast.person(name).id for name in THEIR_WEEKS}
            self.users = {name: cast.user(name).id for name in USERS}
        db.close_everything()

    @property
    def url(self) -> str:
        """Where phones find it."""
        return self.line.url

    def start(self) -> None:
        """The server, at the other end of the line."""
        self.line.server = self.installation.start()

    def dies(self, moment: str) -> Event:
        """The server will be killed "before" the next record, "during" it, or "after" it is written; set when it is."""
        died = Event()

        def dying(asked: bytes, onward: Onward) -> bytes:
            if moment == "after":
                onward(asked)
            with said_to(self.line.server, asked if moment == "during" else b""):
                self.installation.kill()
            died.set()
            return b""

        self.line.records = dying
        return died

    def mend(self) -> None:
        """Nothing disturbs the line any more."""
        self.line.way = self.line.records = passes

    @property
    def today(self) -> date:
        """The day that people live there."""
        return clock.living_day(cast.LONDON)

    def tea(self) -> str:
        """One that nobody has written about."""
        self.poured += 1
        return self.last

    @property
    def last(self) -> str:
        """The one that was poured last."""
        return f"{TEA}, {self.poured}"

    def sign_in(self, username: str) -> dict[str, str | float | bool]:
        """What somebody fills in."""
        return {"username": username, "password": cast.PASSWORD, "kind": OWN_PHONE}

    def signs_in(self, browser: APIRequestContext, username: str) -> None:
        """As if they had filled that in."""
        answer = browser.post(f"{self.url}/sign-in", form=self.sign_in(username), max_redirects=0)
        assert answer.status == SIGNED_IN

    def ends_sessions(self, browser: APIRequestContext, username: str) -> None:
        """Of that user on every phone, from another one of theirs."""
        self.signs_in(browser, username)
        devices = re.findall(
            r'id="device-(\d+)">((?:(?!</li>).)*)', browser.get(f"{self.url}/account").text(), re.DOTALL
        )
        for number, words in devices:
            if "This device" not in words:
                assert browser.post(f"{self.url}/account/devices/{number}/sign-out").ok

    def ends_place(self, browser: APIRequestContext, username: str, person: str) -> None:
        """Aled does, who coordinates the team: they do not work there any more."""
        self.signs_in(browser, "aled")
        there = self.users[username], self.people[person]
        [[place]] = self.ask("select id from membership where user_id = ? and person_id = ?", *there)
        assert browser.post(f"{self.url}/people/{self.people[person]}/memberships/{place}/ending").ok

    def written(self, *ids: str) -> list[tuple[str, str, int]]:
        """What the server has under these ids, in its order: the kind, the flag, and whose it is."""
        said = "select kind, coalesce(flag, ''), author_id from journal where id in ({}) order by seq"
        found: list[tuple[str, str, int]] = self.ask(said.format(", ".join("?" * len(ids))), *ids)
        return found

    def replaced(self, id: str) -> str:
        """What the record with this id stands in the place of; "" for nothing."""
        return "".join(*self.ask("select coalesce(replaces, '') from journal where id = ?", id))

    def ask(self, query: str, *values: str | int) -> list[Any]:
        """Of the database as it lies there."""
        with closing(sqlite3.connect(self.path)) as there:
            return there.execute(query, values).fetchall()

    @property
    def path(self) -> Path:
        """Of the database."""
        return Path(self.installation.database.removeprefix("sqlite:///"))
