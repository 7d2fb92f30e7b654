"""What the heading of a row says about everything in that row, and the corner of a planner."""

import re

from carelog.weeks.details import Part
from carelog.weeks.spreadsheet_import import rhythms, times
from carelog.weeks.spreadsheet_import.days import Fields, part_of
from carelog.weeks.spreadsheet_import.spelling import heading

CORNER = {"time of day", "part of the day", "part of day", "time", "when", "day", "days", "week"}
# Meals name a part of the day only at the head of a row: in an item they are something to eat.
MEALS = {
    "breakfast": Part.MORNING, "before lunch": Part.MORNING, "getting up": Part.MORNING,
    "lunch": Part.AFTERNOON, "after lunch": Part.AFTERNOON, "dinner and afternoon": Part.AFTERNOON,
    "evening meal": Part.EVENING, "supper": Part.EVENING, "after tea": Part.EVENING,
    "sleep in": Part.NIGHT, "sleep-in": Part.NIGHT, "waking night": Part.NIGHT, "night shift": Part.NIGHT,
}  # fmt: skip
UNSURE = {"tea": Part.EVENING, "bed": Part.EVENING}  # may well lie in the part before or after
WHOLE = re.compile(
    r"(?:flexible\W+)?(?:at )?(?P<any>any ?time|some ?time|any day|whenever|flexible|once)?"
    r"(?: ?(?:during|in|of|over|within|per|a|the|this|each|every))* ?(?P<period>week|month|year)?(?:\W+flexible\)?)?"
)
PERIOD: dict[str, Fields] = {"week": {"flexible": True}, "month": {"monthly": True}, "year": {"yearly": True}}
LY = {"weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
FLEXIBLE = ("any day", "flexible", "whenever")


def row_heading(text: str) -> Fields | None:
    """What the heading of a row says about every cell in it; None for anything else than such a heading.

    With `overrides` the days over the columns say nothing about it.
    """
    words = heading(text)
    for reader in (_whole, part_heading, _rhythm, _clock):
        if (known := reader(words)) is not None:
            return known
    return None


def _whole(words: str) -> Fields | None:
    """A row for things that any day of the week, month or year will do for."""
    found = WHOLE.fullmatch(words)
    period = LY.get(words) or (found["period"] if found and words != found["period"] else None)
    if words == "month" or (words in FLEXIBLE and not period):
        period = "month" if words == "month" else "week"
    return {**PERIOD[period], "overrides": True} if period else None


def part_heading(words: str) -> Fields | None:
    """A part of the day, perhaps with its hours: they only say how long this team's mornings are."""
    name, _, hours = re.sub(r"[(),:]|\s-\s", " ", words, count=1).partition(" ")
    hours = hours.strip(" ()").removeprefix("from ")
    meal = re.sub(r"[ -]?(?:time|call|visit|routine)$", "", words)
    part = part_of(words) or MEALS.get(words) or MEALS.get(meal) or part_of(meal)
    if not part and (times.span(hours) or times.clock(hours)):
        part = part_of(name)
    if not part and meal in UNSURE:
        return {"part": UNSURE[meal], "unsure": True}
    return {"part": part} if part else None


def _rhythm(words: str) -> Fields | None:
    """How often everything in the row comes round."""
    if words == "any weekday":
        return {"any_weekday": True, "overrides": True}
    known = next((found for reader in rhythms.CLEAR if (found := reader(words)) is not None), None)
    if known is None or known.keys() <= {"days", "part"}:
        return None  # "weekends" beside days of its own: which of them holds?
    if known.keys() & {"times", "monthly", "yearly", "days"}:
        flexible = {"flexible": True} if "times" in known and not known.keys() & {"monthly", "yearly"} else {}
        return {**known, **flexible, "overrides": True}
    return known


def _clock(words: str) -> Fields | None:
    starts, length = times.clock(words), times.span(words)
    if length and length[0].plain:
        return {"clock": length[0], "minutes": length[1]}
    return {"clock": starts} if starts and starts.plain else None
