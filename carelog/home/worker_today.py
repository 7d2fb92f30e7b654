"""PersonToday: the people one worker supports, what is due now, what is flexible and what comes later."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from carelog import clock
from carelog.people.person import Person
from carelog.records.early import too_early
from carelog.records.extra import Told, extras
from carelog.records.lived import Lived, LivedFlexible, LivedSpan
from carelog.records.outcome import State
from carelog.records.reading import lived_spans
from carelog.records.said import DID_NOT_HAPPEN
from carelog.weeks.calendar import week_of
from carelog.weeks.details import PARTS, Part, Support
from carelog.weeks.time_away import Pause

WAITING = {State.NOT_DUE, State.NOT_RECORDED}
NOT_THE_TEAM = {Support.FAMILY, Support.FRIENDS, Support.ALONE}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PersonToday:
    """One person's day: until 05:00 it is still yesterday's. What technology does by itself is not listed."""

    person: Person
    day: date
    part: Part
    planned: bool
    due: tuple[Lived, ...]  # this part of the day, what begins within the hour, what is still open from earlier today
    later: tuple[Lived, ...]  # for which it is too early
    done: tuple[Lived, ...]
    now: datetime
    flexible: tuple[LivedFlexible, ...]  # with chances left this week, passed by, or marked today
    months: tuple[Lived, ...]  # what any day of this month will do for: open, or marked today
    away: Pause | None
    extras: tuple[Told, ...]  # good things of this day that were in no plan
    yesterday: tuple[Lived, ...]  # what nobody wrote down on the day before

    @property
    def day_before(self) -> date:
        """Of which something may still be written down."""
        return self.day - ONE_DAY

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
    def asked(self) -> list[Lived]:
        """What somebody outside the team did with them, or they alone, and nobody wrote down: it is over by now.

        "How was dinner at Mum's?" is asked by whoever comes next.
        """
        return [row for row in (*self.yesterday, *self.due) if self._is_asked(row)]

    @property
    def ours(self) -> list[Lived]:
        """What is due in this part of the day, or begins within the hour, and is not asked in that way."""
        return [row for row in self.due if not (self._is_asked(row) or self._of_an_earlier_part(row))]

    @property
    def open_earlier(self) -> list[Lived]:
        """What an earlier part of this day left open, likewise."""
        return [row for row in self.due if self._of_an_earlier_part(row) and not self._is_asked(row)]

    @property
    def left(self) -> list[Lived]:
        """What is open from yesterday, likewise."""
        return [row for row in self.yesterday if not self._is_asked(row)]

    @property
    def together(self) -> list[Lived]:
        """What one press can say of all at once that it happened: what this part of the day is for, its window begun.

        What must happen is asked one by one, what others do with the person of them.
        """
        begun = (row for row in self.ours if row.occurrence.part is self.part and row.occurrence.opens <= self.now)
        return [row for row in begun if not row.details.must_happen and is_for_the_team(row)]

    def _is_asked(self, row: Lived) -> bool:
        return row.occurrence.closes <= self.now and not is_for_the_team(row)

    def _of_an_earlier_part(self, row: Lived) -> bool:
        part = row.occurrence.part
        return part is not Part.ANY and PARTS.index(part) < PARTS.index(self.part)

    @property
    def empty(self) -> bool:
        """Nothing in the plan touches this day."""
        return not (self.due or self.later or self.done or self.flexible or self.months)


def is_for_the_team(row: Lived) -> bool:
    """It takes place by a visit; not what family, friends or the person alone do."""
    return row.details.support not in NOT_THE_TEAM


def today_of(person: Person, labels: set[str], now: datetime | None = None) -> PersonToday:
    """One person's day."""
    return worker_today([person], {person.id: labels}, now)[0]


def worker_today(
    people: Sequence[Person], labels: dict[int, set[str]], now: datetime | None = None, *, with_extras: bool = True
) -> list[PersonToday]:
    """Today for each of these people, in their order. The same few queries however many they are, for one time zone."""
    moment = now or clock.now()
    days = {person.id: clock.living_day(person.team.tz, moment) for person in people}
    weeks: dict[int, LivedSpan] = {}
    for monday in {clock.monday(day) for day in days.values()}:  # one, unless the teams live far apart
        here = [person for person in people if clock.monday(days[person.id]) == monday]
        yesterday = min(days[person.id] for person in here) - ONE_DAY  # which on a Monday is of the week before
        weeks |= lived_spans(here, min(monday, yesterday), week_of(monday)[1], labels, moment)
    theirs = {person_id: labels[person_id] for person_id in days}
    good = extras(theirs, *_ends(days.values())) if people and with_extras else {}
    return [_person_today(weeks[person.id], days[person.id], moment, good.get(person.id, [])) for person in people]


def _ends(days: Collection[date]) -> tuple[date, date]:
    return min(days), max(days)


def _listed(week: LivedSpan, day: date) -> list[Lived]:
    return [row for row in week.on(day) if not row.details.technology]


def _person_today(week: LivedSpan, day: date, now: datetime, good: Sequence[Told]) -> PersonToday:
    parts = week.day_parts
    part = parts.of(now.astimezone(parts.zone).time())
    before, todays = _listed(week, day - ONE_DAY), _listed(week, day)
    waiting = [row for row in todays if row.state in WAITING]
    early = {row.key for row in waiting if too_early(row.occurrence, parts, now)}
    return PersonToday(
        person=week.person,
        day=day,
        part=part,
        planned=week.planned,
        now=now,
        due=tuple(row for row in waiting if row.key not in early),
        later=tuple(row for row in waiting if row.key in early),
        done=tuple(row for row in todays if row.recorded),
        flexible=tuple(
            row
            for row in week.flexible_on(day)
            if not row.details.technology and (WAITING & set(row.filled.states) or row.on(day) or row.passed_by(day))
        ),
        months=tuple(
            row for row in week.months_on(day) if not row.details.technology and (row.state in WAITING or row.on(day))
        ),
        away=week.away_on(day),
        extras=tuple(one for one in good if one.day == day),
        yesterday=tuple(row for row in before if row.state in WAITING),
    )
