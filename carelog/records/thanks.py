"""Thanks: kind words from the person or an ally, to somebody of the circle, and who finds them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self, cast

from peewee import CharField, DateField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.accounts.staff_role import COORDINATOR
from carelog.accounts.user import User
from carelog.db import Table
from carelog.journal import Body, BodyPart, Event
from carelog.people.circle import WORKER, Membership
from carelog.people.person import Person
from carelog.records.leads import Somebody, around, leads

KIND = "thanks"
PAGE = 30


class Whom(StrEnum):
    """Whom it is for."""

    MEMBER = "member"  # somebody by name
    DAY = "day"  # whoever was there on one day: for who may not know names
    TEAM = "team"  # everybody who supports the person


class NobodyThere(ValueError):
    """Whom it is for does not belong any more."""


class Thanks(Body):
    """The words, and for whom they were meant; who gets them is in `ThanksTo`."""

    words = TextField()
    whom = CharField()
    day = DateField(null=True)

    @classmethod
    def record(
        cls, person: Person, author: journal.Author, words: str, *, member: int | None = None,
        day: date | None = None, id: str | None = None,
    ) -> Event:  # fmt: skip
        """To that user, to whoever was there on that day, or to everybody who supports the person.

        Where nobody wrote anything down on that day, everybody gets it. Raises NobodyThere.
        """
        whom = Whom.MEMBER if member is not None else Whom.DAY if day is not None else Whom.TEAM
        if member is not None and member not in {one.user_id for one in whom_to_thank(person, author.user_id)}:
            raise NobodyThere
        to = {member} if member is not None else (_there_on(person, day) if day else set()) or _team(person)
        said: dict[str, Any] = {"words": words, "whom": whom, "day": day}
        bodies: list[tuple[type[Table], dict[str, Any]]] = [
            (cls, said),
            *((ThanksTo, {"user": user_id}) for user_id in sorted(to - {author.user_id})),
        ]
        return journal.write(
            KIND, author, {**said, "member": member}, bodies=bodies, person_id=person.id, id=id,
            on_date=clock.living_day(person.team.tz),
        )  # fmt: skip


class ThanksTo(BodyPart):
    """Somebody who gets it."""

    user = ForeignKeyField(User)
    user_id: int

    class Meta:
        table_name = "thanks_to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanked:
    """One thank-you as its reader finds it; without names where they may not know who is who."""

    id: str
    person: Person
    words: str
    whom: Whom
    day: date | None
    to: tuple[str, ...]  # who got it, by name
    author_id: int | None
    author_name: str
    role: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ThanksPage:
    """One page of them, the newest first."""

    thanks: tuple[Thanked, ...]
    page: int
    has_more: bool

    @classmethod
    def of(cls, person: Person, page: int, *, names: bool, only: int | None = None) -> Self:
        """What was said around this person; `only` by that user. Two queries."""
        here = (Event.kind == KIND) & (Event.person_id == person.id)
        found = _page(here if only is None else here & (Event.author_id == only), page)
        return cls(_told(found[:PAGE], {person.id: person}, names={person.id: names}), page, len(found) > PAGE)

    @classmethod
    def to_user(cls, user: User, page: int, people: dict[int, Person], names: dict[int, bool]) -> Self:
        """What this user was thanked for around these people. Two queries."""
        mine = ThanksTo.select(ThanksTo.event).where(ThanksTo.user == user)
        found = _page((Event.kind == KIND) & Event.person_id.in_(list(people)) & Event.seq.in_(mine), page)
        return cls(_told(found[:PAGE], people, names), page, len(found) > PAGE)


def whom_to_thank(person: Person, writer: int | None) -> list[Somebody]:
    """Everybody around the person but who writes: first who supports them, then the others, then who leads."""
    first = {WORKER: 0, COORDINATOR: 2}
    others = [one for one in around(person) if one.user_id != writer]
    return sorted(others, key=lambda one: (first.get(one.role, 1), one.name.casefold()))


def _team(person: Person) -> set[int]:
    """Who supports the person now, and who coordinates."""
    workers = {member.user_id for member in Membership.around(person) if member.role == WORKER}
    return workers | {one.user_id for one in leads(person) if one.role == COORDINATOR}


def _there_on(person: Person, day: date) -> set[int]:
    """Who supports the person and wrote something about that day; a worry does not count, it would tell of itself."""
    wrote = Event.select(Event.author_id).where(
        (Event.person_id == person.id) & (Event.on_date == day) & (Event.role == WORKER)
        & (Event.label != journal.SAFEGUARDING)
    )  # fmt: skip
    here = Membership.standing().where((Membership.person == person) & (Membership.role == WORKER))
    return {member.user_id for member in here.where(Membership.user.in_(wrote))}


def _page(here: Any, page: int) -> list[Any]:
    rows = (
        Thanks.select(Thanks, Event, User).join(Event).join(User, on=(User.id == Event.author_id), attr="author")
        .where(here).order_by(Event.seq.desc()).limit(PAGE + 1).offset((page - 1) * PAGE)
    )  # fmt: skip
    return list(rows)


def _told(rows: Sequence[Any], people: dict[int, Person], names: dict[int, bool]) -> tuple[Thanked, ...]:
    to = _to([row.event.seq for row in rows])
    return tuple(
        Thanked(
            id=row.event.id, person=people[row.event.person_id], words=row.words, whom=Whom(row.whom), day=row.day,
            to=tuple(to[row.event.seq]) if names[row.event.person_id] else (), author_id=row.event.author_id,
            author_name=row.event.author.name if names[row.event.person_id] else "", role=row.event.role,
            written_at=row.event.written_at,
        )
        for row in rows
    )  # fmt: skip


def _to(seqs: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    there = ThanksTo.select(ThanksTo.event, User.name).join(User).where(ThanksTo.event.in_(list(seqs)))
    for seq, name in cast("Any", there.order_by(User.name).tuples()):
        found[seq].append(name)
    return found
