"""Feelings: what the person says of their chances now, whether it was good and who was with them, from the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, cast

from peewee import JOIN

from carelog.accounts.user import User
from carelog.came import Came
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.chance import Key
from carelog.records.good_for_me import KIND, AlsoThere, Company, Good, GoodForMe


@dataclass(frozen=True, slots=True)
class Felt:
    """One record that stands. Either `answer` or `company` is said."""

    id: str
    author_id: int | None
    author_name: str
    voice: str
    role: str
    written_at: datetime
    answer: Good | None
    company: Company | None
    companions: Mapping[int | None, str]  # the names of members, by user; None: somebody else was there, too
    with_whom: str  # on a phone handed over: who was there
    came: Came | None


@dataclass(frozen=True, slots=True)
class Feelings:
    """What the person says of one chance now: whether it was good, and who was there."""

    good: Felt | None = None
    company: Felt | None = None

    def __bool__(self) -> bool:
        """They said something."""
        return bool(self.good or self.company)


def feelings(person: Person, first: date, last: date, labels: Set[str]) -> Mapping[Key, Feelings]:
    """What the person says of their chances from one day to another, of what the reader may see. One query.

    As of marks: for each author and voice the newest record speaks, and one that was taken back says nothing; of those
    that speak the newest is what the person says.
    """
    newest: dict[Key, dict[tuple[int | None, str, bool], list[Any]]] = defaultdict(dict)
    for _seq, together in groupby(_rows(person, first, last, labels), key=lambda row: row.seq):
        row, *more = together
        newest[row.item, row.on_date, row.number][row.author_id, row.voice, bool(row.answer)] = [row, *more]
    return {key: _feelings(_felt(*rows) for rows in ones.values() if not rows[0].withdrawn)
            for key, ones in newest.items()}  # fmt: skip


def _feelings(said: Iterable[Felt]) -> Feelings:
    said = sorted(said, key=lambda one: (one.written_at, one.id))
    good, company = ([one for one in said if bool(one.answer) is answers] for answers in (True, False))
    return Feelings(good[-1] if good else None, company[-1] if company else None)


def _rows(person: Person, first: date, last: date, labels: Set[str]) -> Iterable[Any]:
    """One row for each record, and one more for each after the first who was there, too."""
    companion, other = User.alias(), User.alias()
    rows = (
        Event.standing()
        .select(
            Event, GoodForMe, User.name.alias("author_name"), companion.name.alias("companion_name"),
            AlsoThere.id.alias("also"), AlsoThere.user.alias("also_id"), other.name.alias("also_name"),
        )
        .join(GoodForMe, on=(GoodForMe.event == Event.seq))
        .join(companion, JOIN.LEFT_OUTER, on=(GoodForMe.companion == companion.id))
        .switch(Event)
        .join(AlsoThere, JOIN.LEFT_OUTER, on=(AlsoThere.event == Event.seq))
        .join(other, JOIN.LEFT_OUTER, on=(AlsoThere.user == other.id))
        .switch(Event)
        .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .where((Event.kind == KIND) & (Event.person_id == person.id) & Event.on_date.between(first, last)
               & Event.label.in_(list(labels)))
        .order_by(Event.written_at, Event.id, Event.seq, AlsoThere.id)
    )  # fmt: skip
    return cast("Iterable[Any]", rows.objects())


def _felt(row: Any, *more: Any) -> Felt:
    also = {one.also_id: one.also_name or "" for one in (row, *more) if one.also}
    return Felt(
        id=row.id, author_id=row.author_id, author_name=row.author_name or "", voice=row.voice, role=row.role,
        written_at=row.written_at, answer=Good(row.answer) if row.answer else None,
        company=Company(row.company) if row.company else None,
        companions={row.companion: row.companion_name, **also} if row.companion else {}, with_whom=row.present,
        came=Came.of(row),
    )  # fmt: skip
