"""What a compliment or a complaint, and the steps about it, carry."""

from collections.abc import Sequence
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import DataRequired

from carelog.errors import Refused
from carelog.forms import Form, choices, id_of_the_press, words
from carelog.records.feedback import Step
from carelog.records.feedback_wording import ASKED
from carelog.records.leads import Somebody
from carelog.records.told_us import Told


class FeedbackForm(Form):
    """What somebody tells the manager."""

    id = id_of_the_press()
    sort = RadioField(_l("What is it?"), [DataRequired(_l("Choose one of the two."))], choices=lambda: choices(ASKED))
    words = words(_l("What do you want to tell?"), _l("Write what you want to tell."))

    def asked(self, *, own: bool) -> Self:
        """The person is asked in their own words."""
        if own:
            self.words.label.text = _("What do I want to tell?")
        return self


class AddedForm(Form):
    """What its author has to add."""

    id = id_of_the_press()
    words = words(_l("What else?"), _l("Write what you want to add."))


class StepForm(Form):
    """A step of a manager. Its names begin with the step: a page has one form for each."""

    id = id_of_the_press()

    @property
    def said(self) -> dict[str, Any]:
        """What `FeedbackStep.take` asks for besides."""
        return {}

    def offer(self, _coordinators: Sequence[Somebody]) -> Self:
        """Nobody is chosen here."""
        return self


class AnswerForm(StepForm):
    """The answer."""

    words = words(_l("Your answer"), _l("Write your answer."))

    @property
    def said(self) -> dict[str, Any]:
        """The answer."""
        return {"words": self.words.data}


class PassingForm(StepForm):
    """Which coordinator may read it."""

    to = RadioField(_l("To whom?"), [DataRequired(_l("Choose who may read it."))],
                    description=_l("Not to somebody whom it is about."))  # fmt: skip

    @property
    def said(self) -> dict[str, Any]:
        """That coordinator."""
        return {"passed_to": int(self.to.data)}

    def offer(self, coordinators: Sequence[Somebody]) -> Self:
        """These."""
        self.to.choices = choices({one.user_id: one.name for one in coordinators})
        return self


STEP_FORMS: dict[Step, type[StepForm]] = {
    Step.ACKNOWLEDGED: StepForm, Step.ANSWERED: AnswerForm, Step.PASSED_ON: PassingForm,
}  # fmt: skip


def sent_step(coordinators: Sequence[Somebody]) -> tuple[Step, StepForm]:
    """Which step was sent, with its form. Refused if none of them was."""
    for step, form in STEP_FORMS.items():
        if f"{step}-id" in request.form:
            return step, form(prefix=f"{step}-").offer(coordinators)
    raise Refused(_("We could not read that. Open the page again and try once more."))


def steps_of(told: Told, user_id: int, coordinators: Sequence[Somebody]) -> dict[Step, StepForm]:
    """A fresh form for each step that a manager can take now."""
    others = [one for one in coordinators if one.user_id not in told.read_by]
    possible = {
        Step.ACKNOWLEDGED: user_id not in {taken.author_id for taken in told.steps}, Step.ANSWERED: not told.answered,
        Step.PASSED_ON: bool(others),
    }  # fmt: skip
    return {
        step: STEP_FORMS[step](posted=False, prefix=f"{step}-").offer(others)
        for step, can_be in possible.items() if can_be
    }  # fmt: skip
