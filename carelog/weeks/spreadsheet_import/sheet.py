"""One sheet as a file gives it, and the bounds on how much of it is read."""

from dataclasses import dataclass, field, replace

from carelog.weeks.spreadsheet_import.cells import Cell, Cells
from carelog.weeks.spreadsheet_import.grid import read_planner, upright
from carelog.weeks.spreadsheet_import.listing import list_row, read_list
from carelog.weeks.spreadsheet_import.reading import Doubt, Line, Problem, Reading, ReadWeek, Reason, UnreadableSheet

MOST_ROWS = 200
MOST_COLUMNS = 60
MOST_CELLS = MOST_ROWS * MOST_COLUMNS
MOST_CHARACTERS = 200_000
LONGEST_LINE = 500  # characters; a longer text is not one thing to do


@dataclass(slots=True)
class Sheet:
    """The cells within the bounds, and lines about what stands beyond them or beside the cells."""

    name: str = ""
    hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    beside: list[Line] = field(default_factory=list)
    remarks: dict[str, list[Doubt]] = field(default_factory=dict)  # by cell, or by "row 3": how it looks in the file
    characters: int = 0

    def add(self, row: int, column: int, cell: Cell) -> None:
        """Take a cell. Raises UnreadableSheet when there is more than any week has."""
        if not cell.lines:
            return
        self.characters += len(cell.text)
        if self.characters > MOST_CHARACTERS or len(self.cells) + len(self.beside) >= MOST_CELLS:
            raise UnreadableSheet(Problem.MUCH_CONTENT)
        if row <= MOST_ROWS and column <= MOST_COLUMNS:
            long = cell.odd is None and any(len(line) > LONGEST_LINE for line in cell.lines)
            self.cells[row, column] = replace(cell, odd=Reason.TOO_LONG) if long else cell
        else:
            for line in cell.lines:
                self.say(cell.ref, line, cell.odd or Reason.OUTSIDE)

    def say(self, place: str, source: str, reason: Reason) -> None:
        """Account for something that is not read."""
        self.beside.append(Line(cell=place, source=source, reading=Reading.UNREAD, doubts=(Doubt(reason),)))

    def remark(self, place: str, reason: Reason) -> None:
        """What people should know of a cell or a row that is read like any other."""
        self.remarks.setdefault(place, []).append(Doubt(reason))

    def remarked(self, line: Line) -> Line:
        """The line with what is to be known of where it stands."""
        return replace(line, doubts=(*line.doubts, *self.remarks.get(line.cell, ())))


def read_sheets(sheets: list[Sheet]) -> ReadWeek:
    """The first sheet that looks like a week. Raises UnreadableSheet if none does, or if it has no items."""
    for sheet in sheets:
        week = None if sheet.hidden else _read(sheet.cells)
        if week:
            others = [_not_read(other) for other in sheets if other is not sheet and (other.cells or other.beside)]
            lines = (*map(sheet.remarked, week.lines), *sheet.beside, *others)
            return ReadWeek(
                items=week.items, lines=lines, notes=week.notes, agreed_on=week.agreed_on, review_by=week.review_by
            )
    raise UnreadableSheet(Problem.NO_WEEK)


def _read(cells: Cells) -> ReadWeek | None:
    """The week in these cells, if they look like one: a list, else a planner."""
    names_row = list_row(cells)
    if names_row is not None:
        return read_list(cells, names_row)
    planner = upright(cells)
    return read_planner(planner) if planner else None


def _not_read(sheet: Sheet) -> Line:
    reason = Reason.HIDDEN_SHEET if sheet.hidden else Reason.OTHER_SHEET
    return Line(cell=sheet.name, source=sheet.name, reading=Reading.UNREAD, doubts=(Doubt(reason),))
