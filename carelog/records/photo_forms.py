"""What a photo carries: with its record, after its bytes have come; or in a form for one picture."""

from typing import Any

from flask_babel import gettext as _
from wtforms import HiddenField, IntegerField
from wtforms.validators import UUID, NumberRange, Regexp

from carelog import journal
from carelog.forms import Form, id_of_the_press
from carelog.people.person import Person
from carelog.records.photo import MOST, Of
from carelog.records.photo_consent import Asked
from carelog.records.photo_consent_forms import CHOOSE_AGAIN, ConsentForm, read_pictures, sent_files
from carelog.records.photo_press import Beside


class PhotoForm(Form):
    """A photo of a log."""

    id = id_of_the_press()
    log = HiddenField(validators=[UUID()], filters=[lambda text: journal.valid_id(text) or ""])
    number = IntegerField(default=1, validators=[NumberRange(1, MOST)])
    sha256 = HiddenField(validators=[Regexp("^[0-9a-f]{64}$")])

    @property
    def what(self) -> Of:
        """As the noun takes it."""
        return Of(log=self.log.data, number=self.number.data or 1)

    @property
    def came_as(self) -> str:
        """The id under which its bytes came: its own, also where a person writes it down later under another one."""
        return journal.valid_id(next(iter(self.id.raw_data or ()), "")) or ""


class OnePhotoForm(ConsentForm):
    """One photo, as the picture of a thing or of the person; with their answer, where there is no yes yet."""

    most = 1

    def __init__(self, asked: Asked, person: Person, *, own: bool, hidden: bool = False, **more: Any) -> None:
        """`hidden`: there is one that a yes shows again."""
        super().__init__(asked, person, own=own, **more)
        self.hidden = hidden
        self.agreed = asked.answer is not None and bool(asked.answer.yes)
        self.wrong: list[str] = []  # about the file
        self.beside = Beside()

    def is_complete_with_photo(self) -> bool:
        """There is a photo, and a yes; or a no, which is written down without one."""
        complete = bool(self.validate()) if self.agreed else self.is_in_order()
        if not complete:
            self.wrong = [str(CHOOSE_AGAIN)] if sent_files() else []
            return False
        if self.agreed or self.answer:
            pictures, self.wrong = read_pictures(self.most)
            if not (pictures or self.wrong or self.hidden):
                self.wrong = [_("Choose a photo.")]
        elif sent_files():
            pictures, self.wrong = [], [self._said_no()]
        else:
            pictures = []
        answers = {} if self.agreed else {self.asked.audience: bool(self.answer)}
        self.beside = Beside(answers, self.how.data or "", self.reasons.data or "", pictures)
        return not self.wrong

    def _said_no(self) -> str:
        if self.own:
            return _("I said no, so I save without the photo.")
        return _("They said no: the photo is not kept. Press Save without it.")
