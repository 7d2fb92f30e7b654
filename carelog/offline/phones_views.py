"""The phones of a team: which have been silent, ending one that is lost, and seeing to what was lost on one."""

from collections.abc import Collection

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import access, author, needs
from carelog.accounts.forms import KINDS
from carelog.htmx import respond
from carelog.offline.emptied import settle
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
    phone = Phone.find(session_id, _teams())
    if phone is None or not phone.may_be_ended:
        abort(404)
    session = phone.session
    session.end(author("phones.end"))
    flash(_("%(device)s of %(name)s is signed out.", device=session.device, name=session.user.name), "saved")
    return redirect(url_for("offline.phones"), 303)


@offline.post("/phones/<row:session_id>/settlements")
@needs("phones.settle")
def settle_loss(session_id: int) -> ResponseReturnValue:
    """Somebody has asked for what was lost on it, as far as their page said: what was lost since stays.

    Pressed again, or about another team's phone, it changes nothing.
    """
    phone, seen = Phone.find(session_id, _teams()), request.form.get("seen", type=int)
    if phone is not None and seen is not None:
        settle(phone.session, author("phones.settle"), seen)
        flash(_("Settled."), "saved")
    return redirect(url_for("offline.phones"), 303)


def _teams() -> Collection[int] | None:
    """The teams whose phones this user sees: the ones they coordinate; a manager every one."""
    return None if access().managers else access().teams
