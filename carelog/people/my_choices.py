"""MyChoices: how a person wants their own pages to be, on every device of theirs and on a phone that is handed over."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from peewee import AutoField, CharField, ForeignKeyField

from carelog import journal
from carelog.db import Row, database
from carelog.people.person import Person


class TextSize(StrEnum):
    """How large the words are. The first one of each of these is what holds until somebody chooses."""

    LARGE = "large"
    LARGER = "larger"
    LARGEST = "largest"


class WordsUsed(StrEnum):
    """In which words what happened is told."""

    EASY = "easy"
    ORDINARY = "ordinary"


class Shown(StrEnum):
    """What stands beside each other: pictures, words."""

    BOTH = "both"
    PICTURES = "pictures"
    WORDS = "words"


class Contrast(StrEnum):
    """How much colours differ."""

    USUAL = "usual"
    STRONG = "strong"


class Reading(StrEnum):
    """When a page is read aloud."""

    ASKED = "asked"
    BY_ITSELF = "by_itself"


CHOICES: dict[str, type[StrEnum]] = {
    "text_size": TextSize, "shown": Shown, "contrast": Contrast, "words": WordsUsed, "reading": Reading,
}  # fmt: skip
UNTIL_CHOSEN = {name: str(next(iter(answers))) for name, answers in CHOICES.items()}


class MyChoices(Row):
    """One person's choices."""

    id = AutoField()
    person = ForeignKeyField(Person, unique=True)
    text_size = CharField(default=UNTIL_CHOSEN["text_size"])
    words = CharField(default=UNTIL_CHOSEN["words"])
    shown = CharField(default=UNTIL_CHOSEN["shown"])
    contrast = CharField(default=UNTIL_CHOSEN["contrast"])
    reading = CharField(default=UNTIL_CHOSEN["reading"])

    @classmethod
    def of(cls, person_id: int) -> Self:
        """That person's; where nobody has chosen yet, one that is not kept."""
        return cls.get_or_none(cls.person == person_id) or cls(person=person_id)

    @classmethod
    def choose(cls, person: Person, chosen: Mapping[str, str], author: journal.Author) -> bool:
        """Set these and leave the others; whether that changed anything. Raises ValueError for what is no answer.

        Pressed twice, the second time changes nothing.
        """
        wanted = {name: str(CHOICES[name](answer)) for name, answer in chosen.items()}
        with database.atomic():
            person.hold()
            mine = cls.of(person.id)
            changed = {name: answer for name, answer in wanted.items() if getattr(mine, name) != answer}
            if changed:
                for name, answer in changed.items():
                    setattr(mine, name, answer)
                mine.save()
                journal.note_change("my_choices.changed", author, mine, changed, person_id=person.id)
        return bool(changed)

    def told(self) -> dict[str, str]:
        """What was chosen otherwise than it is for everybody."""
        return {name: getattr(self, name) for name, usual in UNTIL_CHOSEN.items() if getattr(self, name) != usual}
