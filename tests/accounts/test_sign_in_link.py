"""A link that signs one user in: fifteen minutes, one use."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from carelog.accounts.session import Session
from carelog.accounts.sign_in_link import SignInLink
from carelog.journal import Author, Event
from tests import cast

OPERATOR = Author(None, "operator")


def test_opening_the_link_signs_nobody_in_and_uses_nothing_up(app: Flask) -> None:
    token = SignInLink.make(cast.user("sam"), OPERATOR)
    browser = app.test_client()
    for _ in range(2):
        answer = browser.get(f"/sign-in/{token}")
        assert answer.status_code == 200
        assert "Continue as Sam Doyle" in answer.text
    assert browser.get("/account").status_code == 302


def test_pressing_the_button_signs_in_once(app: Flask) -> None:
    token = SignInLink.make(cast.user("sam"), OPERATOR)
    browser = app.test_client()
    assert browser.post(f"/sign-in/{token}", data={"kind": "shared"}).status_code == 303
    assert browser.get("/account").status_code == 200
    assert app.test_client().post(f"/sign-in/{token}", data={"kind": "shared"}).status_code == 410
    assert app.test_client().get(f"/sign-in/{token}").status_code == 410


def test_the_link_lasts_fifteen_minutes(app: Flask) -> None:
    with time_machine.travel(cast.NOW, tick=False):
        token = SignInLink.make(cast.user("sam"), OPERATOR)
    with time_machine.travel(cast.NOW + timedelta(minutes=14, seconds=59), tick=False):
        assert app.test_client().get(f"/sign-in/{token}").status_code == 200
    with time_machine.travel(cast.NOW + timedelta(minutes=15), tick=False):
        assert app.test_client().get(f"/sign-in/{token}").status_code == 410
        assert app.test_client().post(f"/sign-in/{token}", data={"kind": "shared"}).status_code == 410


@pytest.mark.usefixtures("app")
def test_only_the_hash_of_the_link_is_kept() -> None:
    token = SignInLink.make(cast.user("sam"), OPERATOR)
    assert not [row for row in SignInLink.select().dicts() if token in str(row)]


def test_making_and_using_a_link_are_written_down(app: Flask) -> None:
    token = SignInLink.make(cast.user("sam"), OPERATOR)
    app.test_client().post(f"/sign-in/{token}", data={"kind": "shared"})
    kinds = [event.kind for event in Event.select().where(Event.kind.startswith("sign_in_link")).order_by(Event.seq)]
    assert kinds == ["sign_in_link.made", "sign_in_link.used"]


def test_a_coordinators_link_opens_a_short_session(app: Flask) -> None:
    token = SignInLink.make(cast.user("aled"), OPERATOR)
    app.test_client().post(f"/sign-in/{token}", data={"kind": "own_phone"})
    assert Session.get(Session.user == cast.user("aled")).kind == "office"


def test_a_made_up_link_is_gone(app: Flask) -> None:
    assert app.test_client().get("/sign-in/made-up").status_code == 410
