"""PasswordReset: a link with which somebody who forgot their password chooses a new one.

Opening it changes nothing. Using it signs out every device of theirs, ends every other such link, and they are told
when and by whom. Who may make one, and whose second it takes, is people/resetting.py's to say.
"""

from datetime import datetime, timedelta
from typing import Any, Self

from peewee import ForeignKeyField, ModelSelect

from carelog import clock, journal
from carelog.accounts.link import Link
from carelog.accounts.session import Session
from carelog.accounts.user import PasswordHash, User
from carelog.db import InstantField, database

LASTS = timedelta(hours=24)
REMEMBERED = 5  # how many of theirs somebody is shown
MADE = "password_reset.made"


class PasswordReset(Link):
    """One link for one user, made by somebody else; where it takes two, agreed to by another."""

    LASTS, SIGNED_AS, KIND = LASTS, "password reset", "password_reset"

    user = ForeignKeyField(User)
    told = InstantField(null=True)  # when the user was told that it was used
    user_id: int

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
        return super().told_with_names().select_extend(User).join(User, on=cls.user).switch(cls)

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
            for reset in cls.open_ones().where(cls.user == user).order_by(cls.id):
                reset.withdraw(author)

    @property
    def no_second(self) -> set[int | None]:
        """Neither who made it nor whose password it is."""
        return {self.made_by_id, self.user_id}

    def use(self, password: PasswordHash) -> bool:
        """Set the new password, sign out every device of the user, end their other links. False if it is too late."""
        mine = journal.Author(self.user_id, "user", language=self.user.language)
        with database.atomic():
            self.user.hold()
            if not self._changed(used=clock.now()):
                return False
            self._note("used", mine)
            self.user.change_password(password, mine)
            Session.end_all(self.user, mine)
            PasswordReset.end_all(self.user, mine)
        return True

    def _note(self, happened: str, author: journal.Author, **what: datetime | int | str) -> None:
        """A password is its user's own, whoever they belong around: the event names the user and no person."""
        journal.note_change(f"{self.KIND}.{happened}", author, self, {"user": self.user_id, **what})
