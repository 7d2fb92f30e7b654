"""Sharing: with whom the person shares what, and deciding it; and who looked."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from carelog import clock
from carelog.access import Look, needs
from carelog.htmx import respond
from carelog.people.deciding import NotSaidHow, ReasonsMissing
from carelog.people.own_sharing_views import FACES, screen, share_own, written_down
from carelog.people.pages import asked_page, is_self, people
from carelog.people.person import ChangedMeanwhile, Person
from carelog.people.shared import Shared
from carelog.people.sharing_forms import AllyForm

LOOKS_ON_A_PAGE, LOOKS_AT_EASE = 50, 12


@people.get("/people/<row:person_id>/sharing")
@needs("sharing.write", shows="sharing")
def sharing(person: Person) -> ResponseReturnValue:
    """Everybody with whom something could be shared, and how much is."""
    allies, own = Shared.around(person, clock.day_here(person.team.tz)), is_self(person)
    shown, after = screen(allies, FACES) if own else (allies, None)
    return respond(f"people/{'own_allies' if own else 'sharing'}.html", person=person, allies=shown, after=after)


@people.route("/people/<row:person_id>/sharing/<row:ally_id>", methods=["GET", "POST"])
@needs("sharing.write", shows="sharing")
def sharing_with(person: Person, ally_id: int) -> ResponseReturnValue:
    """What this ally may see. The person presses one thing at a time; somebody else fills in a form."""
    found = Shared.around(person, clock.day_here(person.team.tz), ally_id)
    shared = found[0] if found else abort(404)
    return share_own(person, shared) if is_self(person) else _share_for(person, shared)


@people.get("/people/<row:person_id>/looks")
@needs("looks.read")
def looks(person: Person) -> ResponseReturnValue:
    """Who looked at what, by day, newest first."""
    number, own = asked_page(), is_self(person)
    most = LOOKS_AT_EASE if own else LOOKS_ON_A_PAGE
    found = list(Look.of(person).offset((number - 1) * most).limit(most + 1))
    shown, has_more = found[:most], len(found) > most
    page = f"people/{'own_looks' if own else 'looks'}.html"
    return respond(page, person=person, looks=shown, number=number, has_more=has_more)


def _share_for(person: Person, shared: Shared) -> ResponseReturnValue:
    form = AllyForm.of(shared)
    if request.method == "POST" and form.is_in_order(shared):
        try:
            return written_down(
                person, shared, form.choices(), why=form.why, again=form.again(shared), seen=form.seen.data,
                id=form.id.data,
            )  # fmt: skip
        except ChangedMeanwhile:
            form = AllyForm.of(shared, posted=False)
            form.changed_meanwhile()
        except NotSaidHow:
            form.say_how()
        except ReasonsMissing as reasons:
            form.say_why(reasons.missing)
    return respond("people/sharing_with.html", status=form.status, person=person, one=shared, form=form)
