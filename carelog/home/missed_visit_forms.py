"""What a visit that could not be done carries: the things left open, and one reason for all of them."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import DataRequired

from carelog.forms import LONGEST_TEXT, Form, Ticks, choices, id_of_the_press, line
from carelog.home.worker_today import is_for_the_team
from carelog.htmx import our_page
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


class OpenThingsForm(Form):
    """Which of the open things the same is said of."""

    id = id_of_the_press()
    items = Ticks(_l("What?"), [DataRequired(_l("Nothing was chosen. Open the page again."))])

    def allow(self, rows: Iterable[Lived]) -> None:
        """These can be chosen."""
        self.items.choices = choices({tick(row): row.details.title for row in rows})

    def chosen(self, rows: Iterable[Lived]) -> list[Any]:
        """The keys of those that were."""
        return [row.key for row in rows if tick(row) in (self.items.data or ())]


class MissedVisitForm(OpenThingsForm):
    """Which of the open things could not be done, and why."""

    items = Ticks(_l("What could not be done?"), [DataRequired(_l("Tick what could not be done."))])
    reason = RadioField(_l("Why?"), [DataRequired(_l("Choose why."))], choices=lambda: choices(WHY))
    note = line(_l("Anything to add?"), longest=LONGEST_TEXT)
    back = HiddenField(filters=[our_page])

    def offer(self, due: Iterable[Lived], part: Part, sent: bool) -> None:
        """These; ticked is what the visit was for: of this part of the day, or all if there is none of it.

        What family, friends or the person alone do takes place without a visit.
        """
        rows = list(due)
        self.allow(rows)
        if not sent:
            ours = [row for row in rows if is_for_the_team(row)]
            here = [row for row in ours if row.occurrence.part is part] or ours
            self.items.data = [tick(row) for row in here]

    def account(self) -> Account:
        """What is said of all of them."""
        return Account(said=DID_NOT_HAPPEN, reason=Reason(self.reason.data), note=self.note.data)


def tick(row: Lived) -> str:
    """What is sent for a chance: its key, so that a page of yesterday's says nothing of today's."""
    item_id, day, number = row.key
    return f"{item_id} {day.isoformat()} {number}"
