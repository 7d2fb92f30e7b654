"""An ordinary month on one page, for who leads: written down, and closed, with one press."""

from datetime import date

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import access, author, needs
from carelog.htmx import respond
from carelog.people.circle import SELF, Membership
from carelog.people.person import Person
from carelog.reviews.agreed_views import may_know, what_can_lead, who_can
from carelog.reviews.conversation_views import HERE, PressForm
from carelog.reviews.evidence import Shown
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.pages import conversations, led, reader_of, saved, sight, understood
from carelog.reviews.promises import to_ask_after
from carelog.reviews.short_forms import ShortForm
from carelog.reviews.sides import Sides


@conversations.route(f"{HERE}/<month:month>/short", methods=["GET", "POST"])
@needs("conversation.lead", shows="conversation")
def short(person: Person, month: date) -> ResponseReturnValue:
    """What became of the last actions, one thing working, one not, one action; and with its press it is closed."""
    about, written = led(person, month), None
    if not about.has_come or (about.closed and request.method == "GET"):
        return redirect(url_for("conversations.show", person_id=person.id, month=month))
    form = _form(about)
    if form.was_sent():
        with understood(form.typed), form.refusing():
            by, labels = author("conversation.lead", person), access().labels(person)
            written = form.told().hold(about, by, labels, id=str(form.id.data))
    return saved(about, _("The conversation is closed."), *written) if written else _page(about, form)


def _form(about: Conversation) -> ShortForm:
    person, role = about.person, author("conversation.lead", about.person).role
    before = to_ask_after(person, reader_of(person), about.month)
    form = ShortForm(before, who_can(person), what_can_lead(person, about.month, may_know(person)))
    return form.asks_whose(person, role, [] if role == SELF else Membership.around(person))


def _page(about: Conversation, form: ShortForm) -> ResponseReturnValue:
    person = about.person
    sides = Sides.of(about, reader_of(person))
    return respond(
        "reviews/short.html", status=form.status, person=person, about=about, form=form, sides=sides,
        shown=Shown.of(person, about.month, sides, sight(person)), press=PressForm(posted=False, back=request.path),
    )  # fmt: skip
