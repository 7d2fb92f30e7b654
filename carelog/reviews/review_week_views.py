"""What a review changes: the week, by a draft that is agreed here; how to support the person, how they communicate."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import cast

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import access, author, needs
from carelog.errors import Refused
from carelog.htmx import respond
from carelog.people.information_needs import NothingSaid
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.reviews.kept_line import Lines
from carelog.reviews.pages import reader_of
from carelog.reviews.review_forms import ResultForm, WeekForm, WordsForm
from carelog.reviews.review_result import ReviewResult, Told, What, as_seen, led_to_changes, review_of_version, stands
from carelog.reviews.review_views import ONE, review_of, reviewed, saved, three_months
from carelog.reviews.three_month_review import Review
from carelog.weeks import wording
from carelog.weeks.perfect_week import EmptyWeek, StartsTooEarly, WeekMoved
from carelog.weeks.week_draft import AlreadySettled, AnotherDraft, WeekDraft, earliest_agreement

three_months.add_app_template_global(review_of_version)


@three_months.app_template_global()
def changes_because_of_me(people: Iterable[Person]) -> list[Told]:
    """What the reader's words around these people led to in reviews."""
    around = list(people)
    own = [one.id for one in around if is_self(one)]
    return led_to_changes(current_user.user.id, [one.id for one in around], own)


@three_months.app_template_global()
def review_by(person: Person, number: int) -> str | None:
    """The id of the review of that number."""
    found = Review.all_of(person, number)
    return found[0].id if found else None


@three_months.post(f"{ONE}/draft")
@needs("plan.write", shows="review")
def create_draft(person: Person, review_id: str) -> ResponseReturnValue:
    """Begin to change the week: a draft that is as the agreed one."""
    review = review_of(person, review_id)
    with _in_order():
        ReviewResult.begin_draft(review, author("plan.write", person))
    return redirect(url_for("three_months.week", person_id=person.id, review_id=review.id), 303)


@three_months.route(f"{ONE}/week", methods=["GET", "POST"])
@needs("plan.write", shows="review")
def week(person: Person, review_id: str) -> ResponseReturnValue:
    """The draft, thing by thing; agreeing it."""
    review = review_of(person, review_id)
    form, draft = WeekForm(), WeekDraft.open_one(person)
    if draft is None or draft.because_seq != review.seq:
        return _no_draft(review)
    _offer(form, review)
    if not form.was_sent():
        return _week_page(review, draft, form)
    try:
        with _in_order():
            event = ReviewResult.agree_week(
                review, draft, cast("date", form.starts.data), form.how_agreed.data, author("plan.write", person),
                because=form.because.data or (), labels=access().labels(person), id=form.id.data,
            )  # fmt: skip
    except StartsTooEarly:
        earliest = wording.day(earliest_agreement(person))
        form.refuse(_("A new week starts on %(day)s at the earliest.", day=earliest), "starts")
        return _week_page(review, draft, form)
    return saved(person, review.id, event, _("Agreed. The week is changed from that day on."), "changes")


@three_months.route(f"{ONE}/words/<any(support, communication):what>", methods=["GET", "POST"])
@needs("person.write", shows="review")
def words(person: Person, review_id: str, what: str) -> ResponseReturnValue:
    """How to support the person, or how they communicate, in other words from now on."""
    review, about = review_of(person, review_id), What(what)
    if review.closed and request.method == "GET":
        return redirect(url_for("three_months.show", person_id=person.id, review_id=review.id))
    form = WordsForm(words=stands(person, about), seen=as_seen(person, about))
    _offer(form, review)
    if not form.was_sent():
        page = "reviews/review_words.html"
        return respond(page, status=form.status, person=person, review=review, form=form, what=about)
    with reviewed(form.words.data), _in_order():
        event = ReviewResult.reword(
            review, about, form.words.data, form.seen.data or "", author("person.write", person),
            because=form.because.data or (), labels=access().labels(person), id=form.id.data,
        )  # fmt: skip
    return saved(person, review.id, event, _("Saved."), "changes")


def _offer(form: ResultForm, review: Review) -> None:
    """What the reader may read of it can have led to something."""
    lines = Lines.of(review, reader_of(review.person))
    form.offer(line for found in lines.by_section.values() for line in found)


def _no_draft(review: Review) -> ResponseReturnValue:
    """Agreed or put away already: the page of the review says what holds now; pressed twice, that is all it does."""
    if request.method == "POST":
        flash(_("That draft was agreed or put away already."), "saved")
    where = url_for("three_months.show", person_id=review.person.id, review_id=review.id, _anchor="changes")
    return redirect(where, 303)


def _week_page(review: Review, draft: WeekDraft, form: WeekForm) -> ResponseReturnValue:
    labels = access().labels(review.person)
    return respond(
        "reviews/review_week.html", status=form.status, person=review.person, review=review, draft=draft, form=form,
        changes=draft.changes().for_reader(labels), earliest=earliest_agreement(review.person),
    )  # fmt: skip


@contextmanager
def _in_order() -> Iterator[None]:
    """What the nouns of the week refuse, in plain words."""
    try:
        with reviewed():
            yield
    except AnotherDraft:
        raise Refused(_("A draft of the week waits already. Agree it or put it away first, on the plan.")) from None
    except WeekMoved:
        raise Refused(_("The week was changed meanwhile. Put this draft away, and begin once more.")) from None
    except EmptyWeek:
        raise Refused(_("A week needs at least one thing.")) from None
    except NothingSaid:
        raise Refused(_("Write the words.")) from None
    except AlreadySettled:
        raise Refused(_("That draft was agreed or put away already.")) from None
