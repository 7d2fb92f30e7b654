"""A tour of the whole app by everybody: every page, every form empty, wrong and in order, links of every kind."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from peewee import CharField, TextField
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from carelog import errors
from carelog.db import Table
from carelog.offline import stand_in_views
from carelog.people.circle import SELF
from carelog.records.concern import Concern, SafeNow
from tests import cast, everywhere, in_hand, visitors
from tests.everywhere import ANYBODY, SIGNED_IN, WAYS, WHO_IS_SIGNED_IN, Way, good_form, on_their_page
from tests.recording import own_records
from tests.shown import easy_lines, on_page, shown, strings
from tests.visitors import OF_THE_CAST, SIGNED_OUT

# Who goes; Jamie shares everything with "ally elsewhere".
VISITORS = ("self", "worker", "coordinator", "manager", "ally elsewhere")
SAME_PAGES = 2  # of one kind, opened by links: of different people, or on different days
QUESTIONS = 12  # on a phone in the person's hands
WRONG = "\N{INVERTED QUESTION MARK}"  # in every field of a form
NO_PAGE = {"records.photo", "records.kept_picture", "offline.worker", "health.healthz"}
HTMX = {"HX-Request": "true"}
CODE = re.compile(r"[a-z_]+")  # what is stored so, nobody wrote


class Tour:
    """Everything that was shown on it, and at which address first."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.shown: dict[tuple[str, str], str] = {}
        self.easy: dict[str, str] = {}  # lines of pages in Easy Read
        self.opened: Counter[str] = Counter()  # pages, by endpoint
        self.sent: set[str] = set()  # by us, in forms
        self.places = everywhere.open_places(app)
        self.browsers = {name: cast.signed_in(app, OF_THE_CAST[name]) for name in VISITORS}
        self.browsers[SIGNED_OUT] = app.test_client()
        self.left = self.somebody_who_left()
        self.own = {
            role: own_records(cast.MARGARET, everywhere.author(OF_THE_CAST[role], role))
            for role in ("self", "worker", "coordinator")
        }

    def go(self) -> None:
        """All of it."""
        asked: set[tuple[str, str, str]] = set()
        for visitor, browser in self.browsers.items():
            ways = [way for way in WAYS if way.method == "GET" and _may(way, visitor)]
            for way in ways:
                self.see(browser, way.path.format(**self.places))
            # the person is told the same in words of their own
            self.follow_links(browser, Counter(way.endpoint for way in ways), set() if visitor == SELF else asked)
        self.see_stand_ins()
        self.see_errors()
        self.see(*self.left)
        for way in WAYS:
            if way.method == "POST" and str(way) not in WHO_IS_SIGNED_IN:
                self.fill_in(way)
        self.hand_over()

    def see(self, browser: FlaskClient, path: str) -> TestResponse:
        """Open a page."""
        answer = browser.get(path)
        if answer.status_code == 200:
            self.opened[self.endpoint(path)] += 1
        self.keep(answer, path)
        return answer

    def send(self, browser: FlaskClient, way: Way, form: dict[str, Any], **more: Any) -> TestResponse:
        """Send a form; what it says, and the page that it leads to."""
        self.sent |= {value for value in form.values() if isinstance(value, str)}
        answer = browser.open(way.path.format(**self.places), method=way.method, data=form, **more)
        self.keep(answer, str(way))
        if answer.status_code in (302, 303):
            self.keep(browser.get(answer.location), f"after {way}")
        return answer

    def keep(self, answer: TestResponse, where: str) -> None:
        """Note what it shows."""
        assert answer.status_code < 500, where
        found = list(shown(answer))
        for piece in found:
            self.shown.setdefault(piece, where)
        for line in easy_lines(answer.text) if answer.mimetype == "text/html" else ():
            self.easy.setdefault(line, where)

    def follow_links(self, browser: FlaskClient, opened: Counter[str], asked: set[tuple[str, str, str]]) -> None:
        """From where that visitor begins: each page a few times, and what has not been asked of any before."""
        left = ["/people", "/my-week", "/today", "/account"]
        while left:
            path = left.pop()
            endpoint = self.endpoint(path)
            fresh = self.asked(path) - asked
            if endpoint in {"", *NO_PAGE} or (opened[endpoint] >= SAME_PAGES and not fresh):
                continue
            opened[endpoint] += 1
            asked |= fresh
            answer = self.see(browser, path)
            if answer.mimetype == "text/html":
                left += [unescape(link) for link in re.findall(r'href="(/[^"#]*)', answer.text)]

    def asked(self, path: str) -> set[tuple[str, str, str]]:
        """What is asked of a page, each by itself: a word of our own counts, somebody's number or day does not."""
        pairs = parse_qsl(urlsplit(path).query, keep_blank_values=True)
        return {(self.endpoint(path), name, value if value.isalpha() else "") for name, value in pairs}

    def endpoint(self, path: str) -> str:
        """Whose address it is; "" if nobody's."""
        try:
            found, _values = self.app.url_map.bind("localhost").match(urlsplit(path).path, "GET")
        except HTTPException:
            return ""
        return str(found)

    def see_stand_ins(self) -> None:
        """What a phone keeps for when there is no signal."""
        for path in (f"/phone/forms/{kind}" for kind in stand_in_views.ADDRESSES):
            self.see(self.browsers["worker"], path)

    def somebody_who_left(self) -> tuple[FlaskClient, str]:
        """And the address of a worry that they told before."""
        margaret, place = cast.person(cast.MARGARET), visitors.belong("gone", "worker")
        told = Concern.record(margaret, everywhere.author("gone", "worker"), safe_now=SafeNow.NO, seen="A bruise")
        place.end(visitors.OPERATOR)
        return cast.signed_in(self.app, "gone"), f"/worries/{told.id}"

    def see_errors(self) -> None:
        """Each status that people meet, as a page and as a fragment."""
        for status in errors.WORDS:
            for headers in ({}, HTMX):
                with self.app.test_request_context(headers={"Accept-Language": "cy", **headers}):
                    for piece in on_page(errors.page(status).get_data(as_text=True)):
                        self.shown.setdefault(piece, f"status {status}")

    def fill_in(self, way: Way) -> None:
        """Wrong in every field; then in order, for the page that follows; then again, for a fragment."""
        visitor = next((name for name in VISITORS if _may(way, name)), SIGNED_OUT)
        browser, own = self.browsers[visitor], self.own.get(visitor, self.own["worker"])
        for headers in ({}, HTMX):
            form = on_their_page(browser, good_form(way.endpoint, self.places, cast.MARGARET, own))
            if not headers:
                wrong = {name: value if name in ("author", "id") else WRONG for name, value in form.items()}
                self.send(browser, way, wrong)
                self.send(browser, way, {})
            if way.endpoint not in ("handing_over.create", "accounts.sign_in"):
                self.send(browser, way, form, headers=headers)
        if browser is not self.browsers[SIGNED_OUT]:
            cast.session_of(browser).prove()

    def hand_over(self) -> None:
        """The questions, one answered after the other, and what else is on the way."""
        phone = in_hand.hand_over(self.app)
        for _number in range(QUESTIONS):
            page = self.see(phone, "/answers")
            answers = re.findall(r'<button[^>]*name="answer" value="([^"]+)"', page.text)
            for path in re.findall(r'href="(/answers[^"#]*)', page.text):
                self.see(phone, unescape(path))
            if not answers:
                return
            self.keep(in_hand.press(phone, answers[0]), "POST answers.create")


def _may(way: Way, visitor: str) -> bool:
    if way.who == ANYBODY:
        return True
    if visitor == SIGNED_OUT:
        return False
    held = {visitor} if visitor in visitors.INSIDE else set() if way.around_margaret else visitors.OUTSIDE[visitor]
    return way.who == SIGNED_IN or bool(held & way.allowed)


def written() -> Iterator[str]:
    """What people wrote, from every table: their texts, and in JSON what is no code."""
    for table in _tables(Table):
        for field in table._meta.sorted_fields:
            if isinstance(field, CharField | TextField):
                rows: Any = table.select(field).distinct().tuples()
                values = {value for (value,) in rows if isinstance(value, str)}
                yield from (value for value in values if isinstance(field, TextField) or not CODE.fullmatch(value))
                yield from (inner for value in values if value[:1] in ("[", "{") for inner in _in_json(value))


def _tables(above: type[Table]) -> Iterator[type[Table]]:
    for table in above.__subclasses__():
        yield from _tables(table)
        if not table.__subclasses__():
            yield table


def _in_json(value: str) -> Iterator[str]:
    try:
        yield from (text for text in strings(json.loads(value)) if not CODE.fullmatch(text))
    except ValueError:
        return
