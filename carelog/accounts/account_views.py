"""My account: devices, my password, and links with which it could be changed."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import author, needs
from carelog.accounts.forms import KINDS, PasswordForm
from carelog.accounts.pages import accounts
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.password_try import replace_password
from carelog.accounts.proof_forms import ProofForm
from carelog.accounts.session import Session
from carelog.accounts.sign_in_views import sign_out
from carelog.htmx import came_from, respond


@accounts.get("/account")
@needs("account.write")
def account() -> ResponseReturnValue:
    """Who I am here, where I am signed in, and a new password."""
    return _page(PasswordForm.of(current_user.user))


@accounts.post("/account/devices/<row:session_id>/sign-out")
@needs("account.write")
def end_device(session_id: int) -> ResponseReturnValue:
    """Sign one of my devices out."""
    device = Session.get_or_none((Session.id == session_id) & (Session.user == current_user.user))
    if device is None:
        abort(404)
    if device == current_user.session:
        return sign_out()
    device.end(author("account.write"))
    flash(_("%(device)s is signed out.", device=device.device), "saved")
    return redirect(url_for("accounts.account"), 303)


@accounts.post("/account/password")
@needs("account.write")
def change_password() -> ResponseReturnValue:
    """A new password ends every other session of mine."""
    form = PasswordForm.of(current_user.user)
    if not form.was_sent() or not _is_me(form):
        return _page(form)
    replace_password(current_user.user, form.new.data, current_user.session, author("account.write"))
    flash(_("Your password is changed. Your other devices are signed out."), "saved")
    return redirect(url_for("accounts.account"), 303)


@accounts.route("/account/proof", methods=["GET", "POST"])
@needs("account.write")
def prove() -> ResponseReturnValue:
    """Type my password again, then go back to what gives somebody more."""
    form = ProofForm(back=came_from())
    if not form.was_sent():
        return respond("accounts/proof.html", status=form.status, form=form)
    return redirect(form.back.data or url_for("accounts.account"), 303)


@accounts.post("/account/password-resets/<row:reset_id>/withdrawal")
@needs("account.write")
def withdraw_reset(reset_id: int) -> ResponseReturnValue:
    """I did not ask for that link: it stops working."""
    mine = (PasswordReset.id == reset_id) & (PasswordReset.user == current_user.user)
    reset = PasswordReset.get_or_none(mine)
    if reset is None:
        abort(404)
    reset.withdraw(author("account.write"))
    flash(_("That link does not work any more."), "saved")
    return redirect(url_for("accounts.account"), 303)


def _is_me(form: PasswordForm) -> bool:
    """By the password until now; who never chose one, by having signed in just now."""
    user = current_user.user
    if user.password is None:
        if not current_user.session.is_new:
            form.refuse(_("Sign out, and ask for a new link to sign in with. Then choose a password at once."))
        return current_user.session.is_new
    wrong = _("That is not your password until now.")
    return form.try_password(user.username, form.old.data, wrong, "old") is not None


def _page(form: PasswordForm) -> ResponseReturnValue:
    return respond(
        "accounts/account.html",
        status=form.status,
        form=form,
        user=current_user.user,
        devices=Session.of(current_user.user),
        here=current_user.session,
        kinds=KINDS,
        resets=PasswordReset.of(current_user.user),
    )
