"""Agreeing on actions in tests."""

from datetime import date, timedelta
from typing import Any

from carelog import clock
from carelog.journal import Author, Event
from carelog.people.person import Person
from carelog.records.learning_log import Learned, LearningLog
from carelog.reviews.action import Action, ActionStep, Promise, Step
from carelog.reviews.agreement import AgreedLine, What
from carelog.reviews.four_plus_one import Answers, FourPlusOne
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.question import Answer, Finding, Question, QuestionAnswer
from carelog.weeks.calendar import months_on
from tests import cast
from tests.plans import author

EVERY_LABEL = {"ordinary", "health", "intimate", "money"}
MONTH = date(2026, 11, 1)
NEXT = months_on(MONTH, 1)  # nobody has closed that
OF_THE_CAST = {"sam": "worker", "helen": "ally", "joan": "ally", "margaret": "self", "aled": "coordinator"}


def close(person: Person, month: date = MONTH) -> None:
    """The conversation about that month is held, and over."""
    aled = author("aled", "coordinator")
    Conversation.of(person, month).open(aled)
    Conversation.of(person, month).close({}, aled)


def in_days(days: int) -> date:
    """So many days from the tests' today."""
    return cast.TODAY + timedelta(days=days)


def agree(person: Person, what: str, owner: str, days: int = 3, *, by: str = "aled", **said: Any) -> Event:
    """An action that the coordinator wrote down, unless told: what, who, and in how many days."""
    id, month = said.pop("id", None), said.pop("month", MONTH)
    by_when = clock.day_here(cast.LONDON) + timedelta(days=days)  # some tests begin in another year
    meant = Promise(what=what, owner=cast.user(owner).id, by_when=by_when, **said)
    return Action.record(person, month, meant, author(by, OF_THE_CAST[by]), labels=EVERY_LABEL, id=id)


def ask(person: Person, words: str, by: str = "sam", **more: str) -> Event:
    """What somebody wants to find out."""
    return Question.ask(person, words, author(by, OF_THE_CAST[by]), labels=EVERY_LABEL, **more)


def one_of_each(person: Person, words: str = "Sing") -> Event:
    """A line, and an action that something led to, with a step and what was answered about it; the action."""
    sam = author("sam", "worker")
    log = LearningLog.record(person, cast.TODAY, Learned(did="Sang"), sam, labels=EVERY_LABEL)
    event = agree(person, words, "sam", difference=words, because=(log.id,))
    ActionStep.take(person, event.seq, Step.MOVED, sam, words=words, by_when=in_days(4))
    FourPlusOne.record(person, event.seq, MONTH, Answers(tried=words), sam)
    AgreedLine.record(person, MONTH, What.TRY, words, sam)
    question = ask(person, words)
    QuestionAnswer.give(person, question.seq, Answer(words=words), sam)
    Finding.record(person, question.seq, words, sam)
    return event


def a_line(person: Person, writer: Author) -> str:
    """The id of a line that this writer agreed on."""
    line = AgreedLine.record(person, months_on(MONTH, 1), What.KEEP, "The choir", writer)
    return str(line.id)
