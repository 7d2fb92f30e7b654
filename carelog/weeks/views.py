"""Plan the week: what is agreed, bringing a spreadsheet in, agreeing it, and what is important to or for the person."""

from datetime import date
from typing import Any, cast

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from carelog import clock
from carelog.access import access, author, needs
from carelog.errors import Refused
from carelog.htmx import respond
from carelog.people.person import Person
from carelog.weeks import wording
from carelog.weeks.forms import (
    ANSWER_WORDS,
    ANSWERS,
    AgreementForm,
    SheetForm,
    UnknownAnswer,
    importance_answers,
)
from carelog.weeks.perfect_week import (
    EmptyWeek,
    PerfectWeek,
    StartsTooEarly,
    WeekMoved,
    latest,
    say_importance,
)
from carelog.weeks.spreadsheet_import import UnreadableSheet, read_week
from carelog.weeks.spreadsheet_import.wording import say, say_problem, where
from carelog.weeks.week_draft import AlreadySettled, WeekDraft, earliest_agreement

weeks = Blueprint("weeks", __name__)
weeks.add_app_template_filter(wording.day, "long_day")
for helper in (
    wording.how_often,
    wording.at_what_time,
    wording.with_what,
    wording.weekday,
    wording.part_name,
    wording.in_the_part,
    say,
    where,
):
    weeks.add_app_template_filter(helper)


@weeks.get("/people/<row:person_id>/plan")
@needs("plan.read")
def plan(person: Person) -> ResponseReturnValue:
    """The agreed week item by item, and the draft that waits."""
    return _page(person)


@weeks.post("/people/<row:person_id>/imports")
@needs("plan.write")
def import_week(person: Person) -> ResponseReturnValue:
    """Read a spreadsheet into a draft; a file that cannot be read changes nothing."""
    form = SheetForm()
    sent = form.sent_file()
    if sent is None:
        return _page(person, 422, sheet=form)
    try:
        WeekDraft.bring_in(person, read_week(*sent), sent[1], author("plan.write", person))
    except UnreadableSheet as problem:
        form.refuse(say_problem(problem), "sheet")
        return _page(person, 422, sheet=form)
    flash(_("Read. Look at the draft, line by line, before it is agreed."), "saved")
    return _home(person)


@weeks.post("/people/<row:person_id>/drafts/<row:draft_id>/agreements")
@needs("plan.write")
def agree(person: Person, draft_id: int) -> ResponseReturnValue:
    """Make the draft the agreed week from a day on."""
    form = AgreementForm()
    if not form.validate():
        return _page(person, 422, agreement=form)
    starts, draft = cast("date", form.starts.data), _draft(person, draft_id)
    if draft.because_seq:
        raise Refused(_("It comes of a review, and is agreed there."))
    try:
        draft.agree(starts, form.how_agreed.data, author("plan.write", person))
    except StartsTooEarly:
        earliest = wording.day(earliest_agreement(person))
        form.refuse(_("A new week starts on %(day)s at the earliest.", day=earliest), "starts")
        return _page(person, 422, agreement=form)
    except EmptyWeek:
        raise Refused(_("No item could be read from that sheet, so there is nothing to agree.")) from None
    flash(_("Agreed. The week starts on %(day)s.", day=wording.day(starts)), "saved")
    return _home(person)


@weeks.post("/people/<row:person_id>/drafts/<row:draft_id>/endings")
@needs("plan.write")
def put_away(person: Person, draft_id: int) -> ResponseReturnValue:
    """The draft will not be agreed."""
    _draft(person, draft_id).put_away(author("plan.write", person))
    flash(_("The draft was put away. The agreed week is unchanged."), "saved")
    return _home(person)


@weeks.post("/people/<row:person_id>/importance")
@needs("plan.write")
def importance(person: Person) -> ResponseReturnValue:
    """Take the answers: important to me, for me, or both."""
    week, labels = latest(person), access().labels(person)
    asked = {p.item_id for p in week.items if p.details.label in labels} if week else set()
    try:
        answers = importance_answers(asked, request.form.to_dict())
        seen = request.form.get("version", type=int)
        said, starts = say_importance(person, answers, author("plan.write", person), seen=seen)
    except (UnknownAnswer, WeekMoved):
        raise Refused(_("The week was changed meanwhile. Open the page again, then answer once more.")) from None
    if said:
        flash(ngettext("One answer was saved.", "%(num)s answers were saved.", said), "saved")
    if not said and not starts:
        flash(_("Nothing was changed."), "saved")
    if starts:
        flash(_("What you changed counts from %(day)s on.", day=wording.day(starts)), "saved")
    return _home(person)


@weeks.errorhandler(AlreadySettled)
def already_settled(_problem: AlreadySettled) -> ResponseReturnValue:
    """Pressed twice, or somebody was quicker: the page shows what holds now."""
    flash(_("That draft was agreed or put away already."), "saved")
    return redirect(url_for("weeks.plan", person_id=(request.view_args or {})["person_id"]), 303)


def _draft(person: Person, draft_id: int) -> WeekDraft:
    draft = WeekDraft.get_or_none((WeekDraft.id == draft_id) & (WeekDraft.person == person))
    return draft or abort(404)


def _home(person: Person) -> ResponseReturnValue:
    return redirect(url_for("weeks.plan", person_id=person.id), 303)


def _page(person: Person, status: int = 200, **forms: Any) -> ResponseReturnValue:
    labels, version = access().labels(person), latest(person)
    draft = WeekDraft.open_one(person)
    values = {
        "person": person,
        "week": PerfectWeek.newest(person),
        "items": [planned for planned in version.items if planned.details.label in labels] if version else [],
        "draft": draft,
        "difference": draft.changes().for_reader(labels) if draft else None,
        "version": version,
        "earliest": earliest_agreement(person),
        "today": clock.living_day(person.team.tz),
        "answer_words": ANSWER_WORDS,
        "answers": {pair: name for name, pair in ANSWERS.items()},
        "sheet": SheetForm(posted=False),
        "agreement": AgreementForm(posted=False),
        **forms,
    }
    return respond("weeks/plan.html", status=status, **values)
