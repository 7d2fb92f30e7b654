"""What came of it: what the phones made, beside what the database has."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from bench.chaos.ledger import Ledger, Made
from carelog.journal import RECOVERED, Event, Installation
from carelog.records.learning_log import LearningLog
from carelog.records.mark import Mark

KINDS = {"mark": "mark", "withdrawal": "mark", "log": "learning_log"}  # of a record, and in the journal
MUST_BE_NONE = ("lost", "doubled", "misattributed", "changed", "out of order", "broken promises", "hidden")


@dataclass(slots=True)
class Tally:
    """How many. `made`: stored on a phone; `received`: on the server; `recovered`: brought back after a restore.

    `kept`: for a person to settle; `changed`: other words arrived; `broken_promises`: receipted and not there after a
    crash; `hidden`: not shown on the phone where it was written down, on a page from before.
    """

    made: int
    received: int
    lost: int
    doubled: int
    misattributed: int
    recovered: int
    kept: int
    changed: int
    out_of_order: int
    broken_promises: int
    hidden: int

    def __str__(self) -> str:
        return ", ".join(f"{name} {number}" for name, number in self._named().items())

    @property
    def problems(self) -> list[str]:
        """What must not be, and is; or that nothing was to be recovered, so that it was no trial."""
        named = self._named()
        found = [name for name in MUST_BE_NONE if named[name]]
        return found if self.recovered else [*found, "nothing to recover"]

    def _named(self) -> dict[str, int]:
        return {one.name.replace("_", " "): getattr(self, one.name) for one in fields(self)}


def tally(ledger: Ledger, users: dict[str, int], broken: int) -> Tally:
    """Needs a connection."""
    rows = arrived()
    made, number = ledger.made, Counter(row.id for row in rows)
    return Tally(
        made=len(ledger.stored),
        received=len(number.keys() & made.keys()),
        lost=len(ledger.stored - number.keys()),
        doubled=sum(times - 1 for times in number.values()),
        misattributed=sum(row.id not in made or users[made[row.id].author] != row.author_id for row in rows),
        recovered=sum(row.flag == RECOVERED for row in rows),
        kept=sum(row.kind == "kept" for row in rows),
        changed=len(_changed(made)),
        out_of_order=_out_of_order(rows, made),
        broken_promises=broken,
        hidden=ledger.hidden,
    )


def arrived() -> list[Event]:
    """What came from phones, in the order of its arrival."""
    kinds = {*KINDS.values(), "kept"}
    return list(Event.select().where(Event.kind.in_(kinds)).order_by(Event.seq))


def broken_promises(ledger: Ledger) -> int:
    """How many of those that this life of the database gave receipts for are not there. Needs a connection."""
    promised = set(ledger.promised.get(Installation.current().epoch, ()))
    return len(promised - {row.id for row in arrived()})


def _changed(made: dict[str, Made]) -> list[str]:
    """Those of which another person, day or word is there than was pressed."""
    there = {**_words(Mark, _mark_words), **_words(LearningLog, _log_words)}
    return [id for id, words in there.items() if id in made and words != _pressed(made[id])]


def _words(table: Any, words_of: Any) -> dict[str, tuple[Any, ...]]:
    bodies = table.select(table, Event).join(Event)
    return {body.event.id: (body.event.person_id, str(body.event.on_date), *words_of(body)) for body in bodies}


def _mark_words(mark: Mark) -> tuple[str, ...]:
    return mark.item_id, str(mark.number), mark.said


def _log_words(log: LearningLog) -> tuple[str, ...]:
    return (log.did,)


def _pressed(one: Made) -> tuple[Any, ...]:
    said = one.fields
    words = (said["did"],) if one.kind == "log" else (said["item"], said["number"], said.get("said", "withdrawn"))
    return one.person, said["day"], *words


def _out_of_order(rows: Iterable[Event], made: dict[str, Made]) -> int:
    """How many of an author's records came behind a later one of theirs; what was recovered comes when it comes."""
    place, latest, late = {id: number for number, id in enumerate(made)}, defaultdict[Any, int](int), 0
    for row in rows:
        if row.flag == RECOVERED or row.id not in made:
            continue
        late += place[row.id] < latest[row.author_id]
        latest[row.author_id] = max(latest[row.author_id], place[row.id])
    return late
