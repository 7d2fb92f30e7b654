"""StaffRole: coordinator of a team, or manager of the provider; from when until when."""

from datetime import datetime
from typing import Any, Self

from peewee import JOIN, AutoField, CharField, ForeignKeyField, ModelSelect

from carelog import clock, journal
from carelog.accounts.invitation import Invitation
from carelog.accounts.session import Session
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.db import Dated, database, is_sqlite
from carelog.prepared import prepared

COORDINATOR, MANAGER = "coordinator", "manager"


class LastManager(Exception):
    """Nobody could let anybody in if this role ended."""


class StaffRole(Dated):
    """One role of one user, standing from `starts` until `ends`."""

    id = AutoField()
    user = ForeignKeyField(User, backref="staff_roles")
    role = CharField()
    team = ForeignKeyField(Team, null=True)  # the coordinator's; None for a manager
    team_id: int | None

    @classmethod
    def standing(cls, at: datetime | None = None) -> "ModelSelect[Self]":
        """Roles that hold at that moment (now, unless told)."""
        return cls.select().where(cls.holds_at(at or clock.now()))

    @classmethod
    def of(cls, user: User, at: datetime | None = None) -> list[Self]:
        """This user's roles at that moment."""
        return _of(user.id, at or clock.now())

    @classmethod
    def everybody(cls) -> list[Self]:
        """Who coordinates and manages now, each with their user and team; managers first."""
        rows = cls.standing().select(cls, User, Team).join(User).switch(cls).join(Team, JOIN.LEFT_OUTER)
        return sorted(rows, key=lambda row: (row.team.name if row.team else "", row.user.name.casefold()))

    @classmethod
    def give(cls, user: User, role: str, team: Team | None, author: journal.Author) -> Self:
        """Give a role from now on; one that stands already is given back unchanged."""
        with database.atomic():
            same = cls.team == team if team is not None else cls.team.is_null()
            held = cls.standing().where((cls.user == user) & (cls.role == role) & same).first()
            if held is not None:
                return held
            given = cls.create(user=user, role=role, team=team, starts=clock.now())
            what = {"user": user.id, "role": role, "team": team and team.id}
            journal.note_change("staff_role.given", author, given, what)
            Session.keep_short(user)
        return given

    def end(self, author: journal.Author) -> None:
        """End it now, and take back the user's open invitations. Ending twice changes nothing. Raises LastManager."""
        with database.atomic():
            now = clock.now()
            if self._is_last_manager():
                raise LastManager
            ended = StaffRole.update(ends=now).where((StaffRole.id == self.id) & StaffRole.ends.is_null()).execute()
            if ended:
                self.ends = now
                journal.note_change("staff_role.ended", author, self, {"ends": now})
                for invitation in Invitation.open_ones().where(Invitation.made_by == self.user):
                    invitation.withdraw(author)

    def _is_last_manager(self) -> bool:
        """Two managers who end each other at once must not both succeed, so the managers' rows are held meanwhile."""
        managers = (
            StaffRole.select().where((StaffRole.role == MANAGER) & StaffRole.ends.is_null()).order_by(StaffRole.id)
        )
        return [row.id for row in (managers if is_sqlite() else managers.for_update())] == [self.id]


@prepared
def _of(user: int, at: datetime) -> Any:
    return StaffRole.standing(at).where(StaffRole.user == user)
