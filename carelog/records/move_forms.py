"""What moving a chance carries: to which day of its week, when, and who asked for it."""

from datetime import date, time, timedelta
from typing import Any, Self

from flask_babel import format_date
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TimeField
from wtforms.validators import DataRequired, Optional

from carelog import clock
from carelog.forms import LONGEST_TEXT, choices, line
from carelog.records.chance import Key
from carelog.records.forms import KeyForm, pick
from carelog.web import in_our_time
from carelog.weeks.calendar import WEEK
from carelog.weeks.details import ItemDetails, Part
from carelog.weeks.wording import PARTS

PERSON, OTHERS = "person", "others"
PREFIX = "move-"
AS_PLANNED = "planned"
ASKED = {PERSON: _l("They asked for it"), OTHERS: _l("We moved it")}
OWN_ASKED = {PERSON: _l("I asked for it"), OTHERS: _l("They moved it")}


def _wall_time(text: str | None) -> str:
    """A time of day as we write it; "" for what is none."""
    try:
        return f"{time.fromisoformat(text or ''):%H:%M}"
    except ValueError:
        return ""


class MoveForm(KeyForm):
    """The new day, part of the day or time, and whose wish it was. `own`: the person themselves.

    The planned time is one of the answers to "When?", so that another answer leaves it behind.
    """

    new_day = RadioField(
        _l("To which day?"), [DataRequired(_l("Choose a day."))],
        description=_l("Also to a time that is over, if it happened then."),
    )  # fmt: skip
    planned = HiddenField(filters=[_wall_time])  # the time of day that it was planned for
    part = pick(_l("When on that day?"), PARTS, Part.ANY)
    at = TimeField(_l("Or at this time"), [Optional()])
    asked = RadioField(_l("Who asked for it?"), [DataRequired(_l("Say who asked for it."))])
    note = line(_l("Anything to add?"), longest=LONGEST_TEXT)

    def __init__(self, *, own: bool = False, **more: Any) -> None:
        super().__init__(**{"prefix": PREFIX, **more})
        self.asked.choices = choices(OWN_ASKED if own else ASKED)
        self.new_day.choices = choices(_week(self.day.data))
        if self.planned.data:
            self.part.choices = choices({AS_PLANNED: _l("%(time)s, as planned", time=self.planned.data), **PARTS})

    @classmethod
    def of(cls, details: ItemDetails, key: Key, back: str, *, own: bool) -> Self:
        """Of a thing as it was planned; its planned time, or part of the day, is chosen."""
        at = f"{details.at:%H:%M}" if details.at else ""
        return cls.about(key, back, own=own, planned=at, part=AS_PLANNED if at else details.part)

    def move(self) -> dict[str, Any]:
        """What `moving.move` asks for."""
        as_planned = self.part.data == AS_PLANNED
        part = Part.ANY if as_planned else Part(self.part.data or Part.ANY)
        at = self.at.data or (time.fromisoformat(str(self.planned.data)) if as_planned else None)
        return {
            "asked_by_person": self.asked.data == PERSON, "new_day": date.fromisoformat(str(self.new_day.data)),
            "part": part, "at": at, "note": self.note.data,
        }  # fmt: skip


def _week(day: date | None) -> dict[str, str]:
    """The days of that day's week, by the value that is sent."""
    if day is None or not in_our_time(day):
        return {}
    days = (clock.monday(day) + timedelta(days=offset) for offset in range(WEEK))
    return {one.isoformat(): str(format_date(one, "EEE d")) for one in days}
