"""Reading a person's plan and what was recorded of it, for one reader, into a LivedSpan."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from carelog import clock, journal
from carelog.people.person import Person
from carelog.records.chance import Key
from carelog.records.heard import Books, Wider, heard_between
from carelog.records.lived import NOTHING, Lived, LivedFlexible, LivedSpan
from carelog.records.outcome import due_state, fill, filling, only_away
from carelog.records.said import Heard
from carelog.weeks.calendar import WEEK, days, month_of, week_of
from carelog.weeks.day_parts import DayParts
from carelog.weeks.occurrences import ANY_DAY, Chances, Occurrence, Version, dated, flexible, of_month
from carelog.weeks.perfect_week import day_parts, versions
from carelog.weeks.time_away import Pause, away_between, pauses


def lived_spans(
    people: Sequence[Person],
    first: date,
    last: date,
    labels: Mapping[int, set[str]],
    now: datetime | None = None,
    only: str | None = None,
    plans: Mapping[int, Sequence[Version]] | None = None,
) -> dict[int, LivedSpan]:
    """From one day to another, for each of these people, what this reader may see: `labels` by person. Five queries.

    `only` is the id of the one item that is asked for: then the span holds nothing else. `plans`, by person, are the
    versions that govern the whole weeks and months of these days, if they are known already: three queries fewer.
    """
    moment, ids = now or clock.now(), [person.id for person in people]
    weeks = week_of(first)[0], week_of(last)[1]
    months = month_of(first)[0], month_of(last)[1]
    whole = min(weeks[0], months[0]), max(weeks[1], months[1])
    plans = versions(ids, moment, span=whole, only=only) if plans is None else plans
    any_day = {item for plan in plans.values() for item in _any_day(plan)}
    heard = heard_between(
        {id: labels[id] for id in ids}, *weeks, only, Wider(sorted(any_day), *months) if any_day else None
    )
    away = pauses(people)
    return {
        person.id: Reading(
            person=person,
            parts=day_parts(person.team),
            plan=plans[person.id],
            books=heard.get(person.id, {}),
            pauses=away[person.id],
            labels=labels[person.id],
            now=moment,
            whole=whole,
        ).span(first, last)
        for person in people
    }


def lived_span(
    person: Person, first: date, last: date, labels: set[str], now: datetime | None = None, only: str | None = None
) -> LivedSpan:
    """One person's plan and records from one day to another."""
    return lived_spans([person], first, last, {person.id: labels}, now, only)[person.id]


def lived_week(
    person: Person, monday: date, labels: set[str], now: datetime | None = None, only: str | None = None
) -> LivedSpan:
    """One person's Monday-to-Sunday week."""
    return lived_span(person, *week_of(monday), labels, now, only)


