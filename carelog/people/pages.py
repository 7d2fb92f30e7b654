"""The blueprint of this room. Its routes stand in one file for each noun, gathered in views.py."""

from flask import Blueprint, current_app, request, url_for

from carelog.accounts.invitation import Invitation
from carelog.people import wording
from carelog.settings import Settings
from carelog.web import LARGEST_ID

people = Blueprint("people", __name__)
people.add_app_template_filter(wording.looked_at)
people.add_app_template_filter(wording.role_words)


@people.app_template_filter()
def dialled(phone: str) -> str:
    """What a phone dials of a number that people wrote."""
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")


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
