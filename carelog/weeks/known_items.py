"""KnownItem: a thing that is or was in a person's weeks, in its newest words; for what is about a thing as such."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from peewee import fn

from carelog.journal import Event
from carelog.people.person import Person
from carelog.weeks.item import Item, PlannedItem
from carelog.weeks.perfect_week import KIND, PerfectWeek
from carelog.weeks.said_since import SaidSince, said_since


@dataclass(frozen=True, slots=True)
class KnownItem:
    """One item, as the last version that has it words it."""

    id: str
    title: str
    picture: str
    label: str  # who may read it by itself
    current: bool  # in the week that holds on the day asked for, or in a later one


def known_items(person: Person, day: date) -> list[KnownItem]:
    """Every item that the person's weeks ever had, by title, whatever its label. Three queries."""
    later = PlannedItem.alias()
    reworded = later.select().where((later.item == PlannedItem.item) & (later.id > PlannedItem.id))
    rows = (
        PlannedItem.select(
            PlannedItem.item, PlannedItem.title, PlannedItem.picture, PlannedItem.label, PlannedItem.event
        )
        .join(Item)
        .where((Item.person == person.id) & ~fn.EXISTS(reworded))
        .order_by(fn.LOWER(PlannedItem.title), PlannedItem.item)
        .tuples()
    )
    since, chosen = _in_force(person, day), said_since([person.id])
    return [
        KnownItem(item_id, title, chosen.get(item_id, SaidSince()).picture_after(picture, seq), label, seq >= since)
        for item_id, title, picture, label, seq in cast("Iterable[Any]", rows)
    ]


def _in_force(person: Person, day: date) -> int:
    """The number of the version that holds on that day; 0 before the first."""
    agreed = (Event.kind == KIND) & (Event.person_id == person.id) & (PerfectWeek.starts <= day)
    return int(PerfectWeek.select(fn.MAX(Event.seq)).join(Event).where(agreed).scalar() or 0)
