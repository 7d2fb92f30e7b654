"""Signing in and out, and My account: devices and password."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import Access, author, needs
from carelog.accounts.forms import KINDS, ContinueForm, PasswordForm, SignInForm, TryForm
from carelog.accounts.password_try import TooSoon, WrongPassword, proven, replace_password
from carelog.accounts.session import Session
from carelog.accounts.sign_in_link import SignInLink
from carelog.accounts.signing_in import known_device_token
from carelog.accounts.signing_in import sign_in as open_session
from carelog.accounts.signing_in import sign_out as end_session
from carelog.accounts.user import User
from carelog.forms import Form
from carelog.htmx import respond

accounts = Blueprint("accounts", __name__)


@accounts.route("/sign-in", methods=["GET", "POST"])
@needs("sign_in.create")
def sign_in() -> ResponseReturnValue:
    """With user name and password."""
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(url_for("home.index"))
    form, user = SignInForm(), None
    if form.was_sent():
        wrong = _("That user name and password do not go together.")
        user = prove(form, form.username.data, form.password.data, wrong)
    if user is None:
        return shown("accounts/sign_in.html", form)
    return signed_in(user, form.kind.data, next_page())


@accounts.post("/sign-out")
@needs("sign_out.create")
def sign_out() -> ResponseReturnValue:
    """End this device's session, on the server too."""
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
    form = ContinueForm()
    if not form.was_sent():
        return shown("accounts/sign_in_link.html", form, user=link.user)
    if not link.use():
        abort(410)
    return signed_in(link.user, form.kind.data)


@accounts.get("/account")
@needs("account.write")
def account() -> ResponseReturnValue:
    """Who I am here, where I am signed in, and a new password."""
    return shown("accounts/account.html", PasswordForm.of(current_user.user), **_mine())


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
    if not form.was_sent() or not _old_password_is_right(form):
        return shown("accounts/account.html", form, **_mine())
    replace_password(current_user.user, form.new.data, current_user.session, author("account.write"))
    flash(_("Your password is changed. Your other devices are signed out."), "saved")
    return redirect(url_for("accounts.account"), 303)


def prove(form: TryForm, username: str, password: str, wrong: str, field: str | None = None) -> User | None:
    """The user whose password this is; if it is not, the form says what is wrong, or how long to wait."""
    try:
        return proven(username, password, request.remote_addr, known_device_token())
    except TooSoon as problem:
        form.too_soon(problem.seconds)
    except WrongPassword:
        form.refuse(wrong, field)
    return None


def shown(page: str, form: Form, **values: Any) -> Response:
    """A page with its form; when somebody has to wait, browsers and proxies are told too."""
    response = respond(page, status=form.status, form=form, **values)
    if isinstance(form, TryForm) and form.wait:
        response.headers["Retry-After"] = str(form.wait)
    return response


def signed_in(user: User, kind: str, where: str | None = None) -> ResponseReturnValue:
    """Open a session on this device, and go on."""
    open_session(user, kind, has_own_week=Access.of(user).has_own_week)
    return redirect(where or url_for("home.index"), 303)


def next_page() -> str | None:
    """The page that asked for signing in, if it is one of ours."""
    where = str(session.get("next") or "")
    printable = where.isprintable() and "\\" not in where
    local = where.startswith("/") and not where.startswith("//")
    return where if printable and local else None


def _old_password_is_right(form: PasswordForm) -> bool:
    """Somebody who never chose a password has nothing to prove."""
    user = current_user.user
    if user.password is None:
        return True
    return prove(form, user.username, form.old.data, _("That is not your password until now."), "old") is not None


def _mine() -> dict[str, Any]:
    return {
        "user": current_user.user,
        "devices": Session.of(current_user.user),
        "here": current_user.session,
        "kinds": KINDS,
    }
