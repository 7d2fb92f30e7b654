"""What a random story remembers: who there is, what was written, and what it tells the model of that."""

from datetime import date, datetime
from random import Random
from typing import Any

from flask import Flask

from carelog import journal
from carelog.people.person import Person
from carelog.records.kept_back import Entry, What
from tests.everywhere import Places
from tests.sharing_model import LONDON, Ally, Canary, Known, Picture, Thing

BEGINS = datetime(2027, 3, 17, 10, 0, tzinfo=LONDON)  # on 28 March the clocks go forward
EX, FATHER, DAUGHTER = "ex-partner", "father", "daughter"
Chance = tuple[Thing, date]


class Told:
    """It knows nobody yet, and nothing."""

    places: Places
    person: Person
    sam: journal.Author
    aled: journal.Author

    def __init__(self, app: Flask, number: int, clock: Any) -> None:
        """`clock`: the one that was travelled with; it is moved on."""
        self.app, self.random, self.clock, self.now = app, Random(number), clock, BEGINS  # noqa: S311  nothing is secret
        self.known, self.lines = Known(), [f"Story {number}"]
        self.allies = {name: Ally(name) for name in (EX, FATHER, DAUGHTER)}
        self.words = 0
        self.logs: list[tuple[str, str]] = []  # with who wrote it
        self.extras: list[date] = []
        self.worries: list[str] = []
        self.complaints: list[str] = []
        self.entries: list[tuple[Entry, str]] = []  # that she could keep from all of them, with their label
        self.visited: set[str] = set()  # allies who have opened everything once
        self.chances: list[Chance] = []  # of which something was written, in whatever words
        self.only: Thing | None = None  # what everything is about just now

    @property
    def today(self) -> date:
        """Where she lives."""
        return self.now.astimezone(LONDON).date()

    def note(self, line: str) -> None:
        """In words."""
        self.lines.append(f"{self.now:%a %d %b %H:%M} {line}")

    def say(self, field: str, label: str = "ordinary", **more: Any) -> str:
        """A text for that field: a canary, and a word by which it can be searched."""
        self.words += 1
        self.known.canaries.append(Canary(f"qq{field}{self.words:04}zz", field, label, **more))
        return f"qq{field}{self.words:04}zz hook{self.words:04}"

    def call(self, name: str, field: str, label: str, **more: Any) -> None:
        """An id is a canary too; nobody has to see it."""
        self.known.canaries.append(Canary(name, field, label, shown=False, **more))

    def photo(self, of: str, photo: str, label: str = "ordinary", log: str = "") -> Picture:
        """There is one more."""
        self.known.pictures.append(Picture(photo, of, label, log))
        self.entries.append((Entry(What.PHOTO, photo), label))
        return self.known.pictures[-1]
