"""Asking as a browser does, and what every answer and the log are held to."""

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from carelog.logs import JsonLines
from carelog.offline import common_views
from carelog.web import QUIET
from tests import cast

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HTMX = {"HX-Request": "true"}
# As a service worker asks for a page: without the two parts that all pages have in common, which take a third of the
# time of a page that says no. For who asks thousands of pages and looks at neither.
APART = {QUIET: common_views.APART}
ID = "6f1f6bb0-6f3c-4f2f-9f2f-0c8f2f0f6a02"
SQLITE = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)  # the database makes no difference


def assert_guarded(answer: Response) -> None:
    """What a browser is told to keep to, whatever it was sent."""
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=(self)" in answer.headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Server" not in answer.headers


def due(browser: FlaskClient) -> list[dict[str, str]]:
    """What a tap on each of today's chances sends, but for the id."""
    page = browser.get(f"/people/{cast.person(cast.MARGARET).id}/day").text
    names = ("item", "day", "number")
    found = zip(*(re.findall(rf'name="{name}" value="([^"]+)"', page) for name in names), strict=True)
    return [{**dict(zip(names, key, strict=True)), "said": "happened"} for key in found]


def static(app: Flask) -> str:
    """Where this start of the app has its static files."""
    found = re.search(r"/static/[0-9a-f]+", app.test_client().get("/sign-in").text)
    assert found is not None
    return found[0]


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """What our log says, and what anybody else's does from warnings on."""
    written = io.StringIO()
    ours, theirs = logging.StreamHandler(written), logging.StreamHandler(written)
    ours.setFormatter(JsonLines())
    logging.getLogger("carelog").addHandler(ours)
    logging.getLogger().addHandler(theirs)
    try:
        yield written
    finally:
        logging.getLogger("carelog").removeHandler(ours)
        logging.getLogger().removeHandler(theirs)


def words_of(answer: TestResponse) -> str:
    """Of a photo as well, and of all that is packed into a Word document."""
    if answer.data.startswith(b"PK"):
        with ZipFile(io.BytesIO(answer.data)) as packed:
            return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    return answer.data.decode(errors="replace")


def titles_and_addresses(answer: TestResponse) -> list[str]:
    """What a browser's history, a log or another page would say of it."""
    page = words_of(answer)
    titles = re.findall(r"<title>([^<]*)</title>", page)
    assert len(titles) == (1 if "<html" in page else 0)
    addresses = re.findall(r"""\b(?:href|src|action|hx-\w+|id|for|name)=["']([^"']*)""", page)
    ours = [address for address in addresses if not address.startswith(("tel:", "data:"))]
    return [*titles, *ours, answer.headers.get("Location", "")]
