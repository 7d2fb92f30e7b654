"""How much of my week happened, and what each figure rests on."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from carelog import clock, journal
from carelog.access import access, needs
from carelog.htmx import respond
from carelog.people.pages import asked_page
from carelog.people.person import Person
from carelog.records.lived import Lived
from carelog.records.outcome import State
from carelog.records.pages import record_of
from carelog.records.said import Reason
from carelog.summaries import easy_wording, period_wording, sentence, wording
from carelog.summaries.behind import UNKNOWN, Behind, Figure
from carelog.summaries.period import Length, Period
from carelog.summaries.summary import MOVED, Summary
from carelog.web import asked_day

summaries = Blueprint("summaries", __name__)
for helper in (
    sentence.by_title, sentence.other_reasons, sentence.tally, wording.sentence, wording.share,
    wording.chosen_words, wording.ahead, wording.waits, wording.arrow_words, wording.size_words, wording.why_words,
    period_wording.period_words, period_wording.day_to_day, wording.place_words, wording.short_place,
    wording.move_words, wording.shortened_words,
    easy_wording.ideas, easy_wording.waiting_ideas, easy_wording.size_ideas, easy_wording.chosen_ideas,
):  # fmt: skip
    summaries.add_app_template_filter(helper)
summaries.add_app_template_global(wording.HEADINGS.get, "sentence_heading")


@summaries.get("/people/<row:person_id>/summary")
@needs("summary.read")
def show(person: Person) -> ResponseReturnValue:
    """The two sentences and the total of a week, a month or three months, and what is behind them."""
    summary, today = _asked_summary(person), clock.living_day(person.team.tz)
    return respond("summaries/summary.html", person=person, summary=summary, today=today, words=period_wording)


@summaries.get("/people/<row:person_id>/summary/records")
@needs("week.read")
def records(person: Person) -> ResponseReturnValue:
    """The chances behind one figure: what became of each, who said so, when, and how they know."""
    figure, summary = _asked_figure(person), _asked_summary(person)
    behind = Behind.of(summary, figure, asked_page())
    return respond("summaries/records.html", person=person, summary=summary, behind=behind, words=period_wording)


def _asked_figure(person: Person) -> Figure:
    """The one that the address names; 400 for what there is none of."""
    item, named = (
        journal.valid_id(request.args.get("thing")),
        {name: request.args.get(name) for name in ("state", "why")},
    )
    state, why, about = named["state"] or None, named["why"] or None, request.args.get("about", sentence.TOTAL)
    if about not in sentence.LINES or state not in (None, *State) or why not in (None, UNKNOWN, MOVED, *Reason):
        abort(400)
    return Figure(about, state, why, (item, asked_day(clock.living_day(person.team.tz))) if item else None)


def _asked_summary(person: Person) -> Summary:
    """Of the week, month or three months that hold the date in the address; of this week, if it names none."""
    length = next((one for one in Length if one in request.args), Length.WEEK)
    day = asked_day(clock.living_day(person.team.tz), length)
    return Summary.of(person, Period.of(length, day), access().labels(person), reader_id=current_user.user.id)


@summaries.app_template_global()
def chance_at(person: Person, row: Lived) -> str:
    """Where one chance can be read and written down. A gap that any day of a week can fill leads to its week."""
    if row.occurrence.number:
        return record_of(person, row.key)
    return url_for("records.week", person_id=person.id, week=clock.monday(row.occurrence.day).isoformat())
