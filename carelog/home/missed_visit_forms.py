"""What a visit that could not be done carries: the things left open, and one reason for all of them."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField
from wtforms.validators import DataRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from carelog.forms import LONGEST_TEXT, Form, choices, id_of_the_press, line
from carelog.records.lived import Lived
from carelog.records.mark import Account
from carelog.records.said import DID_NOT_HAPPEN, Reason
from carelog.records.wording import REASONS
from carelog.weeks.details import Part

# The usual ones of a visit first, in its own words.
WHY = {
    Reason.COULD_NOT_GET_IN: _l("No answer, or I could not get in"),
    Reason.ILL: _l("They were ill, or an ambulance took them"),
    Reason.NOT_ENOUGH_TIME: _l("The visit was cut short"),
    **{reason: words for reason, words in REASONS.items()
       if reason not in (Reason.COULD_NOT_GET_IN, Reason.ILL, Reason.NOT_ENOUGH_TIME)},
}  # fmt: skip


class Ticks(SelectMultipleField):
    """Several can be ticked."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """What is not offered any more was written down meanwhile, or the page is of another day."""
        _ = form
        if set(self.data or ()) - {value for value, *_label in self.iter_choices()}:
            raise ValidationError(_l("Open the page again to see what is open now."))


class MissedVisitForm(Form):
    """Which of the open things could not be done, and why."""

    id = id_of_the_press()
    items = Ticks(_l("What could not be done?"), [DataRequired(_l("Tick what could not be done."))])
    reason = RadioField(_l("Why?"), [DataRequired(_l("Choose why."))], choices=lambda: choices(WHY))
    note = line(_l("Anything to add?"), longest=LONGEST_TEXT)

    def offer(self, due: Iterable[Lived], part: Part, sent: bool) -> None:
        """These; ticked are those of this part of the day, or all if there are none of it."""
        rows = list(due)
        self.items.choices = choices({tick(row): row.details.title for row in rows})
        if not sent:
            here = [row for row in rows if row.occurrence.part is part] or rows
            self.items.data = [tick(row) for row in here]

    def account(self) -> Account:
        """What is said of all of them."""
        return Account(said=DID_NOT_HAPPEN, reason=Reason(self.reason.data), note=self.note.data)

    def chosen(self, due: Iterable[Lived]) -> list[Any]:
        """Their keys."""
        return [row.key for row in due if tick(row) in (self.items.data or ())]


def tick(row: Lived) -> str:
    """What is sent for a chance: its key, so that a page of yesterday's says nothing of today's."""
    item_id, day, number = row.key
    return f"{item_id} {day.isoformat()} {number}"
