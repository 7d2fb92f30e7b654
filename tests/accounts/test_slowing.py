"""Wrong passwords make the next try wait; nobody is ever locked out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog.accounts import password_try
from carelog.accounts.password_try import place
from carelog.accounts.slowing import LONGEST, Mistakes, counted, delay, guards
from tests import cast

FREE, WRONG = 5, "not the password"


def attempt(
    browser: FlaskClient, username: str = "sam", password: str = WRONG, address: str = "192.0.2.1"
) -> TestResponse:
    form = {"username": username, "password": password, "kind": "shared"}
    return browser.post("/sign-in", data=form, environ_overrides={"REMOTE_ADDR": address})


def make_mistakes(browser: FlaskClient, count: int = FREE, username: str = "sam") -> None:
    for _ in range(count):
        assert attempt(browser, username).status_code == 422


def test_the_first_mistakes_are_free_then_a_try_has_to_wait(app: Flask) -> None:
    browser = app.test_client()
    with time_machine.travel(cast.NOW, tick=False):
        make_mistakes(browser)
        answer = attempt(browser)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "1"
    assert "Wait 1 second, then try again." in answer.text


def test_while_waiting_the_password_is_not_looked_at(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, looked = app.test_client(), []
    with time_machine.travel(cast.NOW, tick=False):
        make_mistakes(browser)
        monkeypatch.setattr(password_try, "password_is_right", lambda *_: looked.append("looked"))
        assert attempt(browser, password=cast.PASSWORD).status_code == 429
    assert looked == []


def test_after_waiting_the_right_password_opens(app: Flask) -> None:
    browser = app.test_client()
    with time_machine.travel(cast.NOW, tick=False):
        make_mistakes(browser)
    with time_machine.travel(cast.NOW + timedelta(seconds=1), tick=False):
        assert attempt(browser, password=cast.PASSWORD).status_code == 303


def test_the_waits_double_up_to_a_minute() -> None:
    assert [delay(beyond).total_seconds() for beyond in (-1, 0, 1, 2, 5, 6, 1000)] == [0, 1, 2, 4, 32, 60, 60]


def test_a_stranger_who_guesses_does_not_keep_the_owner_out(app: Flask) -> None:
    owner, stranger = cast.client(app, "sam"), app.test_client()
    owner.post("/sign-out")
    with time_machine.travel(cast.NOW, tick=False):
        make_mistakes(stranger)
        assert attempt(stranger).status_code == 429
        assert attempt(owner, password=cast.PASSWORD).status_code == 303


def test_a_known_device_waits_for_its_own_mistakes(app: Flask) -> None:
    owner = cast.client(app, "sam")
    owner.post("/sign-out")
    with time_machine.travel(cast.NOW, tick=False):
        make_mistakes(owner)
        assert attempt(owner, password=cast.PASSWORD).status_code == 429


def test_a_device_is_known_only_to_whoever_signed_in_on_it(app: Flask) -> None:
    graces, stranger = cast.client(app, "grace"), app.test_client()
    with time_machine.travel(cast.NOW, tick=False):
        make_mistakes(stranger)
        assert attempt(graces).status_code == 429


def test_an_unknown_name_waits_as_well_so_that_waiting_tells_nothing(app: Flask) -> None:
    browser = app.test_client()
    with time_machine.travel(cast.NOW, tick=False):
        make_mistakes(browser, username="nobody.of.that.name")
        assert attempt(browser, "nobody.of.that.name").status_code == 429


def test_one_address_that_tries_many_names_has_to_wait(app: Flask) -> None:
    browser = app.test_client()
    with time_machine.travel(cast.NOW, tick=False):
        for number in range(30):
            assert attempt(browser, f"guess{number}").status_code == 422
        assert attempt(browser, "guess31").status_code == 429
        assert attempt(app.test_client(), "guess31", address="192.0.2.2").status_code == 422


def test_the_right_password_forgets_the_mistakes(app: Flask) -> None:
    browser = app.test_client()
    with time_machine.travel(cast.NOW, tick=False):
        make_mistakes(browser, FREE - 1)
        assert attempt(browser, password=cast.PASSWORD).status_code == 303
        make_mistakes(app.test_client(), FREE)


def test_mistakes_are_forgotten_after_half_an_hour(app: Flask) -> None:
    browser = app.test_client()
    with time_machine.travel(cast.NOW, tick=False):
        make_mistakes(browser)
    with time_machine.travel(cast.NOW + timedelta(minutes=31), tick=False):
        make_mistakes(browser)


@pytest.mark.usefixtures("app")
def test_however_many_mistakes_the_wait_stays_short() -> None:
    held_against = guards("sam", "192.0.2.1", None)
    for guard in held_against:
        Mistakes.insert(key=guard.key(), count=2**31 - 1, last=cast.NOW).execute()
    with time_machine.travel(cast.NOW, tick=False):
        assert counted(held_against).wait == LONGEST


def test_no_user_name_or_address_is_kept_in_the_counters(app: Flask) -> None:
    make_mistakes(app.test_client(), 1)
    assert not [row.key for row in Mistakes.select() if "sam" in row.key or "192.0.2" in row.key]


def test_a_household_has_one_address() -> None:
    assert place("2001:db8:1:2:3::4") == place("2001:db8:1:2:ffff::1") != place("2001:db8:1:3::1")
    assert place("192.0.2.1") == "192.0.2.1"
    assert place(None) == ""


# in the same moment


def at_once(app: Flask, number: int, password: str = WRONG, username: str = "sam") -> list[int]:
    """The answers to as many tries, made by strangers in one moment."""
    browsers, start = [app.test_client() for _ in range(number)], Barrier(number)

    def try_it(browser: FlaskClient) -> int:
        start.wait()
        return attempt(browser, username, password).status_code

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(try_it, browsers))


def test_tries_in_one_moment_do_not_share_the_free_ones(app: Flask) -> None:
    with time_machine.travel(cast.NOW, tick=False):
        assert sorted(at_once(app, FREE + 4)) == [422] * FREE + [429] * 4


def test_tries_in_one_moment_do_not_share_one_wait(app: Flask) -> None:
    with time_machine.travel(cast.NOW, tick=False):
        make_mistakes(app.test_client())
    with time_machine.travel(cast.NOW + timedelta(seconds=1), tick=False):
        assert sorted(at_once(app, 4)) == [422, 429, 429, 429]


def test_one_address_that_tries_many_names_in_one_moment_has_to_wait(app: Flask) -> None:
    with time_machine.travel(cast.NOW, tick=False):
        for number in range(28):
            attempt(app.test_client(), f"guess{number}")
        browsers, start = [app.test_client() for _ in range(6)], Barrier(6)

        def try_it(number: int) -> int:
            start.wait()
            return attempt(browsers[number], f"another{number}").status_code

        with ThreadPoolExecutor(6) as threads:
            assert sorted(threads.map(try_it, range(6))) == [422, 422, 429, 429, 429, 429]


def test_the_right_password_leaves_the_address_as_it_was(app: Flask) -> None:
    browser = app.test_client()
    with time_machine.travel(cast.NOW, tick=False):
        for number in range(29):
            attempt(browser, f"guess{number}")
    address = guards("sam", "192.0.2.1", None)[1].key()
    before = (Mistakes.get_by_id(address).count, Mistakes.get_by_id(address).last)
    with time_machine.travel(cast.NOW + timedelta(minutes=5), tick=False):
        for _ in range(3):
            assert attempt(app.test_client(), password=cast.PASSWORD).status_code == 303
    assert (Mistakes.get_by_id(address).count, Mistakes.get_by_id(address).last) == before
