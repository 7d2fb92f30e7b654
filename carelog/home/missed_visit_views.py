"""A visit that could not be done: one reason for what was left open, and nothing half written."""

from datetime import datetime

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import access, author, needs
from carelog.home.missed_visit_forms import MissedVisitForm
from carelog.home.worker_today import PersonToday, today_of
from carelog.htmx import came_from, our_page, receipted_together, respond
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.mark import Mark
from carelog.records.pages import understood

missed_visits = Blueprint("missed_visits", __name__)


@missed_visits.get("/people/<row:person_id>/missed-visits/new")
@needs("missed_visit.create", shows="week")
def new(person: Person) -> ResponseReturnValue:
    """What is open in this part of the day; and what was written down as not done, with Undo."""
    return _page(person, MissedVisitForm(back=our_page(request.args.get("back")) or came_from()))


@missed_visits.post("/people/<row:person_id>/missed-visits")
@needs("missed_visit.create", shows="week")
def create(person: Person) -> ResponseReturnValue:
    """Write the same of each thing that was ticked."""
    today, form = _today(person, author("missed_visit.create", person).wrote_at), MissedVisitForm()
    listed = (*today.due, *today.done)  # what was written down meanwhile as well: a second press of the same form
    form.offer(listed, today.part, sent=True)
    if not form.validate():
        return _page(person, form, today)
    events: list[Event] = []
    with understood(form):
        events = Mark.record_all(
            person, form.chosen(listed), author("missed_visit.create", person), labels=access().labels(person),
            account=form.account(), id=form.id.data,
        )  # fmt: skip
    if form.errors:
        return _page(person, form, today)
    flash(_("Saved."), "saved")
    here = url_for("missed_visits.new", person_id=person.id, back=form.back.data or None)
    return receipted_together(redirect(here, 303), form.id.data, events)


def _today(person: Person, at: datetime | None = None) -> PersonToday:
    """Their day now, or as it was when a record was written that arrives only now."""
    return today_of(person, access().labels(person), at)


def _page(person: Person, form: MissedVisitForm, seen: PersonToday | None = None) -> ResponseReturnValue:
    today = seen or _today(person)
    form.offer(today.due, today.part, sent=seen is not None)
    mine = today.not_done_by(current_user.user.id)
    return respond("home/missed_visit.html", status=form.status, person=person, today=today, form=form, mine=mine)
