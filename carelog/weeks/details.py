"""What one item of a perfect week says: every field, as plain values.

Pure: no database, no clock, no flask. The import makes these, a version stores them, `occurrences` reads them.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date, time
from enum import StrEnum
from typing import Any


class Cadence(StrEnum):
    """How often the item comes round (measure.md, "Rules")."""

    WEEKLY = "weekly"  # on `days`, fixed
    TIMES_A_WEEK = "times_a_week"  # flexible: `times` chances a week, `days` are only preferred
    MONTHLY_DATE = "monthly_date"  # on `month_day`; a month without it: its last day
    MONTHLY_WEEKDAY = "monthly_weekday"  # the `nth` of the single weekday in `days`; 5 means the last
    MONTHLY_ANY_DAY = "monthly_any_day"
    MONTHLY_ANY_WEEKDAY = "monthly_any_weekday"  # Monday to Friday
    YEARLY = "yearly"  # on `month_day` of `month`


class Part(StrEnum):
    """Part of the day; from when until when is a setting of the team."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    ANY = "any"  # the person did not say


PARTS = (Part.MORNING, Part.AFTERNOON, Part.EVENING, Part.NIGHT)  # of a day, in their order


class Label(StrEnum):
    """Who may read it by itself: everything but ORDINARY is kept from allies unless given singly."""

    ORDINARY = "ordinary"
    HEALTH = "health"
    INTIMATE = "intimate"
    MONEY = "money"
    SAFEGUARDING = "safeguarding"


class Support(StrEnum):
    """What kind of support the item has, as weeks are costed: paid for one, shared, given, or none."""

    UNSAID = ""
    PAID_ONE = "paid_one"  # "paid, just me"
    PAID_SHARED = "paid_shared"
    FAMILY = "family"
    FRIENDS = "friends"  # friends, neighbours, unpaid people from the circle
    ALONE = "alone"  # on my own
    PROMPT = "prompt"  # I do it, somebody reminds me
    TECHNOLOGY = "technology"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDetails:
    """One item as worded and timed in one version of a week.

    Weekdays are numbers, Monday 0 to Sunday 6. Times are wall-clock times of the team's zone. Minutes are whole.
    `important_to` / `important_for` are None until somebody has said; see measure.md "Two sentences, then the total".
    """

    title: str  # in the person's words
    picture: str = ""  # name of a symbol, e.g. "shower"; "" means none chosen
    place: str = ""
    why: str = ""
    important_to: bool | None = None
    important_for: bool | None = None
    cadence: Cadence = Cadence.WEEKLY
    days: tuple[int, ...] = ()  # fixed: the days; times a week: the preferred days
    times: int = 1  # chances a week, for TIMES_A_WEEK
    every_weeks: int = 1  # every k weeks, counted from the week of first_on
    first_on: date | None = None  # where "every k weeks" starts; None: the first day of the item's first version
    nth: int | None = None
    month_day: int | None = None
    month: int | None = None
    season_from: str = ""  # "MM-DD", inclusive; "" is all year
    season_until: str = ""
    part: Part = Part.ANY
    at: time | None = None
    minutes: int | None = None
    tolerance: int | None = None  # minutes late that still count as happened
    with_whom: str = ""  # who I want
    with_whom_matters: bool = False
    usually_says: str = ""  # who usually says how it went
    support: Support = Support.UNSAID
    starred: bool = False
    must_happen: bool = False
    by_when: time | None = None
    essential: str = ""  # the part that must happen, e.g. "tablets"
    carries_on: bool = False  # stays due when I am away
    technology: bool = False  # not counted unless the person asks
    label: Label = Label.ORDINARY
    notes: str = ""
    source: str = ""  # the words of the sheet it was read from, with the cell

    @property
    def flexible(self) -> bool:
        """Any day of the week will do."""
        return self.cadence is Cadence.TIMES_A_WEEK

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values, for the journal's hash and for drafts; `from_json` is the way back."""
        values = asdict(self)
        for name in ("at", "by_when", "first_on"):
            if values[name] is not None:
                values[name] = values[name].isoformat()[: 10 if name == "first_on" else 5]
        values["days"] = list(self.days)
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "ItemDetails":
        """The item that `as_json` wrote. Unknown keys are ignored, so that an older draft stays readable."""
        known = {f.name for f in fields(cls)}
        values = {name: value for name, value in values.items() if name in known}
        values["cadence"] = Cadence(values.get("cadence", Cadence.WEEKLY))
        values["part"] = Part(values.get("part", Part.ANY))
        values["label"] = Label(values.get("label", Label.ORDINARY))
        values["support"] = Support(values.get("support", Support.UNSAID))
        values["days"] = tuple(values.get("days", ()))
        for name in ("at", "by_when"):
            if values.get(name) is not None:
                values[name] = time.fromisoformat(values[name])
        if values.get("first_on") is not None:
            values["first_on"] = date.fromisoformat(values["first_on"])
        return cls(**values)
