"""Changing a draft of the week by hand: one thing more, one otherwise, one less. Nothing counts until agreed."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import access, author, needs
from carelog.errors import Refused
from carelog.htmx import back, came_from, respond
from carelog.people.person import ChangedMeanwhile, Person
from carelog.weeks.item_forms import ItemForm
from carelog.weeks.week_draft import AlreadySettled, NoSuchItem, WeekDraft

week_drafts = Blueprint("week_drafts", __name__)
DRAFT = "/people/<row:person_id>/drafts/<row:draft_id>"


@week_drafts.route(f"{DRAFT}/items/new", methods=["GET", "POST"])
@needs("plan.write", shows="plan")
def new_item(person: Person, draft_id: int) -> ResponseReturnValue:
    """One thing more."""
    return _item(person, _draft(person, draft_id), None)


@week_drafts.route(f"{DRAFT}/items/<row:place>", methods=["GET", "POST"])
@needs("plan.write", shows="plan")
def item(person: Person, draft_id: int, place: int) -> ResponseReturnValue:
    """One that is there, otherwise; by its place in the draft, from 1."""
    return _item(person, _draft(person, draft_id), place - 1)


@week_drafts.post(f"{DRAFT}/items/<row:place>/ending")
@needs("plan.write", shows="plan")
def end_item(person: Person, draft_id: int, place: int) -> ResponseReturnValue:
    """One less."""
    draft = _draft(person, draft_id)
    with _in_order():
        draft.end(place - 1, author("plan.write", person), request.form.get("seen", ""))
    return _done(person, _("Left out of the draft."))


@week_drafts.post(f"{DRAFT}/returns")
@needs("plan.write", shows="plan")
def bring_back(person: Person, draft_id: int) -> ResponseReturnValue:
    """Keep one that was left out."""
    draft = _draft(person, draft_id)
    with _in_order():
        draft.bring_back(request.form.get("item", ""), author("plan.write", person), request.form.get("seen", ""))
    return _done(person, _("It stays in the week."))


def _item(person: Person, draft: WeekDraft, place: int | None) -> ResponseReturnValue:
    """The form of a thing; once it is in order, into the draft."""
    there = draft.items
    if place is not None and place >= len(there):
        abort(404)
    before = None if place is None else there[place].details
    if before is not None and before.label not in access().labels(person):
        abort(404)
    form = ItemForm(before, seen=draft.as_seen, back=came_from())
    if not form.was_sent():
        return respond("weeks/draft_item.html", status=form.status, person=person, draft=draft, form=form)
    with _in_order():
        draft.put(form.details(), place, author("plan.write", person), form.seen.data or "")
    return _done(person, _("Saved in the draft. Nothing counts until it is agreed."), form.back.data)


def _draft(person: Person, draft_id: int) -> WeekDraft:
    draft = WeekDraft.get_or_none((WeekDraft.id == draft_id) & (WeekDraft.person == person))
    return draft or abort(404)


def _done(person: Person, said: str, sent: str | None = None) -> ResponseReturnValue:
    flash(said, "saved")
    return redirect(back(url_for("weeks.plan", person_id=person.id), "", sent), 303)


@contextmanager
def _in_order() -> Iterator[None]:
    """What the draft refuses, in plain words."""
    try:
        yield
    except (ChangedMeanwhile, NoSuchItem):
        raise Refused(_("The draft was changed meanwhile. Open the page again to see how it stands now.")) from None
    except AlreadySettled:
        raise Refused(_("That draft was agreed or put away already.")) from None
