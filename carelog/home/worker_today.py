"""PersonToday: the people one worker supports, what is due now, what is flexible and what comes later."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from carelog import clock
from carelog.people.person import Person
from carelog.records.extra import Told, extras
from carelog.records.lived import Lived, LivedFlexible, LivedSpan
from carelog.records.outcome import State
from carelog.records.reading import lived_spans
from carelog.records.said import DID_NOT_HAPPEN
from carelog.weeks.calendar import week_of
from carelog.weeks.details import Part
from carelog.weeks.time_away import Pause

WAITING = {State.NOT_DUE, State.NOT_RECORDED}


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
    months: tuple[Lived, ...]  # what any day of this month will do for: open, or marked today
    away: Pause | None
    extras: tuple[Told, ...]  # good things of this day that were in no plan

    @property
    def last_night(self) -> bool:
        """The calendar has turned already, and the night is not over."""
        return clock.day_here(self.person.team.tz, self.now) != self.day

    def not_done_by(self, user_id: int) -> list[Lived]:
        """What that user wrote down today as not having happened."""
        return [
            row for row in self.done
            if any((word.author_id, word.said) == (user_id, DID_NOT_HAPPEN) for word in row.spoken)
        ]  # fmt: skip

    @property
    def empty(self) -> bool:
        """Nothing in the plan touches this day."""
        return not (self.due or self.later or self.done or self.flexible or self.months)


def worker_today(
    people: Sequence[Person], labels: dict[int, set[str]], now: datetime | None = None
) -> list[PersonToday]:
    """Today for each of these people, in their order. The same few queries however many they are, for one time zone."""
    moment = now or clock.now()
    days = {person.id: clock.living_day(person.team.tz, moment) for person in people}
    weeks: dict[int, LivedSpan] = {}
    for monday in {clock.monday(day) for day in days.values()}:  # one, unless the teams live far apart
        here = [person for person in people if clock.monday(days[person.id]) == monday]
        weeks |= lived_spans(here, *week_of(monday), labels, moment)
    good = extras([person.id for person in people], *_ends(days.values())) if people else {}
    todays = [_person_today(weeks[person.id], days[person.id], moment, good.get(person.id, [])) for person in people]
    return sorted(todays, key=lambda today: (not today.due, not today.planned))  # who waits for something comes first


def _ends(days: Collection[date]) -> tuple[date, date]:
    return min(days), max(days)


def _person_today(week: LivedSpan, day: date, now: datetime, good: Sequence[Told]) -> PersonToday:
    parts = week.day_parts
    part = parts.of(now.astimezone(parts.zone).time())
    ends = parts.span(part, day)[1]
    todays = [row for row in week.on(day) if not row.details.technology]
    waiting = [row for row in todays if row.state in WAITING]
    return PersonToday(
        person=week.person,
        day=day,
        part=part,
        planned=week.planned,
        now=now,
        due=tuple(row for row in waiting if row.occurrence.opens < ends),
        later=tuple(row for row in waiting if row.occurrence.opens >= ends),
        done=tuple(row for row in todays if row.recorded),
        flexible=tuple(
            row
            for row in week.flexible_on(day)
            if not row.details.technology and (WAITING & set(row.filled.states) or row.on(day))
        ),
        months=tuple(
            row for row in week.months_on(day) if not row.details.technology and (row.state in WAITING or row.on(day))
        ),
        away=week.away_on(day),
        extras=tuple(one for one in good if one.day == day),
    )
