"""What a note for whoever comes next carries."""

from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from carelog import clock
from carelog.forms import Form, a_day, id_of_the_press, words
from carelog.htmx import our_page
from carelog.people.person import Person
from carelog.records.visit_note import LONGEST, USUAL


class VisitNoteForm(Form):
    """What to tell, and until which day."""

    id = id_of_the_press()
    note = words(_l("What should they know?"), _l("Write what they should know."))
    until = a_day(_l("Show it until"), _l("Say until which day."), hint=_l("Fourteen days at most."))
    back = HiddenField(filters=[our_page])

    @classmethod
    def fresh(cls, person: Person, back: str = "") -> Self:
        """An empty one, until tomorrow; `back`: the page to come back to."""
        today = clock.living_day(person.team.tz)
        return cls(posted=False, until=today + USUAL, back=back)

    def last_day(self, person: Person) -> str:
        """The last day that can be chosen, for the calendar that a browser shows."""
        return (clock.living_day(person.team.tz) + LONGEST).isoformat()
