"""One good page for every status a user can meet: what happened, and what to do."""

import logging

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_babel import lazy_gettext as _l
from peewee import OperationalError
from playhouse.pool import MaxConnectionsExceeded
from werkzeug.exceptions import ClientDisconnected, HTTPException, InternalServerError, ServiceUnavailable

from carelog import journal

WORDS = {
    400: (_l("We could not read that"), _l("Something in what was sent was not in order. Go back and try again.")),
    401: (_l("Please sign in"), _l("You are not signed in any more. Sign in, then do it again.")),
    403: (_l("That is not shared with you"), _l("If you think you need it, ask the person or their coordinator.")),
    404: (_l("We could not find that"), _l("The page may have moved, or it may not be yours to see.")),
    405: (_l("That cannot be done here"), _l("Go back to the page before and use its buttons.")),
    409: (_l("That was recorded differently before"), _l("Open the page again to see what is there now.")),
    410: (_l("That link has been used or is too old"), _l("Ask the person who sent it for a new one.")),
    413: (_l("That is too big"), _l("Send a smaller file or less text.")),
    414: (_l("That address is too long"), _l("Go back to the page before and try again.")),
    415: (_l("We cannot use that kind of file"), _l("Send one of the kinds that the page names.")),
    422: (_l("Something needs changing"), _l("Go back, look at what you filled in, and try again.")),
    429: (_l("Please wait a moment"), _l("There were too many tries. Wait a little, then try again.")),
    431: (_l("That is too big"), _l("Send less, then try again.")),
    500: (_l("Something went wrong here"), _l("It is our fault, not yours. Nothing was half saved. Try again.")),
    503: (_l("We are busy just now"), _l("Nothing was saved. Try again in a minute.")),
}
_log = logging.getLogger("carelog")


def install(app: Flask) -> None:
    """Answer every error with the page."""
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(ClientDisconnected, lambda _problem: page(503))  # the network's fault: it is sent again
    app.register_error_handler(journal.DifferentContent, lambda _problem: _because("different", page(409)))
    app.register_error_handler(journal.NotYours, lambda _problem: _because("not_yours", page(403)))
    app.register_error_handler(journal.PlaceEnded, lambda _problem: _because("ended", page(422)))
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(MaxConnectionsExceeded, _busy)


def answer(problem: HTTPException) -> Response:
    """The page for a status; a redirect stays one."""
    if problem.response is not None:
        return make_response(problem.response)
    known = problem.code if problem.code in WORDS else InternalServerError.code
    advice, words = getattr(problem, "advice", None), getattr(problem, "words", "")
    response = _because(getattr(problem, "why", "rule"), page(known, advice, getattr(problem, "title", None), words))
    for name, value in problem.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def page(status: int, instead: str | None = None, called: str | None = None, words: str = "") -> Response:
    """The page, or for htmx only its notice, which takes the place of what was asked for.

    `instead` of what is usually advised, `called` instead of the usual title; `words` that would be lost, to copy.
    """
    title, advice = WORDS[status]
    fragment = "HX-Request" in request.headers
    template = "_problem.html" if fragment else "error.html"
    values = {"status": status, "title": called or title, "advice": instead or advice, "words": words}
    response = make_response(_plain(template, values) if "busy" in g else render_template(template, **values), status)
    if fragment:
        response.headers["HX-Retarget"] = "#not-done"
        response.headers["HX-Reswap"] = "innerHTML"
    response.vary.add("HX-Request")
    return response


def _because(why: str, response: Response, advice: str = "") -> Response:
    """For who has to know why: what had waited on a phone is kept with it."""
    g.why = why, advice
    return response


def _refused(problem: "Refused") -> Response:
    return _because(problem.why, page(422, problem.advice), str(problem.advice))


def _busy(problem: Exception) -> Response:
    """The database is locked, full or away: nothing was saved, and the phone keeps its record."""
    _log.error("database", extra={"problem": type(problem).__name__})
    g.busy = True
    response = page(ServiceUnavailable.code)
    response.headers["Retry-After"] = "10"
    return response


def _plain(template: str, values: dict[str, object]) -> str:
    """Without what every other page asks the database for: who is signed in, and where they may go."""
    unasked = dict.fromkeys(("nav", "is_demo", "is_handed_over"), lambda: None)
    return current_app.jinja_env.get_template(template).render(unasked | values)


class Refused(Exception):
    """What was asked for breaks a rule that the user can understand: the advice says what to do instead."""

    def __init__(self, advice: str, why: str = "rule") -> None:
        """The advice is interface text, translated already or lazily; `why`: one of `kept_wording.PROBLEMS`."""
        super().__init__()
        self.advice, self.why = advice, why
