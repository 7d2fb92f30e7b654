"""What is too early to be offered with one tap. A courtesy of the screens, and no rule of the measure.

A thumb that means the morning's tea should not write down the evening's. Whoever opens all that can be said of a
thing finds "It happened already" there, and on its day that is taken at any time.
"""

from datetime import datetime, timedelta

from carelog.weeks.day_parts import DayParts
from carelog.weeks.details import Part
from carelog.weeks.occurrences import Occurrence

SOON = timedelta(minutes=60)  # from so long before its window on, people come a little early


def too_early(there: Occurrence, parts: DayParts, now: datetime) -> bool:
    """Its window begins more than an hour from now, and its part of the day has not begun either."""
    return there.opens - now > SOON and _part_begins(there, parts) > now


def _part_begins(there: Occurrence, parts: DayParts) -> datetime:
    if there.part in (Part.MORNING, Part.ANY):  # what comes before a late morning belongs to it
        return parts.instant(there.takes_place, parts.night_ends)
    return parts.span(there.part, there.takes_place)[0]
