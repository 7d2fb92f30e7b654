"""Choosing another picture for one item of the agreed week."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import access, author, needs
from carelog.htmx import receipted, respond
from carelog.people.person import Person
from carelog.weeks.item_picture import ItemPicture
from carelog.weeks.item_picture_forms import ItemPictureForm
from carelog.weeks.occurrences import Planned
from carelog.weeks.perfect_week import latest

item_pictures = Blueprint("item_pictures", __name__)


@item_pictures.route("/people/<row:person_id>/items/<uuid_text:item_id>/picture", methods=["GET", "POST"])
@needs("plan.write", shows="plan")
def choose(person: Person, item_id: str) -> ResponseReturnValue:
    """The pictures, found by a word; the one that is chosen stands at once."""
    planned = _planned(person, item_id)
    form = ItemPictureForm(picture=planned.details.picture)
    if not form.was_sent():
        return respond("weeks/item_picture.html", status=form.status, person=person, planned=planned, form=form)
    answer = redirect(url_for("weeks.plan", person_id=person.id, _anchor=f"item-{item_id}"), 303)
    flash(_("Saved."), "saved")
    if form.picture.data == planned.details.picture:
        return answer
    event = ItemPicture.choose(person, item_id, form.picture.data, author("plan.write", person), id=form.id.data)
    return receipted(answer, event)


def _planned(person: Person, item_id: str) -> Planned:
    """The item in the week agreed last, if this reader may see it; else 404."""
    week, labels = latest(person), access().labels(person)
    mine = (one for one in (week.items if week else ()) if one.item_id == item_id and one.details.label in labels)
    return next(mine, None) or abort(404)
