"""The blueprint of this room, and what its pages share."""

from flask import Blueprint
from flask_login import current_user
from peewee import ModelSelect

from carelog import clock
from carelog.access import access
from carelog.home.round import Plan
from carelog.people.circle import WORKER
from carelog.people.person import Person
from carelog.reviews.invitation import first_asked
from carelog.reviews.owed import first_due

home = Blueprint("home", __name__)


def people_to_whom_i_am(role: str) -> "ModelSelect[Person]":
    """Those around whom I have that place now, by name."""
    mine = [member.person_id for member in access().memberships.values() if member.role == role]
    return Person.visible_to(current_user.user).where(Person.id.in_(mine)).order_by(Person.name)


def supported() -> list[Person]:
    """Whom I support, each with the first day by which I have to do something, and the first month I am asked about."""
    me = current_user.user.id
    return list(people_to_whom_i_am(WORKER).select_extend(first_due(me), first_asked(me)))


def covers() -> set[int]:
    """The ids of those whom I support only until 05:00."""
    return {person_id for person_id, member in access().memberships.items() if member.covers}


def my_plan(people: list[Person]) -> Plan:
    """Whom of these I see today."""
    if not people:
        return Plan(clock.now().date(), (), (), None)
    day = clock.living_day(people[0].team.tz)
    return Plan.of(current_user.user, day, [person.id for person in people], covers())
