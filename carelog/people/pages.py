"""The blueprint of this room. Its routes stand in one file for each noun, gathered in views.py."""

import re

from flask import Blueprint, current_app, request
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import access, may
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.people import wording
from carelog.people.circle import SELF, WORKER
from carelog.people.person import Person
from carelog.settings import Settings
from carelog.web import LARGEST_ID

NUMBER = re.compile(r"\+?\d[\d ()-]{4,18}\d")  # from six digits up, written as people write them

people = Blueprint("people", __name__)
for helper in wording.FILTERS:
    people.add_app_template_filter(helper)


@people.app_template_filter()
def dialled(phone: str) -> str:
    """What a phone dials of a number that people wrote."""
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")


@people.app_template_filter()
def numbers(words: str) -> list[str]:
    """The phone numbers in what people wrote, for calling with one tap."""
    return NUMBER.findall(words)


@people.app_template_global()
def is_self(person: Person) -> bool:
    """The reader is the person whose week it is."""
    return SELF in access().around(person)


def for_themselves() -> bool:
    """The reader has a week of their own here, and works for nobody: what lists something of theirs is their screen."""
    return access().has_own_week and not access().anywhere() & {WORKER, COORDINATOR, MANAGER}


@people.app_template_global()
def knows_names(person: Person) -> bool:
    """The reader may know who is who in the circle, those who have left it too. Who may not reads "Somebody"."""
    return may("circle.read", person)


@people.app_template_global()
def called(person: Person, user_id: int | None, name: str, is_person: bool = False) -> str:
    """What the reader reads for whoever wrote something around this person; `is_person`: they are that person."""
    if user_id == current_user.user.id and (knows_names(person) or not is_person):
        return str(_("You"))
    return named(person, user_id, name, is_person)


@people.app_template_global("called_by_name")
def named(person: Person, user_id: int | None, name: str, is_person: bool = False) -> str:
    """The same within a sentence, and on what is taken along: others read it too, so nobody is “You” there."""
    theirs = name if knows_names(person) or user_id == current_user.user.id else ""
    if is_person:
        return (knows_names(person) and name) or person.name
    return theirs or str(_("Somebody"))


def asked_page() -> int:
    """Which page of a long list the address asks for, from 1."""
    return min(max(request.args.get("page", 1, type=int), 1), LARGEST_ID // 1000)


def secret_keys() -> tuple[str, ...]:
    """What invitations' links are signed with."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.secret_keys
