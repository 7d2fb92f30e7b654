"""A phone's outbox, as the server meets it: what it says of a record in its headers, and sends as its form."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog import clock, journal
from carelog.people.person import Person
from tests import cast


@dataclass
class Pressed:
    """One record on a phone: where it goes, what it says, and when it was pressed by the phone's clock."""

    path: str
    form: dict[str, Any]
    at: datetime = field(default_factory=clock.now)
    id: str = field(default_factory=journal.new_id)


class Phone:
    """Somebody's phone, signed in. `ahead`: by how much its clock is."""

    def __init__(self, app: Flask, username: str, ahead: timedelta = timedelta()) -> None:
        self.user, self.ahead = cast.user(username), ahead
        self.browser: FlaskClient = cast.signed_in(app, username)

    def press(self, person: Person, what: str, form: dict[str, Any], ago: timedelta = timedelta()) -> Pressed:
        """Write it down on the phone; nothing is sent."""
        pressed = Pressed(f"/people/{person.id}/{what}", form, clock.now() + self.ahead - ago)
        pressed.form = {**form, "id": pressed.id}
        return pressed

    def send(self, pressed: Pressed, **more: str) -> TestResponse:
        """Send it as it was written. `more`: headers, Record_Attended for Record-Attended."""
        headers = {
            "Record-Id": pressed.id, "Record-Author": str(self.user.id), "Record-Format": "1",
            "Record-Written": pressed.at.isoformat(), "Record-Sent": (clock.now() + self.ahead).isoformat(),
            **{name.replace("_", "-"): value for name, value in more.items()},
        }  # fmt: skip
        return self.browser.post(pressed.path, data=pressed.form, headers=headers)

    def send_new(self, person: Person, what: str, form: dict[str, Any], **more: str) -> TestResponse:
        """Press, and send at once."""
        return self.send(self.press(person, what, form), **more)


def told(answer: TestResponse) -> tuple[int, str | None]:
    """What an answer means: its status, and what is the matter."""
    return answer.status_code, answer.headers.get("Record-Problem")


def receipt(answer: TestResponse) -> str:
    """The receipt."""
    return answer.headers["Record-Receipt"]
