"""A planner: weekdays across the top, parts of the day down the side (or turned), items where they meet."""

from collections.abc import Iterator
from dataclasses import dataclass

from carelog.weeks.spreadsheet_import.asides import is_aside
from carelog.weeks.spreadsheet_import.book import Book
from carelog.weeks.spreadsheet_import.cells import Cell, Cells, by_row, turned
from carelog.weeks.spreadsheet_import.days import LETTERS, Fields, column_days
from carelog.weeks.spreadsheet_import.headings import CORNER, row_heading
from carelog.weeks.spreadsheet_import.reading import Doubt, ReadWeek, Reason
from carelog.weeks.spreadsheet_import.spelling import heading
from carelog.weeks.spreadsheet_import.words import Words, read_words

LONGEST_HEADING = 100  # characters
Columns = dict[int, tuple[int, ...]]  # column → weekdays


@dataclass(frozen=True, slots=True)
class Row:
    """What everything in a row has in common. `unknown` is a heading that we could not read."""

    fields: Fields
    unknown: str = ""
    words: str = ""


def upright(cells: Cells) -> Cells | None:
    """The cells with weekdays across the top, turned if they stand down the side; None if this is no planner."""
    return next((way for way in (cells, turned(cells)) if _day_rows(way)), None)


def read_planner(cells: Cells) -> ReadWeek:
    """Read a planner that `upright` returned. Raises UnreadableSheet if it has no items."""
    planner = Planner(cells)
    for row, column in sorted(cells):
        planner.enter(row, column)
    return planner.book.finish()


def _day_rows(cells: Cells) -> dict[int, Columns]:
    """The rows that name at least two weekdays, and which column is which."""
    rows, letters = dict[int, Columns](), _letters(cells)
    for (row, column), cell in cells.items():
        days = column_days(cell.joined) if len(cell.text) <= LONGEST_HEADING and not cell.odd else None
        days = days or letters.get((row, column))
        if days:
            rows.setdefault(row, {}).update(dict.fromkeys(range(column, column + cell.across), days))
    return {row: columns for row, columns in sorted(rows.items()) if len(set(columns.values())) > 1}


def _letters(cells: Cells) -> dict[tuple[int, int], tuple[int, ...]]:
    """The days over columns headed M T W T F S S, which only say so together."""
    found: dict[tuple[int, int], tuple[int, ...]] = {}
    for row, in_row in by_row(cells).items():
        short = [(row, column) for column, cell in in_row.items() if len(heading(cell.joined)) == 1]
        if [heading(cells[place].joined) for place in short] == LETTERS:
            found.update({place: (day,) for day, place in enumerate(short)})
    return found


class Planner:
    """Knows the headings, and enters each line of each cell in the book, in reading order."""

    def __init__(self, cells: Cells) -> None:
        """Find the headings."""
        self.by_row = by_row(cells)
        self.day_rows = _day_rows(cells)
        self.book = Book()
        self.rows: dict[int, Row] = {}
        for row in self.by_row:
            self._head(row)

    def enter(self, row: int, column: int) -> None:
        """Enter the lines of one cell."""
        cell, columns = self.by_row[row][column], self._columns(row)
        for line in cell.lines:
            if cell.odd:
                self.book.unread(cell.ref, line, cell.odd)
            elif not columns:
                self.book.above(cell.ref, line)
            elif row in self.day_rows and (column in columns or heading(line) in CORNER):
                self.book.heading(cell.ref, line)
            elif row in self.day_rows:
                self.book.above(cell.ref, line)
            elif column < min(columns):
                self._row_heading(cell, row, line)
            else:
                self._entry(cell, row, column, line)

    def _columns(self, row: int) -> Columns:
        """The weekdays over that row."""
        above = [number for number in self.day_rows if number <= row]
        return self.day_rows[above[-1]] if above else {}

    def _left(self, row: int) -> list[Cell]:
        """What stands beside the days in that row."""
        first_day = min(self._columns(row), default=0)
        return [cell for column, cell in self.by_row[row].items() if column < first_day]

    def _head(self, row: int) -> None:
        """Find what heads that row; one without a heading of its own goes on with the row right above it."""
        if row in self.day_rows:
            if not any(self._left(below) for below in self.by_row if below > row):
                self.rows[row] = Row({})  # no headings down the side at all: nobody said when in the day
        elif left := self._left(row):
            self._headed(row, left)
        elif row - 1 in self.rows:
            self.rows.setdefault(row, self.rows[row - 1])

    def _headed(self, row: int, left: list[Cell]) -> None:
        lines = [line for cell in left for line in cell.lines if not cell.odd]
        known = [fields for line in lines if (fields := row_heading(line)) is not None]
        merged: Fields = {name: value for fields in reversed(known) for name, value in fields.items()}
        if known or len(left) < len(self.by_row[row]):
            head = Row(merged, "" if known else " ".join(lines), " ".join(lines))
            self.rows.update(dict.fromkeys(range(row, row + max(cell.down for cell in left)), head))

    def _row_heading(self, cell: Cell, row: int, line: str) -> None:
        known = row_heading(line)
        if known is not None or heading(line) in CORNER:
            unsure = [Doubt(Reason.UNSURE, line)] if known and "unsure" in known else []
            self.book.heading(cell.ref, line, *unsure)
        elif row in self.rows and self.rows[row].unknown:
            self.book.unread(cell.ref, line, Reason.UNKNOWN_HEADING, line)
        else:
            self.book.aside(cell.ref, line)

    def _entry(self, cell: Cell, row: int, column: int, line: str) -> None:
        head, columns = self.rows.get(row), self._columns(row)
        over = {day for place in range(column, column + cell.across) for day in columns.get(place, ())}
        if head is None or is_aside(line):
            self.book.aside(cell.ref, line)
        elif not over and "overrides" not in head.fields:
            self.book.aside(cell.ref, line, Reason.NO_DAY)
        else:
            days = () if "overrides" in head.fields else tuple(sorted(over))
            self.book.item(cell.ref, line, _in_row(read_words(line), head), days, *self._doubts(cell, row, head))

    def _doubts(self, cell: Cell, row: int, head: Row) -> Iterator[Doubt]:
        if head.unknown:
            yield Doubt(Reason.UNKNOWN_HEADING, head.unknown)
        if any(self.rows.get(below, head) != head for below in range(row, row + cell.down)):
            yield Doubt(Reason.MANY_PARTS)


def _in_row(words: Words, head: Row) -> Words:
    """The words with what their row says; a time of their own is more exact than the row's."""
    own_time = "clock" in words.fields
    for name, value in head.fields.items():
        if name in ("clock", "minutes"):
            if not own_time:
                words.fields.setdefault(name, value)
        elif name != "unsure":  # said once, beside the heading
            words.take({name: value}, head.words)
    return words
