"""To whom *Because you wrote* goes: to who wrote something down, and to whose words it gives."""

from collections.abc import Collection
from typing import Any

from peewee import SQL, fn

from carelog.journal import OWN
from carelog.people.circle import Membership
from carelog.reviews.perspective import Perspective, Side
from carelog.reviews.question import QuestionAnswer
from carelog.reviews.review_line import ReviewLine


def told_of(source: Any, user_id: int, own: Collection[int]) -> Any:
    """The condition on `source`, an alias of Event: this user is told what it led to. `own`: whose person they are.

    What was said on somebody else's phone or on paper is the person's, and not the words of whoever held that. What
    somebody wrote down for the person, or for somebody of the circle, is told to both. A best guess is its author's.
    """
    wrote = (source.author_id == user_id) & (source.voice == OWN)
    theirs = source.person_id.in_(sorted(own)) & ((source.voice != OWN) | _of_the_person(source))
    return wrote | theirs | _of_a_member(source, user_id)


def _of_the_person(source: Any) -> Any:
    answered = QuestionAnswer.select(SQL("1")).where((QuestionAnswer.event == source.seq) & QuestionAnswer.of_person)
    found: Any = fn.EXISTS(answered)
    for table in (Perspective, ReviewLine):
        hers = (table.event == source.seq) & (table.side == Side.SELF) & ~table.guess
        found |= fn.EXISTS(table.select(SQL("1")).where(hers))
    return found


def _of_a_member(source: Any, user_id: int) -> Any:
    perspective, line = (
        table.select(SQL("1")).join(Membership, on=(Membership.id == table.written_for))
        .where((table.event == source.seq) & (Membership.user == user_id))
        for table in (Perspective, ReviewLine)
    )  # fmt: skip
    return fn.EXISTS(perspective) | fn.EXISTS(line)
