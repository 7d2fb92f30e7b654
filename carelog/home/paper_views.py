"""On paper: how to reach one person, and a whole team's week for the folder in the office."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from carelog import clock
from carelog.access import Look, access, needs
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.accounts.team import Team
from carelog.home.paper import paper_of, people_of
from carelog.htmx import respond
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.web import asked_day

paper = Blueprint("paper", __name__)


@paper.get("/people/<row:person_id>/contacts-sheet")
@needs("sheet.read", shows="contact")
def contacts(person: Person) -> ResponseReturnValue:
    """How to be with this person, the way in, whom to call, who belongs."""
    printed_on, members = clock.living_day(person.team.tz), Membership.around(person)
    return respond("home/contacts.html", person=person, members=members, printed_on=printed_on)


@paper.get("/teams/<row:team_id>/sheets")
@needs("team_sheets.read")
def team(team_id: int) -> ResponseReturnValue:
    """The week and the contact sheet of everybody in a team, a page each."""
    here = _team(team_id)
    today = clock.living_day(here.tz)
    people = list(people_of(here))
    labels = {person.id: access().labels(person) for person in people}
    papers = paper_of(people, clock.monday(asked_day(today, "week")), labels)
    for section in ("week", "contact"):
        Look.note(access(), section, COORDINATOR if team_id in access().teams else MANAGER, people)
    return respond("home/team_paper.html", team=here, papers=papers, printed_on=today)


def _team(team_id: int) -> Team:
    """That team, for its coordinators and for managers; nobody else learns which teams there are."""
    if not access().managers and team_id not in access().teams:
        abort(403)
    return Team.get_or_none(Team.id == team_id) or abort(404)
