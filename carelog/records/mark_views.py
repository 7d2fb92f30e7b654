"""Marking: what happened, undo, correction with a reason; and settling with the person what the others differ on."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import Look, access, author, needs
from carelog.errors import Refused
from carelog.htmx import htmx
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.records.chance import key_of, plan_around
from carelog.records.forms import CorrectionForm, MarkForm, SettlementForm
from carelog.records.mark import Mark
from carelog.records.occurrence_views import again
from carelog.records.pages import kept, records, taken_back, understood
from carelog.records.settlement import settle


@records.post("/people/<row:person_id>/marks")
@needs("mark.create")
def create_mark(person: Person) -> ResponseReturnValue:
    """It happened; or partly, a choice, not at all."""
    form, event, plan = MarkForm(own=is_self(person)), None, None
    if form.validate():
        plan = plan_around(person, *form.key()[:2])  # once, for the record and for the row that shows it
        with understood(form):
            event = Mark.record(
                person, *form.key(), author("mark.create", person), labels=access().labels(person),
                account=form.account(), id=form.id.data, plan=plan,
            )  # fmt: skip
    return kept(person, event, form.key(), form.back.data, plan=plan) if event else _refused(person, form)


@records.post("/people/<row:person_id>/corrections")
@needs("mark.create", shows="week")
def create_correction(person: Person) -> ResponseReturnValue:
    """Put other words in the place of one's own earlier ones, and say why."""
    form, event = CorrectionForm(own=is_self(person)), None
    if form.validate():
        with understood(form):
            event = Mark.correct(
                person, str(form.mark.data), form.account(), form.reason_for_it(), author("mark.create", person),
                labels=access().labels(person), id=form.id.data,
            )  # fmt: skip
    return kept(person, event, form.key(), form.back.data) if event else again(person, form, "account")


@records.post("/people/<row:person_id>/withdrawals")
@needs("mark.create")
def create_withdrawal(person: Person) -> ResponseReturnValue:
    """Undo: take one's own mark back."""
    form, event = taken_back(person, Mark.withdraw, "mark.create")
    return kept(person, event, key_of(Mark, event), form.back.data, _("Taken back."))


@records.post("/people/<row:person_id>/settlements")
@needs("settlement.create", shows="week")
def create_settlement(person: Person) -> ResponseReturnValue:
    """People say different things: write down what the person says, asked by somebody."""
    form, event = SettlementForm(prefix="settled-"), None
    if form.validate():
        with understood(form):
            event = settle(
                person, form.key(), form.account(), author("settlement.create", person),
                labels=access().labels(person), id=form.id.data,
            )  # fmt: skip
    return kept(person, event, form.key(), form.back.data) if event else again(person, form, "settlement")


def _refused(person: Person, form: MarkForm) -> ResponseReturnValue:
    """A tap says what is wrong beside its row; the small sheet on its page."""
    if htmx and form.readable:
        raise Refused(" ".join(str(one) for field in form for one in field.errors))
    if not form.back.data:
        raise Refused(_("We could not read that mark. Open the page again and try once more."))
    Look.note(access(), "week", author("mark.create", person).role, [person])
    return again(person, form, "account")
