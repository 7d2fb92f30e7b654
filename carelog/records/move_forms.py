"""What moving a chance carries: to which day of its week, when, and who asked for it."""

from datetime import date, timedelta
from typing import Any

from flask_babel import format_date
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TimeField
from wtforms.validators import DataRequired, Optional

from carelog import clock
from carelog.forms import LONGEST_TEXT, choices, line
from carelog.records.forms import KeyForm, pick
from carelog.web import FIRST_DAY, LAST_DAY
from carelog.weeks.calendar import WEEK
from carelog.weeks.details import Part
from carelog.weeks.wording import PARTS

PERSON, OTHERS = "person", "others"
PREFIX = "move-"
ASKED = {PERSON: _l("They asked for it"), OTHERS: _l("We moved it")}
OWN_ASKED = {PERSON: _l("I asked for it"), OTHERS: _l("They moved it")}


class MoveForm(KeyForm):
    """The new day, part of the day or time, and whose wish it was. `own`: the person themselves."""

    new_day = RadioField(_l("To which day?"), [DataRequired(_l("Choose a day."))])
    part = pick(_l("When on that day?"), PARTS, Part.ANY)
    at = TimeField(_l("Or at this time"), [Optional()])
    asked = RadioField(_l("Who asked for it?"), [DataRequired(_l("Say who asked for it."))])
    note = line(_l("Anything to add?"), longest=LONGEST_TEXT)

    def __init__(self, *, own: bool = False, **more: Any) -> None:
        super().__init__(**{"prefix": PREFIX, **more})
        self.asked.choices = choices(OWN_ASKED if own else ASKED)
        self.new_day.choices = choices(_week(self.day.data))

    def move(self) -> dict[str, Any]:
        """What `Move.record` asks for."""
        return {
            "asked_by_person": self.asked.data == PERSON, "new_day": date.fromisoformat(str(self.new_day.data)),
            "part": Part(self.part.data or Part.ANY), "at": self.at.data, "note": self.note.data,
        }  # fmt: skip


def _week(day: date | None) -> dict[str, str]:
    """The days of that day's week, by the value that is sent."""
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        return {}
    days = (clock.monday(day) + timedelta(days=offset) for offset in range(WEEK))
    return {one.isoformat(): str(format_date(one, "EEE d")) for one in days}
