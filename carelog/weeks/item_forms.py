"""What the form of one thing of the week carries, where somebody adds or changes it by hand."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional

from carelog import pictures
from carelog.forms import Form, Ticks, choices, line, words
from carelog.htmx import our_page
from carelog.weeks.details import Cadence, ItemDetails, Label, Part, Support
from carelog.weeks.forms import ANSWER_WORDS, ANSWERS
from carelog.weeks.wording import EVERY_DAY, PARTS, SUPPORTS, how_often, weekday

ON_DAYS, TIMES, MONTHLY, AS_NOW = "days", "times", "monthly", "as_now"
OFTEN = {
    ON_DAYS: _l("On these days, every week"), TIMES: _l("So many times a week, on any day"),
    MONTHLY: _l("On one day of the month"),
}  # fmt: skip
CADENCES = {ON_DAYS: Cadence.WEEKLY, TIMES: Cadence.TIMES_A_WEEK, MONTHLY: Cadence.MONTHLY_DATE}
LABELS = {
    Label.ORDINARY: _l("Nothing that is kept from family and friends"), Label.HEALTH: _l("Health"),
    Label.INTIMATE: _l("Private care"), Label.MONEY: _l("Money"),
}  # fmt: skip
LONGEST_DAY, LAST_DAY, MOST_TIMES = 24 * 60, 31, 7


def a_number(label: str, most: int) -> Any:
    """From one up to that many; or nothing."""
    said = _l("Write a number from 1 to %(most)s.", most=most)
    return IntegerField(label, [Optional(), NumberRange(1, most, said)], render_kw={"min": 1, "max": most})


class ItemForm(Form):
    """`before`: what the thing says now; None: it is new. What the form does not ask stays as it is."""

    seen = HiddenField()
    back = HiddenField(filters=[our_page])
    title = line(_l("What is it?"), _l("Say what it is."), hint=_l("In the person’s words."))
    often = RadioField(_l("How often?"), [InputRequired(_l("Say how often."))])
    days = Ticks(_l("On which days?"), choices=lambda: choices({day: weekday(day) for day in EVERY_DAY}))
    times = a_number(_l("How many times a week?"), MOST_TIMES)
    month_day = a_number(_l("On which day of the month?"), LAST_DAY)
    part = SelectField(_l("Part of the day"), choices=lambda: choices(PARTS))
    at = TimeField(_l("At what time?"), [Optional()])
    minutes = a_number(_l("How many minutes?"), LONGEST_DAY)
    with_whom = line(_l("With whom?"))
    support = SelectField(
        _l("With what support?"), choices=lambda: choices({**SUPPORTS, Support.UNSAID: _("Not said")})
    )
    importance = SelectField(_l("What is it to the person?"))
    starred = BooleanField(_l("It is starred: one of the most important things"))
    must_happen = BooleanField(_l("It must happen"))
    label = SelectField(_l("Is it about something private?"), choices=lambda: choices(LABELS))
    notes = words(_l("Anything else to know?"))

    def __init__(self, before: ItemDetails | None, **values: Any) -> None:
        self.before = before
        super().__init__(**{**(_values(before) if before else {"part": Part.ANY.value, "often": ON_DAYS}), **values})
        usual = before is None or _often(before) != AS_NOW
        as_now = {} if usual or before is None else {AS_NOW: _("As it is now: %(often)s", often=how_often(before))}
        self.often.choices = choices({**as_now, **OFTEN})
        self.importance.choices = choices({"": _("Nobody has said yet"), **ANSWER_WORDS})

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything is in order, and what goes with how often it is, is said."""
        good = bool(super().validate(extra_validators))
        lacking = {
            ON_DAYS: ("days", not self.days.data, _("Choose at least one day.")),
            TIMES: ("times", not self.times.data, _("Say how many times.")),
            MONTHLY: ("month_day", not self.month_day.data, _("Say on which day.")),
        }.get(self.often.data or "")  # fmt: skip
        if lacking and lacking[1] and not self[lacking[0]].errors:
            self.refuse(lacking[2], lacking[0])
            return False
        return good

    def details(self) -> ItemDetails:
        """What the thing says from now on."""
        title = self.title.data
        before = self.before or ItemDetails(title=title, picture=pictures.guess(title))
        to, keeps = ANSWERS.get(self.importance.data, (None, None))
        return replace(
            before, title=title, part=Part(self.part.data), at=self.at.data, minutes=self.minutes.data,
            with_whom=self.with_whom.data, support=Support(self.support.data), important_to=to, important_for=keeps,
            starred=self.starred.data, must_happen=self.must_happen.data, label=Label(self.label.data),
            notes=self.notes.data, **self._cadence(before),
        )  # fmt: skip

    def _cadence(self, before: ItemDetails) -> dict[str, Any]:
        if self.often.data == AS_NOW:
            return {}
        cadence = CADENCES[self.often.data]
        days = tuple(sorted(int(day) for day in self.days.data or ()))
        plain = {
            "cadence": cadence, "days": days if cadence is not Cadence.MONTHLY_DATE else (), "nth": None, "month": None,
            "times": self.times.data or 1 if cadence is Cadence.TIMES_A_WEEK else 1,
            "month_day": self.month_day.data if cadence is Cadence.MONTHLY_DATE else None,
        }  # fmt: skip
        rare = {} if cadence is before.cadence else {"every_weeks": 1, "first_on": None}
        return {**plain, **rare}


def _often(details: ItemDetails) -> str:
    """Which of the answers says how often it is, if one does."""
    if details.every_weeks > 1 or details.season_from:
        return AS_NOW
    return next((name for name, cadence in CADENCES.items() if cadence is details.cadence), AS_NOW)


def _values(details: ItemDetails) -> dict[str, Any]:
    pair = (details.important_to, details.important_for)
    return {
        "title": details.title, "often": _often(details), "days": [str(day) for day in details.days],
        "times": details.times if details.flexible else None, "month_day": details.month_day,
        "part": details.part.value, "at": details.at, "minutes": details.minutes, "with_whom": details.with_whom,
        "support": details.support.value, "starred": details.starred, "must_happen": details.must_happen,
        "label": details.label.value, "notes": details.notes,
        "importance": next((name for name, answer in ANSWERS.items() if answer == pair), ""),
    }  # fmt: skip
