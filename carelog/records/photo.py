"""Photo: a picture of a learning log, of a thing or of the person, in two sizes. Written once, and taken back.

Its file is gone when it is written down: what is kept are the pixels that `photo_pixels` made of it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from peewee import BlobField, CharField, ForeignKeyField, IntegerField, ModelSelect

from carelog import clock, journal
from carelog.db import database
from carelog.journal import Body, BodyPart, Event
from carelog.people.person import Person
from carelog.records.kept_record import KeptSettlement
from carelog.records.learning_log import KIND as LOG
from carelog.records.learning_log import LearningLog
from carelog.records.photo_consent import THE_CIRCLE, THE_TEAM, Answers, Audience, NoConsent
from carelog.records.photo_parts import PhotoPart
from carelog.records.photo_pixels import NotAPicture, Pixels, in_both_sizes
from carelog.records.photo_withdrawal import PhotoWithdrawal, stands
from carelog.weeks.item import Item
from carelog.weeks.known_items import known_items

KIND = "photo"
MOST = 4  # with one log


class TooMany(Exception):
    """That log has its photos."""


class PartsMissing(Exception):
    """Its bytes are not here as its phone says they are: they have to come anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Of:
    """What a photo is of: a log, by the id of its first words; a thing; or neither, and then it is the person."""

    log: str | None = None
    item: str | None = None
    number: int = 1  # among those of one log

    @property
    def audience(self) -> Audience:
        """Whom the person has to have been asked about, before it is taken."""
        return THE_TEAM if self.log else THE_CIRCLE


