"""ConversationClosing: the end of a month's conversation, with the figures that it saw."""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from peewee import DateField, TextField

from carelog.journal import Author, Body, Event, sent_before
from carelog.people.person import Person
from carelog.records.mark import NotYet
from carelog.reviews.month import latest_month

KIND = "conversation_closing"
SEEN_AT = "seen_at"  # beside the figures: when they said that


class Closed(Exception):
    """That conversation, or that review, is closed: what was said in it stays as it is."""


class NotClosed(Exception):
    """It goes on: what there is to say now is no later thought."""


class Talk(Protocol):
    """A month's conversation, or a review."""

    @property
    def person(self) -> Person:
        """Whose it is."""

    def check_takes_more(self, author: Author, id: str | None) -> Event | None:
        """As `check_open`."""


class ConversationClosing(Body):
    """The month, and the pack's figures as they were. `Conversation.close` writes it."""

    month = DateField()
    figures = TextField()  # JSON object

    class Meta:
        table_name = "conversation_closing"


def is_closed(person: Person, month: date) -> bool:
    """That month's conversation is."""
    return bool(months_with(ConversationClosing, [person.id], [month]))


def months_with(table: Any, people: Collection[int], months: Collection[date]) -> set[tuple[int, date]]:
    """Of these people and months, by id and first day, those of which that table has a body. One query."""
    here = Event.person_id.in_(sorted(people)) & table.month.in_(sorted(months))
    return set(table.select(Event.person_id, table.month).join(Event).where(here).tuples())


def check_takes_more(person: Person, month: date, author: Author, id: str | None) -> Event | None:
    """That month takes something more: as `check_open`. Raises NotYet for one that nobody talks about so early."""
    earlier = check_open(person, author, id, lambda: is_closed(person, month))
    if earlier is None and month > latest_month(person):
        raise NotYet
    return earlier


def check_open(person: Person, author: Author, id: str | None, closed: Callable[[], bool]) -> Event | None:
    """Inside a transaction, and until it ends: what is asked whether it is closed takes something more. Raises Closed.

    It holds the person, so that nothing slips in beside the closing. What was written before under that id is not
    written again, and is returned.
    """
    person.hold()
    earlier = sent_before(id, author)
    if earlier is None and closed():
        raise Closed
    return earlier


def kept(figures: Mapping[str, Any], moment: datetime) -> str:
    """These figures as they stand at that moment, in one spelling."""
    return json.dumps({**figures, SEEN_AT: moment.isoformat()}, sort_keys=True, default=str)


def as_seen(text: str) -> tuple[dict[str, Any], datetime]:
    """Those figures, and the moment."""
    told: dict[str, Any] = json.loads(text)
    return told, datetime.fromisoformat(told.pop(SEEN_AT))
