"""AgreedLine: what a month's conversation agreed to keep, to change or to try. Fixed once that month is closed.

A month is its first day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from peewee import BooleanField, CharField, DateField, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.person import Person
from carelog.people.sharing import LABELS
from carelog.records.mark import Incomplete
from carelog.reviews.closing import check_takes_more

KIND = "agreed_line"
CHOOSABLE = (journal.ORDINARY, *LABELS)  # what it is about, for who may read it; a worry is told elsewhere


class What(StrEnum):
    """What to do about it."""

    KEEP = "keep"
    CHANGE = "change"
    TRY = "try"


@dataclass(frozen=True, slots=True)
class Agreed:
    """One line that stands."""

    id: str
    month: date
    what: What
    words: str
    label: str
    author_id: int | None
    author_name: str
    role: str
    written_at: datetime


class AgreedLine(Body):
    """One line; or the same once more when its author takes it back."""

    month = DateField()
    what = CharField()
    words = TextField()
    withdrawn = BooleanField()

    class Meta:
        table_name = "agreed_line"

    @classmethod
    def record(
        cls, person: Person, month: date, what: What, words: str, author: journal.Author, *,
        label: str = journal.ORDINARY, id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write it down. Raises Incomplete, Closed, NotYet; ValueError for a label that nobody shares."""
        if not words:
            raise Incomplete("words")
        check_label(label)
        said: dict[str, Any] = {"month": month, "what": what, "words": words, "withdrawn": False}
        with database.atomic():
            check_takes_more(person, month, author, id)
            return journal.write(
                KIND, author, said, bodies=[(cls, said)], person_id=person.id, label=label, id=id,
                on_date=clock.living_day(person.team.tz, author.wrote_at),
            )  # fmt: skip

    @classmethod
    def withdraw(cls, person: Person, line_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Take one's own back. Raises NothingThere, NotYours, Closed."""
        with database.atomic():
            month = journal.own_body(cls, KIND, person.id, line_id, author).month
            check_takes_more(person, month, author, id)
            return journal.take_back(cls, KIND, person.id, line_id, author, id)


def agreed(person: Person, labels: Iterable[str], month: date | None = None) -> list[Agreed]:
    """The lines that stand, of one month if one is asked for, the newest month first. One query."""
    here = (Event.kind == KIND) & (Event.person_id == person.id) & Event.label.in_(sorted(labels))
    rows = (
        AgreedLine.select(AgreedLine, Event, User).join(Event).join(User, on=(User.id == Event.author_id), attr="by")
        .where(here & Event.stands() & ~AgreedLine.withdrawn & (True if month is None else AgreedLine.month == month))
        .order_by(AgreedLine.month.desc(), Event.seq)
    )  # fmt: skip
    return [
        Agreed(row.event.id, row.month, What(row.what), row.words, row.event.label, row.event.author_id,
               row.event.by.name, row.event.role, row.event.written_at)
        for row in cast("Iterable[Any]", rows)
    ]  # fmt: skip


def check_label(label: str) -> None:
    """One under which something can be agreed; what is about safety is told otherwise. Raises ValueError."""
    if label not in CHOOSABLE:
        raise ValueError(label)
