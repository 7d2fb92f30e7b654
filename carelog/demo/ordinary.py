"""What a story does not mention: most things happened, a few did not go well, and a few nobody wrote down."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from carelog.demo.accounts import happened
from carelog.demo.calendar import THIS_WEEK, dice
from carelog.demo.life import Life
from carelog.records.mark import Account
from carelog.weeks.details import ItemDetails
from carelog.weeks.occurrences import Chances, Occurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinary:
    """How weeks usually go for one person, and who says so."""

    workers: tuple[str, ...]
    tellers: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # by beginning of a title: who, told by whom
    unwritten: int = 1  # dated chances a week that nobody writes down
    rough: Mapping[int, int] = field(default_factory=dict)  # by week: dated chances that did not go as I wanted
    how_rough: tuple[Account, ...] = ()


def tell_ordinary_weeks(life: Life, ordinary: Ordinary, first_week: int = 1) -> None:
    """Everything that the story itself does not speak of. Call it last: it fills what is left."""
    for week in range(first_week, THIS_WEEK + 1):
        told = sorted(_left(life, week), key=lambda one: _place(life, week, one))[ordinary.unwritten :]
        for place, one in enumerate(told):
            who, account = _usually(ordinary, one.planned.details, week, one.day)
            if place < ordinary.rough.get(week, 0):
                account = ordinary.how_rough[(place + week) % len(ordinary.how_rough)]
            life.marks(who, one.day, one.planned.item_id, account)
        for details, day in _flexible(life, week):
            who, account = _usually(ordinary, details, week, day)
            life.marks(who, day, details.title, account)


def _left(life: Life, week: int) -> Iterator[Occurrence]:
    """The dated chances that are not told yet and not away; what technology does by itself nobody writes down."""
    for day in life.calendar.week(week):
        for one in life.plan.dated(day, life.away):
            if one.key not in life.taken and not one.away and not one.planned.details.technology:
                yield one


def _place(life: Life, week: int, one: Occurrence) -> tuple[bool, int]:
    """By chance; what comes but once a month somebody remembers to write down."""
    return one.in_month_only, dice(life.person.name, week, one.planned.item_id, one.day.weekday())


def _flexible(life: Life, week: int) -> Iterator[tuple[ItemDetails, date]]:
    """The flexible chances that are not told yet, each with a day: a preferred one, if it is free."""
    days = life.calendar.week(week)
    for chances in life.plan.flexible(days[0], life.away):
        details, title = chances.planned.details, chances.planned.item_id
        told = [day for taken, day, _number in life.taken if taken == title and day in days]
        free = [day for day in days if day not in told and day not in life.away]
        thrown = {day: dice(life.person.name, title, week, day.weekday()) for day in free}
        free.sort(key=lambda day: (day.weekday() not in details.days, thrown[day]))
        for day in free[: max(0, _still(life, chances) - len(told))]:
            yield details, day


def _still(life: Life, chances: Chances) -> int:
    """The chances of that week, less those that nobody writes down."""
    return chances.count - life.gaps[chances.planned.item_id, chances.monday]


def _usually(ordinary: Ordinary, details: ItemDetails, week: int, day: date) -> tuple[str, Account]:
    """Who says that it happened, and how they know."""
    who = ordinary.workers[dice(details.title, week, day.weekday()) % len(ordinary.workers)]
    told_by = ""
    for beginning, teller in ordinary.tellers.items():
        if details.title.startswith(beginning):
            who, told_by = teller
    return who, happened(told_by, essential=details.must_happen or None)
