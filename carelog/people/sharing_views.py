"""Sharing: what the person chose to share with each ally, section by section; and who looked."""

from datetime import date

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog import clock
from carelog.access import Look, access, author, needs
from carelog.htmx import respond
from carelog.people.circle import SELF
from carelog.people.pages import asked_page, people
from carelog.people.person import Person
from carelog.people.sharing import NOT_SHARED, SECTIONS, Choice, NotSaidHow, Sharing
from carelog.people.sharing_forms import AllySharing

LOOKS_ON_A_PAGE = 50
EVERYTHING = "everything"
OK = 200


@people.route("/people/<row:person_id>/sharing", methods=["GET", "POST"])
@needs("sharing.write", shows="sharing")
def sharing(person: Person) -> ResponseReturnValue:
    """What each ally may see; a form for each says what the person decided."""
    posted, today = request.form.get("ally", ""), clock.day_here(person.team.tz)
    allies, own = AllySharing.around(person, today, posted), access().role_for("sharing.write", person) == SELF
    if request.method == "POST":
        about = next((one for one in allies if str(one.ally.id) == posted), None) or abort(404)
        answer = _decided(person, about, today, own=own)
        if answer is not None:
            return answer
    status = max([OK, *(one.form.status for one in allies)])
    return respond("people/sharing.html", status=status, person=person, allies=allies, own=own, today=today)


@people.get("/people/<row:person_id>/looks")
@needs("looks.read")
def looks(person: Person) -> ResponseReturnValue:
    """Who looked at what, by day, newest first."""
    number = asked_page()
    found = list(Look.of(person).offset((number - 1) * LOOKS_ON_A_PAGE).limit(LOOKS_ON_A_PAGE + 1))
    shown, has_more = found[:LOOKS_ON_A_PAGE], len(found) > LOOKS_ON_A_PAGE
    return respond("people/looks.html", person=person, looks=shown, number=number, has_more=has_more)


def _decided(person: Person, about: AllySharing, today: date, *, own: bool) -> ResponseReturnValue | None:
    """Where to go on; None if the form says what is missing. Stopping needs nothing else to be in order."""
    form, stop = about.form, request.form.get("stop")
    if stop is None:
        if not form.is_in_order(today):
            return None
        more = about.more(today)
        if more and own and not form.sure.data:
            return respond("people/share_more.html", person=person, one=about, more=more)
        if more and not own and not form.is_from_somebody_else():
            return None
    return _written_down(person, about, form.choices() if stop is None else _nothing_of(stop), today)


def _written_down(
    person: Person, about: AllySharing, wanted: dict[str, Choice], today: date
) -> ResponseReturnValue | None:
    form = about.form
    how, press = form.how_shown.data, form.id.data or None
    try:
        changed = Sharing.choose(about.ally, wanted, author("sharing.write", person), today, how_shown=how, id=press)
    except NotSaidHow:
        form.refuse(_("Say how the person showed it."), "how_shown")
        return None
    flash(_("Saved: it counts from now on.") if changed else _("Nothing was changed."), "saved")
    return redirect(url_for("people.sharing", person_id=person.id), 303)


def _nothing_of(stop: str) -> dict[str, Choice]:
    if stop != EVERYTHING and stop not in SECTIONS:
        abort(400)
    return {section: NOT_SHARED for section in SECTIONS if stop in (EVERYTHING, section)}
