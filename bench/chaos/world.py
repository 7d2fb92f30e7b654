"""The provider of a run: one worker for each phone, and a few people whom all of them support."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bench.world import EVERY_DAY, PASSWORD
from carelog import clock, db
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.journal import OPERATOR
from carelog.people.circle import WORKER, Membership
from carelog.people.person import Person
from carelog.weeks.details import ItemDetails, Part
from carelog.weeks.item import Item
from carelog.weeks.perfect_week import PerfectWeek, Wanted

PEOPLE, ITEMS, DAYS = 3, 12, 7
Ask = dict[str, Any]


@dataclass(frozen=True, slots=True)
class World:
    """As the phones are told of it: who signs in with which name, and what there is to write down."""

    users: dict[str, int]
    items: dict[int, list[str]]  # by person

    def told(self) -> Ask:
        """For the phones."""
        people = [{"id": person, "items": items} for person, items in self.items.items()]
        days = [(_today() - timedelta(days=before)).isoformat() for before in range(DAYS)]
        return {"users": list(self.users), "password": PASSWORD, "people": people, "days": days}

    @classmethod
    def read(cls) -> "World":
        """Of the database that is bound and connected."""
        users = {user.username: user.id for user in User.select().order_by(User.id)}
        items: dict[int, list[str]] = {person.id: [] for person in Person.select().order_by(Person.id)}
        for item in Item.select(Item, Person).join(Person).order_by(Item.id):
            items[item.person.id].append(item.id)
        return cls(users, items)


def builder(workers: int) -> Callable[[str], None]:
    """What fills an empty database at that address."""

    def build(url: str) -> None:
        db.bind(url)
        db.migrate()
        with db.connected(), db.database.atomic():
            team = Team.found("Riverside", OPERATOR)
            users = [User.join(f"worker{n}", f"Worker {n}", PASSWORD, OPERATOR) for n in range(workers)]
            for number in range(PEOPLE):
                person = Person.welcome(team, OPERATOR, name=f"Person {number}")
                PerfectWeek.agree(person, [_wanted(place) for place in range(ITEMS)], _weeks_ago(), OPERATOR)
                for user in users:
                    Membership.start(person, user, WORKER, OPERATOR)

    return build


def _wanted(place: int) -> Wanted:
    return Wanted(ItemDetails(title=f"Something worth doing, {place}", days=EVERY_DAY, part=Part.ANY))


def _today() -> Any:
    return clock.living_day(ZoneInfo(clock.DEFAULT_ZONE))


def _weeks_ago() -> Any:
    return clock.monday(_today()) - timedelta(weeks=4)
