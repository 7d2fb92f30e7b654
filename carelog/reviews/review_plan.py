"""ReviewPlan: that there is to be a review, why, when, who leads it. The first one makes it, later ones change it."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from peewee import CharField, DateField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import ALLY, SELF, Membership
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.reviews.agreement import check_label
from carelog.reviews.conversation_plan import check_leader

KIND = "review_plan"


class Sort(StrEnum):
    """Why there is one."""

    PLANNED = "planned"  # three months are over
    UNPLANNED = "unplanned"  # something changed
    ASKED_FOR = "asked_for"  # by the person or their family


class NotSaidWhy(ValueError):
    """It was not due, and nobody said why it is wanted."""


class NotTheirs(ValueError):
    """Family and friends ask for one, with why; the day, and who leads, is for the person and whoever coordinates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """What was decided about it."""

    sort: Sort = Sort.PLANNED
    held_on: date | None = None
    held_at: str = ""  # "14:30"
    led_by: int | None = None  # a membership; None: whoever coordinates
    words: str = ""  # why
    how: str = ""  # how the person showed what they want, where somebody else wrote it down
    label: str = journal.ORDINARY  # what `words` are about, for who may read them

    def check(self, author: journal.Author) -> None:
        """Raises NotSaidWhy, NotSaidHow, NotTheirs; ValueError for a label that nobody shares."""
        check_label(self.label)
        if self.sort is not Sort.PLANNED and not self.words:
            raise NotSaidWhy
        if author.role == ALLY and (self.sort is not Sort.ASKED_FOR or self.held_on or self.led_by):
            raise NotTheirs
        if author.role not in (SELF, ALLY) and not self.how:
            raise NotSaidHow


class ReviewPlan(Body):
    """What was decided. `about`: the plan that made the review; None: this one did."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT", null=True)
    about_seq: int | None
    sort = CharField()
    held_on = DateField(null=True)
    held_at = CharField(max_length=5)
    led_by = ForeignKeyField(Membership, null=True)
    led_by_id: int | None
    words = TextField()
    how = TextField()

    class Meta:
        table_name = "review_plan"

    @classmethod
    def write_down(
        cls, person: Person, arranged: Arranged, author: journal.Author, *, about: int | None = None,
        id: str | None = None,
    ) -> Event:  # fmt: skip
        """Keep it; whether it may still change is asked before. Raises as `Arranged.check`, and NothingThere."""
        arranged.check(author)
        with database.atomic():
            if journal.sent_before(id, author) is None:
                check_leader(person, arranged.led_by)
                if about is None and id and journal.begun_by_another(KIND, id, person.id, author):
                    raise journal.DifferentContent(id)  # another review is known by it
            columns: dict[str, Any] = {"about": about, **asdict(arranged)}
            label = columns.pop("label")
            day = clock.living_day(person.team.tz, author.wrote_at)
            return journal.write(
                KIND, author, columns, bodies=[(cls, columns)], person_id=person.id, id=id, label=label, on_date=day
            )  # fmt: skip

    @property
    def arranged(self) -> Arranged:
        """The stored columns; the label is its event's."""
        return Arranged(
            sort=Sort(self.sort), held_on=self.held_on, held_at=self.held_at, led_by=self.led_by_id, words=self.words,
            how=self.how,
        )  # fmt: skip
