"""What the Plan page's forms carry."""

from collections.abc import Mapping

from flask import request
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import FileField

from carelog.forms import Form, a_day, words

LONGEST_FILENAME = 200
ANSWERS = {"to": (True, False), "for": (False, True), "both": (True, True)}
ANSWER_WORDS = {"to": _l("Important to me"), "for": _l("Keeps me well"), "both": _l("Both")}


class SheetForm(Form):
    """A week as somebody wrote it down."""

    sheet = FileField(_l("Spreadsheet"), description=_l("An Excel file (.xlsx) or a list (.csv), at most 2 MB."))

    def sent_file(self) -> tuple[bytes, str] | None:
        """The file's content and name, if one was chosen."""
        sent: FileStorage | None = request.files.get("sheet")
        if sent is None or not sent.filename:
            self.refuse(_l("Choose a spreadsheet first."), "sheet")
            return None
        return sent.read(), sent.filename[-LONGEST_FILENAME:]


class AgreementForm(Form):
    """From when on the draft is the week, and how the person took part in agreeing it."""

    starts = a_day(_l("Starts on"), _l("Say from which day on."))
    how_agreed = words(
        _l("How the person took part"),
        _l("Say how the person took part."),
        hint=_l("For example: we went through the pictures together at the kitchen table."),
    )


class UnknownAnswer(ValueError):
    """A form answered something that was not asked."""


def importance_answers(items: set[str], sent: Mapping[str, str]) -> dict[str, tuple[bool, bool]]:
    """By item: important to, important for. Only what was answered. Raises UnknownAnswer."""
    found = {}
    for name, value in sent.items():
        item_id = name.removeprefix("importance-")
        if item_id == name or not value:
            continue
        if item_id not in items or value not in ANSWERS:
            raise UnknownAnswer(name)
        found[item_id] = ANSWERS[value]
    return found
