"""Feedback: a compliment or a complaint about the provider, to its managers.

It is never changed. What is done about it, and what its author has to add, are its steps.
"""

from enum import StrEnum
from typing import Any

from peewee import CharField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.journal import Body, Event
from carelog.people.person import Person

KIND, STEP_KIND = "feedback", "feedback_step"
LABEL = journal.SAFEGUARDING  # as worries: no switch shares it, and no number of the person's records tells of it


class Sort(StrEnum):
    """What it is."""

    COMPLIMENT = "compliment"
    COMPLAINT = "complaint"


class Step(StrEnum):
    """What can be done about it. The author adds; the rest is for managers."""

    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    PASSED_ON = "passed_on"  # a coordinator of the person's team may read it from then on
    ADDED = "added"


class Feedback(Body):
    """What somebody tells, in their words."""

    sort = CharField()
    words = TextField()

    @classmethod
    def record(cls, person: Person, author: journal.Author, sort: Sort, words: str, *, id: str | None = None) -> Event:
        """Write it down; `person`: around whom its author belongs."""
        said: dict[str, Any] = {"sort": sort, "words": words}
        return journal.write(
            KIND, author, said, bodies=[(cls, said)], person_id=person.id, label=LABEL, id=id,
            on_date=clock.living_day(person.team.tz),
        )  # fmt: skip


class FeedbackStep(Body):
    """One thing that was done about it, in whose words."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_id: int
    step = CharField()
    words = TextField()
    passed_to = ForeignKeyField(User, null=True)
    passed_to_id: int | None

    class Meta:
        table_name = "feedback_step"

    @classmethod
    def take(
        cls, person: Person, feedback: int, step: Step, author: journal.Author, *, words: str = "",
        passed_to: int | None = None, id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write the step down; `feedback` is its number in the journal. Who may take it is decided before."""
        said: dict[str, Any] = {"about": feedback, "step": step, "words": words, "passed_to": passed_to}
        return journal.write(
            STEP_KIND, author, said, bodies=[(cls, said)], person_id=person.id, label=LABEL, id=id,
            on_date=clock.living_day(person.team.tz),
        )  # fmt: skip
