"""What a worry and the steps about it carry."""

from collections.abc import Sequence
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import DataRequired, ValidationError

from carelog.errors import Refused
from carelog.forms import LONGEST_TEXT, Form, Pick, Ticks, choices, id_of_the_press, line, words
from carelog.htmx import our_page
from carelog.people.person import Person
from carelog.records.concern import SafeNow, Step
from carelog.records.concern_wording import SAFE_NOW, in_role
from carelog.records.leads import Somebody
from carelog.records.worries import Worry


class People(Ticks):
    """Whom a worry is about."""

    gone = _l("Somebody here has left: look again whom it is about.")


class ConcernForm(Form):
    """What somebody saw, heard and did, whether the person is safe now, and whom it is about."""

    id = id_of_the_press()
    seen = words(_l("What did you see?"), hint=_l("Of these three, one is enough."))
    said = words(_l("What was said?"))
    done = words(_l("What have you done?"), hint=_l("Nothing yet is an answer too."))
    safe_now = RadioField("", [DataRequired(_l("Say whether they are safe now."))],
                          choices=lambda: choices(SAFE_NOW))  # fmt: skip
    named = People(_l("Whom is it about?"), description=_l("Whoever you tick never gets to see it."))
    others = line(_l("Somebody else"), longest=LONGEST_TEXT)
    back = HiddenField(filters=[our_page])

    def about(self, person: Person, around: Sequence[Somebody], *, own: bool) -> Self:
        """Name the person in the question, and offer these people. `own`: the person writes it themselves."""
        safe = _("Am I safe now?") if own else _("Is %(name)s safe now?", name=person.name)
        self.safe_now.label.text = safe
        self.named.choices = choices({one.user_id: in_role(one.name, one.role) for one in around})
        return self

    def validate_seen(self, _field: Any) -> None:
        """One of three is enough."""
        if not (self.seen.data or self.said.data or self.done.data):
            raise ValidationError(_("Write what you saw, what was said or what you have done."))

    def told(self) -> dict[str, Any]:
        """What `Concern.record` asks for, once the form is valid."""
        texts = {name: self[name].data for name in ("seen", "said", "done", "others") if name in self}
        named = [int(user_id) for user_id in self.named.data or ()]
        return {**texts, "safe_now": SafeNow(self.safe_now.data or SafeNow.NOT_SURE), "named": named}


class OwnConcernForm(ConcernForm):
    """What the person tells: whether they are safe now, and what happened. That they are not is enough by itself.

    Who only writes what happened has not said that they are safe.
    """

    seen = done = None
    safe_now = Pick("", choices=lambda: choices(SAFE_NOW))
    said = words(_l("What happened?"))

    def validate_said(self, field: Any) -> None:
        """Something worries them."""
        if not field.data and self.safe_now.data in (None, "", SafeNow.YES):
            raise ValidationError(_("I write what happened, or press that I am not safe."))


class StepForm(Form):
    """A step about a worry. Its names begin with the step: a page has one form for each."""

    id = id_of_the_press()

    @property
    def said(self) -> str:
        """Its words."""
        return str(self["words"].data) if "words" in self else ""


class AnswerForm(StepForm):
    """What a lead answers to the author."""

    words = words(_l("Your answer"), _l("Write your answer."))


class AddedForm(StepForm):
    """What the author has to add."""

    words = words(_l("What else?"), _l("Write what you want to add."))


class ClosingForm(StepForm):
    """What was done, so that it can be closed."""

    words = words(_l("What was done?"), _l("Say what was done."))


class OpeningForm(StepForm):
    """Why it is open again."""

    words = words(_l("Why?"), _l("Say why."))


STEP_FORMS: dict[Step, type[StepForm]] = {
    Step.ACKNOWLEDGED: StepForm, Step.ANSWERED: AnswerForm, Step.ADDED: AddedForm, Step.CLOSED: ClosingForm,
    Step.OPENED_AGAIN: OpeningForm,
}  # fmt: skip


def step_form(step: Step, *, posted: bool = False) -> StepForm:
    """The form of that step."""
    return STEP_FORMS[step](posted=posted, prefix=f"{step}-")


def sent_step() -> Step:
    """Which step was sent. Refused if none of them was."""
    for step in Step:
        if f"{step}-id" in request.form:
            return step
    raise Refused(_("We could not read that. Open the page again and try once more."))


def steps_of(worry: Worry, user_id: int, *, leads: bool) -> dict[Step, StepForm]:
    """A fresh form for each step that this reader can take now."""
    return {step: step_form(step) for step in worry.possible(user_id, leads=leads)}
