"""Moving something within its week, on its page and in the rows."""

from datetime import time, timedelta

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
        ({"new_day": (MON - timedelta(days=1)).isoformat()}, "Choose one of these."),
        ({"asked": ""}, "Say who asked for it."),
        ({"at": "half past"}, "Write a time, such as 10:30."),
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


@pytest.mark.parametrize(
    ("chosen", "then"),
    [
        ({"part": "planned"}, "Wednesday, 10:30"),
        ({"part": "evening"}, "Wednesday, evening"),  # another part of the day leaves the planned time behind
        ({"part": "any"}, "Wednesday"),
        ({"part": "planned", "at": "15:00"}, "Wednesday, 15:00"),
        ({"part": "evening", "at": "18:30"}, "Wednesday, 18:30"),
    ],
)
def test_the_planned_time_goes_along_only_where_it_is_chosen(
    sam: FlaskClient, margaret: Person, chosen: dict[str, str], then: str
) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        church = agree(margaret, fixed("Church", days=(1,), at=time(10, 30)), starts=MON)["Church"], TUE, 1
    page = sam.get(address(margaret, church)).text
    assert "10:30, as planned" in page
    assert 'name="move-planned" type="hidden" value="10:30"' in page
    assert 'name="move-at" type="time" value=""' in page
    form = fields(church, "move-", planned="10:30", **{**TO_TODAY, "asked": "others", **chosen})
    assert send(sam, margaret, "moves", form).status_code == 303
    assert f"Moved to {then} Not asked for" in says(sam, margaret, church)


def test_a_time_of_day_that_is_none_is_no_answer(sam: FlaskClient, margaret: Person, choir: Key) -> None:
    form = fields(choir, "move-", **{**TO_TODAY, "planned": "25:99", "part": "planned"})
    assert send(sam, margaret, "moves", form).status_code == 422


def test_moved_to_a_time_that_is_over_it_is_asked_at_once_what_happened_then(
    sam: FlaskClient, margaret: Person, choir: Key
) -> None:
    assert "Also to a time that is over, if it happened then." in sam.get(address(margaret, choir)).text
    here = address(margaret, choir)
    to_monday = fields(choir, "move-", back=here, new_day=MON.isoformat(), part="morning", asked="others")
    answer = send(sam, margaret, "moves", to_monday)
    assert answer.headers["Location"].startswith(here)
    page = says(sam, margaret, choir)
    assert "Moved. That time is over: say what happened then." in page
    assert page.index("What happened?") < page.index("What was said")
    send(sam, margaret, "marks", fields(choir, said="happened"))
    send(sam, margaret, "moves", fields(choir, "move-", back=here, **TO_TODAY))
    assert "That time is over" not in says(sam, margaret, choir)


def test_a_move_to_come_is_only_moved(sam: FlaskClient, margaret: Person, choir: Key) -> None:
    send(sam, margaret, "moves", fields(choir, "move-", back=address(margaret, choir), **TO_TODAY))
    page = says(sam, margaret, choir)
    assert "Moved." in page
    assert "say what happened then" not in page


def test_where_it_happened_already_a_move_is_not_taken_back_and_the_page_says_what_to_do(
    sam: FlaskClient, margaret: Person
) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        choir = agree(margaret, fixed("Choir", days=(3,)), starts=MON)["Choir"], THU, 1
    send(sam, margaret, "moves", fields(choir, "move-", **TO_TODAY))
    move = newest(margaret, "move").id
    send(sam, margaret, "marks", fields(choir, said="happened"))
    to_friday = fields(choir, "move-", **{**TO_TODAY, "new_day": (THU + timedelta(days=1)).isoformat()})
    for answer in (send(sam, margaret, "moves/withdrawals", {"mark": move}), send(sam, margaret, "moves", to_friday)):
        assert answer.status_code == 422
        assert "It is written down that this happened, and its own day has not come yet." in answer.text
        assert "Take that back first." in answer.text
    assert newest(margaret, "move").id == move
    send(sam, margaret, "withdrawals", {"mark": newest(margaret, "mark").id})
    assert send(sam, margaret, "moves/withdrawals", {"mark": move}).status_code == 303


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
