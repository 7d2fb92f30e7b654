"""The words of one line → the title of an item, in the person's words, and the fields that the rest of the line says.

Words that are in no phrase we know stay where they are: in the title, or as a note.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from carelog.weeks.spreadsheet_import.days import Fields
from carelog.weeks.spreadsheet_import.phrases import STARS, clear, phrase
from carelog.weeks.spreadsheet_import.reading import Doubt, Reason
from carelog.weeks.spreadsheet_import.times import DASH

LONGEST_PHRASE = 6  # words, at the end of a title
CURLY = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-"}
MARK = "\u00a6"  # stands where brackets were taken out; people's own become a plain bar
TIDY = str.maketrans({**CURLY, MARK: "|"})
TIME = r"(?:\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\b\.?)?|noon|midday)"
TIMES = rf"(?:at |from )?{TIME}(?:\s*(?:{DASH}|\bto\b|\buntil\b)\s*{TIME})?"
OPENING = re.compile(rf"({TIMES})(?:\s*(?:[:,]|{DASH})\s*|\s+)(?=\S)", re.IGNORECASE)
BRACKETS = re.compile(r"\s*\(([^()]*)\)")
DETAILS = re.compile(rf"\s+{DASH}\s+|{MARK}\s*[.,;:]\s*")  # after a dash, or after brackets and a stop
# "leave at 9.30", "ready by 9.30": the time of something else.
NOT_ITS_TIME = {"leave", "leaving", "back", "home", "until", "till", "before", "after", "ready", "bus", "train"}


@dataclass(slots=True)
class Words:
    """A line as it was read."""

    title: str = ""
    fields: Fields = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def take(self, fields: Fields, words: str) -> None:
        """Add what a phrase says; where an earlier one says something else, that stands and we are not sure."""
        for name, value in fields.items():
            if self.fields.setdefault(name, value) != value:
                self.doubts.append(Doubt(Reason.TWO_ANSWERS, words.strip()))

    def note(self, words: str) -> None:
        """Keep words that say nothing we know."""
        self.fields["notes"] = ", ".join(filter(None, [self.fields.get("notes", ""), words.strip(" ,;.")]))

    def take_details(self, text: str) -> None:
        """Read every phrase of a text in which phrases stand by themselves; the others become notes."""
        for words, known in _phrases(text):
            if known is None:
                self.note(words)
            else:
                self.take(known, words)


def tidy(text: str) -> str:
    """One form for quotes, hyphens and spaces, and nothing that cannot be seen."""
    text = unicodedata.normalize("NFC", text).translate(TIDY)
    return " ".join("".join(c for c in text if c.isspace() or c.isprintable()).split())


def read_words(line: str) -> Words:
    """The title and the fields of one line of a cell. The title is empty if the line says how, but not what."""
    words = Words()
    text = _opening(_brackets(tidy(line), words), words)
    head, *details = DETAILS.split(text)
    if words.fields or any(known is not None for detail in details for _, known in _phrases(detail)):
        text = head
        for detail in details:
            words.take_details(detail)
    words.title = _closing(text.replace(MARK, " "), words)
    return words


def _phrases(text: str) -> list[tuple[str, Fields | None]]:
    """The text cut at commas and semicolons, each piece with what it says; the longest phrase wins, "paid, just me"."""
    pieces, found, start = re.split(r"\s*[,;]\s*", text.replace(MARK, " ")), list[tuple[str, Fields | None]](), 0
    while start < len(pieces):
        ends = range(min(len(pieces), start + LONGEST_PHRASE), start, -1)
        chances = ((end, ", ".join(pieces[start:end])) for end in ends)
        known = next(((end, words, says) for end, words in chances if (says := phrase(words)) is not None), None)
        end, words, says = known or (start + 1, pieces[start], None)
        if words.strip():
            found.append((words, says))
        start = end
    return found


def _brackets(text: str, words: Words) -> str:
    """The text with brackets that say something known taken out, each leaving a mark; the others stay in the title."""

    def take(found: re.Match[str]) -> str:
        if all(known is None for _, known in _phrases(found[1])):
            return found[0]
        words.take_details(found[1])
        return f" {MARK}"

    return BRACKETS.sub(take, text)


def _opening(text: str, words: Words) -> str:
    """The text without the star and the time that it begins with."""
    bare = text.lstrip(STARS + " ")
    if bare != text:
        words.take({"starred": True}, text)
    found = OPENING.match(bare)
    known = clear(found[1]) if found else None
    if not found or known is None or "clock" not in known:
        return bare
    words.take(known, found[1])
    return bare[found.end() :]


def _closing(text: str, words: Words) -> str:
    """The title: the text without the clear phrases that it ends with, the last first."""
    while True:
        bare = text.rstrip(STARS + " ")
        if bare != text.rstrip():
            words.take({"starred": True}, text)
        text = bare.strip(" ,;:-\u2013\u2014")
        last = _last_phrase(text.split())
        if last is None:
            return text.removesuffix(".")
        text, phrase_words, known = last
        words.take(known, phrase_words)


def _of_something_else(before: list[str]) -> bool:
    """Whether the time that follows these words is the time of leaving, or of a bus."""
    said = [bare for word in before if (bare := word.strip(",.").casefold()) not in ("at", "by", "from")]
    return said[-1:] != [] and said[-1] in NOT_ITS_TIME


def _last_phrase(words: list[str]) -> tuple[str, str, Fields] | None:
    """What stands before the longest clear phrase at the end, that phrase, and what it says."""
    for count in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        before, last = words[:-count], " ".join(words[-count:])
        known = phrase(last) if before and before[-1].endswith(",") and last in ("once", "twice") else clear(last)
        if known is not None and not (known.keys() & {"clock", "by_clock"} and _of_something_else(before)):
            return " ".join(before), last, known
    return None
