"""respond: a whole page, or the piece of it that was asked for."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Response, current_app, make_response, redirect, render_template, request
from flask_htmx import HTMX
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from carelog.journal import Event

htmx = HTMX()
LONGEST_ADDRESS = 2000


def respond(page: str, fragment: str | None = None, status: int = 200, **values: Any) -> Response:
    """The page, or for htmx the fragment that the page includes too."""
    template = fragment if fragment and htmx else page
    response = make_response(render_template(template, **values), status)
    response.vary.add("HX-Request")
    return response


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
    return response


def back(default: str, anchor: str = "", sent: str | None = None) -> str:
    """Where a plain form came from, if that was one of our pages; else `default`.

    A form on a page of its own carries, as `sent`, where that page was opened: `came_from`.
    """
    where = _own_page(sent or request.referrer or "") or default
    return f"{where}#{anchor}" if anchor else where


def came_from() -> str:
    """Our page that led to this one, for a form to carry; "" if none did, or this one led to itself."""
    where = _own_page(request.referrer or "") or ""
    return "" if urlsplit(where).path == request.path else where


def _is_page(path: str) -> bool:
    """It can be opened; a form that needs changing stands under the address that it was sent to, which cannot."""
    try:
        current_app.url_map.bind(request.host).match(path, "GET")
    except HTTPException:
        return False
    return True


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
    if parts.netloc != request.host or not local or not _is_page(parts.path):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")
