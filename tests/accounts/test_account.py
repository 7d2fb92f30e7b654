"""My account: devices, and changing the password."""

import re

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog.accounts.session import Session
from carelog.accounts.user import User
from carelog.journal import Event
from tests import cast

NEW = "three plain garden words"


def sessions(username: str) -> list[Session]:
    return list(Session.select().where(Session.user == cast.user(username)).order_by(Session.id))


def change(browser: FlaskClient, old: str = cast.PASSWORD, new: str = NEW) -> TestResponse:
    return browser.post("/account/password", data={"old": old, "new": new})


def sign_in_again(app: Flask, password: str) -> int:
    form = {"username": "sam", "password": password, "kind": "shared"}
    return app.test_client().post("/sign-in", data=form).status_code


def test_my_devices_are_shown_and_this_one_is_marked(app: Flask) -> None:
    cast.signed_in(app, "sam")
    page = cast.signed_in(app, "sam").get("/account").text
    mine, other = sorted(page.split('id="device-')[1:], key=lambda row: "This device" not in row)
    assert "Sign this one out" in mine
    assert 'action="/sign-out"' in mine  # which asks first, where something waits
    assert re.search(r'action="/account/devices/\d+/sign-out"', other)
    assert page.count("This device") == 1
    assert page.count("Last used: Wednesday 18 November, 10:00") == 1
    assert page.index("Change my password") < page.index("My devices")


def test_a_device_that_i_sign_out_is_out_at_once(app: Flask) -> None:
    lost, here = cast.signed_in(app, "sam"), cast.signed_in(app, "sam")
    first = sessions("sam")[0]
    assert here.post(f"/account/devices/{first.id}/sign-out").status_code == 303
    assert lost.get("/account").status_code == 302
    assert here.get("/account").status_code == 200


def test_signing_this_device_out_by_its_row_signs_me_out(app: Flask) -> None:
    here = cast.signed_in(app, "sam")
    assert here.post(f"/account/devices/{sessions('sam')[0].id}/sign-out").location == "/sign-in"
    assert here.get("/account").status_code == 302


def test_somebody_elses_device_is_not_to_be_found(app: Flask) -> None:
    graces = cast.signed_in(app, "grace")
    sams = cast.signed_in(app, "sam")
    number = sessions("grace")[0].id
    assert sams.post(f"/account/devices/{number}/sign-out").status_code == 404
    assert graces.get("/account").status_code == 200


def test_signing_a_device_out_twice_writes_it_down_once(app: Flask) -> None:
    cast.signed_in(app, "sam")
    here = cast.signed_in(app, "sam")
    for _ in range(2):
        assert here.post(f"/account/devices/{sessions('sam')[0].id}/sign-out").status_code == 303
    assert Event.select().where(Event.kind == "session.ended").count() == 1


def test_a_new_password_ends_my_other_sessions_and_keeps_this_one(app: Flask) -> None:
    other, here, graces = (cast.signed_in(app, name) for name in ("sam", "sam", "grace"))
    assert change(here).status_code == 303
    assert other.get("/account").status_code == 302
    assert here.get("/account").status_code == 200
    assert graces.get("/account").status_code == 200
    assert [sign_in_again(app, word) for word in (cast.PASSWORD, NEW)] == [422, 303]


def test_without_the_old_password_nothing_changes(app: Flask) -> None:
    answer = change(cast.signed_in(app, "sam"), old="not it")
    assert answer.status_code == 422
    assert 'id="old-error"' in answer.text
    assert sign_in_again(app, cast.PASSWORD) == 303


def test_a_short_password_is_refused(app: Flask) -> None:
    answer = change(cast.signed_in(app, "sam"), new="nine char")
    assert answer.status_code == 422
    assert "at least 10 letters" in answer.text


def test_guessing_the_old_password_is_slowed(app: Flask) -> None:
    browser = cast.signed_in(app, "sam")
    with time_machine.travel(cast.NOW, tick=False):
        for _ in range(5):
            assert change(browser, old="guess").status_code == 422
        answer = change(browser)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "1"


def test_somebody_who_never_chose_a_password_is_not_asked_for_it(app: Flask) -> None:
    User.update(password=None).where(User.username == "sam").execute()
    browser = cast.signed_in(app, "sam")
    assert 'name="old"' not in browser.get("/account").text
    assert browser.post("/account/password", data={"new": NEW}).status_code == 303
    assert sign_in_again(app, NEW) == 303
