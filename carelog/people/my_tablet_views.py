"""My own tablet: a code that signs another device of the person's in, shown on one where they are signed in already."""

from flask import current_app, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import HiddenField
from wtforms.validators import DataRequired

from carelog.access import author, needs
from carelog.accounts.proof_forms import ProvenForm
from carelog.accounts.sign_in_link import SignInLink
from carelog.htmx import respond
from carelog.people.pages import people
from carelog.people.qr import qr_code
from carelog.settings import Settings


class TabletForm(ProvenForm):
    """Nothing but the press, and the password."""

    show = HiddenField(validators=[DataRequired(_l("Press the button that shows the code."))])

    def _asks(self) -> bool:
        """Each time: what the code opens does not end by itself."""
        return not self.has_none


@people.route("/my-tablet", methods=["GET", "POST"])
@needs("tablet.create")
def tablet() -> ResponseReturnValue:
    """What it is for, and a button; once that is pressed, a code that is good once and soon too old."""
    form = TabletForm()
    if not form.was_sent():
        return respond("people/my_tablet.html", status=form.status, form=form, code="")
    token = SignInLink.make_code(current_user.session, author("tablet.create"))
    settings: Settings = current_app.config["SETTINGS"]
    link = settings.url + url_for("accounts.sign_in_link", token=token)
    return respond("people/my_tablet.html", form=form, code=qr_code(link))
