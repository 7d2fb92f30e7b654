"""A list: one row for each item, the names of the columns in the first row."""

from carelog.weeks.spreadsheet_import import columns, times
from carelog.weeks.spreadsheet_import.book import Book
from carelog.weeks.spreadsheet_import.cells import Cell, Cells, by_row
from carelog.weeks.spreadsheet_import.days import Fields
from carelog.weeks.spreadsheet_import.phrases import phrase
from carelog.weeks.spreadsheet_import.reading import ReadWeek, Reason
from carelog.weeks.spreadsheet_import.spelling import plain, tidy
from carelog.weeks.spreadsheet_import.words import Words, read_words

BETWEEN = " · "  # the cells of a row, as one source text


def list_row(cells: Cells) -> int | None:
    """The row that names the columns; None if this is no list."""
    for row, in_row in by_row(cells).items():
        names = {columns.name_of(cell.joined) for cell in in_row.values()} - {""}
        if "title" in names and len(names) > 1:
            return row
    return None


def read_list(cells: Cells, names_row: int) -> ReadWeek:
    """Read a list whose columns are named in that row. Raises UnreadableSheet if it has no items."""
    book, rows = Book(), by_row(cells)
    names = {column: columns.name_of(cell.joined) for column, cell in rows[names_row].items()}
    for row, in_row in rows.items():
        if row > names_row:
            _enter(book, row, [(names.get(column, ""), cell) for column, cell in in_row.items()])
        else:
            _enter_heading(book, list(in_row.values()), columns_row=row == names_row)
    return book.finish()


def _enter_heading(book: Book, in_row: list[Cell], columns_row: bool) -> None:
    for cell in in_row:
        for line in cell.lines:
            if cell.odd:
                book.unread(cell.ref, line, cell.odd)
            elif not columns_row:
                book.above(cell.ref, line)
            elif columns.name_of(cell.joined):
                book.heading(cell.ref, line)
            else:
                book.unread(cell.ref, line, Reason.UNKNOWN_COLUMN)


def _enter(book: Book, row: int, in_row: list[tuple[str, Cell]]) -> None:
    """One row is one item; a cell that says nothing we can read has a line of its own in the account."""
    titles = [cell for name, cell in in_row if name == "title" and not cell.odd]
    if not titles or len(in_row) == 1:
        _enter_beside(book, [cell for _, cell in in_row])
        return
    words, read = read_words(titles[0].joined), list[str]()
    for name, cell in in_row:
        reason = cell.odd or (Reason.UNKNOWN_COLUMN if not name else None)
        if reason is None and cell is not titles[0]:
            reason = _take(words, name, tidy(cell.joined))
        if reason is None:
            read.append(cell.joined)
        else:
            for line in cell.lines:
                book.unread(cell.ref, line, reason)
    book.item(f"row {row}", BETWEEN.join(read), words)


def _enter_beside(book: Book, in_row: list[Cell]) -> None:
    """A row that names nothing to do: words about the whole week."""
    for cell in in_row:
        for line in cell.lines:
            if cell.odd:
                book.unread(cell.ref, line, cell.odd)
            else:
                book.aside(cell.ref, line)


def _take(words: Words, name: str, text: str) -> Reason | None:
    """Take what a column says; why not, if it cannot be read."""
    if name == "notes":
        _take_note(words, text)
        return None
    fields = _until(words, text) if name == "until" else columns.value(name, text)
    if fields is None:
        return Reason.UNKNOWN_VALUE
    words.take(fields, text)
    return None


def _take_note(words: Words, text: str) -> None:
    known = phrase(text)
    words.take(known, text) if known else words.note(text)


def _until(words: Words, text: str) -> Fields | None:
    """How long it lasts, from when it begins until the time in this column."""
    begins = words.fields.get("clock")
    lasts = times.span(f"{begins.written} to {plain(text)}") if begins else None
    if not lasts:
        return None
    words.fields["clock"] = lasts[0]
    return {"minutes": lasts[1]}
