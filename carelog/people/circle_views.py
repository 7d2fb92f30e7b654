"""The circle: who belongs, inviting somebody, and ending."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import author, may, needs
from carelog.accounts.invitation import Invitation
from carelog.htmx import respond
from carelog.people.circle import ALLY, SELF, Membership
from carelog.people.forms import InvitationForm
from carelog.people.pages import invitation_page, people
from carelog.people.person import Person


@people.get("/people/<row:person_id>/circle")
@needs("circle.read")
def circle(person: Person) -> ResponseReturnValue:
    """Who belongs, as what, since when; and who is invited."""
    return _circle_page(person, InvitationForm())


@people.post("/people/<row:person_id>/invitations")
@needs("circle.invite")
def invite(person: Person) -> ResponseReturnValue:
    """Ask somebody in."""
    form = InvitationForm()
    good = form.was_sent()
    if good and form.role.data == SELF and Membership.has_self(person):
        form.refuse(_("The person signs in already. End that first."), "role")
    if form.errors:
        return _circle_page(person, form)
    made = Invitation.make(
        form.name.data, form.role.data, author("circle.invite", person),
        person_id=person.id, relation=form.relation.data, id=form.id.data,
    )  # fmt: skip
    return redirect(url_for("people.invitation", person_id=person.id, invitation_id=made.id), 303)


@people.get("/people/<row:person_id>/invitations/<row:invitation_id>")
@needs("circle.invite")
def invitation(person: Person, invitation_id: int) -> ResponseReturnValue:
    """The link, as words and as a code to photograph."""
    return invitation_page(_invitation(person, invitation_id), person)


@people.post("/people/<row:person_id>/invitations/<row:invitation_id>/withdrawal")
@needs("circle.invite")
def withdraw_invitation(person: Person, invitation_id: int) -> ResponseReturnValue:
    """Take an invitation back: its link stops working."""
    _invitation(person, invitation_id).withdraw(author("circle.invite", person))
    flash(_("The invitation is taken back. Its link does not work any more."), "saved")
    return redirect(url_for("people.circle", person_id=person.id), 303)


@people.post("/people/<row:person_id>/memberships/<row:membership_id>/ending")
@needs("circle.end_ally")
def end_membership(person: Person, membership_id: int) -> ResponseReturnValue:
    """Somebody does not belong any more, from now on. Only who may end a worker ends one."""
    membership = Membership.get_or_none((Membership.id == membership_id) & (Membership.person == person))
    if membership is None:
        abort(404)
    verb = "circle.end_ally" if membership.role == ALLY else "circle.end"
    membership.end(author(verb, person))
    flash(_("Ended. From now on they see nothing here."), "saved")
    return redirect(url_for("people.circle", person_id=person.id), 303)


def _invitation(person: Person, invitation_id: int) -> Invitation:
    mine = (Invitation.id == invitation_id) & (Invitation.person_id == person.id)
    found = Invitation.get_or_none(mine)
    if found is None:
        abort(404)
    return found


def _circle_page(person: Person, form: InvitationForm) -> ResponseReturnValue:
    inviting = may("circle.invite", person)
    values: dict[str, Any] = {
        "person": person,
        "members": Membership.around(person),
        "invitations": list(Invitation.open_ones().where(Invitation.person_id == person.id)) if inviting else [],
        "form": form,
    }
    return respond("people/circle.html", status=form.status, **values)
