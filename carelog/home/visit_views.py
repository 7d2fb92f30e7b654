"""The visit: how to be with this person, what was left for me, what is due, and what can be written down."""

from datetime import datetime

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from carelog.access import Look, access, author, needs
from carelog.errors import Refused
from carelog.home.missed_visit_forms import OpenThingsForm, tick
from carelog.home.visit import Visit
from carelog.home.worker_today import PersonToday, today_of
from carelog.htmx import done, receipted_together, respond
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.chance import Key
from carelog.records.log_views import log_form, log_reader
from carelog.records.mark import IT_HAPPENED, Mark
from carelog.records.pages import understood
from carelog.reviews.talked_about import month_to_write_for

visits = Blueprint("visits", __name__)
visits.add_app_template_filter(tick)


@visits.get("/people/<row:person_id>/visit")
@needs("visit.read", shows="week")
def show(person: Person) -> ResponseReturnValue:
    """Everything that a visit needs, on one page."""
    Look.note(access(), "contact", author("contact.read", person).role, [person])
    visit = Visit.of(person, access().labels(person), log_reader(person))
    form = log_form(person, back=url_for("visits.show", person_id=person.id))
    return respond("home/visit.html", person=person, visit=visit, today=visit.today, log_form=form, just=(),
                   talk=month_to_write_for(person))  # fmt: skip


@visits.post("/people/<row:person_id>/visits")
@needs("visit.create", shows="week")
def create(person: Person) -> ResponseReturnValue:
    """What this part of the day is for all happened: one record of each."""
    today, form = _today(person, author("visit.create", person).wrote_at), OpenThingsForm()
    listed = (*today.due, *today.done)  # what was written down meanwhile as well: a second press of the same form
    form.allow(listed)
    if not form.validate():
        raise Refused(_("We could not read that. Open the page again and try once more."))
    keys, events = form.chosen(listed), list[Event]()
    with understood():
        events = Mark.record_all(
            person, keys, author("visit.create", person), labels=access().labels(person),
            account=IT_HAPPENED, id=form.id.data,
        )  # fmt: skip
    return receipted_together(_kept(person, keys), form.id.data, events)


def _kept(person: Person, keys: list[Key]) -> BaseResponse:
    """What was pressed stands where it stood, each with Undo; below it what is still open."""
    today = _today(person)
    just = [row for row in today.done if row.key in keys]
    return done(url_for("visits.show", person_id=person.id), "home/_now.html", person=person, today=today, just=just)


def _today(person: Person, at: datetime | None = None) -> PersonToday:
    """Their day now, or as it was when a record was written that arrives only now."""
    return today_of(person, access().labels(person), at)
