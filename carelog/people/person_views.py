"""People, and one person's page."""

from dataclasses import replace
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from carelog.access import Look, access, author, may, needs
from carelog.accounts.staff_role import MANAGER
from carelog.accounts.team import Team
from carelog.forms import one_line
from carelog.htmx import respond
from carelog.journal import Author
from carelog.people.circle import ALLY
from carelog.people.forms import DetailsForm, MoveForm, NewPersonForm
from carelog.people.listing import Listing
from carelog.people.needs_views import to_ask as needs_to_ask
from carelog.people.pages import asked_page, people
from carelog.people.person import Person, Placement, WordsClash
from carelog.people.shared import to_ask_again, waits_to_be_asked
from carelog.people.waiting import waiting_for

PLACES = (
    ("week.read", "records.week", "calendar-days", _l("Week")),
    ("summary.read", "summaries.show", "calendar-check", _l("How much of my week happened")),
    ("log.read", "records.learning", "lightbulb", _l("Learning")),
    ("conversation.read", "conversations.index", "speech", _l("Conversation")),
    ("review.read", "three_months.index", "calendar-heart", _l("Three-month review")),
    ("action.read", "actions.index", "list-checks", _l("What we agreed")),
    ("question.read", "questions.index", "circle-question-mark", _l("What we are figuring out")),
    ("week.read", "time_away.show", "map-pin", _l("Time away")),
    ("visit_note.read", "records.visit_notes", "message-circle", _l("For whoever comes next")),
    ("letter.read", "home.letter", "mail", _l("The week as a letter")),
    ("thanks.read", "records.thanks", "hand-heart", _l("Thanks")),
    ("feedback.create", "records.new_feedback", "pencil", _l("Tell the manager")),
    ("concern.create", "records.concern_form", "circle-alert", _l("Something worries me")),
    ("plan.read", "weeks.plan", "list-checks", _l("Plan")),
    ("sheet.read", "records.sheet", "pencil", _l("On paper")),
    ("circle.read", "people.circle", "users", _l("Who belongs")),
    ("must_not_know.read", "people.must_not_know", "eye-off", _l("People who must not know")),
    ("sharing.write", "people.sharing", "share-2", _l("Who can see my things")),
    ("choices.write", "people.choices", "star", _l("My choices")),
    ("looks.read", "people.looks", "eye", _l("Who looked")),
)  # what a person's page leads to: the verb that opens it, endpoint, icon, words


@people.get("/people")
@needs("people.read")
def index() -> ResponseReturnValue:
    """Everybody I may know of."""
    listing = Listing.of(current_user.user, one_line(request.args.get("q"))[:100], asked_page())
    teams, waiting = access().teams_to_place_in(), waiting_for(current_user.user)
    to_ask = waits_to_be_asked(current_user.user) if access().teams else []
    asked: dict[str, Any] = {"to_ask": to_ask, "ask": needs_to_ask(listing.people)}
    return respond("people/index.html", listing=listing, teams=teams, waiting=waiting, **asked)


@people.route("/people/new", methods=["GET", "POST"])
@needs("people.create")
def create() -> ResponseReturnValue:
    """Begin a person's record."""
    teams = {team.id: team for team in access().teams_to_place_in()}
    form = NewPersonForm().offer(teams.values())
    if not form.was_sent():
        return respond("people/new.html", status=form.status, form=form)
    fields = {name: form[name].data for name in Person.EDITABLE}
    person = Person.welcome(teams[form.team.data], _beginner(form.team.data), id=form.id.data, **fields)
    flash(_("Added. Invite the people around them, and plan the week."), "saved")
    return redirect(url_for("people.show", person_id=person.id), 303)


@people.get("/people/<row:person_id>")
@needs("person.read")
def show(person: Person) -> ResponseReturnValue:
    """Who this is, how to be with them, and the way to everything else about them."""
    if role := access().role_for("contact.read", person):
        Look.note(access(), "contact", role, [person])
    placing = MoveForm(team=person.team.id).offer(Team.all_by_name()) if may("placement.write", person) else None
    return _shown(person, placing)


@people.route("/people/<row:person_id>/details", methods=["GET", "POST"])
@needs("person.write", shows="contact")
def edit(person: Person) -> ResponseReturnValue:
    """Change the words about me."""
    form = DetailsForm(obj=person, seen=person.as_seen())
    if form.was_sent():
        fields = {name: form[name].data for name in Person.EDITABLE}
        try:
            person.change(fields, author("person.write", person), form.seen.data or "")
        except WordsClash as now:
            form.show(now)
        else:
            flash(_("Saved."), "saved")
            return redirect(url_for("people.show", person_id=person.id), 303)
    return respond("people/edit.html", status=form.status, form=form, person=person)


def _beginner(team_id: int) -> Author:
    """Coordinators begin records in their own teams; in any other team it is the manager who does."""
    told = author("people.create")
    return told if team_id in access().teams else replace(told, role=MANAGER)


@people.post("/people/<row:person_id>/placement")
@needs("placement.write")
def move(person: Person) -> ResponseReturnValue:
    """Into another team, from now on."""
    teams = {team.id: team for team in Team.all_by_name()}
    form = MoveForm().offer(teams.values())
    if not form.was_sent():
        return _shown(person, form)
    Placement.move(person, teams[form.team.data], author("placement.write", person))
    flash(_("Moved. The team's coordinators can see this person from now on."), "saved")
    return redirect(url_for("people.show", person_id=person.id), 303)


def _shown(person: Person, placing: MoveForm | None) -> ResponseReturnValue:
    mine = access().memberships.get(person.id)
    my_place = mine if mine is not None and mine.role == ALLY else None
    to_ask = to_ask_again(person) if may("sharing.write", person) else 0
    values: dict[str, Any] = {
        "places": PLACES, "person": person, "placing": placing, "my_place": my_place, "to_ask": to_ask,
    }  # fmt: skip
    return respond("people/show.html", status=placing.status if placing else 200, **values)
