"""What was agreed with a person, who does it, and what became of it; and what each of us has to do."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog import clock, journal
from carelog.access import TEAM, Look, access, author, needs
from carelog.accounts.staff_role import COORDINATOR
from carelog.errors import Refused
from carelog.htmx import back, came_from, receipted, respond
from carelog.journal import valid_id
from carelog.people.pages import asked_page, is_self
from carelog.people.person import Person, Placement
from carelog.records.forms import WithdrawalForm
from carelog.records.pages import understood
from carelog.reviews.action import Action, ActionStep, Step
from carelog.reviews.action_forms import ActionForm, AnswersForm, LineForm, OwnActionForm, StepForm, sent_step, steps_of
from carelog.reviews.action_wording import TAKEN
from carelog.reviews.agreed_views import (
    actions,
    agreed_upon,
    asked_month,
    leads,
    led_here,
    may_know,
    what_can_lead,
    who_can,
)
from carelog.reviews.agreement import AgreedLine, What, agreed
from carelog.reviews.because import sources
from carelog.reviews.four_plus_one import FourPlusOne
from carelog.reviews.kept_action import Kept
from carelog.reviews.month import first_of
from carelog.reviews.owed import Owed
from carelog.reviews.pages import reader_of
from carelog.reviews.promises import Promises, promise
from carelog.reviews.three_month_review import Review
from carelog.weeks.known_items import KnownItem

__all__ = ["actions"]

PLACE = "/people/<row:person_id>/actions"
ONE = f"{PLACE}/<uuid_text:action_id>"


@actions.get("/actions")
@needs("actions.read")
def mine() -> ResponseReturnValue:
    """What I have to do, what my teams' people wait for, and what my words led to."""
    belongs = list(access().memberships)
    theirs = Person.visible_to(current_user.user).where(Person.id.in_(belongs) | Placement.team.in_(access().teams))
    people = {person.id: person for person in theirs}
    led = [person.id for person in people.values() if person.team.id in access().teams]
    day = max((clock.living_day(person.team.tz) for person in people.values()), default=clock.now().date())
    owed = Owed.of(current_user.user.id, {key: reader_of(one) for key, one in people.items()}, led, day)
    Look.note(access(), "action", COORDINATOR, [people[key] for key in led])
    return respond("reviews/my_actions.html", owed=owed, people=people, day=day, led=led)


@actions.get(PLACE)
@needs("action.read")
def index(person: Person) -> ResponseReturnValue:
    """What was agreed, who does it, and what became of it; for the person one thing at a time."""
    return _agreed_page(person, None)


@actions.post(f"{PLACE}/lines")
@needs("action.create")
def create_line(person: Person) -> ResponseReturnValue:
    """Agree to keep something, to change or to try it."""
    by, form = _who_leads(person, None), LineForm()
    if not form.validate():
        return _agreed_page(person, form)
    with understood(form), agreed_upon(form):
        event = AgreedLine.record(
            person, form.of_month, What(form.what.data), str(form.words.data), by,
            label=form.label.data, id=form.id.data,
        )  # fmt: skip
    flash(_("Saved."), "saved")
    return _on(person, form, event)


@actions.post(f"{PLACE}/lines/withdrawals")
@needs("action.create")
def create_line_withdrawal(person: Person) -> ResponseReturnValue:
    """Take one's own line back."""
    by, form = _who_leads(person, None), WithdrawalForm()
    if not form.validate():
        raise Refused(_("We could not read that. Open the page again and try once more."))
    with understood(), agreed_upon(form):
        event = AgreedLine.withdraw(person, str(form.mark.data), by, id=form.id.data)
    flash(_("Taken back."), "saved")
    return receipted(redirect(url_for("actions.index", person_id=person.id), 303), event)


@actions.get(f"{PLACE}/new")
@needs("action.create", shows="action")
def new(person: Person) -> ResponseReturnValue:
    """Who does what by when? Perhaps because of what somebody wrote."""
    _who_leads(person, _review(person))
    asked = {"because": [request.args.get("because", "")], "review": request.args.get("review", "")}
    return _form_page(person, _form(person, back=came_from(), **asked))


@actions.post(PLACE)
@needs("action.create")
def create(person: Person) -> ResponseReturnValue:
    """Agree on it; whoever has it finds it on their own page."""
    here = _review(person)
    by, form, event = _who_leads(person, here), _form(person), None
    if form.validate():
        with understood(form), agreed_upon(form):
            event = Action.record(
                person, form.of_month, form.promise(here.seq if here else None), by, labels=access().labels(person),
                id=form.id.data,
            )  # fmt: skip
    if event is None:
        return _form_page(person, form)
    flash(_("Saved: whoever does it finds it on their own page."), "saved")
    return _on(person, form, event)


@actions.get(ONE)
@needs("action.read")
def show(person: Person, action_id: str) -> ResponseReturnValue:
    """One action, what became of it, and what can be said now."""
    return _page(person, _readable(person, action_id))


