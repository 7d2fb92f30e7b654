"""What every request passes: the database connection, the checks of bad input and cross-site writes, the headers."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.routing import BaseConverter, IntegerConverter, Map, ValidationError

from carelog import clock
from carelog.db import database
from carelog.settings import Settings

LARGEST_ID = 2**31 - 1  # what both databases hold in an integer column
LARGEST_BODY = 3 * 1024 * 1024
LARGEST_FORM = 256 * 1024
MOST_FIELDS = 500  # in a form
SHEETS = {"records.create_sheet"}  # several fields for each chance of a week
LARGEST_PHOTOS = 33 * 1024 * 1024  # four of them, and the log that they belong to
WITH_PHOTOS = {"records.create_log", "records.item_photo", "records.person_photo"}  # from a browser without scripts
FIRST_DAY, LAST_DAY = date(2000, 5, 1), date(2100, 1, 31)  # a Monday and a Sunday, with whole months between them
UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # a NUL, half a surrogate pair
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
WITHOUT_DATABASE = {"health.healthz", "manifest", "offline.worker"}  # they answer when it is gone, too
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer, form posts would send "Origin: null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(self), microphone=(), payment=(), usb=()",
}
QUIET = "Phone-Keep"  # of a request that nobody waits for: the service worker fetches a page to keep


class RowId(IntegerConverter):
    """A row's number in an address; one that no database could hold is simply not there."""

    regex = "[0-9]{1,10}"

    def __init__(self, map: Map) -> None:
        """Positive, and within an integer column."""
        super().__init__(map, min=1, max=LARGEST_ID)


class RunningNumber(IntegerConverter):
    """Which of several chances on one day, in an address."""

    regex = "[1-9][0-9]?"


class Day(BaseConverter):
    """A date in an address, as YYYY-MM-DD; what is none, or lies far from our time, is simply not there."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """The date."""
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise ValidationError from None
        if not in_our_time(day):
            raise ValidationError
        return day

    def to_url(self, value: Any) -> str:
        """Its one spelling."""
        return str(value)


class Month(BaseConverter):
    """A month in an address, as YYYY-MM: its first day; what is none, or lies far from our time, is not there."""

    regex = r"[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Its first day."""
        try:
            first = date.fromisoformat(f"{value}-01")
        except ValueError:
            raise ValidationError from None
        if not in_our_time(first):
            raise ValidationError
        return first

    def to_url(self, value: Any) -> str:
        """The month of that day."""
        return f"{value:%Y-%m}"


class EventId(BaseConverter):
    """An event's or item's UUID in an address, in its one spelling."""

    regex = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def install(app: Flask, secure: bool) -> None:
    """Put it around every view."""
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY, MAX_FORM_MEMORY_SIZE=LARGEST_FORM, MAX_FORM_PARTS=1000)
    app.url_map.converters.update(row=RowId, uuid_text=EventId, day=Day, month=Month, few=RunningNumber)
    app.add_template_filter(in_our_time)

    @app.before_request
    def prepare() -> None:
        g.started = clock.now()
        if request.endpoint not in WITHOUT_DATABASE:
            g.opened = database.connect(reuse_if_open=True)  # first, because a refusal's page asks it who is signed in
        refuse_cross_site()
        if request.endpoint in WITH_PHOTOS and current_user.is_authenticated:
            request.max_content_length = LARGEST_PHOTOS
        refuse_unstorable(request.args)
        if request.method not in SAFE_METHODS:
            refuse_too_many(request.form)
            refuse_unstorable(request.form)
            refuse_unstorable(MultiDict((name, sent.filename or "") for name, sent in request.files.items(multi=True)))

    @app.teardown_request
    def close(_problem: BaseException | None) -> None:
        if g.pop("opened", False) and not database.is_closed():
            database.close()

    @app.after_request
    def headers(response: Response) -> Response:
        return guard(response, secure=secure)


def guard(response: Response, *, secure: bool) -> Response:
    """Its headers. The service worker puts them on what it keeps: offline/worker_views.py tells it which."""
    if QUIET not in request.headers:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "private, no-store")
    if secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def only_whole(answer: Any) -> Any:
    """A body that the network cut off is not taken for a shorter one: it is counted against what was announced.

    gunicorn says of its streams that they end by themselves, and then werkzeug would not count.
    """

    def counted(environ: dict[str, Any], start_response: Any) -> Any:
        environ.pop("wsgi.input_terminated", None)
        return answer(environ, start_response)

    return counted


def refuse_cross_site() -> None:
    """Only our own pages may write. Browsers say where a request comes from; what says nothing is no browser."""
    if request.method in SAFE_METHODS:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        if site != "same-origin":
            abort(403)
    elif origin is not None and host_of(origin) not in {request.host, host_of(_settings().url)}:
        abort(403)


def host_of(address: str) -> str | None:
    """The host and port that an address names; None if it is no address."""
    try:
        return urlsplit(address).netloc or None
    except ValueError:
        return None


def _settings() -> Settings:
    told: Settings = current_app.config["SETTINGS"]
    return told


def refuse_too_many(fields: MultiDict[str, str]) -> None:
    """No form of ours has so many fields, but for a sheet that is typed in: it has as many as fit into LARGEST_FORM."""
    if request.endpoint not in SHEETS and sum(map(len, fields.listvalues())) > MOST_FIELDS:
        abort(413)


def refuse_unstorable(values: MultiDict[str, str]) -> None:
    """No text field of either database holds a NUL or half a surrogate pair."""
    for name, value in values.items(multi=True):
        if UNSTORABLE.search(name + value):
            abort(400)


def in_our_time(day: date) -> bool:
    """Addresses and forms take that date."""
    return FIRST_DAY <= day <= LAST_DAY


def asked_day(today: date, name: str = "day") -> date:
    """The date that the address asks for; today, if it asks for none. 400 for what is no date."""
    asked = request.args.get(name)
    try:
        day = date.fromisoformat(asked) if asked else today
    except ValueError:
        abort(400)
    if not in_our_time(day):
        abort(400)
    return day
