"""What a line begins with before it says what is to happen: a bullet, a star, a time, "FIXED", "2x", "1st Tuesday:"."""

import re
from dataclasses import dataclass, field

from carelog.weeks.spreadsheet_import import times
from carelog.weeks.spreadsheet_import.days import Fields
from carelog.weeks.spreadsheet_import.phrases import clear, phrase
from carelog.weeks.spreadsheet_import.spelling import DASH, MARK, STARS

LONGEST = 8  # words
FOUR_DIGITS = len("1030")
BULLET = re.compile(
    r"(?:[•◦▪‣·●○■□☐☑✓✔➢→¦.,:;]|[-\u2013\u2014](?=\s)|\(?\d{1,2}\)|\d{1,2}\.(?=\s+[^\d\s])|[a-d]\)\s)\s*"
)
TIME = (
    r"(?:\d{1,2}[.:]?\d{2}(?:\s?hrs|\s?h\b)?|\d{1,2}|half (?:past )?\w+|quarter (?:past|to) \w+|noon|midday)"
    r"\s*(?:[ap]\.?m\b\.?)?"
)
TIMES = rf"(?:(?:at|from|around|about) |@ ?)?{TIME}(?:\s*(?:{DASH}|\bto\b|\buntil\b)\s*{TIME})?"
CLOCK = re.compile(rf"({TIMES})(?:\s*(?:[:,]|{DASH})\s*|\s+)(?=\S)", re.IGNORECASE)
BEFORE_A_COLON = re.compile(rf"(?P<said>[^:{MARK}]{{1,60}}?)\s*(?::(?!\d)|\s{DASH}(?=\s))\s*(?=\S)")
# How often, said first and without a stop, unless it could describe: "monthly meeting".
ADJECTIVES = ("daily", "weekly", "fortnightly", "monthly", "yearly", "nightly")
WHEN = {
    "fixed", "flexible", "times", "every_weeks", "monthly", "yearly", "days", "part", "any_weekday", "season_from",
    "clock", "first_on",
}  # fmt: skip


@dataclass(slots=True)
class Opening:
    """What was found, each with its words, and the rest of the line."""

    rest: str
    found: list[tuple[Fields, str]] = field(default_factory=list)

    def take(self, known: Fields, said: str, end: int) -> None:
        """Take these words off."""
        self.found.append((known, said))
        self.rest = self.rest[end:]


def opened(text: str) -> Opening:
    """The line without what it begins with."""
    opening, before = Opening(text), ""
    while opening.rest != before:
        before = opening.rest
        _bare(opening)
        if not _time(opening):
            _said_first(opening)
    return opening


def _bare(opening: Opening) -> None:
    """Take off bullets and stars."""
    text = opening.rest.lstrip()
    if text.lstrip(STARS) != text:
        opening.found.append(({"starred": True}, text))
    text = text.lstrip(STARS + " ")
    bullet = BULLET.match(text)
    opening.rest = text[bullet.end() :] if bullet else text


def _time(opening: Opening) -> bool:
    """Take off a time. Bare hours, "9-11 Swim", are one if a name follows; we ask."""
    found = CLOCK.match(opening.rest)
    if not found:
        return False
    words, named = found[1].casefold(), opening.rest[found.end()].isupper()
    known, length, start = clear(words), times.span(words), times.clock(words)
    if known is None and named and length:
        known = {"clock": length[0], "minutes": length[1], "unsure": True}
    elif known is None and named and start and len(words) >= FOUR_DIGITS:
        known = {"clock": start, "unsure": True}
    if known is None or "clock" not in known:
        return False
    opening.take(known, found[1], found.end())
    return True


def _said_first(opening: Opening) -> None:
    """Take off what the line says of when before a colon or a dash; without such a stop only what is clear."""
    stop = BEFORE_A_COLON.match(opening.rest)
    known = phrase(stop["said"]) if stop else None
    if stop and known and known.keys() & WHEN:
        opening.take(known, stop["said"], stop.end())
        return
    words = opening.rest.split(" ")
    for count in range(min(LONGEST, len(words) - 1), 0, -1):
        said = " ".join(words[:count])
        known = clear(said)
        if known and known.keys() & (WHEN - {"clock"}) and said.casefold() not in ADJECTIVES:
            opening.take(known, said, len(said))
            return
