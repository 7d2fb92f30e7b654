"""The three-month review: the list, the page, that there is to be one, its beginning and end."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import access, author, may, needs
from carelog.errors import Refused
from carelog.htmx import receipted, respond
from carelog.journal import Event
from carelog.people.circle import SELF, Membership
from carelog.people.pages import is_self
from carelog.people.person import ChangedMeanwhile, Person
from carelog.records.pages import sees_things
from carelog.reviews import review_wording
from carelog.reviews.closing import NotClosed
from carelog.reviews.conversation_views import PressForm
from carelog.reviews.pages import ReviewClosed, reader_of, understood
from carelog.reviews.perspective_forms import GuessCheckForm
from carelog.reviews.review_due import due
from carelog.reviews.review_forms import ReviewForm
from carelog.reviews.review_page import Page, figures
from carelog.reviews.review_result import NothingChanged, NotItsDraft
from carelog.reviews.three_month_review import OneStands, Review

three_months = Blueprint("three_months", __name__)
for helper in review_wording.FILTERS:
    three_months.add_app_template_filter(helper)

PLACE = "/people/<row:person_id>/reviews"
ONE = f"{PLACE}/<uuid_text:review_id>"


@contextmanager
def reviewed(words: str = "") -> Iterator[None]:
    """What the nouns refuse, in plain words; `words`: what was typed, which is shown to be copied."""
    try:
        with understood(words, ReviewClosed):
            yield
    except (NotClosed, NotItsDraft, ChangedMeanwhile):
        raise Refused(_("That was changed meanwhile. Open the page again to see how it stands now.")) from None
    except NothingChanged:
        raise Refused(_("Nothing was changed.")) from None


@three_months.get(PLACE)
@needs("review.read")
def index(person: Person) -> ResponseReturnValue:
    """Every review, the newest first, and when the next one is due."""
    found, day = Review.all_of(person), due([person.id]).get(person.id)
    stands = next((one for one in found if not one.closed), None)
    page = "reviews/my_reviews.html" if is_self(person) else "reviews/reviews.html"
    return respond(page, person=person, found=found, due_on=day, stands=stands)


@three_months.route(f"{PLACE}/new", methods=["GET", "POST"])
@needs("review.create", shows="review")
def create(person: Person) -> ResponseReturnValue:
    """There is to be one; family and friends ask for it."""
    form = _form(person, None, "review.create")
    if not form.was_sent():
        return _plan_page(person, form)
    try:
        with reviewed(form.words.data or ""):
            event = Review.begin(person, form.arranged(), author("review.create", person), id=form.id.data)
    except OneStands as there:
        flash(_("There is a review already."), "problem")
        return redirect(url_for("three_months.show", person_id=person.id, review_id=there.review.id), 303)
    return saved(person, event.id, event, _("Saved."))


@three_months.get(ONE)
@needs("review.read")
def show(person: Person, review_id: str) -> ResponseReturnValue:
    """What is said under each heading, what the months say, and what comes of it."""
    return page_of(review_of(person, review_id))


@three_months.route(f"{ONE}/plan", methods=["GET", "POST"])
@needs("review.plan")
def plan(person: Person, review_id: str) -> ResponseReturnValue:
    """When it is, who leads it, and why there is one."""
    review = review_of(person, review_id)
    form = _form(person, review, "review.plan")
    if not form.was_sent():
        return _plan_page(person, form, review)
    with reviewed(form.words.data or ""):
        event = review.change(form.arranged(), author("review.plan", person), id=form.id.data)
    return saved(person, review.id, event, _("Saved."))


@three_months.post(f"{ONE}/opening")
@needs("review.lead")
def create_opening(person: Person, review_id: str) -> ResponseReturnValue:
    """Begin: from now on everybody reads what the others wrote."""
    review, by, form = _led(person, review_id), author("review.lead", person), PressForm()
    if not form.validate():
        return page_of(review, 422)
    with reviewed():
        event = review.open(by, id=form.id.data)
    return saved(person, review.id, event, _("The review has begun."))


@three_months.post(f"{ONE}/closing")
@needs("review.lead")
def create_closing(person: Person, review_id: str) -> ResponseReturnValue:
    """End it, with the figures of its months."""
    review, by, form = _led(person, review_id), author("review.lead", person), PressForm()
    if not form.validate():
        return page_of(review, 422)
    with reviewed():
        event = review.close(figures(review), by, id=form.id.data)
    return saved(person, review.id, event, _("The review is closed."))


def review_of(person: Person, review_id: str) -> Review:
    """That one; else there is nothing."""
    return Review.of(person, review_id) or abort(404)


def page_of(review: Review, status: int = 200, check: GuessCheckForm | None = None) -> ResponseReturnValue:
    """For the person their own screens, for everybody else all of it on one page.

    An answer about a guess that lacks something is still there.
    """
    person, own = review.person, is_self(review.person)
    told = page_for_reader(review)
    return respond(
        "reviews/my_review.html" if own else "reviews/review.html", status=status, person=person,
        review=told.review, told=told, leads=may_lead(review), press=PressForm(posted=False), me=current_user.user.id,
        wrong=check, checks=GuessCheckForm.each(told.lines.guesses, check, own=own),
    )  # fmt: skip


def page_for_reader(review: Review) -> Page:
    """As the signed-in user may read it."""
    person = review.person
    return Page.of(review, reader_of(person), access().labels(person) if sees_things(person) else set())


def may_lead(review: Review) -> bool:
    """The reader leads it."""
    if not may("review.lead", review.person):
        return False
    by = author("review.lead", review.person)
    return review.may_be_led_by(by.user_id, by.role)


def saved(person: Person, review_id: str, event: Event, said: str, at: str = "") -> ResponseReturnValue:
    """To its page, with the receipt."""
    flash(said, "saved")
    where = url_for("three_months.show", person_id=person.id, review_id=review_id, _anchor=at or None)
    return receipted(redirect(where, 303), event)


def _led(person: Person, review_id: str) -> Review:
    """That review, for who leads it."""
    review = review_of(person, review_id)
    return review if may_lead(review) else abort(403)


def _form(person: Person, review: Review | None, verb: str) -> ReviewForm:
    role = access().role_for(verb, person) or ""
    return ReviewForm(review.arranged if review else None, Membership.around(person), role)


def _plan_page(person: Person, form: ReviewForm, review: Review | None = None) -> ResponseReturnValue:
    own = form.role == SELF
    page = "reviews/my_review_plan.html" if own else "reviews/review_plan.html"
    return respond(page, status=form.status, person=person, form=form, review=review)
