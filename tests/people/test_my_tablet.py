"""The person's own tablet: a code signs it in once, soon after it was shown, and it stays so until it is ended."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.accounts import sign_in_link
from carelog.accounts.session import OWN_TABLET, Session
from carelog.accounts.sign_in_link import SignInLink
from carelog.journal import OPERATOR, Event
from carelog.people import my_tablet_views
from carelog.people.qr import qr_code
from tests import cast


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were drawn as a code, as a camera reads them."""
    links: list[str] = []

    def drawn(link: str) -> str:
        links.append(link[link.index("/sign-in/") :])
        return qr_code(link)

    monkeypatch.setattr(my_tablet_views, "qr_code", drawn)
    return links


def show(browser: FlaskClient) -> str:
    """Press the button; the page."""
    return browser.post("/my-tablet", data={"show": "yes", "my_password": cast.PASSWORD}).text


def test_a_code_signs_one_tablet_in_until_it_is_ended(app: Flask, shown: list[str]) -> None:
    here, tablet = cast.signed_in(app, "margaret"), app.test_client()
    assert "data:image/svg+xml" in show(here)
    page = tablet.get(shown[0]).text
    assert "You stay signed in here until you end it." in page
    assert 'name="kind"' not in page
    assert tablet.post(shown[0]).status_code == 303
    session = cast.session_of(tablet)
    assert (session.kind, session.expires, session.user.username) == (OWN_TABLET, None, "margaret")
    with time_machine.travel(cast.NOW + timedelta(days=400)):
        assert tablet.get("/my-week").status_code == 200
    assert here.get("/account").text.count("My own tablet · since") == 1
    assert "My own tablet" in cast.signed_in(app, "aled").get("/phones").text
    assert here.post(f"/account/devices/{session.id}/sign-out").status_code == 303
    assert tablet.get("/my-week").status_code == 302


def test_the_password_is_asked_though_it_was_typed_a_moment_ago(app: Flask, shown: list[str]) -> None:
    here = cast.signed_in(app, "margaret")
    cast.session_of(here).prove()
    assert here.post("/my-tablet", data={"show": "yes"}).status_code == 422
    assert shown == []


def test_a_code_that_was_opened_is_worth_nothing_once_the_device_that_shows_it_is_ended(
    app: Flask, shown: list[str]
) -> None:
    here = cast.signed_in(app, "margaret")
    show(here)
    code = SignInLink.open(shown[0].removeprefix("/sign-in/"))
    assert code
    here.post("/sign-out")
    assert not code.use()


def test_the_coordinator_can_end_it_too(app: Flask, shown: list[str]) -> None:
    tablet = app.test_client()
    show(cast.signed_in(app, "margaret"))
    tablet.post(shown[0])
    ending = f"/phones/{cast.session_of(tablet).id}/ending"
    assert cast.signed_in(app, "aled").post(ending).status_code == 303
    assert tablet.get("/my-week").status_code == 302


def test_it_is_good_once(app: Flask, shown: list[str]) -> None:
    show(cast.signed_in(app, "margaret"))
    assert app.test_client().post(shown[0]).status_code == 303
    assert app.test_client().post(shown[0]).status_code == 410
    assert app.test_client().get(shown[0]).status_code == 410


def test_it_is_good_for_five_minutes(app: Flask, shown: list[str]) -> None:
    with time_machine.travel(cast.NOW, tick=False):
        show(cast.signed_in(app, "margaret"))
    for after, status in ((timedelta(minutes=4, seconds=59), 200), (sign_in_link.CODE_LASTS, 410)):
        with time_machine.travel(cast.NOW + after, tick=False):
            assert app.test_client().get(shown[0]).status_code == status


def test_another_code_or_the_end_of_the_device_that_showed_it_stops_it(app: Flask, shown: list[str]) -> None:
    here = cast.signed_in(app, "margaret")
    show(here)
    by_hand = SignInLink.make(cast.user("margaret"), OPERATOR)
    show(here)
    assert [app.test_client().get(link).status_code for link in (*shown, f"/sign-in/{by_hand}")] == [410, 200, 200]
    here.post("/sign-out")
    assert app.test_client().get(shown[1]).status_code == 410
    assert app.test_client().post(shown[1]).status_code == 410


def test_the_password_is_asked_for_before_it_is_shown(app: Flask) -> None:
    left_open = cast.signed_in(app, "margaret", proven=False)
    before = SignInLink.select().count()
    for form in ({}, {"my_password": "not the password"}):
        answer = left_open.post("/my-tablet", data={"show": "yes", **form})
        assert (answer.status_code, "data:image/svg" in answer.text) == (422, False)
    assert SignInLink.select().count() == before
    assert "data:image/svg" in show(left_open)


def test_only_the_person_has_such_a_code(app: Flask) -> None:
    for username in ("sam", "helen", "aled", "ruth"):
        browser = cast.signed_in(app, username)
        assert (browser.get("/my-tablet").status_code, browser.post("/my-tablet").status_code) == (403, 403)
        assert "/my-tablet" not in browser.get("/account").text
    assert 'href="/my-tablet"' in cast.signed_in(app, "margaret").get("/account").text


def test_showing_and_using_one_are_written_down_and_its_token_is_not(app: Flask, shown: list[str]) -> None:
    show(cast.signed_in(app, "margaret"))
    app.test_client().post(shown[0])
    kinds = [event.kind for event in Event.select().where(Event.kind.startswith("sign_in_link")).order_by(Event.seq)]
    assert kinds == ["sign_in_link.made", "sign_in_link.used"]
    token = shown[0].rpartition("/")[2]
    assert not [row for row in SignInLink.select().dicts() if token in str(row)]
    assert Session.select().where(Session.kind == OWN_TABLET).count() == 1
