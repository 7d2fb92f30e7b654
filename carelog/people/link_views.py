"""Links on the screen: what became of one, its address for whom it is, and agreeing to one where it takes two."""

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from carelog.accounts.invitation import Invitation
from carelog.accounts.link import Link
from carelog.accounts.proof_forms import ProofForm, ProvenForm
from carelog.errors import Refused
from carelog.htmx import respond
from carelog.journal import Author
from carelog.people.inviting import INVITATIONS, takes_two
from carelog.people.person import Person
from carelog.people.qr import qr_code
from carelog.people.second import ALink, Rule, agree, may_agree
from carelog.settings import Settings


def agreeing(
    rule: Rule[ALink], link: ALink, author: Author, page: Callable[[ProvenForm], Response], where: str
) -> ResponseReturnValue:
    """Be the second person; where nothing waits any more, the page says what became of it."""
    form = ProvenForm()
    if not rule.waits(link):
        return redirect(where, 303)
    if not may_agree(current_user.user, link):
        raise Refused(_("It takes a second person: somebody else has to agree."))
    if not form.was_sent():
        return page(form)
    if agree(link, author):
        flash(_("You agreed. Now the link works."), "saved")
    return redirect(where, 303)


def invitation_page(
    invitation: Invitation, person: Person | None, where: str, form: ProvenForm | None = None
) -> Response:
    """Its link is for whoever invites here; where it takes two, for those two."""
    mine = not takes_two(invitation) or made_or_agreed(invitation)
    return link_page(
        "people/invitation.html", INVITATIONS, invitation, form or ProvenForm(), where,
        mine=mine, invitation=invitation, person=person,
    )  # fmt: skip


def link_page(
    template: str, rule: Rule[ALink], link: ALink, form: ProvenForm, where: str, *, mine: bool, **names: Any
) -> Response:
    """What became of it; its address, which lets somebody in, only for whoever has just shown who they are."""
    shown = _address(link) if mine and rule.stands(link) and current_user.session.is_proven else ""
    return respond(
        template,
        status=form.status,
        form=form,
        holds=rule.holds(link),
        lacks_second=rule.lacks_second(link),
        may_agree=may_agree(current_user.user, link),
        mine=mine,
        link=shown,
        code=shown and qr_code(shown),
        proof=ProofForm(posted=False, back=where),
        **names,
    )


def made_or_agreed(link: Link) -> bool:
    """Who is signed in made it, or is its second."""
    return current_user.user.id in (link.made_by_id, link.agreed_by_id)


def _address(link: Link) -> str:
    settings: Settings = current_app.config["SETTINGS"]
    opens = "people.accept" if isinstance(link, Invitation) else "people.use_password_reset"
    return settings.url + url_for(opens, token=link.token(settings.secret_keys))
