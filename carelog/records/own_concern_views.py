"""A worry that one told of somebody around whom one does not belong any more: to read, and nothing else of them."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from carelog.access import KEPT, Look, access, may, needs
from carelog.htmx import respond
from carelog.records import worries
from carelog.records.pages import records


@records.get("/worries/<uuid_text:concern_id>")
@needs("concerns.read")
def own_concern(concern_id: str) -> ResponseReturnValue:
    """What I wrote, and what was done since; who still belongs reads it where more can be done."""
    worry = worries.own(current_user.user, concern_id) or abort(404)
    if may("concern.read", worry.person):
        return redirect(url_for("records.concern", person_id=worry.person.id, concern_id=worry.id))
    Look.note(access(), KEPT + worry.id, worry.role, [worry.person])
    return respond("records/worry_left.html", worry=worry, person=worry.person)
