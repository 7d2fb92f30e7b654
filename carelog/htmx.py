"""respond: a whole page, or the piece of it that was asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from flask import Response, current_app, g, make_response, redirect, render_template, request, session
from flask_htmx import HTMX
from werkzeug.exceptions import HTTPException, UnprocessableEntity
from werkzeug.wrappers import Response as BaseResponse

from carelog.journal import Event, receipt_together

htmx = HTMX()
LONGEST_ADDRESS = 2000
UNDO = "undo"
NO_PAGE = {None, "offline.worker"}  # what WebKit's service worker fetches names that as where it came from


def respond(page: str, fragment: str | None = None, status: int = 200, **values: Any) -> Response:
    """The page, or for htmx the fragment that the page includes too."""
    template = fragment if fragment and htmx else page
    if status == UnprocessableEntity.code:
        g.why = "change", " ".join(_wrong_in(values))
    response = make_response(render_template(template, **values), status)
    response.vary.add("HX-Request")
    return response


def _wrong_in(values: Mapping[str, Any]) -> Iterator[str]:
    """What the forms among these say needs changing."""
    for value in values.values():
        errors = getattr(value, "errors", None)
        for said in errors.values() if isinstance(errors, dict) else ():
            yield from (str(one) for one in said)


def done(where: str, fragment: str | None = None, **values: Any) -> BaseResponse:
    """After a write: the fragment for htmx, a redirect for a plain form, so that reload does not send it again."""
    if fragment and htmx:
        return respond(fragment, fragment, **values)
    response = redirect(where, 303)
    response.vary.add("HX-Request")
    return response


def receipted(response: BaseResponse, *events: Event) -> BaseResponse:
    """The answer with the receipt of each record that it says is saved."""
    for event in events:
        response.headers.add("Record-Receipt", event.receipt().header())
    note_numbers(events)
    return response


def receipted_together(response: BaseResponse, press: str, events: Sequence[Event]) -> BaseResponse:
    """The answer with one receipt for all the records that one press made."""
    response.headers["Record-Receipt"] = receipt_together(press, events).header()
    note_numbers(events)
    return response


def note_numbers(events: Iterable[Event]) -> None:
    """Which of the person's records these are, for a phone that asks: `receiving` tells it."""
    g.written = [event.person_seq for event in events if event.person_seq is not None]


def offer_undo(text: str, **how: str) -> None:
    """On the page that comes next, say what was done, and how it is undone.

    `at`, `kind`, `person` and `record`: where to post which record's id to take it back, and how the phone keeps that;
    `again`: where it can be written once more.
    """
    session[UNDO] = {"text": text, **how}


def undo_offered() -> dict[str, str] | None:
    """For that page, once."""
    offered: dict[str, str] | None = session.pop(UNDO, None)
    return offered


def back(default: str, anchor: str = "", sent: str | None = None) -> str:
    """Where a plain form came from, if that was one of our pages; else `default`.

    A form on a page of its own carries, as `sent`, where that page was opened: `came_from`; with a place there, if
    it is to be another one than the `anchor`.
    """
    where = _own_page(sent or request.referrer or "") or default
    return f"{where}#{anchor}" if anchor and "#" not in where else where


def came_from() -> str:
    """Our page that led to this one, for a form to carry; "" if none did, or this one led to itself."""
    where = _own_page(request.referrer or "") or ""
    return "" if urlsplit(where).path == request.path else where


def leads_to(address: str) -> str | None:
    """The name of our page that an address opens; a form that needs changing stands under one that opens none."""
    try:
        endpoint: str
        endpoint, _values = current_app.url_map.bind(request.host).match(urlsplit(address).path, "GET")
    except HTTPException:
        return None
    return endpoint


def our_page(address: str | None) -> str:
    """For a form's field: the address, if it is one of our pages; else ""."""
    return _own_page(address or "") or ""


def _own_page(address: str) -> str | None:
    if not address or len(address) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(urljoin(request.host_url, address))
    except ValueError:
        return None
    local = parts.path.startswith("/") and not parts.path.startswith(("//", "/\\"))
    if parts.netloc != request.host or not local or leads_to(parts.path) in NO_PAGE:
        return None
    return urlunsplit(("", "", parts.path, parts.query, parts.fragment))
