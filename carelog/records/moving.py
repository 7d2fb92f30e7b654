"""Moving a chance, or taking a move back, without leaving "it happened" on a day that has not come.

Before its date nothing can have happened (measure.md, "Time"). What was moved to an earlier day can; so what was
written down there is taken back first, by whoever wrote it, before the chance goes to a day ahead.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from carelog import clock, journal
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records import move as moves
from carelog.records.chance import Before, Key, key_of
from carelog.records.heard import heard_between
from carelog.records.lived import NOTHING
from carelog.records.move import Move
from carelog.records.outcome import speaking
from carelog.records.said import HAPPENED, PARTLY, Heard
from carelog.weeks.details import Label


class HappenedAlready(ValueError):
    """Somebody says that it happened, or partly, and its day would lie ahead."""


def move(
    person: Person, key: Key, author: journal.Author, *, new_day: date, id: str | None = None, **more: Any
) -> Event:  # fmt: skip
    """Put it on another day or time of its week. Raises HappenedAlready, and what `Move.record` raises."""
    if journal.sent_before(id, author) is None:
        _check(person, key[1], new_day, _heard(person, key), author.wrote_at)
    return Move.record(person, *key, author, new_day=new_day, id=id, **more)


def take_back(
    person: Person, move_id: str, author: journal.Author, *, id: str | None = None, before: Before | None = None
) -> Event:
    """It stays where it was; `before`: as for `Move.withdraw`. Raises HappenedAlready, NothingThere, NotYours."""
    try:
        mine = journal.own_body(Move, moves.KIND, person.id, move_id, author)
    except journal.NothingThere:
        return Move.withdraw(person, move_id, author, id=id, before=before)
    key = key_of(Move, mine.event)
    heard = _heard(person, key)
    others = tuple(one for one in heard.moves if (one.author_id, one.id) != (author.user_id, move_id))
    other = replace(heard, moves=others).move
    _check(person, key[1], other.day if other else key[1], heard, author.wrote_at)
    return Move.withdraw(person, move_id, author, id=id)


def _heard(person: Person, key: Key) -> Heard:
    """All that stands of it, also what the author may not see."""
    books = heard_between({person.id: set(Label)}, key[1], key[1], only=key[0])
    return books.get(person.id, {}).get(key, NOTHING)


def _check(person: Person, day: date, goes_to: date, heard: Heard, at: datetime | None) -> None:
    ahead = min(day, goes_to) > clock.day_here(person.team.tz, at)
    if ahead and any(word.said in (HAPPENED, PARTLY) for word in speaking(heard)):
        raise HappenedAlready
