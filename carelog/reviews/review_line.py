"""ReviewLine: something that is said in a review, under one of its headings. `kept_line` reads them."""

from enum import StrEnum
from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import Membership
from carelog.records.mark import Incomplete
from carelog.reviews.closing import NotClosed
from carelog.reviews.perspective import Voice, Whose, side_of
from carelog.reviews.three_month_review import Review, is_closed

KIND = "review_line"


class Section(StrEnum):
    """The headings of a person-centred review, in their order; and what comes to mind when it is closed."""

    WHO = "who"
    ADMIRE = "admire"
    NOW = "now"
    FUTURE = "future"
    SUPPORT = "support"
    QUESTIONS = "questions"
    LATER = "later"


HEADINGS = tuple(section for section in Section if section is not Section.LATER)


class ReviewLine(Body):
    """The words; or the same once more when their author takes them back."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_seq: int
    section = CharField()
    side = CharField()
    words = TextField()
    guess = BooleanField()
    written_for = ForeignKeyField(Membership, null=True)
    written_for_id: int | None
    only_for = CharField()
    withdrawn = BooleanField()

    class Meta:
        table_name = "review_line"

    @classmethod
    def record(
        cls, review: Review, section: Section, words: str, voice: Voice, author: journal.Author, *,
        id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write it down. Raises Incomplete, NotTheirs, NothingThere, Closed, NotClosed."""
        if not words:
            raise Incomplete("words")
        person = review.person
        columns: dict[str, Any] = {
            "about": review.seq, "section": section, "side": side_of(person, voice, author), "words": words,
            "guess": voice.whose is Whose.GUESS, "only_for": voice.only_for, "withdrawn": False,
            "written_for": voice.member if voice.whose is Whose.MEMBER else None,
        }  # fmt: skip
        with database.atomic():
            _check_takes(review, section, author, id)
            # An answer about the other's words would be taken for one about these.
            if id and journal.begun_by_another(KIND, id, person.id, author):
                raise journal.DifferentContent(id)
            return journal.write(
                KIND, author, columns, bodies=[(cls, columns)], person_id=person.id, id=id, label=voice.label,
                on_date=clock.living_day(person.team.tz, author.wrote_at),
            )  # fmt: skip

    @classmethod
    def withdraw(cls, review: Review, line_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Take one's own back. Raises NothingThere, NotYours, Closed."""
        person = review.person
        with database.atomic():
            body = journal.own_body(cls, KIND, person.id, line_id, author)
            if body.about_seq != review.seq:
                raise journal.NothingThere
            _check_takes(review, Section(body.section), author, id)
            return journal.take_back(cls, KIND, person.id, line_id, author, id)


def _check_takes(review: Review, section: Section, author: journal.Author, id: str | None) -> None:
    """Inside a transaction: later thoughts come when it is closed, and everything else before. Raises both."""
    if section is not Section.LATER:
        review.check_takes_more(author, id)
    elif journal.sent_before(id, author) is None and not is_closed(review.seq):
        raise NotClosed
