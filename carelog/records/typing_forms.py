"""Typing: a sheet that came back, what is typed into it, and what is asked about that until all of it can be saved."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from flask import request
from flask_babel import gettext as _

from carelog import clock
from carelog.forms import one_line
from carelog.journal import Author
from carelog.records.chance import Key
from carelog.records.forms import BELONGS, NO, YES
from carelog.records.mark import Account
from carelog.records.said import CHOSE, HAPPENED, Said
from carelog.records.sheet import Cell, Sheet
from carelog.records.sheet_forms import MINE, OF_PERSON, SOMEBODY, TICK, CellForm, SheetForm, name_of
from carelog.records.typed_sheet import Writing
from carelog.records.wording import OWN_SAID, SAID
from carelog.weeks.wording import weekday

WORDS = "words"  # what the button for adding words sends as `step`


class Typing:
    """One writer's sheet on its way in. `own`: the person types in their own."""

    def __init__(self, sheet: Sheet, form: SheetForm, names: Mapping[str, str], typist: Author, *, own: bool) -> None:
        """`names`: of those whose writing it can be beside the person's and the typist's, by the value that is sent."""
        self.sheet, self.form, self.names, self.typist, self.own = sheet, form, names, typist, own
        self.whose = OF_PERSON if own else str(form.whose.data or "")
        name = one_line(form.writer.data) if self.whose == SOMEBODY else names.get(self.whose, "")
        self.writing = Writing(of_person=self.whose == OF_PERSON, name=name)
        self.today = clock.day_here(sheet.person.team.tz)

    @property
    def known(self) -> bool:
        """It was said whose writing it is."""
        return self.whose in (OF_PERSON, MINE, SOMEBODY, *self.names)

    @property
    def by_somebody(self) -> bool:
        """Somebody who was not in the circle wrote it: their name is asked."""
        return self.whose == SOMEBODY

    @property
    def adding(self) -> bool:
        """The button for adding words was pressed: they are asked for, and nothing is saved."""
        return request.form.get("step") == WORDS

    def written(self, cell: Cell) -> Said | None:
        """What the typist has said of that chance before, in this voice: it is shown and not asked."""
        return self.writing.written_already(cell, self.typist)

    def is_ahead(self, cell: Cell) -> bool:
        """Its day has not come: nothing can stand on paper."""
        return cell.lived.is_ahead(cell.key[1], self.today)

    def ticks(self, cell: Cell) -> list[tuple[str, str]]:
        """What can be chosen in a cell: the value that is sent, and its words."""
        part = cell.details.essential
        short = {CHOSE: _("No, or something else")}  # a column of the grid is no wider
        rest = [(word, short.get(word) or self.words(word)) for word in BELONGS if word != HAPPENED]
        if not (cell.details.must_happen and part):
            return [(HAPPENED, self.words(HAPPENED)), *rest]
        with_it, without = _("It happened, with %(part)s", part=part), _("It happened, not the %(part)s", part=part)
        return [(f"{HAPPENED} {YES}", with_it), (f"{HAPPENED} {NO}", without), *rest]

    def words(self, said: str) -> str:
        """What one of the shapes means, on this sheet."""
        return str((OWN_SAID if self.writing.of_person else SAID)[said])

    @staticmethod
    def name_of(cell: Cell) -> str:
        """What the fields of a cell begin with."""
        return name_of(cell.key)

    def tick(self, cell: Cell) -> str:
        """What is chosen in it so far."""
        return request.form.get(name_of(cell.key) + TICK, "")

    @cached_property
    def filled(self) -> list[CellForm]:
        """The cells in which something is chosen and may be; the second press of a button finds those of the first."""
        press = str(self.form.id.data)
        return [
            CellForm(cell, own=self.writing.of_person)
            for cell in self.sheet.cells()
            if self.tick(cell) and not self.is_ahead(cell)
            and not self.writing.written_already(cell, self.typist, press)
        ]  # fmt: skip

    @property
    def asked(self) -> list[CellForm]:
        """Those beside which there can be words."""
        return [cell for cell in self.filled if cell.needs_words]

    def accounts(self) -> dict[Key, Account]:
        """What is to be written down, by chance."""
        return {one.cell.key: one.account() for one in self.filled}

    def validate(self) -> bool:
        """Everything is in order and says enough; else what is missing stands beside it."""
        self.form.validate()
        if not self.known:
            self.form.refuse(_("Say whose writing it is."))
        if self.by_somebody and not self.writing.name:
            self.form.refuse(_("Say who wrote it."), "writer")
        sent = [name for name, value in request.form.items() if name.endswith(TICK) and value]
        if len(sent) > len(self.filled):
            self.form.refuse(
                _("Something was written down meanwhile, or is not in the week any more. Look again, then save.")
            )
        elif not sent:
            self.form.refuse(_("Nothing is filled in yet."))
        incomplete = [one for one in self.filled if not one.validate()]  # all of them, so that each says what it lacks
        return not incomplete and not self.form.errors

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is missing in the cells: the id of its field, and the thing, its day and what to do."""
        for one in self.filled:
            day = weekday(one.cell.key[1].weekday())
            for field in one:
                if field.errors:
                    yield field.id, f"{one.cell.details.title}, {day}: {field.errors[0]}"

    @property
    def status(self) -> int:
        """422 when something needs changing."""
        return 422 if self.form.errors or any(one.errors for one in self.filled) else 200
