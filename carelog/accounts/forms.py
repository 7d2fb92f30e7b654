"""What the sign-in and account pages' forms carry."""

from typing import Any, Self

from flask import g, request
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import PasswordField, RadioField
from wtforms.validators import DataRequired, InputRequired, Length

from carelog.accounts.password_try import TooSoon, WrongPassword, proven
from carelog.accounts.session import OFFICE, OWN_PHONE, OWN_TABLET, SHARED
from carelog.accounts.sign_in_link import SignInLink
from carelog.accounts.signing_in import known_device_token
from carelog.accounts.user import LONGEST_PASSWORD, SHORTEST_PASSWORD, User
from carelog.forms import Form, choices, line

CHOICES = {
    OWN_PHONE: _l("My own phone or computer: stay signed in for 90 days"),
    SHARED: _l("A shared one: sign me out after 12 hours"),
    OWN_TABLET: _l("My own tablet, for my own week: stay signed in until I end it"),
}
KINDS = {
    OWN_PHONE: _l("My own"),
    SHARED: _l("Shared"),
    OFFICE: _l("For work"),
    OWN_TABLET: _l("My own tablet"),
}


def username_line(missing: str, hint: str = "") -> Any:
    """A user name: phones shall not make its first letter a capital."""
    return line(_l("User name"), missing, hint=hint, autocomplete="username", autocapitalize="none", spellcheck="false")


def new_password() -> Any:
    """A password that somebody chooses."""
    bounds = {"shortest": SHORTEST_PASSWORD, "longest": LONGEST_PASSWORD}
    too_short = _l("Use at least %(shortest)s letters, and no more than %(longest)s.", **bounds)
    return PasswordField(
        _l("New password"),
        [InputRequired(_l("Choose a password.")), Length(SHORTEST_PASSWORD, LONGEST_PASSWORD, too_short)],
        description=_l(
            "At least %(shortest)s letters. Three or four words that only you would put together are good.", **bounds
        ),
        render_kw={"autocomplete": "new-password"},
    )


def password(label: str, missing: str) -> Any:
    """A password that is there already."""
    return PasswordField(label, [InputRequired(missing)], render_kw={"autocomplete": "current-password"})


def device_kind() -> Any:
    """Whose device this is decides how long it stays signed in."""
    required = DataRequired(_l("Say whose device this is."))
    return RadioField(_l("This is"), [required], choices=lambda: choices(CHOICES), default=OWN_PHONE)


class TryForm(Form):
    """A form that tries a password, which may have to wait."""

    wait = 0  # seconds

    def try_password(self, username: str, password: str, wrong: str, field: str | None = None) -> User | None:
        """The user whose password this is; if it is not, the form says what is wrong, or how long to wait."""
        try:
            return proven(username, password, request.remote_addr, known_device_token())
        except TooSoon as problem:
            self._too_soon(problem.seconds)
        except WrongPassword:
            self.refuse(wrong, field)
        return None

    def _too_soon(self, seconds: int) -> None:
        """The password was not looked at; the browser is told when it will be."""
        self.wait = g.password_wait = seconds
        self.refuse(ngettext("Wait %(num)s second, then try again.", "Wait %(num)s seconds, then try again.", seconds))

    @property
    def status(self) -> int:
        """429 when somebody has to wait."""
        return 429 if self.wait else super().status


class SignInForm(TryForm):
    """User name, password, and whose device this is."""

    username = username_line(_l("Type your user name."))
    password = password(_l("Password"), _l("Type your password."))
    kind = device_kind()


class ContinueForm(Form):
    """A sign-in link says who it is for; whose device this is remains to be said, but for a code for one's own."""

    kind = device_kind()

    @classmethod
    def of(cls, link: SignInLink) -> Self:
        """To use that link."""
        form = cls()
        if link.kind:
            del form.kind
        return form


class PasswordForm(TryForm):
    """A new password, and the old one as proof."""

    old = password(_l("Password until now"), _l("Type your password until now."))
    new = new_password()

    @classmethod
    def of(cls, user: User) -> Self:
        """Somebody who never chose a password cannot be asked for it."""
        form = cls()
        if user.password is None:
            del form.old
        return form
