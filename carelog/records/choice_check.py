"""ChoiceCheck: the person is asked "Did you want this?", openly and with nothing filled in; their answer is kept.

Four ways, and the record says which (measure.md, "A choice is checked").
"""

from dataclasses import replace
from functools import partial
from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from carelog import clock, journal
from carelog.journal import Body, Event
from carelog.people.circle import ALLY, SELF
from carelog.people.person import Person
from carelog.records import mark, move
from carelog.records.chance import Before, Key, is_kept_from
from carelog.records.mark import ONE_DAY, Incomplete, Mark
from carelog.records.move import Move
from carelog.records.said import CHOSE, Answer, Way
from carelog.weeks.item import Item

KIND = "choice_check"
VOICES = {
    Way.TAP: journal.OWN, Way.HANDED_OVER: journal.HANDED_OVER, Way.CONVERSATION: journal.SETTLED,
    Way.CHART: journal.OWN,
}  # fmt: skip


class NotThatWay(ValueError):
    """This author cannot check it in that way: the person taps, others write down; the chart needs a second person."""


class ChoiceCheck(Body):
    """One answer, about a choice or a move that somebody else wrote down."""

    item = ForeignKeyField(Item)
    item_id: str
    number = IntegerField()
    about = CharField(max_length=36)  # the id of the mark or move
    of_move = BooleanField()
    answer = CharField()
    way = CharField()
    with_whom = TextField()  # who was present, who asked, or who agreed
    how_shown = TextField()
    withdrawn = BooleanField()

    @classmethod
    def record(
        cls, person: Person, about: str, answer: Answer, way: Way, author: journal.Author, *, labels: set[str],
        with_whom: str = "", how_shown: str = "", id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write the answer down. Raises NothingThere, NotThatWay, Incomplete, PlaceEnded."""
        asked = _choices_and_moves(person, about, labels)
        said, of_move = asked[0]
        wrote_it = author.user_id in {one.event.author_id for one, _move in asked}
        handed = author.voice == journal.HANDED_OVER
        if way not in (_on_that_phone(author.role) if handed else ways(author.role, wrote_it=wrote_it)):
            raise NotThatWay
        for name in lacking(way, with_whom, how_shown):
            raise Incomplete(name)
        reach = said.new_day if of_move else said.event.on_date - ONE_DAY
        author.check_reach(reach, clock.day_here(person.team.tz, author.wrote_at))
        words: dict[str, Any] = {
            "item": said.item_id, "number": said.number, "about": about, "of_move": of_move, "answer": answer,
            "way": way, "with_whom": with_whom, "how_shown": how_shown, "withdrawn": False,
        }  # fmt: skip
        return journal.write(
            KIND, replace(author, voice=VOICES[way]), words, bodies=[(cls, words)], person_id=person.id,
            on_date=said.event.on_date, label=said.event.label, id=id,
        )  # fmt: skip

    @classmethod
    def withdraw(
        cls, person: Person, check_id: str, author: journal.Author, *, id: str | None = None,
        before: Before | None = None,
    ) -> Event:  # fmt: skip
        """Take back what one wrote down; `before`: also where it has not arrived yet. Raises NothingThere, NotYours."""
        nothing: dict[str, Any] = {"about": "", "of_move": False, "with_whom": "", "how_shown": ""}
        ahead = partial(before.ahead, answer=Answer.NOT_SURE, way=Way.CHART, **nothing) if before else None
        return journal.take_back(cls, KIND, person.id, check_id, author, id, ahead)


def ways(role: str, *, wrote_it: bool = False) -> tuple[Way, ...]:
    """The ways in which somebody in that role can check a choice on their own screen.

    By the chart only who did not write it down. That the person tapped it on a phone handed over, only that phone says.
    """
    if role == SELF:
        return (Way.TAP,)
    chart = () if wrote_it else (Way.CHART,)
    return chart if role == ALLY else (Way.CONVERSATION, *chart)


def _on_that_phone(role: str) -> tuple[Way, ...]:
    """The ways on a phone that somebody in that role handed over."""
    return () if role in (SELF, ALLY) else (Way.HANDED_OVER,)


def lacking(way: Way, with_whom: str, how_shown: str) -> list[str]:
    """The names of what an answer in that way has to say beside it, and does not. One's own tap says all."""
    if way is Way.TAP:
        return []
    told = {"with_whom": with_whom, "how_shown": how_shown or way is Way.HANDED_OVER}
    return [name for name, given in told.items() if not given]


def _choices_and_moves(person: Person, about: str, labels: set[str]) -> list[tuple[Any, bool]]:
    """The standing choices and wishes to move with that id that others wrote down, each with whether it is a move.

    Ids are unique for each author only: somebody may have used the id of another's record.
    """
    found: list[tuple[Any, bool]] = []
    choices = (Mark, mark.KIND, Mark.said == CHOSE), (Move, move.KIND, Move.asked_by_person & ~Move.withdrawn)
    for table, kind, condition in choices:
        here = (Event.kind == kind) & (Event.person_id == person.id) & (Event.id == about)
        others = (Event.role != SELF) & (Event.voice == journal.OWN) & Event.label.in_(list(labels))
        said: Any = table
        standing = said.select(said, Event).join(Event).where(here & others & condition & Event.stands())
        ones = standing.order_by(Event.seq)
        found += [(one, table is Move) for one in ones if table is Move or _still_says(one)]
    if not found or any(is_kept_from(labels, person, _key(one)) for one, _move in found):
        raise journal.NothingThere
    return sorted(found, key=lambda pair: int(pair[0].event.seq))


def _key(said: Any) -> Key:
    return said.item_id, said.event.on_date, said.number


def _still_says(choice: Any) -> bool:
    """Its author has said nothing newer of that chance in that voice."""
    said = choice.event
    same = (Event.person_id == said.person_id) & (Event.author_id == said.author_id) & (Event.voice == said.voice)
    here = (Event.on_date == said.on_date) & (Mark.item == choice.item_id) & (Mark.number == choice.number)
    marks = Mark.select(Mark, Event).join(Event).where((Event.kind == mark.KIND) & same & here & Event.stands())
    return bool(max(marks, key=lambda one: (one.event.written_at, one.event.id)).event.id == said.id)
