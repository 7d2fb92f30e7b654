"""What handing over carries, and what one answer carries."""

from collections.abc import Sequence
from typing import Self

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import AnyOf, DataRequired

from carelog.accounts.session import Session
from carelog.forms import Form, Ticks, choices, id_of_the_press, line
from carelog.home.answering import Ask
from carelog.home.asking import Askable, Thing
from carelog.records.forms import KeyForm
from carelog.weeks.wording import at_what_time


class HandingOverForm(Form):
    """Who is here, and what is asked."""

    id = id_of_the_press()
    present = line(_l("Who is here now?"), _l("Say who is here."), hint=_l("It is written beside each answer."))
    things = Ticks(_l("What to ask"), [DataRequired(_l("Tick what to ask."))])

    def offer(self, found: Sequence[Askable], *, sent: bool) -> None:
        """These; ticked are those that a visit would ask now, or all if there are none."""
        self.things.choices = choices({one.thing.name: _words(one) for one in found})
        if not sent:
            self.things.data = [one.thing.name for one in found if one.now] or [one.thing.name for one in found]

    def chosen(self, found: Sequence[Askable]) -> list[Thing]:
        """What was ticked."""
        return [one.thing for one in found if one.thing.name in (self.things.data or ())]


class AnswerForm(KeyForm):
    """One answer to one question about one thing."""

    asked_about = HiddenField()
    ask = HiddenField(validators=[AnyOf(list(Ask))])
    answer = HiddenField()  # of who was there as many as were ticked

    @classmethod
    def of(cls, thing: Thing, ask: Ask) -> Self:
        """That question about that thing."""
        return cls.about(thing.key, ask=ask, asked_about=thing.about)

    def answers(self) -> list[str]:
        """What was pressed, or everything that was ticked."""
        return [answer for answer in self.answer.raw_data or () if answer]

    def thing(self, session: Session) -> Thing | None:
        """The one of that phone's things that is meant, once the form is in order."""
        meant = (self.key(), self.asked_about.data or "")
        return next((one for one in Thing.all_of(session) if (one.key, one.about) == meant), None)


def _words(one: Askable) -> str:
    """The thing, when, and what is asked where that is not what became of it."""
    details, day = one.lived.details, "" if one.today else format_date(one.thing.key[1], "EEE d MMM")
    asked = _("did they want this?") if one.thing.about else ""
    return ", ".join(part for part in (details.title, day, at_what_time(details), asked) if part)
