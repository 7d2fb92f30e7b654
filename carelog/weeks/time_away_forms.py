"""What time away carries: from when, until when, where, and anything to add."""

from datetime import date
from typing import Self, cast

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import DataRequired

from carelog.forms import Form, a_day, choices, id_of_the_press, words
from carelog.weeks.time_away import Pause, Why
from carelog.weeks.time_away_wording import WHY_AWAY


class TimeAwayForm(Form):
    """Days away, both included."""

    id = id_of_the_press()
    why = RadioField(_l("Where?"), [DataRequired(_l("Choose where."))], choices=lambda: choices(WHY_AWAY))
    first = a_day(_l("First day away"), _l("Say from which day on."))
    last = a_day(_l("Last day away"), hint=_l("Leave it empty while nobody knows."))
    note = words(_l("Anything to add?"))

    @classmethod
    def of(cls, pause: Pause) -> Self:
        """What is known of a pause, to be changed. Its names begin with the pause's id: a page has one for each."""
        return cls(
            posted=False, prefix=prefix(pause.id), why=pause.why, first=pause.first, last=pause.last, note=pause.note
        )

    def days(self) -> tuple[date, date | None, Why]:
        """What `TimeAway.record` asks for, once the form is valid."""
        return cast("date", self.first.data), self.last.data, Why(self.why.data)


class EndForm(Form):
    """The press that takes a pause back."""

    id = id_of_the_press()


def prefix(pause_id: str) -> str:
    """Of the names in the form of one pause."""
    return f"away-{pause_id}-"
