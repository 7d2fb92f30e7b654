"""Dates and seasons as people write them: "2 Sept 2026", "3rd March", "April to September"."""

import re
from datetime import date

from carelog.weeks.spreadsheet_import.times import BETWEEN

DAYS = range(1, 32)  # of a month
CENTURY = 2000
LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # a season's last day holds in a leap year too
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SHORTEST_MONTH = 3  # letters
DAY_OF_MONTH = r"(\d{1,2})(?:st|nd|rd|th)?"
MONTH = r"([a-z]{3,9})\.?"
WRITTEN = re.compile(rf"(?:[a-z]+day,?\s+)?(?:the )?{DAY_OF_MONTH}\s+(?:of\s+)?{MONTH},?(?:\s+(\d{{4}}))?")
MONTH_FIRST = re.compile(rf"(?:[a-z]+day,?\s+)?{MONTH}\s+{DAY_OF_MONTH},?(?:\s+(\d{{4}}))?")
NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
AND = re.compile(r"\s*[&/]\s*|\s+and\s+")
EDGE = re.compile(rf"(?:the )?(?:(?P<edge>start|beginning|end) of )?{MONTH}")


def month_of(word: str) -> int | None:
    """The number of the month that the word names: "sept", "March"."""
    long = len(word) >= SHORTEST_MONTH
    return next((number for number, name in enumerate(MONTHS, 1) if long and name.startswith(word.rstrip("."))), None)


def day_and_month(text: str) -> tuple[int, int, int | None] | None:
    """Day, month and perhaps year of a written date: "2nd September", "Monday 2 Sept 2026", "March 3"."""
    if found := WRITTEN.fullmatch(text):
        day, name, year = found.groups()
    elif found := MONTH_FIRST.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    month = month_of(name)
    if month is None or int(day) not in DAYS or int(day) > LAST_DAYS[month - 1]:
        return None
    return int(day), month, int(year) if year else None


def written_date(text: str) -> date | None:
    """The date that the whole text is, the day before the month: "2 September 2026", "02/09/2026", "2026-09-02"."""
    words, numbers = day_and_month(text), NUMBERS.fullmatch(text)
    try:
        if words and words[2]:
            return date(words[2], words[1], words[0])
        if numbers:
            year = int(numbers[3])
            return date(year % CENTURY + CENTURY, int(numbers[2]), int(numbers[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None


def season(text: str) -> tuple[str, str] | None:
    """From when until when in the year, both "MM-DD": "April to September", "1 May - 30 June", "July and August only".

    A month by itself needs "in", "during" or "only" beside it: "may" and "march" are words as well.
    """
    inside = re.sub(r"^(?:only )?(?:from|in|during|(?:every|each) year from|between) ", "", text)
    inside = re.sub(r" (?:only|(?:every|each) year)$", "", inside)
    span = BETWEEN if BETWEEN.search(inside) else AND
    first, *last = span.split(inside, maxsplit=1)
    begins, ends = _edge(first, at_end=False), _edge(last[0] if last else first, at_end=True)
    whole = month_of(first) and inside != text and not text.startswith("from ")
    if not (begins and ends) or not (last or whole):
        return None
    next_to = (int(ends[:2]) - int(begins[:2])) % len(MONTHS) <= 1  # "April and September" leaves out the summer
    return (begins, ends) if span is BETWEEN or next_to or text.startswith("between ") else None


def _edge(text: str, *, at_end: bool) -> str | None:
    """One end of a season, as "MM-DD"; a month without its day is meant whole."""
    if (known := day_and_month(text)) and known[2] is None:
        return f"{known[1]:02}-{known[0]:02}"
    found = EDGE.fullmatch(text)
    month = month_of(found[2]) if found else None
    if not found or month is None:
        return None
    at_end = found["edge"] == "end" if found["edge"] else at_end
    return f"{month:02}-{LAST_DAYS[month - 1] if at_end else 1:02}"
