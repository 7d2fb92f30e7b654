"""Paper: what a team has in a folder for the day on which carelog cannot be reached: weeks and how to reach people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from peewee import ModelSelect, fn

from carelog import clock
from carelog.accounts.team import Team
from carelog.people.circle import Membership
from carelog.people.information_needs import Said, Standing
from carelog.people.person import Person, Placement
from carelog.records.reading import lived_spans
from carelog.records.sheet import Sheet
from carelog.weeks.calendar import week_of


@dataclass(frozen=True, slots=True)
class PaperOf:
    """One person's two pages."""

    sheet: Sheet
    members: Sequence[Membership]  # who belongs now
    needs: Said | None  # how they need information

    @property
    def person(self) -> Person:
        """Whose they are."""
        return self.sheet.person


def people_of(team: Team) -> "ModelSelect[Person]":
    """Who is in that team now, by name."""
    return Person.with_team().where(Placement.team == team).order_by(fn.LOWER(Person.name), Person.id)


def paper_of(people: Sequence[Person], monday: date, labels: Mapping[int, set[str]]) -> list[PaperOf]:
    """The week and the circle of each of these people. Seven queries, however many they are."""
    spans = lived_spans(people, *week_of(monday), labels) if people else {}
    around: dict[int, list[Membership]] = defaultdict(list)
    for member in Membership.between(people, clock.now(), clock.now()):
        around[member.person_id].append(member)
    standing = Standing.of(person.id for person in people)
    return [
        PaperOf(Sheet.over(spans[person.id]), around[person.id], standing.get((person.id, None))) for person in people
    ]
