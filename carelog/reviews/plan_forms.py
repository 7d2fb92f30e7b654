"""How the person wants their conversation."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, Optional

from carelog.forms import Form, a_day, choices, id_of_the_press, words
from carelog.people.circle import SELF, Membership
from carelog.reviews.conversation_plan import RHYTHMS, Plan
from carelog.reviews.conversation_plan import Form as Length
from carelog.reviews.conversation_wording import FORMS
from carelog.reviews.conversation_wording import RHYTHMS as HOW_OFTEN

NEEDED = {"yes": _l("Yes"), "no": _l("No, not this month")}
SAY_HOW = _l("Say how they said or showed it.")


class PlanForm(Form):
    """`around`: who may lead; `own`: the person themselves decides."""

    id = id_of_the_press()
    needed = RadioField(_l("Do we talk about this month?"), [InputRequired(_l("Choose one of the two."))],
                        choices=lambda: choices(NEEDED))  # fmt: skip
    held_on = a_day(_l("On which day?"))
    held_at = TimeField(_l("At what time?"), [Optional()])
    led_by = SelectField(_l("Who leads?"))
    form = RadioField(_l("How much do we talk about?"), choices=lambda: choices(FORMS))
    every = SelectField(_l("How often?"), choices=lambda: choices({one: HOW_OFTEN[one] for one in RHYTHMS}))
    words = words(_l("How did they say or show it?"))

    def __init__(self, plan: Plan, around: Iterable[Membership], *, own: bool) -> None:
        held_at = time.fromisoformat(plan.held_at) if plan.held_at else None
        super().__init__(
            needed="yes" if plan.needed else "no", led_by=str(plan.led_by or ""), form=plan.form.value,
            every=str(plan.every), held_on=plan.held_on, held_at=held_at,
        )  # fmt: skip
        self.own = own
        others = {one.id: one.user.name for one in around if one.role != SELF}
        self.led_by.choices = choices({"": _("My coordinator") if own else _("Whoever coordinates"), **others})

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything is in order; a time has its day; somebody else than the person says how they showed it."""
        good = bool(super().validate(extra_validators))
        if self.held_at.data and not self.held_on.data:
            self.refuse(_("Say on which day, too."), "held_on")
            good = False
        if not self.own and not self.words.data:
            self.refuse(str(SAY_HOW), "words")
            good = False
        return good

    def plan(self) -> Plan:
        """What the noun takes."""
        at = self.held_at.data
        return Plan(
            needed=self.needed.data == "yes", form=Length(self.form.data), every=int(self.every.data),
            led_by=int(self.led_by.data) if self.led_by.data else None, held_on=self.held_on.data,
            held_at=f"{at:%H:%M}" if at else "", words="" if self.own else self.words.data,
        )  # fmt: skip
