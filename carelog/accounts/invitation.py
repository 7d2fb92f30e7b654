"""Invitation: a link that lets somebody join a circle or the staff. Opening it changes nothing until they press."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Self

from peewee import JOIN, AutoField, CharField, ForeignKeyField, IntegerField, ModelSelect, TextField

from carelog import clock, journal
from carelog.accounts.signed import row_behind, signer
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.db import InstantField, Row, database

LASTS = timedelta(days=7)
SIGNED_AS = "invitation"


class Invitation(Row):
    """Somebody is asked to take one role, around a person or on the staff. Its link can be shown until it is used."""

    id = AutoField()
    name = TextField()  # whom it is for, as the inviter calls them
    role = CharField()  # self, ally, worker, coordinator or manager
    person_id = IntegerField(null=True, index=True)
    team = ForeignKeyField(Team, null=True)
    relation = TextField(default="")
    made_by = ForeignKeyField(User, null=True)
    made_by_id: int | None
    created = InstantField()
    expires = InstantField()
    accepted = InstantField(null=True)
    accepted_by = ForeignKeyField(User, null=True)
    withdrawn = InstantField(null=True)

    @classmethod
    def make(
        cls, name: str, role: str, author: journal.Author, *,
        person_id: int | None = None, team: Team | None = None, relation: str = "", id: str | None = None,
    ) -> Self:  # fmt: skip
        """Invite somebody."""
        what = {"name": name, "role": role, "person": person_id, "team": team and team.id, "relation": relation}

        def make() -> Any:
            now = clock.now()
            made = cls.create(
                name=name, role=role, person_id=person_id, team=team, relation=relation,
                made_by=author.user_id, created=now, expires=now + LASTS,
            )  # fmt: skip
            told = what | {"expires": made.expires}
            journal.note_change("invitation.made", author, made, told, person_id=person_id, id=id)
            return made

        return journal.once(cls, "invitation.made", author, what, id, make)

    @classmethod
    def open_ones(cls) -> "ModelSelect[Self]":
        """Invitations that can still be accepted."""
        waiting = cls.accepted.is_null() & cls.withdrawn.is_null() & (cls.expires > clock.now())
        return cls.select().where(waiting)

    @classmethod
    def of_staff(cls) -> list[Self]:
        """The open ones to coordinate or manage, each with its team."""
        told = cls.open_ones().select(cls, Team).join(Team, JOIN.LEFT_OUTER)
        return list(told.where(cls.person_id.is_null()).order_by(cls.id))

    @classmethod
    def behind(cls, token: str, keys: Sequence[str]) -> Self | None:
        """The invitation behind a link, with maker and team, whatever became of it. Looking changes nothing."""
        number = row_behind(token, keys, SIGNED_AS)
        told = cls.select(cls, User, Team).join(User, JOIN.LEFT_OUTER, on=cls.made_by).switch(cls)
        return told.join(Team, JOIN.LEFT_OUTER, on=cls.team).where(cls.id == number).first()

    @property
    def is_open(self) -> bool:
        """It can still be accepted."""
        return self.accepted is None and self.withdrawn is None and self.expires > clock.now()

    def token(self, keys: Sequence[str]) -> str:
        """What its link ends in; the same each time, so the link can be shown again."""
        return str(signer(keys, SIGNED_AS).dumps(self.id))

    def use(self, user: User, author: journal.Author) -> bool:
        """Mark it accepted; False if it was used or withdrawn meanwhile, or is too old."""
        now, mine = clock.now(), Invitation.id == self.id
        waiting = mine & Invitation.accepted.is_null() & Invitation.withdrawn.is_null() & (Invitation.expires > now)
        with database.atomic():
            used = Invitation.update(accepted=now, accepted_by=user).where(waiting).execute() == 1
            if used:
                what = {"accepted_by": user.id}
                journal.note_change("invitation.accepted", author, self, what, person_id=self.person_id)
        return used

    def withdraw(self, author: journal.Author) -> None:
        """Take it back; its link stops working. Twice changes nothing."""
        waiting = (Invitation.id == self.id) & Invitation.accepted.is_null() & Invitation.withdrawn.is_null()
        with database.atomic():
            if Invitation.update(withdrawn=clock.now()).where(waiting).execute():
                journal.note_change("invitation.withdrawn", author, self, {}, person_id=self.person_id)
