"""Phones that ask the server: one connection each, kept open, signed in as somebody."""

import re
import time
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit

from bench.world import PASSWORD
from carelog.accounts.session import OWN_PHONE

NONE: Mapping[str, str] = {}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
AS_HTMX = {**FORM, "HX-Request": "true"}
ROW = re.compile(r'name="item" value="([^"]+)">\s*<input type="hidden" name="day" value="([^"]+)"')


class Phone:
    """One browser, as far as the server can tell."""

    def __init__(self, url: str, username: str = "sam") -> None:
        self.connection = HTTPConnection(urlsplit(url).netloc)
        self.cookie = ""
        answer = self._ask("POST", "/sign-in", {"username": username, "password": PASSWORD, "kind": OWN_PHONE}, FORM)
        cookies = answer.headers.get_all("Set-Cookie") or []
        self.cookie = "; ".join(cookie.partition(";")[0] for cookie in cookies)
        if not self.cookie:
            raise RuntimeError(f"{username} was not let in: {answer.status}")

    def get(self, path: str) -> str:
        """A page. Raises RuntimeError if it is not there."""
        return self._read(self._ask("GET", path))

    def post(self, path: str, fields: dict[str, object]) -> str:
        """What a form's button does."""
        return self._read(self._ask("POST", path, fields, AS_HTMX))

    def seconds(self, path: str) -> float:
        """How long the server takes to answer with that page."""
        started = time.perf_counter()
        self.get(path)
        return time.perf_counter() - started

    def chances(self, person: int) -> list[dict[str, object]]:
        """What there is to mark on this person's day, as the forms of the page carry it."""
        page = self.get(f"/people/{person}/day")
        return [{"item": item, "day": day, "number": 1, "said": "happened"} for item, day in ROW.findall(page)]

    def _ask(
        self, method: str, path: str, fields: dict[str, object] | None = None, headers: Mapping[str, str] = NONE
    ) -> HTTPResponse:
        body = None if fields is None else urlencode(fields)
        self.connection.request(method, path, body, {"Cookie": self.cookie, **headers})
        answer = self.connection.getresponse()
        if not self.cookie:
            answer.read()
        return answer

    @staticmethod
    def _read(answer: HTTPResponse) -> str:
        text = answer.read().decode()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{answer.status}: {text[:300]}")
        return text
