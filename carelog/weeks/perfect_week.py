"""PerfectWeek: the week a person and the people around them agreed, version by version."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from peewee import SQL, DateField, ModelSelect, TextField, fn

from carelog import clock, journal
from carelog.accounts.team import Team
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.person import Person
from carelog.prepared import prepared
from carelog.weeks.day_parts import DayParts
from carelog.weeks.details import ItemDetails
from carelog.weeks.importance import Importance
from carelog.weeks.item import Item, PlannedItem
from carelog.weeks.occurrences import Planned, Version
from carelog.weeks.said_since import SaidSince, said_since

KIND = "perfect_week"
RENEWED_AFTER = timedelta(days=91)  # every three months a review renews the week


class StartsTooEarly(ValueError):
    """A version starts tomorrow at the earliest; only a person's first may start before."""


class WeekMoved(Exception):
    """Another version was agreed since the page was opened."""


class EmptyWeek(ValueError):
    """A week needs at least one item."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One item of a week that is about to be agreed; without an id it is new."""

    details: ItemDetails
    item_id: str | None = None


class PerfectWeek(Body):
    """One agreed version. Its items are `planned_item` rows of the same event."""

    starts = DateField()
    review_by = DateField()
    how_agreed = TextField()  # how the person took part
    source = TextField()  # the sheet it was read from, or ""
    notes = TextField()  # wishes about the whole week

    @classmethod
    def agree(
        cls, person: Person, items: Sequence[Wanted], starts: date, author: journal.Author, *,
        how_agreed: str = "", source: str = "", notes: str = "", review_by: date | None = None, id: str | None = None,
    ) -> Event:  # fmt: skip
        """Agree a version. Raises StartsTooEarly, EmptyWeek."""
        if not items:
            raise EmptyWeek
        with database.atomic():
            person.hold()
            if starts < earliest_start(person):
                raise StartsTooEarly
            known = {item.id for item in Item.select().where(Item.person == person)}
            ids = [_item_id(wanted, person, known) for wanted in items]
            week: dict[str, Any] = {
                "starts": starts, "review_by": review_by or min(starts, date.max - RENEWED_AFTER) + RENEWED_AFTER,
                "how_agreed": how_agreed, "source": source, "notes": notes,
            }  # fmt: skip
            words = {**week, "items": [[i, w.details.as_json()] for i, w in zip(ids, items, strict=True)]}
            rows = [
                (PlannedItem, {"item": i, "position": place, **PlannedItem.columns(w.details)})
                for place, (i, w) in enumerate(zip(ids, items, strict=True))
            ]
            return journal.write(KIND, author, words, bodies=[(cls, week), *rows], person_id=person.id, id=id)

    @classmethod
    def newest(cls, person: Person) -> "PerfectWeek | None":
        """The version agreed last, started or not."""
        return cls.select(cls, Event).join(Event).where(Event.person_id == person.id).order_by(Event.seq.desc()).first()


def versions(
    person_ids: Iterable[int],
    at: datetime | None = None,
    *,
    span: tuple[date, date] | None = None,
    only: str | None = None,
) -> dict[int, list[Version]]:
    """The versions agreed by that moment, by person, with what has been said of their items since.

    With a span only those that govern one of its days: the same few rows after ten years as after one month. `only` is
    the id of the one item that is asked for.
    """
    ids, moment = list(person_ids), at or clock.now()
    weeks = _weeks(ids, moment, *(span or (None, None)))
    items = _items([seq for seq, *_ in weeks], said_since(ids), None if span is None else moment, only)
    found: dict[int, list[Version]] = {person_id: [] for person_id in ids}
    for seq, person_id, starts in weeks:
        found[person_id].append(Version(seq, starts, tuple(items[seq])))
    return found


@prepared
def _weeks(person_ids: list[int], moment: datetime, first: date | None, last: date | None) -> Any:
    """Sequence number, person and start of each version in question."""
    agreed = _agreed(moment) & Event.person_id.in_(person_ids)
    if first is not None:
        agreed &= (PerfectWeek.starts <= last) & ~fn.EXISTS(_overtaking(first, moment))
    rows = PerfectWeek.select(Event.seq, Event.person_id, PerfectWeek.starts).join(Event).where(agreed)
    return rows.order_by(Event.seq).tuples()


def _agreed(moment: datetime) -> Any:
    """The condition on an event: a version, agreed by that moment."""
    return (Event.kind == KIND) & (Event.received_at <= moment)


def _overtaking(day: Any, moment: datetime) -> "ModelSelect[Event]":
    """Versions of the same person, agreed later and started by that day: the earlier governs no day from then on.

    `day` is a date, or the column of one.
    """
    event, week = Event.alias(), PerfectWeek.alias()
    later = (event.person_id == Event.person_id) & (event.kind == KIND) & (event.seq > Event.seq)
    started = (week.starts <= day) & (event.received_at <= moment)
    return event.select(SQL("1")).join(week, on=(week.event == event.seq)).where(later & started)


