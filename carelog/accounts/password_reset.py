"""PasswordReset: a link with which somebody who forgot their password chooses a new one.

Opening it changes nothing. Using it signs out every device of theirs, ends every other such link, and they are told
when and by whom. Who may make one, and whose second it takes, is people/resetting.py's to say.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Self

from peewee import JOIN, AutoField, ForeignKeyField, IntegerField, ModelSelect

from carelog import clock, journal
from carelog.accounts.session import Session
from carelog.accounts.signed import row_behind, signer
from carelog.accounts.user import PasswordHash, User
from carelog.db import InstantField, Row, database

LASTS = timedelta(hours=24)
SIGNED_AS = "password reset"
REMEMBERED = 5  # how many of theirs somebody is shown
MADE = "password_reset.made"


class PasswordReset(Row):
    """One link for one user, made by somebody else; where it takes two, agreed to by another."""

    id = AutoField()
    user = ForeignKeyField(User)
    person_id = IntegerField(null=True, index=True)  # around whom they belong; None for staff and from the operator
    made_by = ForeignKeyField(User, null=True)  # None: the operator at the command line
    created = InstantField()
    expires = InstantField()
    agreed = InstantField(null=True)
    agreed_by = ForeignKeyField(User, null=True)
    used = InstantField(null=True)
    withdrawn = InstantField(null=True)
    told = InstantField(null=True)  # when the user was told that it was used
    user_id: int
    made_by_id: int | None
    agreed_by_id: int | None

    @classmethod
    def make(cls, user: User, author: journal.Author, *, person_id: int | None = None, id: str | None = None) -> Self:
        """Make one. Who is allowed to was asked before."""
        what = {"user": user.id, "person": person_id}

        def make() -> Any:
            now = clock.now()
            made = cls.create(user=user, person_id=person_id, made_by=author.user_id, created=now, expires=now + LASTS)
            journal.note_change(MADE, author, made, what | {"expires": made.expires}, id=id)
            return made

        return journal.once(cls, MADE, author, what, id, make)

    @classmethod
    def told_with_names(cls) -> "ModelSelect[Self]":
        """Each with the user, the maker, and who agreed."""
        maker, second = User.alias(), User.alias()
        rows = cls.select(cls, User, maker, second).join(User, on=cls.user).switch(cls)
        rows = rows.join(maker, JOIN.LEFT_OUTER, on=(cls.made_by == maker.id), attr="made_by").switch(cls)
        return rows.join(second, JOIN.LEFT_OUTER, on=(cls.agreed_by == second.id), attr="agreed_by")

    @classmethod
    def is_waiting(cls) -> Any:
        """The condition: neither used nor taken back, nor too old."""
        return cls.used.is_null() & cls.withdrawn.is_null() & (cls.expires > clock.now())

    @classmethod
    def behind(cls, token: str, keys: Sequence[str]) -> Self | None:
        """The one behind a link, whatever became of it. Looking changes nothing."""
        return cls.told_with_names().where(cls.id == row_behind(token, keys, SIGNED_AS)).first()

    @classmethod
    def of(cls, user: User) -> list[Self]:
        """The last few that this user should know of: used, or still good."""
        known = (cls.user == user) & (~cls.used.is_null() | cls.is_waiting())
        return list(cls.told_with_names().where(known).order_by(cls.id.desc()).limit(REMEMBERED))

    @classmethod
    def untold(cls, user: User) -> list[Self]:
        """What was used and this user was not told yet; from now on they were."""
        mine = (cls.user == user) & ~cls.used.is_null() & cls.told.is_null()
        found = list(cls.told_with_names().where(mine).order_by(cls.id))
        if found:
            cls.update(told=clock.now()).where(cls.id.in_([reset.id for reset in found])).execute()
        return found

    @classmethod
    def end_all(cls, user: User, author: journal.Author) -> None:
        """Take back every open one of this user."""
        with database.atomic():
            for reset in cls.select().where((cls.user == user) & cls.is_waiting()).order_by(cls.id):
                reset.withdraw(author)

    @property
    def is_open(self) -> bool:
        """Neither used nor taken back, nor too old."""
        return self.used is None and self.withdrawn is None and self.expires > clock.now()

    def token(self, keys: Sequence[str]) -> str:
        """What its link ends in."""
        return str(signer(keys, SIGNED_AS).dumps(self.id))

    def agree(self, author: journal.Author) -> bool:
        """A second person agrees; from then on the link lasts as long as a new one. False if that is too late."""
        now = clock.now()
        once = PasswordReset.agreed.is_null()
        with database.atomic():
            if not self._changed(once, agreed=now, agreed_by=author.user_id, expires=now + LASTS):
                return False
            journal.note_change("password_reset.agreed", author, self, {"user": self.user_id, "expires": now + LASTS})
        return True

    def use(self, password: PasswordHash) -> bool:
        """Set the new password, sign out every device of the user, end their other links. False if it is too late."""
        mine = journal.Author(self.user_id, "user", language=self.user.language)
        with database.atomic():
            self.user.hold()
            if not self._changed(used=clock.now()):
                return False
            journal.note_change("password_reset.used", mine, self, {"user": self.user_id})
            self.user.change_password(password, mine)
            Session.end_all(self.user, mine)
            PasswordReset.end_all(self.user, mine)
        return True

    def withdraw(self, author: journal.Author) -> None:
        """Take it back; its link stops working. Twice changes nothing."""
        with database.atomic():
            if self._changed(withdrawn=clock.now()):
                journal.note_change("password_reset.withdrawn", author, self, {"user": self.user_id})

    def _changed(self, *more: Any, **values: Any) -> bool:
        """Set these while it is open."""
        mine = (PasswordReset.id == self.id) & PasswordReset.is_waiting()
        changed = PasswordReset.update(**values).where(mine, *more).execute() == 1
        if changed:
            self.__data__.update(values)
        return changed
