"""Sides: the three perspectives of a month, side by side, as one reader may read them.

This is the one place that says who reads what somebody wrote for a conversation or a review, and from when on.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any, Self, TypeVar, cast

from peewee import JOIN

from carelog.accounts.user import User
from carelog.came import Came
from carelog.journal import Event
from carelog.people.circle import SELF, Membership
from carelog.people.person import Person
from carelog.reviews.guess_check import Checked, checks_of
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.perspective import KIND, OnlyFor, Perspective, PerspectivePin, Pin, Side, Sort, Whose
from carelog.reviews.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What somebody said, for a conversation or in a review: whose words they are, and who reads them."""

    seq: int
    id: str
    side: Side
    guess: bool
    for_id: int | None  # the user whose words they are, where somebody else of the circle wrote them down
    for_name: str
    only_for: OnlyFor
    label: str
    language: str
    author_id: int | None
    author_name: str
    role: str
    written_at: datetime
    checked: Checked | None = None  # a guess: with the person

    @property
    def on_behalf(self) -> bool:
        """Somebody else wrote it down than the one whose words it gives."""
        return self.for_id is not None or (self.side is Side.SELF and self.role != SELF)


Said = TypeVar("Said", bound=Spoken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Spoken):
    """One perspective, with what stood there before."""

    month: date
    working: str
    not_working: str
    written_for: int | None  # a membership; None: the author's own words, or the person's
    came: Came | None
    afterwards: bool  # it was written when the others' could be read already
    pins: tuple[Pin, ...] = ()
    earlier: tuple["Entry", ...] = ()  # what others could read before it was changed

    @property
    def whose(self) -> Whose:
        """As its author chose it."""
        if self.guess:
            return Whose.GUESS
        if self.written_for is not None:
            return Whose.MEMBER
        return Whose.PERSON if self.on_behalf else Whose.OWN


@dataclass(frozen=True, slots=True)
class Sides:
    """Of one conversation."""

    entries: dict[Side, tuple[Entry, ...]]
    waiting: frozenset[Side]  # somebody has written there, and it is shown once the conversation has begun

    @classmethod
    def of(cls, conversation: Conversation, reader: Reader) -> Self:
        """What this reader reads now, and where they will read something. Three queries."""
        begun = conversation.opened.at if conversation.opened else None
        return cls.of_months(conversation.person, {conversation.month: begun}, reader)[conversation.month]

    @classmethod
    def of_months(cls, person: Person, begun: Mapping[date, datetime | None], reader: Reader) -> dict[date, Self]:
        """The same of several, by month; `begun`: when each did, None of one that has not. Three queries for all."""
        rows = _rows((Event.person_id == person.id) & Perspective.month.in_(sorted(begun)))
        places = [_since_taken_back(same) for _place, same in groupby(rows, key=_place)]
        newest = [_newest(rows, begun[rows[-1].month], reader) for rows in places if rows]
        shown = [entry for entry in newest if may_read(entry, reader, opened=begun[entry.month] is not None)]
        shown = with_checks(_with_pins(shown))
        return {month: cls._of(month, newest, shown, reader, begun=at is not None) for month, at in begun.items()}

    @classmethod
    def _of(cls, month: date, newest: Iterable[Entry], shown: Iterable[Entry], reader: Reader, *, begun: bool) -> Self:
        there = sorted((one for one in shown if one.month == month), key=_order)
        entries = {side: tuple(one for one in there if one.side is side) for side in Side}
        later = {one.side for one in newest if one.month == month and may_read(one, reader, opened=True)}
        return cls(entries, frozenset() if begun else frozenset(later - {one.side for one in there}))

    @property
    def guesses(self) -> dict[str, Entry]:
        """The best guesses that this reader reads, by their ids."""
        return {entry.id: entry for entry in self.entries[Side.SELF] if entry.guess}

    def mine(self, user_id: int) -> list[Entry]:
        """What that reader wrote."""
        return [entry for entries in self.entries.values() for entry in entries if entry.author_id == user_id]


def written(months: Mapping[int, date], reader: Reader) -> dict[int, frozenset[Side]]:
    """By person, where somebody has written of that month what this reader reads from the beginning on. One query.

    It is what `Sides` says of each, and holds for a reader who may read the same of all of them.
    """
    found: dict[int, set[Side]] = {person_id: set() for person_id in months}
    here = Event.person_id.in_(sorted(months)) & Perspective.month.in_(sorted(set(months.values())))
    for _place_there, same in groupby(_rows(here), key=_place):
        standing = _since_taken_back(same)
        if standing and standing[-1].month == months[standing[-1].person_id]:
            entry = _entry(standing[-1], None)
            found[standing[-1].person_id] |= {entry.side} if may_read(entry, reader, opened=True) else set()
    return {person_id: frozenset(sides) for person_id, sides in found.items()}


