"""Importance: somebody says for the first time whether an item is important to me, for me, or both.

Saying it for the first time needs no new version (measure.md); changing what was said does.
"""

from typing import Any

from peewee import BooleanField, ForeignKeyField

from carelog import journal
from carelog.journal import Body, Event
from carelog.people.person import Person
from carelog.weeks.item import Item

KIND = "importance"


class Importance(Body):
    """The answer for one item. Both None: taken back."""

    item = ForeignKeyField(Item)
    important_to = BooleanField(null=True)
    important_for = BooleanField(null=True)

    @classmethod
    def say(
        cls, person: Person, item: Item, to: bool | None, for_: bool | None, author: journal.Author,
        *, replaces: str | None = None, id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write the answer down; with `replaces` it takes the place of the author's own earlier one."""
        words: dict[str, Any] = {"item": item.id, "important_to": to, "important_for": for_}
        return journal.write(KIND, author, words, bodies=[(cls, words)], person_id=person.id, replaces=replaces, id=id)