def lived_around(
    person: Person, item_id: str, day: date, labels: set[str], plan: Sequence[Version] | None = None
) -> LivedSpan:
    """One item in that day's week. `plan` is `plan_around` that day, if it is known already."""
    plans = None if plan is None else {person.id: plan}
    return lived_spans([person], *week_of(day), {person.id: labels}, None, item_id, plans)[person.id]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one person's span is read from: plain values, and no query any more. A record counts once:

    for the dated chance of its key; else for its week, if its item is flexible in it; else for its month.
    """

    person: Person
    parts: DayParts  # the team's settings of time
    plan: Sequence[Version]
    books: Books
    pauses: Sequence[Pause]
    labels: Set[str]
    now: datetime
    whole: tuple[date, date]  # the dates that plan and books were loaded for

    def span(self, first: date, last: date) -> LivedSpan:
        """The dated chances of these days, the weeks that end in them, and the months that they touch."""
        months = sorted({month_of(day)[1] for day in days(first, last)})
        mondays = [clock.monday(day) for day in days(first, last) if day.weekday() == WEEK - 1]
        return LivedSpan(
            person=self.person,
            first=first,
            last=last,
            day_parts=self.parts,
            versions=self.plan,
            dated=tuple(self._dated(first, last)),
            months=tuple(one for month in months for one in self._month(month)),
            flexible=tuple(one for monday in mondays for one in self._flexible(monday)),
            pauses=tuple(pause for pause in self.pauses if pause.touches(first, last)),
            now=self.now,
        )

    @cached_property
    def away(self) -> frozenset[date]:
        """Every date away."""
        return away_between(self.pauses, *self.whole)

    def _dated(self, first: date, last: date) -> Iterator[Lived]:
        for occurrence in dated(self.plan, first, last, self.parts, self.away):
            heard = self.books.get(occurrence.key, NOTHING)
            if occurrence.planned.details.label in self.labels and not self._is_kept_back(heard):
                yield self._lived(occurrence, heard)

    def _is_kept_back(self, heard: Heard) -> bool:
        """The person keeps it from this reader: it is left out as if they might not see its thing at all."""
        return heard.kept_back and journal.KEPT_BACK not in self.labels

    def _lived(self, occurrence: Occurrence, heard: Heard) -> Lived:
        move = heard.move
        there = occurrence.moved(move.day, move.part, move.at, self.parts) if move else occurrence
        return Lived(there, due_state(heard, there, self.now), heard)

    def _month(self, day: date) -> Iterator[Lived]:
        for occurrence in of_month(self.plan, day, self.parts, self.away):
            heard = self._heard_in_month(occurrence.planned.item_id, *month_of(day))
            if occurrence.planned.details.label in self.labels and not self._is_kept_back(heard):
                yield self._lived(occurrence, heard)

    def _heard_in_month(self, item_id: str, first: date, last: date) -> Heard:
        """All that was said of an item in its month, but for what belongs to a dated chance or to a week."""
        here = [key for key in self._loose(item_id, first, last) if not self._flexible_then(item_id, key[1])]
        return sum((self._unmoved(key) for key in here), NOTHING)

    def _flexible(self, monday: date) -> Iterator[LivedFlexible]:
        for chances in flexible(self.plan, monday, self.parts, self.away):
            if chances.planned.details.label in self.labels:
                filled = self._filled(chances)
                if filled.chances.count or not chances.count:
                    yield filled

    def _filled(self, chances: Chances) -> LivedFlexible:
        """What is kept back from this reader takes the chance with it that it fills."""
        item_id, details = chances.planned.item_id, chances.planned.details
        loose = self._loose(item_id, chances.monday, chances.sunday)
        groups = {key[1:]: self._unmoved(key) for key in loose}
        away = set() if details.carries_on else self.away
        fills = {slot: heard for slot, heard in groups.items() if not (slot[0] in away and only_away(heard))}
        order = filling(fills)
        hidden = frozenset(slot for slot, heard in groups.items() if self._is_kept_back(heard))
        if hidden:
            taken = [slot for _state, slot in order[: chances.count] if slot in hidden]
            chances = replace(chances, count=chances.count - len(taken))
            groups = {slot: heard for slot, heard in groups.items() if slot not in hidden}
            order = [(state, slot) for state, slot in order if slot not in hidden]
        filled = fill(chances.count, [state for state, _slot in order], chances.closes, self.now)
        return LivedFlexible(chances, filled, groups, order, hidden)

    def _loose(self, item_id: str, first: date, last: date) -> list[Key]:
        """The keys of that item between two dates that no dated chance has, in order."""
        mine = [key for key in self.books if key[0] == item_id and first <= key[1] <= last]
        plan = [Version(v.order, v.starts, tuple(p for p in v.items if p.item_id == item_id)) for v in self.plan]
        taken = {one.key for one in dated(plan, first, last, self.parts)} if mine else set()
        return sorted(key for key in mine if key not in taken)

    def _unmoved(self, key: Key) -> Heard:
        """What was heard of a chance that cannot be moved; a move of the dated one that it was before is over."""
        return replace(self.books[key], moves=())

    def _flexible_then(self, item_id: str, day: date) -> bool:
        """The item is flexible in that day's week."""
        return any(c.planned.item_id == item_id for c in flexible(self.plan, clock.monday(day), self.parts))


def _any_day(plan: Sequence[Version]) -> Iterator[str]:
    """The items of a plan that any day of a month will do for."""
    return (p.item_id for version in plan for p in version.items if p.details.cadence in ANY_DAY)
