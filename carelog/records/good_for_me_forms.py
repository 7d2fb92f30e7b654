"""What the answer to "Was it good for me?" carries, on the person's own phone: one tap, nothing filled in."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import DataRequired

from carelog.forms import choices
from carelog.records.forms import KeyForm
from carelog.records.good_for_me_wording import GOOD


class GoodForMeForm(KeyForm):
    """One answer about one chance."""

    answer = RadioField(
        _l("Was it good for me?"), [DataRequired(_l("Choose the answer."))], choices=lambda: choices(GOOD)
    )  # fmt: skip
