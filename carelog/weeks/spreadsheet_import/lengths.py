"""How long something lasts, as people write it: "60 min", "1½ hours", "1 hr 30", "half an hour"."""

import re

from carelog.weeks.spreadsheet_import.spelling import DASH
from carelog.weeks.spreadsheet_import.times import DAY, HOUR_WORD

FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75", "1/4": ".25", "1/2": ".5", "3/4": ".75"}
HOURS = r"(?:hours?|hrs?|h)"
MINUTES = r"(?:minutes?|mins?|m)"
LENGTH = re.compile(
    rf"(?:(?P<hours>\d{{1,2}}(?:\.\d+)?|\.\d+)\s*{HOURS}\.?(?:\s*(?:and\s+)?(?P<over>\d{{1,2}})\s*{MINUTES}?)?"
    rf"|(?P<minutes>\d{{1,4}})\s*{MINUTES})\.?"
)
RANGE = re.compile(rf"(?P<least>\d+(?:\.\d+)?) ?(?:{DASH}|to|or) ?(?P<most>\d+(?:\.\d+)? ?(?P<unit>[a-z]+))")
TENS = {"ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty five": 45, "forty-five": 45}
NUMBER = {**HOUR_WORD, **TENS}
# What is said in words, as what is said in numbers; in this order.
WORDED = [
    (r"\bthree quarters of (?:an )?hour", ".75 hour"),
    (r"\b(?:a )?quarter of (?:an )?hour|\ba quarter(?: |-)hour", ".25 hour"),
    (r"\b(?:an |one )?hour and a half", "1.5 hour"),
    (r"(?<!half )(?<!half-)\ban? hour", "1 hour"),
    (rf"\b({'|'.join(sorted(NUMBER, key=len, reverse=True))})(?= and a half hours|[ -](?:hour|hr|minute|min))", None),
    (r"(?<=\d) (?:and )?a half(?= hours?)", ".5"),
    (r"\b(?:a )?half(?: an?| of an|-an)?[ -](?:1 )?hour", ".5 hour"),
    (rf"(?<=\d)\s?-\s?(?={HOURS}|{MINUTES})", " "),
    (r"(?<=[\d.]) ?(?:of )?an? (?=hour)", " "),
]


def minutes(text: str, bare: bool = False) -> int | None:
    """The length that the whole text is: "60 min", "1½ hours", "1 hr 30", and where only a length can stand "45"."""
    if bare and text.isdigit():
        return _within_a_day(int(text))
    found = LENGTH.fullmatch(_in_numbers(text))
    if not found:
        return None
    hours = round(float(found["hours"] or 0) * 60)
    return _within_a_day(hours + int(found["over"] or found["minutes"] or 0))


def least_of(text: str) -> int | None:
    """The shorter of two lengths between which the text leaves it: "30-45 mins"."""
    found = RANGE.fullmatch(_in_numbers(text))
    return minutes(f"{found['least']} {found['unit']}") if found and minutes(found["most"]) else None


def _in_numbers(text: str) -> str:
    """The text with fractions and words written as decimal numbers."""
    for sign, decimal in FRACTIONS.items():
        text = re.sub(rf"\s*(?<![\d/]){re.escape(sign)}(?!\d)" if "/" in sign else rf"\s*{sign}", decimal, text)
    for words, numbers in WORDED:
        text = re.sub(words, numbers if numbers is not None else lambda found: str(NUMBER[found[1]]), text)
    return text


def _within_a_day(length: int) -> int | None:
    return length if 0 < length <= DAY else None
