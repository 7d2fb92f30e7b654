"""Watching: what worries people and what is done about it, and what they tell whoever comes next."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from carelog.demo.calendar import When
from carelog.demo.planning import Planning
from carelog.journal import Event
from carelog.records.concern import Concern, ConcernStep, SafeNow, Step
from carelog.records.visit_note import VisitNote


@dataclass(slots=True)
class Watching(Planning):
    """What is kept from most, and what is passed on."""

    def yesterday(self, wall: str) -> When:
        """The evening before today, so that it is always fresh."""
        day = self.calendar.today - timedelta(days=1)
        return self.calendar.week_of(day), day.weekday(), wall

    def worries(
        self, who: str, name: str, at: When, safe_now: SafeNow, *, seen: str = "", said: str = "", done: str = ""
    ) -> None:
        """Somebody writes down what worries them; `name` is what later steps call it."""
        author, event_id = self.author(who), self.named(name)
        told: dict[str, Any] = {"seen": seen, "said": said, "done": done}
        self.later(at, lambda: Concern.record(self.person, author, safe_now=safe_now, **told, id=event_id))

    def sees_to(self, who: str, name: str, step: Step, at: When, words: str = "") -> None:
        """Somebody does something about it."""
        author, event_id = self.author(who), self.named(name)

        def told() -> Event:
            return ConcernStep.take(self.person, Event.get(Event.id == event_id).seq, step, author, words=words)

        self.later(at, told)

    def tells_next(self, who: str, at: When, note: str, *, days: int) -> None:
        """Somebody leaves a note for whoever comes next, for so many days more."""
        author, until = self.author(who), self.calendar.day(at[:2]) + timedelta(days=days)
        self.later(at, lambda: VisitNote.record(self.person, note, until, author))
