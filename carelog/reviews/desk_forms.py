"""What somebody who coordinates sends from the desk: whom to ask, how to spread days, and the days themselves."""

from datetime import date, time, timedelta
from typing import Any

from flask import request
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form as AnyForm
from wtforms import HiddenField, IntegerField, RadioField, SelectField, TimeField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from carelog import clock, journal
from carelog.forms import Form, Ticks, a_day, id_of_the_press, words
from carelog.htmx import came_from, our_page
from carelog.people.person import Person
from carelog.reviews.desk import Line
from carelog.reviews.invitation import ToAsk
from carelog.reviews.spread import MOST_A_DAY, Spread

WORKING_DAYS = range(5)
A_MONDAY = date(2026, 11, 16)
EVERY = (30, 45, 60, 90, 120)  # minutes
SAY_HOW = _l("Say how they said or showed it.")


class InvitationsForm(Form):
    """`offered`: of each conversation who can be asked; those who were asked today are not offered."""

    id = id_of_the_press()
    back = HiddenField(filters=[our_page])  # to the desk as it was
    whom = Ticks(validators=[InputRequired(_l("Choose who is asked."))])

    def __init__(self, offered: list[tuple[Line, list[ToAsk]]]) -> None:
        able = {f"{line.key}-{one.user_id}": one.name for line, all_of in offered for one in all_of if one.can_be_asked}
        super().__init__(whom=list(able), back=came_from())
        self.whom.choices = list(able.items())

    @property
    def wanted(self) -> dict[str, set[int]]:
        """The users, by conversation."""
        found: dict[str, set[int]] = {}
        for value in self.whom.data or ():
            key, _dash, user = value.rpartition("-")
            found.setdefault(key, set()).add(int(user))
        return found


class SpreadForm(Form):
    """How days are spread. It is asked for by an address, and changes nothing."""

    first = a_day(_l("From which day on?"), _l("Say from which day on."))
    weekdays = Ticks(_l("On which days of the week?"), [InputRequired(_l("Choose at least one."))])
    a_day = IntegerField(_l("How many a day?"), [
        InputRequired(_l("Say how many.")), NumberRange(1, MOST_A_DAY, _l("Write a number from 1 to 10.")),
    ], render_kw={"inputmode": "numeric"})  # fmt: skip
    at = TimeField(_l("When is the first of a day?"), [InputRequired(_l("Write a time, such as 10:30."))])
    every = SelectField(_l("How long from one to the next?"))

    def __init__(self, today: date) -> None:
        AnyForm.__init__(
            self, request.args if "first" in request.args else None, first=today + timedelta(days=1),
            weekdays=[str(day) for day in WORKING_DAYS], a_day=2, at=time(10), every="60",
        )  # fmt: skip
        names = (format_date(A_MONDAY + timedelta(days=day), "EEEE") for day in range(7))
        self.weekdays.choices = [(str(day), str(name)) for day, name in enumerate(names)]
        self.every.choices = [(str(number), _("%(number)s minutes", number=number)) for number in EVERY]

    def slots(self, number: int) -> list[Any]:
        """So many days with their times; none, where the form is not in order."""
        if "first" in request.args and not self.validate():
            return [(None, None)] * number
        told: Any = self.data
        weekdays = [int(day) for day in told["weekdays"]]
        return Spread(told["first"], weekdays, told["a_day"], told["at"], int(told["every"])).slots(number)


class DayForm(Form):
    """The day of one conversation; none: it is left out."""

    held_on = a_day(_l("Day"))
    held_at = TimeField(_l("Time"), [Optional()])

    def __init__(self, line: Line, held_on: date | None = None, held_at: time | None = None) -> None:
        super().__init__(prefix=line.key, held_on=held_on, held_at=held_at)
        self.line = line

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything is in order; a day that is over is none to propose."""
        good = bool(super().validate(extra_validators))
        if self.held_on.data and self.held_on.data < clock.living_day(self.line.person.team.tz):
            self.held_on.errors = [*self.held_on.errors, _("Choose a day from today on.")]
            return False
        return good

    @property
    def day(self) -> tuple[Person, date, date, str]:
        """What the noun takes."""
        at = self.held_at.data
        return self.line.person, self.line.month, self.held_on.data, f"{at:%H:%M}" if at else ""


class DaysForm(Form):
    """The press that proposes them all."""

    id = id_of_the_press()
    back = HiddenField(filters=[our_page])

    def __init__(self) -> None:
        super().__init__(back=came_from())


class AnswerForm(Form):
    """Is that day good? `own`: the person themselves says so."""

    id = id_of_the_press()
    about = HiddenField(validators=[DataRequired(_l("Open the page again, then send it once more."))],
                        filters=[lambda text: journal.valid_id(text) or ""])  # fmt: skip
    good = RadioField(_l("Is that day good?"), [InputRequired(_l("Choose one of the two."))],
                      choices=lambda: [("yes", _("Yes")), ("no", _("Another day"))])  # fmt: skip
    words = words(_l("How did they say or show it?"))

    def __init__(self, *, own: bool, **values: Any) -> None:
        super().__init__(**values)
        self.own = own

    def validate(self, extra_validators: Any = None) -> bool:
        """Somebody else than the person says how they showed it."""
        good = bool(super().validate(extra_validators))
        if not self.own and not self.words.data:
            self.refuse(str(SAY_HOW), "words")
            good = False
        return good
