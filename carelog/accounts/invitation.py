"""Invitation: a link that lets somebody join a circle or the staff.

Whose it takes a second, and whether it still stands, is people/inviting.py's to say.
"""

from datetime import timedelta
from typing import Any, Self

from peewee import JOIN, CharField, ForeignKeyField, ModelSelect, TextField

from carelog import clock, journal
from carelog.accounts.link import Link
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.db import InstantField, database

LASTS = timedelta(days=7)


class Invitation(Link):
    """Somebody is asked to take one role, around a person or on the staff. Its link can be shown until it is used."""

    LASTS, SIGNED_AS, KIND = LASTS, "invitation", "invitation"

    name = TextField()  # whom it is for, as the inviter calls them
    role = CharField()  # self, ally, worker, coordinator or manager
    team = ForeignKeyField(Team, null=True)
    relation = TextField(default="")
    used = InstantField(null=True, column_name="accepted")
    accepted_by = ForeignKeyField(User, null=True)
    stopped_for = TextField(default="")  # whose name it was stopped for when they opened it (people/must_not_know.py)

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
    def of_staff(cls) -> list[Self]:
        """The open ones to coordinate or manage, each with its team."""
        told = cls.open_ones().select(cls, Team).join(Team, JOIN.LEFT_OUTER)
        return list(told.where(cls.person_id.is_null()).order_by(cls.id))

    @classmethod
    def told_with_names(cls) -> "ModelSelect[Self]":
        """Each with the maker, who agreed, and the team."""
        rows = super().told_with_names()
        return rows.select_extend(Team).join(Team, JOIN.LEFT_OUTER, on=cls.team).switch(cls)

    def stop(self, name: str, author: journal.Author) -> None:
        """Take it back, because somebody of that name wants to accept it; who invites here reads the name."""
        with database.atomic():
            if self._changed(withdrawn=clock.now(), stopped_for=name):
                self._note("stopped", author, stopped_for=name)

    def use(self, user: User, author: journal.Author) -> bool:
        """Mark it accepted; False if it was used or withdrawn meanwhile, or is too old."""
        with database.atomic():
            used = self._changed(used=clock.now(), accepted_by=user.id)
            if used:
                self._note("accepted", author, accepted_by=user.id)
        return used
