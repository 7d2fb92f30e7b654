"""Handing the phone over: who is here, what is asked; from then on it shows the person's questions and nothing else."""

from collections.abc import Sequence

from flask import Blueprint, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from carelog.access import access, author, may, needs
from carelog.accounts.handing_over import hand_over
from carelog.home.answer_forms import HandingOverForm
from carelog.home.asking import Askable, askable, is_askable
from carelog.htmx import UNDO, respond
from carelog.people.person import Person

handing_over = Blueprint("handing_over", __name__)


@handing_over.get("/people/<row:person_id>/handing-over")
@needs("handing_over.create", shows="week")
def new(person: Person) -> ResponseReturnValue:
    """What can be asked now, if anything. Without a PIN nobody could take the phone back, so that is chosen first."""
    found = askable(person, access().labels(person))
    if found and current_user.user.pin is None:
        return _to_the_pin(person)
    return _page(person, HandingOverForm(present=current_user.name), found)


@handing_over.post("/people/<row:person_id>/handing-over")
@needs("handing_over.create", shows="week")
def create(person: Person) -> ResponseReturnValue:
    """The phone is theirs."""
    if current_user.user.pin is None:
        return _to_the_pin(person)
    form, found = HandingOverForm(), askable(person, access().labels(person))
    form.offer(found, sent=True)
    if not form.validate():
        return _page(person, form, found)
    things = [thing.packed() for thing in form.chosen(found)]
    told = author("handing_over.create", person)
    hand_over(current_user.session, person.id, form.present.data, things, told, id=form.id.data)
    for news in ("_flashes", UNDO):  # what was to be said to whoever hands it over
        session.pop(news, None)
    session["handed"] = form.id.data  # a browser that keeps pages for Back lets go of them when the cookie changes
    return redirect(url_for("answers.show"), 303)


@handing_over.app_template_global()
def asked_on_a_phone(person: Person, about: str) -> bool:
    """Handing the phone over would ask about that choice or move."""
    return may("handing_over.create", person) and is_askable(person, about, access().labels(person))


def _to_the_pin(person: Person) -> ResponseReturnValue:
    here = url_for("handing_over.new", person_id=person.id)
    return redirect(url_for("accounts.pin", back=here), 303)


def _page(person: Person, form: HandingOverForm, found: Sequence[Askable]) -> ResponseReturnValue:
    form.offer(found, sent=form.things.raw_data is not None)
    return respond("home/handing_over.html", status=form.status, person=person, form=form, found=found)
