"""The blueprint of this room, and what its pages share. Its routes stand in one file for each noun: see views.py."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog import clock
from carelog.access import access, author, may
from carelog.errors import Refused
from carelog.forms import Form
from carelog.htmx import back, done, htmx, leads_to, receipted, respond
from carelog.journal import Event, NothingThere, new_id
from carelog.people.person import Person
from carelog.records import came_wording, early, voice_wording, wording
from carelog.records.chance import Key, NoSuchChance
from carelog.records.forms import MISSING, WithdrawalForm
from carelog.records.lived import Lived, LivedFlexible
from carelog.records.mark import Incomplete, NotYet
from carelog.records.moving import HappenedAlready
from carelog.records.photo import TooMany
from carelog.records.photo_consent import NoConsent
from carelog.records.reading import lived_around
from carelog.records.settlement import NotDisputed
from carelog.weeks.calendar import days, week_of
from carelog.weeks.occurrences import Occurrence, Version
from carelog.weeks.perfect_week import day_parts

records = Blueprint("records", __name__)
for helper in (*wording.FILTERS, *voice_wording.FILTERS, *came_wording.FILTERS):
    records.add_app_template_filter(helper)
records.add_app_template_global(new_id)


def sees_things(person: Person) -> bool:
    """The reader may know what the person's things are called."""
    return may("week.read", person) or may("plan.read", person)


@records.app_template_global()
def row_id(item_id: str, day: date, number: int) -> str:
    """The id of a row's element, on every page: it names the chance."""
    return f"chance-{item_id}-{day.isoformat()}-{number}"


@records.app_template_global()
def record_of(person: Person, key: Key) -> str:
    """The address of all that was said of one chance."""
    item_id, day, number = key
    return url_for("records.occurrence", person_id=person.id, item_id=item_id, day=day, number=number)


@records.app_template_global()
def too_early(person: Person, there: Occurrence) -> bool:
    """To be offered with one tap."""
    return early.too_early(there, day_parts(person.team), clock.now())


@records.app_template_filter()
def next_time(row: LivedFlexible, today: date) -> Key:
    """Where it can be written down once more: the last day so far of which nothing is said; another can be chosen."""
    past = [day for day in days(*week_of(row.chances.monday)) if day <= today]
    day = next((day for day in reversed(past) if not row.on(day)), past[-1])
    return row.item_id, day, row.next_number(day)


def may_read_words(person: Person) -> bool:
    """Beside what became of a thing, also why, and in which words."""
    return access().role_for("summary.read", person) is not None


records.add_app_template_global(may_read_words)


# What the nouns refuse, in plain words; and why, as `kept_wording.PROBLEMS` has it.
REFUSALS: dict[type[Exception], tuple[Any, str]] = {
    NotYet: (_l("That day has not come yet. It can be marked when it has."), "day"),
    NoSuchChance: (_l("That is not in the week any more. Open the page again to see the week as it is now."), "gone"),
    HappenedAlready: (
        _l("It is written down that this happened, and its own day has not come yet. Take that back first."), "rule",
    ),
    NotDisputed: (_l("Nobody disagrees here any more. Open the page again to see what is there now."), "rule"),
    NoConsent: (
        _l("Nobody asked yet if photos are all right, or they said no. Once they say yes, it can be written down."),
        "rule",
    ),
    TooMany: (_l("That log has four photos already."), "rule"),
    NothingThere: (_l("There is no such record. Open the page again to see what is there now."), "gone"),
}  # fmt: skip


@contextmanager
def understood(form: Form | None = None) -> Iterator[None]:
    """What the nouns refuse is said beside the field that lacks something, or else in plain words."""
    try:
        yield
    except Incomplete as lacking:
        if form is None or htmx:
            raise Refused(str(MISSING[str(lacking)])) from None
        form.refuse(str(MISSING[str(lacking)]), _beside(form, str(lacking)))
    except tuple(REFUSALS) as refused:
        advice, why = next(told for kind, told in REFUSALS.items() if isinstance(refused, kind))
        raise Refused(advice, why) from None


def taken_back(
    person: Person, take_back: Callable[..., Event], verb: str, *, of_chance: bool = True
) -> tuple[WithdrawalForm, Event]:
    """Undo: the form that was sent, and the event with which its author took the record back that it names.

    `of_chance`: the record names a chance. Refused, in plain words, if that cannot be read or done.
    """
    form = WithdrawalForm()
    if not form.validate():
        raise Refused(_("We could not read that. Open the page again and try once more."))
    more = {"before": form.before(person, access().labels(person))} if of_chance else {}
    with understood():
        return form, take_back(person, str(form.mark.data), author(verb, person), id=form.id.data, **more)


def _beside(form: Form, name: str) -> str | None:
    return name if name in form else None


def kept(
    person: Person, event: Event, key: Key, sent: str | None = None, said: str = "",
    plan: Sequence[Version] | None = None,
) -> ResponseReturnValue:  # fmt: skip
    """For htmx the row as it stands now; for a plain form, back to where it was pressed. With the receipt.

    `sent`: where a form that stands on a page of its own was opened; `said`: what to say instead of "Saved."; `plan`:
    as for `chance`.
    """
    item_id, day, number = key
    what = said or _("Saved.")
    if sent:
        flash(what, "saved")
    row = _row(person, key, plan) if htmx else {}
    if row:
        return receipted(respond(row["fragment"], what=what, **row), event)
    # My week has a screen for each time of what any day will do for; every other page has one row for all of them.
    day_page = url_for("records.day", person_id=person.id, day=day.isoformat())
    there = row_id(item_id, day, number if leads_to(back(day_page)) == "home.my_week" else 1)
    where = back(day_page, there, sent)
    return receipted(done(where), event)


def _row(person: Person, key: Key, plan: Sequence[Version] | None) -> dict[str, Any]:
    """The row of that chance as it stands now, with what its template asks for."""
    item_id, day, number = key
    lived = lived_around(person, item_id, day, access().labels(person), plan)
    row = lived.find(item_id, day, number) or lived.find_flexible(item_id, day)
    if row is None:
        return {}
    ahead = row.is_ahead(day, clock.day_here(person.team.tz))
    return {"fragment": _template(row), "person": person, "row": row, "day": day, "ahead": ahead}


def _template(row: Lived | LivedFlexible) -> str:
    if isinstance(row, LivedFlexible):
        return "records/_flexible.html"
    return "records/_any_day.html" if row.occurrence.any_day else "records/_occurrence.html"
