"""Something good that was in no plan."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog import clock
from carelog.access import author, needs
from carelog.htmx import back, came_from, done, receipted, respond
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.records.extra import Extra
from carelog.records.extra_forms import ExtraForm
from carelog.records.mark import NotYet
from carelog.records.pages import records, taken_back
from carelog.web import asked_day


@records.get("/people/<row:person_id>/extras/new")
@needs("extra.create", shows="week")
def extra(person: Person) -> ResponseReturnValue:
    """What was it?"""
    day = asked_day(clock.living_day(person.team.tz))
    return _form_page(person, ExtraForm(day=day, back=came_from()))


@records.post("/people/<row:person_id>/extras")
@needs("extra.create")
def create_extra(person: Person) -> ResponseReturnValue:
    """Write it down."""
    form, event = ExtraForm(), None
    if form.validate():
        try:
            event = Extra.record(
                person, form.day.data, form.title.data, author("extra.create", person), note=form.note.data,
                id=form.id.data,
            )  # fmt: skip
        except NotYet:
            form.refuse(_("That day has not come yet."), "day")
    if event is None:
        return _form_page(person, form)
    flash(_("Saved."), "saved")
    where = url_for("records.day", person_id=person.id, day=form.day.data.isoformat())
    return receipted(redirect(back(where, sent=form.back.data or where), 303), event)


@records.post("/people/<row:person_id>/extras/withdrawals")
@needs("extra.create")
def create_extra_withdrawal(person: Person) -> ResponseReturnValue:
    """Undo: take one's own back."""
    form, event = taken_back(person, Extra.withdraw, "extra.create", of_chance=False)
    flash(_("Taken back."), "saved")
    return receipted(done(back(url_for("records.day", person_id=person.id), sent=form.back.data)), event)


def _form_page(person: Person, form: ExtraForm) -> ResponseReturnValue:
    page = "records/own_extra.html" if is_self(person) else "records/extra.html"
    return respond(page, status=form.status, person=person, form=form)
