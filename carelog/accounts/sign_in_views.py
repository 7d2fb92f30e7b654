"""Signing in and out."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import needs
from carelog.accounts.forms import ContinueForm, SignInForm
from carelog.accounts.pages import accounts, next_page, signed_in
from carelog.accounts.sign_in_link import SignInLink
from carelog.accounts.signing_in import sign_out as end_session
from carelog.htmx import respond


@accounts.route("/sign-in", methods=["GET", "POST"])
@needs("sign_in.create")
def sign_in() -> ResponseReturnValue:
    """With user name and password."""
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(url_for("home.index"))
    form, user = SignInForm(), None
    if form.was_sent():
        wrong = _("That user name and password do not go together.")
        user = form.try_password(form.username.data, form.password.data, wrong)
    if user is None:
        return respond("accounts/sign_in.html", status=form.status, form=form)
    return signed_in(user, form.kind.data, next_page())


@accounts.post("/sign-out")
@needs("sign_out.create")
def sign_out() -> ResponseReturnValue:
    """End this device's session, on the server too.

    `owed`: the name of one that was ended on the phone while it had no signal; it may be another one by now.
    """
    owed = request.form.get("owed")
    if owed is not None:
        if current_user.is_authenticated and current_user.session.handle == owed:
            end_session()
        return ""
    end_session()
    flash(_("You are signed out."), "saved")
    return redirect(url_for("accounts.sign_in"), 303)


@accounts.route("/sign-in/<token>", methods=["GET", "POST"])
@needs("sign_in.create")
def sign_in_link(token: str) -> ResponseReturnValue:
    """Opening the link shows whom it is for; only pressing the button uses it up."""
    link = SignInLink.open(token)
    if link is None:
        abort(410)
    form = ContinueForm.of(link)
    if not form.was_sent():
        return respond("accounts/sign_in_link.html", status=form.status, form=form, user=link.user)
    if not link.use():
        abort(410)
    return signed_in(link.user, link.kind or form.kind.data, proven=False)
