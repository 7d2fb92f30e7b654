"""What we learn: the logs of a person, one of them with its earlier words, writing one, changing it, taking it back."""

from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog import clock, journal
from carelog.access import access, author, may, needs
from carelog.errors import Refused
from carelog.forms import one_line
from carelog.htmx import back, came_from, htmx, offer_undo, receipted, respond, undo_offered
from carelog.people.pages import asked_page, is_self, knows_names
from carelog.people.person import Person
from carelog.records.learning import Asked, Learning
from carelog.records.learning_log import TAGS, LearningLog
from carelog.records.log import Log, Reader, all_words_of
from carelog.records.log_forms import LogCorrectionForm, LogForm
from carelog.records.log_offer import Offer
from carelog.records.pages import records, sees_things, taken_back, understood
from carelog.records.photo_consent_views import photo_fields, sees_photos
from carelog.records.photo_press import record_log
from carelog.records.plain_words import PLAIN_WORDS, word_hints
from carelog.web import asked_day

LONGEST_SEARCH = 100
records.add_app_template_global(word_hints)
records.add_app_template_global(lambda: PLAIN_WORDS, "plain_words")
records.add_app_template_global(undo_offered)


@records.get("/people/<row:person_id>/learning")
@needs("log.read")
def learning(person: Person) -> ResponseReturnValue:
    """The logs, newest first, or those that are asked for."""
    item, tag = journal.valid_id(request.args.get("item")) or "", request.args.get("tag", "")
    asked = Asked(one_line(request.args.get("q"))[:LONGEST_SEARCH], item, tag if tag in TAGS else "")
    found = Learning.of(person, log_reader(person), asked, asked_page())
    return respond("records/learning.html", person=person, learning=found)


@records.get("/people/<row:person_id>/logs/<uuid_text:log_id>")
@needs("log.read")
def log(person: Person, log_id: str) -> ResponseReturnValue:
    """One log, and what was written there before."""
    return _log_page(person, log_id)


@records.get("/people/<row:person_id>/logs/new")
@needs("log.create", shows="log")
def new_log(person: Person) -> ResponseReturnValue:
    """What did they do? Perhaps about one thing, on one day, once more what was taken back, or what somebody knows."""
    again, item = (journal.valid_id(request.args.get(name)) or "" for name in ("again", "item"))
    day = min(asked_day(clock.living_day(person.team.tz)), clock.day_here(person.team.tz))
    knows = request.args.get("tell") == "profile"
    form = log_form(person, again=again, item=item, day=day, back=came_from(), tell_profile=knows)
    if knows:
        form.did.label.text = _("What do you know about %(name)s?", name=person.name)
    return _form_page(person, form)


@records.post("/people/<row:person_id>/logs")
@needs("log.create", shows="log")
def create_log(person: Person) -> ResponseReturnValue:
    """Write it down."""
    form, event = log_form(person), None
    if form.validate():
        with understood(form):
            event = record_log(
                person, form.day.data, form.learned(), _writer(person, form), labels=access().labels(person),
                id=form.id.data, beside=form.beside,
            )  # fmt: skip
    return _saved(person, event, event.id, form.back.data or "") if event else _form_page(person, form, 422)


@records.post("/people/<row:person_id>/logs/corrections")
@needs("log.create", shows="log")
def create_log_correction(person: Person) -> ResponseReturnValue:
    """Put other words in the place of one's own earlier ones, and say why."""
    log_id = journal.valid_id(request.form.get("log")) or ""
    form, event = LogCorrectionForm(_offer(person, log=_own(person, log_id)), language=_language()), None
    if form.validate():
        with understood(form):
            event = LearningLog.correct(
                person, log_id, form.day.data, form.learned(), form.reason_for_it(), _writer(person, form),
                labels=access().labels(person), id=form.id.data,
            )  # fmt: skip
    if event is None:
        return _log_page(person, log_id, form)
    flash(_("Saved."), "saved")
    return receipted(redirect(url_for("records.log", person_id=person.id, log_id=log_id), 303), event)


