"""Photos as pictures of people and of their things: which are hidden, so that a letter and a star stand there."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Self

from peewee import JOIN

from carelog.journal import Event
from carelog.records.kept_back import photos_kept_back
from carelog.records.photo_consent import KIND as ANSWER
from carelog.records.photo_consent import PhotoConsent, answers_of_who_said_no, what_counts
from carelog.records.photo_withdrawal import PhotoWithdrawal, stands


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is no picture for now. Nothing forgets it: with a yes, and put back, it is one again."""

    people: set[int]  # who said no to a photo that everybody around them sees
    photos: set[tuple[int, str]]  # taken back, or kept from this reader

    @classmethod
    def now(cls, reader_id: int, as_ally: Collection[int]) -> Self:
        """Whoever they are of, since a page may show many people. One query; one more for who is an ally of some.

        What those people keep from family and friends is hidden from this reader, but for what they took themselves.
        """
        taken = PhotoWithdrawal.select(PhotoWithdrawal.photo).where(~PhotoWithdrawal.withdrawn)
        rows: Iterable[Any] = (
            Event.select(Event, PhotoConsent.yes)
            .join(PhotoConsent, JOIN.LEFT_OUTER, on=(PhotoConsent.event == Event.seq))
            .where(Event.seq.in_(taken.union_all(answers_of_who_said_no())) & ((Event.kind == ANSWER) | ~stands()))
            .objects()
        )
        answers: dict[int, list[PhotoConsent]] = defaultdict(list)
        photos = set()
        for row in rows:
            if row.kind == ANSWER:
                answers[row.person_id].append(PhotoConsent(event=row, yes=row.yes))
            else:
                photos.add((row.person_id, row.id))
        if as_ally:
            photos |= photos_kept_back(as_ally, reader_id)
        return cls({person_id for person_id, said in answers.items() if not what_counts(said).yes}, photos)

    def hides(self, person_id: int, photo_id: str) -> bool:
        """That photo of that person."""
        return person_id in self.people or (person_id, photo_id) in self.photos
