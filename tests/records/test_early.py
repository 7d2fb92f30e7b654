"""Some things it is too early to offer with one tap, though they may be written down at any time of their day."""

from datetime import date, datetime, time

import pytest

from carelog.records.early import too_early
from carelog.weeks.day_parts import DayParts
from carelog.weeks.details import Part
from carelog.weeks.occurrences import Occurrence, Planned, Version, dated
from tests.cast import LONDON
from tests.plans import fixed

DAY = date(2026, 11, 18)
PARTS = DayParts(LONDON, time(5), time(12), time(17), time(22))
LATE_RISERS = DayParts(LONDON, time(8), time(12), time(17), time(22))


def planned(part: Part = Part.ANY, at: time | None = None, parts: DayParts = PARTS) -> Occurrence:
    """A thing of that day."""
    version = Version(1, DAY, (Planned("tea", fixed("Tea", part=part, at=at)),))
    (found,) = dated([version], DAY, DAY, parts)
    return found


def at(hour: int, minute: int = 0) -> datetime:
    """That wall-clock time on the day."""
    return datetime(2026, 11, 18, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("there", "now", "early"),
    [
        (planned(Part.EVENING), at(10), True),
        (planned(Part.EVENING), at(15, 59), True),
        (planned(Part.EVENING), at(16), False),  # it begins within the hour
        (planned(at=time(16, 30)), at(11), True),
        (planned(at=time(16, 30)), at(12), False),  # its part of the day has begun
        (planned(at=time(12, 15)), at(11, 15), False),
        (planned(Part.MORNING), at(5), False),
        (planned(), at(5), False),
        (planned(at=time(3)), at(20, 59), True),  # in the night that begins on this day
        (planned(at=time(3)), at(22), False),
        (planned(Part.MORNING, parts=LATE_RISERS), at(5, 30), False),  # what comes before a late morning belongs to it
    ],
)
def test_too_early_is_more_than_an_hour_before_and_in_an_earlier_part_of_the_day(
    there: Occurrence, now: datetime, early: bool
) -> None:
    parts = LATE_RISERS if now == at(5, 30) else PARTS
    assert too_early(there, parts, now) is early


def test_what_was_moved_is_early_for_its_new_time() -> None:
    moved = planned(Part.MORNING).moved(DAY, Part.EVENING, None, PARTS)
    assert (too_early(moved, PARTS, at(10)), too_early(moved, PARTS, at(17))) == (True, False)
