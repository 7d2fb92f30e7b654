"""LaterThought: what came to somebody's mind when a conversation was closed already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from peewee import JOIN, DateField, TextField

from carelog import journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.reviews.agreement import check_label
from carelog.reviews.closing import NotClosed
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.reader import Reader

KIND = "later_thought"


@dataclass(frozen=True, slots=True)
class Thought:
    """One of them, with who had it and when."""

    id: str
    words: str
    author_id: int | None
    author_name: str
    role: str
    written_at: datetime


class LaterThought(Body):
    """The words."""

    month = DateField()
    words = TextField()

    class Meta:
        table_name = "later_thought"

    @classmethod
    def record(
        cls, conversation: Conversation, words: str, author: journal.Author, *, label: str = journal.ORDINARY,
        id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write it down. Raises NotClosed; ValueError for a label that nobody shares."""
        check_label(label)
        if not conversation.closed:
            raise NotClosed
        said: dict[str, Any] = {"month": conversation.month, "words": words}
        with database.atomic():
            return journal.write(
                KIND, author, said, bodies=[(cls, said)], person_id=conversation.person.id, id=id, label=label
            )

    @classmethod
    def all_of(cls, conversation: Conversation, reader: Reader) -> list[Thought]:
        """About that one, the oldest first: their own, and what carries a label that they may read. One query."""
        may_see = True if reader.own else Event.label.in_(sorted(reader.labels)) | (Event.author_id == reader.user_id)
        return _thoughts(conversation.person.id, conversation.month, may_see)


def _thoughts(person_id: int, month: date, may_see: Any) -> list[Thought]:
    here = (Event.kind == KIND) & (Event.person_id == person_id) & (LaterThought.month == month) & may_see
    rows = (
        LaterThought.select(LaterThought, Event, User.name.alias("author_name")).join(Event)
        .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id)).where(here).order_by(Event.seq).objects()
    )  # fmt: skip
    return [
        Thought(row.id, row.words, row.author_id, row.author_name or "", row.role, row.written_at)
        for row in cast("Iterable[Any]", rows)
    ]
