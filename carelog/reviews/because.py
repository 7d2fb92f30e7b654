"""Because: what people wrote that can lead to an action, and what did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from carelog.accounts.user import User
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.learning import Asked, Learning
from carelog.records.log import Reader
from carelog.records.thanks import ThanksPage
from carelog.reviews.action import ActionBecause

AT_ONCE = 8  # of the logs; of thanks half as many


@dataclass(frozen=True, slots=True)
class Source:
    """Something that somebody wrote; its words only where it is offered."""

    id: str
    kind: str
    author_id: int | None
    author_name: str
    role: str
    written_at: datetime
    words: str = ""


def offered(person: Person, reader: Reader) -> list[Source]:
    """What was written lately and this reader may read: what is to be brought to the conversation comes first."""
    tagged, newest = (Learning.of(person, reader, Asked(tag=tag), 1).logs for tag in ("for_conversation", ""))
    logs = {log.id: log for log in (*tagged[:AT_ONCE], *newest[:AT_ONCE]) if any(log.texts)}
    thanks = ThanksPage.of(person, 1, names=reader.names).thanks[: AT_ONCE // 2]
    return [
        *(Source(one.id, "learning_log", one.author_id, one.author_name, one.role, one.written_at, _words(one.texts))
          for one in list(logs.values())[:AT_ONCE]),
        *(Source(one.id, "thanks", one.author_id, one.author_name, one.role, one.written_at, one.words)
          for one in thanks),
    ]  # fmt: skip


def sources(action: int) -> list[Source]:
    """What led to that action, for whoever may read all of the person's records. One query."""
    rows = (
        ActionBecause.select(Event.id, Event.kind, Event.author_id, User.name, Event.role, Event.written_at)
        .join(Event, on=(Event.seq == ActionBecause.source)).join(User, on=(User.id == Event.author_id))
        .where(ActionBecause.event == action).order_by(Event.seq).tuples()
    )  # fmt: skip
    return [Source(*row) for row in cast("Iterable[Any]", rows)]


def _words(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")
