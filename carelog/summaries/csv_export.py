"""A spreadsheet for whoever opens it in an office: one line a record, and no cell that a program would run."""

import csv
import io
from collections.abc import Iterable, Sequence

# What office programs take for the beginning of a formula.
RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_of(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with the mark by which office programs know it, every cell in quotes."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([safe(cell) for cell in row] for row in (head, *rows))
    return text.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """The words, with an apostrophe before what would run; office programs show it, and take the cell for text."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(RUN) else cell
