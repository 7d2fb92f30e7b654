"""The small cast that the tests share: the demo's people, one agreed week, and nothing recorded yet.

Everything in it began on 1 October 2026; tests that use it live on Wednesday 18 November 2026, 10:00 in London.
"""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog import demo
from carelog.accounts.session import OWN_PHONE, Session
from carelog.accounts.user import User, hash_password
from carelog.db import database
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.weeks.spreadsheet_import import read_week
from carelog.weeks.week_draft import WeekDraft

BEGAN = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)
WEEK_STARTS = date(2026, 10, 5)
PASSWORD = "a long enough password"
MARGARET, JAMIE, WALTER, NADIA, IVY = "Margaret Hughes", "Jamie Carter", "Walter Osei", "Nadia Rahman", "Ivy Bright"
LONDON = ZoneInfo("Europe/London")
SHEET = demo.SHEETS / "week-a-home-care.xlsx"


class Browser(FlaskClient):
    """Each request in an application context of its own, as a server has it.

    Flask lends requests the context that a test has open, and with it everything that was remembered in `g`: who is
    signed in, and what they may do. Then one browser's answer would hang on what another one asked before.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask."""
        with self.application.app_context():
            return super().open(*args, **kwargs)


def build() -> None:
    """Put the cast into the empty database that is bound and connected."""
    with time_machine.travel(BEGAN, tick=False), database.atomic():
        cast = demo.people_and_circles(hash_password(PASSWORD))
        margaret = cast.people[MARGARET]
        read = read_week(SHEET.read_bytes(), SHEET.name)
        WeekDraft.bring_in(margaret, read, SHEET.name, cast.coordinator).agree(
            WEEK_STARTS, "Together.", cast.coordinator
        )
        # somebody who used to belong, and does not any more
        Membership.start(margaret, cast.users["tomasz"], "worker", cast.coordinator).end(cast.coordinator)


def person(name: str) -> Person:
    """One of the people, as anybody may know them."""
    found: Person = Person.with_team().where(Person.name == name).get()
    return found


def user(username: str) -> User:
    """One of the users."""
    found: User = User.get(User.username == username)
    return found


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """That wall-clock time in London."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def client(app: Flask, username: str | None = None) -> FlaskClient:
    """A browser, signed in as that user if one is named."""
    browser = app.test_client()
    if username is not None:
        form = {"username": username, "password": PASSWORD, "kind": "own_phone"}
        answer = browser.post("/sign-in", data=form)
        assert answer.status_code in (302, 303), answer.status
    return browser


def signed_in(app: Flask, username: str, *, proven: bool = True) -> FlaskClient:
    """The same without the password, which is slow on purpose: as if they had signed in on this phone before.

    `proven`: by typing it, just now.
    """
    browser = app.test_client()
    _session, token = Session.open(user(username), OWN_PHONE, "Chrome on Android", username, proven=proven)
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return browser


def session_of(browser: FlaskClient) -> Session:
    """The session of a browser that is signed in."""
    with browser.session_transaction() as cookie:
        found = Session.signed_in(cookie["_user_id"])
    assert found is not None
    return found
