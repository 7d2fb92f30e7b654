"""Life: what people say of one person's weeks, step by step."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial

from carelog.demo.accounts import happened
from carelog.demo.calendar import Day, When, dice
from carelog.demo.teller import EVERY_LABEL, Step, may_see
from carelog.demo.watching import Watching
from carelog.journal import OWN
from carelog.records.choice_check import VOICES, ChoiceCheck
from carelog.records.extra import Extra
from carelog.records.mark import IT_HAPPENED, Account, Mark
from carelog.records.move import Move
from carelog.records.said import Answer, Way

AT_ONCE = timedelta(0)


@dataclass(slots=True)
class Life(Watching):
    """One person's weeks, as the people around them write them down."""

    taken: set[tuple[str, date, int]] = field(default_factory=set)  # chances that the story itself speaks of
    gaps: Counter[tuple[str, date]] = field(default_factory=Counter)  # flexible chances left open, by title and Monday

    def says(
        self, who: str, day: Day, item: str, account: Account = IT_HAPPENED, *, number: int = 1, voice: str = OWN,
        at: When | None = None, name: str = "", signal_after: timedelta = AT_ONCE,
    ) -> None:  # fmt: skip
        """Somebody says what became of a chance; without `at`, soon after it. `name` is what later steps call it."""
        moment = at and self.calendar.moment(at)
        self.marks(who, self.calendar.day(day), item, account, number, voice, moment, name, signal_after)

    def marks(
        self, who: str, day: date, item: str, account: Account = IT_HAPPENED, number: int = 1, voice: str = OWN,
        at: datetime | None = None, name: str = "", signal_after: timedelta = AT_ONCE,
    ) -> None:  # fmt: skip
        """The same by its date."""
        details, author = self.plan.item(item), self.author(who, voice)
        title = details.title
        self.taken.add((title, day, number))
        if account == IT_HAPPENED and details.must_happen:
            account = happened(essential=True)
        thrown = dice(self.person.name, title, day.weekday(), self.calendar.week_of(day), who, number)
        written = at or self.plan.written(title, day, thrown, told=bool(account.told_by))
        record = partial(
            Mark.record, self.person, day=day, number=number, author=author, labels=may_see(author), account=account,
            id=self.named(name) if name else None, written_at=written,
        )  # fmt: skip
        self.steps.append(Step(written + signal_after, lambda: record(item_id=self.ids[title])))

    def corrects(self, who: str, name: str, account: Account, why: str, at: When) -> None:
        """Other words in the place of one's own earlier ones."""
        author, event_id = self.author(who), self.named(name)
        self.later(at, lambda: Mark.correct(self.person, event_id, account, why, author, labels=may_see(author)))

    def undoes(self, who: str, name: str, at: When) -> None:
        """A mark is taken back."""
        author, event_id = self.author(who), self.named(name)
        self.later(at, lambda: Mark.withdraw(self.person, event_id, author))

    def answers(
        self, who: str, name: str, answer: Answer, way: Way, at: When, *, with_whom: str = "", how_shown: str = ""
    ) -> None:
        """Did you want this? Of a choice, or of a move, that somebody else wrote down."""
        author = replace(self.author(who), voice=VOICES[way])
        check = partial(
            ChoiceCheck.record, self.person, self.named(name), answer, way, author, labels=EVERY_LABEL,
            with_whom=with_whom, how_shown=how_shown,
        )  # fmt: skip
        self.later(at, check)

    def moves(
        self, who: str, day: Day, item: str, to: When, at: When, *, asked: bool, note: str = "", name: str = ""
    ) -> None:
        """A dated chance goes elsewhere in its week."""
        title, there = self.plan.item(item).title, self.calendar.moment(to).astimezone(self.calendar.parts.zone)
        move = partial(
            Move.record, self.person, day=self.calendar.day(day), number=1, author=self.author(who),
            labels=EVERY_LABEL, asked_by_person=asked, new_day=there.date(), part=self.calendar.parts.of(there.time()),
            at=there.time(), note=note, id=self.named(name) if name else None,
        )  # fmt: skip
        self.later(at, lambda: move(item_id=self.ids[title]))

    def good_thing(self, who: str, day: Day, title: str, note: str = "", *, wall: str = "19:15") -> None:
        """Something good that was in no plan."""
        record = partial(Extra.record, self.person, self.calendar.day(day), title, self.author(who), note=note)
        self.later((*day, wall), record)

    def leaves_open(self, item: str, *weeks: int, chances: int = 1) -> None:
        """Nobody writes down what became of so many of that flexible item's chances in these weeks."""
        for week in weeks:
            self.gaps[self.plan.item(item).title, self.calendar.day((week, 0))] += chances
