"""PhotoWithdrawal: a photo is taken back, by who took it or by the person; and put back by whoever did that."""

from typing import Any

from peewee import SQL, BooleanField, ForeignKeyField, ModelSelect, fn

from carelog import journal
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF
from carelog.people.person import Person

KIND, PHOTO = "photo_withdrawal", "photo"
_taken, _back = Event.alias(), Event.alias()


class PhotoWithdrawal(Body):
    """Which photo; or the same once more, `withdrawn`, when it is put back."""

    photo = ForeignKeyField(Event, column_name="photo_seq", on_delete="RESTRICT")
    photo_seq: int
    withdrawn = BooleanField()

    class Meta:
        table_name = "photo_withdrawal"

    @classmethod
    def record(cls, person: Person, photo_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Take it back: nobody sees it any more. Raises NothingThere, NotYours.

        Gives back the earlier withdrawal, if the author's own holds: whoever else takes it back too has to undo that.
        """
        with database.atomic():
            person.hold()
            photo = cls._own(person, photo_id, author)
            earlier = _holding(cls).where((cls.photo == photo.seq) & (_taken.author_id == author.user_id)).first()
            if earlier is not None:
                event: Event = earlier.event
                return event
            words = {"photo": photo.seq, "withdrawn": False}
            return journal.write(
                KIND, author, words, bodies=[(cls, words)], person_id=person.id, on_date=photo.on_date,
                label=photo.label, id=id,
            )  # fmt: skip

    @staticmethod
    def _own(person: Person, photo_id: str, author: journal.Author) -> Event:
        """The photo that the author may take back, one that stands first. Raises NothingThere, NotYours."""
        here = (Event.kind == PHOTO) & (Event.person_id == person.id) & (Event.id == photo_id)
        photo: Event | None = Event.select().where(here).order_by(~stands(), Event.seq).first()
        if photo is None:
            raise journal.NothingThere
        if author.role != SELF and photo.author_id != author.user_id:
            raise journal.NotYours
        return photo

    @classmethod
    def has_put_back(cls, event: Event) -> bool:
        """What `withdraw` wrote shows its photo again: it was not taken back another time too."""
        photo = cls.select(cls.photo).where(cls.event == event.seq)
        return Event.select().where(Event.seq.in_(photo) & stands()).exists()

    @classmethod
    def withdraw(cls, person: Person, withdrawal_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Put the photo back that one took back oneself: `Photo.put_back` asks first. Raises NothingThere, NotYours."""
        return journal.take_back(cls, KIND, person.id, withdrawal_id, author, id)


def stands() -> Any:
    """The condition on a photo's event: nobody has taken it back, or who did has put it back."""
    return ~fn.EXISTS(_holding(SQL("1")).where(PhotoWithdrawal.photo == Event.seq))


def _holding(*columns: Any) -> "ModelSelect[PhotoWithdrawal]":
    """Every time that a photo was taken back and whoever did that has not put it back."""
    undone = (_back.kind == KIND) & (_back.replaces == _taken.id) & (_back.author_id == _taken.author_id)
    rows = PhotoWithdrawal.select(*columns).join(_taken, on=(PhotoWithdrawal.event == _taken.seq))
    return rows.where(~PhotoWithdrawal.withdrawn & ~fn.EXISTS(_back.select(SQL("1")).where(undone)))
