"""Person: whose week it is; and in which team they are supported."""

import hashlib
from datetime import datetime
from typing import Any, Self

from peewee import JOIN, AutoField, CharField, ForeignKeyField, IntegerField, ModelSelect, TextField, fn

from carelog import clock, journal
from carelog.accounts.invitation import Invitation
from carelog.accounts.staff_role import COORDINATOR, MANAGER, StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.db import Dated, InstantField, Row, database
from carelog.prepared import prepared

FINGERPRINT = 12  # letters: enough to tell what one person's words were from what they are


class ChangedMeanwhile(Exception):
    """Something newer stands than what was on the page when it was opened; nothing was written."""


class WordsClash(ChangedMeanwhile):
    """Somebody else changed the same words."""

    def __init__(self, person: "Person", clashes: set[str], newer: set[str]) -> None:
        """`person` as they are now; which fields both changed, and which only the other one."""
        super().__init__()
        self.person, self.clashes, self.newer = person, clashes, newer


class Person(Row):
    """Somebody who gets support at home. Everything here is theirs, in their words where they gave them."""

    id = AutoField()
    name = TextField()
    picture = TextField(default="")  # name of a symbol
    how_to_support_me = TextField(default="")
    address = TextField(default="")
    phone = TextField(default="")
    emergency_contact = TextField(default="")
    way_in = TextField(default="")
    written_down = CharField(default="")  # how they want what happens to be: with_me, after, on_paper; "": not asked
    last_seq = IntegerField(default=0)  # the journal's counter of this person's events
    created = InstantField(default=clock.now)

    EDITABLE = (
        "name", "picture", "how_to_support_me", "address", "phone", "emergency_contact", "way_in", "written_down",
    )  # fmt: skip

    @classmethod
    def welcome(cls, team: Team, author: journal.Author, *, id: str | None = None, **fields: str) -> Self:
        """Begin a person's record, in a team. `id` is the form's."""
        told = {**fields, "team": team.id}

        def make() -> Any:
            person = cls.create(**fields)
            placed = Placement.create(person=person, team=team, starts=clock.now())
            journal.note_change("person.welcomed", author, person, told, person_id=person.id, id=id)
            what = {"team": team.id, "starts": placed.starts}
            journal.note_change("placement.started", author, placed, what, person_id=person.id)
            return person

        return journal.once(cls, "person.welcomed", author, told, id, make)

    @classmethod
    def with_team(cls, at: datetime | None = None) -> "ModelSelect[Self]":
        """Everybody, with the team they are in at that moment as `person.placement.team`."""
        moment = at or clock.now()
        there = (Placement.person == cls.id) & Placement.holds_at(moment)
        return (
            cls.select(cls, Placement, Team)
            .join(Placement, JOIN.LEFT_OUTER, on=there, attr="placement")
            .join(Team, JOIN.LEFT_OUTER, on=(Placement.team == Team.id), attr="team")
        )

    @classmethod
    def visible_to(cls, user: User, at: datetime | None = None) -> "ModelSelect[Self]":
        """The people this user may know of at that moment: the only way a person is ever loaded for somebody."""
        from carelog.people.circle import Membership  # the circle is built on the person

        moment = at or clock.now()
        mine = StaffRole.standing(moment).where(StaffRole.user == user)
        manager = mine.where(StaffRole.role == MANAGER)
        teams = mine.where(StaffRole.role == COORDINATOR).select(StaffRole.team)
        belongs = Membership.standing(moment).where(Membership.user == user).select(Membership.person)
        return cls.with_team(moment).where(fn.EXISTS(manager) | cls.id.in_(belongs) | Placement.team.in_(teams))

    @classmethod
    def known_to(cls, user: User, person_id: int, at: datetime | None = None) -> Self | None:
        """That person, if this user may know of them now, or might at that moment."""
        return next(iter(_known_to(user.id, person_id, at or clock.now())), None)

    @property
    def team(self) -> Team:
        """The team this person is in now."""
        if "placement" in self.__dict__ and self.__dict__["placement"] is not None:
            return self.__dict__["placement"].team
        return Placement.current(self).team

    def hold(self) -> None:
        """Inside a transaction: who wants to write about this person too waits until it ends."""
        Person.update(last_seq=Person.last_seq).where(Person.id == self.id).execute()

    def change(self, fields: dict[str, str], author: journal.Author, seen: str = "") -> None:
        """Set these fields; what is the same is left out of the journal.

        `seen` says what stood there when the page was opened (`as_seen`): what is sent back untouched does not
        overwrite what somebody else wrote meanwhile. Raises WordsClash where both changed the same.
        """
        with database.atomic():
            self.hold()
            now = Person.get_by_id(self.id)
            was = dict(zip(self.EDITABLE, (seen or now.as_seen()).split("."), strict=False))
            newer = {name for name in self.EDITABLE if _fingerprint(getattr(now, name)) != was.get(name)}
            touched = {name for name, words in fields.items() if _fingerprint(words) != was.get(name)}
            new = {name: fields[name] for name in touched if getattr(now, name) != fields[name]}
            if new.keys() & newer:
                raise WordsClash(now, new.keys() & newer, newer - touched)
            if new:
                Person.update(**new).where(Person.id == self.id).execute()
                journal.note_change("person.changed", author, self, new, person_id=self.id)
        for name, value in new.items():
            setattr(self, name, value)

    def as_seen(self) -> str:
        """What the words about this person are now, for a page to carry: one short fingerprint for each."""
        return ".".join(_fingerprint(getattr(self, name)) for name in self.EDITABLE)


def _fingerprint(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:FINGERPRINT]


@prepared
def _known_to(user: Any, person_id: int, at: datetime) -> Any:
    return Person.visible_to(user, at).where(Person.id == person_id).limit(1)


class Placement(Dated):
    """A person is in one team at a time, from when until when."""

    id = AutoField()
    person = ForeignKeyField(Person, backref="placements")
    team = ForeignKeyField(Team)
    team_id: int
    starts = InstantField()
    ends = InstantField(null=True)

    @classmethod
    def standing(cls) -> "ModelSelect[Self]":
        """Where everybody is now, each with the team."""
        return cls.select(cls, Team).join(Team).where(cls.holds_at(clock.now()))

    @classmethod
    def current(cls, person: Person) -> Self:
        """Where this person is now."""
        return cls.standing().where(cls.person == person).get()

    @classmethod
    def move(cls, person: Person, team: Team, author: journal.Author) -> None:
        """Move to another team, now. Open invitations end: another team's coordinator made them.

        Moving to the same one changes nothing.
        """
        with database.atomic():
            before = cls.current(person)
            if before.team == team:
                return
            now = clock.now()
            if not cls.update(ends=now).where((cls.id == before.id) & cls.ends.is_null()).execute():
                return  # somebody was quicker
            after = cls.create(person=person, team=team, starts=now)
            what = {"team": team.id, "from": before.team.id, "starts": now}
            journal.note_change("placement.started", author, after, what, person_id=person.id)
            for invitation in Invitation.open_ones().where(Invitation.person_id == person.id):
                invitation.withdraw(author)