def _items(
    seqs: list[int],
    since: Mapping[str, SaidSince],
    moment: datetime | None = None,
    only: str | None = None,
) -> dict[int, list[Planned]]:
    """The items of each version. With a moment, those whose first day counts know it from all versions until then."""
    rows = _planned(seqs, only)
    begins = _first_days([row.item_id for row in rows if row.every_weeks > 1 or row.first_on], moment) if moment else {}
    items: dict[int, list[Planned]] = defaultdict(list)
    for row in rows:
        details = replace(row.details, first_on=begins[row.item_id]) if row.item_id in begins else row.details
        items[row.seq].append(Planned(row.item_id, since.get(row.item_id, SaidSince()).added_to(details, row.seq)))
    return items


@prepared
def _planned(seqs: list[int], only: str | None) -> Any:
    wanted = PlannedItem.event.in_(seqs) if only is None else PlannedItem.event.in_(seqs) & (PlannedItem.item == only)
    return PlannedItem.select().where(wanted).order_by(PlannedItem.event, PlannedItem.position)


def _first_days(items: Sequence[str], moment: datetime) -> dict[str, date]:
    """The first day of each of these items, across the versions that were in force on their own first day."""
    if not items:
        return {}
    day = fn.MIN(fn.COALESCE(PlannedItem.first_on, PerfectWeek.starts)).python_value(PerfectWeek.starts.python_value)
    rows = PlannedItem.select(PlannedItem.item, day).join(Event).join(PerfectWeek, on=(PerfectWeek.event == Event.seq))
    began = _agreed(moment) & ~fn.EXISTS(_overtaking(PerfectWeek.starts, moment))
    found: Any = rows.where(began & PlannedItem.item.in_(items)).group_by(PlannedItem.item).tuples()
    return dict(found)


def say_importance(
    person: Person, answers: dict[str, tuple[bool, bool]], author: journal.Author, *, seen: int | None = None
) -> tuple[int, date | None]:
    """Take answers by item: first answers stand at once, changed ones make a version from tomorrow, else the same.

    `seen` is the order of the version that the answers were given to. Returns how many were said for the first time,
    and the start of the new version if there is one. Raises WeekMoved.
    """
    with database.atomic():
        person.hold()
        week, agreed = latest(person), PerfectWeek.newest(person)
        if week is None or agreed is None:
            return 0, None
        if seen not in (None, week.order):
            raise WeekMoved
        asked = {p.item_id: (p.details.important_to, p.details.important_for) for p in week.items}
        first = [i for i in answers if asked.get(i) == (None, None)]
        for item_id in first:
            Importance.say(person, Item.get_by_id(item_id), *answers[item_id], author)
        changed = [i for i in answers if i in asked and asked[i] != (None, None) and asked[i] != answers[i]]
        if not changed:
            return len(first), None
        starts = max(earliest_start(person), week.starts)
        PerfectWeek.agree(
            person, _with_answers(week, {**asked, **answers}), starts, author,
            how_agreed=agreed.how_agreed, source=agreed.source, notes=agreed.notes, review_by=agreed.review_by,
        )  # fmt: skip
    return len(first), starts


def _with_answers(week: Version, answers: Mapping[str, tuple[bool | None, bool | None]]) -> list[Wanted]:
    return [
        Wanted(replace(p.details, important_to=answers[p.item_id][0], important_for=answers[p.item_id][1]), p.item_id)
        for p in week.items
    ]


def latest(person: Person) -> Version | None:
    """The version agreed last, started or not."""
    week = PerfectWeek.newest(person)
    if week is None:
        return None
    return Version(week.seq, week.starts, tuple(_items([week.seq], said_since([person.id]))[week.seq]))


def with_those_before(person: Person, wanted: Collection[int]) -> dict[int, tuple[list[Planned], list[Planned]]]:
    """Of each of these versions the items of the one that was agreed before it, none for the first; and its own."""
    here = (Event.person_id == person.id) & (Event.kind == KIND)
    agreed = [week.seq for week in Event.select(Event.seq).where(here).order_by(Event.seq)]
    before = {after: earlier for earlier, after in pairwise([0, *agreed]) if after in wanted}
    items = _items(sorted({*before, *before.values()}), said_since([person.id]))
    return {version: (items[earlier], items[version]) for version, earlier in before.items()}


def earliest_start(person: Person) -> date:
    """Tomorrow; or, while there is no version yet, as early as anybody likes."""
    if PerfectWeek.newest(person) is None:
        return date.min
    return clock.day_here(person.team.tz) + timedelta(days=1)


def day_parts(team: Team) -> DayParts:
    """The team's settings of time, for `occurrences`."""
    begins = [clock.wall(text) for text in (team.morning, team.afternoon, team.evening, team.night)]
    return DayParts(team.tz, *begins)


def _item_id(wanted: Wanted, person: Person, known: set[str]) -> str:
    if wanted.item_id is None:
        return str(Item.create(person=person).id)
    if wanted.item_id not in known:
        raise ValueError("an item of somebody else's week")
    return wanted.item_id
