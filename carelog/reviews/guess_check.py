"""GuessCheck: the person was asked whether a best guess for them is right, and what they said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from peewee import JOIN, BooleanField, ForeignKeyField, TextField

from carelog import journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF, own_word
from carelog.people.deciding import NotSaidHow
from carelog.reviews.closing import Talk

KIND = "guess_check"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the person said, who asked, and when; how they showed it, where somebody else wrote it down."""

    is_right: bool
    words: str
    author_id: int | None
    author_name: str
    role: str
    written_at: datetime


class GuessCheck(Body):
    """The answer. The person's own stands, of several the newest; a guess that is changed is checked anew."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_seq: int
    is_right = BooleanField()
    words = TextField()

    class Meta:
        table_name = "guess_check"

    @classmethod
    def record(
        cls, talk: Talk, guess: int, author: journal.Author, *, is_right: bool, words: str = "", id: str | None = None
    ) -> Event:
        """Write it down; `guess` is its number in the journal, whose label it carries. Who reads it is decided before.

        Raises NotSaidHow where somebody else than the person does not say how they showed it; Closed.
        """
        if author.role != SELF and not words:
            raise NotSaidHow
        said: dict[str, Any] = {"about": guess, "is_right": is_right, "words": words}
        with database.atomic():
            talk.check_takes_more(author, id)
            label = Event.get_by_id(guess).label
            return journal.write(KIND, author, said, bodies=[(cls, said)], person_id=talk.person.id, label=label, id=id)


def checks_of(guesses: Iterable[int]) -> dict[int, Checked]:
    """What stands of each of these guesses: what the person said themselves, else what was written down. One query."""
    rows = (
        GuessCheck.select(GuessCheck, Event, User.name.alias("author_name"))
        .join(Event, on=(GuessCheck.event == Event.seq)).join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .where(GuessCheck.about.in_(list(guesses))).order_by(Event.seq).objects()
    )  # fmt: skip
    found = sorted(cast("Iterable[Any]", rows), key=lambda row: own_word(row.role, row.voice))
    return {
        row.about_seq: Checked(
            bool(row.is_right), row.words, row.author_id, row.author_name or "", row.role, row.written_at
        )
        for row in found
    }
