"""A phone that somebody hands over to Margaret, and what she presses on it."""

import re
from functools import cache
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog import journal
from carelog.accounts.session import Session
from carelog.accounts.user import User, hash_password
from carelog.home.asking import askable
from tests import cast
from tests.plans import EVERY_LABEL

PIN = "7391"
END = "/answers/end"


@cache
def _hashed() -> str:
    return hash_password(PIN)


def give_pins() -> None:
    """Everybody has chosen the same PIN."""
    User.update(pin=_hashed()).execute()


def to_ask(person: str = cast.MARGARET) -> list[str]:
    """What can be asked of them now, as the form sends it."""
    return [one.thing.name for one in askable(cast.person(person), EVERY_LABEL)]


def hand_over(
    app: Flask,
    username: str = "sam",
    person: str = cast.MARGARET,
    present: str = "Grace",
    things: list[str] | None = None,
) -> FlaskClient:
    """A browser of that worker, in the person's hands."""
    give_pins()
    browser = cast.signed_in(app, username)
    form = {"id": journal.new_id(), "present": present, "things": to_ask(person) if things is None else things}
    answer = browser.post(f"/people/{cast.person(person).id}/handing-over", data=form)
    assert (answer.status_code, answer.location) == (303, "/answers"), answer.text
    return browser


def session_of(browser: FlaskClient) -> Session:
    """What the server knows of that browser."""
    with browser.session_transaction() as cookie:
        token = cookie["_user_id"]
    found = Session.signed_in(token)
    assert found is not None
    return found


def is_locked(browser: FlaskClient) -> bool:
    """The phone is still in the person's hands."""
    return session_of(browser).handed_to is not None


def asked(answer: TestResponse) -> str:
    """The question on the screen."""
    found = re.search(r"<h1>(.*?)</h1>", answer.text)
    assert found is not None, answer.text
    return found[1]


def the_form(answer: TestResponse) -> dict[str, str]:
    """What the question on the screen would send, without an answer."""
    return dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', answer.text))


def press(browser: FlaskClient, given: str | list[str], where: str = "/answers", **more: Any) -> TestResponse:
    """Press that answer, or tick these, to the question at that address; what the server says to it."""
    form = {**the_form(browser.get(where)), "answer": given, **more}
    return browser.post("/answers", data=form)


def take_back(browser: FlaskClient, pin: str = PIN, **more: str) -> TestResponse:
    """Type the PIN."""
    return browser.post(END, data={"pin": pin, **more})
