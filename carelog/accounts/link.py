"""Link: an address that somebody makes for somebody else. Opening it changes nothing until they press.

It is good once, until it is too old or taken back. Where nobody alone may decide, a second agrees; who that can be, and
where it takes one, is people/second.py's to say.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from peewee import JOIN, AutoField, ForeignKeyField, IntegerField, ModelSelect

from carelog import clock, journal
from carelog.accounts.signed import row_behind, signer
from carelog.accounts.user import User
from carelog.db import InstantField, Row, database


class Link(Row):
    """One such address; where it takes two, agreed to by another than whoever made it."""

    LASTS: ClassVar[timedelta]
    SIGNED_AS: ClassVar[str]
    KIND: ClassVar[str]  # what its events begin with in the journal

    id = AutoField()
    person_id = IntegerField(null=True, index=True)  # around whom; None for staff
    made_by = ForeignKeyField(User, null=True)  # None: the operator at the command line
    created = InstantField()
    expires = InstantField()
    agreed = InstantField(null=True)
    agreed_by = ForeignKeyField(User, null=True)
    used = InstantField(null=True)
    withdrawn = InstantField(null=True)
    made_by_id: int | None
    agreed_by_id: int | None

    @classmethod
    def is_waiting(cls) -> Any:
        """The condition: neither used nor taken back, nor too old."""
        return cls.used.is_null() & cls.withdrawn.is_null() & (cls.expires > clock.now())

    @classmethod
    def open_ones(cls) -> "ModelSelect[Self]":
        """Those that can still be used."""
        return cls.select().where(cls.is_waiting())

    @classmethod
    def told_with_names(cls) -> "ModelSelect[Self]":
        """Each with the maker, and who agreed."""
        maker, second = User.alias(), User.alias()
        rows = cls.select(cls, maker, second)
        rows = rows.join(maker, JOIN.LEFT_OUTER, on=(cls.made_by == maker.id), attr="made_by").switch(cls)
        return rows.join(second, JOIN.LEFT_OUTER, on=(cls.agreed_by == second.id), attr="agreed_by").switch(cls)

    @classmethod
    def behind(cls, token: str, keys: Sequence[str]) -> Self | None:
        """The one behind a link, with the names, whatever became of it. Looking changes nothing."""
        return cls.told_with_names().where(cls.id == row_behind(token, keys, cls.SIGNED_AS)).first()

    @property
    def is_open(self) -> bool:
        """Neither used nor taken back, nor too old."""
        return self.used is None and self.withdrawn is None and self.expires > clock.now()

    @property
    def no_second(self) -> set[int | None]:
        """The users who are not the second: whoever made it, and whoever it lets in, if they are a user yet."""
        return {self.made_by_id}

    def token(self, keys: Sequence[str]) -> str:
        """What its link ends in; the same each time, so the link can be shown again."""
        return str(signer(keys, self.SIGNED_AS).dumps(self.id))

    def agree(self, author: journal.Author) -> bool:
        """A second person agrees; from then on the link lasts as long as a new one. False if that is too late."""
        now = clock.now()
        once, ends = type(self).agreed.is_null(), now + self.LASTS
        with database.atomic():
            agreed = self._changed(once, agreed=now, agreed_by=author.user_id, expires=ends)
            if agreed:
                self._note("agreed", author, expires=ends)
        return agreed

    def withdraw(self, author: journal.Author) -> None:
        """Take it back; its link stops working. Twice changes nothing."""
        with database.atomic():
            if self._changed(withdrawn=clock.now()):
                self._note("withdrawn", author)

    def _changed(self, *more: Any, **values: Any) -> bool:
        """Set these while it is open."""
        mine = (type(self).id == self.id) & self.is_waiting()
        changed = type(self).update(**values).where(mine, *more).execute() == 1
        if changed:
            self.__data__.update(values)
        return changed

    def _note(self, happened: str, author: journal.Author, **what: datetime | int | str) -> None:
        """Leave the event of what happened to it."""
        journal.note_change(f"{self.KIND}.{happened}", author, self, what, person_id=self.person_id)
