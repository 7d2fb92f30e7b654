"""The conversation of a month: the list, the page, how the person wants it, its beginning and end, what comes later."""

from datetime import date
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from carelog import journal
from carelog.access import author, may, needs
from carelog.forms import Form, id_of_the_press, words
from carelog.htmx import receipted, respond
from carelog.journal import Event
from carelog.people.circle import Membership
from carelog.people.pages import asked_page, is_self
from carelog.people.person import Person
from carelog.people.sharing import LABELS
from carelog.reviews.conversation_plan import ConversationPlan
from carelog.reviews.evidence import Shown
from carelog.reviews.later_thought import LaterThought
from carelog.reviews.monthly_conversation import Conversation, listed
from carelog.reviews.pages import conversation_of, conversations, reader_of, sight, understood
from carelog.reviews.plan_forms import PlanForm
from carelog.reviews.sides import Sides
from carelog.summaries.period import Length, Period
from carelog.summaries.summary import Summary

HERE = "/people/<row:person_id>/conversations"


class PressForm(Form):
    """A button alone."""

    id = id_of_the_press()


class ThoughtForm(Form):
    """What came to mind later."""

    id = id_of_the_press()
    words = words(_l("What do you want to add?"), _l("Write what you want to add."))


@conversations.get(HERE)
@needs("conversation.read")
def index(person: Person) -> ResponseReturnValue:
    """Every month, the next one first."""
    months, more = listed(person, asked_page())
    return respond("reviews/conversations.html", person=person, months=months, number=asked_page(), has_more=more)


@conversations.get(f"{HERE}/<month:month>")
@needs("conversation.read")
def show(person: Person, month: date) -> ResponseReturnValue:
    """What each says, side by side; once it has begun, what comes of it."""
    return _page(conversation_of(person, month))


@conversations.route(f"{HERE}/<month:month>/plan", methods=["GET", "POST"])
@needs("conversation.plan")
def plan(person: Person, month: date) -> ResponseReturnValue:
    """Who leads, how often, how much, when, if at all."""
    about = conversation_of(person, month)
    form = PlanForm(about.plan, Membership.around(person), own=is_self(person))
    if not form.was_sent():
        page = "reviews/my_plan.html" if form.own else "reviews/plan.html"
        return respond(page, status=form.status, person=person, about=about, form=form)
    with understood(form.typed):
        by = author("conversation.plan", person)
        event = ConversationPlan.decide(person, month, form.plan(), by, id=form.id.data)
    return _saved(about, event, _("Saved."))


@conversations.post(f"{HERE}/<month:month>/opening")
@needs("conversation.lead")
def create_opening(person: Person, month: date) -> ResponseReturnValue:
    """Begin: from now on everybody reads what the others wrote."""
    about, by, form = _led(person, month), author("conversation.lead", person), PressForm()
    if not form.validate():
        return _page(about)
    with understood():
        event = about.open(by, id=form.id.data)
    return _saved(about, event, _("The conversation has begun."))


@conversations.post(f"{HERE}/<month:month>/closing")
@needs("conversation.lead")
def create_closing(person: Person, month: date) -> ResponseReturnValue:
    """End it, with the figures that it saw."""
    about, by, form = _led(person, month), author("conversation.lead", person), PressForm()
    if not form.validate():
        return _page(about)
    with understood():
        event = about.close(_figures(person, month), by, id=form.id.data)
    return _saved(about, event, _("The conversation is closed."))


@conversations.post(f"{HERE}/<month:month>/later-thoughts")
@needs("later_thought.create")
def create_later_thought(person: Person, month: date) -> ResponseReturnValue:
    """Add what came to mind when it was closed."""
    about, form = conversation_of(person, month), ThoughtForm()
    if not form.validate():
        return _page(about, form)
    with understood(form.typed):
        by = author("later_thought.create", person)
        event = LaterThought.record(about, str(form.words.data), by, id=form.id.data)
    return _saved(about, event, _("Saved."))


def _page(about: Conversation, thought: ThoughtForm | None = None) -> ResponseReturnValue:
    """For the person their own screens, for everybody else the three perspectives side by side."""
    person, own = about.person, is_self(about.person)
    sides = Sides.of(about, reader_of(person))
    return respond(
        "reviews/my_conversation.html" if own else "reviews/conversation.html",
        status=thought.status if thought else 200, person=person, about=about, sides=sides,
        shown=Shown.of(person, about.month, sides, sight(person)), mine=sides.mine(current_user.user.id),
        thoughts=LaterThought.all_of(about) if about.closed else [], leads=_may_lead(about),
        thought=thought or ThoughtForm(posted=False), press=PressForm(posted=False),
    )  # fmt: skip


def _led(person: Person, month: date) -> Conversation:
    """That conversation, for who leads it."""
    about = conversation_of(person, month)
    if not _may_lead(about):
        abort(403)
    return about


def _may_lead(about: Conversation) -> bool:
    if not may("conversation.lead", about.person):
        return False
    by = author("conversation.lead", about.person)
    return about.may_be_led_by(by.user_id, by.role)


def _figures(person: Person, month: date) -> dict[str, Any]:
    """Of each line of that month's summary, how many chances are in which state: the same, whoever closes it."""
    summary = Summary.of(person, Period.of(Length.MONTH, month), {journal.ORDINARY, journal.KEPT_BACK, *LABELS})
    return {"sentences": {line.about: {"counts": line.figures} for line in summary.sentences}}


def _saved(about: Conversation, event: Event, said: str) -> ResponseReturnValue:
    flash(said, "saved")
    where = url_for("conversations.show", person_id=about.person.id, month=about.month)
    return receipted(redirect(where, 303), event)