def may_read(entry: Spoken, reader: Reader, *, opened: bool) -> bool:
    """The rule. Its author always; the person all that is not another's alone; the others from the beginning on."""
    if entry.author_id == reader.user_id:
        return True
    if entry.only_for is OnlyFor.SELF:
        return False
    if reader.own or entry.for_id == reader.user_id:
        return True
    return opened and entry.only_for is OnlyFor.EVERYBODY and entry.label in reader.labels


def with_who_said_it(table: Any) -> Any:
    """What stands in that table, with its event, its author's name, and whose words it gives: `for_id`, `for_name`.

    `table`: of bodies with `written_for`, a membership.
    """
    whom = User.alias()
    return (
        table.select(table, Event, User.name.alias("author_name"), whom.id.alias("for_id"), whom.name.alias("for_name"))
        .join(Event, on=(Event.seq == table.event)).join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .switch(table).join(Membership, JOIN.LEFT_OUTER, on=(Membership.id == table.written_for))
        .join(whom, JOIN.LEFT_OUTER, on=(whom.id == Membership.user))
    )  # fmt: skip


def spoken(row: Any) -> dict[str, Any]:
    """What every `Spoken` has, of a row of `with_who_said_it`."""
    return {
        "seq": row.seq, "id": row.id, "side": Side(row.side), "guess": bool(row.guess), "for_id": row.for_id,
        "for_name": row.for_name or "", "only_for": OnlyFor(row.only_for), "label": row.label,
        "language": row.language, "author_id": row.author_id, "author_name": row.author_name or "",
        "role": row.role, "written_at": row.written_at,
    }  # fmt: skip


def _order(entry: Entry) -> tuple[bool, bool, datetime]:
    """One's own words come before what others wrote down, and these before what they think."""
    return entry.guess, entry.on_behalf, entry.written_at


def _place(row: Any) -> tuple[Any, ...]:
    """Of several in one of these the last one stands."""
    return row.person_id, row.month, row.author_id, row.side, row.guess, row.written_for_id or 0


def _rows(here: Any) -> list[Any]:
    """All that was ever written there, by place, the oldest first; `here`: the condition. One query."""
    rows = with_who_said_it(Perspective).where(here & (Event.kind == KIND)).objects()
    return sorted(cast("Iterable[Any]", rows), key=lambda row: (_place(row), row.written_at, row.seq))


def _since_taken_back(rows: Iterable[Any]) -> list[Any]:
    """Those after the last of these that was taken back: what stood there before is not read any more."""
    found: list[Any] = []
    for row in rows:
        found = [] if row.withdrawn else [*found, row]
    return found


def _newest(rows: Sequence[Any], begun: datetime | None, reader: Reader) -> Entry:
    """The words that stand, with those that others could have read before they were changed."""
    seen = [
        _entry(row, begun) for row, after in pairwise(rows)
        if begun is not None and after.received_at > begun
    ]  # fmt: skip
    earlier = tuple(entry for entry in seen if may_read(entry, reader, opened=True))
    return _entry(rows[-1], begun, earlier)


def _with_pins(found: Iterable[Entry]) -> list[Entry]:
    """The same with what is shown with each. One query."""
    entries, pins = list(found), defaultdict[int, list[Pin]](list)
    of_these = PerspectivePin.event.in_([entry.seq for entry in entries])
    for pin in PerspectivePin.select().where(of_these).order_by(PerspectivePin.id):
        pins[pin.seq].append(Pin(Sort(pin.sort), pin.ref))
    return [replace(entry, pins=tuple(pins[entry.seq])) for entry in entries]


def with_checks(found: list[Said]) -> list[Said]:
    """Entries, or lines of a review, each guess with what the person said of it. One query, where there is a guess."""
    guesses = [entry.seq for entry in found if entry.guess]
    told = checks_of(guesses) if guesses else {}
    return [replace(entry, checked=told.get(entry.seq)) for entry in found]


def _entry(row: Any, begun: datetime | None, earlier: tuple[Entry, ...] = ()) -> Entry:
    return Entry(
        **spoken(row), month=row.month, working=row.working, not_working=row.not_working,
        written_for=row.written_for_id, came=Came.of(row),
        afterwards=begun is not None and row.written_at > begun, earlier=earlier,
    )  # fmt: skip
