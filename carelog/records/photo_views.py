"""Photos: one comes from a phone, is shown to whom the person said yes for, taken back and put back."""

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog import clock
from carelog.access import access, author, is_handed_over, may, needs
from carelog.errors import Refused
from carelog.htmx import back, offer_undo, receipted, respond
from carelog.journal import Author
from carelog.people.person import Person
from carelog.pictures import photo_of
from carelog.receiving import PARTS, REFUSED, with_problem
from carelog.records.log import stands
from carelog.records.log_views import log_reader
from carelog.records.pages import is_self, records, sees_things, taken_back, understood
from carelog.records.photo import Of, PartsMissing, Photo
from carelog.records.photo_consent import THE_CIRCLE, Answers, Asked
from carelog.records.photo_consent_views import sees_photos
from carelog.records.photo_forms import OnePhotoForm, PhotoForm
from carelog.records.photo_pixels import SMALL, NotAPicture
from carelog.records.photo_press import record_picture
from carelog.records.photo_withdrawal import PhotoWithdrawal
from carelog.weeks.known_items import KnownItem, known_items

NOTHING_BUT_A_PICTURE = {
    "Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}  # fmt: skip


@records.app_template_global()
def photo_address(name: str) -> str:
    """Of the photo that is somebody's or a thing's picture; "" for a symbol, and on a phone in the person's hands."""
    found = photo_of(name)
    if found is None or is_handed_over():
        return ""
    return url_for("records.photo", person_id=found[0], photo_id=found[1], size=SMALL)


@records.post("/people/<row:person_id>/photos")
@needs("photo.create", shows="photos")
def create_photo(person: Person) -> ResponseReturnValue:
    """Write down the picture whose bytes have come; a phone is told where they have to come anew, or are no picture."""
    form = PhotoForm()
    if not form.validate():
        raise Refused(_("We could not read that. Open the page again and try once more."))
    try:
        with understood():
            event = Photo.receive(
                person, form.what, form.sha256.data or "", author("photo.create", person),
                labels=access().labels(person), id=form.id.data, came_as=form.came_as,
            )  # fmt: skip
    except PartsMissing:
        return with_problem(409, PARTS)
    except NotAPicture:
        return with_problem(415, REFUSED)
    return receipted(redirect(url_for("records.log", person_id=person.id, log_id=form.log.data), 303), event)


@records.get("/people/<row:person_id>/photos/<uuid_text:photo_id>/<any(small, large):size>")
@needs("photo.read", shows="photos")
def photo(person: Person, photo_id: str, size: str) -> Response:
    """The picture, and nothing that a browser could take for something else."""
    found = Photo.find(person, photo_id)
    if found is None or not _may_see(person, found):
        abort(404)
    return Response(found.jpeg(size), mimetype="image/jpeg", headers=NOTHING_BUT_A_PICTURE)


@records.route("/people/<row:person_id>/items/<uuid_text:item_id>/photo", methods=["GET", "POST"])
@needs("plan.write", shows="plan")
def item_photo(person: Person, item_id: str) -> ResponseReturnValue:
    """A photo as the picture of one thing; everybody around the person sees it."""
    item = _item(person, item_id) or abort(404)
    back_to = url_for("weeks.plan", person_id=person.id, _anchor=f"item-{item_id}")
    return _one_photo(person, Of(item=item_id), author("plan.write", person), item.title, back_to)


@records.route("/people/<row:person_id>/photo", methods=["GET", "POST"])
@needs("person.write", shows="person")
def person_photo(person: Person) -> ResponseReturnValue:
    """A photo as the picture of the person; everybody around them sees it."""
    back_to = url_for("people.show", person_id=person.id)
    return _one_photo(person, Of(), author("person.write", person), person.name, back_to)


@records.post("/people/<row:person_id>/photos/withdrawals")
@needs("photo.withdraw", shows="photos")
def create_photo_withdrawal(person: Person) -> ResponseReturnValue:
    """Take back one's own; the person any that there is of them."""
    form, event = taken_back(person, PhotoWithdrawal.record, "photo.withdraw", of_chance=False)
    undone_at = url_for("records.create_photo_return", person_id=person.id)
    offer_undo(_("The photo is taken back. Nobody sees it any more."), at=undone_at, record=event.id)
    return receipted(redirect(_back(person, form.back.data), 303), event)


@records.post("/people/<row:person_id>/photos/returns")
@needs("photo.withdraw", shows="photos")
def create_photo_return(person: Person) -> ResponseReturnValue:
    """Undo: the photo is there again."""
    form, event = taken_back(person, PhotoWithdrawal.withdraw, "photo.withdraw", of_chance=False)
    return receipted(redirect(_back(person, form.back.data), 303), event)


def _may_see(person: Person, found: Photo) -> bool:
    """The person said yes for whom the reader is, and the reader may see what it is of."""
    if found.event.label not in access().labels(person):
        return False
    if found.log is not None:
        reader = log_reader(person)
        return may("log.read", person) and reader.photos and stands(person, found.log, found.event.author_id, reader)
    if found.item_id is None:
        return sees_photos(person, THE_CIRCLE)
    return sees_things(person) and sees_photos(person, THE_CIRCLE) and _item(person, found.item_id) is not None


def _item(person: Person, item_id: str) -> KnownItem | None:
    """That thing, if the reader may see it."""
    known = known_items(person, clock.living_day(person.team.tz))
    return next((one for one in known if one.id == item_id and one.label in access().labels(person)), None)


def _one_photo(person: Person, of: Of, by: Author, title: str, back_to: str) -> ResponseReturnValue:
    asked = Asked(THE_CIRCLE, answer=Answers.of(person).get(THE_CIRCLE))
    form = OnePhotoForm(asked, person, own=is_self(person))
    if request.method == "GET" or not form.is_complete_with_photo():
        status = 422 if form.wrong or form.errors else 200
        return respond("records/one_photo.html", status=status, person=person, form=form, title=title, back_to=back_to)
    with understood():
        record_picture(person, of, by, labels=access().labels(person), id=form.id.data or "", beside=form.beside)
    flash(_("Saved."), "saved")
    return redirect(back_to, 303)


def _back(person: Person, sent: str | None) -> str:
    return back(url_for("records.learning", person_id=person.id), sent=sent)
