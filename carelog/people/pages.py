"""The blueprint of this room. Its routes stand in one file for each noun, gathered in views.py."""

import re

from flask import Blueprint, Response, current_app, request, url_for
from flask_login import current_user

from carelog.accounts.invitation import Invitation
from carelog.accounts.proof_forms import ProofForm
from carelog.htmx import respond
from carelog.people import wording
from carelog.people.person import Person
from carelog.people.qr import qr_code
from carelog.settings import Settings
from carelog.web import LARGEST_ID

NUMBER = re.compile(r"\+?\d[\d ()-]{4,18}\d")  # from six digits up, written as people write them

people = Blueprint("people", __name__)
people.add_app_template_filter(wording.looked_at)
people.add_app_template_filter(wording.role_words)
people.add_app_template_filter(wording.written_down)


@people.app_template_filter()
def dialled(phone: str) -> str:
    """What a phone dials of a number that people wrote."""
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")


@people.app_template_filter()
def numbers(words: str) -> list[str]:
    """The phone numbers in what people wrote, for calling with one tap."""
    return NUMBER.findall(words)


def asked_page() -> int:
    """Which page of a long list the address asks for, from 1."""
    return min(max(request.args.get("page", 1, type=int), 1), LARGEST_ID // 1000)


def secret_keys() -> tuple[str, ...]:
    """What invitations' links are signed with."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.secret_keys


def link_of(invitation: Invitation) -> str:
    """The whole address that is handed over."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.url + url_for("people.accept", token=invitation.token(settings.secret_keys))


def invitation_page(invitation: Invitation, person: Person | None) -> Response:
    """What became of an invitation; its link, which lets somebody in, only for whoever has just shown who they are."""
    link = link_of(invitation) if current_user.session.is_proven else ""
    return respond(
        "people/invitation.html",
        person=person,
        invitation=invitation,
        link=link,
        code=link and qr_code(link),
        proof=ProofForm(posted=False, back=request.path),
    )
