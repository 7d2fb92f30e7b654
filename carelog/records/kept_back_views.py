"""The person keeps one entry from family and friends, or gives it again; a button beside the entry."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import access, author, needs
from carelog.errors import Refused
from carelog.htmx import back, receipted, respond
from carelog.journal import KEPT_BACK
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.records.keeping import keep_back
from carelog.records.kept_back_forms import YES, KeepBackForm
from carelog.records.pages import records, understood


@records.post("/people/<row:person_id>/kept-back")
@needs("kept_back.create")
def create_kept_back(person: Person) -> ResponseReturnValue:
    """It counts at once. Pressed the other way, it is undone."""
    form = KeepBackForm()
    if not form.validate() and form.how_shown.errors:
        return _page(person, form)
    about = None if form.errors else form.about()
    if about is None:
        raise Refused(_("We could not read that. Open the page again and try once more."))
    kept, by = form.kept.data == YES, author("kept_back.create", person)
    try:
        with understood():
            event = keep_back(
                person, about, by, kept=kept, labels=access().labels(person), how_shown=form.how_shown.data,
                id=form.id.data,
            )  # fmt: skip
    except NotSaidHow:
        form.refuse(_("Say how the person showed it. Nothing was changed."), "how_shown")
        return _page(person, form)
    flash(_("Saved. Family and friends cannot see this.") if kept else _("Saved. It is shared as before."), "saved")
    return receipted(redirect(back(url_for("people.show", person_id=person.id), sent=form.back.data), 303), event)


def _page(person: Person, form: KeepBackForm) -> ResponseReturnValue:
    """The button's form by itself, with what needs changing: beside the entry it is folded away."""
    return respond("records/keep_back.html", status=form.status, person=person, form=form, kept=form.kept.data == YES)


@records.app_template_global()
def sees_kept_back(person: Person) -> bool:
    """The reader may know what the person keeps from family and friends."""
    return KEPT_BACK in access().labels(person)
