"""A photo as the picture of a person or of a thing: where it is seen, and choosing one."""

from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import access, author, is_handed_over, needs
from carelog.htmx import respond
from carelog.journal import Author
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.pictures import photo_of
from carelog.records.pages import records, understood
from carelog.records.photo import Of, Photo
from carelog.records.photo_consent import THE_CIRCLE, Answers, Asked
from carelog.records.photo_forms import OnePhotoForm
from carelog.records.photo_picture import Hidden
from carelog.records.photo_pixels import SMALL
from carelog.records.photo_press import record_picture
from carelog.records.photo_views import known_item
from carelog.weeks.known_items import KnownItem


@records.app_template_global()
def photo_address(name: str) -> str:
    """Of the photo that is somebody's or a thing's picture; "" for a symbol, and for one that is hidden."""
    return _address(name, "records.photo", size=SMALL)


@records.app_template_global()
def photo_page_of(name: str) -> str:
    """The address of the page of that photo; "" as above."""
    return _address(name, "records.photo_page")


@records.app_template_global()
def picture_now(name: str) -> str:
    """The picture of that name; "" while it is a photo that is hidden."""
    return "" if photo_of(name) and not photo_address(name) else name


@records.route("/people/<row:person_id>/items/<uuid_text:item_id>/photo", methods=["GET", "POST"])
@needs("plan.write", shows="plan")
def item_photo(person: Person, item_id: str) -> ResponseReturnValue:
    """A photo as the picture of one thing; everybody around the person sees it."""
    item = known_item(person, item_id) or abort(404)
    back_to = url_for("weeks.plan", person_id=person.id, _anchor=f"item-{item_id}")
    return _one_photo(person, Of(item=item_id), author("plan.write", person), item, back_to)


@records.route("/people/<row:person_id>/photo", methods=["GET", "POST"])
@needs("person.write", shows="person")
def person_photo(person: Person) -> ResponseReturnValue:
    """A photo as the picture of the person; everybody around them sees it."""
    back_to = url_for("people.show", person_id=person.id)
    return _one_photo(person, Of(), author("person.write", person), person, back_to)


def _address(name: str, endpoint: str, **more: Any) -> str:
    found = photo_of(name)
    if found is None or _is_hidden(*found):
        return ""
    return url_for(endpoint, person_id=found[0], photo_id=found[1], **more)


def _is_hidden(person_id: int, photo_id: str) -> bool:
    """It is no picture now, or not for this reader, or this phone is in the person's hands. Asked once a request."""
    if "hidden_photos" not in g:
        blind = is_handed_over() or not current_user.is_authenticated  # who opens an invitation has no account yet
        g.hidden_photos = None if blind else Hidden.now(current_user.user.id, access().as_ally())
    return g.hidden_photos is None or g.hidden_photos.hides(person_id, photo_id)


def _one_photo(person: Person, of: Of, by: Author, whose: Person | KnownItem, back_to: str) -> ResponseReturnValue:
    asked = Asked(THE_CIRCLE, answer=Answers.of(person).get(THE_CIRCLE))
    _id, photo_id = photo_of(whose.picture) or (0, "")
    now = Photo.find(person, photo_id)
    form = OnePhotoForm(asked, person, own=is_self(person), hidden=bool(now and asked.answer and not asked.answer.yes))
    if request.method == "GET" or not form.is_complete_with_photo():
        status = 422 if form.wrong or form.errors else 200
        page = "records/own_photo.html" if form.own else "records/one_photo.html"
        return respond(page, status=status, person=person, form=form, whose=whose, back_to=back_to, now=now)
    with understood():
        record_picture(person, of, by, labels=access().labels(person), id=form.id.data or "", beside=form.beside)
    flash(_("Saved."), "saved")
    return redirect(back_to, 303)
