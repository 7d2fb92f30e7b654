"""Photos: one comes from a phone, is shown to whom the person said yes for, taken back and put back."""

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog import clock
from carelog.access import access, author, may, needs
from carelog.errors import Refused
from carelog.htmx import back, offer_undo, receipted, respond
from carelog.journal import KEPT_BACK
from carelog.people.pages import knows_names
from carelog.people.person import Person
from carelog.receiving import PARTS, REFUSED, with_problem
from carelog.records.kept_back import Entry, KeptBack, What
from carelog.records.log import stands
from carelog.records.log_views import log_reader
from carelog.records.pages import records, sees_things, taken_back, understood
from carelog.records.photo import PartsMissing, Photo
from carelog.records.photo_consent import THE_CIRCLE
from carelog.records.photo_consent_views import sees_photos
from carelog.records.photo_forms import PhotoForm
from carelog.records.photo_pixels import NotAPicture
from carelog.records.photo_shown import OnePhoto
from carelog.records.photo_withdrawal import PhotoWithdrawal
from carelog.weeks.known_items import KnownItem, known_items

NOTHING_BUT_A_PICTURE = {
    "Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}  # fmt: skip


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
    found = _seen(person, photo_id) or abort(404)
    return Response(found.jpeg(size), mimetype="image/jpeg", headers=NOTHING_BUT_A_PICTURE)


@records.get("/people/<row:person_id>/photos/<uuid_text:photo_id>")
@needs("photo.read", shows="photos")
def photo_page(person: Person, photo_id: str) -> ResponseReturnValue:
    """One photo, large, with who took it and when; there it is taken back."""
    found = _one(person, _seen(person, photo_id) or abort(404))
    return respond("records/photo.html", person=person, photo=found, back_to=_page_of_what_it_is_of(person, found))


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
    """Undo: the photo is there again, unless it was taken back another time too."""
    form, event = taken_back(person, Photo.put_back, "photo.withdraw", of_chance=False)
    hidden = _("That is undone. But the photo was taken back another time too, so still nobody sees it.")
    flash(_("The photo is there again.") if PhotoWithdrawal.has_put_back(event) else hidden, "saved")
    return receipted(redirect(_back(person, form.back.data), 303), event)


def known_item(person: Person, item_id: str) -> KnownItem | None:
    """That thing, if the reader may see it."""
    known = known_items(person, clock.living_day(person.team.tz))
    return next((one for one in known if one.id == item_id and one.label in access().labels(person)), None)


def _seen(person: Person, photo_id: str) -> Photo | None:
    """That photo, if this reader may see it."""
    found = Photo.find(person, photo_id)
    return found if found is not None and _may_see(person, found) else None


def _one(person: Person, found: Photo) -> OnePhoto:
    item = known_item(person, found.item_id) if found.item_id else None
    names, labels = knows_names(person), access().labels(person)
    return OnePhoto.of(person, found, names=names, labels=labels, item=item.title if item else None)


def _page_of_what_it_is_of(person: Person, photo: OnePhoto) -> str:
    if photo.log:
        return url_for("records.log", person_id=person.id, log_id=photo.log)
    if photo.item_id and may("plan.read", person):
        return url_for("weeks.plan", person_id=person.id, _anchor=f"item-{photo.item_id}")
    return url_for("people.show", person_id=person.id)


def _may_see(person: Person, found: Photo) -> bool:
    """The person said yes for whom the reader is, and the reader may see what it is of."""
    if found.event.label not in access().labels(person) or is_kept_from_me(person, found):
        return False
    if found.log is not None:
        reader = log_reader(person)
        return may("log.read", person) and reader.photos and stands(person, found.log, found.event.author_id, reader)
    if found.item_id is None:
        return sees_photos(person, THE_CIRCLE)
    return sees_things(person) and sees_photos(person, THE_CIRCLE) and known_item(person, found.item_id) is not None


def is_kept_from_me(person: Person, found: Photo) -> bool:
    """The person keeps it from family and friends, and the reader is one of them; who took it sees it still."""
    if KEPT_BACK in access().labels(person) or found.event.author_id == current_user.user.id:
        return False
    return KeptBack.holds(person, Entry(What.PHOTO, found.event.id))


def _back(person: Person, sent: str | None) -> str:
    return back(url_for("records.learning", person_id=person.id), sent=sent)
