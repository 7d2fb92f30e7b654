"""Something worries me: telling it, who has it and what they do about it, and everything that one may read of that."""

from typing import Any

from flask import abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import Look, author, may, needs
from carelog.htmx import came_from, our_page, receipted, respond
from carelog.people.circle import ALLY, Membership
from carelog.people.pages import asked_page, for_themselves, is_self, knows_names
from carelog.people.person import Person
from carelog.records import concern_wording, worries
from carelog.records.concern import Concern, ConcernStep, NotNow, Step
from carelog.records.concern_forms import ConcernForm, OwnConcernForm, StepForm, sent_step, step_form, steps_of
from carelog.records.leads import around, leads
from carelog.records.pages import records
from carelog.records.worries import Desk, Worry
from carelog.settings import Settings

for helper in (concern_wording.safe_words, concern_wording.step_words, concern_wording.listed, concern_wording.in_role):
    records.add_app_template_filter(helper)


@records.app_template_global()
def worry_contact() -> str:
    """Whom to ring about a worry, as the provider put it; "" if it did not."""
    told: Settings = current_app.config["SETTINGS"]
    return told.worry_contact


@records.get("/worries")
@needs("concerns.read")
def concerns() -> ResponseReturnValue:
    """What waits to be taken up, what is being looked into, and what is closed."""
    page = "records/own_worries.html" if for_themselves() else "records/worries.html"
    return respond(page, desk=Desk.of(current_user.user, asked_page()))


@records.get("/people/<row:person_id>/worries/new")
@needs("concern.create")
def concern_form(person: Person) -> ResponseReturnValue:
    """What was seen, said and done?"""
    return _form_page(person, _offered(person, _form_for(person)(back=came_from())))


@records.post("/people/<row:person_id>/worries")
@needs("concern.create")
def create_concern(person: Person) -> ResponseReturnValue:
    """Write it down; then say what happens next."""
    form = _offered(person, _form_for(person)())
    if not form.validate():
        return _form_page(person, form)
    event = Concern.record(person, author("concern.create", person), **form.told(), id=form.id.data)
    flash(_("Saved. Thank you for saying so."), "saved")
    where = url_for("records.concern", person_id=person.id, concern_id=event.id, back=form.back.data or None)
    return receipted(redirect(where, 303), event)


@records.get("/people/<row:person_id>/worries/<uuid_text:concern_id>")
@needs("concern.read", shows="concern {concern_id}")
def concern(person: Person, concern_id: str) -> ResponseReturnValue:
    """What was written, who has it, what was done since, and what can be done now."""
    return _page(_readable(person, concern_id))


@records.post("/people/<row:person_id>/worries/<uuid_text:concern_id>/steps")
@needs("concern.create")
def create_concern_step(person: Person, concern_id: str) -> ResponseReturnValue:
    """Take it up, answer it, add to it, close it with what was done, open it again."""
    worry, step = _readable(person, concern_id), sent_step()
    form = step_form(step, posted=True)
    if step is Step.ADDED and worry.author_id != current_user.user.id:
        abort(403)
    by = author("concern.create" if step is Step.ADDED else "concern.lead", person)
    if not form.validate():
        return _page(worry, step, form)
    try:
        event = ConcernStep.take(person, worry.seq, step, by, words=form.said, id=form.id.data)
    except NotNow:
        form.refuse(_("It is open again already.") if step is Step.OPENED_AGAIN else _("It was closed meanwhile."))
        return _page(worry, step, form)
    flash(str(concern_wording.TAKEN[step]), "saved")
    return receipted(redirect(url_for("records.concern", person_id=person.id, concern_id=concern_id), 303), event)


def _readable(person: Person, concern_id: str) -> Worry:
    """That worry; for who may not read it there is none."""
    return worries.worry(current_user.user, person, concern_id) or abort(404)


def _form_for(person: Person) -> type[ConcernForm]:
    """The person is asked less, and in large answers."""
    return OwnConcernForm if is_self(person) else ConcernForm


def _offered(person: Person, form: ConcernForm) -> ConcernForm:
    """With whom it can be about: everybody around, for who may read their names; else those who would get it."""
    offered = around(person) if knows_names(person) else leads(person)
    others = [one for one in offered if one.user_id != current_user.user.id]
    return form.about(person, others, own=is_self(person))


def _form_page(person: Person, form: ConcernForm) -> ResponseReturnValue:
    get_it = [one.name for one in leads(person) if one.user_id != current_user.user.id]
    page = "records/my_worry.html" if is_self(person) else "records/worry_form.html"
    return respond(page, status=form.status, person=person, form=form, get_it=get_it)


def _page(worry: Worry, sent: Step | None = None, form: StepForm | None = None) -> ResponseReturnValue:
    """The worry; with a step that could not be taken, what was typed is still there."""
    user, person = current_user.user, worry.person
    forms = steps_of(worry, user.id, leads=may("concern.lead", person))
    if sent is not None and form is not None:
        forms[sent] = form
    lead = leads(person)
    get_it = [one for one in lead if one.user_id not in {*worry.named, worry.author_id}]
    values: dict[str, Any] = {
        "worry": worry, "person": person, "forms": forms, "sent": form, "get_it": get_it,
        "mine": worry.author_id == user.id, "opened_by": _opened_by(worry, {one.user_id for one in get_it} - {user.id}),
        "ally": Membership.ally(person, worry.author_id) if worry.role == ALLY and worry.author_id != user.id else None,
        "back": our_page(request.args.get("back")), "named": _named(worry, {one.user_id for one in lead}),
    }  # fmt: skip
    page = "records/own_worry.html" if values["mine"] and is_self(person) else "records/worry.html"
    return respond(page, status=form.status if form else 200, **values)


def _named(worry: Worry, leads: set[int]) -> list[str]:
    """Whom it is about: for who may not know the names in the circle, only those who lead by name."""
    shown = set(worry.named) if knows_names(worry.person) else leads
    hidden = [str(_("Somebody"))] if set(worry.named) - shown else []
    return [name for user_id, name in worry.named.items() if user_id in shown] + hidden


def _opened_by(worry: Worry, others: set[int]) -> list[str]:
    """Which of the others who can read it have, by name, each once."""
    looks = Look.at(worry.person, f"concern {worry.id}")
    looked = {look.user_id: look.user for look in looks if look.user_id in others}
    return [user.name for user in worries.finders(worry, looked.values())]
