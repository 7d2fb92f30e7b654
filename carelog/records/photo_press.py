"""One press of a form with photos: a learning log's, or that of one picture; what the person answered goes with it.

Photos from a phone with scripts come later, each as a record of its own (`photo`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from carelog import journal
from carelog.db import database
from carelog.journal import Event
from carelog.people.person import Person
from carelog.pictures import photo_name
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.photo import Of, Photo
from carelog.records.photo_consent import Audience, PhotoConsent
from carelog.records.photo_pixels import Pixels
from carelog.weeks.item_picture import ItemPicture


@dataclass(frozen=True, slots=True)
class Picture:
    """One that came with the form: the hash of its file, and what was made of it."""

    sha256: str
    sizes: Mapping[str, Pixels]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a log's form says beside the log."""

    answers: Mapping[Audience, bool] = field(default_factory=dict)
    how: str = ""
    reasons: str = ""
    pictures: Sequence[Picture] = ()


def record_log(
    person: Person, day: date, learned: Learned, author: journal.Author, *, labels: set[str], id: str, beside: Beside
) -> Event:
    """Write all of it down or nothing; the log's event. Raises what its nouns raise."""
    with database.atomic():
        event = LearningLog.record(person, day, learned, author, labels=labels, id=id)
        _record_answers(person, author, id, beside)
        for number, picture in enumerate(beside.pictures, start=1):
            of, called = Of(log=id, number=number), _id(id, f"photo {number}")
            Photo.keep(person, of, picture.sha256, picture.sizes, author, labels=labels, id=called)
    return event


def record_picture(
    person: Person, of: Of, author: journal.Author, *, labels: set[str], id: str, beside: Beside
) -> Event | None:
    """The photo is from now on the picture of that thing, or of the person. None where they said no to one.

    Raises what its nouns raise.
    """
    with database.atomic():
        _record_answers(person, author, id, beside)
        if not beside.pictures:
            return None
        picture = beside.pictures[0]
        event = Photo.keep(person, of, picture.sha256, picture.sizes, author, labels=labels, id=id)
        name = photo_name(person.id, id)
        if of.item:
            ItemPicture.choose(person, of.item, name, author, id=_id(id, "picture"))
        else:
            person.change({"picture": name}, author)
    return event


def _record_answers(person: Person, author: journal.Author, press: str, beside: Beside) -> None:
    said: dict[str, Any] = {"how": beside.how, "reasons": beside.reasons}
    for audience, yes in beside.answers.items():
        PhotoConsent.record(person, audience, author, yes=yes, id=_id(press, str(audience)), **said)


def _id(press: str, what: str) -> str:
    """Of the same press always the same."""
    return str(uuid5(UUID(press), what))
