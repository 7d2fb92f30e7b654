"""Waiting to send: what is on this phone only. The page is words; the records themselves never come from here."""

from flask.typing import ResponseReturnValue
from flask_login import current_user

from carelog.access import needs
from carelog.htmx import respond
from carelog.offline.pages import offline
from carelog.offline.waiting_wording import KINDS, STATES, WHY
from carelog.people.person import Person


@offline.get("/waiting")
@needs("waiting.read")
def waiting() -> ResponseReturnValue:
    """With the names of everybody whom the reader may know of: the phone keeps a person's number only."""
    people = Person.visible_to(current_user.user)
    return respond("offline/waiting.html", kinds=KINDS, states=STATES, why=WHY, people=people)
