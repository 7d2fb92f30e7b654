"""Makes sheets to read: real files, and plain grids for rules that need no file."""

import io
from collections.abc import Sequence
from datetime import date, time, timedelta

from openpyxl import Workbook

from carelog.weeks.details import ItemDetails
from carelog.weeks.spreadsheet_import.cells import Cell
from carelog.weeks.spreadsheet_import.reading import Line, ReadWeek
from carelog.weeks.spreadsheet_import.sheet import Sheet, read_sheets

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Value = str | int | float | bool | date | time | timedelta | None
Grid = Sequence[Sequence[Value]]


def sheet_of(rows: Grid) -> Sheet:
    """The rows as a sheet, named A1, B1, …"""
    sheet = Sheet("Week")
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            sheet.add(row, column, Cell(f"{LETTERS[column - 1]}{row}", str(value or "")))
    return sheet


def week_of(rows: Grid) -> ReadWeek:
    """What is read of these rows."""
    return read_sheets([sheet_of(rows)])


def planner(heading: str = "Morning", **days: str) -> ReadWeek:
    """A planner with one row: `planner("Evening", tue="Choir")`."""
    by_day = [next((text for day, text in days.items() if name.lower().startswith(day)), "") for name in DAYS]
    return week_of([["", *DAYS], [heading, *by_day]])


def one(text: str, heading: str = "Morning") -> ItemDetails:
    """The only item of a planner in which this stands under Wednesday."""
    (item,) = planner(heading, wed=text).items
    return item


def line(week: ReadWeek, cell: str) -> Line:
    """The only line of that cell."""
    (found,) = [line for line in week.lines if line.cell == cell]
    return found


def reasons(week: ReadWeek, cell: str) -> list[str]:
    """Why we are not sure of that cell."""
    return [str(reason) for reason, _ in line(week, cell).doubts]


def workbook(rows: Grid, *, merged: Sequence[str] = ()) -> Workbook:
    """A workbook with these rows on its first sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value not in (None, ""):
                sheet.cell(row, column).value = value
    for span in merged:
        sheet.merge_cells(span)
    return book


def saved(book: Workbook) -> bytes:
    """The file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


WEEK = (["", *DAYS], ["Morning", "Swim", "", "Choir"])
