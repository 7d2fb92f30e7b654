"""Where each of us lands, Today, and My week."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from carelog.access import Look, access, family_address, needs
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.home.my_week import MyWeek
from carelog.home.pages import covers, home, my_plan, people_to_whom_i_am, supported
from carelog.home.round import MyDay
from carelog.htmx import respond
from carelog.people.circle import ALLY, SELF, WORKER
from carelog.reviews.invitation import how_many
from carelog.reviews.owed import most_urgent


@home.get("/")
@needs("home.read")
def index() -> ResponseReturnValue:
    """The first screen of whoever this is."""
    roles = access().anywhere()
    if WORKER in roles or SELF in roles:
        return redirect(url_for("home.today" if WORKER in roles else "home.my_week"))
    if ALLY in roles and not roles & {COORDINATOR, MANAGER}:
        return redirect(family_address())
    return redirect(url_for("people.index"))


@home.get("/today")
@needs("today.read")
def today() -> ResponseReturnValue:
    """The people I support, what is due now, and one tap for each."""
    people = supported()
    mine = MyDay.of(my_plan(people), people, {person.id: access().labels(person) for person in people})
    Look.note(access(), "today", WORKER, [today.person for today in mine.todays])
    state, number = most_urgent(people, access().moment), how_many(people)
    return respond("home/today.html", mine=mine, covers=covers(), state=state, number=number)


@home.get("/my-week")
@needs("my_week.read")
def my_week() -> ResponseReturnValue:
    """The person's own first page: a menu, and one screen for each thing of today and for everything else."""
    person = people_to_whom_i_am(SELF).get()
    Look.note(access(), "my_week", SELF, [person])
    mine = MyWeek.of(person, access().labels(person), current_user.user.id)
    return respond("home/my_week.html", person=person, mine=mine)
