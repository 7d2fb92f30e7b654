"""Days for conversations: proposed for several at once, and what each person says to theirs."""

from datetime import date

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from carelog import clock
from carelog.access import author, may, needs
from carelog.errors import Refused
from carelog.htmx import back, receipted, receipted_together, respond
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.reviews.desk import Line
from carelog.reviews.desk_forms import AnswerForm, DayForm, DaysForm, SpreadForm
from carelog.reviews.desk_views import DESK, chosen_lines
from carelog.reviews.invitation_views import asked_here
from carelog.reviews.month import current_month
from carelog.reviews.pages import conversation_of, conversations, understood
from carelog.reviews.proposal import ProposalAnswer, Proposed, propose, proposed
from carelog.weeks.calendar import months_on
from carelog.weeks.time_away import TimeAway, pauses


@conversations.get(f"{DESK}/days")
@needs("desk.write")
def new_days() -> ResponseReturnValue:
    """Days for several conversations, one after the other; each of them can be changed."""
    lines = chosen_lines()
    without = [line for line in lines if line.needs_a_day]
    spread = SpreadForm(min((clock.living_day(line.person.team.tz) for line in lines), default=clock.now().date()))
    slots = zip(without, spread.slots(len(without)), strict=True)
    given = {line.key: slot for line, slot in slots}
    forms = [DayForm(line, *given.get(line.key, ())) for line in lines if not line.decided.plan.held_on]
    return _page(lines, forms, DaysForm(), spread)


@conversations.post(f"{DESK}/days")
@needs("desk.write")
def create_days() -> ResponseReturnValue:
    """Propose them, all at once. Each is fixed when the person has said yes."""
    lines, press = chosen_lines(), DaysForm()
    forms = [DayForm(line) for line in lines]
    in_order = [form.validate() for form in (press, *forms)]
    if not all(in_order):
        return _page(lines, forms, press)
    days = [form.day for form in forms if form.held_on.data]
    if not days:
        press.refuse(_("Choose a day for at least one of them."))
        return _page(lines, forms, press)
    with understood():
        events = propose(days, author("desk.write"), str(press.id.data))
    flash(ngettext("One day is proposed.", "%(num)s days are proposed.", len(events)), "saved")
    return receipted_together(
        redirect(back(url_for("conversations.desk"), sent=press.back.data), 303), str(press.id.data), events
    )


@conversations.post("/people/<row:person_id>/conversations/<month:month>/proposal-answers")
@needs("proposal.answer")
def create_proposal_answer(person: Person, month: date) -> ResponseReturnValue:
    """Is that day good? A yes fixes it."""
    conversation_of(person, month)
    form = AnswerForm(own=is_self(person))
    if not form.validate():
        raise Refused(" ".join(str(said) for all_of in form.errors.values() for said in all_of))
    with understood(form.words.data or ""):
        events = ProposalAnswer.record(
            person, month, str(form.about.data), author("proposal.answer", person), good=form.good.data == "yes",
            words="" if form.own else str(form.words.data), id=str(form.id.data),
        )  # fmt: skip
    flash(_("Saved."), "saved")
    where = url_for("conversations.show", person_id=person.id, month=month)
    return receipted(redirect(where, 303), *events)


@conversations.app_template_global()
def proposed_day(person: Person, month: date) -> Proposed | None:
    """The day that is proposed for that conversation, while none is fixed."""
    return proposed([person.id], [month]).get((person.id, month))


@conversations.app_template_global()
def away_then(person: Person, day: date | None) -> bool:
    """The person is away on that day, for who may know: a hint, and no more."""
    return day is not None and may("week.read", person) and any(one.holds_on(day) for one in TimeAway.of(person))


@conversations.app_template_global()
def conversation_waits(person: Person) -> date | None:
    """The month whose conversation asks its person something: what they think, or whether a day is good."""
    now = current_month(person)
    days = proposed([person.id], [months_on(now, after) for after in (1, 0, -1)])
    asked = [one.month for one in asked_here(person)]
    asked += [month for (_person, month), one in days.items() if one.good is None]
    return max(asked, default=None)


def _page(
    lines: list[Line], forms: list[DayForm], press: DaysForm, spread: SpreadForm | None = None
) -> ResponseReturnValue:
    status = max(form.status for form in (press, *forms, *([spread] if spread else [])))
    away = pauses(line.person for line in lines)
    return respond("reviews/days.html", status=status, lines=lines, forms=forms, press=press, spread=spread, away=away)
