"""The blueprint of what was agreed, and what its pages share."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from flask import Blueprint, abort, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from carelog import clock, journal
from carelog.access import access, is_handed_over
from carelog.accounts.staff_role import COORDINATOR
from carelog.errors import Refused
from carelog.forms import Form
from carelog.people.circle import SELF
from carelog.people.pages import knows_names
from carelog.people.person import Person
from carelog.records.leads import Somebody
from carelog.records.mark import Incomplete, NotYet
from carelog.records.pages import sees_things
from carelog.reviews import action_wording, because_wording
from carelog.reviews.action import WAITING, NotAnOwner, NotNow, Over, State, owners
from carelog.reviews.because import Source, offered
from carelog.reviews.closing import Closed, is_closed
from carelog.reviews.conversation_plan import decided
from carelog.reviews.kept_action import Kept
from carelog.reviews.month import current_month, first_of, latest_month
from carelog.reviews.owed import LedTo, led_to, open_ones, waiting
from carelog.reviews.pages import ConversationClosed, reader_of, sight
from carelog.web import asked_day
from carelog.weeks.calendar import months_on
from carelog.weeks.known_items import KnownItem, known_items

actions = Blueprint("actions", __name__)
for helper in (*action_wording.FILTERS, *because_wording.FILTERS):
    actions.add_app_template_filter(helper)

MISSING = {
    "what": _l("Write what will be done."), "words": _l("Say why."),
    "by_when": _l("Choose another day, or somebody else."), "tried": _l("Answer one of these."),
}  # fmt: skip


def leads(person: Person) -> bool:
    """The reader may agree on things with this person, and say what became of everybody's."""
    if access().around(person) & {SELF, COORDINATOR}:
        return True
    return decided(person, current_month(person)).leader_id == current_user.user.id


def who_can(person: Person, label: str = journal.ORDINARY) -> list[Somebody]:
    """Who can be given something to do: for who may not know names only themselves, and the person."""
    able = owners(person, label)
    return [who for who in able if knows_names(person) or who.role == SELF or who.user_id == current_user.user.id]


def asked_month(person: Person) -> date:
    """The month that the address asks for, by one of its days; else this one, or the next. 404 for later ones."""
    month = first_of(asked_day(clock.living_day(person.team.tz), "month"))
    if month > latest_month(person):
        abort(404)
    return months_on(month, 1) if "month" not in request.args and is_closed(person, month) else month


@actions.app_template_global()
def my_most_urgent() -> State | None:
    """How the most urgent of what I have to do stands; None where nothing is overdue, due or soon."""
    found = [] if is_handed_over() else waiting(current_user.user.id, access().moment)
    as_ally = {one.person_id for one in found} & access().as_ally()
    people = Person.with_team().where(Person.id.in_(as_ally)) if as_ally else ()
    labels = {person.id: access().labels(person) for person in people}
    states = [one.state for one in found if one.label in labels.get(one.person_id, {one.label})]
    return next((state for state in WAITING if state in states), None)


@actions.app_template_global()
def living_day(person: Person) -> date:
    """The day that people are living there."""
    return clock.living_day(person.team.tz)


@actions.app_template_global()
def agreed_next(person: Person) -> list[Kept]:
    """What is still to be done, by day, as far as the signed-in user may read it."""
    reader = reader_of(person)
    return [one for one in open_ones([person.id]) if reader.reads(one)]


@actions.app_template_global()
def led_here(person: Person) -> list[LedTo]:
    """What the signed-in user's words around this person led to, of what they may read."""
    reader = reader_of(person)
    return [
        one
        for one in led_to(current_user.user.id, [person.id], [person.id] if reader.own else [])
        if reader.reads(one.action)
    ]


def may_know(person: Person) -> list[KnownItem]:
    """The things that are or were in the person's plan, as far as the signed-in user may know of them."""
    labels = access().labels(person) if sees_things(person) else ()
    return [one for one in known_items(person, clock.living_day(person.team.tz)) if one.label in labels]


def what_can_lead(person: Person, month: date, known: Iterable[KnownItem]) -> list[Source]:
    """What they may choose as having led to something that is agreed in that month; `known`: of what they may know."""
    return offered(person, month, reader_of(person), sight(person), known)


@contextmanager
def agreed_upon(form: Form) -> Iterator[None]:
    """What the nouns refuse is said beside its field."""
    try:
        yield
    except Incomplete as lacking:
        form.refuse(str(MISSING[str(lacking)]), str(lacking))
    except Over:
        form.refuse(_("Choose a day from today on."), "by_when")
    except NotAnOwner:
        form.refuse(_("They cannot be given this now. Choose somebody else."), "owner")
    except NotNow:
        raise Refused(_("Somebody has said already what became of it. Open the page again to see it.")) from None
    except NotYet:
        raise Refused(_("That month has not come yet."), "day") from None
    except Closed:
        raise ConversationClosed(form.typed) from None
