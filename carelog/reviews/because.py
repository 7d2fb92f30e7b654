"""Because: what people wrote that can lead to an action, and what did."""

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from carelog import clock
from carelog.accounts.user import User
from carelog.journal import KEPT_BACK, Event
from carelog.people.circle import own_word
from carelog.people.person import Person
from carelog.records import choice_check, good_for_me, learning_log, log, thanks
from carelog.records.choice_check import ChoiceCheck
from carelog.records.feelings import feelings
from carelog.records.learning import Asked, Learning
from carelog.records.thanks import ThanksPage
from carelog.reviews import perspective, question
from carelog.reviews.action import ActionBecause
from carelog.reviews.kept_question import open_questions
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.reader import Reader, Sight
from carelog.reviews.sides import Sides
from carelog.weeks.known_items import KnownItem

AT_ONCE = 8  # of the logs; of each of the others half as many
BEFORE = timedelta(weeks=5)  # so long ago: how it was, and what was chosen
LONGEST = 120  # letters, by which somebody knows it again


@dataclass(frozen=True, slots=True)
class Source:
    """Something that somebody wrote; its words only where it is offered."""

    id: str
    kind: str
    author_id: int | None
    author_name: str
    role: str
    written_at: datetime
    words: str = ""  # theirs; or what it is about that was answered
    answer: str = ""  # by a picture


def offered(person: Person, month: date, reader: Reader, sight: Sight, known: Iterable[KnownItem]) -> list[Source]:
    """What was written lately and this reader may read: what was said for that month's conversation comes first.

    `known`: the things of the plan that they may know of. As many queries for much as for little.
    """
    labels, half = sight.reader.labels, AT_ONCE // 2
    titles = {one.id: one.title for one in known} if sight.things else {}
    whose = None if KEPT_BACK in labels else reader.user_id  # family and friends read their own thanks
    told = ThanksPage.of(person, 1, names=sight.reader.names, only=whose).thanks
    return [
        *_said(person, month, reader), *_answered(person, labels)[:half],
        *(_learned(person, sight.reader) if sight.logs else ()),
        *_felt(person, labels, titles)[:half], *_chose(person, labels, titles)[:half],
        *(_source(thanks.KIND, one, one.words) for one in told[:half]),
    ]  # fmt: skip


def sources(action: int) -> list[Source]:
    """What led to that action, for whoever may read all of the person's records. One query."""
    rows = (
        ActionBecause.select(Event.id, Event.kind, Event.author_id, User.name, Event.role, Event.written_at)
        .join(Event, on=(Event.seq == ActionBecause.source)).join(User, on=(User.id == Event.author_id))
        .where(ActionBecause.event == action).order_by(Event.seq).tuples()
    )  # fmt: skip
    return [Source(*row) for row in cast("Iterable[Any]", rows)]


def _said(person: Person, month: date, reader: Reader) -> list[Source]:
    """For that conversation, once it has begun; not what one reader alone was told."""
    about = Conversation.of(person, month)
    entries = [one for side in Sides.of(about, reader).entries.values() for one in side] if about.opened else []
    return [_source(perspective.KIND, one, one.not_working or one.working) for one in entries if not one.only_for]


def _answered(person: Person, labels: set[str]) -> list[Source]:
    found = [(asked, said) for asked in open_questions(person, labels) for said in asked.answers]
    newest = sorted(found, key=lambda pair: pair[1].written_at, reverse=True)
    return [_source(question.ANSWER_KIND, said, said.words or asked.words, said.reply) for asked, said in newest]


def _learned(person: Person, reader: log.Reader) -> list[Source]:
    """What is to be brought to the conversation first."""
    tagged, newest = (Learning.of(person, reader, Asked(tag=tag), 1).logs for tag in ("for_conversation", ""))
    found = {one.id: one for one in (*tagged[:AT_ONCE], *newest[:AT_ONCE]) if any(one.texts)}
    return [_source(learning_log.KIND, one, next(filter(None, one.texts))) for one in list(found.values())[:AT_ONCE]]


def _felt(person: Person, labels: set[str], titles: Mapping[str, str]) -> list[Source]:
    """How things were for the person."""
    last = clock.living_day(person.team.tz)
    told = feelings(person, last - BEFORE, last, labels) if titles else {}
    found = [(key[0], one.good) for key, one in told.items() if one.good and key[0] in titles]
    newest = sorted(found, key=lambda pair: pair[1].written_at, reverse=True)
    return [_source(good_for_me.KIND, good, titles[item], good.answer or "") for item, good in newest]


def _chose(person: Person, labels: set[str], titles: Mapping[str, str]) -> list[Source]:
    """What the person answered to "Did you want this?". One query; none for who may not know of things."""
    here = (Event.kind == choice_check.KIND) & (Event.person_id == person.id) & Event.label.in_(sorted(labels))
    says = ~ChoiceCheck.withdrawn & ~ChoiceCheck.of_move & ChoiceCheck.item.in_(sorted(titles))
    rows = (
        ChoiceCheck.select(ChoiceCheck, Event, User).join(Event).join(User, on=(User.id == Event.author_id), attr="by")
        .where(here & Event.stands() & says)
        .order_by(Event.seq.desc()).limit(AT_ONCE)
    )  # fmt: skip
    return [
        Source(row.event.id, choice_check.KIND, row.event.author_id, row.event.by.name, row.event.role,
               row.event.written_at, titles[row.item_id], row.answer)
        for row in (cast("Iterable[Any]", rows) if titles else ()) if own_word(row.event.role, row.event.voice)
    ]  # fmt: skip


def _source(kind: str, one: Any, words: str, answer: str = "") -> Source:
    short = textwrap.shorten(words, LONGEST, placeholder=" …")
    return Source(one.id, kind, one.author_id, one.author_name, one.role, one.written_at, short, answer)
