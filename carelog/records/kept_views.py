"""Kept, somebody needs to look at it: what came from phones and could not be written down, and settling it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response as BaseResponse

from carelog import clock
from carelog.access import SIGNED_IN, Look, access, author, is_handed_over, may, needs
from carelog.arriving import KINDS, Arriving
from carelog.htmx import receipted, respond
from carelog.journal import RECOVERED, Author, Event
from carelog.people.pages import asked_page
from carelog.receiving import RECEIPT, Again, send_again
from carelog.records import kept_photo, kept_wording
from carelog.records.kept_forms import LeaveItForm, WriteDownForm
from carelog.records.kept_photo import KeptPhoto
from carelog.records.kept_record import Kept, KeptRecord, Reader, TooManyOpen
from carelog.records.pages import records, sees_things
from carelog.records.photo_consent_views import sees_photos
from carelog.records.photo_pixels import NotAPicture
from carelog.records.photo_views import NOTHING_BUT_A_PICTURE
from carelog.weeks.known_items import known_items

AN_HOUR = 3600  # seconds
ROUTES = {kind: endpoint for endpoint, kind in KINDS.items()}
for helper in kept_wording.FILTERS:
    records.add_app_template_filter(helper)


def keep(coming: Arriving, problem: str, advice: str) -> Event:
    """Store what a phone sent and nobody could write down. Raises TooManyRequests: it comes again."""
    if coming.author is None:
        raise ValueError("only what its author may write is kept")
    try:
        return KeptRecord.keep(
            coming.person_id, coming.author, coming.id, of_kind=coming.kind, place=coming.place,
            fields=coming.fields, problem=problem, advice=advice,
        )  # fmt: skip
    except TooManyOpen:
        raise TooManyRequests(retry_after=AN_HOUR) from None


@records.app_template_global()
def kept_waiting() -> int:
    """How many wait for this reader."""
    return 0 if is_handed_over() else Kept.waiting_for(_reader())


@records.get("/kept")
@needs("kept.read")
def kept_records() -> ResponseReturnValue:
    """What waits for me: my own, and those about the people of my teams."""
    return _page()


@records.get("/kept/<row:kept_id>/photo")
@needs("kept.read")
def kept_picture(kept_id: int) -> Response:
    """The picture of a photo that is kept, for whom the person said yes."""
    kept = _find(kept_id)
    if kept.seq not in kept_photo.sizes([kept]) or not _sees_photo(kept):
        abort(404)
    try:
        return Response(kept_photo.picture(kept), mimetype="image/jpeg", headers=NOTHING_BUT_A_PICTURE)
    except NotAPicture:
        abort(404)


@records.post("/kept/<row:kept_id>/records")
@needs("kept.write_down")
def write_kept_down(kept_id: int) -> ResponseReturnValue:
    """Its author says it again, now or of another day."""
    kept, form = _find(kept_id), WriteDownForm()
    if kept.author_id != current_user.user.id:
        abort(404)
    if kept.settled:
        return redirect(url_for("records.kept_records"), 303)
    if not form.validate():
        return _page(kept, form)
    again = _said_again(kept, form.day.data)
    if not again.written:
        form.refuse(again.advice or _("It still cannot be written down."))
        return _page(kept, form)
    ended = kept.settle(_settling("kept.write_down", kept), written=kept.new_id(form.day.data))
    return _settled(_("Saved."), ended, again.receipts)


@records.post("/kept/<row:kept_id>/settlements")
@needs("kept.settle")
def settle_kept(kept_id: int) -> ResponseReturnValue:
    """It is left as it came, and why."""
    kept, form = _find(kept_id), LeaveItForm()
    if not (kept.settled or form.validate()):
        return _page(kept, form)
    ended = kept.settle(_settling("kept.settle", kept), why=form.why.data or "")
    return _settled(_("Settled. Nothing more is to be done."), ended)


def _settled(said: str, ended: Event | None, receipts: Iterable[str] = ()) -> BaseResponse:
    flash(said, "saved")
    response = redirect(url_for("records.kept_records"), 303)
    for one in receipts:
        response.headers.add(RECEIPT, one)
    return receipted(response, *([ended] if ended else []))


def _said_again(kept: Kept, day: date | None) -> Again:
    """Send it once more, as it was written."""
    off, written = timedelta(seconds=kept.clock_off or 0), kept.said_at(day)
    headers = {
        "Record-Id": kept.new_id(day), "Record-Author": str(kept.author_id), "Record-Format": str(kept.format),
        "Record-Written": (written + off).isoformat(), "Record-Sent": (clock.now() + off).isoformat(),
        **({"Record-Recovered": "yes"} if kept.flag == RECOVERED else {}),
    }  # fmt: skip
    where = url_for(ROUTES[kept.of_kind], person_id=kept.person.id, **kept.place)
    return send_again(where, kept.on(day), headers)


def _reader() -> Reader:
    return Reader(current_user.user, frozenset(access().teams), access().managers)


def _find(kept_id: int) -> Kept:
    return Kept.find(_reader(), kept_id) or abort(404)


def _settling(verb: str, kept: Kept) -> Author:
    """The signed-in user; whoever belongs there no more, in the role in which they wrote it."""
    mine = author(verb, kept.person)
    return replace(mine, role=kept.role) if mine.role == SIGNED_IN else mine


def _page(sent: Kept | None = None, form: WriteDownForm | LeaveItForm | None = None) -> ResponseReturnValue:
    for field in form or ():  # one of several such forms on the page
        field.id = f"{field.id}-{sent.seq}" if sent else field.id
    waiting, more = Kept.open_to(_reader(), asked_page())
    if sent and sent.seq not in {one.seq for one in waiting}:  # it stood on another page
        waiting = [sent, *waiting]
    _note(one for one in waiting if one.author_id != current_user.user.id)
    return respond(
        "records/kept.html", status=form.status if form else 200, waiting=waiting, sent=sent, form=form,
        down=WriteDownForm(posted=False), leave=LeaveItForm(posted=False), titles=_titles(waiting),
        photos=_photos(waiting), number=asked_page(), more=more,
    )  # fmt: skip


def _note(of_others: Iterable[Kept]) -> None:
    """Who looked; at a worry, with it only."""
    for one in of_others:
        section = "concern kept" if one.of_kind.startswith("concern") else "kept"
        Look.note(access(), section, author("kept.settle", one.person).role, [one.person])


def _titles(waiting: Iterable[Kept]) -> dict[str, str]:
    """What the things are called that this reader may see."""
    people = {one.person.id: one.person for one in waiting if one.items and sees_things(one.person)}
    return {
        item.id: item.title
        for person in people.values()
        for item in known_items(person, clock.living_day(person.team.tz))
        if item.label in access().labels(person)
    }


def _photos(waiting: Iterable[Kept]) -> dict[int, KeptPhoto]:
    """What is said of those among them, by their numbers."""
    by_seq = {one.seq: one for one in waiting}
    sizes = kept_photo.sizes(by_seq.values())
    return {seq: KeptPhoto(size, shown=size > 0 and _sees_photo(by_seq[seq])) for seq, size in sizes.items()}


def _sees_photo(kept: Kept) -> bool:
    """As if it had been written down: they belong there, and the person said yes for them."""
    return may("log.read", kept.person) and sees_photos(kept.person)
