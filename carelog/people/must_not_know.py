"""MustNotKnow: the people who must not know, on a person's record. It warns at every invitation, and no ally sees it.

Names are compared part by part, and so are the words beside them: who is "her former landlord" there is like somebody
who is invited as "landlord". It is a warning and no lock: people have nicknames. So whoever invites sees all of it.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Self

from peewee import AutoField, ForeignKeyField, TextField, fn

from carelog import clock, journal
from carelog.db import Dated, database
from carelog.people.person import Person

SAY_NOTHING = frozenset(
    ("a", "an", "and", "dr", "ex", "former", "her", "his", "in", "law", "miss", "mr", "mrs", "ms", "my", "of", "old",
     "the", "their", "who")
)  # fmt: skip


class MustNotKnow(Dated):
    """Somebody who must not know; until the person or their coordinator takes them off the list."""

    id = AutoField()
    person = ForeignKeyField(Person)
    person_id: int
    name = TextField()  # or who they are
    about = TextField(default="")

    @classmethod
    def of(cls, people: Iterable[Person | int]) -> list[Self]:
        """Whom the lists of these people name now, with the person, by person and name. One query."""
        rows = cls.select(cls, Person).join(Person).where(cls.holds_at(clock.now()) & cls.person.in_(list(people)))
        return list(rows.order_by(fn.LOWER(Person.name), fn.LOWER(cls.name), cls.id))

    @classmethod
    def put_on(cls, person: Person, name: str, about: str, author: journal.Author, id: str | None = None) -> Self:
        """Put somebody on the list. The same press again gives back what it made."""
        what = {"name": name, "about": about}

        def make() -> Any:
            made = cls.create(person=person, name=name, about=about, starts=clock.now())
            journal.note_change("must_not_know.put_on", author, made, what, person_id=person.id, id=id)
            return made

        return journal.once(cls, "must_not_know.put_on", author, what, id, make)

    def take_off(self, author: journal.Author) -> None:
        """They need not be warned of any more. Twice changes nothing."""
        with database.atomic():
            mine, now = (MustNotKnow.id == self.id) & MustNotKnow.ends.is_null(), clock.now()
            if MustNotKnow.update(ends=now).where(mine).execute():
                journal.note_change("must_not_know.taken_off", author, self, {"ends": now}, person_id=self.person_id)

    def resembles(self, *words: str) -> bool:
        """Some part of these names is on the list."""
        return bool((parts(self.name) | parts(self.about)) & parts(*words))

    def is_called(self, name: str) -> bool:
        """That is the name on the list, or the one is a part of the other."""
        here, there = parts(self.name), parts(name)
        return bool(here and there) and (here <= there or there <= here)


def parts(*words: str) -> frozenset[str]:
    """What names are made of, without case, accents and words that say nothing of who it is."""
    plain = unicodedata.normalize("NFKD", " ".join(words)).casefold()
    found = re.findall(r"\w+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    return frozenset(found) - SAY_NOTHING
