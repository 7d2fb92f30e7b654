"""Form: what was posted, and nothing else; and the kinds of field that every room uses.

Flask-WTF's own form also takes JSON and uploaded files for its fields, which no page of ours sends: a list or a file
where a text was expected would be our fault and not the sender's.
"""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms import Form as AnyForm
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from carelog import journal
from carelog.arriving import arriving
from carelog.web import in_our_time

LONGEST_NAME, LONGEST_TEXT = 100, 2000
NEEDED = DataRequired, InputRequired  # the checks of a field that has to be filled in
LOOK_AGAIN = _l("Look at this again.")
# By what WTForms says; of all else that it may say, that something is not in order is enough.
SAID_ANEW = {
    "Not a valid choice.": _l("Choose one of these."),
    "Not a valid date value.": _l("Write a date: day, month and year."),
    "Not a valid time value.": _l("Write a time, such as 10:30."),
    "Not a valid integer value.": _l("Write a number."),
    "This field is required.": _l("Fill this in."),
}


class OurWords:
    """What WTForms says by itself, in words of our catalogue."""

    def gettext(self, said: str) -> str:
        """Ours for it."""
        return str(SAID_ANEW.get(said, LOOK_AGAIN))

    def ngettext(self, said: str, _many: str, _number: int) -> str:
        """The same: ours name no number."""
        return self.gettext(said)


class Form(AnyForm):
    """A form that a page shows and takes back. `posted=False`: one that stands beside the one that was sent."""

    class Meta(DefaultMeta):
        """WTForms speaks in our words."""

        def get_translations(self, form: BaseForm) -> Any:
            """Of every form."""
            _ = form
            return OurWords()

    def __init__(self, *, posted: bool = True, prefix: str = "", **values: Any) -> None:
        """`values` are what the fields hold before somebody changes them; or `obj`, from which they are taken."""
        sent = request.form if posted and request.method == "POST" else None
        super().__init__(sent, prefix=prefix, **values)

    def was_sent(self) -> bool:
        """It was posted, and everything in it is in order."""
        return request.method == "POST" and bool(self.validate())

    def refuse(self, problem: str, field: str | None = None) -> None:
        """Say what is wrong: with one field, or with the whole."""
        if field is None:
            self.form_errors.append(problem)
        else:
            self[field].errors = [*self[field].errors, problem]

    def words_missing(self) -> dict[str, str]:
        """What is said of each field that has to be filled in, while it is not."""
        asked = ((field, check) for field in self for check in field.validators if isinstance(check, NEEDED))
        return {
            field.name: str(check.message)
            for field, check in asked
            if check.message and not isinstance(field, HiddenField)
        }

    @property
    def typed(self) -> str:
        """What somebody wrote in their own words, to be copied where it cannot be saved."""
        return "\n\n".join(field.data for field in self if isinstance(field, TextAreaField) and field.data)

    @property
    def status(self) -> int:
        """422 when something needs changing."""
        return 422 if self.errors else 200


class Ticks(SelectMultipleField):
    """Several can be ticked."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
    gone = _l("Open the page again to see what is open now.")  # said of what is not offered any more

    def pre_validate(self, form: Any) -> None:
        """What is not offered any more was written down meanwhile, or the page is of another day."""
        _ = form
        if set(self.data or ()) - {value for value, *_label in self.iter_choices()}:
            raise ValidationError(self.gone)


class Pick(RadioField):
    """One of its choices, or none of them."""

    def pre_validate(self, form: Any) -> None:
        """Only what was picked must be one of them."""
        if self.data:
            super().pre_validate(form)


def one_line(text: str | None) -> str:
    """Without spaces around it, and on one line."""
    return " ".join((text or "").split())


def lines(text: str | None) -> str:
    """Without spaces around it, lines ending as everywhere but in posted forms."""
    return (text or "").replace("\r\n", "\n").strip()


def line(label: str, missing: str = "", *, longest: int = LONGEST_NAME, hint: str = "", **attributes: Any) -> Any:
    """One line of text. `missing` is what to say when there is none; without it the field may stay empty."""
    return StringField(label, _checks(missing, longest), [one_line], hint, render_kw=attributes)


def words(label: str, missing: str = "", *, hint: str = "") -> Any:
    """Several lines of text."""
    return TextAreaField(label, _checks(missing, LONGEST_TEXT), [lines], hint)


def a_day(label: str, missing: str = "", *, hint: str = "", **attributes: Any) -> Any:
    """A date of our time. `missing` is what to say when there is none; without it there need not be one."""
    asked = InputRequired(missing) if missing else Optional()
    return DateField(label, [asked, _in_our_time], description=hint, render_kw=attributes)


def _in_our_time(_form: BaseForm, field: DateField) -> None:
    """A mistyped year is no day on which anything happens."""
    if field.data is not None and not in_our_time(field.data):
        raise ValidationError(_l("Look at the year again."))


def choices(words: Mapping[Any, str]) -> dict[str, Any]:
    """What can be chosen, by the value that is sent, in the user's language: ask for it while a request is answered."""
    return {str(value): str(label) for value, label in words.items()}


def id_of_the_press() -> Any:
    """The id for what this form will write, so that pressing its button twice is harmless."""
    again = DataRequired(_l("Open the page again, then send it once more."))
    return IdOfThePress(default=journal.new_id, filters=[lambda text: journal.valid_id(text) or ""], validators=[again])


class IdOfThePress(HiddenField):
    """The id that the page made; for a record that waited on a phone, the one that the phone made at the press."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """What the phone says counts more."""
        coming = arriving()
        self.data = coming.id if coming else valuelist[0] if valuelist else self.data


def _checks(missing: str, longest: int) -> list[Any]:
    too_long = Length(max=longest, message=_l("Keep it to %(longest)s letters.", longest=longest))
    return [DataRequired(missing), too_long] if missing else [too_long]
