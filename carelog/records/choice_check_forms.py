"""What a check carries: the answer to an open question with nothing filled in, in which way, and who was there."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import UUID, DataRequired, ValidationError

from carelog.forms import LONGEST_TEXT, choices, line
from carelog.records.chance import Key
from carelog.records.choice_check import lacking
from carelog.records.forms import MISSING, KeyForm
from carelog.records.said import Answer, Way
from carelog.records.wording import ANSWERS, ASKED_WAYS, MOVE_ANSWERS, OWN_ANSWERS, OWN_MOVE_ANSWERS

PREFIX = "check-"


class ChoiceCheckForm(KeyForm):
    """One answer about one choice or move. `ways`: those in which this reader can check it."""

    asked_about = HiddenField(validators=[UUID()])
    kind = HiddenField()  # of what it is about: "move", or a choice
    answer = RadioField(_l("Did you want this?"), [DataRequired(_l("Choose the answer."))])
    way = RadioField(_l("How do you know?"), validate_choice=False)
    with_whom = line(_l("Who was there, or who agrees?"))
    how_shown = line(_l("How did they say or show it?"), longest=LONGEST_TEXT)

    def __init__(self, *, ways: Sequence[Way], **more: Any) -> None:
        super().__init__(**{"prefix": PREFIX, **more})
        own = Way.TAP in ways
        words = (OWN_MOVE_ANSWERS if own else MOVE_ANSWERS) if self.of_move else (OWN_ANSWERS if own else ANSWERS)
        self.answer.choices = choices(words)
        if self.of_move:
            self.answer.label.text = _l("Did you ask to move it?")
        self.ways = ways
        self.way.choices = choices({way: ASKED_WAYS[way] for way in ways if way in ASKED_WAYS})
        if not self.way.data and len(ways) == 1:
            self.way.data = str(ways[0])

    @classmethod
    def of(cls, word_id: str, kind: str, key: Key, back: str, ways: Sequence[Way]) -> Self:
        """About that choice or move."""
        return cls.about(key, back, ways=ways, asked_about=word_id, kind=kind)

    @property
    def of_move(self) -> bool:
        """It asks about a move, not about a choice."""
        return bool(self.kind.data == "move")

    def validate_way(self, field: Any) -> None:
        """One of those that this reader has."""
        if field.data not in self.ways:
            raise ValidationError(_l("Choose how you know."))

    def validate(self, *checks: Any) -> bool:
        """Also whether it says enough for the way that was chosen, so that all that is missing is said at once."""
        fine = super().validate(*checks)
        way = Way(self.way.data) if self.way.data in self.ways else self.ways[0]
        for name in lacking(way, self.with_whom.data, self.how_shown.data):
            self.refuse(str(MISSING[name]), name)
        return fine and not self.errors

    @property
    def readable(self) -> bool:
        """What its page put into it is in order."""
        return super().readable and "asked_about" not in self.errors

    def check(self) -> dict[str, Any]:
        """What `ChoiceCheck.record` asks for."""
        return {
            "answer": Answer(self.answer.data), "way": Way(self.way.data),
            "with_whom": self.with_whom.data, "how_shown": self.how_shown.data,
        }  # fmt: skip
