"""WeekDraft: a week that was brought in or is being written, and is not agreed yet."""

import hashlib
import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from peewee import AutoField, DateField, ForeignKeyField, TextField

from carelog import clock, journal, pictures
from carelog.accounts.user import User
from carelog.db import InstantField, Row, database
from carelog.journal import Event
from carelog.people.person import ChangedMeanwhile, Person
from carelog.weeks.changes import Changes, changes
from carelog.weeks.details import ItemDetails
from carelog.weeks.occurrences import Planned
from carelog.weeks.perfect_week import (
    PerfectWeek,
    StartsTooEarly,
    Wanted,
    WeekMoved,
    earliest_start,
    latest,
)
from carelog.weeks.spreadsheet_import import Line, ReadWeek

LIKENESSES: tuple[Callable[[ItemDetails], Hashable], ...] = (
    lambda details: (same_words(details.title), details.part, details.at, details.days),
    lambda details: (same_words(details.title), details.part),
    lambda details: same_words(details.title),
)  # the closest first


A_YEAR = timedelta(days=366)


FINGERPRINT = 12  # letters


class AlreadySettled(Exception):
    """The draft was agreed or put away meanwhile."""


class AnotherDraft(Exception):
    """One waits already, which came from elsewhere."""


class NoSuchItem(Exception):
    """There is nothing at that place of the draft, or the agreed week has no such item."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a week that was read changes in the one agreed last: titles, in the order of the sheet."""

    kept: tuple[str, ...]
    new: tuple[str, ...]
    ended: tuple[str, ...]


class WeekDraft(Row):
    """The newest open draft is the one people work on; bringing a sheet in again puts the earlier one away."""

    id = AutoField()
    person = ForeignKeyField(Person)
    person_id: int
    filename = TextField()
    items_json = TextField()  # list of [item id or null, details]
    lines_json = TextField()  # what was understood of each line of the sheet
    notes = TextField(default="")
    review_by = DateField(null=True)
    made_by = ForeignKeyField(User, null=True)
    because = ForeignKeyField(Event, column_name="because_seq", null=True)  # what it comes from, where it is no sheet
    because_seq: int | None
    created = InstantField(default=clock.now)
    settled = InstantField(null=True)

    @classmethod
    def bring_in(cls, person: Person, read: ReadWeek, filename: str, author: journal.Author) -> Self:
        """Keep what was read as this person's draft. Items with the same words keep their ids."""
        with database.atomic():
            person.hold()
            wanted, earlier = matched(person, read), cls.open_one(person)
            if earlier is not None:
                earlier.put_away(author)
            draft = cls.create(
                person=person, filename=filename, made_by=author.user_id, review_by=read.review_by,
                items_json=_as_text(wanted),
                lines_json=json.dumps([asdict(line) for line in read.lines], default=str),
                notes="\n".join(read.notes),
            )  # fmt: skip
            what = {"filename": filename, "items": len(wanted)}
            journal.note_change("week_draft.brought_in", author, draft, what, person_id=person.id)
        return draft

    @classmethod
    def begin(cls, person: Person, because: int, author: journal.Author) -> Self:
        """A draft that is as the week agreed last, to be changed; the one that came of the same already, if it is open.

        `because`: the number of the event that it comes from. Raises AnotherDraft.
        """
        with database.atomic():
            person.hold()
            stands, week = cls.open_one(person), latest(person)
            if stands is not None and stands.because_seq == because:
                return stands
            if stands is not None:
                raise AnotherDraft
            agreed = PerfectWeek.newest(person)
            draft = cls.create(
                person=person, filename="", made_by=author.user_id, lines_json="[]", because=because,
                notes=agreed.notes if agreed else "",
                items_json=_as_text([Wanted(one.details, one.item_id) for one in week.items] if week else []),
            )  # fmt: skip
            what = {"because": because, "items": len(draft.items)}
            journal.note_change("week_draft.begun", author, draft, what, person_id=person.id)
        return draft

    @classmethod
    def open_one(cls, person: Person) -> Self | None:
        """The draft that waits to be agreed."""
        mine = (cls.person == person) & cls.settled.is_null()
        return cls.select().where(mine).order_by(cls.id.desc()).first()

    @property
    def items(self) -> list[Wanted]:
        """What it wants."""
        return [Wanted(ItemDetails.from_json(details), item_id) for item_id, details in json.loads(self.items_json)]

    @property
    def lines(self) -> list[Line]:
        """What was understood of the sheet, line by line."""
        return [Line(**values) for values in json.loads(self.lines_json)]

    def difference(self, labels: set[str] | None = None) -> Difference:
        """Against the week agreed last; what ends is named to a reader of these labels only, to the operator whole."""
        before = latest(self.person)
        known = {p.item_id: p.details for p in before.items} if before else {}
        kept = {wanted.item_id for wanted in self.items if wanted.item_id in known}
        ended = [details for item_id, details in known.items() if item_id not in kept]
        return Difference(
            kept=tuple(w.details.title for w in self.items if w.item_id in kept),
            new=tuple(w.details.title for w in self.items if w.item_id not in kept),
            ended=tuple(details.title for details in ended if labels is None or details.label in labels),
        )

    @property
    def as_seen(self) -> str:
        """What its items are now, for a page to carry."""
        return hashlib.sha256(self.items_json.encode()).hexdigest()[:FINGERPRINT]

    def put(self, details: ItemDetails, place: int | None, author: journal.Author, seen: str) -> None:
        """Change the item at that place, from 0; without a place, add one. Raises as `_write`, and NoSuchItem."""
        items = self.items
        if place is None:
            items.append(Wanted(details))
        else:
            items[place] = Wanted(details, _at(items, place).item_id)
        self._write(items, {"put": place, "item": details.as_json()}, author, seen)

    def end(self, place: int, author: journal.Author, seen: str) -> None:
        """Leave the item at that place out of the week. Raises as `_write`, and NoSuchItem."""
        items = self.items
        ended = _at(items, place)
        items.remove(ended)
        self._write(items, {"ended": ended.item_id or ended.details.title}, author, seen)

    def bring_back(self, item_id: str, author: journal.Author, seen: str) -> None:
        """Keep an item of the agreed week that was left out. Raises as `_write`, and NoSuchItem."""
        week, items = latest(self.person), self.items
        there = {one.item_id: one.details for one in week.items} if week else {}
        if item_id not in there or item_id in {one.item_id for one in items}:
            raise NoSuchItem
        self._write([*items, Wanted(there[item_id], item_id)], {"brought_back": item_id}, author, seen)

    def _write(self, items: list[Wanted], what: dict[str, Any], author: journal.Author, seen: str) -> None:
        """Raises ChangedMeanwhile where the items are not those that were `seen`, AlreadySettled."""
        with database.atomic():
            self.person.hold()
            now = WeekDraft.get_by_id(self.id)
            if now.settled is not None:
                raise AlreadySettled
            if now.as_seen != seen:
                raise ChangedMeanwhile
            self.items_json = _as_text(items)
            WeekDraft.update(items_json=self.items_json).where(WeekDraft.id == self.id).execute()
            journal.note_change("week_draft.changed", author, self, what, person_id=self.person_id)

    def changes(self) -> Changes:
        """What it changes in the week agreed last."""
        before = latest(self.person)
        return changes(
            [(one.item_id, one.details) for one in before.items] if before else [],
            [(one.item_id, one.details) for one in self.items],
        )

    def agree(self, starts: date, how_agreed: str, author: journal.Author) -> Event:
        """Make it the agreed week from that day. Raises AlreadySettled, StartsTooEarly, EmptyWeek, WeekMoved."""
        if starts < earliest_agreement(self.person):
            raise StartsTooEarly
        with database.atomic():
            self.person.hold()
            newest = PerfectWeek.newest(self.person)
            if self.because_seq and newest and newest.event.received_at > self.created:
                raise WeekMoved
            self._settle("week_draft.agreed", author)
            return PerfectWeek.agree(
                self.person, self.items, starts, author,
                how_agreed=how_agreed, source=self.filename, notes=self.notes, review_by=self.review_by,
            )  # fmt: skip

    def put_away(self, author: journal.Author) -> None:
        """It will not be agreed. Raises AlreadySettled."""
        with database.atomic():
            self._settle("week_draft.put_away", author)

    def _settle(self, kind: str, author: journal.Author) -> None:
        still_open = (WeekDraft.id == self.id) & WeekDraft.settled.is_null()
        if not WeekDraft.update(settled=clock.now()).where(still_open).execute():
            raise AlreadySettled
        what: dict[str, Any] = {"filename": self.filename}
        journal.note_change(kind, author, self, what, person_id=self.person_id)


