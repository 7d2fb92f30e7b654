"""How the person and each ally need information: read, written down, and checked once a year."""

from collections.abc import Iterable
from typing import Any

from flask import abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog import clock
from carelog.access import author, is_late, may, needs
from carelog.errors import Refused
from carelog.htmx import respond
from carelog.journal import Author
from carelog.people import needs_wording
from carelog.people.circle import ALLY, Membership
from carelog.people.information_needs import InformationCheck, InformationNeeds, NothingSaid, Said, Standing, stood
from carelog.people.needs_forms import NeedsForm, SeenForm
from carelog.people.pages import is_self, people
from carelog.people.person import ChangedMeanwhile, Person

PLACE = "/people/<row:person_id>/information-needs"
OF_ALLY = "/people/<row:person_id>/memberships/<row:membership_id>/information-needs"
for _name, _filter in needs_wording.FILTERS.items():
    people.add_app_template_filter(_filter, _name)


@people.get(PLACE)
@needs("information_needs.read")
def information_needs(person: Person) -> ResponseReturnValue:
    """What the person needs, who said so when, and the form to say it anew."""
    return _page(person, None, NeedsForm.of(needs_of(person)))


@people.post(PLACE)
@needs("information_needs.create")
def create_information_needs(person: Person) -> ResponseReturnValue:
    """Write it down."""
    return _written_down(person, None, author("information_needs.create", person))


@people.post(f"{PLACE}/checks")
@needs("information_needs.create")
def create_information_check(person: Person) -> ResponseReturnValue:
    """It is still right."""
    return _checked(person, None, author("information_needs.create", person))


@people.get(OF_ALLY)
@needs("ally_needs.read")
def ally_needs(person: Person, membership_id: int) -> ResponseReturnValue:
    """The same of an ally."""
    ally = _ally(person, membership_id, "information_needs.read")
    return _page(person, ally, NeedsForm.of(needs_of(person, ally)))


@people.post(OF_ALLY)
@needs("ally_needs.create")
def create_ally_needs(person: Person, membership_id: int) -> ResponseReturnValue:
    """Write it down: they themselves, or who coordinates."""
    ally = _ally(person, membership_id, "ally_needs.lead")
    return _written_down(person, ally, author(_verb(ally), person))


@people.post(f"{OF_ALLY}/checks")
@needs("ally_needs.create")
def create_ally_check(person: Person, membership_id: int) -> ResponseReturnValue:
    """It is still right."""
    ally = _ally(person, membership_id, "ally_needs.lead")
    return _checked(person, ally, author(_verb(ally), person))


def all_needs(person: Person) -> Standing:
    """What stands of the person and of their allies: asked once a request."""
    if "needs" not in g or g.needs[0] != person.id:
        g.needs = person.id, Standing.of([person.id])
    standing: Standing = g.needs[1]
    return standing


@people.app_template_global()
def needs_of(person: Person, ally: Membership | None = None) -> Said | None:
    """What stands of them, or of that ally."""
    return all_needs(person).get((person.id, ally.id if ally else None))


@people.app_template_global()
def needs_due(person: Person) -> bool:
    """Whoever coordinates is to ask, the person or an ally."""
    return may("ally_needs.lead", person) and all_needs(person).due(person.id, clock.now())


@people.app_template_filter()
def needs_overdue(said: Said) -> bool:
    """It is time to ask again."""
    return said.is_due(clock.now())


def to_ask(here: Iterable[Person]) -> set[int]:
    """Of these people the ids of those around whom whoever is signed in is to ask."""
    mine = {person.id for person in here if may("ally_needs.lead", person)}
    standing, now = Standing.of(mine), clock.now()
    return {person for person in mine if standing.due(person, now)}


@people.app_template_global()
def flagged() -> Said | None:
    """For the top of a page about a person: what they need, for those who support them."""
    person = g.get("person")
    if person is None or is_late() or not may("information_needs.read", person) or is_self(person):
        return None
    said = needs_of(person)
    return None if said is None or said.none_known else said


def _ally(person: Person, membership_id: int, of_others: str) -> Membership:
    """That ally: for themselves, and for who may do that `of_others`. Anybody else does not learn who there is."""
    here = (Membership.id == membership_id) & (Membership.person == person) & (Membership.role == ALLY)
    found = Membership.standing().where(here).first()
    if (found is None or not _is_me(found)) and not may(of_others, person):
        abort(403)
    return found or abort(404)


def _is_me(ally: Membership) -> bool:
    return bool(ally.user_id == current_user.user.id)


def _verb(ally: Membership) -> str:
    return "ally_needs.create" if _is_me(ally) else "ally_needs.lead"


def _where(person: Person, ally: Membership | None) -> str:
    if ally is None:
        return url_for("people.information_needs", person_id=person.id)
    return url_for("people.ally_needs", person_id=person.id, membership_id=ally.id)


def _page(person: Person, ally: Membership | None, form: NeedsForm) -> ResponseReturnValue:
    own = _is_me(ally) if ally else is_self(person)
    values: dict[str, Any] = {
        "person": person, "ally": ally, "said": needs_of(person, ally), "form": form, "before": stood(person, ally),
        "own": own,
        "may_write": may("information_needs.create" if ally is None else _verb(ally), person),
        "where": _where(person, ally), "check": SeenForm.of(needs_of(person, ally)),
    }  # fmt: skip
    page = "own_needs" if own and ally is None else "information_needs"
    return respond(f"people/{page}.html", status=form.status, **values)


def _written_down(person: Person, ally: Membership | None, by: Author) -> ResponseReturnValue:
    form = NeedsForm()
    if form.was_sent():
        none, seen = bool(form.none_known.data), form.seen.data or ""
        try:
            InformationNeeds.record(
                person, form.needs(), by, none_known=none, ally=ally, seen=seen, id=form.id.data
            )  # fmt: skip
        except NothingSaid:
            form.nothing_said()
        except ChangedMeanwhile:
            form.changed_meanwhile(needs_of(person, ally))
        else:
            flash(_("Saved: it is asked again in a year."), "saved")
            return redirect(_where(person, ally), 303)
    return _page(person, ally, form)


def _checked(person: Person, ally: Membership | None, by: Author) -> ResponseReturnValue:
    form = SeenForm()
    if not form.was_sent():
        raise Refused(_("We could not read that. Open the page again and try once more."))
    try:
        InformationCheck.record(person, by, ally=ally, seen=form.seen.data or "", id=form.id.data)
    except ChangedMeanwhile:
        flash(_("Somebody changed this meanwhile: look at it once more."), "problem")
    else:
        flash(_("Saved: it is still right, and is asked again in a year."), "saved")
    return redirect(_where(person, ally), 303)
