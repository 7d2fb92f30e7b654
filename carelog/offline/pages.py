"""The blueprint of this room: what a phone asks for, to go on without a signal. Its routes are gathered in views.py.

Here too is what every page of ours tells the service worker, and how that asks without leaving a trace.
"""

from typing import Any, cast

from flask import Blueprint, Flask, Response, g, has_request_context, request
from flask.blueprints import BlueprintSetupState
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import current_user

from carelog.access import is_handed_over, loads_a_page
from carelog.arriving import arriving
from carelog.web import QUIET

WHOSE, NOBODY = "Phone-Page", "-"  # a gateway's own page has no such header, and is never taken for one of ours
LOCKED = "Phone-Locked"  # the phone is in the person's hands

offline = Blueprint("offline", __name__)


class QuietSessions(SecureCookieSessionInterface):
    """What is asked in the background leaves the cookie as it is: its answer may come after a newer one.

    A page that is fetched to be kept may come after signing out, or in as somebody else; and what an answer had to say
    ("Saved.") would be lost with the older cookie of another one that was on its way before.
    """

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Where it changed, but never for the worker, nor for a record whose author does not wait for the answer.

        That it goes on for longer is said with a page.
        """
        coming = arriving()
        if QUIET in request.headers or (coming is not None and not coming.attended):
            return False
        return session.modified or (loads_a_page() and super().should_set_cookie(app, session))


@offline.record_once
def install(state: BlueprintSetupState) -> None:
    """Put these sessions in the place of Flask's own."""
    cast("Flask", state.app).session_interface = QuietSessions()


@offline.after_app_request
def say_whose(response: Response) -> Response:
    """On pages only: a file is nobody's. While the database is away nobody knows."""
    if response.mimetype != "text/html" or "busy" in g:
        return response
    if is_handed_over():
        response.headers[LOCKED] = "yes"
    response.headers[WHOSE] = current_user.session.handle if current_user.is_authenticated else NOBODY
    return response


@offline.app_context_processor
def said_once() -> dict[str, Any]:
    """What a page says once waits for the page that somebody looks at."""
    if not has_request_context() or QUIET not in request.headers:
        return {}
    return {"get_flashed_messages": lambda **_how: [], "undo_offered": lambda: None}
