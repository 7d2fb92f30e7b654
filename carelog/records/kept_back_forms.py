"""What the form beside an entry carries, with which the person keeps it from family and friends."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField
from wtforms.validators import AnyOf, NumberRange, Optional

from carelog import journal
from carelog.forms import LONGEST_TEXT, Form, a_day, id_of_the_press, line
from carelog.htmx import our_page
from carelog.records.chance import LARGEST_NUMBER
from carelog.records.kept_back import Entry, What

YES, NO = "yes", "no"


class KeepBackForm(Form):
    """Which entry, and whether it is kept; with how the person showed it, where somebody else writes that down."""

    id = id_of_the_press()
    what = HiddenField(validators=[AnyOf(list(What))])
    entry = HiddenField(filters=[journal.valid_id])
    item = HiddenField(filters=[journal.valid_id])
    day = a_day("")
    number = IntegerField(validators=[Optional(), NumberRange(1, LARGEST_NUMBER)])
    kept = HiddenField(validators=[AnyOf([YES, NO])])
    how_shown = line(_l("How did they say or show it?"), longest=LONGEST_TEXT)
    back = HiddenField(filters=[our_page])

    def about(self) -> Entry | None:
        """The entry that it names; None where it names none."""
        what = What(str(self.what.data))
        if what is not What.CHANCE:
            return Entry(what, id=self.entry.data) if self.entry.data else None
        if not (self.item.data and self.day.data and self.number.data):
            return None
        return Entry(what, key=(self.item.data, self.day.data, self.number.data))
