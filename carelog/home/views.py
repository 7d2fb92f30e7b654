"""Where each of us lands, Today, and My week."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from peewee import ModelSelect

from carelog import clock
from carelog.access import Look, access, needs
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.home.worker_today import worker_today
from carelog.htmx import respond
from carelog.people.circle import ALLY, SELF, WORKER
from carelog.people.person import Person
from carelog.summaries.summary import Summary

home = Blueprint("home", __name__)


def _people_to_whom_i_am(role: str) -> "ModelSelect[Person]":
    mine = [member.person_id for member in access().memberships.values() if member.role == role]
    return Person.visible_to(current_user.user).where(Person.id.in_(mine)).order_by(Person.name)


@home.get("/")
@needs("home.read")
def index() -> ResponseReturnValue:
    """The first screen of whoever this is."""
    roles = access().anywhere()
    if WORKER in roles or SELF in roles:
        return redirect(url_for("home.today" if WORKER in roles else "home.my_week"))
    only = _people_to_whom_i_am(ALLY).limit(2)
    if not roles & {COORDINATOR, MANAGER} and len(only) == 1:
        return redirect(url_for("people.show", person_id=only[0].id))
    return redirect(url_for("people.index"))


@home.get("/today")
@needs("today.read")
def today() -> ResponseReturnValue:
    """The people I support, what is due now, and one tap for each."""
    people = list(_people_to_whom_i_am(WORKER))
    labels = {person.id: access().labels(person) for person in people}
    Look.note(access(), "today", WORKER, people)
    return respond("home/today.html", todays=worker_today(people, labels))


@home.get("/my-week")
@needs("my_week.read")
def my_week() -> ResponseReturnValue:
    """The person's own first screen: today in pictures, and what happened in my week."""
    person = _people_to_whom_i_am(SELF).get()
    labels = access().labels(person)
    Look.note(access(), "my_week", SELF, [person])
    monday = clock.monday(clock.living_day(person.team.tz))
    todays = worker_today([person], {person.id: labels})[0]
    return respond("home/my_week.html", person=person, today=todays, summary=Summary.of_week(person, monday, labels))
