"""Receiving: how a record that waited on a phone is answered (decision 8).

One that can be read is never merely refused: it is written down, or kept for a person to settle. Views know nothing of
this: they answer as they answer any form, and what that means for a phone is said here.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, request
from flask_login import current_user
from peewee import OperationalError
from playhouse.pool import MaxConnectionsExceeded
from werkzeug.datastructures import Headers
from werkzeug.exceptions import Conflict, TooManyRequests, UnprocessableEntity
from werkzeug.test import EnvironBuilder

from carelog import journal
from carelog.arriving import AGAIN, RECORD_ID, TOGETHER, Arriving, arriving, brings_one, in_newest_format, read
from carelog.htmx import note_numbers
from carelog.journal import Event
from carelog.people.circle import ALLY

RECEIPT, PROBLEM, NEXT, SEQ = "Record-Receipt", "Record-Problem", "Record-Next", "Record-Person-Seq"
AUTHOR, CHANGE, KEPT, REFUSED = "author", "change", "kept", "refused"  # what Record-Problem says
PARTS = "parts"  # of a photo: its bytes have to come anew
FIRST_PROBLEM, FIRST_OF_OURS = 400, 500
UNREADABLE = {400, 404, 405, 413, 414, 415, 431}  # where nothing came that could be looked at
WITHDRAWAL = "withdrawal"  # how the kinds end that take something back
COMES_LATER = {401, 429}  # the phone asks to sign in, or waits
Keeper = Callable[[Arriving, str, str], Event]


class OtherAuthor(Conflict):
    """Somebody else is signed in on that phone now: it is held until its author is."""


class Again(NamedTuple):
    """Whether it is written down now; else what its view says about it, if anything. With the receipts."""

    written: bool
    advice: str
    receipts: list[str]


def install(app: Flask, keep: Keeper) -> None:
    """Read what a phone says of a record, and answer in its words. `keep` stores what needs a person, and why."""

    app.before_request(_look)

    @app.after_request
    def answer(response: Response) -> Response:
        coming = arriving()
        if coming is None:
            unread = RECORD_ID in request.headers and response.status_code in UNREADABLE
            return _problem(response, REFUSED) if unread else response
        if coming.again:
            return response
        try:
            return _numbered(coming, _answer(coming, response, keep))
        except (OperationalError, MaxConnectionsExceeded, TooManyRequests) as busy:
            return app.make_response(app.handle_user_exception(busy))


def _look() -> None:
    """Who sends what. Raises OtherAuthor, and what `read` raises."""
    if brings_one():
        g.arriving = coming = read()
        if _is_anothers(coming):
            raise OtherAuthor
        if coming.known_format:
            in_newest_format(coming)


def send_again(path: str, fields: Iterable[tuple[str, str]], headers: dict[str, str]) -> Again:
    """What was kept, by the same door as at first, as its author, who is signed in."""
    builder = EnvironBuilder(
        path, request.host_url, method="POST", data=urlencode(list(fields)), headers=Headers(headers),
        content_type="application/x-www-form-urlencoded",
        environ_overrides={name: request.environ[name] for name in ("HTTP_COOKIE", "REMOTE_ADDR")} | {AGAIN: True},
    )  # fmt: skip
    with current_app.app_context(), current_app.request_context(builder.get_environ()):
        answer: Response = current_app.full_dispatch_request()
        _why, advice = g.get("why", ("", ""))
    return Again(answer.status_code < FIRST_PROBLEM, advice, answer.headers.getlist(RECEIPT))


def _is_anothers(coming: Arriving) -> bool:
    return bool(current_user.is_authenticated and current_user.user.id != coming.author_id)


def _answer(coming: Arriving, response: Response, keep: Keeper) -> Response:
    status = response.status_code
    if status < FIRST_PROBLEM:
        return _saved(coming, response)
    if status in COMES_LATER or status >= FIRST_OF_OURS:
        return response
    if _is_anothers(coming):
        return _problem(response, AUTHOR)
    return _before(coming) or (response if PROBLEM in response.headers else _not_written(coming, response, keep))


def _not_written(coming: Arriving, response: Response, keep: Keeper) -> Response:
    """It came for the first time, and is not written down: who may not write it is told so, else it is kept."""
    if coming.author is None:
        return _problem(response, REFUSED)
    if coming.attended and response.status_code == UnprocessableEntity.code:
        return _problem(response, CHANGE)
    return _kept(coming, keep(coming, *g.get("why", ("rule", ""))))


def with_problem(status: int, what: str) -> Response:
    """A view's own answer to a phone about a record that is neither written down nor kept."""
    return _problem(current_app.response_class(status=status), what)


def _saved(coming: Arriving, response: Response) -> Response:
    """A redirect would hide its headers from who sent this; and who may not read gets the receipt alone.

    A second undo is answered with the receipt of the first one; it names it as the phone does.
    """
    if RECEIPT not in response.headers:
        return response
    if coming.kind.endswith(WITHDRAWAL):
        response.headers[RECEIPT] = " ".join([coming.id, *response.headers[RECEIPT].split()[1:]])
    short = _receipt(response.headers[RECEIPT])
    if coming.late:
        return short
    if "Location" not in response.headers:
        return response
    short.headers[NEXT] = response.location
    return short


def _before(coming: Arriving) -> Response | None:
    """It came before: its receipt once more, whatever has changed meanwhile."""
    found = journal.arrived(
        coming.id, coming.sent.digest, coming.author_id, coming.person_id, several=coming.kind in TOGETHER
    )
    if not found:
        return None
    if found[0].kind == KEPT:
        return _kept(coming, found[0])
    one = found[0].id == coming.id
    receipt = found[0].receipt() if one else journal.receipt_together(coming.id, found)
    note_numbers(found)
    return _receipt(receipt.header())


def _kept(coming: Arriving, event: Event) -> Response:
    """It is on the server, and a person has to look at it. The receipt names it as the phone does."""
    stored = event.receipt()._replace(id=coming.id)
    note_numbers([event])
    return _problem(_receipt(stored.header(), 202), KEPT)


def _numbered(coming: Arriving, response: Response) -> Response:
    """Which of the person's records these are: a page that knows fewer is older. To an ally it would tell of others."""
    numbers = g.get("written", ())
    may_count = coming.author is not None and coming.author.role != ALLY and not coming.late
    if numbers and may_count and RECEIPT in response.headers:
        response.headers[SEQ] = str(max(numbers))
    return response


def _receipt(header: str, status: int = 204) -> Response:
    return current_app.response_class(status=status, headers={RECEIPT: header})


def _problem(response: Response, what: str) -> Response:
    response.headers[PROBLEM] = what
    return response
