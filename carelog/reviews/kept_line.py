"""KeptLine: what is said in a review, line by line, as one reader finds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self, cast

from carelog.journal import Event
from carelog.people.person import Person
from carelog.reviews.perspective import Side
from carelog.reviews.reader import Reader
from carelog.reviews.review_line import KIND, ReviewLine, Section
from carelog.reviews.sides import Spoken, may_read, spoken, with_checks, with_who_said_it
from carelog.reviews.three_month_review import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Spoken):
    """One that stands."""

    section: Section
    words: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Of one review, by heading, the person's first."""

    by_section: dict[Section, tuple[Line, ...]]
    waiting: frozenset[Section]  # somebody has written there, and it is shown once the review has begun

    @classmethod
    def of(cls, review: Review, reader: Reader) -> Self:
        """What this reader reads now, and where they will read something. One query, two where there is a guess."""
        opened, every = review.opened is not None, _lines(review.person, review.seq)
        shown = [line for line in every if may_read(line, reader, opened=opened)]
        shown, there = with_checks(shown), {line.id for line in shown}
        later = {line.section for line in every if line.id not in there and may_read(line, reader, opened=True)}
        return cls(
            {section: tuple(line for line in shown if line.section is section) for section in Section},
            frozenset(later) if not opened else frozenset(),
        )  # fmt: skip

    @property
    def guesses(self) -> dict[str, Line]:
        """The best guesses that this reader reads, by their ids."""
        return {line.id: line for lines in self.by_section.values() for line in lines if line.guess}

    def __getitem__(self, section: str) -> tuple[Line, ...]:
        """Those under that heading."""
        return self.by_section[Section(section)]


def _lines(person: Person, review: int) -> list[Line]:
    order = list(Side)
    here = (Event.kind == KIND) & (Event.person_id == person.id) & (ReviewLine.about == review)
    rows = with_who_said_it(ReviewLine).where(here & Event.stands() & ~ReviewLine.withdrawn)
    found = [
        Line(**spoken(row), section=Section(row.section), words=row.words)
        for row in cast("Iterable[Any]", rows.order_by(Event.seq).objects())
    ]
    return sorted(found, key=lambda line: (order.index(line.side), line.guess, line.seq))
