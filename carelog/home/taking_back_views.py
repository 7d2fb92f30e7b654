"""Taking the phone back: with the PIN of whoever handed it over."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import author, needs
from carelog.accounts.pin_forms import TakeBackForm
from carelog.home.answer_views import answers, in_whose_hands
from carelog.htmx import respond


@answers.route("/answers/end", methods=["GET", "POST"])
@needs("handing_over.end")
def take_back() -> ResponseReturnValue:
    """The PIN, or after five wrong ones the whole password."""
    session = current_user.session
    if session.handed_to is None:
        return redirect(url_for("home.index"), 303)
    form, person = TakeBackForm.of(session), in_whose_hands()
    if not form.was_sent() or not form.takes_back(session, author("handing_over.end")):
        form.ask(session)
        return respond("home/take_back.html", status=form.status, form=form)
    flash(_("The phone is yours again."), "saved")
    return redirect(url_for("visits.show", person_id=person.id) if person else url_for("home.index"), 303)
