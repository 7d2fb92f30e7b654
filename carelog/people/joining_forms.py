"""What somebody says who comes by a link: of themselves when they are invited, or their new password."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import ValidationError

from carelog.accounts.forms import TryForm, device_kind, new_password, username_line
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.user import USERNAME, spelled
from carelog.forms import Form, line


class JoinForm(Form):
    """Name, user name, password, and whose device this is."""

    name = line(_l("My name"), _l("Say what you are called."), autocomplete="name")
    username = username_line(
        _l("Choose a user name."),
        hint=_l("You sign in with it. Small letters, numbers, dots and dashes; for example your first name."),
    )
    password = new_password()
    kind = device_kind()

    def validate_username(self, field: StringField) -> None:
        """As every user name is spelled."""
        if not USERNAME.fullmatch(spelled(field.data or "")):
            raise ValidationError(_l("Use 1 to 40 small letters, numbers, dots, dashes and underscores, no spaces."))


class NewPasswordForm(TryForm):
    """A new password, for somebody who forgot theirs."""

    new = new_password()

    def was_kept_before(self, reset: PasswordReset) -> bool:
        """The same button pressed twice is no mistake: that password is theirs already."""
        if reset.used is None:
            return False
        return self.try_password(reset.user.username, self.new.data, "") is not None
