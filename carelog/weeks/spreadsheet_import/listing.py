"""A list: one row for each item, the names of the columns in the first row."""

from carelog.weeks.spreadsheet_import import times
from carelog.weeks.spreadsheet_import.book import Book
from carelog.weeks.spreadsheet_import.cells import Cell, Cells, by_row
from carelog.weeks.spreadsheet_import.days import Fields, days_of, part_of, plain
from carelog.weeks.spreadsheet_import.phrases import phrase
from carelog.weeks.spreadsheet_import.reading import ReadWeek, Reason
from carelog.weeks.spreadsheet_import.words import Words, read_words, tidy

NAMES = {
    "title": ("what", "activity", "item", "what happens", "what i do", "what i want"),
    "days": ("days", "day", "which days"),
    "part": ("part of day", "part of the day", "part", "time of day"),
    "clock": ("time", "at", "start", "starts", "start time"),
    "minutes": ("minutes", "mins", "length", "duration", "how long"),
    "flexible": ("fixed or flexible", "flexible or fixed", "fixed/flexible", "flexible"),
    "times": ("times a week", "times per week", "times", "how often", "frequency"),
    "with_whom": ("who i want", "who", "with", "with whom", "who with"),
    "support": ("support", "kind of support", "paid or unpaid"),
    "by_clock": ("must happen by", "by", "by when"),
    "must_happen": ("must happen",),
    "essential": ("essential", "essential part"),
    "starred": ("starred", "star"),
    "place": ("place", "where"),
    "why": ("why",),
    "usually_says": ("who usually says", "who usually says how it went"),
    "notes": ("notes", "note", "comments"),
}
NAME = {name: field for field, names in NAMES.items() for name in names}
FREE = {"place", "why", "usually_says", "essential"}  # fields that hold words as they are
SIGNS = {"yes": True, "y": True, "true": True, "x": True, "✓": True, "no": False, "n": False, "false": False}
BETWEEN = " · "  # the cells of a row, as one source text


def list_row(cells: Cells) -> int | None:
    """The row that names the columns; None if this is no list."""
    for row, in_row in by_row(cells).items():
        names = {NAME.get(plain(cell.text)) for cell in in_row.values()} - {None}
        if "title" in names and len(names) > 1:
            return row
    return None


def read_list(cells: Cells, names_row: int) -> ReadWeek:
    """Read a list whose columns are named in that row. Raises UnreadableSheet if it has no items."""
    book, rows = Book(), by_row(cells)
    names = {column: NAME.get(plain(cell.text), "") for column, cell in rows[names_row].items()}
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
            elif plain(cell.text) in NAME:
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
        known = phrase(text)
        words.take(known, text) if known else words.note(text)
        return None
    fields = _value(name, text)
    if fields is None:
        return Reason.UNKNOWN_VALUE
    words.take(fields, text)
    return None


def _value(name: str, text: str) -> Fields | None:
    """What the words of that column say; None if it is nothing we know."""
    known, sign = phrase(text), SIGNS.get(plain(text))
    if name in FREE:
        return {name: text}
    if name == "with_whom":
        return known if known and "with_whom" in known else {name: text}
    if name in ("must_happen", "starred", "flexible") and sign is not None:
        return {name: True} if sign else {}
    if name == "by_clock" and sign is not None:
        return {"must_happen": True} if sign else {}
    return _exact(name, plain(text)) or known


def _exact(name: str, text: str) -> Fields | None:
    """Bare numbers and names, which only their column makes clear."""
    clock, length = times.clock(text), times.minutes(text, bare=True)
    readers: dict[str, Fields | None] = {
        "days": {"days": days} if (days := days_of(text)) else None,
        "part": {"part": part} if (part := part_of(text)) else None,
        "clock": {"clock": clock} if clock else None,
        "by_clock": {"by_clock": clock, "must_happen": True} if clock else None,
        "minutes": {"minutes": length} if length else None,
        "times": phrase(f"x{text}") if text.isdecimal() else None,
    }
    return readers.get(name)
