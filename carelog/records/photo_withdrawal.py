"""PhotoWithdrawal: a photo is taken back, by who took it or by the person; and put back by whoever did that."""

from typing import Any

from peewee import SQL, BooleanField, ForeignKeyField, fn

from carelog import journal
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.records.photo_picture import take_down

KIND, PHOTO = "photo_withdrawal", "photo"


class PhotoWithdrawal(Body):
    """Which photo; or the same once more, `withdrawn`, when it is put back."""

    photo = ForeignKeyField(Event, column_name="photo_seq", on_delete="RESTRICT")
    photo_id: int
    withdrawn = BooleanField()

    class Meta:
        table_name = "photo_withdrawal"

    @classmethod
    def record(cls, person: Person, photo_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Take it back: nobody sees it any more. Raises NothingThere, NotYours."""
        here = (Event.kind == PHOTO) & (Event.person_id == person.id) & (Event.id == photo_id)
        photo = Event.select().where(here).order_by(~stands(), Event.seq).first()
        if photo is None:
            raise journal.NothingThere
        if author.role != SELF and photo.author_id != author.user_id:
            raise journal.NotYours
        words = {"photo": photo.seq, "withdrawn": False}
        with database.atomic():
            take_down(person, author, photo_id)
            return journal.write(
                KIND, author, words, bodies=[(cls, words)], person_id=person.id, on_date=photo.on_date,
                label=photo.label, id=id,
            )  # fmt: skip

    @classmethod
    def withdraw(cls, person: Person, withdrawal_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Put the photo back that one took back oneself. Raises NothingThere, NotYours."""
        return journal.take_back(cls, KIND, person.id, withdrawal_id, author, id)


def stands() -> Any:
    """The condition on a photo's event: nobody has taken it back, or who did has put it back."""
    taken = Event.alias()
    back = Event.alias()
    put_back = back.select(SQL("1")).where(
        (back.kind == KIND) & (back.replaces == taken.id) & (back.author_id == taken.author_id)
    )
    gone = (
        PhotoWithdrawal.select(SQL("1"))
        .join(taken, on=(PhotoWithdrawal.event == taken.seq))
        .where((PhotoWithdrawal.photo == Event.seq) & ~PhotoWithdrawal.withdrawn & ~fn.EXISTS(put_back))
    )
    return ~fn.EXISTS(gone)
