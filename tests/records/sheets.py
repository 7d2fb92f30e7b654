"""The forms of one chance's page, as somebody fills them in, and what the page says."""

import re
from datetime import date
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog import journal
from carelog.people.person import Person
from carelog.records.chance import Key
from tests.recording import prefixed

SAID_NO = {"said": "chose", "offered": "Tea", "how_shown": "She shook her head.", "instead": "She had milk."}
NO_CAR = {"said": "did_not_happen", "reason": "transport"}


def fields(key: Key, prefix: str = "", **more: Any) -> dict[str, Any]:
    """What a form about that chance sends."""
    item, day, number = key
    names = {"id": journal.new_id(), "item": item, "day": day.isoformat(), "number": number, **more}
    return prefixed(prefix, names)


def address(person: Person, key: Key) -> str:
    """Of that chance's page."""
    item, day, number = key
    return f"/people/{person.id}/occurrences/{item}/{day}/{number}"


def send(browser: FlaskClient, person: Person, what: str, form: dict[str, Any], **headers: str) -> TestResponse:
    """Press the button."""
    return browser.post(f"/people/{person.id}/{what}", data=form, headers=headers)


def says(browser: FlaskClient, person: Person, key: Key) -> str:
    """The words on that chance's page, one after the other."""
    answer = browser.get(address(person, key))
    assert answer.status_code == 200
    return words(answer)


def words(answer: TestResponse) -> str:
    """The words of a page, without its forms."""
    page = re.sub(r"(?s)<form.*?</form>|<svg.*?</svg>|<head>.*?</head>", " ", answer.text)
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&#39;", "'").split())


def newest(person: Person, kind: str) -> journal.Event:
    """What was written last of that kind."""
    of_kind = (journal.Event.person_id == person.id) & (journal.Event.kind == kind)
    found: journal.Event = journal.Event.select().where(of_kind).order_by(journal.Event.seq.desc()).first()
    return found


def on(day: date) -> str:
    """As an address asks for it."""
    return f"?day={day.isoformat()}"
