"""The pure core put together for one life, in the plainest way: what the database's reading has to come to as well."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from operator import add

from carelog.records.outcome import Filled, State, due_state, fill, only_away
from carelog.records.said import Heard
from carelog.summaries.measure import Counts
from carelog.weeks.calendar import month_of
from carelog.weeks.details import ItemDetails
from carelog.weeks.occurrences import Chances, Occurrence, dated, flexible, of_month
from tests.reference.life import Key, Life, Period

LINES = TO_ME, FOR_ME, NOT_ASKED, TOTAL = "to_me", "for_me", "not_asked", "total"


class Core:
    """One life, read with the fast functions."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.versions = [one.version for one in life.agreed if one.at <= life.now]
        self.books: dict[Key, Heard] = {}
        for key, said in life.said:
            self._note(key, Heard(said=(said,)))
        for key, check in life.checks:
            self._note(key, Heard(checks=(check,)))
        for key, move in life.moves:
            self._note(key, Heard(moves=(move,)))

    def _note(self, key: Key, heard: Heard) -> None:
        self.books[key] = self.books.get(key, Heard()) + heard

    def dated(self, period: Period) -> dict[Key, tuple[Occurrence, State]]:
        """The dated chances, in their new windows, and their states."""
        found = {}
        for chance in self._visible(dated(self.versions, period.first, period.last, self.life.parts, self.life.away)):
            heard = self.books.get(chance.key, Heard())
            move = heard.move
            there = chance.moved(move.day, move.part, move.at, self.life.parts) if move else chance
            found[chance.key] = (there, due_state(heard, there, self.life.now))
        return found

    def months(self, period: Period) -> dict[Key, tuple[Occurrence, State]]:
        """What any day of a month will do for, of the months that end in the period."""
        found = {}
        for day in period.days:
            if day == month_of(day)[1]:
                for chance in self._visible(of_month(self.versions, day, self.life.parts, self.life.away)):
                    loose = [
                        self.books[key] for key in self.books
                        if key[0] == chance.key[0] and month_of(key[1]) == month_of(day)
                        and not self._is_dated(key) and not self._fills(key)
                    ]  # fmt: skip
                    heard = replace(reduce(add, loose, Heard()), moves=())
                    found[chance.key] = (chance, due_state(heard, chance, self.life.now))
        return found

    def flexible(self, period: Period) -> dict[tuple[str, date], tuple[Chances, Filled]]:
        """The flexible items of the weeks that end in the period, and how their chances were filled."""
        found = {}
        for monday in [day - timedelta(days=6) for day in period.days if day.weekday() == 6]:
            for item in flexible(self.versions, monday, self.life.parts, self.life.away):
                if item.planned.details.label in self.life.labels:
                    filled = fill(item.count, self._filling(item), item.closes, self.life.now)
                    found[item.planned.item_id, monday] = (item, filled)
        return found

    def _filling(self, item: Chances) -> Iterator[Heard]:
        for key, heard in self.books.items():
            mine = key[0] == item.planned.item_id and 0 <= (key[1] - item.monday).days < 7
            away = key[1] in self.life.away and not item.planned.details.carries_on
            if mine and not self._is_dated(key) and not (away and only_away(heard)):
                yield replace(heard, moves=())

    def _visible(self, chances: Iterable[Occurrence]) -> list[Occurrence]:
        return [chance for chance in chances if chance.planned.details.label in self.life.labels]

    def _is_dated(self, key: Key) -> bool:
        return key in {chance.key for chance in dated(self.versions, key[1], key[1], self.life.parts)}

    def _fills(self, key: Key) -> bool:
        monday = key[1] - timedelta(days=key[1].weekday())
        return key[0] in {item.planned.item_id for item in flexible(self.versions, monday, self.life.parts)}

    def counted(self, period: Period) -> list[tuple[str, Counts, int]]:
        """Each thing that enters the counts of the period: in which sentence, its counts, its waiting chances."""
        rows = [
            (chance.planned.details, Counts.of([state]), 0)
            for chance, state in [*self.dated(period).values(), *self.months(period).values()]
            if period.months or not chance.in_month_only
        ]
        for item, filled in self.flexible(period).values():
            over = self.life.now >= item.closes
            counts = Counts.of(filled.states) if over else Counts()
            rows.append((item.planned.details, counts, 0 if over else item.count))
        return [(_about(details), counts, waiting) for details, counts, waiting in rows if not details.technology]

    def lines(self, period: Period) -> dict[str, tuple[Counts, int]]:
        """Each sentence and the total: the counts, and the flexible chances that wait for their week's end."""
        rows = self.counted(period)
        return {
            line: (
                reduce(add, (counts for about, counts, _waiting in rows if line in {about, TOTAL}), Counts()),
                sum(waiting for about, _counts, waiting in rows if line in {about, TOTAL}),
            )
            for line in LINES
        }

    def total(self, period: Period) -> Counts:
        """The counts of everything."""
        return self.lines(period)[TOTAL][0]


def _about(details: ItemDetails) -> str:
    if details.important_to:
        return TO_ME
    return FOR_ME if details.important_for else NOT_ASKED