class Photo(Body):
    """One picture, and the hash of the bytes that came."""

    log = CharField(max_length=36, null=True)
    item = ForeignKeyField(Item, null=True)
    item_id: str | None
    number = IntegerField()
    sha256 = CharField(max_length=64)

    @classmethod
    def receive(
        cls, person: Person, of: Of, sha256: str, author: journal.Author, *, labels: set[str], id: str, came_as: str
    ) -> Event:
        """Write down what has come in parts, under the id `came_as`. Raises also PartsMissing, NotAPicture.

        Of a broken rule the parts stay, so that it can be written down later; what is no picture is dropped. The bytes
        are looked at first: of what came broken, its phone learns nothing else.
        """
        came, came_before = (author.user_id or 0, came_as), journal.sent_before(id, author) is not None
        try:
            pixels = {} if came_before else _made_of(sha256, PhotoPart.whole(*came))
        except (PartsMissing, NotAPicture):
            PhotoPart.drop(*came)
            raise
        with database.atomic():
            event = cls.keep(person, of, sha256, pixels, author, labels=labels, id=id)
            PhotoPart.drop(*came)
        return event

    @classmethod
    def keep(
        cls, person: Person, of: Of, sha256: str, pixels: Mapping[str, Pixels], author: journal.Author, *,
        labels: set[str], id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write down what was made of it. Raises NothingThere (of the log or the thing), NoConsent, TooMany."""
        with database.atomic():
            person.hold()
            of = _as_written(person, of, author)
            earlier = journal.sent_before(id, author)
            day, label = (earlier.on_date, earlier.label) if earlier else cls._check(person, of, author, labels)
            words: dict[str, Any] = {"log": of.log, "item": of.item, "number": of.number, "sha256": sha256}
            sizes = [
                (PhotoPixels, {"size": size, "width": one.width, "height": one.height, "pixels": one.jpeg})
                for size, one in pixels.items()
            ]
            return journal.write(
                KIND, author, words, bodies=[(cls, words), *sizes], person_id=person.id, on_date=day, label=label, id=id
            )

    @classmethod
    def _check(cls, person: Person, of: Of, author: journal.Author, labels: set[str]) -> tuple[date | None, str]:
        """The day and the label that it has from what it is of.

        Who has left since they took it is told what they could know then, and no more: whether it was yes at that time,
        and how many they had added themselves.
        """
        if not Answers.of(person, author.wrote_at if author.late else None).allows(of.audience):
            raise NoConsent
        if of.item:
            return None, _label_of_item(person, of.item, labels)
        if of.log is None:
            return None, journal.ORDINARY
        theirs = cls._added_by(author.user_id, person, of.log)
        if (theirs if author.late else theirs.where(stands())).count() >= MOST:
            raise TooMany
        return _words_of(person, of.log, author)

    @classmethod
    def put_back(cls, person: Person, withdrawal_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Undo taking one back. Raises NothingThere, NotYours; TooMany where others have come in its place."""
        with database.atomic():
            person.hold()
            event = PhotoWithdrawal.withdraw(person, withdrawal_id, author, id=id)
            taken = PhotoWithdrawal.get_by_id(event.seq).photo_seq
            photo = cls.select(cls, Event).join(Event).where(Event.seq == taken).get()
            if photo.log:
                theirs = cls._added_by(photo.event.author_id, person, photo.log).where(stands())
                if theirs.count() > MOST:
                    raise TooMany
            return event

    @classmethod
    def _added_by(cls, author_id: int | None, person: Person, log: str) -> "ModelSelect[Self]":
        """To their log, those that were taken back too."""
        mine = (cls.log == log) & (Event.author_id == author_id)
        return cls.select().join(Event).where(_here(person) & mine)

    @classmethod
    def find(cls, person: Person, photo_id: str) -> Self | None:
        """That photo of this person, unless it was taken back; the first one where two authors use the same id."""
        here = _here(person) & (Event.id == photo_id) & stands()
        found: Self | None = cls.select(cls, Event).join(Event).where(here).order_by(Event.seq).first()
        return found

    @classmethod
    def is_written(cls, author_id: int, photo_id: str) -> bool:
        """That author's photo of that id is here."""
        there = (Event.kind == KIND) & (Event.id == photo_id) & (Event.author_id == author_id)
        return Event.select().where(there).exists()

    def jpeg(self, size: str) -> bytes:
        """The picture in that size."""
        row = PhotoPixels.select(PhotoPixels.pixels).where((PhotoPixels.event == self.seq) & (PhotoPixels.size == size))
        return bytes(row.get().pixels)


class PhotoPixels(BodyPart):
    """The pixels of one photo in one size: a JPEG with nothing else in it."""

    size = CharField(max_length=8)
    width = IntegerField()
    height = IntegerField()
    pixels = BlobField()

    class Meta:
        table_name = "photo_pixels"


def _here(person: Person) -> Any:
    return (Event.kind == KIND) & (Event.person_id == person.id)


def _as_written(person: Person, of: Of, author: journal.Author) -> Of:
    """The same; of a log that was kept the one that it was written down as, which its phone cannot know."""
    written = KeptSettlement.written_as(person, of.log, author) if of.log else None
    return replace(of, log=written) if written else of


def _words_of(person: Person, log: str, author: journal.Author) -> tuple[date | None, str]:
    """The day and the label of the author's own log, as its newest words have them, also if it was taken back."""
    mine = (Event.kind == LOG) & (Event.person_id == person.id) & (Event.author_id == author.user_id)
    said = Event.select(Event.on_date, Event.label).join(LearningLog, on=(LearningLog.event == Event.seq))
    newest = said.where(mine & (LearningLog.about == log)).order_by(Event.seq.desc()).first()
    if newest is None:
        raise journal.NothingThere
    return newest.on_date, newest.label


def _made_of(sha256: str, whole: bytes) -> dict[str, Pixels]:
    if hashlib.sha256(whole).hexdigest() != sha256:
        raise PartsMissing
    return in_both_sizes(whole)


def _label_of_item(person: Person, item_id: str, labels: set[str]) -> str:
    known = known_items(person, clock.living_day(person.team.tz))
    found = next((item.label for item in known if item.id == item_id and item.label in labels), None)
    if found is None:
        raise journal.NothingThere
    return found
