"""Concern: something worries somebody. Kept from everybody but its author and the leads whom it does not name.

It is never changed or taken back. What is done about it, and what its author has to add, are its steps.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from peewee import CharField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import Table, database
from carelog.journal import Body, BodyPart, Event
from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.weeks.details import Label

KIND, STEP_KIND = "concern", "concern_step"
LABEL = Label.SAFEGUARDING.value


class SafeNow(StrEnum):
    """Whether the person is safe, as far as the author knows."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class Step(StrEnum):
    """What can be done about a worry. The author adds; the rest is for leads."""

    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    ADDED = "added"
    CLOSED = "closed"
    OPENED_AGAIN = "opened_again"


class NothingSaid(ValueError):
    """Nothing was seen, said or done, or a step that needs words has none."""


class NotNow(ValueError):
    """A closed worry has to be opened again first; one that is open cannot be."""


class Concern(Body):
    """What its author saw, what was said, what they did, and whether the person is safe now."""

    seen = TextField()
    said = TextField()
    done = TextField()
    safe_now = CharField()
    others = TextField()  # whom else it is about, in words

    @classmethod
    def record(
        cls, person: Person, author: journal.Author, *, safe_now: SafeNow, seen: str = "", said: str = "",
        done: str = "", named: Iterable[int] = (), others: str = "", id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write it down; `named`: the ids of the users it is about, who will never read it. Raises NothingSaid.

        That they are not safe, or not sure of it, is enough from the person: they need not write.
        That somebody else has used the same id is not said: who may not know of their worry would learn of it.
        """
        if not (seen or said or done or (author.role == SELF and safe_now is not SafeNow.YES)):
            raise NothingSaid
        words: dict[str, Any] = {"seen": seen, "said": said, "done": done, "safe_now": safe_now, "others": others}
        about = sorted(set(named) - {author.user_id})
        bodies: list[tuple[type[Table], dict[str, Any]]] = [
            (cls, words),
            *((ConcernNamed, {"user": user_id}) for user_id in about),
        ]
        return journal.write(
            KIND, author, {**words, "named": about}, bodies=bodies, person_id=person.id, label=LABEL,
            on_date=clock.living_day(person.team.tz, author.wrote_at), id=id,
        )  # fmt: skip


class ConcernNamed(BodyPart):
    """Somebody whom a worry is about: whatever they are or become, they never read it."""

    user = ForeignKeyField(User)
    user_id: int

    class Meta:
        table_name = "concern_named"


class ConcernStep(Body):
    """One thing that was done about a worry, in whose words."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_id: int
    step = CharField()
    words = TextField()

    @classmethod
    def take(
        cls, person: Person, concern: int, step: Step, author: journal.Author, *, words: str = "", id: str | None = None
    ) -> Event:
        """Write the step down; `concern` is the worry's number in the journal. Raises NothingSaid, NotNow.

        Who may take it is decided before.
        """
        if not words and step is not Step.ACKNOWLEDGED:
            raise NothingSaid
        said: dict[str, Any] = {"about": concern, "step": step, "words": words}
        with database.atomic():
            person.hold()
            if journal.sent_before(id, author) is None and _is_closed(concern) is not (step is Step.OPENED_AGAIN):
                raise NotNow
            return journal.write(
                STEP_KIND, author, said, bodies=[(cls, said)], person_id=person.id, label=LABEL, id=id,
                on_date=clock.living_day(person.team.tz, author.wrote_at),
            )  # fmt: skip


def _is_closed(concern: int) -> bool:
    """Its last closing stands."""
    ends = ConcernStep.step.in_([Step.CLOSED, Step.OPENED_AGAIN])
    steps = ConcernStep.select().where((ConcernStep.about == concern) & ends)
    last = steps.order_by(ConcernStep.event.desc()).first()
    return last is not None and last.step == Step.CLOSED
