"""What can be said of one chance, as plain values: marks, checks of choices, moves. Pure: no database and no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from carelog.came import Came
from carelog.weeks.details import Part

HAPPENED, PARTLY, CHOSE, DID_NOT_HAPPEN, WITHDRAWN = "happened", "partly", "chose", "did_not_happen", "withdrawn"
WORDS = (HAPPENED, PARTLY, CHOSE, DID_NOT_HAPPEN)
Age = tuple[datetime, str]


class Reason(StrEnum):
    """Why something did not happen, or only partly. They describe the system, not people (measure.md)."""

    NOBODY_AVAILABLE = "nobody_available"
    NOT_ENOUGH_TIME = "not_enough_time"
    WRONG_PERSON_OR_TIME = "wrong_person_or_time"
    COULD_NOT_GET_IN = "could_not_get_in"
    TRANSPORT = "transport"
    CLOSED_OR_WEATHER = "closed_or_weather"
    OTHER_PERSON_COULD_NOT = "other_person_could_not"
    MONEY = "money"
    ILL = "ill"
    AWAY = "away"
    NOT_REALISTIC = "not_realistic"
    FORGOT = "forgot"
    OTHER = "other"


class Answer(StrEnum):
    """The answer to "Did you want this?", of a choice or of a move."""

    WANTED = "wanted"  # the planned thing, as it was planned
    CHOSE = "chose"  # chose not to; of a move: asked for it
    NOT_SURE = "not_sure"


class Way(StrEnum):
    """How a choice was checked (measure.md, "A choice is checked"). All but CHART are the person's own word."""

    TAP = "tap"  # their own tap, signed in
    HANDED_OVER = "handed_over"  # their own tap on somebody's phone
    CONVERSATION = "conversation"  # in the monthly conversation
    CHART = "chart"  # shown as the communication chart says, agreed by a second person who knows them


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What every record of a chance has: whose it is, and when it was written."""

    id: str
    author_id: int | None
    voice: str
    own_word: bool  # the person's: signed in, handed over, on their own sheet, or settled with them
    written_at: datetime
    about_day: date | None = None  # the date that the record names
    author_name: str = ""
    role: str = ""
    came: Came | None = None

    @property
    def age(self) -> Age:
        """The order in which records were written; ties by id, as text."""
        return self.written_at, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Word):
    """One standing mark of one chance, and how its author knows."""

    said: str  # one of WORDS, or WITHDRAWN
    present: bool
    told_by: str = ""
    reason: Reason | None = None
    note: str = ""  # what was different; or what the other reason is
    offered: str = ""  # of a choice: what was truly on offer
    how_shown: str = ""  # how the person said or showed it
    instead: str = ""  # what happened instead
    essential: bool | None = None  # whether the part that must happen did
    written_by: str = ""  # on paper: in whose writing, where the author typed it in
    with_whom: str = ""  # on a phone handed over: who was there
    checked: bool = False  # of a choice: with the person


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Word):
    """One answer to "Did you want this?". By the fourth way it is no own word, and falls with what it is about."""

    about: str | None  # the id of the choice or of the move
    of_move: bool
    answer: Answer
    way: Way
    with_whom: str = ""  # who was present, who checked, or who agreed
    how_shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Word):
    """A chance moved within its week: who asked, and the new window."""

    asked_by_person: bool
    day: date
    part: Part
    at: time | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """All that stands of one chance."""

    said: tuple[Said, ...] = ()
    checks: tuple[Check, ...] = ()
    moves: tuple[Move, ...] = ()
    kept_back: bool = False  # the person keeps all of it from family and friends

    def __add__(self, other: "Heard") -> "Heard":
        """Both together."""
        kept_back = self.kept_back or other.kept_back
        return Heard(self.said + other.said, self.checks + other.checks, self.moves + other.moves, kept_back)

    def __bool__(self) -> bool:
        """Somebody said something."""
        return bool(self.said or self.checks or self.moves)

    @property
    def move(self) -> Move | None:
        """The newest move, which rules."""
        return max(self.moves, key=lambda move: move.age, default=None)

    def own_answer(self) -> Check | None:
        """What the person answered last about a choice here; "I am not sure" leaves an earlier answer standing."""
        return _newest(check for check in self.checks if check.own_word and not check.of_move)

    def answer_about(self, word: Word) -> Check | None:
        """The last answer about that one record: of a choice the fourth way's, of a move anybody's.

        By the fourth way a second person agrees: not the one who wrote it, whoever else has used its id.
        """
        of_move = isinstance(word, Move)
        about = [check for check in self.checks if check.about == word.id and check.of_move is of_move]
        second = [check for check in about if check.own_word or check.author_id != word.author_id]
        return _newest(check for check in second if of_move or not check.own_word)

    def moved_as_asked(self) -> bool:
        """The newest move was the person's wish, by their own word or checked."""
        move = self.move
        answer = self.answer_about(move) if move else None
        if answer is not None:
            return answer.answer is Answer.CHOSE
        return move is not None and move.asked_by_person and move.own_word


def _newest(checks: Iterable[Check]) -> Check | None:
    sure = [check for check in checks if check.answer is not Answer.NOT_SURE]
    return max(sure, key=lambda check: check.age, default=None)
