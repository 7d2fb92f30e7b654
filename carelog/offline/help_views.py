"""Help: what works without a signal."""

from flask.typing import ResponseReturnValue

from carelog.access import access, needs
from carelog.htmx import respond
from carelog.offline.pages import offline
from carelog.offline.without_signal import LIMITS, NEEDS_SIGNAL, WORKS, reader


@offline.get("/help")
@needs("home.read")
def help_page() -> ResponseReturnValue:
    """One table of what holds for this reader's phone, its limits, and how to put carelog on its first screen."""
    mine = reader(access().anywhere())
    works, needs_signal = ([row for row in table if mine in row.whose] for table in (WORKS, NEEDS_SIGNAL))
    return respond("offline/help.html", works=works, needs_signal=needs_signal, limits=LIMITS)
