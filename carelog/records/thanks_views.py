"""Thanks: saying them, those of one person's record, and those for me."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog import clock
from carelog.access import TEAM, access, author, may, needs
from carelog.htmx import receipted, respond
from carelog.people.pages import asked_page, is_self
from carelog.people.person import Person
from carelog.records.pages import records
from carelog.records.thanks import NobodyThere, Thanks, ThanksPage, whom_to_thank
from carelog.records.thanks_forms import ThanksForm
from carelog.records.thanks_wording import thanked

records.add_app_template_filter(thanked)


@records.get("/people/<row:person_id>/thanks")
@needs("thanks.read")
def thanks(person: Person) -> ResponseReturnValue:
    """What was said around this person; family and friends read their own."""
    only = None if access().around(person) & TEAM else current_user.user.id
    shown = ThanksPage.of(person, asked_page(), names=may("circle.read", person), only=only)
    page = "records/own_thanks.html" if is_self(person) else "records/thanks.html"
    return respond(page, person=person, shown=shown)


@records.get("/people/<row:person_id>/thanks/new")
@needs("thanks.create")
def new_thanks(person: Person) -> ResponseReturnValue:
    """Who, and what for?"""
    return _form_page(person, _form(person))


@records.post("/people/<row:person_id>/thanks")
@needs("thanks.create")
def create_thanks(person: Person) -> ResponseReturnValue:
    """Write it down; whoever it is for finds it on their own page."""
    form, by = _form(person), author("thanks.create", person)
    if not form.validate():
        return _form_page(person, form)
    try:
        event = Thanks.record(person, by, str(form.words.data), **form.whom, id=form.id.data)
    except NobodyThere:  # they left at this moment
        form.refuse(_("Somebody here does not belong any more. Choose again."), "to")
        return _form_page(person, form)
    flash(_("Saved: they can read it now."), "saved")
    return receipted(redirect(url_for("records.thanks", person_id=person.id), 303), event)


@records.get("/thanks")
@needs("my_thanks.read")
def my_thanks() -> ResponseReturnValue:
    """What people around those whom I know thanked me for."""
    people = {person.id: person for person in Person.visible_to(current_user.user)}
    names = {number: may("circle.read", person) for number, person in people.items()}
    return respond("records/my_thanks.html", shown=ThanksPage.to_user(current_user.user, asked_page(), people, names))


def _form(person: Person) -> ThanksForm:
    """With the circle by name, for who may know it."""
    people = whom_to_thank(person, current_user.user.id) if may("circle.read", person) else None
    return ThanksForm().offer(person, people, clock.living_day(person.team.tz), own=is_self(person))


def _form_page(person: Person, form: ThanksForm) -> ResponseReturnValue:
    page = "records/own_thanks_new.html" if is_self(person) else "records/thanks_new.html"
    return respond(page, status=form.status, person=person, form=form)
