"""Signing in with user name and password, and signing out."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.accounts.session import LASTS, OFFICE, OWN_PHONE, OWN_TABLET, SHARED, Session
from carelog.accounts.signing_in import device_name
from carelog.accounts.staff_role import COORDINATOR, StaffRole
from carelog.accounts.team import Team
from carelog.journal import Author
from tests import cast

OPERATOR = Author(None, "operator")


def newest(username: str) -> Session:
    found: Session = Session.select().where(Session.user == cast.user(username)).order_by(Session.id.desc()).get()
    return found


def token_of(browser: FlaskClient) -> str:
    with browser.session_transaction() as cookie:
        return str(cookie.get("_user_id", ""))


def test_the_right_password_opens_the_app(app: Flask) -> None:
    browser = cast.client(app, "sam")
    assert browser.get("/account").status_code == 200


def test_capitals_and_spaces_around_the_user_name_do_not_matter(app: Flask) -> None:
    answer = app.test_client().post("/sign-in", data={"username": " Sam ", "password": cast.PASSWORD, "kind": "shared"})
    assert answer.status_code == 303


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(app: Flask) -> None:
    answers = [
        app.test_client().post("/sign-in", data={"username": name, "password": "not the password", "kind": "shared"})
        for name in ("sam", "zoe")
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].text.replace("sam", "zoe") == answers[1].text


def test_the_token_is_never_stored(app: Flask) -> None:
    browser = cast.client(app, "sam")
    token = token_of(browser)
    assert len(token) >= 32
    assert not [row for row in Session.select().dicts() if token in str(row)]


def test_signing_in_makes_a_new_token_each_time(app: Flask) -> None:
    browser = cast.client(app, "sam")
    before = token_of(browser)
    browser.post("/sign-in", data={"username": "sam", "password": cast.PASSWORD, "kind": "shared"})
    assert token_of(browser) not in ("", before)


def test_a_token_from_before_signing_in_is_worth_nothing(app: Flask) -> None:
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = "a token that somebody planted"
    assert browser.get("/account").status_code == 302


def test_somebody_signed_in_goes_home_from_the_sign_in_page(app: Flask) -> None:
    assert cast.signed_in(app, "sam").get("/sign-in").location == "/"


def test_whoever_signs_in_next_on_this_browser_ends_the_session_before(app: Flask) -> None:
    browser = cast.client(app, "sam")
    browser.post("/sign-in", data={"username": "grace", "password": cast.PASSWORD, "kind": "shared"})
    assert newest("sam").revoked is not None
    assert "Grace Mensah" in browser.get("/account").text


def test_signing_out_ends_the_session_on_the_server(app: Flask) -> None:
    browser = cast.client(app, "sam")
    token = token_of(browser)
    browser.post("/sign-out")
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert browser.get("/account").status_code == 302


def test_signing_out_twice_is_harmless(app: Flask) -> None:
    browser = cast.client(app, "sam")
    assert [browser.post("/sign-out").status_code for _ in range(2)] == [303, 303]


@pytest.mark.parametrize(
    ("username", "asked", "given"),
    [
        ("sam", OWN_PHONE, OWN_PHONE),
        ("sam", SHARED, SHARED),
        ("sam", OWN_TABLET, OWN_PHONE),  # only the person's own
        ("margaret", OWN_TABLET, OWN_TABLET),
        ("aled", OWN_PHONE, OFFICE),
        ("ruth", OWN_TABLET, OFFICE),
    ],
)
def test_how_long_a_device_stays_signed_in(app: Flask, username: str, asked: str, given: str) -> None:
    with time_machine.travel(cast.NOW, tick=False):
        form = {"username": username, "password": cast.PASSWORD, "kind": asked}
        app.test_client().post("/sign-in", data=form)
        lasts = LASTS[given]
        assert newest(username).kind == given
        assert newest(username).expires == (None if lasts is None else cast.NOW + lasts)


@pytest.mark.parametrize(
    ("username", "kind", "good_for"),
    [
        ("sam", OWN_PHONE, timedelta(days=90)),
        ("sam", SHARED, timedelta(hours=12)),
        ("aled", OWN_PHONE, timedelta(hours=12)),
    ],
)
def test_a_session_ends_on_time(app: Flask, username: str, kind: str, good_for: timedelta) -> None:
    browser = app.test_client()
    with time_machine.travel(cast.NOW, tick=False):
        browser.post("/sign-in", data={"username": username, "password": cast.PASSWORD, "kind": kind})
    with time_machine.travel(cast.NOW + good_for - timedelta(seconds=1), tick=False):
        assert browser.get("/account").status_code == 200
    with time_machine.travel(cast.NOW + good_for, tick=False):
        assert browser.get("/account").status_code == 302


def test_the_persons_own_tablet_stays_signed_in(app: Flask) -> None:
    browser = app.test_client()
    browser.post("/sign-in", data={"username": "margaret", "password": cast.PASSWORD, "kind": OWN_TABLET})
    with time_machine.travel(cast.NOW + timedelta(days=200)):
        assert browser.get("/account").status_code == 200


def test_a_staff_role_shortens_the_sessions_that_are_open(app: Flask) -> None:
    browser = cast.signed_in(app, "sam")
    StaffRole.give(cast.user("sam"), COORDINATOR, Team.get(Team.name == "Hilltop"), OPERATOR)
    assert browser.get("/account").status_code == 200
    with time_machine.travel(cast.NOW + timedelta(hours=13)):
        assert browser.get("/account").status_code == 302


def test_after_signing_in_the_page_that_was_asked_for_opens(app: Flask) -> None:
    browser = app.test_client()
    assert browser.get("/people?q=mar").location == "/sign-in"
    answer = browser.post("/sign-in", data={"username": "aled", "password": cast.PASSWORD, "kind": "shared"})
    assert answer.location == "/people?q=mar"


@pytest.mark.parametrize(
    "elsewhere", ["//elsewhere.example/", "/\\elsewhere.example", "https://elsewhere.example", "/\n/x", "people", ""]
)
def test_signing_in_never_leads_elsewhere(app: Flask, elsewhere: str) -> None:
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["next"] = elsewhere
    answer = browser.post("/sign-in", data={"username": "aled", "password": cast.PASSWORD, "kind": "shared"})
    assert answer.location == "/"


def test_what_is_missing_is_said_beside_its_field(app: Flask) -> None:
    answer = app.test_client().post("/sign-in", data={})
    assert answer.status_code == 422
    assert 'id="username-error"' in answer.text
    assert 'id="password-error"' in answer.text


def test_the_password_is_never_sent_back(app: Flask) -> None:
    answer = app.test_client().post(
        "/sign-in", data={"username": "sam", "password": "my secret words", "kind": "shared"}
    )
    assert "my secret words" not in answer.text


def test_a_device_is_called_as_people_call_it(app: Flask) -> None:
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
    with app.test_request_context(headers={"User-Agent": agent}) as context:
        assert device_name(context.request) == "Chrome on Android"


def test_a_sign_out_that_the_server_hears_of_later_ends_that_session_and_no_other_one(app: Flask) -> None:
    browser = cast.signed_in(app, "sam")
    mine = cast.session_of(browser).handle
    another = cast.session_of(cast.signed_in(app, "sam")).handle
    assert browser.post("/sign-out", data={"owed": another}).headers["Phone-Page"] == mine
    assert browser.get("/today").status_code == 200
    assert browser.post("/sign-out", data={"owed": mine}).headers["Phone-Page"] == "-"
    assert browser.get("/today").status_code == 302
