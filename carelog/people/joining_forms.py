"""What somebody new says of themselves when they accept an invitation."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import ValidationError

from carelog.accounts.forms import device_kind, new_password, username_line
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
