"""Plan: one person's agreed weeks while their story is being made up, before there is a database row of any of it.

Titles stand for items, so the same pure rules that count chances say what there is to tell.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from carelog.weeks import occurrences
from carelog.weeks.day_parts import DayParts
from carelog.weeks.details import ItemDetails, Part
from carelog.weeks.occurrences import Chances, Occurrence, Planned, Version

TOLD_LATER = timedelta(hours=5)  # who was told hears of it when the day is over


@dataclass(slots=True)
class Plan:
    """The versions of it, each item under its title."""

    parts: DayParts
    versions: list[Version] = field(default_factory=list)

    def agree(self, starts: date, items: Sequence[ItemDetails]) -> None:
        """One more version."""
        planned = tuple(Planned(details.title, details) for details in items)
        self.versions.append(Version(len(self.versions) + 1, starts, planned))

    def item(self, beginning: str) -> ItemDetails:
        """The item whose title begins so, as it was agreed last. Raises KeyError."""
        for version in reversed(self.versions):
            for planned in version.items:
                if planned.details.title.startswith(beginning):
                    return planned.details
        raise KeyError(beginning)

    def dated(self, day: date, away: Set[date] = frozenset()) -> Iterator[Occurrence]:
        """The dated chances of that day."""
        return occurrences.dated(self.versions, day, day, self.parts, away)

    def flexible(self, monday: date, away: Set[date]) -> Iterator[Chances]:
        """The flexible items of that week."""
        return occurrences.flexible(self.versions, monday, self.parts, away)

    def written(self, title: str, day: date, dice: int, *, told: bool) -> datetime:
        """When somebody would write down that day's chance: soon after it, or while its part of the day lasts."""
        chance = next((one for one in self.dated(day) if one.planned.item_id == title), None)
        details = self.item(title)
        if chance is not None and details.minutes is not None and details.at is not None:
            moment = chance.closes + timedelta(minutes=2 + dice % 40)
        else:
            part = Part.EVENING if details.part is Part.ANY else details.part
            opens, closes = (chance.opens, chance.closes) if chance and details.at else self.parts.span(part, day)
            moment = opens + (closes - opens) * (40 + dice % 50) / 100
        return moment + TOLD_LATER if told else moment
