"""The columns of a list: their names, and what a cell under each of them says."""

import re

from carelog.weeks.spreadsheet_import import dates, lengths, times
from carelog.weeks.spreadsheet_import.days import Fields, part_of, short_days
from carelog.weeks.spreadsheet_import.headings import part_heading
from carelog.weeks.spreadsheet_import.phrases import phrase
from carelog.weeks.spreadsheet_import.spelling import heading, plain
from carelog.weeks.spreadsheet_import.words import says

NAMES = {
    "title": ("what", "activity", "activities", "item", "task", "what happens", "what i do", "what i want",
              "what i want to do", "what i'd like", "what i'd like to do", "what i would like"),
    "days": ("days", "day", "which day", "which days", "weekday", "day of the week", "day of week"),
    "part": ("part of day", "part of the day", "part", "time of day", "am/pm", "am or pm"),
    "clock": ("time", "at", "start", "starts", "start time", "what time", "from"),
    "until": ("end", "ends", "end time", "finish", "finishes", "finish time", "until", "to"),
    "minutes": ("minutes", "mins", "length", "duration", "how long", "how long for", "length of visit"),
    "flexible": ("fixed or flexible", "flexible or fixed", "fixed/flexible", "flexible/fixed", "flexible"),
    "fixed": ("fixed",),
    "times": ("times a week", "times per week", "times", "how often", "frequency", "how many times", "times each week"),
    "when": ("when",),
    "season": ("season", "months", "which months", "time of year"),
    "first_on": ("first on", "start date", "starts on", "first date"),
    "with_whom": ("who i want", "who", "with", "with whom", "who with", "with who", "who i'd like"),
    "support": ("support", "kind of support", "type of support", "paid or unpaid", "paid/unpaid"),
    "by_clock": ("must happen by", "by", "by when", "latest", "no later than"),
    "must_happen": ("must happen",),
    "essential": ("essential", "essential part"),
    "starred": ("starred", "star"),
    "place": ("place", "where"),
    "why": ("why",),
    "usually_says": ("who usually says", "who usually says how it went"),
    "notes": ("notes", "note", "comments", "comment", "remarks", "anything else"),
}  # fmt: skip
NAME = {name: field for field, names in NAMES.items() for name in names}
FREE = {"place", "why", "usually_says", "essential"}  # fields that hold words as they are
SIGNS = {
    "yes": True, "y": True, "true": True, "x": True, "✓": True, "✔": True,
    "no": False, "n": False, "false": False,
}  # fmt: skip
YES_OR_NO: dict[str, tuple[Fields, Fields]] = {
    "must_happen": ({"must_happen": True}, {}), "by_clock": ({"must_happen": True}, {}),
    "starred": ({"starred": True}, {}), "flexible": ({"flexible": True}, {}), "fixed": ({}, {"flexible": True}),
}  # fmt: skip


def name_of(text: str) -> str:
    """Which column this is: "Length (mins)", "What I’d like"; "" if we know none of that name."""
    words = heading(text)
    return NAME.get(words) or NAME.get(re.sub(r"\s*\([^()]*\)|\?", "", words), "")


def value(name: str, text: str) -> Fields | None:
    """What the words of that column say; None if it is nothing we know."""
    text = text if name in FREE else text.strip("()[] ")
    known, sign = phrase(text), SIGNS.get(plain(text))
    if name in FREE:
        return {name: text}
    if name == "with_whom":
        return known if known and "with_whom" in known else {name: text}
    if name in YES_OR_NO and sign is not None:
        return YES_OR_NO[name][not sign]
    return _exact(name, plain(text)) or known or says(text)


def _exact(name: str, text: str) -> Fields | None:
    """Bare numbers and names, which only their column makes clear."""
    clock, length = times.clock(text), lengths.minutes(text, bare=True)
    readers: dict[str, Fields | None] = {
        "days": {"days": days} if (days := short_days(text)) else None,
        "part": {"part": part} if (part := part_of(text)) else part_heading(text),
        "clock": {"clock": clock} if clock else None,
        "by_clock": {"by_clock": clock, "must_happen": True} if clock else None,
        "minutes": {"minutes": length} if length else None,
        "times": phrase(f"x{text}") if text.isdecimal() else None,
        "first_on": {"first_on": day} if (day := dates.written_date(text)) else None,
        "season": phrase(f"{text} only"),
    }
    return readers.get(name)
