"""Time away: when the person was or will be in hospital, on holiday, with family; changed and taken back."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog import clock
from carelog.access import author, needs
from carelog.errors import Refused
from carelog.htmx import receipted, respond
from carelog.journal import Event, NothingThere
from carelog.people.person import Person
from carelog.weeks.time_away import TimeAway, WrongWayRound
from carelog.weeks.time_away_forms import EndForm, TimeAwayForm, prefix
from carelog.weeks.time_away_wording import why_away

time_away = Blueprint("time_away", __name__)
time_away.add_app_template_filter(why_away)


@time_away.get("/people/<row:person_id>/time-away")
@needs("week.read")
def show(person: Person) -> ResponseReturnValue:
    """Every stretch of days away, and a form for another."""
    return _page(person)


@time_away.post("/people/<row:person_id>/time-away")
@needs("time_away.create", shows="week")
def create(person: Person) -> ResponseReturnValue:
    """Say from when until when."""
    return _record(person, TimeAwayForm())


@time_away.post("/people/<row:person_id>/time-away/<uuid_text:pause_id>/changes")
@needs("time_away.create", shows="week")
def create_change(person: Person, pause_id: str) -> ResponseReturnValue:
    """Say it anew: another end, or that it was otherwise."""
    return _record(person, TimeAwayForm(prefix=prefix(pause_id)), pause_id)


@time_away.post("/people/<row:person_id>/time-away/<uuid_text:pause_id>/withdrawals")
@needs("time_away.create", shows="week")
def create_withdrawal(person: Person, pause_id: str) -> ResponseReturnValue:
    """Take it back: they were not away."""
    form = EndForm()
    if not form.validate():
        raise Refused(_("We could not read that. Open the page again and try once more."))
    try:
        event = TimeAway.take_back(person, pause_id, author("time_away.create", person), id=form.id.data)
    except NothingThere:
        raise Refused(_("That was taken back already. Open the page again to see what is there now.")) from None
    return _done(person, event, _("Taken back."))


def _record(person: Person, form: TimeAwayForm, about: str | None = None) -> ResponseReturnValue:
    if not form.validate():
        return _page(person, form, about)
    try:
        event = TimeAway.record(
            person, *form.days(), author("time_away.create", person), note=form.note.data, about=about, id=form.id.data
        )
    except WrongWayRound:
        form.refuse(_("The last day is before the first."), "last")
        return _page(person, form, about)
    except NothingThere:
        raise Refused(_("That was taken back already. Open the page again to see what is there now.")) from None
    return _done(person, event, _("Saved."))


def _done(person: Person, event: Event, said: str) -> ResponseReturnValue:
    flash(said, "saved")
    return receipted(redirect(url_for("time_away.show", person_id=person.id), 303), event)


def _page(person: Person, sent: TimeAwayForm | None = None, about: str | None = None) -> ResponseReturnValue:
    """The page; with a form that needs changing, 422."""
    forms = [(pause, sent if sent and pause.id == about else TimeAwayForm.of(pause)) for pause in TimeAway.of(person)]
    new = sent if sent and about is None else TimeAwayForm(posted=False, first=clock.living_day(person.team.tz))
    status = sent.status if sent else 200
    return respond(
        "weeks/time_away.html", status=status, person=person, forms=forms, new=new, end=EndForm(posted=False)
    )
