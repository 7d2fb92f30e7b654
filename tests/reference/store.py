"""A life written into the real database, for somebody new, as its authors would have written it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import time_machine

from carelog import journal
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.journal import OPERATOR, Author
from carelog.people.person import Person
from carelog.records import choice_check, move
from carelog.records.choice_check import ChoiceCheck
from carelog.records.mark import Account, Mark
from carelog.records.move import Move
from carelog.records.said import Word
from carelog.weeks.day_parts import DayParts
from carelog.weeks.item import Item
from carelog.weeks.perfect_week import PerfectWeek, Wanted
from carelog.weeks.time_away import TimeAway, Why
from tests.reference.life import Agreed, Key, Life
from tests.reference.lives import ITEMS, THE_PERSON

LONG_BEFORE = datetime(2024, 1, 1, tzinfo=UTC)
_numbers = count()


class Stored:
    """One life in the database: the person, and the names that its items have there."""

    def __init__(self, life: Life) -> None:
        self.life, self.name = life, f"{next(_numbers):04}"
        self.authors = dict(enumerate(User.select().order_by(User.id).limit(THE_PERSON), 1))
        with time_machine.travel(LONG_BEFORE, tick=False):
            self.person = Person.welcome(self._team(life.parts), OPERATOR, name="Ivy Bright")
            self.items = {str(Item.create(person=self.person, id=f"{self.name}-{name}").id): name for name in ITEMS}
        for agreed in life.agreed:
            self._agree(agreed)
        self._go_away(sorted(life.away))
        self._write_records()

    def key(self, key: Key) -> Key:
        """The key there, as the life has it."""
        return self.items[key[0]], key[1], key[2]

    def _team(self, parts: DayParts) -> Team:
        begins = (parts.morning, parts.afternoon, parts.evening, parts.night)
        names = ("morning", "afternoon", "evening", "night")
        walls = {name: f"{at:%H:%M}" for name, at in zip(names, begins, strict=True)}
        return Team.create(name=f"Team {self.name}", **walls)

    def _agree(self, agreed: Agreed) -> None:
        wanted = [Wanted(planned.details, f"{self.name}-{planned.item_id}") for planned in agreed.version.items]
        with time_machine.travel(agreed.at, tick=False):
            PerfectWeek.agree(self.person, wanted, agreed.version.starts, OPERATOR)

    def _go_away(self, days: Iterable[date]) -> None:
        """A pause for each run of dates."""
        runs: list[list[date]] = []
        for day in days:
            if runs and day - runs[-1][-1] == timedelta(days=1):
                runs[-1].append(day)
            else:
                runs.append([day])
        for run in runs:
            TimeAway.record(self.person, run[0], run[-1], Why.FAMILY, OPERATOR)

    def _write_records(self) -> None:
        for key, said in self.life.said:
            told = "" if said.present else "her sister"
            account = Account(said=said.said, told_by=told, reason=said.reason)
            here = (f"{self.name}-{key[0]}", *key[1:])
            Mark._write(self.person, here, account, self._author(said), id=self._id(said), written_at=said.written_at)
        for key, check in self.life.checks:
            self._write(choice_check.KIND, ChoiceCheck, key, check, {
                "about": f"{self.name}-{check.about}", "of_move": check.of_move, "answer": check.answer,
                "way": check.way, "with_whom": "", "how_shown": "",
            })  # fmt: skip
        for key, moved in self.life.moves:
            self._write(move.KIND, Move, key, moved, {
                "asked_by_person": moved.asked_by_person, "new_day": moved.day, "part": moved.part, "at": moved.at,
                "note": "",
            })  # fmt: skip

    def _write(self, kind: str, table: Any, key: Key, word: Word, words: dict[str, Any]) -> None:
        words = {**words, "item": f"{self.name}-{key[0]}", "number": key[2], "withdrawn": False}
        journal.write(
            kind, self._author(word), words, bodies=[(table, words)], person_id=self.person.id, on_date=key[1],
            id=self._id(word), written_at=word.written_at,
        )  # fmt: skip

    def _author(self, word: Word) -> Author:
        role = "self" if word.author_id == THE_PERSON else "worker"
        return Author(self.authors[word.author_id or 1].id, role, voice=word.voice)

    def _id(self, word: Word) -> str:
        return f"{self.name}-{word.id}"
