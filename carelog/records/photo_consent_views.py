"""What the person answered about photos: for whom there may be any. A page of it, and what others ask."""

from collections.abc import Iterable

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import TEAM, access, ally_with, author, is_late, may, needs
from carelog.htmx import receipted, respond
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.people.shared import Shared
from carelog.people.sharing import PHOTOS
from carelog.records.lacks import lacks, seen
from carelog.records.pages import records, understood
from carelog.records.photo_consent import ALLY, THE_CIRCLE, THE_TEAM, Answers, Asked, Asking, Audience, PhotoConsent
from carelog.records.photo_consent_forms import ConsentForm, PhotoFields
from carelog.records.photo_consent_wording import FILTERS

for helper in FILTERS:
    records.add_app_template_filter(helper)


def sees_photos(person: Person, audience: Audience | None = None) -> bool:
    """The person said yes for that audience, or else for whom the reader is. Their own they always see."""
    return is_self(person) or Answers.of(person).allows(audience or _who_reads(person))


@records.app_template_global("lacks")
def what_is_lacking(person: Person, shared: Shared, section: str) -> tuple[str, ...]:
    """What this ally still needs before they see it; of photos one query."""
    return lacks(shared, section, Answers.of(person) if section == PHOTOS else Answers())


@records.app_template_global("seen_by")
def what_is_seen(person: Person, allies: Iterable[Shared]) -> dict[int, list[str]]:
    """For each ally's membership the sections that they really see today. One query."""
    answers = Answers.of(person)
    return {one.ally.id: seen(one, answers) for one in allies}


def photo_fields(person: Person) -> PhotoFields | None:
    """For the form of a log, where the signed-in user may add photos; or else None.

    Who has left adds none with the form: how it is answered would tell them whether it is yes today.
    """
    if is_late() or not may("photo.create", person):
        return None
    asking, may_ask = Asking.of(person, Answers.of(person)), may("photo_consent.create", person)
    if not (may_ask or asking.agreed):
        return None
    return PhotoFields(person, asking, own=is_self(person), may_ask=may_ask)


@records.get("/people/<row:person_id>/photo-consents")
@needs("photo_consent.read")
def photo_consents(person: Person) -> ResponseReturnValue:
    """What was answered for whom, when, and who wrote it down; each can be asked about again."""
    return _page(person)


@records.post("/people/<row:person_id>/photo-consents")
@needs("photo_consent.create")
def create_photo_consent(person: Person) -> ResponseReturnValue:
    """Write one answer down; it counts at once. The person is asked once more before they give more."""
    posted = request.form.get("audience", "")
    form = next((one for one in _forms(person, posted) if one.is_posted), None) or abort(404)
    if not form.is_in_order():
        return _page(person, form)
    if not form.is_sure:
        return respond("records/own_photo_yes.html", person=person, form=form)
    with understood():
        event = PhotoConsent.record(
            person, form.asked.audience, author("photo_consent.create", person), id=form.id.data, **form.said
        )
        flash(_("Saved: it counts from now on."), "saved")
        return receipted(redirect(url_for("records.photo_consents", person_id=person.id), 303), event)


def _forms(person: Person, posted: str = "") -> list[ConsentForm]:
    """One for the team, for each ally with whom photos are shared or will be, and for everybody around the person."""
    answers = Answers.of(person)
    asking = Asking.of(person, answers, later=True)
    asked = (asking.team, *asking.allies, Asked(THE_CIRCLE, answer=answers.get(THE_CIRCLE)))
    return [ConsentForm(one, person, own=is_self(person), posted=str(one.audience) == posted) for one in asked]


def _page(person: Person, sent: ConsentForm | None = None) -> ResponseReturnValue:
    forms = [sent if sent and one.asked.audience == sent.asked.audience else one for one in _forms(person)]
    status = sent.status if sent else 200
    page = "own_photo_consents" if is_self(person) else "photo_consents"
    return respond(f"records/{page}.html", status=status, person=person, forms=forms, sent=sent)


def _who_reads(person: Person) -> Audience:
    """Of whom the person is asked where it is about this reader."""
    around = access().around(person)
    if around & TEAM:
        return THE_TEAM
    member = access().memberships.get(person.id)
    return Audience(ALLY, member.id if member and ally_with(PHOTOS) in around else None)
