"""The password again: forms that give more away ask for it where it was not typed within the last ten minutes.

Whoever holds a phone that somebody left unlocked can then read and write as they could before, but bring nobody in.
Ending, stopping and taking back never ask.
"""

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import HiddenField, PasswordField

from carelog.accounts.forms import TryForm
from carelog.htmx import our_page


class ProvenForm(TryForm):
    """A form that is in order only from somebody who has just shown that it is them. Its page shows `proof(form)`."""

    my_password: PasswordField | None = PasswordField(
        _l("My password"),
        description=_l("So that nobody else does this on your device."),
        render_kw={"autocomplete": "current-password"},
    )

    def __init__(self, **values: Any) -> None:
        """The password is asked for only if it is needed."""
        super().__init__(**values)
        asked = self._fields.pop("my_password")
        self._fields["my_password"] = asked  # last, as on the page
        if not self._asks():
            del self.my_password

    def was_sent(self) -> bool:
        """It was posted, everything in it is in order, and it is me. A right password is not asked for again."""
        if request.method != "POST":
            return False
        in_order = super().was_sent()
        return self.proves_it() and in_order

    def proves_it(self) -> bool:
        """It is me. If not, the form says so."""
        if self.has_none:
            self.refuse(_("Choose a password first, in My account."))
            return False
        if self.my_password is None:
            return True
        if not self.my_password.data:
            self.refuse(_("Type your password."), "my_password")
            return False
        wrong = _("That is not your password.")
        if self.try_password(current_user.user.username, self.my_password.data, wrong, "my_password") is None:
            return False
        current_user.session.prove()
        del self.my_password
        return True

    @property
    def has_none(self) -> bool:
        """I never chose a password."""
        return current_user.user.password is None

    def _asks(self) -> bool:
        return not self.has_none and not current_user.session.is_proven


class ProofForm(ProvenForm):
    """The password alone, and the page to go back to."""

    back = HiddenField(filters=[our_page])

    def _asks(self) -> bool:
        return not self.has_none
