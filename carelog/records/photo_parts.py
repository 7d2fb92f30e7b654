"""PhotoPart: what has come of a photo so far, part by part, until its record comes. Nobody looks at it."""

from datetime import timedelta
from typing import Any

from peewee import SQL, AutoField, BlobField, CharField, ForeignKeyField, IntegerField, IntegrityError, fn

from carelog import clock
from carelog.accounts.user import User
from carelog.db import InstantField, Row, database
from carelog.journal import Event
from carelog.records.kept_record import KeptRecord, KeptSettlement
from carelog.records.photo_pixels import LARGEST_FILE

LARGEST_PART = 128 * 1024  # bytes
MOST_OF_ONE_AUTHOR = 40 * 1024 * 1024  # bytes, of all photos that are on their way
KEEPS = timedelta(days=60)


class NotThere(Exception):
    """These bytes do not go on where the others ended; `has`: how many are here."""

    def __init__(self, has: int) -> None:
        super().__init__()
        self.has = has


class TooMuch(Exception):
    """The photo is too large, or its author has too many on their way."""


class PhotoPart(Row):
    """Some bytes of one photo, which its author's phone calls by an id."""

    id = AutoField()
    author = ForeignKeyField(User)
    author_id: int
    photo = CharField(max_length=36)
    begins = IntegerField()
    ends = IntegerField()
    came = InstantField()
    piece = BlobField()

    class Meta:
        table_name = "photo_part"

    @classmethod
    def of(cls, author_id: int, photo: str) -> Any:
        """The condition: these are that author's parts of that photo."""
        return (cls.author == author_id) & (cls.photo == photo)

    @classmethod
    def has(cls, author_id: int, photo: str) -> int:
        """How many bytes are here, from the first one on."""
        return int(cls.select(fn.COALESCE(fn.MAX(cls.ends), 0)).where(cls.of(author_id, photo)).scalar())

    @classmethod
    def add(cls, author_id: int, photo: str, begins: int, data: bytes) -> int:
        """Put them behind the others; how many are here now. Raises NotThere, TooMuch."""
        cls._forget_old()
        has = cls.has(author_id, photo)
        if begins != has:
            raise NotThere(has)
        ends = begins + len(data)
        if ends > LARGEST_FILE or cls._on_their_way(author_id) + len(data) > MOST_OF_ONE_AUTHOR:
            raise TooMuch
        try:
            with database.atomic():
                cls.create(author=author_id, photo=photo, begins=begins, ends=ends, came=clock.now(), piece=data)
        except IntegrityError:  # the same part came twice at once
            raise NotThere(cls.has(author_id, photo)) from None
        return ends

    @classmethod
    def whole(cls, author_id: int, photo: str) -> bytes:
        """All that is here of it."""
        rows = cls.select(cls.piece).where(cls.of(author_id, photo)).order_by(cls.begins)
        return b"".join(row.piece for row in rows)

    @classmethod
    def drop(cls, author_id: int, photo: str) -> None:
        """It is written down, or is none: the phone begins anew if it has to."""
        cls.delete().where(cls.of(author_id, photo)).execute()

    @classmethod
    def _on_their_way(cls, author_id: int) -> int:
        sizes = cls.select(fn.COALESCE(fn.SUM(cls.ends - cls.begins), 0)).where(cls.author == author_id)
        return int(sizes.scalar())

    @classmethod
    def _forget_old(cls) -> None:
        """Those that no record came for, unless a person still has to look at that."""
        settled = KeptSettlement.select(SQL("1")).where(KeptSettlement.about == KeptRecord.event)
        waits = (
            KeptRecord.select(SQL("1"))
            .join(Event)
            .where((Event.id == cls.photo) & (Event.author_id == cls.author) & ~fn.EXISTS(settled))
        )
        cls.delete().where((cls.came < clock.now() - KEEPS) & ~fn.EXISTS(waits)).execute()
