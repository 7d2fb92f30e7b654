"""Photo: a picture of a learning log, of a thing or of the person, in two sizes. Written once, and taken back.

Its file is gone when it is written down: what is kept are the pixels that `photo_pixels` made of it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self, cast

from peewee import BlobField, CharField, ForeignKeyField, IntegerField

from carelog import clock, journal
from carelog.db import database
from carelog.journal import Body, BodyPart, Event
from carelog.people.person import Person
from carelog.records.learning_log import KIND as LOG
from carelog.records.learning_log import LearningLog
from carelog.records.photo_consent import THE_CIRCLE, THE_TEAM, Answers, Audience, NoConsent
from carelog.records.photo_parts import PhotoPart
from carelog.records.photo_pixels import SMALL, NotAPicture, Pixels, in_both_sizes
from carelog.records.photo_withdrawal import stands
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


@dataclass(frozen=True, slots=True)
class Shown:
    """One photo as a page names it."""

    id: str
    number: int
    author_id: int
    width: int  # of the small one, in pixels
    height: int


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

        Of a broken rule the parts stay, so that it can be written down later; what is no picture is dropped.
        """
        came, came_before = (author.user_id or 0, came_as), journal.sent_before(id, author) is not None
        try:
            pixels = {} if came_before else cls._made_of(person, of, sha256, author, labels, PhotoPart.whole(*came))
        except (PartsMissing, NotAPicture):
            PhotoPart.drop(*came)
            raise
        with database.atomic():
            event = cls.keep(person, of, sha256, pixels, author, labels=labels, id=id)
            PhotoPart.drop(*came)
        return event

    @classmethod
    def _made_of(
        cls, person: Person, of: Of, sha256: str, author: journal.Author, labels: set[str], whole: bytes
    ) -> dict[str, Pixels]:
        cls._check(person, of, author, labels)
        if hashlib.sha256(whole).hexdigest() != sha256:
            raise PartsMissing
        return in_both_sizes(whole)

    @classmethod
    def keep(
        cls, person: Person, of: Of, sha256: str, pixels: Mapping[str, Pixels], author: journal.Author, *,
        labels: set[str], id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write down what was made of it. Raises NothingThere (of the log or the thing), NoConsent, TooMany."""
        with database.atomic():
            person.hold()
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
        """The day and the label that it has from what it is of."""
        if not Answers.of(person).allows(of.audience):
            raise NoConsent
        if of.item:
            return None, _label_of_item(person, of.item, labels)
        if of.log is None:
            return None, journal.ORDINARY
        if cls.select().join(Event).where(_here(person) & _of_log(of.log, author) & stands()).count() >= MOST:
            raise TooMany
        return _words_of(person, of.log, author)

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


def photos_of_logs(
    person_ids: Collection[int], log_ids: Collection[str], labels: Collection[str]
) -> dict[tuple[str, int | None], list[Shown]]:
    """What was not taken back, by the log and its author, in the order in which they were taken. One query.

    `labels`: those that the reader may see; a photo keeps the one that its log had when it was taken.
    """
    found: dict[tuple[str, int | None], list[Shown]] = defaultdict(list)
    here = Event.person_id.in_(list(person_ids)) & Photo.log.in_(list(log_ids)) & Event.label.in_(list(labels))
    rows = (
        Photo.select(Photo.log, Event.author_id, Event.id, Photo.number, PhotoPixels.width, PhotoPixels.height)
        .join(Event)
        .join(PhotoPixels, on=(PhotoPixels.event == Event.seq))
        .where(here & (PhotoPixels.size == SMALL) & stands())
        .order_by(Photo.number, Event.seq)
    )
    told = cast("Iterable[Any]", rows.tuples()) if log_ids else ()
    for log, author_id, photo_id, number, width, height in told:
        found[log, author_id].append(Shown(photo_id, number, author_id, width, height))
    return found


def _here(person: Person) -> Any:
    return (Event.kind == KIND) & (Event.person_id == person.id)


def _of_log(log: str, author: journal.Author) -> Any:
    return (Photo.log == log) & (Event.author_id == author.user_id)


def _words_of(person: Person, log: str, author: journal.Author) -> tuple[date | None, str]:
    """The day and the label of the author's own log, as its newest words have them, also if it was taken back."""
    mine = (Event.kind == LOG) & (Event.person_id == person.id) & (Event.author_id == author.user_id)
    said = Event.select(Event.on_date, Event.label).join(LearningLog, on=(LearningLog.event == Event.seq))
    newest = said.where(mine & (LearningLog.about == log)).order_by(Event.seq.desc()).first()
    if newest is None:
        raise journal.NothingThere
    return newest.on_date, newest.label


def _label_of_item(person: Person, item_id: str, labels: set[str]) -> str:
    known = known_items(person, clock.living_day(person.team.tz))
    found = next((item.label for item in known if item.id == item_id and item.label in labels), None)
    if found is None:
        raise journal.NothingThere
    return found
