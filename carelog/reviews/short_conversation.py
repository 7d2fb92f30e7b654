"""ShortConversation: an ordinary month on one page: the last actions, what works, what does not, one action.

Whoever leads writes it down in one go, and that ends the conversation: all of it is kept, or nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from carelog import journal
from carelog.db import database
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.mark import Incomplete
from carelog.reviews.action import Action, ActionStep, NotAnOwner, NotNow, Over, Promise, Step
from carelog.reviews.closing import check_takes_more
from carelog.reviews.four_plus_one import Answers, FourPlusOne
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.pack import Pack
from carelog.reviews.perspective import Perspective, Said
from carelog.reviews.reader import WHOLE_TEAM, Reader
from carelog.reviews.sides import Sides

NOTHING = Answers()
PROMISE = "promise"  # the part that says who does what; the others are named by their action's id


class NotInOrder(Exception):
    """One part of it cannot be written down, and so nothing is; `because` says why, as its noun does."""

    def __init__(self, part: str, because: Exception) -> None:
        super().__init__(part)
        self.part, self.because = part, because


class OtherLabel(ValueError):
    """What the same author has standing there is about something else that is private: no one label keeps both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What is said of one action that was agreed before; each with the id of its record."""

    action: int  # its number in the journal
    name: str  # its id
    step: Step | None = None  # None: it goes on
    step_id: str = ""
    words: str = ""
    by_when: date | None = None
    answers: Answers = NOTHING
    answers_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortConversation:
    """What its one page says. What is None or empty was left out, and stops nothing."""

    said: Said | None = None
    said_id: str = ""
    promise: Promise | None = None
    promise_id: str = ""
    became: tuple[Became, ...] = ()

    def hold(self, about: Conversation, author: journal.Author, labels: set[str], *, id: str) -> list[Event]:
        """Write it all down: begin, if it has not begun, and close; every record of it. `labels`: its author's.

        Raises NotLeading, NotOpen, Closed, NotInOrder, OtherLabel; NotTheirs, NothingThere of whose words they are.
        """
        person, month = about.person, about.month
        with database.atomic():
            earlier = check_takes_more(person, month, author, id)
            if earlier is not None:
                return [earlier]
            written = [about.open(author)] if about.opened is None else []
            for one in self.became:
                with _part(one.name):
                    written += _write_became(person, month, one, author)
            if self.said is not None:
                said = _added(about, self.said, author)
                written.append(Perspective.record(person, month, said, author, id=self.said_id))
            if self.promise is not None:
                with _part(PROMISE):
                    action = Action.record(person, month, self.promise, author, labels=labels, id=self.promise_id)
                written.append(action)
            return [*written, about.close(Pack.of(person, month, WHOLE_TEAM).as_said(), author, id=id)]


def _write_became(person: Person, month: date, one: Became, author: journal.Author) -> list[Event]:
    written = []
    if one.step is not None:
        step = ActionStep.take(
            person, one.action, one.step, author, words=one.words, by_when=one.by_when, id=one.step_id
        )  # fmt: skip
        written.append(step)
    if one.answers.given:
        written.append(FourPlusOne.record(person, one.action, month, one.answers, author, id=one.answers_id))
    return written


def _added(about: Conversation, said: Said, author: journal.Author) -> Said:
    """After what the same author has standing in that place: it stays, and stays for whom it was."""
    here = Sides.of(about, Reader(author.user_id or 0, ())).mine(author.user_id or 0)
    entry = next((one for one in here if one.whose is said.whose and one.written_for == said.member), None)
    if entry is None:
        return said
    if len({entry.label, said.label, journal.ORDINARY}) > 2:  # noqa: PLR2004 - two beside the ordinary one
        raise OtherLabel
    return replace(
        said, working=_after(entry.working, said.working), not_working=_after(entry.not_working, said.not_working),
        pins=entry.pins, only_for=entry.only_for, label=entry.label if said.label == journal.ORDINARY else said.label,
    )  # fmt: skip


def _after(before: str, words: str) -> str:
    return "\n".join(text for text in (before, words) if text)


@contextmanager
def _part(name: str) -> Iterator[None]:
    """Which of the parts it is that cannot be written down."""
    try:
        yield
    except (Incomplete, NotAnOwner, NotNow, Over) as problem:
        raise NotInOrder(name, problem) from problem
