"""The cells of a sheet, whatever kind of file it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from carelog.weeks.spreadsheet_import.reading import Reason


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty. A merged one spans columns and rows; `odd` says why it holds no words."""

    ref: str  # "B5", merged "B7:H7"
    text: str
    across: int = 1
    down: int = 1
    odd: Reason | None = None

    @property
    def lines(self) -> list[str]:
        """Its lines that are not blank."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]

    @property
    def joined(self) -> str:
        """All of it as one line."""
        return " ".join(self.lines)


Cells = Mapping[tuple[int, int], Cell]  # by row and column, both from 1


def by_row(cells: Cells) -> dict[int, dict[int, Cell]]:
    """The cells of each row by column, both in order."""
    rows: dict[int, dict[int, Cell]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, {})[column] = cells[row, column]
    return rows


def turned(cells: Cells) -> Cells:
    """The same with rows for columns."""
    return {
        (column, row): replace(cell, across=cell.down, down=cell.across) for (row, column), cell in cells.items()
    }  # fmt: skip
