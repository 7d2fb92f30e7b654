"""Names of days and parts of the day."""

import re
from datetime import date
from typing import Any

from carelog.weeks.details import Part
from carelog.weeks.spreadsheet_import import times
from carelog.weeks.spreadsheet_import.spelling import heading, plain

Fields = dict[str, Any]  # fields of ItemDetails, and what `cadence.settle` turns into such fields

ALL = (0, 1, 2, 3, 4, 5, 6)
NAMES = (
    ("mon", "monday"), ("tue", "tues", "tuesday"), ("wed", "weds", "wednesday"), ("thu", "thur", "thurs", "thursday"),
    ("fri", "friday"), ("sat", "saturday"), ("sun", "sunday"),
)  # fmt: skip
DAY = {name: number for number, names in enumerate(NAMES) for name in names}
TWO_LETTERS = re.compile(r"\b(?:mo|tu|we|th|fr|sa|su)\b")  # where nothing but days can stand: "we" is a word as well
FULL = {names[0][:2]: names[-1] for names in NAMES}
LETTERS = ["m", "t", "w", "t", "f", "s", "s"]  # the columns of a whole week
GROUPS = {
    "weekdays": ALL[:5], "every weekday": ALL[:5], "each weekday": ALL[:5], "on weekdays": ALL[:5],
    "weekend": ALL[5:], "weekends": ALL[5:], "at weekends": ALL[5:], "at the weekend": ALL[5:],
    "every weekend": ALL[5:], "each weekend": ALL[5:],
    "every day": ALL, "everyday": ALL, "daily": ALL, "each day": ALL, "7 days": ALL, "all week": ALL,
    "7 days a week": ALL, "every day of the week": ALL, "nightly": ALL,
}  # fmt: skip
PARTS = {
    Part.MORNING: ("morning", "morn", "am", "a.m", "a.m."),
    Part.AFTERNOON: ("afternoon", "aft", "pm", "p.m", "p.m.", "lunchtime", "lunch time", "lunch-time"),
    Part.EVENING: ("evening", "eve"),
    Part.NIGHT: ("night", "overnight", "night-time", "night time", "nighttime"),
    Part.ANY: ("any time", "anytime", "any time of day", "all day", "any time of the day"),
}
PART = {name: part for part, names in PARTS.items() for name in names}


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
    for piece in re.split(r"\s*(?:[,;/&+]|\band\b)\s*", re.sub(r"^(?:(?:on|every|each) )+", "", text)):
        first, *last = [day_of(end) for end in times.BETWEEN.split(piece, maxsplit=1)]
        until = last[0] if last else first
        if first is None or until is None:
            return None
        found.update((first + step) % len(ALL) for step in range((until - first) % len(ALL) + 1))
    return tuple(sorted(found))


def short_days(text: str) -> tuple[int, ...] | None:
    """The same where nothing else can stand, so that two letters will do: "Mo", "Tu/Th"."""
    return days_of(TWO_LETTERS.sub(lambda found: FULL[found[0]], text.casefold()))


def column_days(text: str) -> tuple[int, ...] | None:
    """The weekdays over a column; the day may carry a date: "Mon 23 Nov", "Mon (23rd)", or be one."""
    words = heading(text)
    first, _, rest = words.partition(" ")
    if rest.lstrip("(-\u2013, ")[:1].isdigit() and (day := day_of(first.rstrip(","))) is not None:
        return (day,)
    try:
        return (date.fromisoformat(text.strip()).weekday(),)
    except ValueError:
        return short_days(words)


def part_of(text: str) -> Part | None:
    """The part of the day that the whole text names: "Mornings", "early evening", "pm", "in the evening"."""
    text = re.sub(r"^(?:(?:early|late|mid|in|the|at|every|each|during)[ -])+", "", plain(text))
    return PART.get(text) or PART.get(text.removesuffix("s"))


def days_and_part(text: str) -> Fields | None:
    """Weekdays, and perhaps a part of the day: "Tuesday mornings", "every evening", "Mon-Fri pm", "Mon or Tue"."""
    text = plain(text)
    either = [day_of(word) for word in re.split(r" or |/", text.removeprefix("on "))]
    if " or " in text and None not in either:
        return {"days": tuple(sorted(day for day in either if day is not None)), "flexible": True, "times": 1}
    if days := days_of(text):
        return {"days": days}
    first, _, last = text.rpartition(" ")
    part = part_of(last)
    days = ALL if first in ("every", "each") else days_of(re.sub(r"(?: in the| at)$|(?<=weekday)$", "", first) or "-")
    days = days or days_of(f"{first}s")
    return {"days": days, "part": part} if part and days else None
