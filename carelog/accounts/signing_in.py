"""Signing in: what the browser holds, and how flask-login finds our own session by it."""

import secrets
from dataclasses import dataclass

from flask import Flask, Request, Response, abort, current_app, flash, g, request, session
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from itsdangerous import BadSignature

from carelog import journal
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.session import OFFICE, OWN_PHONE, OWN_TABLET, PasswordChanged, Session
from carelog.accounts.signed import signer
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.user import User
from carelog.accounts.wording import if_not_you
from carelog.settings import Settings

# flask-login's own cookie has no end on the server and stumbles over letters beyond ASCII: a name that none can have
UNHEARD_OF = "=;"
DEVICE_COOKIE = "carelog_device"
SIGNED_AS = "device"
DEVICE_COOKIE_AGE = 400 * 24 * 3600
BROWSERS = (("Edg/", "Edge"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
            ("CriOS", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip


@dataclass(slots=True, eq=False)
class SignedIn(UserMixin):
    """What flask-login carries: the user, and the device they are signed in on."""

    user: User
    session: Session
    token: str

    @property
    def name(self) -> str:
        """What we call them."""
        return self.user.name

    def get_id(self) -> str:
        """A random token that can be ended, never the user's number."""
        return self.token


def install(app: Flask) -> None:
    """Find the user of each request by the token in the signed cookie."""
    app.config["REMEMBER_COOKIE_NAME"] = UNHEARD_OF
    manager = LoginManager(app)
    manager.session_protection = None  # phones change address
    manager.user_loader(_load)

    @app.after_request
    def remember_device(response: Response) -> Response:
        if "new_device" in g:
            response.set_cookie(
                DEVICE_COOKIE, signer(_keys(), SIGNED_AS).dumps(g.new_device), max_age=DEVICE_COOKIE_AGE, httponly=True,
                samesite="Lax", secure=app.config["SESSION_COOKIE_SECURE"],
            )  # fmt: skip
        return response

    @app.after_request
    def say_how_long(response: Response) -> Response:
        if "password_wait" in g:
            response.headers["Retry-After"] = str(g.password_wait)
        return response


def sign_in(user: User, kind: str, *, has_own_week: bool = False, proven: bool = True) -> None:
    """Open a session for this browser and give it to flask-login; whoever was signed in here before is signed out.

    `proven`: by the password. Who did not set their password themselves is told.
    """
    sign_out()
    chosen = allowed_kind(user, kind, has_own_week=has_own_week)
    try:
        opened, token = Session.open(user, chosen, device_name(request), device_token(), proven=proven)
    except PasswordChanged:
        abort(401)
    session.permanent = chosen in (OWN_PHONE, OWN_TABLET)
    login_user(SignedIn(user, opened, token))
    for reset in PasswordReset.untold(user):
        flash(if_not_you(reset), "told")


def sign_out() -> None:
    """End this browser's session, here and in the database."""
    if current_user.is_authenticated:
        mine = current_user.session
        mine.end(journal.Author(mine.user.id, "user", mine.id, mine.user.language))
        logout_user()
    session.clear()


def allowed_kind(user: User, kind: str, *, has_own_week: bool) -> str:
    """Staff always get the short session; only the person themselves may have a tablet that stays signed in."""
    if StaffRole.of(user):
        return OFFICE
    return OWN_PHONE if kind == OWN_TABLET and not has_own_week else kind


def device_token() -> str:
    """This browser's own mark, made at the first need."""
    known = known_device_token()
    if known is None and "new_device" not in g:
        g.new_device = secrets.token_urlsafe(24)
    return known or str(g.new_device)


def renew_device() -> None:
    """Let this browser keep its mark for as long again, signed with the key of now: its writing key hangs on it."""
    known = known_device_token()
    if known is not None:
        g.new_device = known


def known_device_token() -> str | None:
    """This browser's mark, if it has one that we made."""
    try:
        return str(signer(_keys(), SIGNED_AS).loads(request.cookies.get(DEVICE_COOKIE, "")))
    except BadSignature:
        return None


def device_name(seen: Request) -> str:
    """What a person would call it: "Chrome on Android"; kept in the language in which they signed in."""
    agent = seen.user_agent.string
    browser = next((name for mark, name in BROWSERS if mark in agent), None) or _("A browser")
    system = next((name for mark, name in SYSTEMS if mark in agent), None) or _("a device")
    return _("%(browser)s on %(system)s", browser=browser, system=system)


def _load(token: str) -> SignedIn | None:
    found = Session.signed_in(token)
    return None if found is None else SignedIn(found.user, found, token)


def _keys() -> tuple[str, ...]:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.secret_keys