def earliest_agreement(person: Person) -> date:
    """The earliest start of a draft: a first week's at most a year back, since more would be a mistyped year."""
    return max(earliest_start(person), clock.day_here(person.team.tz) - A_YEAR)


def matched(person: Person, read: ReadWeek) -> list[Wanted]:
    """What was read, each item with the id of the one of the same words, its picture, and what had been answered."""
    before = latest(person)
    pairs = _paired(read.items, before.items if before else ())
    return [
        Wanted(_carried_over(details, pairs[place].details), pairs[place].item_id)
        if place in pairs
        else Wanted(replace(details, picture=details.picture or pictures.guess(details.title)))
        for place, details in enumerate(read.items)
    ]


def _paired(read: Sequence[ItemDetails], before: Sequence[Planned]) -> dict[int, Planned]:
    """By its place in what was read: the item it was before. What a week has twice finds the one at its own time."""
    pairs: dict[int, Planned] = {}
    for likeness in LIKENESSES:
        taken = {planned.item_id for planned in pairs.values()}
        left = [planned for planned in before if planned.item_id not in taken]
        for place, details in enumerate(read):
            alike = [planned for planned in left if likeness(planned.details) == likeness(details)]
            if place not in pairs and alike:
                pairs[place] = alike[0]
                left.remove(alike[0])
    return pairs


def _as_text(items: Sequence[Wanted]) -> str:
    return json.dumps([[wanted.item_id, wanted.details.as_json()] for wanted in items])


def _at(items: Sequence[Wanted], place: int) -> Wanted:
    if not 0 <= place < len(items):
        raise NoSuchItem
    return items[place]


def same_words(title: str) -> str:
    """Titles that differ only in capitals, spaces and quotation marks are the same words."""
    plain = title.translate(str.maketrans("‘’“”", "''\"\""))
    return " ".join(plain.casefold().split())


def _carried_over(read: ItemDetails, before: ItemDetails) -> ItemDetails:
    """A sheet does not say these; what people said of them before stays."""
    return replace(
        read, picture=before.picture, important_to=before.important_to, important_for=before.important_for,
        label=before.label, why=read.why or before.why,
    )  # fmt: skip
