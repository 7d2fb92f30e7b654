"""My PIN: choosing, changing and removing what takes back a phone that I handed over."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import RULES, access, author, needs
from carelog.accounts.pages import accounts
from carelog.accounts.pin import remove_pin, set_pin
from carelog.accounts.pin_forms import PinForm, PinRemovalForm
from carelog.htmx import our_page, respond


@accounts.app_template_global()
def hands_over() -> bool:
    """Around somebody, this user may hand their phone over."""
    return bool(access().anywhere() & RULES["handing_over.create"])


@accounts.route("/account/pin", methods=["GET", "POST"])
@needs("account.write")
def pin() -> ResponseReturnValue:
    """Choose one, or another one."""
    form = PinForm(back=our_page(request.args.get("back")))
    if not form.was_sent():
        return _page(form, PinRemovalForm(posted=False, prefix="removal-"))
    set_pin(current_user.user, form.pin.data, author("account.write"))
    flash(_("Your PIN is saved."), "saved")
    return redirect(form.back.data or url_for("accounts.account"), 303)


@accounts.post("/account/pin/removal")
@needs("account.write")
def remove_my_pin() -> ResponseReturnValue:
    """Hand no phone over any more."""
    form = PinRemovalForm(prefix="removal-")
    if not form.was_sent():
        return _page(PinForm(posted=False), form)
    remove_pin(current_user.user, author("account.write"))
    flash(_("Your PIN is removed."), "saved")
    return redirect(url_for("accounts.account"), 303)


def _page(form: PinForm, removal: PinRemovalForm) -> ResponseReturnValue:
    status = max(form.status, removal.status)
    return respond("accounts/pin.html", status=status, form=form, removal=removal, has_pin=bool(current_user.user.pin))
