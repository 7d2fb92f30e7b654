"""Importance: somebody says for the first time whether an item is important to me, for me, or both.

Saying it for the first time needs no new version (measure.md); changing what was said does.
"""

from collections.abc import Iterable
from typing import Any

from peewee import BooleanField, ForeignKeyField

from carelog import journal
from carelog.journal import Body, Event
from carelog.people.person import Person
from carelog.prepared import prepared
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

    @classmethod
    def answers(cls, person_ids: Iterable[int]) -> dict[str, tuple[bool | None, bool | None]]:
        """The standing answer for each item's id, newest last word."""
        return {item: (to, for_) for item, to, for_ in _answers(list(person_ids))}


@prepared
def _answers(person_ids: list[int]) -> Any:
    rows = (
        Event.standing()
        .select(Importance.item, Importance.important_to, Importance.important_for)
        .join(Importance, on=(Importance.event == Event.seq))
        .where((Event.kind == KIND) & Event.person_id.in_(person_ids))
        .order_by(Event.seq)
    )
    return rows.tuples()
