"""Who is asked what they think of a month; and what each of us is asked."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import access, author, may, needs
from carelog.errors import Refused
from carelog.htmx import back, receipted_together, respond
from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.reviews.desk_forms import InvitationsForm
from carelog.reviews.desk_views import DESK, chosen_lines
from carelog.reviews.invitation import Asked, NobodyToAsk, asked_of, invite, to_ask
from carelog.reviews.pages import conversations, understood


@conversations.route(f"{DESK}/invitations", methods=["GET", "POST"])
@needs("desk.write")
def invitations() -> ResponseReturnValue:
    """Whom around these people to ask what they think; and ask them."""
    lines = chosen_lines()
    able = to_ask({line.person: line.month for line in lines})
    offered = [(line, able[line.person.id]) for line in lines]
    form = InvitationsForm(offered)
    if not form.was_sent():
        return respond("reviews/invitations.html", status=form.status, offered=offered, form=form)
    wanted = [(line.person, line.month, form.wanted[line.key]) for line in lines if line.key in form.wanted]
    try:
        with understood():
            events = invite(wanted, author("desk.write"), str(form.id.data))
    except NobodyToAsk:
        raise Refused(_("Somebody has asked them today. Once a day is enough.")) from None
    flash(_("They are asked. They find it on their own pages."), "saved")
    return receipted_together(
        redirect(back(url_for("conversations.desk"), sent=form.back.data), 303), str(form.id.data), events
    )


@conversations.get(f"{DESK}/asked")
@needs("asked.read")
def asked() -> ResponseReturnValue:
    """Whose conversations wait for what I think."""
    mine = [row.person_id for row in access().memberships.values() if row.role != SELF]
    people = {person.id: person for person in Person.visible_to(current_user.user).where(Person.id.in_(mine))}
    return respond("reviews/asked.html", asked=_asked_around(list(people.values())), people=people)


@conversations.app_template_global()
def asked_here(person: Person) -> list[Asked]:
    """The months of which this person's conversation waits for what the reader thinks, the newest first."""
    return _asked_around([person])


def _asked_around(people: list[Person]) -> list[Asked]:
    able = [person.id for person in people if may("perspective.create", person)]
    return asked_of(current_user.user.id, able) if able else []
