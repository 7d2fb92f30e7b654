"""Accepting an invitation: opening the link changes nothing, pressing the button does."""

from flask import abort, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from carelog import journal
from carelog.access import Access, needs
from carelog.accounts.invitation import Invitation
from carelog.accounts.password_try import TooSoon, WrongPassword, proven
from carelog.accounts.signing_in import known_device_token, sign_in
from carelog.accounts.user import User, spelled
from carelog.errors import Refused
from carelog.htmx import respond
from carelog.people.circle import AlreadyBelongs
from carelog.people.inviting import INVITATIONS
from carelog.people.joining import NoLongerOpen, NotTogether, OwnInvitation, UsernameTaken, join, join_as_new
from carelog.people.joining_forms import JoinForm
from carelog.people.pages import people, secret_keys
from carelog.people.person import Person

WHY_NOT = {
    AlreadyBelongs: _l(
        "You belong to this circle already, or somebody else signs in as this person. Ask who invited you."
    ),
    OwnInvitation: _l("You made this invitation, so you do not accept it yourself. Give the link to whom it is for."),
    NotTogether: _l(
        "Who signs in as the person does not also work here, and who works here does not sign in as the person. "
        "Ask who invited you."
    ),
}


@people.route("/invitations/<token>", methods=["GET", "POST"])
@needs("invitation.accept")
def accept(token: str) -> ResponseReturnValue:
    """Join a circle or the staff, as who one is already or as somebody new."""
    invitation = Invitation.behind(token, secret_keys()) or abort(410)
    if not INVITATIONS.stands(invitation):
        return _used_before(invitation)
    if request.method == "GET":
        session["next"] = request.path  # for those who sign in first
        return _page(invitation, JoinForm(name=invitation.name))
    try:
        return _join_as_me(invitation) if _as_me() else _join_as_new(invitation, JoinForm())
    except NoLongerOpen:
        return _used_before(Invitation.get_by_id(invitation.id))
    except (AlreadyBelongs, OwnInvitation, NotTogether) as why_not:
        raise Refused(str(WHY_NOT[type(why_not)])) from None


def _as_me() -> bool:
    return current_user.is_authenticated and "username" not in request.form


def _join_as_me(invitation: Invitation) -> ResponseReturnValue:
    me = current_user.user
    join(invitation, me, journal.Author(me.id, invitation.role, current_user.session.id, me.language))
    return _welcome()


def _join_as_new(invitation: Invitation, form: JoinForm) -> ResponseReturnValue:
    if not form.was_sent():
        return _page(invitation, form)
    try:
        user = join_as_new(invitation, form.username.data, form.name.data, form.password.data, get_locale().language)
    except UsernameTaken:
        if not Invitation.get_by_id(invitation.id).is_open:
            raise NoLongerOpen from None
        form.refuse(_("Somebody has that user name already. Choose another one."), "username")
        return _page(invitation, form)
    return _signed_in(user, form)


def _used_before(invitation: Invitation) -> ResponseReturnValue:
    """The same button pressed twice is no mistake; everybody else is told that the link is used or too old."""
    user, form = invitation.accepted_by, JoinForm()
    if user is None:
        abort(410)
    if _as_me() and user == current_user.user:
        return redirect(url_for("home.index"), 303)
    if not form.was_sent() or spelled(form.username.data) != user.username or not _proven(form):
        abort(410)
    return _signed_in(user, form)


def _proven(form: JoinForm) -> bool:
    try:
        proven(form.username.data, form.password.data, request.remote_addr, known_device_token())
    except (TooSoon, WrongPassword):
        return False
    return True


def _signed_in(user: User, form: JoinForm) -> ResponseReturnValue:
    sign_in(user, form.kind.data, has_own_week=Access.of(user).has_own_week)
    return _welcome()


def _welcome() -> ResponseReturnValue:
    session.pop("next", None)
    flash(_("Welcome. You belong here now."), "saved")
    return redirect(url_for("home.index"), 303)


def _page(invitation: Invitation, form: JoinForm) -> ResponseReturnValue:
    """Whoever has the link may read the name of the person it is about: they were asked in."""
    person = Person.get_or_none(Person.id == invitation.person_id) if invitation.person_id else None
    return respond("people/accept.html", status=form.status, invitation=invitation, person=person, form=form)
