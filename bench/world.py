"""Providers of any size: so many people, fifty things a day, so many days of records. Written past the models."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from carelog import clock, db, pictures
from carelog.access import Look
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.db import Table, database
from carelog.journal import FORMAT, ORDINARY, OWN, THERE, Author, Event, body_hash, new_id
from carelog.people.circle import WORKER, Membership
from carelog.people.person import Person, Placement
from carelog.records.mark import KIND, Mark
from carelog.records.said import HAPPENED
from carelog.reviews.action import KIND as AGREED
from carelog.reviews.action import STEP_KIND, Action, ActionStep, Step
from carelog.weeks.details import ItemDetails, Part
from carelog.weeks.item import Item, PlannedItem
from carelog.weeks.perfect_week import KIND as WEEK
from carelog.weeks.perfect_week import RENEWED_AFTER, PerfectWeek
from tests.browser.served import Installation

OPERATOR = Author(None, "operator")
PASSWORD = secrets.token_urlsafe()
MINE, DUE = 9, 50  # whom the worker supports, and what is due for them together
EVERY_DAY = tuple(range(7))
PICTURES = list(pictures.symbols())
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
TODAY = clock.living_day(ZoneInfo(clock.DEFAULT_ZONE))
MONTH, TEN_YEARS = 30, 3652  # days
FORTNIGHT = timedelta(weeks=2)


@dataclass(frozen=True, slots=True)
class World:
    """How many people live in it, and since how many days things are written down."""

    people: int = MINE
    days: int = MONTH

    def build(self, var: Path) -> Installation:
        """Make it. Sam supports the first nine people; the others have a worker of their own."""
        made = Installation.on_sqlite(var)
        var.mkdir(parents=True)
        db.bind(made.database)
        db.migrate()
        with db.connected(), database.atomic():
            self._fill()
        db.close_everything()
        return made

    def _fill(self) -> None:
        team = Team.found("Riverside", OPERATOR)
        sam, other = (User.join(name, name.title(), PASSWORD, OPERATOR) for name in ("sam", "other"))
        people = _people(self.people, team)
        for place, person in enumerate(people):
            _insert(Membership, [_membership(person, sam if place < MINE else other, WORKER)])
        journal = _Journal()
        for place, person in enumerate(people):
            items = [new_id() for _ in range(_due(place % MINE))]
            _insert(Item, [{"id": item, "person": person} for item in items])
            _agree(person, items, self.days, journal)
            _mark(person, items, self.days, sam if place < MINE else other, journal)
            _promise(person, self.days, sam if place < MINE else other, journal)
        _look(people[:MINE], sam, self.days)
        journal.close()


def _due(place: int) -> int:
    """How many things a person has every day, so that nine of them together have fifty."""
    return DUE // MINE + (place < DUE % MINE)


def _people(number: int, team: Team) -> list[int]:
    """Their numbers."""
    rows = [{"id": place + 1, "name": f"Person {place + 1:04}", "created": LONG_AGO} for place in range(number)]
    _insert(Person, rows)
    _insert(Placement, [{"person": row["id"], "team": team.id, "starts": LONG_AGO} for row in rows])
    return [place + 1 for place in range(number)]


def _membership(person: int, user: User, role: str) -> dict[str, Any]:
    return {"person": person, "user": user.id, "role": role, "starts": LONG_AGO}


class _Journal:
    """Events with numbers of their own, so that their bodies can be written beside them."""

    def __init__(self) -> None:
        self.next = Event.select().count() + 1
        self.of_person: dict[int, count[int]] = {}
        self.epoch = body_hash({})

    def events(
        self, kind: str, person: int, days: Iterable[tuple[date, date | None]], author: User | None
    ) -> list[int]:
        """One event for each day: when it was written, and the date it is about. Returns their numbers."""
        counting = self.of_person.setdefault(person, count(1))
        rows = [
            {
                "seq": self.next + place, "id": new_id(), "kind": kind, "person_id": person,
                "person_seq": next(counting), "author_id": author and author.id, "role": WORKER, "voice": OWN,
                "presence": THERE, "on_date": about, "written_at": _noon(day), "received_at": _noon(day),
                "format": FORMAT, "language": "en", "label": ORDINARY, "body_sha256": self.epoch,
            }
            for place, (day, about) in enumerate(days)
        ]  # fmt: skip
        self.next += len(rows)
        _insert(Event, rows)
        return list(range(self.next - len(rows), self.next))

    def close(self) -> None:
        """Leave the people's counters where they are."""
        for person, counting in self.of_person.items():
            Person.update(last_seq=next(counting) - 1).where(Person.id == person).execute()


