"""Question: what the circle is figuring out; what each answers, and what was found out.

It is asked of the person and of everybody who reads it, belongs to no month, and is open until somebody says what was
found out. Nothing of it is refused after that: a later answer, a second finding stand beside the others.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.records.mark import Incomplete
from carelog.reviews.action import label_with
from carelog.weeks.item import Item

KIND, ANSWER_KIND, FINDING_KIND = "question", "question_answer", "finding"


class Reply(StrEnum):
    """An answer by a picture alone."""

    NONE = ""
    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody answers."""

    words: str = ""
    reply: Reply = Reply.NONE
    of_person: bool = False  # the person's answer, written down by somebody else


class Question(Body):
    """What is asked, perhaps about a thing of the plan."""

    words = TextField()
    item = ForeignKeyField(Item, null=True)
    item_id: str | None

    @classmethod
    def ask(
        cls, person: Person, words: str, author: journal.Author, *, labels: set[str], item: str | None = None,
        label: str = journal.ORDINARY, id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write it down; `labels`: what its author may read. It carries its item's label, as an action does.

        Raises Incomplete, NoSuchChance (of the item); ValueError for a label that nobody shares.
        """
        if not words:
            raise Incomplete("words")
        day = clock.living_day(person.team.tz, author.wrote_at)
        carried = label_with(person, item, label, day, labels)
        said: dict[str, Any] = {"words": words, "item": item}
        with database.atomic():
            return journal.write(
                KIND, author, said, bodies=[(cls, said)], person_id=person.id, label=carried, id=id, on_date=day
            )


class QuestionAnswer(Body):
    """What somebody answers to it, or wrote down for the person."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_seq: int
    reply = CharField()
    words = TextField()
    of_person = BooleanField()

    class Meta:
        table_name = "question_answer"

    @classmethod
    def give(
        cls, person: Person, question: int, answer: Answer, author: journal.Author, *, id: str | None = None
    ) -> Event:
        """Write it down, in the place of what the same author answered before; `question` is its journal number.

        Who may is decided before. Raises Incomplete.
        """
        if not (answer.words or answer.reply):
            raise Incomplete("words")
        columns: dict[str, Any] = {
            "about": question, "reply": answer.reply, "words": answer.words,
            "of_person": answer.of_person and author.role != SELF,
        }  # fmt: skip
        with database.atomic():
            person.hold()
            earlier = journal.sent_before(id, author)
            replaces = earlier.replaces if earlier else _before(columns, author)
            return _about(ANSWER_KIND, cls, person, columns, author, id, replaces)


class Finding(Body):
    """What was found out: with the first one the question is settled."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_seq: int
    words = TextField()

    @classmethod
    def record(
        cls, person: Person, question: int, words: str, author: journal.Author, *, id: str | None = None
    ) -> Event:
        """Write it down; `question` is its journal number. Who may is decided before. Raises Incomplete."""
        if not words:
            raise Incomplete("words")
        with database.atomic():
            return _about(FINDING_KIND, cls, person, {"about": question, "words": words}, author, id)


def _about(
    kind: str, table: type[Body], person: Person, columns: dict[str, Any], author: journal.Author, id: str | None,
    replaces: str | None = None,
) -> Event:  # fmt: skip
    """Written under the label of what it is about."""
    label = Event.get_by_id(columns["about"]).label
    return journal.write(
        kind, author, columns, bodies=[(table, columns)], person_id=person.id, label=label, id=id, replaces=replaces,
        on_date=clock.living_day(person.team.tz, author.wrote_at),
    )  # fmt: skip


def _before(columns: dict[str, Any], author: journal.Author) -> str | None:
    """The id of what the same author has standing there."""
    place = [getattr(QuestionAnswer, name) == columns[name] for name in ("about", "of_person")]
    mine = (Event.author_id == author.user_id) & Event.stands()
    rows = Event.select().join(QuestionAnswer, on=(QuestionAnswer.event == Event.seq)).where(mine, *place)
    newest = rows.order_by(Event.seq.desc()).first()
    return None if newest is None else str(newest.id)
