"""What a sheet that came back carries: whose writing it is, and what stands in one of its cells."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField

from carelog.forms import Form, a_day, choices, id_of_the_press, line, one_line
from carelog.records.chance import Key
from carelog.records.forms import BELONGS, MarkForm
from carelog.records.said import HAPPENED
from carelog.records.sheet import Cell
from carelog.records.wording import HOW_SHOWN, REASONS

OF_PERSON, MINE, SOMEBODY = "person", "mine", "somebody"  # whose writing, beside those of the circle
TICK = "-said"  # the end of the name of a cell's tick
IN_A_CHANCE = ("id", "item", "day", "number", "page_day", "back")  # fields that the sheet has once, or its cells' names


def name_of(key: Key) -> str:
    """What the fields of one cell begin with."""
    item_id, day, number = key
    return f"{item_id}.{day.isoformat()}.{number}"


def drop_down(label: str, words: Mapping[Any, str], none: str) -> Any:
    """One of these, or none of them."""
    return SelectField(label, filters=[one_line], default="", choices=lambda: choices({"": none, **words}))


class CellForm(MarkForm):
    """What the paper says of one chance. `own`: it is the person's own sheet."""

    reason = drop_down(_l("Why?"), REASONS, _l("Choose why"))
    shown = drop_down(_l("How did they say or show it?"), HOW_SHOWN, _l("Choose how"))

    def __init__(self, cell: Cell, *, own: bool) -> None:
        super().__init__(own=own, prefix=name_of(cell.key) + "-", offered=cell.details.title)
        self.cell = cell
        for name in IN_A_CHANCE:
            del self[name]
        if own:
            self.note.label.text = _l("What is written beside it?")
        said, _between, essential = str(self.said.data or "").partition(" ")
        self.said.data, self.essential.data = said, essential or None

    @property
    def needs_words(self) -> bool:
        """There is more to ask than whether it happened."""
        return self.said.data in BELONGS and self.said.data != HAPPENED


class SheetForm(Form):
    """One sheet of one week, in one person's writing."""

    id = id_of_the_press()
    week = a_day(_l("Which week?"), _l("Say which week it was."))
    whose = HiddenField()
    writer = line(_l("Who wrote it?"), autocomplete="off", hint=_l("Their name, as it stands on the sheet."))
