"""Chance: the place in a person's plan that a record names by item, date and number."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from carelog import journal
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.kept_back import chances_kept_back
from carelog.weeks.calendar import month_of, week_of
from carelog.weeks.occurrences import ANY_DAY, Occurrence, Planned, Version, dated, flexible, of_month
from carelog.weeks.perfect_week import day_parts, versions

LARGEST_NUMBER = 50  # chances of one flexible item on one day
Key = tuple[str, date, int]  # item, date, running number


class NoSuchChance(ValueError):
    """The person's plan has no such item on that day, or the reader may not see it."""


@dataclass(frozen=True, slots=True)
class Chance:
    """The planned item that a key names; with its occurrence where it is a dated one."""

    planned: Planned
    occurrence: Occurrence | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What an undo says of the record that it takes back, which may arrive after it: its chance, and its voice."""

    person: Person
    key: Key
    labels: set[str]  # that its author may see
    voice: str = journal.OWN
    answer: str = ""  # what was answered, where there is more than one question

    @property
    def label(self) -> str:
        """As the person's plan has that chance now. Raises NoSuchChance."""
        found = chance(self.person, *self.key, self.labels)
        if found is None:
            raise NoSuchChance
        return found.planned.details.label

    def ahead(self, **columns: Any) -> journal.Ahead:
        """The same as the body of a kind that names its chance. Raises NoSuchChance."""
        item_id, day, number = self.key
        return journal.Ahead({"item": item_id, "number": number, **columns}, day, self.label)


def key_of(table: Any, event: Event) -> Key:
    """The chance that a mark, a move or a check is about, which is that event's body."""
    body = table.get(table.event == event.seq)
    return body.item_id, cast("date", event.on_date), body.number


def plan_around(person: Person, item_id: str, day: date) -> Sequence[Version]:
    """One item in the versions that govern that day's week and the months it touches: all that its chances hang on."""
    monday, sunday = week_of(day)
    span = month_of(monday)[0], month_of(sunday)[1]
    return versions([person.id], span=span, only=item_id)[person.id]


def chance(
    person: Person, item_id: str, day: date, number: int, labels: set[str], plan: Sequence[Version] | None = None
) -> Chance | None:
    """What the person's plan has under that key, of what these labels let somebody see.

    What is flexible may be marked on every day of its week, also when the plan of that day has it no more; what any
    day of a month will do for, on every day of that month. `plan` is `plan_around` that day, if it is known already.
    """
    parts, monday = day_parts(person.team), week_of(day)[0]
    plan = plan_around(person, item_id, day) if plan is None else plan
    found = [Chance(one.planned, one) for one in dated(plan, day, day, parts) if one.number == number]
    if 1 <= number <= LARGEST_NUMBER:
        found += [Chance(chances.planned) for chances in flexible(plan, monday, parts)]
    if number == 1:
        found += [Chance(one.planned) for one in of_month(plan, day, parts)]
    there = next((c for c in found if c.planned.item_id == item_id and c.planned.details.label in labels), None)
    return None if there is not None and _is_kept_back(person, there, (item_id, day, number), labels) else there


def is_kept_from(labels: set[str], person: Person, key: Key) -> bool:
    """The person keeps it from who has these labels, also where the plan has it no more."""
    everything = {*labels, journal.KEPT_BACK}
    return labels != everything and _is_kept_back(person, chance(person, *key, everything), key, labels)


def _is_kept_back(person: Person, found: Chance | None, key: Key, labels: Set[str]) -> bool:
    """The same; of a month's thing, whatever day of the month it was said of."""
    if journal.KEPT_BACK in labels:
        return False
    item_id, day, _number = key
    in_month = found is not None and found.planned.details.cadence in ANY_DAY
    kept = chances_kept_back(person, item_id, *(month_of(day) if in_month else (day, day)))
    return bool(kept) if in_month else key in kept
