"""On paper: the week as a sheet to fill in by hand, and the grid in which a sheet that came back is typed in."""

from datetime import date, time

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from carelog import clock
from carelog.access import access, author, needs
from carelog.errors import Refused
from carelog.htmx import receipted_together, respond
from carelog.people.circle import SELF, Membership
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.records.pages import records, understood
from carelog.records.sheet import Sheet
from carelog.records.sheet_forms import SheetForm
from carelog.records.typed_sheet import WrittenAlready, type_in
from carelog.records.typing_forms import Typing
from carelog.web import FIRST_DAY, LAST_DAY, asked_day
from carelog.weeks.calendar import week_of
from carelog.weeks.perfect_week import day_parts


@records.get("/people/<row:person_id>/sheet")
@needs("sheet.read", shows="week")
def sheet(person: Person) -> ResponseReturnValue:
    """Things × days, to print and to fill in by hand."""
    today = _today(person)
    return respond(
        "records/paper.html", person=person, sheet=_sheet(person, asked_day(today, "week")), printed_on=today
    )


@records.get("/people/<row:person_id>/sheets/new")
@needs("sheet.create", shows="week")
def new_sheet(person: Person) -> ResponseReturnValue:
    """Whose writing is it? Then the same grid, to type in."""
    form = SheetForm(week=clock.monday(asked_day(_today(person), "week")), whose=request.args.get("whose", ""))
    return _page(_typing(person, form))


@records.post("/people/<row:person_id>/sheets")
@needs("sheet.create", shows="week")
def create_sheet(person: Person) -> ResponseReturnValue:
    """Write down all that stands on it, or nothing of it."""
    typing = _typing(person, SheetForm())
    if typing.adding or not typing.validate():
        return _page(typing)
    form, labels = typing.form, access().labels(person)
    try:
        with understood():
            events = type_in(
                typing.sheet, typing.accounts(), typing.writing, typing.typist, labels=labels, id=form.id.data
            )
    except WrittenAlready:
        raise Refused(_("Some of it was written down meanwhile. Open the page again to see what is there.")) from None
    flash(ngettext("Saved: one thing.", "Saved: %(num)s things.", len(events)), "saved")
    here = url_for("records.new_sheet", person_id=person.id, week=form.week.data.isoformat(), whose=typing.whose)
    return receipted_together(redirect(here, 303), form.id.data, events)


def _today(person: Person) -> date:
    return clock.living_day(person.team.tz)


def _sheet(person: Person, day: date) -> Sheet:
    return Sheet.of(person, clock.monday(day), access().labels(person))


def _typing(person: Person, form: SheetForm) -> Typing:
    week = form.week.data  # a mistyped year is refused by the form, on the page of this week
    sheet = _sheet(person, week if week and FIRST_DAY <= week <= LAST_DAY else _today(person))
    return Typing(sheet, form, _writers(sheet), author("sheet.create", person), own=is_self(person))


def _writers(sheet: Sheet) -> dict[str, str]:
    """Who may have written on it beside the person and whoever types: all who belonged at some time in that week."""
    person, parts = sheet.person, day_parts(sheet.person.team)
    monday, sunday = week_of(sheet.week.first)
    then = Membership.between([person], parts.instant(monday, time.min), parts.day_ends(sunday))
    typist = access().user.id
    return {str(one.user_id): one.user.name for one in then if one.role != SELF and one.user_id != typist}


def _page(typing: Typing) -> ResponseReturnValue:
    return respond("records/typing.html", status=typing.status, person=typing.sheet.person, typing=typing)
