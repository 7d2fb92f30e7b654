"""Desk: the conversations of everybody whom somebody coordinates, a line each, as far as each of them has come."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from carelog import clock
from carelog.people.listing import SEARCHED_FROM
from carelog.people.person import Person
from carelog.reviews.action import State as ActionState
from carelog.reviews.closing import ConversationClosing, months_with
from carelog.reviews.conversation_plan import Decided, decided_of
from carelog.reviews.invitation import last_asked
from carelog.reviews.month import current_month, first_month, latest_month
from carelog.reviews.monthly_conversation import State
from carelog.reviews.opening import ConversationOpening
from carelog.reviews.owed import open_ones
from carelog.reviews.perspective import Side
from carelog.reviews.proposal import Proposed, proposed
from carelog.reviews.reader import Reader
from carelog.reviews.review_due import Next, upcoming
from carelog.reviews.sides import written
from carelog.reviews.talked_about import NOTHING_DECIDED, next_of
from carelog.weeks.calendar import month_of, months_on
from carelog.weeks.time_away import Pause, pauses

PAGE = 50
EARLIEST = date(2000, 5, 1)  # that an address may name


@dataclass(frozen=True, slots=True)
class Line:
    """One person's conversation about one month."""

    person: Person
    month: date
    decided: Decided
    state: State
    written: frozenset[Side] = frozenset()  # as this reader may know it
    asked: datetime | None = None  # when somebody was last asked what they think
    proposed: Proposed | None = None
    open: int = 0  # actions
    overdue: int = 0
    review: Next | None = None  # the next three-month review; None: there is no agreed week yet
    pauses: tuple[Pause, ...] = ()  # when the person is away

    @property
    def is_due(self) -> bool:
        """People still talk about it: it is needed and not closed."""
        return self.decided.plan.needed and self.state is not State.CLOSED

    @property
    def needs_a_day(self) -> bool:
        """None is fixed, and the person is not being asked whether one is good."""
        return not self.decided.plan.held_on and not (self.proposed and self.proposed.good is None)

    @property
    def has_come(self) -> bool:
        """People are living that month, or have lived it."""
        return self.month <= current_month(self.person)

    def is_away_on(self, day: date) -> bool:
        """The person is away then: a hint for who looks for a day, no more."""
        return any(pause.holds_on(day) for pause in self.pauses)

    @property
    def is_ready(self) -> bool:
        """The pack holds the whole month: its last day has come."""
        return month_of(self.month)[1] <= clock.living_day(self.person.team.tz)

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.person.id}-{self.month:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Desk:
    """One page of it."""

    lines: tuple[Line, ...]
    page: int
    found: int  # on all pages
    due: int
    everybody: int
    searchable: bool  # there are enough for a search box

    @classmethod
    def of(
        cls, people: Sequence[Person], reader: Reader, *, text: str = "", month: date | None = None, page: int = 1,
        due_alone: bool = True,
    ) -> Self:  # fmt: skip
        """Of these people, in their order, whose name contains the text; of that month, or of each the next one.

        As many queries for two hundred as for two. The reader may read the same of all of them.
        """
        lines = _bare([person for person in people if text.casefold() in person.name.casefold()], month)
        waiting = [line for line in lines if line.is_due]
        shown = waiting if due_alone else lines
        here = shown[(page - 1) * PAGE : page * PAGE]
        return cls(_full(here, reader), page, len(shown), len(waiting), len(lines), len(people) >= SEARCHED_FROM)

    @property
    def has_more(self) -> bool:
        """There is a page after this one."""
        return self.page * PAGE < self.found


def chosen(people: Iterable[Person], keys: Collection[str]) -> list[Line]:
    """Those that an address names, of these people, each with the day that is proposed.

    Who is none of them, and a month far from ours, is left out.
    """
    found = []
    for person in people:
        asked = {month for month in map(_month_in, (key for key in keys if key.startswith(f"{person.id}-"))) if month}
        found += [(person, month) for month in sorted(asked) if EARLIEST <= month <= latest_month(person)]
    days = proposed([person.id for person, _month in found], {month for _person, month in found})
    return [replace(line, proposed=days.get((line.person.id, line.month))) for line in _lines(found)]


def _month_in(key: str) -> date | None:
    try:
        return date.fromisoformat(f"{key.partition('-')[2]}-01")
    except ValueError:
        return None


def _bare(people: Sequence[Person], month: date | None) -> list[Line]:
    """A line for each: of that month, else of the one that they talk about next."""
    if month is not None:
        return _lines([(person, month) for person in people if first_month(person) <= month])
    months = next_of(people)
    both = {months_on(current_month(person), -ago) for person in people for ago in (0, 1)}
    return _lines([(person, months[person.id]) for person in people], both)


def _lines(wanted: Sequence[tuple[Person, date]], also: Collection[date] = ()) -> list[Line]:
    """What was decided, and how far it is. Two queries, and one for each of these months and those of `also`."""
    if not wanted:
        return []
    people, months = [person.id for person, _month in wanted], {*also, *(month for _person, month in wanted)}
    plans: Mapping[date, dict[int, Decided]] = {month: decided_of(people, month) for month in months}
    begun, ended = (months_with(table, people, months) for table in (ConversationOpening, ConversationClosing))

    def line(person: Person, month: date) -> Line:
        here = person.id, month
        state = State.CLOSED if here in ended else State.OPEN if here in begun else State.PLANNED
        return Line(person, month, plans[month].get(person.id, NOTHING_DECIDED), state)

    return [line(person, month) for person, month in wanted]


def _full(lines: Sequence[Line], reader: Reader) -> tuple[Line, ...]:
    """With who has written, when they were asked, which day is proposed, what is to be done, days away. 10 queries."""
    people, months = [line.person.id for line in lines], {line.month for line in lines}
    told = written({line.person.id: line.month for line in lines}, reader)
    asked, days = last_asked(people, months), proposed(people, months)
    days_there = {line.person.id: clock.living_day(line.person.team.tz) for line in lines}
    away = pauses(line.person for line in lines)
    still, late, reviews = Counter[int](), Counter[int](), upcoming(people)
    for one in open_ones(people):
        still[one.person_id] += one.label in reader.labels
        late[one.person_id] += one.label in reader.labels and one.on(days_there[one.person_id]) is ActionState.OVERDUE
    return tuple(
        Line(
            line.person, line.month, line.decided, line.state, told[line.person.id],
            asked.get((line.person.id, line.month)), days.get((line.person.id, line.month)),
            still[line.person.id], late[line.person.id], reviews.get(line.person.id), tuple(away[line.person.id]),
        )
        for line in lines
    )  # fmt: skip
