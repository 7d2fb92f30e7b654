"""Help: what works without a signal."""

from flask.typing import ResponseReturnValue

from carelog.access import needs
from carelog.htmx import respond
from carelog.offline.pages import offline
from carelog.offline.without_signal import LIMITS, NEEDS_SIGNAL, WORKS


@offline.get("/help")
@needs("home.read")
def help_page() -> ResponseReturnValue:
    """One table, the limits of it, and how to put carelog on the first screen of a phone."""
    return respond("offline/help.html", works=WORKS, needs_signal=NEEDS_SIGNAL, limits=LIMITS)
