"""People who must not know: the list on a person's record, for those who support them."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import author, needs
from carelog.htmx import respond
from carelog.people.must_not_know import MustNotKnow
from carelog.people.must_not_know_forms import MustNotKnowForm
from carelog.people.own_sharing_views import screen
from carelog.people.pages import is_self, people
from carelog.people.person import Person

ON_A_SCREEN = 2  # for the person: beside them four more things to press


@people.get("/people/<row:person_id>/must-not-know")
@needs("must_not_know.read")
def must_not_know(person: Person) -> ResponseReturnValue:
    """Who is on it."""
    return _page(person, MustNotKnowForm())


@people.post("/people/<row:person_id>/must-not-know")
@needs("must_not_know.write")
def put_on_list(person: Person) -> ResponseReturnValue:
    """One more."""
    form = MustNotKnowForm()
    if not form.was_sent():
        return _page(person, form)
    MustNotKnow.put_on(
        person, form.name.data, form.about.data, author("must_not_know.write", person), form.id.data
    )  # fmt: skip
    flash(_("Saved: it warns whoever invites somebody."), "saved")
    return redirect(url_for("people.must_not_know", person_id=person.id), 303)


@people.post("/people/<row:person_id>/must-not-know/<row:listed_id>/ending")
@needs("must_not_know.write")
def take_off_list(person: Person, listed_id: int) -> ResponseReturnValue:
    """One less."""
    mine = (MustNotKnow.id == listed_id) & (MustNotKnow.person == person)
    listed = MustNotKnow.get_or_none(mine) or abort(404)
    listed.take_off(author("must_not_know.write", person))
    flash(_("Taken off the list."), "saved")
    return redirect(url_for("people.must_not_know", person_id=person.id), 303)


def _page(person: Person, form: MustNotKnowForm) -> ResponseReturnValue:
    listed, own = MustNotKnow.of([person]), is_self(person)
    shown, after = screen(listed, ON_A_SCREEN) if own else (listed, None)
    adding = own and ("new" in request.args or request.method == "POST")
    page = "people/own_must_not_know.html" if own else "people/must_not_know.html"
    return respond(
        page, status=form.status, person=person, adding=adding, form=form, listed=shown, after=after
    )  # fmt: skip
