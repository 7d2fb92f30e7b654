"""ConversationClosing: the end of a month's conversation, with the figures that it saw."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from peewee import DateField, TextField

from carelog.journal import Body, Event
from carelog.people.person import Person

KIND = "conversation_closing"
SEEN_AT = "seen_at"  # beside the figures: when they said that


class Closed(Exception):
    """That month's conversation is closed: what was said in it stays as it is."""


class ConversationClosing(Body):
    """The month, and the pack's figures as they were. `Conversation.close` writes it."""

    month = DateField()
    figures = TextField()  # JSON object

    class Meta:
        table_name = "conversation_closing"


def is_closed(person: Person, month: date) -> bool:
    """That month's conversation is."""
    here = (Event.person_id == person.id) & (ConversationClosing.month == month)
    return bool(ConversationClosing.select().join(Event).where(here).exists())


def check_not_closed(person: Person, month: date) -> None:
    """Inside a transaction that holds the person. Raises Closed."""
    if is_closed(person, month):
        raise Closed


def kept(figures: Mapping[str, Any], moment: datetime) -> str:
    """These figures as they stand at that moment, in one spelling."""
    return json.dumps({**figures, SEEN_AT: moment.isoformat()}, sort_keys=True, default=str)


def as_seen(text: str) -> tuple[dict[str, Any], datetime]:
    """Those figures, and the moment."""
    told: dict[str, Any] = json.loads(text)
    return told, datetime.fromisoformat(told.pop(SEEN_AT))
