"""GoodForMe: "Was it good for me?", and who was with me, in the person's own word. It enters no count.

One record says one of the two; of who was there it names one or several. The person taps it when signed in, or on a
phone that was handed over to them.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from carelog import journal
from carelog.accounts.user import User
from carelog.db import Table
from carelog.journal import Body, BodyPart, Event
from carelog.people.circle import SELF, Membership, own_word
from carelog.people.person import Person
from carelog.records.chance import Before, Key, NoSuchChance, chance
from carelog.records.mark import NotYet, is_ahead
from carelog.weeks.item import Item

KIND = "good_for_me"


class Good(StrEnum):
    """The answers to "Was it good for me?"."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"
    NOT_SURE = "not_sure"


class Company(StrEnum):
    """The answers to "Who was with me?"."""

    MEMBER = "member"  # somebody who belongs to the circle
    SOMEBODY_ELSE = "somebody_else"
    ON_MY_OWN = "on_my_own"


class NotTheirOwnWord(ValueError):
    """Only the person says whether it was good for them."""


class NoSuchMember(ValueError):
    """Nobody of that number belongs to the circle now, beside the person."""


class GoodForMe(Body):
    """What the person says of one chance: item, date (the event's) and running number."""

    item = ForeignKeyField(Item)
    item_id: str
    number = IntegerField()
    answer = CharField(default="")
    company = CharField(default="")
    companion = ForeignKeyField(User, null=True)  # the first of them; AlsoThere holds the others
    present = TextField(default="")
    withdrawn = BooleanField(default=False)

    @classmethod
    def record(
        cls, person: Person, key: Key, said: Good | Company, author: journal.Author, *, labels: set[str],
        companions: Sequence[int | None] = (), present: str = "", id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write it down; `companions`: who was there, members by their user, None for somebody else beside them.

        Raises NotTheirOwnWord, NoSuchChance, NotYet, NoSuchMember.
        """
        if not own_word(author.role, author.voice):
            raise NotTheirOwnWord
        item, day, number = key
        found = chance(person, *key, labels)
        if found is None:
            raise NoSuchChance
        if is_ahead(person, found, key, author.wrote_at):
            raise NotYet
        told, also = _answer(person, said, companions)
        words: dict[str, Any] = {"item": item, "number": number, **told, "present": present, "withdrawn": False}
        bodies: list[tuple[type[Table], dict[str, Any]]] = [(cls, words), *((AlsoThere, {"user": one}) for one in also)]
        more = {"also": also} if also else {}
        return journal.write(
            KIND, author, {**words, **more, "day": day}, bodies=bodies, person_id=person.id, on_date=day, id=id,
            label=found.planned.details.label,
        )  # fmt: skip

    @classmethod
    def withdraw(
        cls, person: Person, event_id: str, author: journal.Author, *, id: str | None = None,
        before: Before | None = None,
    ) -> Event:  # fmt: skip
        """Take it back, in the voice in which it was said; `before`: also where it has not arrived yet.

        Raises NothingThere, NotYours.
        """
        try:
            voice = journal.own_body(cls, KIND, person.id, event_id, author).event.voice
        except journal.NothingThere:
            voice = before.voice if before else author.voice
        ahead = partial(_unheard, before) if before else None
        return journal.take_back(cls, KIND, person.id, event_id, replace(author, voice=voice), id, ahead)


class AlsoThere(BodyPart):
    """Somebody else of the circle was with them; without a user, somebody who is not of the circle."""

    user = ForeignKeyField(User, null=True)
    user_id: int | None

    class Meta:
        table_name = "also_there"


def _unheard(before: Before) -> journal.Ahead:
    """To which of the two questions it was the answer has to be known: answers to the other one stay.

    Raises NothingThere, NoSuchChance.
    """
    of = {"answer": before.answer} if before.answer in list(Good) else {"company": before.answer}
    if not set(of.values()) <= {*Good, *Company} - {Company.MEMBER}:  # of whom it names, it says nothing
        raise journal.NothingThere
    return before.ahead(**{"answer": "", "company": "", "companion": None, "present": "", **of})


def _answer(
    person: Person, said: Good | Company, companions: Sequence[int | None]
) -> tuple[dict[str, Any], list[int | None]]:
    """What the columns hold of it, and who else was there."""
    if isinstance(said, Good):
        return {"answer": said, "company": "", "companion": None}, []
    if said is not Company.MEMBER:
        return {"answer": "", "company": said, "companion": None}, []
    there = list(dict.fromkeys(companions))
    members = {member.user_id for member in Membership.around(person) if member.role != SELF}
    named = [one for one in there if one is not None]
    if not named or not members.issuperset(named):
        raise NoSuchMember
    there.remove(named[0])
    return {"answer": "", "company": said, "companion": named[0]}, there
