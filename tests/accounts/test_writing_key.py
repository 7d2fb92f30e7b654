"""The key of what waits on a phone: the same for the same user on the same device, and for nobody else."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from carelog import create_app
from carelog.accounts.writing_key import derive
from carelog.settings import Settings, rotate_secrets
from tests import cast
from tests.asking import SQLITE


def keys(browser: FlaskClient) -> list[str]:
    """What this phone is given."""
    told: list[str] = browser.get("/phone").get_json()["keys"]
    return told


def sign_in(browser: FlaskClient, username: str) -> FlaskClient:
    """On the browser that there is."""
    form = {"username": username, "password": cast.PASSWORD, "kind": "shared"}
    assert browser.post("/sign-in", data=form).status_code in (302, 303)
    return browser


def test_a_key_is_derived_as_rfc_5869_derives_it() -> None:
    """The first block of its test case 1."""
    made = derive(b"\x0b" * 22, bytes(range(0xF0, 0xFA)), bytes(range(13)))
    assert made.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"


@SQLITE
def test_a_user_is_given_the_same_key_again_on_the_same_device_and_nobody_else_is(app: Flask) -> None:
    phone = cast.client(app, "sam")
    sams, session = keys(phone), phone.get("/phone").get_json()["session"]
    phone.post("/sign-out")
    assert keys(sign_in(phone, "grace")) != sams
    assert keys(sign_in(phone, "sam")) == sams
    assert phone.get("/phone").get_json()["session"] != session
    assert keys(cast.client(app, "sam")) != sams


@SQLITE
def test_after_the_signing_key_is_changed_the_old_key_still_reads(app: Flask, cast_database_url: str) -> None:
    phone = cast.client(app, "sam")
    told: Settings = app.config["SETTINGS"]
    (before,) = keys(phone)
    device = phone.get_cookie("carelog_device")
    assert device is not None
    later = app
    for turn in (1, 2):
        rotate_secrets(told.var / "secrets")
        later = _restarted(cast_database_url, told.var)
        with later.app_context():
            phone = _carried_over(phone, later)
            assert len(keys(phone)) == 2
            assert (before in keys(phone)[1:]) == (turn == 1)
    with later.app_context():
        now = keys(phone)
        phone.post("/sign-out")
        assert keys(sign_in(phone, "sam")) == now  # the device is still known


def _restarted(url: str, var: Path) -> Flask:
    """The server, started again with what it finds."""
    app = create_app(Settings.from_environment({"CARELOG_VAR": str(var), "CARELOG_DATABASE": url}))
    app.test_client_class = cast.Browser
    return app


def _carried_over(phone: FlaskClient, app: Flask) -> FlaskClient:
    """The same browser, with its cookies."""
    moved = app.test_client()
    for name in ("carelog", "carelog_device"):
        cookie = phone.get_cookie(name)
        assert cookie is not None
        moved.set_cookie(name, cookie.value)
    return moved
