"""Pack: what one month of a person's records brings to the conversation about it, as one reader may see it.

Everything stands in `summaries` and `records` already; here it is put together, and nothing is counted twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self

from carelog import clock
from carelog.people.person import Person
from carelog.records.chance import Key
from carelog.records.extra import Told
from carelog.records.feelings import Feelings, feelings
from carelog.records.good_for_me import Good
from carelog.records.lived import Lived, LivedSpan
from carelog.records.log import Log, logs_between
from carelog.records.outcome import State
from carelog.reviews.kept_action import Kept
from carelog.reviews.part import Group, PartName, Tally, group
from carelog.reviews.promises import asked_after
from carelog.reviews.reader import Sight
from carelog.summaries.behind import UNKNOWN, Figure
from carelog.summaries.period import QUARTER_MONTHS, Length, Period
from carelog.summaries.sentence import STARRED, TOTAL, Sentence
from carelog.summaries.summary import Summary
from carelog.weeks.known_items import KnownItem

BRING = "for_conversation"  # the tag of a log that its author wants to be talked about


@dataclass(frozen=True)
class Pack:
    """One month: figures with the chances behind them, what was good, what was learned, what was agreed before."""

    summary: Summary
    seen: Sight
    felt: Mapping[Key, Feelings]
    logs: tuple[Log, ...]  # the newest first
    before: tuple[Kept, ...]  # what was agreed before, with what became of it
    today: date  # that people were living there

    @classmethod
    def of(cls, person: Person, month: date, seen: Sight, now: datetime | None = None) -> Self:
        """That of the month that holds that day. As many queries for much as for little."""
        return cls._read(person, [Period.of(Length.MONTH, month)], seen, now)[0]

    @classmethod
    def side_by_side(cls, person: Person, month: date, seen: Sight, now: datetime | None = None) -> list[Self]:
        """That of the month that holds that day and of the two before, the earliest first."""
        months = [Period.of(Length.MONTH, month)]
        for _number in range(QUARTER_MONTHS - 1):
            months.insert(0, months[0].earlier)
        return cls._read(person, months, seen, now)

    @classmethod
    def _read(cls, person: Person, months: Sequence[Period], seen: Sight, now: datetime | None) -> list[Self]:
        first, last, reader = months[0].first, months[-1].last, seen.reader
        felt = feelings(person, first, last, reader.labels) if seen.things else {}
        logs = logs_between(person, first, last, reader) if seen.logs else []
        starts, day = [month.first for month in months], clock.living_day(person.team.tz, now)
        agreed = asked_after(person, seen.agreed, starts, now) if seen.agreed else {}
        return [
            cls(
                Summary.of(person, month, reader.labels, now, reader.user_id), seen,
                {key: said for key, said in felt.items() if month.holds(key[1])},
                tuple(log for log in reversed(logs) if month.holds(log.day)), tuple(agreed.get(month.first, ())), day,
            )
            for month in months
        ]  # fmt: skip

    @property
    def month(self) -> Period:
        """Which one."""
        return self.summary.period

    @property
    def sentences(self) -> list[Sentence]:
        """What matters to me and what keeps me well; and what nobody was asked about yet, if there is such a thing."""
        return [line for line in self.summary.sentences if line.about not in (STARRED, TOTAL)]

    @cached_property
    def parts(self) -> dict[PartName, list[Group]]:
        """Every number that this reader may see, by the part in which it stands; no part is empty."""
        told = dict(self._parts()) if self.seen.figures else {}
        return {name: groups for name, groups in told.items() if groups}

    def _parts(self) -> Iterator[tuple[PartName, list[Group]]]:
        summary = self.summary
        yield PartName.SENTENCES, [_by_state(line.about, line, Figure(line.about)) for line in self.sentences]
        if self.seen.things:
            yield PartName.STARRED, [_of_starred(title, line) for title, line in summary.starred() if line.rows]
        yield (
            PartName.WHY,
            [
                group(reason or UNKNOWN, rows, Figure(why=reason or UNKNOWN), things=self.seen.things)
                for reason, rows in summary.why()
            ],
        )
        if self.seen.things:
            yield PartName.UNWRITTEN, _in_state(State.NOT_RECORDED, summary.unwritten())
            yield PartName.TO_CHECK, _in_state(State.CHOICE_UNCHECKED, summary.to_check())
            yield PartName.GOOD, [group(answer, rows, None) for answer, rows in self._good()]
            yield PartName.DIFFERENTLY, _in_state(State.DISPUTED, summary.disputed())

    def _good(self) -> list[tuple[Good, list[Lived]]]:
        """What the person says was good, a bit, or not, in that order: the chances that this reader may see."""
        found: dict[Good, list[Lived]] = defaultdict(list)
        for key, told in sorted(self.felt.items(), key=lambda pair: pair[0][1:]):
            chance = _chance(self.summary.span, key)
            if chance and told.good and told.good.answer:
                found[told.good.answer].append(chance)
        return [(answer, found[answer]) for answer in Good if found[answer]]

    @property
    def extras(self) -> list[Told]:
        """Good things that were in no plan."""
        return self.summary.extras if self.seen.things else []

    @property
    def to_bring(self) -> list[Log]:
        """The logs that their authors want to be talked about, the newest first."""
        return [log for log in self.logs if BRING in log.tags]

    @property
    def learned(self) -> list[tuple[KnownItem | None, list[Log]]]:
        """The other logs with words, by the thing that they are about: the one with the newest log first, none last."""
        found: dict[KnownItem | None, list[Log]] = defaultdict(list)
        for log in self.logs:
            if BRING not in log.tags and any(log.texts):
                found[log.item].append(log)
        return sorted(found.items(), key=lambda pair: pair[0] is None)

    def became(self) -> dict[str, int]:
        """Of what was agreed before, how much is in which state."""
        return dict(Counter(one.on(self.today).value for one in self.before))

    def as_said(self) -> dict[str, Any]:
        """Its numbers in plain JSON values, for a conversation that keeps the figures it saw."""
        lines = {line.about: {"counts": line.figures, "bounds": line.bounds} for line in self.summary.sentences}
        numbers = [
            {"part": part, "group": one.name, "name": tally.name, "number": tally.number}
            for part, groups in self.parts.items() for one in groups for tally in one.tallies
        ]  # fmt: skip
        return {
            "month": f"{self.month.first:%Y-%m}", "sentences": lines, "figures": numbers, "logs": len(self.logs),
            "before": self.became(),
        }  # fmt: skip


def _by_state(name: str, line: Sentence, figure: Figure) -> Group:
    """The numbers of a sentence, or of a thing with a sentence of its own."""
    numbers = (
        Tally(line.in_state(state), Figure(figure.about, state, thing=figure.thing), state)
        for state, _number in line.figures
    )
    return Group(name, None, tuple(numbers), line)


def _of_starred(title: str, line: Sentence) -> Group:
    return _by_state(title, line, Figure(STARRED, thing=line.rows[0].key[:2]))


def _in_state(state: State, rows: Sequence[Lived]) -> list[Group]:
    return [group(state, rows, Figure(state=state))] if rows else []


def _chance(span: LivedSpan, key: Key) -> Lived | None:
    """The chance of that key, if this reader may see it."""
    item_id, day, number = key
    found, week = span.find(*key), span.find_flexible(item_id, day)
    if week is None or (found and found.key == key):
        return found
    return None if (day, number) in week.hidden else week.one((day, number))
