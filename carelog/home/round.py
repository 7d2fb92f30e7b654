"""Round: whom a worker sees on one day, in the order they choose; kept per day, suggested from the same weekday."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import AutoField, DateField, ForeignKeyField, TextField

from carelog import journal
from carelog.accounts.user import User
from carelog.db import Row, database
from carelog.home.worker_today import PersonToday, worker_today
from carelog.people.person import Person
from carelog.prepared import prepared

WEEK = timedelta(days=7)
WEEKS_BACK = 5  # how old a suggestion may be: a rota that comes round every fifth week is the longest we heard of


class IdsField(TextField):
    """Ids in an order, as "3,1,2" in the database."""

    def db_value(self, value: Iterable[int] | None) -> Any:
        """Numbers to text."""
        return ",".join(str(number) for number in value or ())

    def python_value(self, value: Any) -> tuple[int, ...]:
        """Text to numbers."""
        return tuple(int(number) for number in value.split(",")) if value else ()


class Round(Row):
    """What one worker chose for one day."""

    id = AutoField()
    user = ForeignKeyField(User)
    day = DateField()
    people = IdsField()

    class Meta:
        indexes = ((("user", "day"), True),)

    @classmethod
    def choose(cls, user: User, day: date, people: Sequence[int], author: journal.Author) -> None:
        """See these people on that day, in this order. Choosing the same again changes nothing."""
        with database.atomic():
            before = cls.get_or_none((cls.user == user) & (cls.day == day))
            if before is not None and before.people == tuple(people):
                return
            values = {"user": user.id, "day": day, "people": tuple(people)}
            cls.insert(values).on_conflict(
                conflict_target=[cls.user, cls.day], update={"people": tuple(people)}
            ).execute()
            kept = cls.get((cls.user == user) & (cls.day == day))
            journal.note_change("round.chosen", author, kept, {"day": day, "people": list(people)})


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom a worker sees on a day, of those they support."""

    day: date
    people: tuple[int, ...]  # in order
    others: tuple[int, ...]  # supported too, and not seen on that day
    chosen_on: date | None  # the day whose choice this is; None: nobody chose, everybody is listed

    @classmethod
    def of(cls, user: User, day: date, supported: Sequence[int], covers: Collection[int] = ()) -> "Plan":
        """What was chosen for that day; else for the last same weekday; else everybody.

        `supported`: the ids of all whom this worker supports now, in the order for those who chose none; whom they
        cover is always seen, last unless a place was chosen. One query.
        """
        chosen = next(iter(_chosen(user.id, [day - WEEK * weeks for weeks in range(WEEKS_BACK + 1)])), None)
        if chosen is None:
            return cls(day, tuple(sorted(supported, key=lambda person: person in covers)), (), None)
        here = [person for person in chosen.people if person in supported]
        seen = here + [person for person in supported if person in covers and person not in here]
        others = tuple(person for person in supported if person not in seen)
        return cls(day, tuple(seen), others, chosen.day)

    @property
    def suggested(self) -> bool:
        """It is what was chosen for an earlier day."""
        return self.chosen_on not in (None, self.day)

    def sort(self, people: Iterable[Person]) -> list[Person]:
        """Those who are seen, in their order."""
        seen = (person for person in people if person.id in self.people)
        return sorted(seen, key=lambda person: self.people.index(person.id))


@dataclass(frozen=True, slots=True)
class MyDay:
    """What Today shows a worker: whom they see, in their order, and whom else they support."""

    plan: Plan
    todays: tuple[PersonToday, ...]
    others: tuple[Person, ...]

    @classmethod
    def of(cls, plan: Plan, people: Sequence[Person], labels: dict[int, set[str]]) -> "MyDay":
        """`people`: everybody whom they support; `labels`: by person, what they may read."""
        todays = worker_today(plan.sort(people), labels, with_extras=False)  # those are on the visit
        others = tuple(person for person in people if person.id in plan.others)
        return cls(plan, tuple(todays), others)


@prepared
def _chosen(user: int, days: list[date]) -> Any:
    return Round.select().where((Round.user == user) & Round.day.in_(days)).order_by(Round.day.desc()).limit(1)
