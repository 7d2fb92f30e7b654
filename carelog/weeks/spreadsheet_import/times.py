"""Clock times as people write them: "10.30", "3.15pm", "half past ten", "1pm-3.30pm"."""

import re
from dataclasses import dataclass, replace
from datetime import time

from carelog.weeks.details import Part
from carelog.weeks.spreadsheet_import.spelling import DASH

# Where each part of the day lies unless a team says otherwise: only to tell 3.15 in the morning from 3.15 in the
# afternoon, so a team's own setting need not be known here.
HOURS = {Part.MORNING: (5, 12), Part.AFTERNOON: (12, 17), Part.EVENING: (17, 22), Part.NIGHT: (22, 29)}
HALF = 12  # hours, as on the face of a clock
DAY = 24 * 60  # minutes
WAKING = range(7, 19)  # which half of the day is meant when nobody says
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
HOUR_WORD = {word: hour for hour, word in enumerate(WORDS, 1)}
CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?\s*(?P<sure>o'? ?clock|(?<=:\d\d)\s?(?:h|hrs|hours))?(?:ish)?"
    r"[ .]*(?P<half>[ap](?=\.?\s?m))?(?(half)\.?\s?m\.?)"
)
FOUR_DIGITS = re.compile(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?P<sure>h|hrs|hours)?(?P<half>(?!))?")
HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(WORDS)})"
SPOKEN = re.compile(  # "10 to 11" lasts an hour; "ten to eleven" is a time
    r"(?:(?P<part>half|quarter|five|ten|twenty|twenty[ -]five|\d{1,2}(?= past)) (?P<side>past|to)|(?P<bare>half))"
    rf" {HOUR}(?: ?(?P<half>[ap])\.?m\.?)?"
)
IN_WORDS = re.compile(rf"{HOUR}(?P<minute>(?!))?(?P<sure> o'? ?clock)?(?: ?(?P<half>[ap])\.?m\.?)?")
FRACTIONS = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25, "twenty-five": 25}
NAMED = {
    "noon": (12, 0), "midday": (12, 0), "mid-day": (12, 0), "12 noon": (12, 0), "12 midday": (12, 0),
    "midnight": (0, 0), "12 midnight": (0, 0),
}  # fmt: skip
BETWEEN = re.compile(rf"\s*(?:{DASH}|\bto\b|\buntil\b|\btill?\b)\s*")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as written: perhaps without saying which half of the day."""

    hour: int
    minute: int
    exact: bool  # only one time of the day can be meant
    plain: bool  # could not be anything but a time: it has minutes, am or pm
    written: str = ""

    def within(self, part: Part | None) -> tuple[time, bool]:
        """The time meant in that part of the day, and whether we are sure of it."""
        chances = [self.hour] if self.exact else [self.hour % HALF, self.hour % HALF + HALF]
        if part is None or part is Part.ANY:
            return self._anywhere(chances)
        first, last = HOURS[part]
        away = {h: min(max(first - h - day, h + day - last + 1, 0) for day in (0, 24)) for h in chances}
        nearest = min(chances, key=away.__getitem__)
        return time(nearest, self.minute), not away[nearest]

    def _anywhere(self, chances: list[int]) -> tuple[time, bool]:
        """Seven to noon is the morning as everybody writes it; one to six is likelier the afternoon, but we ask."""
        waking = [h for h in chances if h in WAKING] or chances
        return time(waking[0], self.minute), len(chances) == 1 or waking[0] <= HALF


def clock(text: str) -> Clock | None:
    """The time that the whole text is, if it is one."""
    if text in NAMED:
        return Clock(*NAMED[text], exact=True, plain=True, written=text)
    for pattern in (CLOCK, FOUR_DIGITS, IN_WORDS):
        if found := pattern.fullmatch(text):
            hour = HOUR_WORD.get(found["hour"]) or int(found["hour"])
            sure = bool(found["sure"] or found["half"] or (pattern is CLOCK and found["minute"]))
            leading = found["hour"].startswith("0")
            sure = sure or (pattern is FOUR_DIGITS and leading)
            return _clock(text, hour, int(found["minute"] or 0), found["half"], plain=sure, leading=leading)
    return _spoken(text)


def _clock(text: str, hour: int, minute: int, half: str | None, *, plain: bool, leading: bool = False) -> Clock | None:
    """The time with that hour and minute, if there is one. `half` is "a" or "p"; a leading zero says the morning."""
    if minute not in range(60) or hour not in (range(1, HALF + 1) if half else range(24)):
        return None
    if half:
        hour = hour % HALF + (HALF if half == "p" else 0)
    return Clock(hour, minute, exact=bool(half) or leading or hour > HALF, plain=plain, written=text)


def _spoken(text: str) -> Clock | None:
    """ "half past ten", "quarter to 4pm"; "half ten" is half past ten, as it is in Britain."""
    found = SPOKEN.fullmatch(text)
    if not found:
        return None
    part = found["part"] or found["bare"]
    minutes = FRACTIONS.get(part) or int(part)
    hour = HOUR_WORD.get(found["hour"]) or int(found["hour"])
    if found["side"] == "to":
        hour, minutes = (hour - 2) % HALF + 1, 60 - minutes
    return _clock(text, hour, minutes, found["half"], plain=True)


def span(text: str) -> tuple[Clock, int] | None:
    """From a time to a time: the first, and the minutes until the second. "1-3pm" is both in the afternoon."""
    start, *ends = [clock(end.strip()) for end in BETWEEN.split(text, maxsplit=1)]
    end = ends[0] if ends else None
    if start is None or end is None:
        return None
    minutes = (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % DAY
    both = DAY if start.exact and end.exact else DAY // 2
    length = minutes % both or both
    plain = start.plain or end.plain
    if end.exact and not start.exact:
        begins = (end.hour * 60 + end.minute - length) % DAY
        return Clock(begins // 60, begins % 60, exact=True, plain=plain, written=text), length
    return replace(start, plain=plain, written=text), length
