"""Teller: whose story it is, and the steps in which it will be told. `story.tell` tells them all in order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from carelog.demo.calendar import Calendar, When
from carelog.demo.cast import Cast
from carelog.demo.plan import Plan
from carelog.journal import KEPT_BACK, OWN, Author
from carelog.people.circle import ALLY
from carelog.people.person import Person

EVERY_LABEL = {"ordinary", "health", "intimate", "money", KEPT_BACK}
RECORDS = UUID("0c1f8f3e-52c4-4b0f-9a55-1f6f5b1d9c10")  # the ids of records that later ones are about come of this


class Step(NamedTuple):
    """Something that is written down at a moment."""

    at: datetime
    tell: Callable[[], object]


@dataclass(slots=True)
class Teller:
    """One person, who is around them, and what is to be told."""

    person: Person
    cast: Cast
    calendar: Calendar
    plan: Plan
    until: datetime  # what would be written from then on is left to whoever tries the app
    ids: dict[str, str] = field(default_factory=dict)  # of the items agreed so far, by title
    steps: list[Step] = field(default_factory=list)

    def later(self, at: When, tell: Callable[[], object]) -> None:
        """One more step."""
        self.steps.append(Step(self.calendar.moment(at), tell))

    def author(self, who: str, voice: str = OWN) -> Author:
        """Somebody around the person, in their role there."""
        return self.cast.around(self.person.name, who, voice)

    def named(self, name: str) -> str:
        """The id of the record that the story calls so."""
        return str(uuid5(RECORDS, f"{self.person.name}: {name}"))


def may_see(author: Author) -> set[str]:
    """The labels that this author may read."""
    return {"ordinary"} if author.role == ALLY else EVERY_LABEL
