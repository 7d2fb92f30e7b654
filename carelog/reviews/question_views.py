"""What the circle is figuring out: ask, answer, say what was found out."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog import journal
from carelog.access import access, author, may, needs
from carelog.htmx import back, came_from, receipted, respond
from carelog.people.pages import asked_page, is_self
from carelog.people.person import Person
from carelog.records.pages import understood
from carelog.reviews import question_wording
from carelog.reviews.agreed_views import leads, may_know
from carelog.reviews.kept_question import Asked, Questions, open_questions, question
from carelog.reviews.question import Finding, Question, QuestionAnswer
from carelog.reviews.question_forms import AnswerForm, FindingForm, QuestionForm
from carelog.reviews.talked_about import talked_about_next

questions = Blueprint("questions", __name__)
for helper in question_wording.FILTERS:
    questions.add_app_template_filter(helper)

PLACE = "/people/<row:person_id>/questions"
ONE = f"{PLACE}/<uuid_text:question_id>"


@questions.app_template_global()
def figured_out(person: Person, month: date | None = None) -> list[Asked]:
    """What the circle is figuring out now, as the signed-in user may read it; nothing with a month that is over."""
    over = month is not None and month < talked_about_next(person)
    return [] if over or not may("question.read", person) else open_questions(person, access().labels(person))


@questions.get(PLACE)
@needs("question.read")
def index(person: Person) -> ResponseReturnValue:
    """What is asked, and what was found out; for the person one question at a time."""
    return _index(person, None)


@questions.post(PLACE)
@needs("question.create")
def create(person: Person) -> ResponseReturnValue:
    """Ask something; everybody who reads it can answer."""
    by, form, event = author("question.create", person), _form(person), None
    if form.validate():
        with understood(form):
            event = Question.ask(
                person, str(form.words.data), by, labels=access().labels(person), item=form.item.data or None,
                label=form.label.data, id=form.id.data,
            )  # fmt: skip
    return _index(person, form) if event is None else _saved(person, event)


@questions.get(ONE)
@needs("question.read")
def show(person: Person, question_id: str) -> ResponseReturnValue:
    """One question, what each answers, and what was found out."""
    return _page(person, _readable(person, question_id))


@questions.post(f"{ONE}/answers")
@needs("question.answer")
def create_answer(person: Person, question_id: str) -> ResponseReturnValue:
    """Answer it, in the place of what one answered before."""
    one, by = _readable(person, question_id), author("question.answer", person)
    form = AnswerForm(person, own=is_self(person))
    if not form.validate():
        return _page(person, one, form)
    with understood(form):
        event = QuestionAnswer.give(person, one.seq, form.answer(), by, id=form.id.data)
    return _saved(person, event, form.back.data or "", one)


@questions.post(f"{ONE}/findings")
@needs("question.answer")
def create_finding(person: Person, question_id: str) -> ResponseReturnValue:
    """Say what was found out: from then on nobody is asked any more."""
    one, form, by = _readable(person, question_id), FindingForm(), author("question.answer", person)
    if not _may_settle(person, one):
        abort(403)
    if not form.validate():
        return _page(person, one, form)
    with understood(form):
        event = Finding.record(person, one.seq, str(form.words.data), by, id=form.id.data)
    return _saved(person, event)


def _saved(person: Person, event: journal.Event, sent: str = "", one: Asked | None = None) -> ResponseReturnValue:
    """To the page that led here; the person stays on the screen of that question."""
    flash(_("Saved."), "saved")
    anchor = f"question-{one.id}" if one and is_self(person) else None
    where = url_for("questions.index", person_id=person.id, _anchor=anchor)
    return receipted(redirect(back(where, sent=sent or where), 303), event)


def _readable(person: Person, question_id: str) -> Asked:
    return question(person, access().labels(person), question_id) or abort(404)


def _may_settle(person: Person, one: Asked) -> bool:
    """Who leads, and who asked."""
    return may("question.answer", person) and (one.author_id == current_user.user.id or leads(person))


def _form(person: Person, **more: Any) -> QuestionForm:
    return QuestionForm(**more).offer([one for one in may_know(person) if one.current])


def _index(
    person: Person, form: QuestionForm | None, one: Asked | None = None, wrong: AnswerForm | FindingForm | None = None
) -> ResponseReturnValue:
    """With what could not be saved, what was typed is still there; for the person that `one` stands first."""
    found, asks = Questions.of(person, access().labels(person), asked_page()), may("question.create", person)
    sent = form or wrong
    return respond(
        "reviews/easy_questions.html" if is_self(person) else "reviews/questions.html",
        status=sent.status if sent else 200, person=person, found=found, one=one, wrong=wrong,
        form=form or (_form(person, posted=False) if asks else None),
    )  # fmt: skip


def _page(person: Person, one: Asked, wrong: AnswerForm | FindingForm | None = None) -> ResponseReturnValue:
    """The same with one alone; for the person it is a screen among the others."""
    if is_self(person):
        return _index(person, None, one, wrong)
    mine = one.mine(current_user.user.id)
    said = {"words": mine.words, "reply": mine.reply.value} if mine else {}
    fresh = AnswerForm(person, own=False, posted=False, back=came_from(), **said)
    answer, finding = (wrong if isinstance(wrong, kind) else None for kind in (AnswerForm, FindingForm))
    return respond(
        "reviews/question.html", status=wrong.status if wrong else 200, person=person, one=one, wrong=wrong,
        about=next((it for it in may_know(person) if it.id == one.item_id), None),
        answer=(answer or fresh) if may("question.answer", person) else None,
        finding=(finding or FindingForm(posted=False)) if _may_settle(person, one) else None,
    )  # fmt: skip
