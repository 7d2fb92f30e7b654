"""FourPlusOne: an action asked after: what was tried, learned, pleased us, concerns us; and what next."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from peewee import DateField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.person import Person
from carelog.records.mark import Incomplete
from carelog.reviews.closing import check_takes_more

KIND = "four_plus_one"
QUESTIONS = ("tried", "learned", "pleased", "concerned", "what_next")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was said; one of them is enough."""

    tried: str = ""
    learned: str = ""
    pleased: str = ""
    concerned: str = ""
    what_next: str = ""

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """The questions that were answered, in their order, each with its answer."""
        return tuple((name, said) for name, said in asdict(self).items() if said)


class FourPlusOne(Body):
    """The answers, and in which month's conversation they were given."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_seq: int
    month = DateField()
    tried = TextField()
    learned = TextField()
    pleased = TextField()
    concerned = TextField()
    what_next = TextField()

    class Meta:
        table_name = "four_plus_one"

    @classmethod
    def record(
        cls, person: Person, action: int, month: date, answers: Answers, author: journal.Author, *,
        id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write them down; `action` is its number in the journal, whose label they carry.

        Who may is decided before. Raises Incomplete where nothing is answered, Closed, NotYet.
        """
        if not answers.given:
            raise Incomplete("tried")
        said: dict[str, Any] = {"about": action, "month": month, **asdict(answers)}
        with database.atomic():
            check_takes_more(person, month, author, id)
            label = Event.get_by_id(action).label
            return journal.write(
                KIND, author, said, bodies=[(cls, said)], person_id=person.id, label=label, id=id,
                on_date=clock.living_day(person.team.tz, author.wrote_at),
            )  # fmt: skip