@actions.post(f"{ONE}/steps")
@needs("action.step")
def create_step(person: Person, action_id: str) -> ResponseReturnValue:
    """It is done, moved or dropped."""
    one = _mine_or_led(person, action_id)
    (step, form), event = sent_step(one, who_can(person, one.label), person if is_self(person) else None), None
    if form.validate():
        with understood(form), agreed_upon(form):
            by = author("action.step", person)
            event = ActionStep.take(person, one.seq, step, by, **form.said, id=form.id.data)
    if event is None:
        return _page(person, one, {step: form})
    flash(str(TAKEN[step]), "saved")
    return _on(person, form, event)


@actions.post(f"{ONE}/answers")
@needs("action.step")
def create_four_plus_one(person: Person, action_id: str) -> ResponseReturnValue:
    """What was tried, learned, pleased us, concerns us; what next."""
    one, form = _mine_or_led(person, action_id), AnswersForm()
    event = None
    if form.validate():
        with understood(form), agreed_upon(form):
            by = author("action.step", person)
            event = FourPlusOne.record(
                person, one.seq, form.of_month, form.answers(), by, id=form.id.data
            )  # fmt: skip
    if event is None:
        return _page(person, one, answers=form)
    flash(_("Saved."), "saved")
    return _on(person, form, event)


def _on(person: Person, form: Any, event: journal.Event) -> ResponseReturnValue:
    """To the page that led here."""
    where = url_for("actions.index", person_id=person.id)
    return receipted(redirect(back(where, sent=form.back.data or where), 303), event)


def _who_leads(person: Person, here: Review | None) -> journal.Author:
    """Who writes down what is agreed, `here`: in which review. 403 for who does not lead."""
    leading = leads(person) or (here is not None and here.leader_id == current_user.user.id)
    return author("action.create", person) if leading else abort(403)


def _review(person: Person) -> Review | None:
    """That in which it is agreed, as the address or the form has it. 404 where there is no such one."""
    asked = request.values.get("review", "")
    return (Review.of(person, valid_id(asked) or "") or abort(404)) if asked else None


def _readable(person: Person, action_id: str) -> Kept:
    """404 where there is none; who sees only their own is not told if there is."""
    reader = reader_of(person)
    return promise(person, reader, action_id) or abort(404 if reader.everything else 403)


def _mine_or_led(person: Person, action_id: str) -> Kept:
    """One of which the reader may say what became of it. Who does not lead is not told if there is another one."""
    one = promise(person, reader_of(person), action_id)
    if leads(person):
        return one or abort(404)
    return one if one and one.owner_id == current_user.user.id else abort(403)


def _form(person: Person, **values: Any) -> ActionForm:
    known, month = may_know(person), asked_month(person)
    form = OwnActionForm(person, month=month, **values) if is_self(person) else ActionForm(month=month, **values)
    led = what_can_lead(person, first_of(form.month.data or month), known)
    return form.offer(who_can(person), [one for one in known if one.current], led)


def _form_page(person: Person, form: ActionForm) -> ResponseReturnValue:
    page = "reviews/my_action_new.html" if is_self(person) else "reviews/action_new.html"
    return respond(page, status=form.status, person=person, form=form)


def _agreed_page(person: Person, form: LineForm | None) -> ResponseReturnValue:
    """With a line that could not be written, what was typed is still there."""
    reader = reader_of(person)
    found = Promises.of(person, reader, asked_page())
    lines = agreed(person, reader.labels) if reader.everything else []
    line = form or (LineForm(posted=False, month=asked_month(person)) if leads(person) else None)
    return respond(
        "reviews/easy_actions.html" if is_self(person) else "reviews/actions.html", status=form.status if form else 200,
        person=person, found=found, lines=lines, line=line, told=led_here(person), leads=leads(person),
    )  # fmt: skip


def _page(
    person: Person, one: Kept, sent: dict[Step, StepForm] | None = None, answers: AnswersForm | None = None
) -> ResponseReturnValue:
    """With a step that could not be taken, what was typed is still there."""
    can, own = leads(person) or one.owner_id == current_user.user.id, person if is_self(person) else None
    forms = {**steps_of(one, who_can(person, one.label), own), **(sent or {})} if can else {}
    asked = (answers or AnswersForm(posted=False, month=asked_month(person), back=came_from())) if can else None
    wrong = next(iter(sent.values())) if sent else answers
    page = "reviews/my_action.html" if own else "reviews/action.html"
    return respond(
        page, status=wrong.status if wrong else 200, person=person, one=one, forms=forms, answers=asked, wrong=wrong,
        about=_about(person, one), because=sources(one.seq) if access().around(person) & TEAM else [],
    )  # fmt: skip


def _about(person: Person, one: Kept) -> KnownItem | None:
    """The thing of the plan that it is about, for who may know what things are called."""
    return next((item for item in may_know(person) if item.id == one.item_id), None) if one.item_id else None
