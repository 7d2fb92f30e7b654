"""Length: how long something is shared, said without a calendar. Pure."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

MONTHS_OF_A_YEAR = 12


class Length(StrEnum):
    """From today on."""

    WEEK = "week"
    MONTH = "month"
    THREE_MONTHS = "three_months"

    def until(self, today: date) -> date:
        """The last day: the same one of the week, or of the month, then; the month's last, where it has no such day."""
        if self is Length.WEEK:
            return today + timedelta(weeks=1)
        return _months_on(today, 1 if self is Length.MONTH else 3)


def _months_on(day: date, number: int) -> date:
    years, index = divmod(day.month - 1 + number, MONTHS_OF_A_YEAR)
    year, month = day.year + years, index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
