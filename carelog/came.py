"""Came: what was out of the ordinary about how a record came; said wherever its words are shown. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

CLOCK_MAY_BE_OFF = timedelta(minutes=10)  # of a phone, before anybody minds
SOON = timedelta(hours=24)  # a record that waited no longer is as good as one that came at once


@dataclass(frozen=True, slots=True)
class Came:
    """How one record came from a phone."""

    flag: str | None = None  # journal.LATE, journal.RECOVERED
    clock_off: int | None = None  # seconds by which that phone's clock was ahead
    arrived: datetime | None = None  # where that was more than a day after it was written

    @classmethod
    def of(cls, event: Any) -> Self | None:
        """That event, or a row with `journal.CAME`; None where there is nothing to say."""
        arrived = event.received_at if event.received_at - event.written_at > SOON else None
        if event.flag or event.clock_off or arrived:
            return cls(event.flag, event.clock_off, arrived)
        return None
