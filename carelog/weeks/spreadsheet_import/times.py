"""Clock times, lengths and dates as people write them: "10.30", "3.15pm", "1pm-3.30pm", "1½ hours", "2 Sept 2026"."""

import re
from dataclasses import dataclass, replace
from datetime import date, time

from carelog.weeks.details import Part

# Where each part of the day lies unless a team says otherwise: only to tell 3.15 in the morning from 3.15 in the
# afternoon, so a team's own setting need not be known here.
HOURS = {Part.MORNING: (5, 12), Part.AFTERNOON: (12, 17), Part.EVENING: (17, 22), Part.NIGHT: (22, 29)}
HALF = 12  # hours, as on the face of a clock
DAY = 24 * 60  # minutes
WAKING = range(7, 19)  # which half of the day is meant when nobody says
DAYS = range(1, 32)  # of a month
CENTURY = 2000
CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*(?:o'clock)?\s*([ap])?(?(3)\.?m\.?)")
NAMED = {"noon": (12, 0), "midday": (12, 0), "12 noon": (12, 0), "midnight": (0, 0)}
DASH = "[-\u2013\u2014]"
BETWEEN = re.compile(rf"\s*(?:{DASH}|\bto\b|\buntil\b|\btill\b)\s*")
FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75"}
LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:\.\d+)?|\.\d+)\s*(?:hours?|hrs?|h))?\s*(?:and\s+)?"
    r"(?:(?P<minutes>\d{1,4})\s*(?:minutes?|mins?|m)?)?\.?"
)
WORDED = {"an hour": 60, "one hour": 60, "half an hour": 30, "an hour and a half": 90, "two hours": 120}
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DAY_OF_MONTH = r"(\d{1,2})(?:st|nd|rd|th)?"
WRITTEN = re.compile(rf"(?:[a-z]+day,?\s+)?{DAY_OF_MONTH}\s+(?:of\s+)?([a-z]{{3,9}})\.?,?(?:\s+(\d{{4}}))?")
NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")


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
        fitting = [h for h in chances if first <= h < last or first <= h + 24 < last]
        best = fitting or (chances[:1] if part is Part.MORNING else chances[-1:])
        return time(best[0], self.minute), bool(fitting)

    def _anywhere(self, chances: list[int]) -> tuple[time, bool]:
        """Seven to noon is the morning as everybody writes it; one to six is likelier the afternoon, but we ask."""
        waking = [h for h in chances if h in WAKING] or chances
        return time(waking[0], self.minute), len(chances) == 1 or waking[0] <= HALF


def clock(text: str) -> Clock | None:
    """The time that the whole text is, if it is one."""
    if text in NAMED:
        return Clock(*NAMED[text], exact=True, plain=True, written=text)
    found = CLOCK.fullmatch(text)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if minute not in range(60) or hour not in (range(1, HALF + 1) if half else range(24)):
        return None
    if half:
        hour = hour % HALF + (HALF if half == "p" else 0)
    exact = bool(half) or hour > HALF or found[1].startswith("0")
    return Clock(hour, minute, exact, plain=bool(half or found[2]), written=text)


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


def minutes(text: str, bare: bool = False) -> int | None:
    """The length that the whole text is: "60 min", "1½ hours", "1 hr 30", and where only a length can stand "45"."""
    if text in WORDED:
        return WORDED[text]
    for sign, decimal in FRACTIONS.items():
        text = re.sub(rf"\s*{sign}", decimal, text)
    found = LENGTH.fullmatch(text)
    if not found or not (found["hours"] or found["minutes"]):
        return None
    if text.isdigit() and not bare:
        return None
    total = round(float(found["hours"] or 0) * 60) + int(found["minutes"] or 0)
    return total if 0 < total <= DAY else None


def day_and_month(text: str) -> tuple[int, int, int | None] | None:
    """Day, month and perhaps year of a written date: "2nd September", "Monday 2 Sept 2026"."""
    found = WRITTEN.fullmatch(text)
    months = [number for number, name in enumerate(MONTHS, 1) if found and name.startswith(found[2])]
    if not found or not months:
        return None
    return int(found[1]), months[0], int(found[3]) if found[3] else None


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
