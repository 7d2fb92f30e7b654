"""Writing: whose a sheet is that came back on paper; and typing in what it says, all of it or none.

The person's own sheet is their own word. What somebody else wrote is what the typist was told by them, and the record
says both: written by, typed by.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from carelog import journal
from carelog.journal import Author, Event
from carelog.people.circle import SELF
from carelog.records.chance import Key
from carelog.records.mark import Account, Mark, id_of
from carelog.records.said import Said
from carelog.records.sheet import Cell, Sheet


class WrittenAlready(ValueError):
    """The typist has said something of that chance before, in the same voice: it is corrected and not typed over."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Whose writing it is: the person's own, somebody else's by name, or without either the typist's."""

    of_person: bool = False
    name: str = ""

    def voice(self, typist: Author) -> str:
        """Who types in their own sheet simply says it; anybody else writes down the person's word."""
        return journal.ON_PAPER if self.of_person and typist.role != SELF else journal.OWN

    def author(self, typist: Author) -> Author:
        """In whose name it is written down."""
        return replace(typist, voice=self.voice(typist))

    def account(self, account: Account) -> Account:
        """What the paper says of one chance, with who wrote it."""
        return replace(account, told_by=self.name, written_by=self.name) if self.name else account

    def written_already(self, cell: Cell, typist: Author, press: str | None = None) -> Said | None:
        """What the typist says of it now in that voice, but for what this very press has written."""
        said = cell.said_by(typist.user_id or 0, self.voice(typist))
        return None if said is None or (press and said.id == id_of(press, cell.key)) else said


def type_in(
    sheet: Sheet, accounts: Mapping[Key, Account], writing: Writing, typist: Author, *, labels: set[str], id: str
) -> list[Event]:
    """Write down what stands in these cells. Raises WrittenAlready, and what a mark raises."""
    cells = [cell for cell in sheet.cells() if cell.key in accounts]
    if any(writing.written_already(cell, typist, id) for cell in cells):
        raise WrittenAlready
    told = {key: writing.account(account) for key, account in accounts.items()}
    return Mark.record_each(
        sheet.person, told, writing.author(typist), labels=labels, id=id, plan=sheet.week.versions
    )  # fmt: skip
