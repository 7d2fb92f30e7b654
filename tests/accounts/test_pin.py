"""My PIN: which digits will do, and that only I choose, change and remove it."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog.accounts.pin import is_easy, is_pin, pin_is_right
from carelog.accounts.user import User
from carelog.journal import Change, Event
from tests import cast
from tests.in_hand import PIN, give_pins


def choose(browser: FlaskClient, pin: str = PIN, password: str = cast.PASSWORD, **more: str) -> TestResponse:
    return browser.post("/account/pin", data={"pin": pin, "my_password": password, **more})


def remove(browser: FlaskClient, password: str = cast.PASSWORD) -> TestResponse:
    return browser.post("/account/pin/removal", data={"removal-my_password": password})


@pytest.mark.parametrize("pin", ["7391", "73915", "73915826", "0704", "1213", "2580"])
def test_four_to_eight_digits_will_do(pin: str) -> None:
    assert is_pin(pin)
    assert not is_easy(pin)


@pytest.mark.parametrize("text", ["", "123", "123456789", "12 34", "12a4", "٣٤٥٦", "1234\n", "-123"])
def test_anything_else_is_no_pin(text: str) -> None:
    assert not is_pin(text)


@pytest.mark.parametrize(
    "pin", ["0000", "1234", "4321", "12345678", "87654321", "111111", "1212", "70707070", "2026", "1984", "6789"]
)
def test_what_anybody_would_try_first_is_too_easy(pin: str) -> None:
    assert is_pin(pin)
    assert is_easy(pin)


def test_with_my_password_i_choose_one_and_it_is_kept_as_a_hash_alone(app: Flask) -> None:
    sam = cast.signed_in(app, "sam")
    assert choose(sam).location == "/account"
    user = cast.user("sam")
    assert pin_is_right(user, PIN)
    assert not pin_is_right(user, "7392")
    assert user.pin is not None
    assert user.pin.startswith("$argon2id$")
    event = Event.get(Event.kind == "user.pin_set")
    assert (event.author_id, json.loads(Change.get(Change.event == event.seq).what)) == (user.id, {})


def test_the_page_that_asked_for_one_comes_next(app: Flask) -> None:
    sam = cast.signed_in(app, "sam")
    here = f"/people/{cast.person(cast.MARGARET).id}/handing-over"
    there = sam.get(here)
    assert there.location == f"/account/pin?back={here}"
    assert f'name="back" type="hidden" value="{here}"' in sam.get(there.location).text
    first = "First a PIN, then you hand the phone over."
    assert first in sam.get(there.location).text
    assert first in choose(sam, "1234", back=here).text
    assert first not in sam.get("/account/pin").text
    assert choose(sam, back=here).location == here
    assert first not in sam.get(there.location).text
    assert "Who is here now?" in sam.get(here).text


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/nowhere", "javascript:alert(1)"]
)
def test_no_other_page_comes_next(app: Flask, back: str) -> None:
    assert choose(cast.signed_in(app, "sam"), back=back).location == "/account"


@pytest.mark.parametrize(
    ("pin", "password", "said"),
    [
        (PIN, "not it at all", "That is not your password."),
        (PIN, "", "Type your password."),
        ("", cast.PASSWORD, "Choose a PIN."),
        ("12a4", cast.PASSWORD, "Use four to eight digits."),
        ("1234", cast.PASSWORD, "That is too easy to guess."),
        ("2026", cast.PASSWORD, "That is too easy to guess."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(app: Flask, pin: str, password: str, said: str) -> None:
    answer = choose(cast.signed_in(app, "sam"), pin, password)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert cast.user("sam").pin is None
    assert not pin or pin not in answer.text


def test_guessing_the_password_there_is_slowed(app: Flask) -> None:
    sam = cast.signed_in(app, "sam")
    answers = [choose(sam, password="a guess of mine").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_changing_and_removing_ask_for_the_password_each_time(app: Flask) -> None:
    give_pins()
    sam = cast.signed_in(app, "sam")
    for wrong in (choose(sam, "4826", ""), remove(sam, ""), remove(sam, "not it at all")):
        assert wrong.status_code == 422
        assert pin_is_right(cast.user("sam"), PIN)
    assert choose(sam, "4826").status_code == 303
    assert pin_is_right(cast.user("sam"), "4826")
    assert remove(sam).status_code == 303
    assert cast.user("sam").pin is None


def test_somebody_without_a_password_chooses_that_first(app: Flask) -> None:
    User.update(password=None).where(User.username == "sam").execute()
    sam = cast.signed_in(app, "sam")
    assert "For this you need a password." in sam.get("/account/pin").text
    assert choose(sam).status_code == 422
    assert cast.user("sam").pin is None


def test_my_account_leads_there_for_those_who_hand_phones_over(app: Flask) -> None:
    shown = {name: "/account/pin" in cast.signed_in(app, name).get("/account").text for name in
             ("sam", "aled", "margaret", "helen", "ruth")}  # fmt: skip
    assert shown == {"sam": True, "aled": True, "margaret": False, "helen": False, "ruth": False}
