"""Reading: one month's conversation as one reader may read it: what each says, what was agreed, what came later."""

from dataclasses import dataclass
from typing import Self

from carelog.reviews.agreement import Agreed, agreed
from carelog.reviews.evidence import Shown
from carelog.reviews.kept_action import Kept
from carelog.reviews.kept_question import Asked, open_questions
from carelog.reviews.later_thought import LaterThought, Thought
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.promises import agreed_in, to_ask_after
from carelog.reviews.reader import Reader, Sight
from carelog.reviews.sides import Sides


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the page of a conversation shows, and the files that are made of it."""

    about: Conversation
    sides: Sides
    shown: Shown
    before: tuple[Kept, ...]  # what it asks after, with what became of it
    lines: tuple[Agreed, ...]
    actions: tuple[Kept, ...]
    thoughts: tuple[Thought, ...]
    asked: tuple[Asked, ...]  # what the circle is figuring out, while people talk

    @classmethod
    def of(cls, about: Conversation, reader: Reader, sight: Sight) -> Self:
        """As that reader reads it, who sees so much of the records. Constant in queries."""
        person, month, sides = about.person, about.month, Sides.of(about, reader)
        return cls(
            about, sides, Shown.of(person, month, sides, sight), tuple(to_ask_after(person, reader, month)),
            tuple(agreed(person, reader.labels, month) if reader.everything else ()),
            tuple(agreed_in(person, reader, [month])),
            tuple(LaterThought.all_of(about, reader) if about.closed else ()),
            tuple(open_questions(person, reader.labels) if reader.everything and about.is_talked_about else ()),
        )  # fmt: skip
