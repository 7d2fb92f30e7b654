"""Moving something within its week, on its page and in the rows."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.chance import Key
from tests import cast
from tests.plans import agree, fixed, times
from tests.records.sheets import address, fields, newest, on, says, send, words

MON, TUE, WED, THU = (cast.MONDAY + timedelta(days=offset) for offset in range(4))
TO_TODAY = {"new_day": WED.isoformat(), "part": "evening", "asked": "person"}


@pytest.fixture
def sam(app: Flask) -> FlaskClient:
    """A worker's phone."""
    return cast.signed_in(app, "sam")


@pytest.fixture
def choir(margaret: Person) -> Key:
    """Of yesterday alone."""
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        return agree(margaret, fixed("Choir", days=(1,)), starts=MON)["Choir"], TUE, 1


def test_what_is_moved_here_says_from_where_and_is_listed_nowhere_else(
    sam: FlaskClient, margaret: Person, choir: Key
) -> None:
    answer = send(sam, margaret, "moves", fields(choir, "move-", back=address(margaret, choir), **TO_TODAY))
    assert answer.headers["Location"].startswith(address(margaret, choir))
    today = words(sam.get("/today"))
    assert "Choir evening moved from Tuesday" in today
    assert "Choir" in words(sam.get(f"/people/{margaret.id}/day"))
    assert "Choir" not in words(sam.get(f"/people/{margaret.id}/day{on(TUE)}"))
    page = says(sam, margaret, choir)
    assert "Moved to Wednesday, evening." in page
    assert "Moved to Wednesday, evening Margaret Hughes asked for it. You, Wed 18 Nov, 10:00" in page


def test_what_was_moved_happened_partly_until_the_person_says_they_asked(
    app: Flask, sam: FlaskClient, margaret: Person, choir: Key
) -> None:
    send(sam, margaret, "moves", fields(choir, "move-", **TO_TODAY))
    send(sam, margaret, "marks", fields(choir, said="happened"))
    assert "Partly Moved to" in says(sam, margaret, choir)
    hers = cast.signed_in(app, "margaret")
    assert "I asked to move it" in hers.get(address(margaret, choir)).text
    move = newest(margaret, "move").id
    form = fields(choir, "check-", asked_about=move, kind="move", answer="chose")
    assert send(hers, margaret, "choice-checks", form).status_code == 303
    assert "It happened Moved to" in says(sam, margaret, choir)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"new_day": ""}, "Choose a day."),
        ({"new_day": (MON - timedelta(days=1)).isoformat()}, "Not a valid choice"),
        ({"asked": ""}, "Say who asked for it."),
        ({"at": "half past"}, "Not a valid time value."),
    ],
)
def test_what_is_wrong_with_a_move_is_said_with_the_form_open(
    sam: FlaskClient, margaret: Person, choir: Key, wrong: dict[str, str], said: str
) -> None:
    before = Event.select().count()
    answer = send(sam, margaret, "moves", fields(choir, "move-", **{**TO_TODAY, "note": "The hall was cold.", **wrong}))
    assert answer.status_code == 422
    assert said in answer.text
    assert 'id="move" open' in answer.text
    assert "The hall was cold." in answer.text
    assert Event.select().count() == before


def test_a_move_taken_back_puts_it_where_it_was(sam: FlaskClient, margaret: Person, choir: Key) -> None:
    send(sam, margaret, "moves", fields(choir, "move-", **TO_TODAY))
    answer = send(sam, margaret, "moves/withdrawals", {"mark": newest(margaret, "move").id})
    assert answer.status_code == 303
    assert "Choir" not in words(sam.get("/today"))
    assert "Taken back" in says(sam, margaret, choir)


def test_what_any_day_will_do_for_is_not_moved(sam: FlaskClient, margaret: Person) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        walk = agree(margaret, times("Walk", 2), starts=MON)["Walk"], TUE, 1
    assert "Move it to another day" not in sam.get(address(margaret, walk)).text
    refused = send(sam, margaret, "moves", fields(walk, "move-", **TO_TODAY))
    assert (refused.status_code, "not in the week any more" in refused.text) == (422, True)
