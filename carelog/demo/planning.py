"""Planning: the weeks that are agreed with one person, and the days on which they are away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from carelog import pictures
from carelog.demo.calendar import SUN, THIS_WEEK, Day, When
from carelog.demo.teller import Teller
from carelog.weeks.calendar import days
from carelog.weeks.details import ItemDetails
from carelog.weeks.item_picture import ItemPicture
from carelog.weeks.perfect_week import PerfectWeek, Wanted, latest, say_importance
from carelog.weeks.spreadsheet_import import ReadWeek
from carelog.weeks.time_away import TimeAway, Why
from carelog.weeks.week_draft import WeekDraft


@dataclass(slots=True)
class Planning(Teller):
    """What people agreed, in the order in which they did."""

    pauses: dict[str, tuple[date, date]] = field(default_factory=dict)

    def brings_in(self, read: ReadWeek, sheet: str, starts: Day, at: When, how: str) -> None:
        """A week on a sheet becomes the agreed one."""
        first, author = self.calendar.day(starts), self.cast.coordinator
        self.plan.agree(first, read.items)
        self._agreed(at, lambda: WeekDraft.bring_in(self.person, read, sheet, author).agree(first, how, author))

    def agrees(self, who: str, items: Sequence[ItemDetails], starts: Day, at: When, how: str) -> None:
        """A week, or the next version of it, written on the Plan page."""
        first, author = self.calendar.day(starts), self.author(who)
        self.plan.agree(first, items)
        self._agreed(at, lambda: PerfectWeek.agree(self.person, self._wanted(items), first, author, how_agreed=how))

    def says_what_matters(self, who: str, answers: Mapping[str, tuple[bool, bool]], at: When) -> None:
        """By title: whether it is important to me, for me."""
        said, author = dict(answers), self.author(who)
        self.later(at, lambda: say_importance(self.person, {self.ids[t]: a for t, a in said.items()}, author))

    def pictures(self, who: str, item: str, picture: str, at: When) -> None:
        """Another picture for one thing."""
        title, author = self.plan.item(item).title, self.author(who)
        self.later(at, lambda: ItemPicture.choose(self.person, self.ids[title], picture, author))

    def goes_away(self, who: str, name: str, first: Day, last: Day | None, why: Why, at: When, note: str = "") -> None:
        """From one day to another, or until further notice."""
        begins, ends, author = self.calendar.day(first), last and self.calendar.day(last), self.author(who)
        self.pauses[name] = begins, ends or self.calendar.day((THIS_WEEK, SUN))
        event_id = self.named(name)
        self.later(at, lambda: TimeAway.record(self.person, begins, ends, why, author, note=note, id=event_id))

    def comes_home(self, who: str, name: str, last: Day, why: Why, at: When, note: str = "") -> None:
        """The pause of that name gets an end: the last day away."""
        begins, ends, author = self.pauses[name][0], self.calendar.day(last), self.author(who)
        self.pauses[name] = begins, ends
        about = self.named(name)
        self.later(at, lambda: TimeAway.record(self.person, begins, ends, why, author, note=note, about=about))

    @property
    def away(self) -> frozenset[date]:
        """Every date away."""
        return frozenset(day for first, last in self.pauses.values() for day in days(first, last))

    def _agreed(self, at: When, agree: Callable[[], object]) -> None:
        def told() -> None:
            agree()
            week = latest(self.person)
            self.ids.update({planned.details.title: planned.item_id for planned in (week.items if week else ())})

        self.later(at, told)

    def _wanted(self, items: Sequence[ItemDetails]) -> list[Wanted]:
        """The same titles are the same items, with the pictures that they had."""
        week = latest(self.person)
        had = {planned.details.title: planned.details.picture for planned in (week.items if week else ())}
        return [
            Wanted(replace(details, picture=had.get(details.title) or pictures.guess(details.title)),
                   self.ids.get(details.title))
            for details in items
        ]  # fmt: skip
