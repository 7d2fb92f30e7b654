"""Membership: who belongs around a person, as what, from when until when."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from peewee import AutoField, CharField, ForeignKeyField, IntegrityError, ModelSelect, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import Dated, database
from carelog.people.person import Person
from carelog.prepared import prepared

SELF, ALLY, WORKER = "self", "ally", "worker"
ROLES = (SELF, ALLY, WORKER)


class AlreadyBelongs(Exception):
    """One standing membership per user and person; the person is one user at most."""


def own_word(role: str, voice: str) -> bool:
    """It is the person's own word: signed in, handed over, on their own sheet, or settled with them (measure.md)."""
    return role == SELF or voice != journal.OWN


class Membership(Dated):
    """One user's place around one person."""

    id = AutoField()
    person = ForeignKeyField(Person, backref="memberships")
    user = ForeignKeyField(User, backref="memberships")
    person_id: int
    user_id: int
    role = CharField()
    relation = TextField(default="")  # "daughter", "neighbour"; the circle's own word

    @classmethod
    def standing(cls, at: datetime | None = None) -> "ModelSelect[Self]":
        """Memberships that hold at that moment (now, unless told)."""
        return cls.select().where(cls.holds_at(at or clock.now()))

    @classmethod
    def of(cls, user: User, at: datetime) -> list[Self]:
        """This user's places at that moment."""
        return _of(user.id, at)

    @classmethod
    def around(cls, person: Person) -> list[Self]:
        """Who belongs now, the person first, each with their user."""
        rows = cls.standing().select(cls, User).join(User).where(cls.person == person)
        return sorted(rows, key=lambda row: (ROLES.index(row.role), row.user.name.casefold()))

    @classmethod
    def between(cls, people: Iterable[Person], begins: datetime, ends: datetime) -> list[Self]:
        """Who belonged around these people at any time between two instants, each with their user, by name."""
        then = (cls.starts < ends) & (cls.ends.is_null() | (cls.ends > begins))
        rows = cls.select(cls, User).join(User).where(then & cls.person.in_(list(people)))
        return sorted(rows, key=lambda row: (ROLES.index(row.role), row.user.name.casefold()))

    @classmethod
    def allies_of(cls, person: Person) -> list[Self]:
        """The family and friends who belong now, each with their user."""
        return [member for member in cls.around(person) if member.role == ALLY]

    @classmethod
    def ally(cls, person: Person, user_id: int) -> Self | None:
        """That user, if they are among them now."""
        return next((member for member in cls.allies_of(person) if member.user_id == user_id), None)

    @classmethod
    def start(
        cls, person: Person, user: User, role: str, author: journal.Author, relation: str = "",
        id: str | None = None, ends: datetime | None = None,
    ) -> Self:  # fmt: skip
        """Let somebody belong from now on; until `ends`, if that is known. Raises AlreadyBelongs."""
        with database.atomic():
            person.hold()
            if cls._taken(person, user, role):
                raise AlreadyBelongs
            made = cls._create(person=person, user=user, role=role, relation=relation, starts=clock.now(), ends=ends)
            what: dict[str, Any] = {"user": user.id, "role": role, "relation": relation, "starts": made.starts}
            if ends is not None:
                what["ends"] = ends
            journal.note_change("membership.started", author, made, what, person_id=person.id, id=id)
        return made

    @classmethod
    def has_self(cls, person: Person) -> bool:
        """The person signs in themselves."""
        return cls.standing().where((cls.person == person) & (cls.role == SELF)).exists()

    @classmethod
    def ever_self(cls) -> "ModelSelect[Self]":
        """The places of whoever signs in, or once signed in, as a person."""
        return cls.select().where(cls.role == SELF)

    @property
    def covers(self) -> bool:
        """They stand in for somebody, until the night is over."""
        return self.role == WORKER and self.ends is not None

    @classmethod
    def _taken(cls, person: Person, user: User, role: str) -> bool:
        here = (cls.person == person) & (cls.user == user)
        return cls.standing().where(here).exists() or (role == SELF and cls.has_self(person))

    @classmethod
    def _create(cls, **fields: Any) -> Self:
        try:
            with database.atomic():
                return cls.create(**fields)
        except IntegrityError:  # somebody was quicker
            raise AlreadyBelongs from None

    def end(self, author: journal.Author) -> None:
        """End it now. Ending twice changes nothing."""
        with database.atomic():
            now = clock.now()
            holds = Membership.ends.is_null() | (Membership.ends > now)
            if Membership.update(ends=now).where((Membership.id == self.id) & holds).execute():
                self.ends = now
                journal.note_change("membership.ended", author, self, {"ends": now}, person_id=self.person_id)


@prepared
def _of(user: int, at: datetime) -> Any:
    return Membership.standing(at).where(Membership.user == user)
