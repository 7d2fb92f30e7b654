"""LivedWeek: one person's agreed week beside what was recorded of it, as one reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from carelog import clock
from carelog.people.person import Person
from carelog.records.mark import Marks, standing_marks
from carelog.records.outcome import Filled, Said, State, deciding, due_state, fill, speaking
from carelog.weeks.details import Cadence, ItemDetails, Part
from carelog.weeks.occurrences import Chances, Occurrence, Planned, Version, dated, flexible, in_force
from carelog.weeks.perfect_week import day_parts, versions


@dataclass(frozen=True, slots=True)
class Lived:
    """One dated chance with its state, the records that decide it, and all that somebody says of it."""

    occurrence: Occurrence
    state: State
    said: tuple[Said, ...]
    spoken: tuple[Said, ...]

    @property
    def details(self) -> ItemDetails:
        """The words of its item."""
        return self.occurrence.planned.details


@dataclass(frozen=True, slots=True)
class LivedFlexible:
    """One flexible item's week: its chances, how they were filled, and the records by date and number."""

    chances: Chances
    filled: Filled
    said: dict[tuple[date, int], list[Said]]

    @property
    def details(self) -> ItemDetails:
        """The words of its item."""
        return self.chances.planned.details

    def on(self, day: date) -> list[tuple[int, list[Said]]]:
        """What is said of that day's chances: running number and records, none that were withdrawn."""
        spoken = [(number, speaking(records)) for (when, number), records in sorted(self.said.items()) if when == day]
        return [(number, records) for number, records in spoken if records]


@dataclass(frozen=True, slots=True)
class LivedWeek:
    """A Monday-to-Sunday week."""

    person: Person
    monday: date
    planned: bool  # a version is in force on some day of it
    dated: tuple[Lived, ...]
    flexible: tuple[LivedFlexible, ...]
    monthly: tuple[Planned, ...]  # items that are counted in their month, not here
    now: datetime

    @property
    def days(self) -> list[date]:
        """Its seven dates."""
        return [self.monday + timedelta(days=offset) for offset in range(7)]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of a day, in their order."""
        return Part.MORNING, Part.AFTERNOON, Part.EVENING, Part.NIGHT

    @property
    def earlier(self) -> date:
        """The Monday before."""
        return self.monday - timedelta(days=7)

    @property
    def later(self) -> date:
        """The Monday after."""
        return self.monday + timedelta(days=7)

    def days_from(self, day: date) -> list[date]:
        """Its dates with that day first, if it is one of them; then those that follow, then those before."""
        return sorted(self.days, key=lambda one: (one < day, one)) if day in self.days else self.days

    @property
    def over(self) -> bool:
        """It is past 05:00 after its last night."""
        return self.now >= day_parts(self.person.team).day_ends(self.days[-1])

    def cell(self, day: date, part: Part) -> list[Lived]:
        """What was planned on that day in that part; things of any time stand in the morning."""
        parts = (part, Part.ANY) if part is Part.MORNING else (part,)
        return [one for one in self.dated if one.occurrence.day == day and one.occurrence.part in parts]

    def find(self, item_id: str, day: date, number: int) -> Lived | None:
        """The dated chance with that key."""
        return next((one for one in self.dated if one.occurrence.key == (item_id, day, number)), None)

    def find_flexible(self, item_id: str) -> LivedFlexible | None:
        """The flexible item with that id."""
        return next((one for one in self.flexible if one.chances.planned.item_id == item_id), None)


def lived_weeks(
    people: Sequence[Person],
    monday: date,
    labels: dict[int, set[str]],
    now: datetime | None = None,
    only: str | None = None,
) -> dict[int, LivedWeek]:
    """The week of each of these people, with what this reader may see: `labels` by person. Four queries.

    `only` is the id of the one item that is asked for: then the week holds nothing else.
    """
    moment, sunday = now or clock.now(), monday + timedelta(days=6)
    ids = [person.id for person in people]
    plans = versions(ids, moment, span=(monday, sunday), only=only)
    marks = standing_marks(ids, monday, sunday, only)
    return {
        person.id: _lived_week(person, monday, plans[person.id], marks[person.id], labels[person.id], moment)
        for person in people
    }


def lived_week(
    person: Person, monday: date, labels: set[str], now: datetime | None = None, only: str | None = None
) -> LivedWeek:
    """One person's week."""
    return lived_weeks([person], monday, {person.id: labels}, now, only)[person.id]


def _lived_week(
    person: Person, monday: date, plan: list[Version], marks: Marks, labels: set[str], now: datetime
) -> LivedWeek:
    parts, last = day_parts(person.team), monday + timedelta(days=6)
    chances = [c for c in flexible(plan, monday, parts) if c.planned.details.label in labels]
    occurrences = [o for o in dated(plan, monday, last, parts) if o.planned.details.label in labels]
    fixed = {occurrence.key for occurrence in dated(plan, monday, last, parts)}
    loose = {key: records for key, records in marks.items() if key not in fixed}  # a mark fills one chance only
    governing = in_force(plan, last)
    return LivedWeek(
        person=person,
        monday=monday,
        planned=governing is not None,
        dated=tuple(_lived(o, marks.get(o.key, []), now) for o in occurrences),
        flexible=tuple(_lived_flexible(c, loose, now) for c in chances),
        monthly=tuple(
            p for p in (governing.items if governing else ())
            if p.details.cadence not in (Cadence.WEEKLY, Cadence.TIMES_A_WEEK) and p.details.label in labels
        ),
        now=now,
    )  # fmt: skip


def _lived(occurrence: Occurrence, records: list[Said], now: datetime) -> Lived:
    return Lived(
        occurrence, due_state(records, occurrence.closes, now), tuple(deciding(records)), tuple(speaking(records))
    )


def _lived_flexible(chances: Chances, marks: Marks, now: datetime) -> LivedFlexible:
    said = {(day, number): found for (item, day, number), found in marks.items() if item == chances.planned.item_id}
    return LivedFlexible(chances, fill(chances.count, said.values(), chances.closes, now), said)