@records.post("/people/<row:person_id>/logs/withdrawals")
@needs("log.create", shows="log")
def create_log_withdrawal(person: Person) -> ResponseReturnValue:
    """Undo: take one's own back. What was typed is there to be written again."""
    form, event = taken_back(person, LearningLog.withdraw, "log.create", of_chance=False)
    if htmx:
        once_more = log_form(person, again=str(form.mark.data), back=form.back.data)
        return receipted(_form_page(person, once_more, announce=_("Taken back.")), event)
    again = url_for("records.new_log", person_id=person.id, again=form.mark.data)
    offer_undo(_("Taken back."), again=again)
    where = back(url_for("records.learning", person_id=person.id), sent=form.back.data)
    return receipted(redirect(where, 303), event)


def log_reader(person: Person) -> Reader:
    """What the signed-in user may see of this person's logs."""
    names = knows_names(person)
    return Reader(
        access().labels(person), current_user.user.id, own=is_self(person), titles=sees_things(person), names=names,
        photos=sees_photos(person),
    )  # fmt: skip


def log_form(person: Person, *, again: str = "", item: str = "", **values: Any) -> LogForm:
    """A form for one log: about that item, or `again` what a log of one's own said that was taken back.

    `values`: what its fields hold, such as `day` and `back`.
    """
    before = _own(person, again) if again else None
    photos = photo_fields(person)
    if before is not None:
        offer = _offer(person, item=before.item_id or "")
        return LogForm.of(before, offer, back=values.get("back", ""), photos=photos)
    return LogForm(_offer(person, item=item), **{"language": _language(), "item": item, "photos": photos, **values})


def _offer(person: Person, item: str = "", log: Log | None = None) -> Offer:
    return Offer.of(person, log_reader(person), item=item, log=log)


def _own(person: Person, log_id: str) -> Log | None:
    """The newest words of a log that this user wrote."""
    words = all_words_of(person, log_id, log_reader(person))
    return words[-1] if words and words[-1].author_id == current_user.user.id else None


def _language() -> str:
    return str(current_user.user.language)


def _writer(person: Person, form: LogForm) -> journal.Author:
    return replace(author("log.create", person), language=form.language.data)


def _form_page(person: Person, form: LogForm, status: int = 200, announce: str = "") -> Any:
    values = {"person": person, "log_form": form, "in_place": bool(htmx), "announce": announce}
    return respond("records/log_new.html", "records/_log_form.html", status=status, **values)


def _log_page(person: Person, log_id: str, form: LogCorrectionForm | None = None) -> ResponseReturnValue:
    words = all_words_of(person, log_id, log_reader(person))
    if not words and form is not None:
        raise Refused(_("There is no such record. Open the page again to see what is there now."))
    newest = words[-1] if words else abort(404)
    mine = newest.author_id == current_user.user.id and not newest.withdrawn and may("log.create", person)
    if form is None and mine:
        form = LogCorrectionForm.of(newest, _offer(person, log=newest), log=log_id)
    status = 422 if form is not None and form.errors else 200
    return respond("records/log.html", status=status, person=person, log=newest, earlier=words[:-1], form=form)


def _saved(person: Person, event: journal.Event, log_id: str, sent: str) -> ResponseReturnValue:
    """In its place the log as it stands, with Undo; for a plain form the page it was opened from, with Undo on top."""
    if htmx:
        log = _own(person, log_id)
        return receipted(respond("records/_log_saved.html", person=person, log=log, where=sent), event)
    learning_page = url_for("records.learning", person_id=person.id)
    where = back(learning_page, sent=sent or learning_page)
    undone_at = url_for("records.create_log_withdrawal", person_id=person.id)
    offer_undo(_("Saved."), at=undone_at, record=log_id, kind="log_withdrawal", person=str(person.id))
    return receipted(redirect(where, 303), event)
