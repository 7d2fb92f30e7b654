"""ConversationProposal: on which day a conversation could be. It is on that day once the person has said yes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID, uuid5

from peewee import JOIN, SQL, BooleanField, CharField, DateField, ForeignKeyField, TextField, fn

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.reviews.action import Over
from carelog.reviews.closing import check_takes_more
from carelog.reviews.conversation_plan import ConversationPlan, decided
from carelog.reviews.opening import KIND as BEGUN
from carelog.reviews.opening import ConversationOpening

KIND, ANSWER_KIND = "conversation_proposal", "proposal_answer"


@dataclass(frozen=True, slots=True)
class Proposed:
    """The newest proposal of a month, and what the person says to it."""

    seq: int
    id: str
    held_on: date
    held_at: str
    by_id: int | None
    by: str
    at: datetime
    good: bool | None = None  # None: no answer yet; after a yes it is in the plan, and no proposal any more
    words: str = ""  # how they showed it, where somebody else wrote it down


class ConversationProposal(Body):
    """The day and the time ("14:30") for the conversation about a month. The newest one stands."""

    month = DateField()
    held_on = DateField()
    held_at = CharField(max_length=5)

    class Meta:
        table_name = "conversation_proposal"

    @classmethod
    def make(
        cls, person: Person, month: date, held_on: date, held_at: str, author: journal.Author, *, id: str | None = None
    ) -> Event:
        """Write it down. Raises Over (that day is gone), Closed, NotYet."""
        words: dict[str, Any] = {"month": month, "held_on": held_on, "held_at": held_at}
        with database.atomic():
            if check_takes_more(person, month, author, id) is None and held_on < clock.living_day(person.team.tz):
                raise Over
            return journal.write(KIND, author, words, bodies=[(cls, words)], person_id=person.id, id=id)


def propose(days: Iterable[tuple[Person, date, date, str]], author: journal.Author, press: str) -> list[Event]:
    """A day and a time for each of these people and months, for all of them or none. Raises Over, Closed."""
    with database.atomic():
        return [
            ConversationProposal.make(
                person, month, held_on, held_at, author, id=str(uuid5(UUID(press), f"{person.id} {month}"))
            )
            for person, month, held_on, held_at in days
        ]


class ProposalAnswer(Body):
    """What the person says to it."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_seq: int
    good = BooleanField()
    words = TextField()

    class Meta:
        table_name = "proposal_answer"

    @classmethod
    def record(
        cls, person: Person, month: date, about: str, author: journal.Author, *, good: bool, words: str = "", id: str
    ) -> list[Event]:
        """Write it down; a yes is the plan as well. Somebody else than the person says how they showed it.

        Raises NotSaidHow, NothingThere (another one stands by now, or it is answered), Closed.
        """
        if author.role != SELF and not words:
            raise NotSaidHow
        with database.atomic():
            earlier, meant = check_takes_more(person, month, author, id), _named(person, month, about)
            if earlier is None:
                there = proposed([person.id], [month]).get((person.id, month))
                if there is None or there.seq != meant.seq or there.good is not None:
                    raise journal.NothingThere
            said: dict[str, Any] = {"about": meant.seq, "good": good, "words": words}
            event = journal.write(ANSWER_KIND, author, said, bodies=[(cls, said)], person_id=person.id, id=id)
            return [event, *(_decide(person, meant, author, words, id) if good else [])]


def _named(person: Person, month: date, about: str) -> ConversationProposal:
    """The proposal under that id. Raises NothingThere."""
    here = (Event.id == about) & (Event.person_id == person.id) & (ConversationProposal.month == month)
    found = ConversationProposal.select(ConversationProposal, Event).join(Event).where(here).first()
    if found is None:
        raise journal.NothingThere
    return cast("ConversationProposal", found)


def _decide(person: Person, meant: ConversationProposal, author: journal.Author, words: str, press: str) -> list[Event]:
    id = str(uuid5(UUID(press), KIND))
    before = journal.sent_before(id, author)
    if before is not None:
        return [before]
    plan = replace(
        decided(person, meant.month).plan, needed=True, held_on=meant.held_on, held_at=meant.held_at, words=words
    )
    return [ConversationPlan.decide(person, meant.month, plan, author, id=id)]


def proposed(people: Collection[int], months: Collection[date]) -> dict[tuple[int, date], Proposed]:
    """By person and month, the newest, unless a day was fixed after it, or it has begun. One query."""
    answer, said, fixed, begun = ProposalAnswer.alias(), Event.alias(), Event.alias(), Event.alias()
    here = Event.person_id.in_(sorted(people)) & ConversationProposal.month.in_(sorted(set(months)))
    later = (
        ConversationPlan.select(SQL("1")).join(fixed, on=(fixed.seq == ConversationPlan.event))
        .where((fixed.person_id == Event.person_id) & (fixed.seq > Event.seq) & ~ConversationPlan.held_on.is_null())
        .where(ConversationPlan.month == ConversationProposal.month)
    )  # fmt: skip
    begins = (
        ConversationOpening.select(SQL("1")).join(begun, on=(begun.seq == ConversationOpening.event))
        .where((begun.kind == BEGUN) & (begun.person_id == Event.person_id))
        .where(ConversationOpening.month == ConversationProposal.month)
    )  # fmt: skip
    rows = (
        ConversationProposal.select(
            ConversationProposal, Event.id, Event.person_id, Event.author_id, Event.written_at, User.name.alias("by"),
            answer.good.alias("good"), answer.words.alias("said"),
        )
        .join(Event).join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id)).switch(ConversationProposal)
        .join(answer, JOIN.LEFT_OUTER, on=(answer.about == ConversationProposal.event))
        .join(said, JOIN.LEFT_OUTER, on=(said.seq == answer.event))
        .where(here & ~fn.EXISTS(later) & ~fn.EXISTS(begins)).order_by(Event.seq, said.seq).objects()
    )  # fmt: skip
    return {
        (row.person_id, row.month): Proposed(
            row.seq, row.id, row.held_on, row.held_at, row.author_id, row.by or "", row.written_at,
            None if row.good is None else bool(row.good), row.said or "",
        )
        for row in cast("Iterable[Any]", rows)
    }  # fmt: skip
