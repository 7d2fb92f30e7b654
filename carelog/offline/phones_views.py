"""The phones of a team: which have been silent, and ending one that is lost."""

from collections.abc import Collection

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import access, author, needs
from carelog.accounts.forms import KINDS
from carelog.htmx import respond
from carelog.offline.pages import offline
from carelog.offline.phones import Phone


@offline.get("/phones")
@needs("phones.read")
def phones() -> ResponseReturnValue:
    """When each was last heard from, and what waited on it then."""
    return respond("offline/phones.html", phones=Phone.all_of(_teams()), kinds=KINDS)


@offline.post("/phones/<row:session_id>/ending")
@needs("phones.end")
def end_phone(session_id: int) -> ResponseReturnValue:
    """Sign one of them out, whoever has it in their hand."""
    session = Phone.to_end(session_id, _teams())
    if session is None:
        abort(404)
    session.end(author("phones.end"))
    flash(_("%(device)s of %(name)s is signed out.", device=session.device, name=session.user.name), "saved")
    return redirect(url_for("offline.phones"), 303)


def _teams() -> Collection[int] | None:
    """The teams whose phones this user sees: the ones they coordinate; a manager every one."""
    return None if access().managers else access().teams
