"""Lines that several spreadsheets have: what was agreed and became of it, what the circle is figuring out."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo
from typing import Protocol

from flask_babel import gettext as _

from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.reviews import kept_question
from carelog.reviews.action_wording import Called, action_stands, answers_words, asked_words, became_words, owner_of
from carelog.reviews.kept_action import Asked, Kept, Taken
from carelog.reviews.question_wording import answer_words, answered_by

Line = dict[str, str]


class Told(Protocol):
    """Something that somebody wrote."""

    @property
    def author_id(self) -> int | None:
        """Who."""

    @property
    def author_name(self) -> str:
        """What they are called."""

    @property
    def role(self) -> str:
        """As what."""


def action_lines(zone: tzinfo, one: Kept, today: date, called: Called) -> Iterator[Line]:
    """One that was agreed: a line for itself, for each step, for each time that it was asked after."""
    yield {
        "kind": _("What we agreed"), "day": f"{one.by_when}", "state": action_stands(one, today),
        "who": who_agreed(called, one), "said": _("%(name)s does it", name=owner_of(one, called)),
        "words": " · ".join(filter(None, [one.what, one.difference])), "written": moment_words(one.written_at, zone),
    }  # fmt: skip
    became: list[tuple[Taken | Asked, str, str]] = [(step, became_words(step), step.words) for step in one.steps]
    became.extend((asked, asked_words(asked), answers_words(asked)) for asked in one.asked)
    for told, said, words in became:
        yield {
            "kind": _("What became of it"), "who": who_agreed(called, told), "said": said, "words": words,
            "written": moment_words(told.written_at, zone),
        }  # fmt: skip


def question_lines(person: Person, asked: Iterable[kept_question.Asked], called: Called) -> Iterator[Line]:
    """What the circle is figuring out: a line for each question, followed by its answers."""
    zone = person.team.tz
    for one in asked:
        yield {
            "kind": _("What we are figuring out"), "who": who_agreed(called, one), "words": one.words,
            "written": moment_words(one.written_at, zone),
        }  # fmt: skip
        for said in one.answers:
            yield {
                "kind": _("An answer"), "who": answered_by(said, called, person), "words": answer_words(said),
                "written": moment_words(said.written_at, zone),
            }  # fmt: skip


def who_agreed(called: Called, told: Told) -> str:
    """Who wrote it down."""
    return called(told.author_id, told.author_name, told.role == SELF)


def moment_words(moment: datetime, zone: tzinfo) -> str:
    """When something was written, as a spreadsheet sorts it."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
