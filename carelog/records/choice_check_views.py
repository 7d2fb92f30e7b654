"""Asking the person "Did you want this?", and taking an answer back."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import access, author, needs
from carelog.errors import Refused
from carelog.people.person import Person
from carelog.records.chance import key_of
from carelog.records.choice_check import ChoiceCheck, NotThatWay, ways
from carelog.records.choice_check_forms import ChoiceCheckForm
from carelog.records.occurrence_views import again
from carelog.records.pages import kept, records, taken_back, understood


@records.post("/people/<row:person_id>/choice-checks")
@needs("choice_check.create", shows="week")
def create_choice_check(person: Person) -> ResponseReturnValue:
    """Write the person's answer down."""
    told = author("choice_check.create", person)
    form, event = ChoiceCheckForm(ways=ways(told.role)), None
    if form.validate():
        try:
            with understood(form):
                event = ChoiceCheck.record(
                    person, str(form.asked_about.data), author=told, **form.check(), labels=access().labels(person),
                    id=form.id.data,
                )  # fmt: skip
        except NotThatWay:
            raise Refused(_("Somebody else who knows them has to agree to that.")) from None
    return kept(person, event, form.key(), form.back.data) if event else again(person, form, "check")


@records.post("/people/<row:person_id>/choice-checks/withdrawals")
@needs("choice_check.create", shows="week")
def create_choice_check_withdrawal(person: Person) -> ResponseReturnValue:
    """Undo: the answer is taken back."""
    form, event = taken_back(person, ChoiceCheck.withdraw, "choice_check.create")
    return kept(person, event, key_of(ChoiceCheck, event), form.back.data, _("Taken back."))
