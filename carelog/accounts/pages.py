"""The blueprint of this room. Its routes stand in one file for each noun, gathered in views.py."""

from flask import Blueprint, redirect, session, url_for
from flask.typing import ResponseReturnValue

from carelog.access import Access
from carelog.accounts import wording
from carelog.accounts.signing_in import sign_in
from carelog.accounts.user import User

accounts = Blueprint("accounts", __name__)
accounts.add_app_template_filter(wording.by_whom)
accounts.add_app_template_filter(wording.moment)
accounts.add_app_template_filter(wording.what_became)


def signed_in(user: User, kind: str, where: str | None = None, *, proven: bool = True) -> ResponseReturnValue:
    """Open a session on this device, and go on. `proven`: by the password."""
    sign_in(user, kind, has_own_week=Access.of(user).has_own_week, proven=proven)
    return redirect(where or url_for("home.index"), 303)


def next_page() -> str | None:
    """The page that asked for signing in, if it is one of ours."""
    where = str(session.get("next") or "")
    printable = where.isprintable() and "\\" not in where
    local = where.startswith("/") and not where.startswith("//")
    return where if printable and local else None
