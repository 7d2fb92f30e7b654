"""The book in which a sheet is entered line by line: items found so far, and the account of every line."""

from dataclasses import dataclass, field, replace
from typing import Any

from carelog.weeks.details import Cadence, ItemDetails
from carelog.weeks.spreadsheet_import.asides import Agreement, MustHappen, agreement, is_aside, must_happen
from carelog.weeks.spreadsheet_import.cadence import settle
from carelog.weeks.spreadsheet_import.reading import Doubt, Line, Problem, Reading, ReadWeek, Reason, UnreadableSheet
from carelog.weeks.spreadsheet_import.words import Words


@dataclass(slots=True)
class Entry:
    """An item so far: its details, the cells it stands in, and the line of the account that tells of it."""

    details: ItemDetails
    line: int
    cells: list[str]


@dataclass(slots=True)
class Book:
    """What was understood so far. `finish` gives the week."""

    entries: dict[ItemDetails, Entry] = field(default_factory=dict)  # by what the same item has in common
    lines: list[Line] = field(default_factory=list)
    must: dict[int, MustHappen] = field(default_factory=dict)  # number of the line → what it asks for
    agreed: Agreement = field(default_factory=Agreement)
    notes: list[str] = field(default_factory=list)
    titled: bool = False

    def above(self, cell: str, source: str) -> None:
        """A line above the plan: the first that says nothing else is its title."""
        if self.titled or is_aside(source):
            self.aside(cell, source)
        else:
            self.titled = True
            self.heading(cell, source)

    def heading(self, cell: str, source: str, *doubts: Doubt) -> None:
        """A title, a day, a part of the day."""
        self._write(cell, source, Reading.HEADING, *doubts)

    def unread(self, cell: str, source: str, reason: Reason, words: str = "") -> None:
        """A line that is in no item."""
        self._write(cell, source, Reading.UNREAD, Doubt(reason, words))

    def aside(self, cell: str, source: str, reason: Reason = Reason.WISH) -> None:
        """A line beside the plan: dates, what must happen, or words to be kept for the conversation."""
        said, asked = agreement(source), must_happen(source)
        if said and self._agreed(said):
            self._write(cell, source, Reading.AGREED, **said.as_json())
        elif asked:
            self.must[len(self.lines)] = asked
            self._write(cell, source, Reading.MUST_HAPPEN)
        else:
            self.unread(cell, source, reason)
            self.notes.append(source)

    def item(self, cell: str, source: str, words: Words, columns: tuple[int, ...] = (), *doubts: Doubt) -> None:
        """An item under these weekdays; the same words on another day are another day of the same item."""
        if not any(letter.isalpha() for letter in words.title) or words.title in ("True", "False"):
            self.unread(cell, source, Reason.NO_WORDS)
            return
        details, found = settle(words, columns, source)
        found = [*dict.fromkeys((*doubts, *found))]
        if details is None:
            self._write(cell, source, Reading.UNREAD, *found)
            return
        key = _sameness(details)
        if key in self.entries:
            self._again(self.entries[key], details, cell, found)
        else:
            self.entries[key] = Entry(details, len(self.lines), [cell])
            self._write(cell, source, Reading.ITEM, *found)

    def finish(self) -> ReadWeek:
        """The week. Raises UnreadableSheet if it has no items."""
        if not self.entries:
            raise UnreadableSheet(Problem.NO_ITEMS)
        for number, asked in self.must.items():
            self._require(number, asked)
        items = []
        for entry in self.entries.values():
            item = replace(entry.details, source=f"{', '.join(entry.cells)}: {entry.details.source}")
            items.append(item)
            self.lines[entry.line] = replace(self.lines[entry.line], details={"item": item.as_json()})
        return ReadWeek(
            items=tuple(items), lines=tuple(self.lines), notes=tuple(self.notes),
            agreed_on=self.agreed.agreed_on, review_by=self.agreed.review_by,
        )  # fmt: skip

    def _write(self, cell: str, source: str, reading: Reading, *doubts: Doubt, **details: Any) -> None:
        self.lines.append(Line(cell=cell, source=source, reading=reading, details=details, doubts=doubts))

    def _agreed(self, said: Agreement) -> bool:
        """Take the dates, unless the sheet has said them before."""
        before = self.agreed
        if (said.agreed_on and before.agreed_on) or (said.review_by and before.review_by):
            return False
        self.agreed = Agreement(before.agreed_on or said.agreed_on, before.review_by or said.review_by)
        return True

    def _again(self, entry: Entry, details: ItemDetails, cell: str, doubts: list[Doubt]) -> None:
        before = entry.details
        days = tuple(sorted({*before.days, *details.days}))
        flexible = details.cadence is Cadence.TIMES_A_WEEK
        new_days = details.cadence is Cadence.WEEKLY and len(days) == len(before.days) + len(details.days)
        entry.details = replace(before, days=days, times=before.times + details.times if flexible else before.times)
        entry.cells.append(cell)
        twice = [] if flexible or new_days else [Doubt(Reason.SAID_TWICE)]
        says = {"title": before.title, "days": list(details.days)}
        self._write(cell, details.source, Reading.AGAIN, *doubts, *twice, **says)

    def _require(self, number: int, asked: MustHappen) -> None:
        """Mark the items that have what must happen; if none has it, the line is one we are not sure of."""
        having = [entry for entry in self.entries.values() if asked.in_item(entry.details)]
        for entry in having:
            essential = entry.details.essential or asked.in_item(entry.details)
            entry.details = replace(entry.details, must_happen=True, essential=essential)
        doubts = [] if having else [Doubt(Reason.NOT_IN_WEEK, ", ".join(asked.essentials))]
        titles = {"titles": [entry.details.title for entry in having]}
        self.lines[number] = replace(self.lines[number], details=titles, doubts=doubts)


def _sameness(details: ItemDetails) -> ItemDetails:
    """What two lines have in common that are the same item: everything but the days, and how they are spelled."""
    days = () if details.cadence in (Cadence.WEEKLY, Cadence.TIMES_A_WEEK) else details.days
    return replace(details, title=details.title.casefold(), days=days, times=1, source="")
