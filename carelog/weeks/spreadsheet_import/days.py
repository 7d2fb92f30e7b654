"""Names of days and parts of the day, and what the heading of a row says about everything in that row."""

import re
from datetime import date
from typing import Any

from carelog.weeks.details import Part
from carelog.weeks.spreadsheet_import import times

Fields = dict[str, Any]  # fields of ItemDetails, and what `cadence.settle` turns into such fields

ALL = (0, 1, 2, 3, 4, 5, 6)
NAMES = (
    ("mon", "monday"), ("tue", "tues", "tuesday"), ("wed", "weds", "wednesday"), ("thu", "thur", "thurs", "thursday"),
    ("fri", "friday"), ("sat", "saturday"), ("sun", "sunday"),
)  # fmt: skip
DAY = {name: number for number, names in enumerate(NAMES) for name in names}
GROUPS = {
    "weekdays": ALL[:5], "every weekday": ALL[:5], "weekend": ALL[5:], "weekends": ALL[5:], "at weekends": ALL[5:],
    "every day": ALL, "everyday": ALL, "daily": ALL, "each day": ALL, "7 days": ALL, "all week": ALL,
    "every night": ALL, "nightly": ALL, "every evening": ALL, "every morning": ALL,
}  # fmt: skip
PARTS = {
    Part.MORNING: ("morning", "am", "a.m", "a.m."),
    Part.AFTERNOON: ("afternoon", "pm", "p.m", "p.m.", "lunchtime", "lunch time"),
    Part.EVENING: ("evening", "eve"),
    Part.NIGHT: ("night", "overnight", "night-time", "night time", "nighttime"),
    Part.ANY: ("any time", "anytime", "any time of day", "all day", "any time of the day"),
}
PART = {name: part for part, names in PARTS.items() for name in names}
WHOLE_ROW: list[tuple[set[str], Fields]] = [
    ({"any time this week", "anytime this week", "any day this week", "any day", "this week", "some time this week",
      "sometime this week", "any time in the week", "during the week", "flexible"},
     {"flexible": True, "overrides": True}),
    ({"this month", "once a month", "monthly", "every month", "each month", "any time this month", "month"},
     {"monthly": True, "overrides": True}),
    ({"every other week", "fortnightly", "every two weeks", "every 2 weeks"}, {"every_weeks": 2}),
    ({"once a year", "yearly", "every year", "this year"}, {"yearly": True, "overrides": True}),
]  # fmt: skip
CORNER = {"time of day", "part of the day", "part of day", "time", "when", "day", "days", "week"}


def plain(text: str) -> str:
    """The words without what spelling leaves open: capitals, spaces, a full stop or colon at the end."""
    return re.sub(r"\s+", " ", text).strip(" ,;:").rstrip(".").casefold()


def day_of(word: str) -> int | None:
    """One weekday: "Mon", "Tues.", "Wednesdays"."""
    word = word.strip(" .").casefold()
    return DAY.get(word, DAY.get(word.removesuffix("s")))


def days_of(text: str) -> tuple[int, ...] | None:
    """The weekdays that the whole text names: "Mon, Wed & Fri", "Mon-Fri", "weekends", "every day"."""
    text = plain(text)
    if text in GROUPS:
        return GROUPS[text]
    found: set[int] = set()
    for piece in re.split(r"\s*(?:[,;/&+]|\band\b)\s*", text.removeprefix("every ").removeprefix("on ")):
        first, *last = [day_of(end) for end in times.BETWEEN.split(piece, maxsplit=1)]
        until = last[0] if last else first
        if first is None or until is None:
            return None
        found.update((first + step) % len(ALL) for step in range((until - first) % len(ALL) + 1))
    return tuple(sorted(found))


def column_days(text: str) -> tuple[int, ...] | None:
    """The weekdays over a column; the day may carry a date: "Mon 23 Nov", or be one."""
    first, _, rest = plain(text).partition(" ")
    if rest[:1].isdigit() and (day := day_of(first)) is not None:
        return (day,)
    try:
        return (date.fromisoformat(text.strip()).weekday(),)
    except ValueError:
        return days_of(text)


def part_of(text: str) -> Part | None:
    """The part of the day that the whole text names: "Mornings", "early evening", "pm"."""
    text = re.sub(r"^(?:(?:early|late|mid|in|the|at)[ -])+", "", plain(text))
    return PART.get(text) or PART.get(text.removesuffix("s"))


def row_heading(text: str) -> Fields | None:
    """What the heading of a row says about every cell in it; None for anything else than such a heading."""
    words = plain(text)
    for headings, fields in WHOLE_ROW:
        if words in headings:
            return fields
    part = part_of(words) or _part_with_hours(words)
    if part:
        return {"part": part}
    starts, length = times.clock(words), times.span(words)
    if length and length[0].plain:
        return {"clock": length[0], "minutes": length[1]}
    return {"clock": starts} if starts and starts.plain else None


def _part_with_hours(words: str) -> Part | None:
    """ "Morning (7-11)": the hours only say how long this team's mornings are."""
    name, _, hours = re.sub(r"[(),:]|\s-\s", " ", words, count=1).partition(" ")
    hours = hours.strip(" ()")
    known = times.span(hours) or times.clock(hours.removeprefix("from "))
    return part_of(name) if known else None
