"""Telling: each answer on a phone that is handed over is written down in the person's own word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from carelog import journal
from carelog.home.answering import ANSWERS, NOT_SURE, NOTHING, Ask, asks_about
from carelog.home.asking import Thing
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.chance import NoSuchChance
from carelog.records.choice_check import ChoiceCheck
from carelog.records.feelings import feelings
from carelog.records.good_for_me import Company, Good, GoodForMe
from carelog.records.mark import Account, Mark, NotYet
from carelog.records.said import Answer, Way

LONGEST_NUMBER = 10  # digits of a user's


class NoSuchAnswer(ValueError):
    """That question has no such answer."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Whose answers are written down, by whoever handed the phone over, and who was there."""

    person: Person
    author: journal.Author
    labels: set[str]
    present: str

    def say(self, thing: Thing, ask: Ask, answers: Sequence[str], press: str) -> Event | None:
        """Write one answer down, or everybody who was there; None where it says nothing, or that is gone by now.

        Another answer of the same press is a record of its own. Raises NoSuchAnswer, NoSuchMember.
        """
        if ask not in asks_about(thing) or not _can_be(ask, answers):
            raise NoSuchAnswer
        id = str(uuid5(UUID(press), " ".join((ask, *answers))))
        try:
            return self._with(thing, answers, id) if ask is Ask.COMPANY else self._write(thing, ask, answers[0], id)
        except (journal.NothingThere, NoSuchChance, NotYet):
            return None

    def _with(self, thing: Thing, answers: Sequence[str], id: str) -> Event | None:
        """Who was there; of nobody ticked any more nothing is said, and what this phone said of it before falls."""
        if answers:
            company, there = _company(answers)
            return self._record(GoodForMe.record, thing.key, company, companions=there, present=self.present, id=id)
        day = thing.key[1]
        before = feelings(self.person, day, day, self.labels).get(thing.key, NOTHING).company
        if before is None or (before.author_id, before.voice) != (self.author.user_id, journal.HANDED_OVER):
            return None
        return GoodForMe.withdraw(self.person, before.id, self.author, id=id)

    def _write(self, thing: Thing, ask: Ask, answer: str, id: str) -> Event | None:
        if ask is Ask.HAPPENED:
            account = Account(said=answer, with_whom=self.present)
            return None if answer == NOT_SURE else self._record(Mark.record, *thing.key, account=account, id=id)
        if ask in (Ask.WANTED, Ask.MOVED):
            told = thing.about, Answer(answer), Way.HANDED_OVER
            return self._record(ChoiceCheck.record, *told, with_whom=self.present, id=id)
        return self._record(GoodForMe.record, thing.key, Good(answer), present=self.present, id=id)

    def _record(self, record: Callable[..., Event], *told: Any, **more: Any) -> Event:
        voice = replace(self.author, voice=journal.HANDED_OVER)
        return record(self.person, *told, author=voice, labels=self.labels, **more)


def _can_be(ask: Ask, answers: Sequence[str]) -> bool:
    """One of its answers; who was there are several, or none."""
    return ask is Ask.COMPANY or (len(answers) == 1 and answers[0] in ANSWERS[ask])


def _company(answers: Sequence[str]) -> tuple[Company, list[int | None]]:
    """The numbers of users, and None for somebody else. "On my own" is pressed last, whatever was ticked before."""
    if Company.ON_MY_OWN in answers:
        return Company.ON_MY_OWN, []
    there = [None if answer == Company.SOMEBODY_ELSE else _number(answer) for answer in answers]
    return (Company.SOMEBODY_ELSE, []) if set(there) == {None} else (Company.MEMBER, there)


def _number(answer: str) -> int:
    if not (answer.isascii() and answer.isdecimal() and len(answer) <= LONGEST_NUMBER):
        raise NoSuchAnswer
    return int(answer)
