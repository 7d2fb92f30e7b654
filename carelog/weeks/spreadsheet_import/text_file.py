"""Comma separated values as programs save them: UTF-8 or UTF-16 with or without a mark, or Windows' western letters;
commas, semicolons or tabs."""

import csv
import io

from openpyxl.utils import get_column_letter

from carelog.weeks.spreadsheet_import.cells import Cell
from carelog.weeks.spreadsheet_import.reading import Problem, UnreadableSheet
from carelog.weeks.spreadsheet_import.sheet import Sheet

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = (",", ";", "\t")
LAST_LETTERS = 18_278  # column ZZZ; whatever stands beyond is out of bounds anyway


def read_text(content: bytes) -> list[Sheet]:
    """The one sheet of such a file. Raises UnreadableSheet if it is no text."""
    text, sheet = _decoded(content), Sheet()
    separator = _separator(text)
    if text.startswith(f"sep={separator}"):  # a line by which some programs name the separator; it is no content
        text = text.partition("\n")[2]
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            for column, value in enumerate(values, 1):
                if value.strip():
                    sheet.add(row, column, Cell(f"{get_column_letter(min(column, LAST_LETTERS))}{row}", value))
    except csv.Error as problem:
        raise UnreadableSheet(Problem.DAMAGED) from problem
    return [sheet]


def _decoded(content: bytes) -> str:
    marked = next((name for mark, name in MARKS.items() if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", *_unmarked_utf16(content), "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableSheet(Problem.OTHER_KIND)


def _unmarked_utf16(content: bytes) -> list[str]:
    """Western text in UTF-16 has a zero in every other byte; which one says the order."""
    return [name for name, zeros in (("utf-16-le", content[1:64:2]), ("utf-16-be", content[:64:2])) if not any(zeros)]


def _separator(text: str) -> str:
    """The one of which most stand in the first lines outside quotes."""
    outside = "".join(text[:4000].split('"')[::2])
    return max(SEPARATORS, key=outside.count)
