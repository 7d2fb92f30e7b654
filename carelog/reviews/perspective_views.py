"""Write what is working and what is not: one's own view, or what somebody else says."""

from contextlib import suppress
from datetime import date

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import access, author, needs
from carelog.errors import Refused
from carelog.htmx import back, receipted, respond
from carelog.people.circle import SELF, Membership
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.records.pages import taken_back
from carelog.reviews.conversation_views import page_of
from carelog.reviews.evidence import Offered
from carelog.reviews.guess_check import GuessCheck
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.pages import conversation_of, conversations, reader_of, saved, sight, understood
from carelog.reviews.perspective import Perspective, Whose
from carelog.reviews.perspective_forms import GuessCheckForm, PerspectiveForm
from carelog.reviews.sides import Entry, Sides
from carelog.web import in_our_time

HERE = "/people/<row:person_id>"


@conversations.get(f"{HERE}/conversations/<month:month>/perspectives/new")
@needs("perspective.create", shows="conversation")
def new_perspective(person: Person, month: date) -> ResponseReturnValue:
    """One's own, as it stands so far; `for=another`: what somebody else says."""
    about, another = conversation_of(person, month), request.args.get("for") == "another"
    if about.closed:
        return redirect(url_for("conversations.show", person_id=person.id, month=month))
    return _page(about, _form(about, another=another, fresh=True))


@conversations.post(f"{HERE}/perspectives")
@needs("perspective.create", shows="conversation")
def create_perspective(person: Person) -> ResponseReturnValue:
    """Write it down, in the place of what the same author said before."""
    month = _asked_month()
    about = conversation_of(person, month)
    form = _form(about, another=not request.form.get("whose", "own").startswith("own"))
    if not form.validate():
        return _page(about, form)
    with understood(form.typed):
        by = author("perspective.create", person)
        event = Perspective.record(person, month, form.said(), by, id=form.id.data)
    flash(_("Saved."), "saved")
    where = url_for("conversations.show", person_id=person.id, month=month)
    return receipted(redirect(where, 303), event)


@conversations.post(f"{HERE}/perspectives/withdrawals")
@needs("perspective.create")
def create_perspective_withdrawal(person: Person) -> ResponseReturnValue:
    """Take back what one said oneself."""
    with understood():
        _form_sent, event = taken_back(person, Perspective.withdraw, "perspective.create", of_chance=False)
    flash(_("Taken back."), "saved")
    return receipted(redirect(back(url_for("conversations.index", person_id=person.id)), 303), event)


@conversations.post(f"{HERE}/conversations/<month:month>/guesses/<uuid_text:said>/checks")
@needs("guess.check", shows="conversation")
def create_guess_check(person: Person, month: date, said: str) -> ResponseReturnValue:
    """The person was asked whether a best guess is right."""
    about = conversation_of(person, month)
    entry = Sides.of(about, reader_of(person)).guesses.get(said) or abort(404)
    form = GuessCheckForm(said, own=is_self(person), posted=True)
    if not form.validate():
        return page_of(about, check=form)
    with understood(form.typed):
        by, words = author("guess.check", person), form.words.data
        event = GuessCheck.record(about, entry.seq, by, is_right=form.is_right, words=words, id=form.id.data)
    return saved(about, _("Saved."), event)


def _asked_month() -> date:
    """That of the form. Refused where it names none, or one far from our time, whose page nobody could open."""
    with suppress(ValueError):
        month = date.fromisoformat(f"{request.form.get('month', '')}-01")
        if in_our_time(month):
            return month
    raise Refused(_("We could not read that. Open the page again and try once more."))


def _form(about: Conversation, *, another: bool, fresh: bool = False) -> PerspectiveForm:
    """For who writes: with what they wrote last, or what they wanted to bring."""
    person, role = about.person, access().role_for("perspective.create", about.person) or ""
    around = () if role == SELF else tuple(Membership.around(person))
    others = tuple(one for one in around if one.user_id != current_user.user.id)
    offered, month = Offered.of(person, about.month, sight(person)), f"{about.month:%Y-%m}"
    mine = _mine(about) if fresh and not another else None
    return PerspectiveForm.of(mine, person, role, offered, others, another=another, month=month)


def _mine(about: Conversation) -> Entry | None:
    """What the signed-in user says themselves, as it stands."""
    entries = Sides.of(about, reader_of(about.person)).mine(current_user.user.id)
    return next((entry for entry in entries if entry.whose is Whose.OWN), None)


def _page(about: Conversation, form: PerspectiveForm) -> ResponseReturnValue:
    own = form.role == SELF
    page = "reviews/my_perspective.html" if own else "reviews/perspective.html"
    return respond(page, status=form.status, person=about.person, about=about, form=form)
