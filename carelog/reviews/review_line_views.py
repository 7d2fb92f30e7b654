"""What is said in a review: a line under a heading; and taking one's own back."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import access, author, needs
from carelog.errors import Refused
from carelog.htmx import receipted, respond
from carelog.people.circle import SELF, Membership
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.records.forms import WithdrawalForm
from carelog.reviews.guess_check import GuessCheck
from carelog.reviews.kept_line import Lines
from carelog.reviews.pages import reader_of
from carelog.reviews.perspective_forms import GuessCheckForm
from carelog.reviews.review_forms import ReviewLineForm
from carelog.reviews.review_line import HEADINGS, ReviewLine, Section
from carelog.reviews.review_views import ONE, page_of, review_of, reviewed, saved, three_months
from carelog.reviews.three_month_review import Review


@three_months.app_template_global()
def headings() -> tuple[Section, ...]:
    """Of a review, in their order."""
    return HEADINGS


@three_months.get(f"{ONE}/lines/new")
@needs("review_line.create", shows="review")
def new_line(person: Person, review_id: str) -> ResponseReturnValue:
    """Say something under the heading that the address names."""
    review, section = review_of(person, review_id), _section(request.args.get("section", Section.NOW))
    if (section is Section.LATER) != bool(review.closed):
        return redirect(url_for("three_months.show", person_id=person.id, review_id=review.id))
    return _page(review, section, _form(person, section=section.value))


@three_months.post(f"{ONE}/lines")
@needs("review_line.create", shows="review")
def create_line(person: Person, review_id: str) -> ResponseReturnValue:
    """Write it down."""
    review, section, form = review_of(person, review_id), _section(request.form.get("section", "")), _form(person)
    if not form.validate():
        return _page(review, section, form)
    with reviewed(form.words.data):
        by = author("review_line.create", person)
        event = ReviewLine.record(review, section, form.words.data, form.voice(), by, id=form.id.data)
    return saved(person, review.id, event, _("Saved."), section)


@three_months.post(f"{ONE}/lines/withdrawals")
@needs("review_line.create", shows="review")
def create_line_withdrawal(person: Person, review_id: str) -> ResponseReturnValue:
    """Take one's own line back."""
    review, form = review_of(person, review_id), WithdrawalForm()
    if not form.validate():
        raise Refused(_("We could not read that. Open the page again and try once more."))
    with reviewed():
        by = author("review_line.create", person)
        event = ReviewLine.withdraw(review, str(form.mark.data), by, id=form.id.data)
    flash(_("Taken back."), "saved")
    where = url_for("three_months.show", person_id=person.id, review_id=review.id)
    return receipted(redirect(where, 303), event)


@three_months.post(f"{ONE}/guesses/<uuid_text:said>/checks")
@needs("guess.check", shows="review")
def create_line_check(person: Person, review_id: str, said: str) -> ResponseReturnValue:
    """The person was asked whether a best guess is right."""
    review = review_of(person, review_id)
    line = Lines.of(review, reader_of(person)).guesses.get(said) or abort(404)
    form = GuessCheckForm(said, own=is_self(person), posted=True)
    if not form.validate():
        return page_of(review, form.status, check=form)
    with reviewed(form.words.data):
        by, words = author("guess.check", person), form.words.data
        event = GuessCheck.record(review, line.seq, by, is_right=form.is_right, words=words, id=form.id.data)
    return saved(person, review.id, event, _("Saved."), line.section)


def _section(name: str) -> Section:
    """The one of that name. Refused where there is none."""
    try:
        return Section(name)
    except ValueError:
        raise Refused(_("We could not read that. Open the page again and try once more.")) from None


def _form(person: Person, **values: str) -> ReviewLineForm:
    role = access().role_for("review_line.create", person) or ""
    around = () if role == SELF else tuple(Membership.around(person))
    others = tuple(one for one in around if one.user_id != current_user.user.id)
    return ReviewLineForm(person, role, others, **values)


def _page(review: Review, section: Section, form: ReviewLineForm) -> ResponseReturnValue:
    page = "reviews/my_review_line.html" if form.role == SELF else "reviews/review_line.html"
    return respond(page, status=form.status, person=review.person, review=review, section=section, form=form)
