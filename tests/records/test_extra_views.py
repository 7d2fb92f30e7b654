"""Something good that was in no plan, from Today, the day and My week."""

from datetime import timedelta

import pytest
from flask import Flask

from carelog import journal
from carelog.people.person import Person
from carelog.records.extra import Extra
from tests import cast
from tests.records.sheets import newest, on, send, words

YESTERDAY = cast.TODAY - timedelta(days=1)


def sang(**more: str) -> dict[str, str]:
    """The form."""
    words = {"title": "We sang in the kitchen", "day": cast.TODAY.isoformat(), "note": "All the verses."}
    return {"id": journal.new_id(), **words, **more}


def test_it_is_written_down_listed_and_taken_back(app: Flask, margaret: Person) -> None:
    sam, hers = cast.signed_in(app, "sam"), cast.signed_in(app, "margaret")
    visit = f"/people/{margaret.id}/visit"
    assert f"/people/{margaret.id}/extras/new" in sam.get(visit).text
    answer = send(sam, margaret, "extras", sang(back=visit))
    assert (answer.status_code, answer.headers["Location"]) == (303, visit)
    for browser, path in ((sam, visit), (hers, "/my-week"), (sam, f"/people/{margaret.id}/day")):
        assert "Something extra We sang in the kitchen All the verses. Sam Doyle" in words(browser.get(path)), path
    assert "Undo<span" not in hers.get("/my-week").text
    send(sam, margaret, "extras/withdrawals", {"mark": newest(margaret, "extra").id})
    assert "We sang" not in words(sam.get(visit))


def test_the_same_press_twice_is_one(app: Flask, margaret: Person) -> None:
    sam, form = cast.signed_in(app, "sam"), sang()
    assert {send(sam, margaret, "extras", form).status_code for _press in range(2)} == {303}
    assert Extra.select().count() == 1


def test_an_earlier_day_can_be_said(app: Flask, margaret: Person) -> None:
    sam = cast.signed_in(app, "sam")
    answer = send(sam, margaret, "extras", sang(day=YESTERDAY.isoformat()))
    assert answer.headers["Location"].endswith(f"/day{on(YESTERDAY)}")
    assert "We sang" in words(sam.get(answer.headers["Location"]))
    assert "We sang" not in words(sam.get(f"/people/{margaret.id}/visit"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Say what it was."),
        ({"title": "a" * 101}, "Keep it to 100 letters."),
        ({"day": (cast.TODAY + timedelta(days=1)).isoformat()}, "That day has not come yet."),
        ({"day": "0026-11-18"}, "Look at the year again."),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(
    app: Flask, margaret: Person, wrong: dict[str, str], said: str
) -> None:
    answer = send(cast.signed_in(app, "sam"), margaret, "extras", sang(**wrong))
    assert (answer.status_code, said in answer.text, "All the verses." in answer.text) == (422, True, True)
    assert Extra.select().count() == 0
