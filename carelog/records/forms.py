"""What a mark's form carries. A person does not fill it in: a button does."""

from datetime import date
from typing import cast

from wtforms import DateField, HiddenField, IntegerField
from wtforms.validators import UUID, InputRequired, NumberRange

from carelog.forms import Form, id_of_the_press
from carelog.records.mark import LARGEST_NUMBER, Key


class MarkForm(Form):
    """One chance, by its key, and the id that the page made for the record."""

    id = id_of_the_press()
    item = HiddenField(validators=[UUID()])
    day = DateField(validators=[InputRequired()])
    number = IntegerField(default=1, validators=[InputRequired(), NumberRange(1, LARGEST_NUMBER)])

    def key(self) -> Key:
        """The chance, once the form is valid."""
        return str(self.item.data), cast("date", self.day.data), int(self.number.data or 1)


class WithdrawalForm(Form):
    """Which mark is taken back."""

    id = id_of_the_press()
    mark = HiddenField(validators=[UUID()])