def _agree(person: int, items: list[str], days: int, journal: _Journal) -> None:
    """A version at the beginning, and one after each review since."""
    first = clock.monday(TODAY) - timedelta(days=days)
    starts = list(islice(_every(first, RENEWED_AFTER), max(1, days // RENEWED_AFTER.days)))
    seqs = journal.events(WEEK, person, [(day, None) for day in starts], None)
    week = {"how_agreed": "Together.", "source": "", "notes": ""}
    rows = zip(seqs, starts, strict=True)
    _insert(PerfectWeek, [{**week, "event": s, "starts": day, "review_by": day + RENEWED_AFTER} for s, day in rows])
    wording = [PlannedItem.columns(_details(person * 3 + place)) for place in range(len(items))]
    _insert(PlannedItem, [
        {**wording[place], "event": seq, "item": item, "position": place}
        for seq in seqs for place, item in enumerate(items)
    ])  # fmt: skip


def _details(place: int) -> ItemDetails:
    told = ItemDetails(title=f"Something worth doing, {place + 1}", days=EVERY_DAY, part=Part.ANY)
    picture = PICTURES[place % len(PICTURES)]
    return replace(
        told, picture=picture, important_to=place % 2 == 0, important_for=place % 2 == 1, with_whom="my team"
    )


def _mark(person: int, items: list[str], days: int, author: User, journal: _Journal) -> None:
    """Everything happened, until yesterday."""
    chances = [(day, item) for day in _days(days) for item in items]
    seqs = journal.events(KIND, person, [(day, day) for day, _item in chances], author)
    rows = zip(seqs, chances, strict=True)
    _insert(Mark, [{"event": seq, "item": item, "number": 1, "said": HAPPENED} for seq, (_day, item) in rows])


def _promise(person: int, days: int, owner: User, journal: _Journal) -> None:
    """Each month they agreed on something, and did it a fortnight later; the last thing is to be done still."""
    agreed = [TODAY - timedelta(days=before) for before in range(days, 0, -MONTH)]
    seqs = journal.events(AGREED, person, [(day, day) for day in agreed], owner)
    _insert(Action, [
        {"event": seq, "month": day.replace(day=1), "what": "Ring the choir", "owner": owner.id,
         "by_when": day + FORTNIGHT, "difference": "", "item": None, "profile": False}
        for seq, day in zip(seqs, agreed, strict=True)
    ])  # fmt: skip
    done = [day + FORTNIGHT for day in agreed[:-1]]
    steps = journal.events(STEP_KIND, person, [(day, day) for day in done], owner)
    _insert(ActionStep, [
        {"event": step, "about": seq, "step": Step.DONE, "words": "", "owner": owner.id, "by_when": day}
        for step, seq, day in zip(steps, seqs, done, strict=False)
    ])  # fmt: skip


def _look(people: list[int], user: User, days: int) -> None:
    _insert(Look, [
        {"user": user.id, "person": person, "section": section, "role": WORKER, "day": day}
        for person in people for day in _days(days) for section in ("today", "week", "summary")
    ])  # fmt: skip


def _days(number: int) -> list[date]:
    """The days until yesterday."""
    return [TODAY - timedelta(days=before) for before in range(number, 0, -1)]


def _every(first: date, step: timedelta) -> Iterator[date]:
    return (first + place * step for place in count())


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _insert(table: type[Table], rows: list[dict[str, Any]]) -> None:
    """All at once, with the table's own defaults."""
    if not rows:
        return
    fields = table._meta.fields
    names = [name for name in fields if name in rows[0] or fields[name].default is not None]
    values = [tuple(fields[name].db_value(row.get(name, fields[name].default)) for name in names) for row in rows]
    columns = ", ".join(f'"{fields[name].column_name}"' for name in names)
    places = ", ".join("?" * len(names))
    statement = " ".join(("INSERT INTO", f'"{table._meta.table_name}" ({columns})', f"VALUES ({places})"))
    database.cursor().executemany(statement, values)
