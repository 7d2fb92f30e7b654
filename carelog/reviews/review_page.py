"""What a review's page holds for one reader: its lines, what its months said, its actions, and what came of it."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, Self

from carelog.reviews.kept_action import Kept
from carelog.reviews.kept_line import Lines
from carelog.reviews.kept_question import Asked, open_questions
from carelog.reviews.monthly_conversation import begun
from carelog.reviews.pack import Pack
from carelog.reviews.promises import agreed_at
from carelog.reviews.reader import WHOLE_TEAM, Reader
from carelog.reviews.review_result import Result, ReviewResult
from carelog.reviews.sides import Entry, Sides
from carelog.reviews.three_month_review import Review
from carelog.weeks.week_draft import WeekDraft


@dataclass(frozen=True, slots=True)
class MonthSaid:
    """What is working and what is not, by one month's conversation, as this reader may read it."""

    month: date
    begun: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Of one review."""

    review: Review
    lines: Lines
    months: tuple[MonthSaid, ...]
    actions: tuple[Kept, ...]
    asked: tuple[Asked, ...]  # what the circle is figuring out, until it is closed
    results: tuple[Result, ...]
    draft: WeekDraft | None  # of the week, that came of this review and waits

    @classmethod
    def of(cls, review: Review, reader: Reader, labels: AbstractSet[str]) -> Self:
        """What this reader may read of it. As many queries for much as for little."""
        draft = WeekDraft.open_one(review.person)
        results = tuple(replace(one, changes=one.changes.for_reader(labels)) for one in ReviewResult.all_of(review))
        return cls(
            _as_read(review, reader), Lines.of(review, reader),
            _said_in(review, reader),
            tuple(agreed_at(review.person, reader, review.seq)),
            tuple(() if review.closed else open_questions(review.person, reader.labels)), results,
            draft if draft and draft.because_seq == review.seq else None,
        )  # fmt: skip


def figures(review: Review) -> dict[str, Any]:
    """What its three months' packs say: the whole team's sight, whoever closes it."""
    packs = Pack.side_by_side(review.person, review.months[-1], WHOLE_TEAM)
    return {"months": [pack.as_said() for pack in packs]}


def _as_read(review: Review, reader: Reader) -> Review:
    """The same; without why there is one for who may not read that: it has a label as all words have."""
    why = review.arranged
    if reader.own or review.decided.by_id == reader.user_id or why.label in reader.labels:
        return review
    return replace(review, arranged=replace(why, words=""))


def _said_in(review: Review, reader: Reader) -> tuple[MonthSaid, ...]:
    """What was said in its months' conversations, of those that have begun. Four queries."""
    at = begun(review.person, review.months)
    told = Sides.of_months(review.person, at, reader) if at else {}
    return tuple(
        MonthSaid(month, month in at, tuple(chain.from_iterable(told[month].entries.values())) if month in at else ())
        for month in review.months
    )
