"""What an extra carries."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from carelog.forms import Form, a_day, id_of_the_press, line, words
from carelog.htmx import our_page


class ExtraForm(Form):
    """Something good that was in no plan: what, on which day, and anything to add."""

    id = id_of_the_press()
    title = line(_l("What was it?"), _l("Say what it was."), autocomplete="off")
    day = a_day(_l("Which day?"), _l("Say which day it was."))
    note = words(_l("Anything to add?"), hint=_l("It may stay empty."))
    back = HiddenField(filters=[our_page])
