"""Choosing a new password by a link: opening it changes nothing, pressing the button does."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import needs
from carelog.accounts.password_reset import PasswordReset
from carelog.htmx import respond
from carelog.people.joining import NoLongerOpen
from carelog.people.joining_forms import NewPasswordForm
from carelog.people.pages import people, secret_keys
from carelog.people.resetting import RESETS, choose_password


@people.route("/new-password/<token>", methods=["GET", "POST"])
@needs("password_reset.use")
def use_password_reset(token: str) -> ResponseReturnValue:
    """Opening the link changes nothing; pressing the button sets the new password."""
    reset = PasswordReset.behind(token, secret_keys()) or abort(410)
    form = NewPasswordForm()
    if not form.was_sent():
        if not RESETS.stands(reset):
            abort(410)
        return respond("people/choose_password.html", status=form.status, form=form, user=reset.user)
    try:
        choose_password(reset, form.new.data)
    except NoLongerOpen:
        if not form.was_kept_before(PasswordReset.get_by_id(reset.id)):
            abort(410)
    flash(_("Your new password is kept. Sign in with it."), "saved")
    return redirect(url_for("accounts.sign_in"), 303)
