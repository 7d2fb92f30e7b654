"""Lines that stand beside the plan: when it was agreed, what must happen. Any other is a wish about the whole week."""

import re
from dataclasses import dataclass
from datetime import date

from carelog.weeks.details import ItemDetails, Part
from carelog.weeks.spreadsheet_import.dates import written_date
from carelog.weeks.spreadsheet_import.days import part_of
from carelog.weeks.spreadsheet_import.spelling import DASH, tidy

DATE = r"(?P<date>(?:[a-z]+day,? )?\d.*)"
AGREED = re.compile(rf"(?:this was |date )?agreed(?: with [\w ,'&-]+?)?(?: on)?\s*:?\s+{DATE}", re.IGNORECASE)
REVIEW = re.compile(
    rf"(?:to be |date of |next )?review(?:ed)?(?: date| due)?(?: by| on| before)?\s*:?\s+{DATE}", re.IGNORECASE
)
SENTENCE = re.compile(r"(?:\.\s+|;\s*|\.$|,\s*(?=(?:to be )?review))", re.IGNORECASE)
MUST = re.compile(rf"(?:what )?(?:must|has to) happen\s*(?::|{DASH})\s*(?P<what>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Agreement:
    """When the week was agreed and when it is to be reviewed, as far as the line says."""

    agreed_on: date | None = None
    review_by: date | None = None

    def as_json(self) -> dict[str, str]:
        """The dates that it says."""
        days = {"agreed_on": self.agreed_on, "review_by": self.review_by}
        return {name: day.isoformat() for name, day in days.items() if day}


@dataclass(frozen=True, slots=True)
class MustHappen:
    """What must happen in every item that has it, in these parts of the day; no parts means whenever."""

    essentials: tuple[str, ...]
    parts: frozenset[Part]

    def in_item(self, item: ItemDetails) -> str:
        """The essential parts that this item has, "" if none or if it is at another part of the day."""
        if self.parts and item.part not in self.parts:
            return ""
        title = item.title.casefold()
        return ", ".join(what for what in self.essentials if re.search(rf"\b{re.escape(what.casefold())}\b", title))


def agreement(text: str) -> Agreement | None:
    """The dates, if the whole line says nothing but when the week was agreed or is to be reviewed."""
    found: dict[str, date] = {}
    for sentence in filter(None, (piece.strip() for piece in SENTENCE.split(tidy(text)))):
        name, day = _dated(sentence)
        if day is None or name in found:
            return None
        found[name] = day
    return Agreement(**found) if found else None


def must_happen(text: str) -> MustHappen | None:
    """What must happen, and in which parts of the day: "Must happen: tablets, morning and evening."."""
    found = MUST.fullmatch(re.sub(r"\s*\(([^()]*)\)", r", \1", tidy(text).rstrip(".")))
    pieces = [piece for piece in re.split(r"\s*,\s*|\s+and\s+|\s*&\s*", found["what"]) if piece] if found else []
    parts = frozenset(part for piece in pieces if (part := part_of(piece)))
    essentials = tuple(piece for piece in pieces if not part_of(piece))
    return MustHappen(essentials, parts - {Part.ANY}) if essentials else None


def is_aside(text: str) -> bool:
    """Whether the line speaks about the week and not about one thing in it."""
    return agreement(text) is not None or must_happen(text) is not None


def _dated(sentence: str) -> tuple[str, date | None]:
    for name, pattern in (("agreed_on", AGREED), ("review_by", REVIEW)):
        if found := pattern.fullmatch(sentence):
            return name, written_date(found["date"].strip(" .").casefold())
    return "", None
