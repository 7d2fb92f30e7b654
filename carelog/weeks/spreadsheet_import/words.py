"""The words of one line → the title of an item, in the person's words, and the fields that the rest of the line says.

Words that are in no phrase we know stay where they are: in the title, or as a note.
"""

import re
from dataclasses import dataclass, field

from carelog.weeks.spreadsheet_import.days import Fields
from carelog.weeks.spreadsheet_import.leftovers import left_over, of_something_else
from carelog.weeks.spreadsheet_import.openings import opened
from carelog.weeks.spreadsheet_import.phrases import clear, phrase
from carelog.weeks.spreadsheet_import.reading import Doubt, Reason
from carelog.weeks.spreadsheet_import.spelling import DASH, MARK, STARS, tidy

LONGEST_PHRASE = 8  # words, at the end of a title
BRACKETS = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])")
DETAILS = re.compile(rf"\s+{DASH}\s+|{MARK}\s*[.,;:]\s*")  # after a dash, or after brackets and a stop
AFTER_A_COMMA = {"once", "twice", "fixed", "flexible"}  # at the end of a title without one they may be ordinary words
JOINING = {"and", "&", "+", "or", "then"}  # what follows these is not all: "8am and 8pm"
DOUBTS = {"unsure": Reason.UNSURE, "several": Reason.TIMES_A_DAY}  # what a phrase says beside fields → why we ask


@dataclass(slots=True)
class Words:
    """A line as it was read."""

    title: str = ""
    fields: Fields = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def take(self, fields: Fields, words: str) -> None:
        """Add what a phrase says; where an earlier one says something else, that stands and we are not sure."""
        for name, value in fields.items():
            if name in DOUBTS:
                self.doubts.append(Doubt(DOUBTS[name], words.strip(" ,;:")))
            elif self.fields.setdefault(name, value) != value:
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


def read_words(line: str) -> Words:
    """The title and the fields of one line of a cell. The title is empty if the line says how, but not what."""
    words = Words()
    text = _brackets(tidy(line), words)
    for known, said in (opening := opened(text)).found:
        words.take(known, said)
    head, *details = DETAILS.split(opening.rest)
    text = opening.rest
    if words.fields or any(known is not None for detail in details for _, known in _phrases(detail)):
        text = head
        for detail in details:
            words.take_details(detail)
    words.title = _closing(text.replace(MARK, " "), words)
    unread = [*left_over(words.title), *left_over(words.fields.get("notes", ""))]
    words.doubts.extend(Doubt(Reason.LEFT_OVER, said) for said in unread)
    return words


def says(text: str) -> Fields | None:
    """What a text says that names nothing to do, "Tuesdays 10.30"; None if a word of it says something else."""
    words = Words()
    for said, known in _all_said(tidy(text)):
        words.take(known, said)
    return words.fields if words.fields and not words.doubts else None


def _all_said(text: str) -> list[tuple[str, Fields]]:
    """The phrases of a text that is nothing but phrases, "family FIXED *"; empty if a word of it is something else."""
    found, left = list[tuple[str, Fields]](), text.split()
    while left:
        ends = range(min(len(left), LONGEST_PHRASE), 0, -1)
        chances = ((end, " ".join(left[:end])) for end in ends)
        known = next(((end, said, says) for end, said in chances if (says := phrase(said)) is not None), None)
        if known is None:
            return []
        found.append((known[1], known[2]))
        left = left[known[0] :]
    return found


def _phrases(text: str) -> list[tuple[str, Fields | None]]:
    """The text cut at commas and semicolons, each piece with what it says; the longest phrase wins, "paid, just me"."""
    pieces, found, start = re.split(r"\s*[,;]\s*", text.replace(MARK, " ")), list[tuple[str, Fields | None]](), 0
    while start < len(pieces):
        ends = range(min(len(pieces), start + LONGEST_PHRASE), start, -1)
        chances = ((end, ", ".join(pieces[start:end])) for end in ends)
        known = next(((end, [(said, says)]) for end, said in chances if (says := phrase(said)) is not None), None)
        if known is not None:
            found.extend(known[1])
        elif pieces[start].strip():
            found.extend(_all_said(pieces[start]) or [(pieces[start], None)])
        start = known[0] if known else start + 1
    return found


def _brackets(text: str, words: Words) -> str:
    """The text with brackets that say something known taken out, each leaving a mark; the others stay in the title."""

    def take(found: re.Match[str]) -> str:
        inside = found[1] if found[2] is None else found[2]
        if all(known is None for _, known in _phrases(inside)):
            return found[0]
        words.take_details(inside)
        return f" {MARK}"

    return BRACKETS.sub(take, text)


def _closing(text: str, words: Words) -> str:
    """The title: the text without the clear phrases that it ends with, the last first."""
    while True:
        bare = text.rstrip(STARS + " ")
        if bare != text.rstrip():
            words.take({"starred": True}, text)
        text = bare.strip(" ,;:-\u2013\u2014")
        last = _last_phrase(text.split())
        if last is None:
            return " ".join(text.removesuffix(".").split())
        text, phrase_words, known = last
        words.take(known, phrase_words)


def _last_phrase(words: list[str]) -> tuple[str, str, Fields] | None:
    """What stands before the longest clear phrase at the end, that phrase, and what it says."""
    for count in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        before, last = words[:-count], " ".join(words[-count:])
        alone = before and before[-1].endswith(",") and last.casefold() in AFTER_A_COMMA
        known = phrase(last) if alone else clear(last)
        goes_on = before and before[-1].casefold() in JOINING
        if (
            known is not None
            and not goes_on
            and not (known.keys() & {"clock", "by_clock"} and of_something_else(before))
        ):
            return " ".join(before), last, known
    return None
