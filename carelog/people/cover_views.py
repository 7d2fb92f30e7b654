"""Cover: a worker gets a person until 05:00; and a whole team is brought into many circles at once."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from peewee import fn

from carelog.access import access, author, needs
from carelog.forms import Form
from carelog.htmx import respond
from carelog.people.circle import AlreadyBelongs, Membership
from carelog.people.cover import bring_in, cover, workers
from carelog.people.cover_forms import BringInForm, CoverForm
from carelog.people.must_not_know import MustNotKnow
from carelog.people.pages import people
from carelog.people.person import Person, Placement


def _mine() -> list[Person]:
    """Everybody whose circle I may bring workers into."""
    coordinated = Placement.team.in_(list(access().teams))
    return list(Person.visible_to(current_user.user).where(coordinated).order_by(fn.LOWER(Person.name)))


@people.route("/people/<row:person_id>/cover", methods=["GET", "POST"])
@needs("circle.cover")
def cover_person(person: Person) -> ResponseReturnValue:
    """Somebody stands in for whoever cannot come."""
    everybody = {str(user.id): user for user in workers(_mine())}
    form, listed = CoverForm().offer(everybody.values()), MustNotKnow.of([person])
    if form.was_sent() and not form.is_warned_off(listed, everybody[form.worker.data].name):
        who = everybody[form.worker.data]
        try:
            cover(person, who, author("circle.cover", person), form.id.data)
        except AlreadyBelongs:
            form.refuse(_("%(name)s works with this person already.", name=who.name), "worker")
        else:
            flash(_("%(name)s covers until 05:00. It is on their Today now.", name=who.name), "saved")
            return redirect(url_for("people.circle", person_id=person.id), 303)
    here = {member.user_id for member in Membership.around(person)}
    form.offer(user for user in everybody.values() if user.id not in here)
    return respond("people/cover.html", status=form.status, person=person, form=form, listed=listed)


@people.route("/circles/new", methods=["GET", "POST"])
@needs("circles.create")
def bring_workers_in() -> ResponseReturnValue:
    """Several workers into the circles of several people."""
    mine = {str(person.id): person for person in _mine()}
    team = {str(user.id): user for user in workers(mine.values())}
    form = BringInForm().offer(team.values(), mine.values())
    listed = MustNotKnow.of(mine.values())
    if not form.was_sent():
        return _page(form, listed)
    chosen, into = [team[id] for id in form.workers.data or ()], [mine[id] for id in form.people.data or ()]
    if form.is_warned_off((one for one in listed if one.person in into), *(worker.name for worker in chosen)):
        return _page(form, listed)
    began = bring_in(into, chosen, author("circles.create"), form.id.data)
    new = ngettext("Saved. One new place in a circle.", "Saved. %(num)s new places in circles.", began)
    flash(new if began else _("Nothing was changed: they all belong there already."), "saved")
    return redirect(url_for("people.bring_workers_in"), 303)


def _page(form: Form, listed: list[MustNotKnow]) -> ResponseReturnValue:
    return respond("people/bring_in.html", status=form.status, form=form, listed=listed)
