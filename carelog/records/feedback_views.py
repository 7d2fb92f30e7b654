"""Tell the manager: a compliment or a complaint, what came of it, and everything of the kind that one may read."""

from dataclasses import replace
from typing import Any

from flask import abort, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import KEPT, Look, access, author, may, needs
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.forms import Form
from carelog.htmx import receipted, respond
from carelog.people.circle import ALLY, Membership
from carelog.people.pages import asked_page, for_themselves, is_self
from carelog.people.person import Person
from carelog.records import feedback_wording, told_us
from carelog.records.feedback import Feedback, FeedbackStep, Sort, Step
from carelog.records.feedback_forms import AddedForm, FeedbackForm, sent_step, steps_of
from carelog.records.leads import Somebody, leads, managers
from carelog.records.pages import records
from carelog.records.told_us import Told
from carelog.settings import OutsideContact, Settings

for helper in (
    feedback_wording.sort_words, feedback_wording.sort_picture, feedback_wording.feedback_step,
    feedback_wording.feedback_state,
):  # fmt: skip
    records.add_app_template_filter(helper)


@records.app_template_global()
def outside_contacts() -> tuple[OutsideContact, ...]:
    """Who looks into complaints and is not the provider, as this installation has it."""
    told: Settings = current_app.config["SETTINGS"]
    return told.outside_contacts


@records.get("/feedback")
@needs("feedback.read")
def feedbacks() -> ResponseReturnValue:
    """What waits for an answer, the oldest first; and what is answered."""
    page = "records/own_feedbacks.html" if for_themselves() else "records/feedbacks.html"
    return respond(page, desk=told_us.Desk.of(current_user.user, asked_page()))


@records.get("/people/<row:person_id>/feedback/new")
@needs("feedback.create")
def new_feedback(person: Person) -> ResponseReturnValue:
    """Something is good, or something is wrong."""
    return _form_page(person, FeedbackForm().asked(own=is_self(person)))


@records.post("/people/<row:person_id>/feedback")
@needs("feedback.create")
def create_feedback(person: Person) -> ResponseReturnValue:
    """Write it down; then say what happens next."""
    form = FeedbackForm().asked(own=is_self(person))
    if not form.validate():
        return _form_page(person, form)
    by = author("feedback.create", person)
    event = Feedback.record(person, by, Sort(form.sort.data), str(form.words.data), id=form.id.data)
    flash(_("Saved: the manager can read it now."), "saved")
    return receipted(redirect(url_for("records.feedback", feedback_id=event.id), 303), event)


@records.get("/feedback/<uuid_text:feedback_id>")
@needs("feedback.read")
def feedback(feedback_id: str) -> ResponseReturnValue:
    """What was written, who has it, the answer, and what can be done now."""
    told = _readable(feedback_id)
    Look.note(access(), _section(told), _reads_as(told), [told.person])
    return _page(told)


@records.post("/feedback/<uuid_text:feedback_id>/steps")
@needs("feedback.lead")
def create_feedback_step(feedback_id: str) -> ResponseReturnValue:
    """Take it up, answer it, let a coordinator read it."""
    told, by = _readable(feedback_id), author("feedback.lead")
    step, form = sent_step(_coordinators(told.person))
    if not form.validate():
        return _page(told, step, form)
    event = FeedbackStep.take(told.person, told.seq, step, by, **form.said, id=form.id.data)
    flash(str(feedback_wording.TAKEN[step]), "saved")
    return receipted(redirect(url_for("records.feedback", feedback_id=feedback_id), 303), event)


@records.post("/feedback/<uuid_text:feedback_id>/additions")
@needs("feedback.add")
def add_to_feedback(feedback_id: str) -> ResponseReturnValue:
    """Its author has something to add, also once it is answered: then it waits again."""
    told, form = _readable(feedback_id), AddedForm()
    if told.author_id != current_user.user.id:
        abort(404)
    if not form.validate():
        return _page(told, Step.ADDED, form)
    by, words = replace(author("feedback.add"), role=told.role), str(form.words.data)
    event = FeedbackStep.take(told.person, told.seq, Step.ADDED, by, words=words, id=form.id.data)
    flash(str(feedback_wording.TAKEN[Step.ADDED]), "saved")
    return receipted(redirect(url_for("records.feedback", feedback_id=feedback_id), 303), event)


def _readable(feedback_id: str) -> Told:
    """What stands there; for who may not read it there is nothing."""
    return told_us.told(current_user.user, feedback_id) or abort(404)


def _form_page(person: Person, form: FeedbackForm) -> ResponseReturnValue:
    page = "records/own_feedback_new.html" if is_self(person) else "records/feedback_new.html"
    return respond(page, status=form.status, person=person, form=form, read_by=managers())


def _page(told: Told, sent: Step | None = None, form: Any = None) -> ResponseReturnValue:
    """With a step that could not be taken, what was typed is still there."""
    user, mine, forms = current_user.user, told.author_id == current_user.user.id, dict[Step, Form]()
    if may("feedback.lead"):
        forms.update(steps_of(told, user.id, _coordinators(told.person)))
    if mine:
        forms[Step.ADDED] = AddedForm(posted=False)
    if sent is not None:
        forms[sent] = form
    ally = Membership.ally(told.person, told.author_id) if told.role == ALLY and not mine else None
    opened = [look.user.name for look in Look.at(told.person, _section(told)) if look.user_id != told.author_id]
    page = "records/own_feedback.html" if mine and is_self(told.person) else "records/feedback.html"
    return respond(
        page, status=form.status if form else 200, told=told, person=told.person, mine=mine, forms=forms, sent=form,
        opened_by=list(dict.fromkeys(opened)), ally=ally,
    )  # fmt: skip


def _section(told: Told) -> str:
    """Who read it is shown with it only, as with worries; two authors may have used the same id."""
    return f"{KEPT}feedback {told.seq}"


def _reads_as(told: Told) -> str:
    """In which role this reader reads it."""
    return told.role if told.author_id == current_user.user.id else MANAGER if access().managers else COORDINATOR


def _coordinators(person: Person) -> list[Somebody]:
    return [one for one in leads(person) if one.role == COORDINATOR]
