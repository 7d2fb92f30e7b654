"""What came out of reading a sheet: the items, and an account of every line of it. Plain values, no wording.

Every line of every cell that is not empty ends in exactly one `Line`. How a line reads on the screen is said in
`wording`, so that nothing here needs a language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from carelog.weeks.details import Cadence, ItemDetails, Support

MONTHLY = {Cadence.MONTHLY_DATE, Cadence.MONTHLY_WEEKDAY, Cadence.MONTHLY_ANY_DAY, Cadence.MONTHLY_ANY_WEEKDAY}
COSTED = {Support.UNSAID, Support.PAID_ONE, Support.PAID_SHARED}


class Reading(StrEnum):
    """What a line was taken for."""

    ITEM = "item"  # the first line of an item
    AGAIN = "again"  # the same words once more: another day of the same item
    AGREED = "agreed"  # when the week was agreed, when it is to be reviewed
    MUST_HAPPEN = "must_happen"  # what must happen, for every item that has it
    HEADING = "heading"  # a title, a day, a part of the day, the name of a column
    UNREAD = "unread"  # in no item


class Reason(StrEnum):
    """Why we are not sure of a line."""

    WISH = "wish"  # about the whole week, or about nothing that we know
    NO_DAY = "no_day"  # stands under no day
    NO_WORDS = "no_words"  # says how, but not what
    TOO_LONG = "too_long"
    FORMULA = "formula"  # a formula whose result the file does not hold
    NOT_TEXT = "not_text"  # a number, a date, yes/no or an error where words are wanted
    OUTSIDE = "outside"  # beyond the rows and columns that are read
    COMMENT = "comment"
    DRAWING = "drawing"
    OTHER_SHEET = "other_sheet"
    HIDDEN_SHEET = "hidden_sheet"
    UNKNOWN_HEADING = "unknown_heading"  # the row is headed by no part of the day
    UNKNOWN_COLUMN = "unknown_column"
    UNKNOWN_VALUE = "unknown_value"  # a list's column that says something we cannot read
    TIMES_A_DAY = "times_a_day"  # "x2" under one weekday
    WHICH_TIME = "which_time"  # "3.15" without saying morning or afternoon, or outside the part of the day
    SAID_TWICE = "said_twice"  # the same words twice on one day
    TWO_ANSWERS = "two_answers"  # two things that do not go together
    NO_CADENCE = "no_cadence"  # nothing says how often
    NO_DATE = "no_date"  # once a year, but when
    NOT_IN_WEEK = "not_in_week"  # "must happen: …", and no item has it
    MANY_PARTS = "many_parts"  # merged over several parts of the day
    UNSURE = "unsure"  # read in one way, and could be meant in another
    LEFT_OVER = "left_over"  # words about when that no field can hold: "in summer", "as needed"
    HIDDEN = "hidden"  # the row or the column is hidden in the spreadsheet
    STRUCK_OUT = "struck_out"


class Problem(StrEnum):
    """Why a file cannot be read at all."""

    EMPTY = "empty"
    LARGE_FILE = "large_file"  # details: megabytes
    MUCH_CONTENT = "much_content"
    TOO_MUCH_WORK = "too_much_work"
    DAMAGED = "damaged"
    LOCKED = "locked"
    OLD_EXCEL = "old_excel"
    OPEN_DOCUMENT = "open_document"
    BINARY_EXCEL = "binary_excel"
    WORD = "word"
    NUMBERS = "numbers"
    PDF = "pdf"
    WEB_PAGE = "web_page"
    PICTURE = "picture"
    OTHER_KIND = "other_kind"
    NO_WEEK = "no_week"
    NO_ITEMS = "no_items"
    OUR_FAULT = "our_fault"


class UnreadableSheet(Exception):
    """Nothing could be read, and nothing was changed. `wording.say_problem` says what is wrong and what to do."""

    def __init__(self, problem: Problem, **details: str) -> None:
        """`details` are what the wording needs: the name of the file, the bound."""
        super().__init__(problem.value)
        self.problem = problem
        self.details = details


class Doubt(NamedTuple):
    """One thing we are not sure about, and the words it is about."""

    reason: Reason
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the sheet, and what it was taken for. All of it is plain JSON: `Line(**json)` is the way back."""

    cell: str  # "B5", merged "B7:H7", in a list "row 3", or the name of a sheet
    source: str  # the words as they stand there
    reading: str  # one of `Reading`
    # ITEM: `item`, as ItemDetails.as_json; AGAIN: `title` and the `days` it adds; MUST_HAPPEN: `titles` of the items;
    # AGREED: the dates it says, `agreed_on` and `review_by`.
    details: Mapping[str, Any] = field(default_factory=dict)
    doubts: Sequence[Sequence[str]] = ()  # each a Doubt

    @property
    def sure(self) -> bool:
        """Nothing about it needs a second look."""
        return not self.doubts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWeek:
    """A week as it was read: items in the order of the sheet, the account of every line, wishes that fit no item."""

    items: tuple[ItemDetails, ...]
    lines: tuple[Line, ...]
    agreed_on: date | None = None
    review_by: date | None = None
    notes: tuple[str, ...] = ()

    @property
    def weekly(self) -> int:
        """Occurrences in a week in which everything weekly falls due; technology is not counted."""
        return sum(_a_week(item) for item in self.items if not item.technology)

    @property
    def monthly(self) -> int:
        """Occurrences a month of what comes once a month."""
        return sum(item.cadence in MONTHLY for item in self.items)

    @property
    def paid_minutes(self) -> int:
        """Minutes a week of support that is paid, or of which nobody said that it is not."""
        costed = [item for item in self.items if item.support in COSTED]
        return sum(_a_week(item) * (item.minutes or 0) for item in costed)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values; `from_json` is the way back."""
        days = {name: day.isoformat() if day else None for name in DATES for day in [getattr(self, name)]}
        items = [item.as_json() for item in self.items]
        return {"items": items, "lines": [asdict(line) for line in self.lines], "notes": list(self.notes), **days}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "ReadWeek":
        """The week that `as_json` wrote."""
        return cls(
            items=tuple(ItemDetails.from_json(item) for item in values["items"]),
            lines=tuple(Line(**line) for line in values["lines"]),
            notes=tuple(values["notes"]),
            **{name: date.fromisoformat(values[name]) if values[name] else None for name in DATES},
        )


DATES = ("agreed_on", "review_by")


def _a_week(item: ItemDetails) -> int:
    if item.cadence is Cadence.TIMES_A_WEEK:
        return item.times
    return len(item.days) if item.cadence is Cadence.WEEKLY else 0
