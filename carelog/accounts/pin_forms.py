"""What the forms about the PIN carry: choosing one, and typing it to take the phone back."""

from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired, ValidationError

from carelog import journal
from carelog.accounts.forms import TryForm, password
from carelog.accounts.handing_over import (
    PinUsedUp,
    WrongPin,
    asks_password,
    take_back_by_password,
    take_back_by_pin,
)
from carelog.accounts.password_try import TooSoon, WrongPassword
from carelog.accounts.pin import LONGEST_PIN, is_easy, is_pin
from carelog.accounts.proof_forms import ProvenForm
from carelog.accounts.session import Session
from carelog.accounts.signing_in import known_device_token
from carelog.htmx import leads_to, our_page

DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": LONGEST_PIN}


def pin_field(label: str, missing: str, hint: str = "") -> Any:
    """Four to eight digits."""
    return PasswordField(label, [InputRequired(missing)], description=hint, render_kw=DIGITS)


class PinRemovalForm(ProvenForm):
    """The password, each time, as proof."""

    my_password = PasswordField(_l("My password"), render_kw={"autocomplete": "current-password"})

    def was_sent(self) -> bool:
        """It was posted, everything in it is in order, and then it is me."""
        return TryForm.was_sent(self) and self.proves_it()

    def _asks(self) -> bool:
        return not self.has_none


class PinForm(PinRemovalForm):
    """A new PIN as well, and the page that asked for one."""

    pin = pin_field(_l("New PIN"), _l("Choose a PIN."), _l("Four to eight digits, and no year or digits in a row."))
    back = HiddenField(filters=[our_page])

    @property
    def comes_first(self) -> bool:
        """Handing the phone over asked for a PIN, and comes next."""
        return leads_to(self.back.data or "") == "handing_over.new"

    def validate_pin(self, field: Any) -> None:
        """Digits that not everybody would try first."""
        if not is_pin(field.data):
            raise ValidationError(_("Use four to eight digits."))
        if is_easy(field.data):
            raise ValidationError(_("That is too easy to guess. Choose other digits."))


class TakeBackForm(TryForm):
    """The PIN; or the whole password, where a PIN will not do any more."""

    pin = pin_field(_l("Your PIN"), _l("Type your PIN."))
    my_password = password(_l("Your password"), _l("Type your password."))

    @classmethod
    def of(cls, session: Session) -> Self:
        """With the one that is asked for."""
        form = cls()
        form.ask(session)
        return form

    def ask(self, session: Session) -> None:
        """Only one of the two; whatever is wrong is said beside it, where the next try is typed."""
        asked, other = ("my_password", "pin") if asks_password(session) else ("pin", "my_password")
        if other in self:
            del self[other]
        self[asked].errors, self.form_errors = [*self[asked].errors, *self.form_errors], []

    def takes_back(self, session: Session, author: journal.Author) -> bool:
        """The phone is its user's again; if not, the form says why."""
        try:
            self._try(session, author)
        except TooSoon as problem:
            self._too_soon(problem.seconds)
        except WrongPin:
            self._wrong_pin(session)
        except PinUsedUp:
            self.refuse(_("The PIN will not do any more. Type your password."))
        except WrongPassword:
            self.refuse(_("That is not your password."), "my_password")
        return not self.errors

    def _try(self, session: Session, author: journal.Author) -> None:
        if "pin" in self:
            take_back_by_pin(session, self.pin.data, author)
        else:
            typed, here = self.my_password.data, request.remote_addr
            take_back_by_password(session, typed, here, known_device_token(), author)

    def _wrong_pin(self, session: Session) -> None:
        if asks_password(session):
            self.refuse(_("That was not the PIN either. Now your password is asked."))
        else:
            self.refuse(_("That is not your PIN."), "pin")
