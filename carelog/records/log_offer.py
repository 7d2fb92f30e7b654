"""Offer: what can be chosen for a learning log by somebody who writes one: things, people, the day."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from carelog import clock
from carelog.people.circle import SELF, Membership
from carelog.people.person import Person
from carelog.records.log import Log, Reader
from carelog.weeks.known_items import KnownItem, known_items


@dataclass(frozen=True, slots=True)
class Offer:
    """Of what is written already, that its author cannot see any more, nothing is offered: it stays as it was."""

    day: date  # that people are living
    today: date  # by the calendar, which no log is ahead of
    own: bool
    items: tuple[KnownItem, ...]
    members: tuple[Membership, ...]  # with their users; who writes comes first
    mine: tuple[int, ...]  # the memberships of who writes
    kept_item: str | None = None
    kept_members: frozenset[int] = frozenset()

    @classmethod
    def of(cls, person: Person, reader: Reader, *, item: str = "", log: Log | None = None) -> Self:
        """For a new log, perhaps about that thing; or for other words in the place of this one. Four queries."""
        day, asked = clock.living_day(person.team.tz), log.item_id if log else item
        items = [
            one for one in known_items(person, day)
            if reader.titles and one.label in reader.labels and (one.current or one.id == asked)
        ]  # fmt: skip
        around = [member for member in Membership.around(person) if member.role != SELF]
        mine = [member for member in around if member.user_id == reader.user_id]
        members = mine + [member for member in around if reader.names and member not in mine]
        return cls(
            day=day,
            today=clock.day_here(person.team.tz),
            own=reader.own,
            items=tuple(items),
            members=tuple(members),
            mine=tuple(member.id for member in mine),
            kept_item=log.item_id if log and log.item_id not in {one.id for one in items} else None,
            kept_members=frozenset(log.present if log else ()) - {member.id for member in members},
        )
