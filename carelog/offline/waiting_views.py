"""Waiting to send: what is on this phone only. The page is words; the records themselves never come from here."""

from flask.typing import ResponseReturnValue

from carelog.access import needs
from carelog.htmx import respond
from carelog.offline.pages import offline
from carelog.offline.waiting_wording import KINDS, STATES, WHY


@offline.get("/waiting")
@needs("waiting.read")
def waiting() -> ResponseReturnValue:
    """Of whom they are is sealed with their words: a copy of this page names nobody."""
    return respond("offline/waiting.html", kinds=KINDS, states=STATES, why=WHY)
