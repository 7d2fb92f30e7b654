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
from carelog.people.inviting import INVITATIONS, self_takes_two, stopped_lately
from carelog.people.link_views import agreeing, invitation_page
from carelog.people.must_not_know import MustNotKnow
from carelog.people.pages import people
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
    if form.errors or form.is_warned_off(MustNotKnow.of([person]), form.name.data, form.relation.data):
        return _circle_page(person, form)
    made = Invitation.make(
        form.name.data, form.role.data, author("circle.invite", person),
        person_id=person.id, relation=form.relation.data, id=form.id.data,
    )  # fmt: skip
    return redirect(_where(made), 303)


@people.get("/people/<row:person_id>/invitations/<row:invitation_id>")
@needs("circle.invite")
def invitation(person: Person, invitation_id: int) -> ResponseReturnValue:
    """The link, as words and as a code to photograph; where it takes two, what waits for the second."""
    asked = _invitation(person, invitation_id)
    return invitation_page(asked, person, _where(asked))


@people.post("/people/<row:person_id>/invitations/<row:invitation_id>/agreement")
@needs("circle.invite")
def agree_to_invitation(person: Person, invitation_id: int) -> ResponseReturnValue:
    """Be the second person for somebody who is to sign in as the person."""
    asked = _invitation(person, invitation_id)
    where, by = _where(asked), author("circle.invite", person)
    return agreeing(INVITATIONS, asked, by, lambda form: invitation_page(asked, person, where, form), where)


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
    found = Invitation.told_with_names().where(mine).first()
    if found is None:
        abort(404)
    return found


def _where(invitation: Invitation) -> str:
    return url_for("people.invitation", person_id=invitation.person_id, invitation_id=invitation.id)


def _circle_page(person: Person, form: InvitationForm) -> ResponseReturnValue:
    inviting, members = may("circle.invite", person), Membership.around(person)
    signs_in = any(member.role == SELF for member in members)
    values: dict[str, Any] = {
        "person": person,
        "members": members,
        "invitations": list(Invitation.open_ones().where(Invitation.person_id == person.id)) if inviting else [],
        "stopped": stopped_lately(person) if inviting else [],
        "listed": MustNotKnow.of([person]) if inviting else [],
        "self_takes_two": inviting and not signs_in and self_takes_two(person.id),
        "form": form,
    }
    return respond("people/circle.html", status=form.status, **values)
