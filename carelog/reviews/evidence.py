"""Evidence: what can be shown with a perspective: logs and things, and lines of the month's summary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self

from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.learning_log import LearningLog
from carelog.records.log import Log, logs, rows, standing
from carelog.reviews.perspective import FIGURES, Pin, Sort
from carelog.reviews.reader import Sight
from carelog.reviews.sides import Sides
from carelog.weeks.calendar import months_on
from carelog.weeks.known_items import KnownItem, known_items

MOST = 20  # logs to choose from


@dataclass(frozen=True, slots=True)
class Offered:
    """What somebody who writes can choose from."""

    logs: tuple[Log, ...] = ()
    items: tuple[KnownItem, ...] = ()
    figures: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()  # the logs that its author wanted to bring to the conversation: chosen beforehand

    @classmethod
    def of(cls, person: Person, month: date, sight: Sight) -> Self:
        """Of that month: what was tagged for the conversation, and what this reader wrote, the newest first."""
        last = months_on(month, 1) - timedelta(days=1)
        known, me = known_items(person, last), sight.reader.user_id
        found = _logs(person, month, last, known, sight) if sight.logs else []
        mine = tuple(log.id for log in found if log.author_id == me and "for_conversation" in log.tags)
        items = tuple(one for one in known if one.current and _sees(one, sight))
        return cls(tuple(found), items, FIGURES if sight.figures else (), mine)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown with the perspectives of a page, by what it is known by."""

    logs: Mapping[str, Log] = field(default_factory=dict)
    items: Mapping[str, KnownItem] = field(default_factory=dict)
    figures: tuple[str, ...] = ()

    @classmethod
    def of(cls, person: Person, month: date, sides: Sides, sight: Sight) -> Self:
        """What this reader may see of it. Constant in queries; none where nothing is shown."""
        pins = {pin for entries in sides.entries.values() for entry in entries for pin in entry.pins}
        if not pins:
            return cls()
        known = known_items(person, months_on(month, 1) - timedelta(days=1))
        about = LearningLog.about.in_(_of(pins, Sort.LOG))
        may_see = standing(person, known, sight.reader)
        found = logs(list(rows().where(may_see & about)), known, sight.reader) if sight.logs else []
        return cls(
            {log.id: log for log in found},
            {one.id: one for one in known if _sees(one, sight)},
            FIGURES if sight.figures else (),
        )


def _logs(person: Person, first: date, last: date, known: list[KnownItem], sight: Sight) -> list[Log]:
    tagged = LearningLog.for_conversation | (Event.author_id == sight.reader.user_id)
    here = standing(person, known, sight.reader) & Event.on_date.between(first, last) & tagged
    found = rows().where(here).order_by(LearningLog.for_conversation.desc(), Event.on_date.desc(), Event.seq.desc())
    return logs(list(found.limit(MOST)), known, sight.reader)


def _sees(item: KnownItem, sight: Sight) -> bool:
    return sight.reader.titles and item.label in sight.reader.labels


def _of(pins: Iterable[Pin], sort: Sort) -> list[str]:
    return [pin.ref for pin in pins if pin.sort is sort]
