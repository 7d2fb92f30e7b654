"""Stand-in forms: what a phone shows in the place of a form's own page when it has no signal and no copy of that.

They are the forms of the real pages, made of the same templates, about nobody: who, what and when is put in on the
phone, by static/js/stand-in.js, from the address and from the visit that the phone has.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog import clock
from carelog.access import needs
from carelog.accounts.team import Team
from carelog.home.missed_visit_forms import MissedVisitForm
from carelog.home.pages import supported
from carelog.htmx import respond
from carelog.offline.pages import offline
from carelog.people.circle import WORKER
from carelog.people.person import Person, Placement
from carelog.records.concern_forms import ConcernForm
from carelog.records.extra_forms import ExtraForm
from carelog.records.forms import MarkForm
from carelog.records.log_forms import LogForm
from carelog.records.log_offer import Offer
from carelog.records.photo_consent import THE_TEAM, Asked, Asking
from carelog.records.photo_consent_forms import PhotoFields
from carelog.records.visit_note_forms import VisitNoteForm
from carelog.reviews.conversation_wording import month as month_words
from carelog.reviews.evidence import Offered
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.perspective_forms import PerspectiveForm
from carelog.web import FIRST_DAY
from carelog.weeks.details import ItemDetails

NO_PERSON, NO_ITEM, NO_MONTH = 0, "00000000-0000-0000-0000-000000000000", FIRST_DAY.replace(day=1)
# What each stands in for: the end of an address under /people/<number>/, as the worker's script reads it.
ADDRESSES = {
    "mark": "occurrences/[0-9a-f-]{36}/[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]+(?![?]change)",
    "visit_note": "visit-notes",
    "concern": "worries/new",
    "log": "logs/new",
    "extra": "extras/new",
    "missed_visit": "missed-visits/new",
    "perspective": "conversations/[0-9]{4}-[0-9]{2}/perspectives/new(?![?]for)",
}


@offline.get("/phone/forms/<kind>")
@needs("today.read")
def stand_in(kind: str) -> ResponseReturnValue:
    """One of them."""
    if kind not in FORMS:
        abort(404)
    person = _nobody()
    words = {
        "name": person.name, "title": _("this thing"), "part": _("the part that must happen"),
        "month": month_words(NO_MONTH),
    }  # fmt: skip
    page, values = FORMS[kind](person, words)
    return respond(page, person=person, stand_in=words, may=_may, is_self=_never, may_read_words=_never, **values)


def addresses() -> list[str]:
    """Of all of them, for the list of what is kept."""
    return [url_for("offline.stand_in", kind=kind) for kind in ADDRESSES]


def _nobody() -> Person:
    """Whose name the phone puts in; without it the page speaks of "this person"."""
    person = Person(id=NO_PERSON, name=_("this person"))
    team = next((one.team for one in supported()), None) or Team(name="")
    person.__dict__["placement"] = Placement(team=team)
    return person


def _may(verb: str, _person: Person | None = None) -> bool:
    """What any worker may; but no lists, which only the real page has."""
    return verb in {"mark.create", "extra.create", "log.create", "visit_note.create", "concern.create", "plan.read"}


def _never(_person: Person) -> bool:
    return False


Page = tuple[str, dict[str, Any]]


def _mark(person: Person, words: dict[str, str]) -> Page:
    today = clock.living_day(person.team.tz)
    key = NO_ITEM, today, 1
    account = MarkForm.about(key, offered=words["title"])
    account.ask_for(words["part"])
    record = SimpleNamespace(key=key, day=today, any_day=False, ahead=False)
    details = ItemDetails(title=words["title"], must_happen=True, essential=words["part"])
    return "offline/mark.html", {"account": account, "record": record, "details": details}


def _visit_note(person: Person, _words: dict[str, str]) -> Page:
    return "records/visit_notes.html", {"notes": (), "form": VisitNoteForm.fresh(person)}


def _concern(person: Person, _words: dict[str, str]) -> Page:
    form = ConcernForm().about(person, (), own=False)
    return "records/worry_form.html", {"form": form, "get_it": None}


def _log(person: Person, _words: dict[str, str]) -> Page:
    day, today = clock.living_day(person.team.tz), clock.day_here(person.team.tz)
    offer = Offer(day=day, today=today, own=False, items=(), members=(), mine=())
    photos = PhotoFields(person, Asking(Asked(THE_TEAM)), own=False, may_ask=True)  # what was answered is not here
    return "records/log_new.html", {"log_form": LogForm(offer, language=str(current_user.user.language), photos=photos)}


def _extra(person: Person, _words: dict[str, str]) -> Page:
    return "records/extra.html", {"form": ExtraForm(day=clock.living_day(person.team.tz))}


def _missed_visit(_person: Person, words: dict[str, str]) -> Page:
    form = MissedVisitForm()
    form.items.choices = {NO_ITEM: words["title"]}
    return "home/missed_visit.html", {"form": form, "today": SimpleNamespace(due=[words], day=None), "mine": ()}


def _perspective(person: Person, _words: dict[str, str]) -> Page:
    form = PerspectiveForm(person, WORKER, Offered())
    return "reviews/perspective.html", {"form": form, "about": Conversation(person, NO_MONTH)}


FORMS: dict[str, Callable[[Person, dict[str, str]], Page]] = {
    "mark": _mark, "visit_note": _visit_note, "concern": _concern, "log": _log, "extra": _extra,
    "missed_visit": _missed_visit, "perspective": _perspective,
}  # fmt: skip
