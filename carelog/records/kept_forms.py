"""What settling carries: another day, or why a record is left as it came."""

from flask_babel import lazy_gettext as _l

from carelog.forms import LONGEST_TEXT, Form, a_day, line


class WriteDownForm(Form):
    """On which day it was, where that is another one than was said."""

    day = a_day(_l("Which day was it?"))


class LeaveItForm(Form):
    """Why it is not written down."""

    why = line(_l("Why is it not needed?"), _l("Say why it is not needed."), longest=LONGEST_TEXT)
