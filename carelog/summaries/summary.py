"""Summary: what a week, a month or three months looked like, in the two sentences and the total, and why."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from carelog import clock
from carelog.people.person import Person
from carelog.records.extra import Told, extras
from carelog.records.lived import Lived, LivedFlexible, LivedSpan
from carelog.records.outcome import State
from carelog.records.reading import lived_span
from carelog.summaries.measure import Counts
from carelog.summaries.period import Length, Period
from carelog.summaries.sentence import NOT_ASKED, STARRED, Counted, Sentence, by_title, chances_of
from carelog.weeks.occurrences import in_force, things_a_week
from carelog.weeks.perfect_week import day_parts
from carelog.weeks.time_away import Pause

WITH_REASONS = {State.DID_NOT_HAPPEN, State.PARTLY}
MOVED = "moved"  # partly, because it was moved and not at the person's wish


@dataclass(frozen=True)
class Summary:
    """How much of one person's week, month or three months happened, as one reader may see it."""

    person: Person
    period: Period
    span: LivedSpan  # the period; and when it is over, the one before it too
    counted: Counted
    sentences: tuple[Sentence, ...]
    size: int  # things a week in the plan at the period's end
    size_before: int  # and in the period before; 0 where there was no plan, or this one is not over
    labels: Set[str]  # the reader's
    reader_id: int | None = None

    @classmethod
    def of(
        cls, person: Person, period: Period, labels: set[str], now: datetime | None = None, reader_id: int | None = None
    ) -> "Summary":
        """The summary of that period."""
        moment, earlier = now or clock.now(), period.earlier
        over = moment >= day_parts(person.team).day_ends(period.last)  # until then no percentage, and so no arrow
        span = lived_span(person, earlier.first if over else period.first, period.last, labels, moment)
        before = {line.about: line.shares for line in Counted.of(span, earlier).sentences({})} if over else {}
        counted = Counted.of(span, period)
        size, size_before = (things_a_week(in_force(span.versions, end.last), labels) for end in (period, earlier))
        sentences, size_before = tuple(counted.sentences(before)), size_before if over else 0
        return cls(person, period, span, counted, sentences, size, size_before, labels, reader_id)

    @classmethod
    def of_week(cls, person: Person, monday: date, labels: set[str], now: datetime | None = None) -> "Summary":
        """The summary of a Monday-to-Sunday week."""
        return cls.of(person, Period.of(Length.WEEK, monday), labels, now)

    @property
    def planned(self) -> bool:
        """There is an agreed week for some day of it."""
        return self.span.planned

    @property
    def over(self) -> bool:
        """It is past 05:00 after its last night."""
        return self.span.over

    @property
    def recorded(self) -> bool:
        """Somebody wrote something down of it."""
        return any(row.recorded for row in self.rows) or any(
            heard for one in self.flexible for heard in one.groups.values()
        )

    @property
    def rows(self) -> Sequence[Lived]:
        """Every chance that is counted."""
        return self.counted.rows

    @property
    def flexible(self) -> list[LivedFlexible]:
        """The flexible items of the weeks that end in it."""
        here = [one for one in self.span.flexible if self.period.holds(one.chances.sunday)]
        return [one for one in here if not one.details.technology]

    @property
    def total(self) -> Counts:
        """The counts of everything."""
        return self.sentences[-1].counts

    @property
    def not_asked(self) -> bool:
        """For some item nobody has said yet whether it is important to or for the person."""
        return any(line.about == NOT_ASKED for line in self.sentences)

    def line(self, about: str) -> Sentence | None:
        """One of the sentences."""
        return next((line for line in self.sentences if line.about == about), None)

    def starred(self) -> list[tuple[str, Sentence]]:
        """Each starred item by its title, with a tally of its own."""
        waiting = by_title(one for one in self.counted.waiting if one.details.starred)
        found = by_title(row for row in self.rows if row.details.starred)
        titles = dict.fromkeys([*found, *waiting])
        return [
            (title, Sentence(STARRED, found.get(title, []), *chances_of(waiting.get(title, [])))) for title in titles
        ]

    def why(self) -> list[tuple[str | None, list[Lived]]]:
        """What did not happen, or only partly, by reason or MOVED, the commonest first; None: it is not known."""
        found: dict[str | None, list[Lived]] = defaultdict(list)
        for row in self.rows:
            for reason in reasons(row):
                found[reason].append(row)
        return sorted(found.items(), key=lambda pair: (pair[0] is None, -len(pair[1]), pair[0] or ""))

    def unwritten(self) -> list[Lived]:
        """What nobody wrote down."""
        return [row for row in self.rows if row.state is State.NOT_RECORDED]

    def disputed(self) -> list[Lived]:
        """Of what people say different things, and nothing decides yet."""
        return [row for row in self.rows if row.state is State.DISPUTED]

    def settled(self) -> list[Lived]:
        """Of what others say different things, and the person's own word decides."""
        return [row for row in self._decided() if _in_own_word(row)]

    def outweighed(self) -> list[Lived]:
        """Of what people say different things, and who was there decides."""
        return [row for row in self._decided() if not _in_own_word(row)]

    def _decided(self) -> list[Lived]:
        return [row for row in self.rows if row.differs and row.state is not State.DISPUTED]

    def to_check(self) -> list[Lived]:
        """Choices that others wrote down and nobody has checked with the person."""
        return [row for row in self.rows if row.state is State.CHOICE_UNCHECKED]

    def once_more(self) -> list[Lived]:
        """What happened more often than planned."""
        return [row for one in self.flexible for row in one.extra()]

    def under_way(self) -> list[LivedFlexible]:
        """Flexible items of the week that people are living now."""
        today = clock.living_day(self.person.team.tz, self.span.now)
        return [one for one in self.counted.waiting if one.chances.monday <= today]

    def shortened(self) -> list[LivedFlexible]:
        """Flexible items with fewer chances, because the person was away."""
        return [one for one in self.flexible if one.chances.lost]

    @property
    def pauses(self) -> list[Pause]:
        """The days away that touch it, the earliest first."""
        here = [pause for pause in self.span.pauses if pause.touches(self.period.first, self.period.last)]
        return sorted(here, key=lambda one: one.first)

    @cached_property
    def extras(self) -> list[Told]:
        """Good things that were in no plan. One query, made when they are asked for."""
        here = {self.person.id: self.labels}
        return extras(here, self.period.first, self.period.last, self.reader_id).get(self.person.id, [])

    def by_day(self) -> list[tuple[date, list[Lived]]]:
        """For a week's picture: each date's dated chances."""
        dated = [row for row in self.rows if not row.occurrence.in_month_only and not row.details.flexible]
        return [(day, [row for row in dated if row.occurrence.day == day]) for day in self.days]

    def some_time(self) -> list[Lived]:
        """For a week's picture: the chances of flexible things, once its week is over."""
        return [row for row in self.rows if row.details.flexible]

    def by_week(self) -> list[tuple[date, date, list[Lived]]]:
        """For a longer picture: the days of each of its weeks that have a plan, and the chances that count there."""
        found: dict[date, list[Lived]] = defaultdict(list)
        for row in self.rows:
            if not row.occurrence.any_day:
                found[clock.monday(row.occurrence.day)].append(row)
        weeks = [(monday, list(days)) for monday, days in groupby(self.days, key=clock.monday)]
        planned = [week for week in weeks if in_force(self.span.versions, week[1][-1])]
        return [(days[0], days[-1], found[monday]) for monday, days in planned]

    def once_a_month(self) -> list[Lived]:
        """What any day of a month will do for."""
        return [row for row in self.rows if row.occurrence.any_day]

    @property
    def days(self) -> list[date]:
        """The period's dates."""
        return [day for day in self.span.days if self.period.holds(day)]

    def states_seen(self) -> list[str]:
        """The states that occur, in their order."""
        seen = {row.state for row in self.rows}
        return [state.value for state in State if state in seen]


def reasons(row: Lived) -> list[str | None]:
    """Why that did not happen, or only partly: reasons, or MOVED; None: it is not known. [] of everything else."""
    if row.state not in WITH_REASONS:
        return []
    return [*row.reasons] or [MOVED if row.state is State.PARTLY and row.heard.move else None]


def _in_own_word(row: Lived) -> bool:
    return any(word.own_word for word in row.said)
