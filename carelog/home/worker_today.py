"""WorkerToday: the people one worker supports, what is due now, what is flexible and what comes later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from carelog import clock
from carelog.people.person import Person
from carelog.records.lived_week import Lived, LivedFlexible, LivedWeek, lived_weeks
from carelog.records.outcome import State
from carelog.weeks.details import Part
from carelog.weeks.perfect_week import day_parts


@dataclass(frozen=True, slots=True)
class PersonToday:
    """One person's day: until 05:00 it is still yesterday's. What technology does by itself is not listed."""

    person: Person
    day: date
    part: Part
    planned: bool
    due: tuple[Lived, ...]  # this part of the day, and what is still open from earlier today
    later: tuple[Lived, ...]
    done: tuple[Lived, ...]
    now: datetime
    flexible: tuple[LivedFlexible, ...]  # with chances left this week, or marked today

    @property
    def last_night(self) -> bool:
        """The calendar has turned already, and the night is not over."""
        return clock.day_here(self.person.team.tz, self.now) != self.day

    @property
    def empty(self) -> bool:
        """Nothing in the plan touches this day."""
        return not (self.due or self.later or self.done or self.flexible)


def worker_today(
    people: Sequence[Person], labels: dict[int, set[str]], now: datetime | None = None
) -> list[PersonToday]:
    """Today for each of these people, in their order. The same few queries however many they are, for one time zone."""
    moment = now or clock.now()
    days = {person.id: clock.living_day(person.team.tz, moment) for person in people}
    weeks: dict[int, LivedWeek] = {}
    for monday in {clock.monday(day) for day in days.values()}:  # one, unless the teams live far apart
        here = [person for person in people if clock.monday(days[person.id]) == monday]
        weeks |= lived_weeks(here, monday, labels, moment)
    todays = [_person_today(weeks[person.id], days[person.id], moment) for person in people]
    return sorted(todays, key=lambda today: (not today.due, not today.planned))  # who waits for something comes first


def _person_today(week: LivedWeek, day: date, now: datetime) -> PersonToday:
    parts = day_parts(week.person.team)
    part = parts.of(now.astimezone(parts.zone).time())
    ends = parts.span(part, day)[1]
    todays = [row for row in week.dated if row.occurrence.day == day and not row.details.technology]
    waiting = [row for row in todays if row.state in (State.NOT_DUE, State.NOT_RECORDED)]
    return PersonToday(
        person=week.person,
        day=day,
        part=part,
        planned=week.planned,
        now=now,
        due=tuple(row for row in waiting if row.occurrence.opens < ends),
        later=tuple(row for row in waiting if row.occurrence.opens >= ends),
        done=tuple(row for row in todays if row not in waiting),
        flexible=tuple(
            row
            for row in week.flexible
            if not row.details.technology and (State.NOT_DUE in row.filled.states or row.on(day))
        ),
    )
