"""Promises: a person's actions as one reader finds them.

Who reads one: whoever reads all of the person's conversations, and of the others whoever has it; never one whose label
is kept from them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from carelog import clock
from carelog.journal import Event
from carelog.people.person import Person
from carelog.reviews.action import Action
from carelog.reviews.kept_action import LAST, Kept, due_by, is_open, rows, with_what_became
from carelog.reviews.reader import Reader
from carelog.weeks.calendar import months_on

PAGE = 30  # of those that are done or dropped


@dataclass(frozen=True, slots=True)
class Promises:
    """A person's actions: those that are open, the earliest day first; the others by pages, the newest first."""

    open: tuple[Kept, ...]
    over: tuple[Kept, ...]
    page: int
    has_more: bool

    @classmethod
    def of(cls, person: Person, reader: Reader, page: int = 1, at: datetime | None = None) -> Self:
        """As that reader may read them. Four queries, however many there are."""
        here, every = (Event.person_id == person.id) & reader.sees, rows(at or clock.now())
        still = list(every.where(here & is_open).order_by(due_by, Event.seq))
        ended = every.where(here & ~is_open).order_by(LAST.event.desc())
        over = list(ended.offset((page - 1) * PAGE).limit(PAGE + 1))
        found = with_what_became([*still, *over[:PAGE]], only_by=reader.answers_of)
        return cls(tuple(found[: len(still)]), tuple(found[len(still) :]), page, len(over) > PAGE)


def promise(person: Person, reader: Reader, action_id: str, at: datetime | None = None) -> Kept | None:
    """The action that this reader finds under that id; of several their own, then the first one."""
    here = (Event.person_id == person.id) & (Event.id == action_id) & reader.sees
    found = sorted(rows(at or clock.now()).where(here), key=lambda row: (row.author_id != reader.user_id, row.number))
    return next(iter(with_what_became(found[:1], only_by=reader.answers_of)), None)


def agreed_in(person: Person, reader: Reader, months: Collection[date], at: datetime | None = None) -> list[Kept]:
    """What was agreed in these months' conversations, in order, with what became of it. Three queries."""
    here = (Event.person_id == person.id) & Action.month.in_(sorted(months)) & reader.sees
    found = rows(at or clock.now()).where(here).order_by(Action.month, Event.seq)
    return with_what_became(list(found), only_by=reader.answers_of)


def agreed_at(person: Person, reader: Reader, review: int, at: datetime | None = None) -> list[Kept]:
    """What was agreed in that review, in order, with what became of it. Three queries."""
    here = (Event.person_id == person.id) & (Action.review == review) & reader.sees
    return with_what_became(list(rows(at or clock.now()).where(here).order_by(Event.seq)), only_by=reader.answers_of)


def to_ask_after(person: Person, reader: Reader, month: date, at: datetime | None = None) -> list[Kept]:
    """What that month's conversation asks after: what earlier ones left open, and all of the one before."""
    return asked_after(person, reader, [month], at)[month]


def asked_after(
    person: Person, reader: Reader, months: Sequence[date], at: datetime | None = None
) -> dict[date, list[Kept]]:
    """Of these months, one after the other, what each asks after; what was left open before them stands with the last.

    Three queries.
    """
    before, last = months_on(months[0], -1), months[-1]
    here = (Event.person_id == person.id) & (Action.month < last) & (is_open | (Action.month >= before)) & reader.sees
    found = rows(at or clock.now()).where(here).order_by(Action.month, Event.seq)
    told: dict[date, list[Kept]] = {month: [] for month in months}
    for one in with_what_became(list(found), only_by=reader.answers_of):
        next_month = months_on(one.month, 1)
        told[next_month if next_month in told else last].append(one)
    return told
