"""A new password by a link: making one for somebody, agreeing to it, and taking it back."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from carelog.access import author, needs
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.proof_forms import ProvenForm
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.user import User
from carelog.errors import Refused
from carelog.htmx import respond
from carelog.people.circle import ALLY, Membership
from carelog.people.forms import PasswordResetForm
from carelog.people.link_views import agreeing, link_page, made_or_agreed
from carelog.people.pages import people
from carelog.people.person import Person
from carelog.people.resetting import RESETS, may_make, reset_password, takes_two
from carelog.people.second import may_see

AGREE = "password_reset.agree"


@people.route("/people/<row:person_id>/memberships/<row:membership_id>/password-reset", methods=["GET", "POST"])
@needs("password_reset.create")
def reset_members_password(person: Person, membership_id: int) -> ResponseReturnValue:
    """For somebody who belongs around this person."""
    member = Membership.standing().where((Membership.id == membership_id) & (Membership.person == person)).first()
    if member is None:
        abort(404)
    return _made("password_reset.create", member.user, person, member if member.role == ALLY else None)


@people.route("/staff/roles/<row:role_id>/password-reset", methods=["GET", "POST"])
@needs("staff.write")
def reset_staff_password(role_id: int) -> ResponseReturnValue:
    """For a coordinator or a manager."""
    role = StaffRole.standing().where(StaffRole.id == role_id).first()
    if role is None:
        abort(404)
    return _made("staff.write", role.user, None)


@people.get("/people/<row:person_id>/password-resets/<row:reset_id>")
@people.get("/staff/password-resets/<row:reset_id>")
@needs(AGREE)
def password_reset(reset_id: int, person: Person | None = None) -> ResponseReturnValue:
    """What became of it; the link, for whoever made it or agreed to it."""
    return _page(_reset(reset_id, person), person, ProvenForm())


@people.post("/people/<row:person_id>/password-resets/<row:reset_id>/agreement")
@people.post("/staff/password-resets/<row:reset_id>/agreement")
@needs(AGREE)
def agree_to_password_reset(reset_id: int, person: Person | None = None) -> ResponseReturnValue:
    """Be the second person; where nothing waits any more, the page says what became of it."""
    reset = _reset(reset_id, person)
    by = author(AGREE, person)
    return agreeing(RESETS, reset, by, lambda form: _page(reset, person, form), _where(reset))


@people.post("/people/<row:person_id>/password-resets/<row:reset_id>/withdrawal")
@people.post("/staff/password-resets/<row:reset_id>/withdrawal")
@needs(AGREE)
def withdraw_password_reset(reset_id: int, person: Person | None = None) -> ResponseReturnValue:
    """Take it back: its link stops working."""
    reset = _reset(reset_id, person)
    reset.withdraw(author(AGREE, person))
    flash(_("That link does not work any more."), "saved")
    return redirect(_where(reset), 303)


def _made(verb: str, user: User, person: Person | None, ally: Membership | None = None) -> ResponseReturnValue:
    if not may_make(current_user.user, user, None if person is None else person.id):
        raise Refused(_why_not(user))
    form = PasswordResetForm()
    if form.was_sent():
        return redirect(_where(reset_password(user, author(verb, person), person, form.id.data)), 303)
    values: dict[str, Any] = {
        "person": person,
        "ally": ally,
        "user": user,
        "takes_two": takes_two(user, current_user.user),
    }
    return respond("people/reset_password.html", status=form.status, form=form, **values)


def _why_not(user: User) -> str:
    if user == current_user.user:
        return _("You change your own password in My account.")
    return _("Ask a manager. For a manager’s own account: another manager, or whoever looks after carelog.")


def _reset(reset_id: int, person: Person | None) -> PasswordReset:
    """At its own address only, and for whom it is."""
    here = PasswordReset.person_id.is_null() if person is None else PasswordReset.person_id == person.id
    found = PasswordReset.told_with_names().where((PasswordReset.id == reset_id) & here).first()
    if found is None or not may_see(current_user.user, found):
        abort(404)
    return found


def _page(reset: PasswordReset, person: Person | None, form: ProvenForm) -> Response:
    mine = made_or_agreed(reset)
    return link_page(
        "people/password_reset.html", RESETS, reset, form, _where(reset), mine=mine, reset=reset, person=person
    )


def _where(reset: PasswordReset) -> str:
    return url_for("people.password_reset", person_id=reset.person_id, reset_id=reset.id)
