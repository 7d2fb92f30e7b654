"""Excel workbooks (.xlsx, .xlsm) → sheets. Runs only in the child process, within its bounds.

Merged cells and comments are needed, which openpyxl's read-only mode does not know, so the whole workbook is loaded.
What a hostile file could claim is therefore checked on the archive before, and held by the child's bounds after.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import openpyxl
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from carelog.weeks.spreadsheet_import.cells import Cell
from carelog.weeks.spreadsheet_import.reading import Problem, Reason, UnreadableSheet
from carelog.weeks.spreadsheet_import.sheet import MOST_COLUMNS, MOST_ROWS, Sheet

MOST_UNPACKED = 20 * 1024 * 1024  # bytes; a written-out week is some thousands
MOST_FILES = 500
MOST_RATIO = 200  # unpacked to packed; sheets of ordinary cells reach about 30
SMALL = 1024 * 1024  # below this no ratio is hostile


def check_archive(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that would unpack to more than a week can be. Python never unpacks more than is declared here.

    Raises UnreadableSheet.
    """
    files = archive.infolist()
    if any(file.flag_bits & 1 for file in files):
        raise UnreadableSheet(Problem.LOCKED)
    unpacked = sum(file.file_size for file in files)
    swollen = any(file.file_size > SMALL and file.file_size > MOST_RATIO * file.compress_size for file in files)
    if len(files) > MOST_FILES or unpacked > MOST_UNPACKED or swollen:
        raise UnreadableSheet(Problem.MUCH_CONTENT)


def read_workbook(content: bytes) -> list[Sheet]:
    """Every sheet in order. Raises UnreadableSheet if the workbook is damaged or holds too much."""
    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is missing: entity bombs would go off")
    try:
        return _sheets(content)
    except (MemoryError, UnreadableSheet):
        raise
    except Exception as problem:  # openpyxl names no errors of its own for a file that breaks the format
        raise UnreadableSheet(Problem.DAMAGED) from problem


def _sheets(content: bytes) -> list[Sheet]:
    written, computed = _load(content), _load(content, data_only=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawn = any(name.startswith("xl/drawings/drawing") for name in archive.namelist())
    sheets = []
    for source, results in zip(written.worksheets, computed.worksheets, strict=True):
        sheet = Sheet(source.title, hidden=source.sheet_state != "visible")
        _fill(sheet, source, results)
        if source.max_row > MOST_ROWS or source.max_column > MOST_COLUMNS:
            _fill_beyond(sheet, content)
        if drawn:
            sheet.say(sheet.name, sheet.name, Reason.DRAWING)
        sheets.append(sheet)
    return sheets


def _load(content: bytes, *, read_only: bool = False, data_only: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), read_only=read_only, data_only=data_only, keep_links=False)


def _fill(sheet: Sheet, source: Worksheet, results: Worksheet) -> None:
    """Take the cells within the bounds, their comments, and whether they are hidden or struck out."""
    hidden_rows, hidden_columns = _hidden(source)
    for row in hidden_rows:
        sheet.remark(f"row {row}", Reason.HIDDEN)
    spans = {(span.min_row, span.min_col): span for span in source.merged_cells.ranges}
    for cell in _cells(source):
        span = spans.get((cell.row, cell.column))
        ref = span.coord if span else cell.coordinate
        across = min(span.size["columns"], MOST_COLUMNS) if span else 1
        down = min(span.size["rows"], MOST_ROWS) if span else 1
        text, odd = _content(cell, results.cell(cell.row, cell.column).value)
        sheet.add(cell.row, cell.column, Cell(ref, text, across, down, odd))
        if cell.row in hidden_rows or cell.column in hidden_columns:
            sheet.remark(ref, Reason.HIDDEN)
        if cell.font.strike:
            sheet.remark(ref, Reason.STRUCK_OUT)
        if cell.comment:
            sheet.say(ref, cell.comment.text, Reason.COMMENT)


def _hidden(source: Worksheet) -> tuple[set[int], set[int]]:
    """The numbers of the hidden rows and columns; a run of columns is kept as one entry, under its first letter."""
    rows = {number for number, row in source.row_dimensions.items() if row.hidden and number <= MOST_ROWS}
    runs = [(run.min or 1, run.max or 0) for run in source.column_dimensions.values() if run.hidden]
    return rows, {number for first, last in runs for number in range(first, min(last, MOST_COLUMNS) + 1)}


def _cells(source: Worksheet) -> Iterator[ExcelCell]:
    last_row, last_column = min(source.max_row, MOST_ROWS), min(source.max_column, MOST_COLUMNS)
    for row in source.iter_rows(max_row=last_row, max_col=last_column):
        yield from (cell for cell in row if isinstance(cell, ExcelCell))


def _fill_beyond(sheet: Sheet, content: bytes) -> None:
    """Account for what stands beyond the bounds.

    As a stream of the cells that are there: to walk every row and column would visit 17 thousand million for one cell.
    """
    source = _load(content, read_only=True)[sheet.name]
    source.reset_dimensions()
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None and (cell.row > MOST_ROWS or cell.column > MOST_COLUMNS):
                sheet.add(cell.row, cell.column, Cell(cell.coordinate, _text(cell.value)))


def _content(cell: ExcelCell, result: object) -> tuple[str, Reason | None]:
    """The text of a cell, of a formula its stored result; and why it holds no words."""
    value: object = cell.value
    if cell.data_type == "f":
        if result is None:
            return str(value), Reason.FORMULA
        value = result
    error = cell.data_type == "e" or (cell.data_type == "f" and str(value).startswith("#"))
    return _text(value), Reason.NOT_TEXT if error else None


def _text(value: object) -> str:
    """The words of a value, as somebody would have typed it."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return f"{round(value.total_seconds() / 60)} min"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).replace("_x000D_", "").replace("\r", "")
