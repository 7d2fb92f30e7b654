"""Family: what somebody close to a person may see of a week: how it went, what was learned, photos; and the letter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from carelog import clock
from carelog.people.person import Person
from carelog.records.extra import extras
from carelog.records.lived import Lived, LivedSpan
from carelog.records.log import Log, Reader, logs_between
from carelog.records.outcome import State
from carelog.records.photo_shown import Shown
from carelog.records.reading import lived_span
from carelog.summaries.period import Length, Period
from carelog.summaries.sentence import FOR_ME, NOT_ASKED, TO_ME, Sentence, by_title
from carelog.summaries.summary import Summary
from carelog.weeks.time_away import Pause

ONE_DAY = timedelta(days=1)
NOT_EVERY_DAY = 3  # so many times a week at most, and it is worth being named among what comes next
MOST_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a person's record one reader may see now."""

    labels: set[str]
    reader: Reader  # of what was learned
    how_it_went: bool
    things: bool  # day by day, by what they are called
    learned: bool
    photos: bool

    @property
    def anything(self) -> bool:
        """Something of it."""
        return self.how_it_went or self.things or self.learned or self.photos


@dataclass(frozen=True, slots=True)
class Family:
    """One week of somebody's life. What its reader may not see is None, and nothing is asked about it."""

    person: Person
    period: Period
    today: date
    seen: Seen
    summary: Summary | None
    good: tuple[str, ...] | None  # what happened and was in no plan
    logs: tuple[Log, ...] | None

    @classmethod
    def of(cls, person: Person, day: date | None, seen: Seen, now: datetime | None = None) -> Self:
        """The week that holds that day; without one, yesterday's: on a Monday that is the one that has just ended."""
        today = clock.living_day(person.team.tz, now)
        period = Period.of(Length.WEEK, day or today - ONE_DAY)
        summary = Summary.of(person, period, seen.labels, now, seen.reader.user_id) if seen.how_it_went else None
        days = period.first, period.last
        good = extras({person.id: seen.labels}, *days, seen.reader.user_id)[person.id] if seen.things else None
        logs = tuple(logs_between(person, *days, seen.reader)) if seen.learned else None
        titles = None if good is None else tuple(one.title for one in good)
        return cls(person, period, today, seen, summary, titles, logs)

    @property
    def lines(self) -> list[Sentence]:
        """Of the summary what the page says: the two sentences, and what nobody was asked about yet, if it has come."""
        every = self.summary.sentences if self.summary else ()
        found = [line for line in every if line.about in (TO_ME, FOR_ME, NOT_ASKED) and line.counts.due]
        return found or [line for line in every if line.about in (TO_ME, FOR_ME)]

    @property
    def photos(self) -> list[tuple[Log, Shown]]:
        """Those that the reader may see, each after what was learned there."""
        return [(log, photo) for log in self.logs or () for photo in log.photos]

    @property
    def told(self) -> list[Log]:
        """What was learned in words, the newest first."""
        return [log for log in reversed(self.logs or ()) if any(log.texts)]


@dataclass(frozen=True, slots=True)
class Letter:
    """The same week as a letter, and what comes after it."""

    week: Family
    ahead: LivedSpan | None  # None: the reader may not see things day by day

    @classmethod
    def of(cls, person: Person, day: date | None, seen: Seen, now: datetime | None = None) -> Self:
        """Of the week that holds that day, or yesterday's."""
        week = Family.of(person, day, seen, now)
        after = week.period.later
        ahead = lived_span(person, after.first, after.last, seen.labels, now) if seen.things else None
        return cls(week, ahead)

    @property
    def good(self) -> list[str]:
        """Good things by what they are called: what was in no plan, and what has a star and happened."""
        found = list(self.week.good or ())
        if self.week.summary and self.week.seen.things:
            starred = [row for row in self.week.summary.rows if row.details.starred and row.state is State.HAPPENED]
            found += list(by_title([*starred, *self.week.summary.once_more()]))
        return list(dict.fromkeys(found))

    @property
    def comes_next(self) -> list[tuple[str, list[date]]]:
        """What is planned in the week after, and is not of every day: the starred first, each with its dates."""
        found: dict[str, list[Lived]] = by_title(self._planned())
        some = {title: ones for title, ones in found.items() if len(ones) <= NOT_EVERY_DAY or ones[0].details.starred}
        chosen = sorted(some, key=lambda title: not some[title][0].details.starred)[:MOST_AHEAD]
        days = {title: sorted(one.occurrence.takes_place for one in some[title]) for title in chosen}
        return sorted(days.items(), key=lambda pair: pair[1])

    @property
    def away(self) -> list[Pause]:
        """Days away in the week after."""
        return sorted(self.ahead.pauses, key=lambda pause: pause.first) if self.ahead else []

    def _planned(self) -> Iterator[Lived]:
        for one in self.ahead.dated if self.ahead else ():
            if not one.details.technology and one.state is not State.PAUSED:
                yield one
