"""GoodForMe: "Was it good for me?", and who was with me, in the person's own word. It enters no count.

One record says one of the two. The person taps it when signed in, or on a phone that was handed over to them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from peewee import JOIN, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from carelog import journal
from carelog.accounts.user import User
from carelog.journal import Body, Event
from carelog.people.circle import SELF, Membership, own_word
from carelog.people.person import Person
from carelog.records.chance import Key, NoSuchChance, chance
from carelog.records.mark import NotYet, is_ahead
from carelog.weeks.item import Item

KIND = "good_for_me"


class Good(StrEnum):
    """The answers to "Was it good for me?"."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"
    NOT_SURE = "not_sure"


class Company(StrEnum):
    """The answers to "Who was with me?"."""

    MEMBER = "member"  # somebody who belongs to the circle
    SOMEBODY_ELSE = "somebody_else"
    ON_MY_OWN = "on_my_own"


class NotTheirOwnWord(ValueError):
    """Only the person says whether it was good for them."""


class NoSuchMember(ValueError):
    """Nobody of that number belongs to the circle now, beside the person."""


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
    companion: str  # the name, of a member
    companion_id: int | None
    with_whom: str  # on a phone handed over: who was there


class GoodForMe(Body):
    """What the person says of one chance: item, date (the event's) and running number."""

    item = ForeignKeyField(Item)
    item_id: str
    number = IntegerField()
    answer = CharField(default="")
    company = CharField(default="")
    companion = ForeignKeyField(User, null=True)
    present = TextField(default="")
    withdrawn = BooleanField(default=False)

    @classmethod
    def record(
        cls, person: Person, key: Key, said: Good | Company, author: journal.Author, *, labels: set[str],
        companion: int | None = None, present: str = "", id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write it down; `companion` is a member's user. Raises NotTheirOwnWord, NoSuchChance, NotYet, NoSuchMember."""
        if not own_word(author.role, author.voice):
            raise NotTheirOwnWord
        item, day, number = key
        found = chance(person, *key, labels)
        if found is None:
            raise NoSuchChance
        if is_ahead(person, found, key, None):
            raise NotYet
        told = _answer(person, said, companion)
        words: dict[str, Any] = {"item": item, "number": number, **told, "present": present, "withdrawn": False}
        return journal.write(
            KIND, author, {**words, "day": day}, bodies=[(cls, words)], person_id=person.id, on_date=day, id=id,
            label=found.planned.details.label,
        )  # fmt: skip

    @classmethod
    def withdraw(cls, person: Person, event_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Take it back, in the voice in which it was said. Raises NothingThere, NotYours."""
        mine = journal.own_body(cls, KIND, person.id, event_id, author)
        return journal.take_back(cls, KIND, person.id, event_id, replace(author, voice=mine.event.voice), id)


def _answer(person: Person, said: Good | Company, companion: int | None) -> dict[str, Any]:
    """What the columns hold of it."""
    if isinstance(said, Good):
        return {"answer": said, "company": "", "companion": None}
    others = {member.user_id for member in Membership.around(person) if member.role != SELF}
    if said is Company.MEMBER and companion not in others:
        raise NoSuchMember
    return {"answer": "", "company": said, "companion": companion if said is Company.MEMBER else None}


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
    newest: dict[Key, dict[tuple[int | None, str, bool], Any]] = defaultdict(dict)
    for row in _rows(person, first, last, labels):
        newest[row.item, row.on_date, row.number][row.author_id, row.voice, bool(row.answer)] = row
    return {key: _feelings(row for row in ones.values() if not row.withdrawn) for key, ones in newest.items()}


def _feelings(rows: Iterable[Any]) -> Feelings:
    said = [_felt(row) for row in sorted(rows, key=lambda row: (row.written_at, row.id))]
    good, company = ([one for one in said if bool(one.answer) is answers] for answers in (True, False))
    return Feelings(good[-1] if good else None, company[-1] if company else None)


def _rows(person: Person, first: date, last: date, labels: Set[str]) -> Iterable[Any]:
    companion = User.alias()
    rows = (
        Event.standing()
        .select(Event, GoodForMe, User.name.alias("author_name"), companion.name.alias("companion_name"))
        .join(GoodForMe, on=(GoodForMe.event == Event.seq))
        .join(companion, JOIN.LEFT_OUTER, on=(GoodForMe.companion == companion.id))
        .switch(Event)
        .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .where((Event.kind == KIND) & (Event.person_id == person.id) & Event.on_date.between(first, last)
               & Event.label.in_(list(labels)))
        .order_by(Event.written_at, Event.id)
    )  # fmt: skip
    return cast("Iterable[Any]", rows.objects())


def _felt(row: Any) -> Felt:
    return Felt(
        id=row.id, author_id=row.author_id, author_name=row.author_name or "", voice=row.voice, role=row.role,
        written_at=row.written_at, answer=Good(row.answer) if row.answer else None,
        company=Company(row.company) if row.company else None, companion=row.companion_name or "",
        companion_id=row.companion, with_whom=row.present,
    )  # fmt: skip
