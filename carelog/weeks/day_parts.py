"""When each part of a day begins, as the team has set it, and when days end. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from carelog.weeks.details import Part


@dataclass(frozen=True, slots=True)
class DayParts:
    """When each part of the day begins, wall clock, and where. What comes before a late morning belongs to it."""

    zone: ZoneInfo
    morning: time
    afternoon: time
    evening: time
    night: time
    night_ends: time = time(5)  # days, weeks and months end at 05:00 after their last night, whatever the team set

    def starts(self) -> list[tuple[Part, time]]:
        """The parts in their order, each with its beginning."""
        return [
            (Part.MORNING, self.morning), (Part.AFTERNOON, self.afternoon),
            (Part.EVENING, self.evening), (Part.NIGHT, self.night),
        ]  # fmt: skip

    def of(self, wall: time) -> Part:
        """The part in which that time lies."""
        if wall < self.night_ends:
            return Part.NIGHT
        begun = [part for part, start in self.starts() if start <= wall]
        return begun[-1] if begun else Part.MORNING

    def span(self, part: Part, day: date) -> tuple[datetime, datetime]:
        """From when until when that part of that day lasts; ANY is the whole day, until its night is over."""
        if part is Part.ANY:
            return self.instant(day, self.morning), self.day_ends(day)
        parts, starts = zip(*self.starts(), strict=True)
        place = parts.index(part)
        until = self.day_ends(day) if part is Part.NIGHT else self.instant(day, starts[place + 1])
        return self.instant(day, starts[place]), until

    def day_ends(self, day: date) -> datetime:
        """When the night that starts on that day is over."""
        return self.instant(day + timedelta(days=1), self.night_ends)

    def instant(self, day: date, wall: time) -> datetime:
        """That wall-clock time there; one that the clocks skip is moved past the gap."""
        return datetime.combine(day, wall, tzinfo=self.zone).astimezone(UTC)
