"""The Week screen, and marking: it happened, and undo."""

from datetime import date
from typing import TypeVar

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog import clock
from carelog.access import access, author, needs
from carelog.errors import Refused
from carelog.htmx import back, done, respond
from carelog.journal import Event, new_id
from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.records.forms import MarkForm, WithdrawalForm
from carelog.records.lived_week import Lived, LivedFlexible, lived_week
from carelog.records.mark import Key, Mark, NoSuchChance, NotYet
from carelog.web import asked_day

records = Blueprint("records", __name__)
AForm = TypeVar("AForm", MarkForm, WithdrawalForm)


@records.get("/people/<row:person_id>/week")
@needs("week.read")
def week(person: Person) -> ResponseReturnValue:
    """Seven days × the parts of the day, and how it went."""
    today = clock.living_day(person.team.tz)
    lived = lived_week(person, clock.monday(asked_day(today, "week")), access().labels(person))
    return respond("records/week.html", person=person, week=lived, today=today)


@records.get("/people/<row:person_id>/day")
@needs("week.read")
def day(person: Person) -> ResponseReturnValue:
    """One day, thing by thing, with what can still be marked."""
    today = clock.living_day(person.team.tz)
    asked = asked_day(today)
    lived = lived_week(person, clock.monday(asked), access().labels(person))
    rows = [row for row in lived.dated if row.occurrence.day == asked]
    return respond(
        "records/day.html", person=person, day=asked, rows=rows, flexible=lived.flexible, ahead=asked > today
    )


@records.post("/people/<row:person_id>/marks")
@needs("mark.create")
def create_mark(person: Person) -> ResponseReturnValue:
    """It happened."""
    form = _valid(MarkForm())
    try:
        event = Mark.record(
            person, *form.key(), author("mark.create", person), labels=access().labels(person), id=form.id.data
        )
    except NotYet:
        raise Refused(_("That day has not come yet. It can be marked when it has.")) from None
    except NoSuchChance:
        raise Refused(
            _("That is not in the week any more. Open the page again to see the week as it is now.")
        ) from None
    return _marked(person, event, form.key())


@records.post("/people/<row:person_id>/withdrawals")
@needs("mark.create")
def create_withdrawal(person: Person) -> ResponseReturnValue:
    """Undo: take one's own mark back."""
    form = _valid(WithdrawalForm())
    try:
        event = Mark.withdraw(person, str(form.mark.data), author("mark.create", person), id=form.id.data)
    except NoSuchChance:
        raise Refused(_("There is no such mark. Open the page again to see what is there now.")) from None
    return _marked(person, event, Mark.key_of(event))


def _valid(form: AForm) -> AForm:
    if not form.validate():
        raise Refused(_("We could not read that mark. Open the page again and try once more."))
    return form


def _marked(person: Person, event: Event, key: Key) -> ResponseReturnValue:
    """The row as it stands now, with the receipt; for a plain form, back to where it was pressed."""
    row = _row(person, *key)
    where = back(url_for("records.week", person_id=person.id), row_id(*key))
    template = "records/_flexible.html" if isinstance(row, LivedFlexible) else "records/_occurrence.html"
    response = done(where, template if row is not None else None, person=person, row=row, day=key[1])
    response.headers["Record-Receipt"] = event.receipt().header()
    return response


def _row(person: Person, item_id: str, day: date, number: int) -> Lived | LivedFlexible | None:
    lived = lived_week(person, clock.monday(day), access().labels(person), only=item_id)
    return lived.find(item_id, day, number) or lived.find_flexible(item_id)


def row_id(item_id: str, day: date, number: int) -> str:
    """The id of a row's element, on every page: it names the chance."""
    return f"chance-{item_id}-{day.isoformat()}-{number}"


@records.app_template_global()
def is_self(person: Person) -> bool:
    """The reader is the person whose week it is."""
    return SELF in access().around(person)


records.add_app_template_global(row_id)
records.add_app_template_global(new_id)
