"""The conversation of a month: the list, the page, how the person wants it, its beginning and end, what comes later."""

from datetime import date

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import HiddenField

from carelog.access import author, needs
from carelog.forms import Form, id_of_the_press, words
from carelog.htmx import our_page, respond
from carelog.journal import ORDINARY
from carelog.people.circle import Membership
from carelog.people.pages import asked_page, is_self
from carelog.people.person import Person
from carelog.reviews.conversation_plan import ConversationPlan
from carelog.reviews.conversation_plan import Form as Length
from carelog.reviews.later_thought import LaterThought
from carelog.reviews.monthly_conversation import Conversation, listed
from carelog.reviews.pack import Pack
from carelog.reviews.pages import conversation_of, conversations, led, may_lead, reader_of, saved, sight, understood
from carelog.reviews.perspective_forms import GuessCheckForm, what_about
from carelog.reviews.plan_forms import PlanForm
from carelog.reviews.reader import WHOLE_TEAM
from carelog.reviews.reading import Reading
from carelog.reviews.talked_about import talked_about_next

HERE = "/people/<row:person_id>/conversations"


class PressForm(Form):
    """A button alone. `back`: where it leads, if not to the conversation."""

    id = id_of_the_press()
    back = HiddenField(filters=[our_page])


class ThoughtForm(Form):
    """What came to mind later."""

    id = id_of_the_press()
    words = words(_l("What do you want to add?"), _l("Write what you want to add."))
    label = what_about(default=ORDINARY)


@conversations.get(HERE)
@needs("conversation.read")
def index(person: Person) -> ResponseReturnValue:
    """Every month, the next one first; for the person a few at a time."""
    (months, more), next_one = listed(person, asked_page()), talked_about_next(person)
    page = "reviews/my_conversations.html" if is_self(person) else "reviews/conversations.html"
    return respond(page, person=person, months=months, number=asked_page(), has_more=more, next=next_one)


@conversations.get(f"{HERE}/<month:month>")
@needs("conversation.read")
def show(person: Person, month: date) -> ResponseReturnValue:
    """What each says, side by side; once it has begun, what comes of it."""
    return page_of(conversation_of(person, month))


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
    return saved(about, _("Saved."), event)


@conversations.post(f"{HERE}/<month:month>/opening")
@needs("conversation.lead")
def create_opening(person: Person, month: date) -> ResponseReturnValue:
    """Begin: from now on everybody reads what the others wrote."""
    about, by, form = led(person, month), author("conversation.lead", person), PressForm()
    if not form.validate():
        return page_of(about)
    with understood():
        event = about.open(by, id=form.id.data)
    return saved(about, _("The conversation has begun."), event, where=form.back.data)


@conversations.post(f"{HERE}/<month:month>/closing")
@needs("conversation.lead")
def create_closing(person: Person, month: date) -> ResponseReturnValue:
    """End it, with the figures that it saw."""
    about, by, form = led(person, month), author("conversation.lead", person), PressForm()
    if not form.validate():
        return page_of(about)
    with understood():
        event = about.close(Pack.of(person, month, WHOLE_TEAM).as_said(), by, id=form.id.data)
    return saved(about, _("The conversation is closed."), event)


@conversations.post(f"{HERE}/<month:month>/later-thoughts")
@needs("later_thought.create")
def create_later_thought(person: Person, month: date) -> ResponseReturnValue:
    """Add what came to mind when it was closed."""
    about, form = conversation_of(person, month), ThoughtForm()
    if not form.validate():
        return page_of(about, form)
    with understood(form.typed):
        by = author("later_thought.create", person)
        event = LaterThought.record(about, str(form.words.data), by, label=form.label.data, id=form.id.data)
    return saved(about, _("Saved."), event)


def page_of(
    about: Conversation, thought: ThoughtForm | None = None, check: GuessCheckForm | None = None
) -> ResponseReturnValue:
    """For the person their own screens, for everybody else the three perspectives side by side.

    A thought, or an answer about a guess, that lacks something is still there.
    """
    person, own = about.person, is_self(about.person)
    told, wrong = Reading.of(about, reader_of(person), sight(person)), thought or check
    return respond(
        "reviews/my_conversation.html" if own else "reviews/conversation.html",
        status=wrong.status if wrong else 200, person=person, about=about, told=told,
        sides=told.sides, shown=told.shown, mine=told.sides.mine(current_user.user.id), leads=may_lead(about),
        wrong=wrong, thought=thought or ThoughtForm(posted=False),
        checks=GuessCheckForm.each(told.sides.guesses, check, own=own),
        press=_press(about),
    )  # fmt: skip


def _press(about: Conversation) -> PressForm:
    """To begin, or to close. What is short goes on with its one page."""
    short = about.plan.form is Length.SHORT and not about.opened and not is_self(about.person)
    where = url_for("conversations.short", person_id=about.person.id, month=about.month) if short else ""
    return PressForm(posted=False, back=where)
