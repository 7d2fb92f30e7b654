"""Tell whoever comes next: a note on the visit until a day, and its undo."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog import clock
from carelog.access import author, needs
from carelog.htmx import back, came_from, done, receipted, respond
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.pages import records, taken_back
from carelog.records.visit_note import NotThatLong, VisitNote
from carelog.records.visit_note_forms import VisitNoteForm


@records.get("/people/<row:person_id>/visit-notes")
@needs("visit_note.read")
def visit_notes(person: Person) -> ResponseReturnValue:
    """What is to be told now, and a form for more."""
    return _page(person, VisitNoteForm.fresh(person, came_from()))


@records.post("/people/<row:person_id>/visit-notes")
@needs("visit_note.create")
def create_visit_note(person: Person) -> ResponseReturnValue:
    """Write it down."""
    form = VisitNoteForm()
    event = _recorded(person, form) if form.validate() else None
    if event is None:
        return _page(person, form)
    flash(_("Saved: whoever comes next reads it on the visit."), "saved")
    where = url_for("records.visit_notes", person_id=person.id)
    return receipted(redirect(back(where, sent=form.back.data or where), 303), event)


@records.post("/people/<row:person_id>/visit-notes/withdrawals")
@needs("visit_note.create")
def create_visit_note_withdrawal(person: Person) -> ResponseReturnValue:
    """Undo: take one's own back."""
    form, event = taken_back(person, VisitNote.withdraw, "visit_note.create", of_chance=False)
    flash(_("Taken back."), "saved")
    return receipted(done(back(url_for("records.visit_notes", person_id=person.id), sent=form.back.data)), event)


def _recorded(person: Person, form: VisitNoteForm) -> Event | None:
    """The event; None with what is wrong in the form."""
    note, until = form.note.data, form.until.data
    try:
        return VisitNote.record(person, note, until, author("visit_note.create", person), id=form.id.data)
    except NotThatLong:
        form.refuse(_("Choose a day from today on, fourteen days at most."), "until")
        return None


def _page(person: Person, form: VisitNoteForm) -> ResponseReturnValue:
    notes = VisitNote.standing(person, clock.living_day(person.team.tz))
    return respond("records/visit_notes.html", status=form.status, person=person, notes=notes, form=form)
