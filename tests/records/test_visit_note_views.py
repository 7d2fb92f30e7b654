"""Tell whoever comes next, from the person's page and the visit."""

from datetime import timedelta

import pytest
from flask import Flask

from carelog import journal
from carelog.people.person import Person
from carelog.records.visit_note import VisitNote
from tests import cast
from tests.records.sheets import newest, send, words

TOMORROW = cast.TODAY + timedelta(days=1)


def note(**more: str) -> dict[str, str]:
    """The form."""
    return {"id": journal.new_id(), "note": "The blue box is empty.", "until": TOMORROW.isoformat(), **more}


def page(person: Person) -> str:
    """Where it stands by itself."""
    return f"/people/{person.id}/visit-notes"


def test_it_is_written_read_by_whoever_comes_next_and_taken_back(app: Flask, margaret: Person) -> None:
    sam, grace = cast.signed_in(app, "sam"), cast.signed_in(app, "grace")
    assert page(margaret) in sam.get(f"/people/{margaret.id}").text
    assert f'value="{TOMORROW}"' in sam.get(page(margaret)).text
    answer = send(sam, margaret, "visit-notes", note(back=f"/people/{margaret.id}/day"))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/people/{margaret.id}/day")
    read = "The blue box is empty. Sam Doyle, Wed 18 Nov, 10:00 · until Thu 19 Nov"
    for username in ("grace", "margaret", "aled", "ruth"):
        assert read in words(cast.signed_in(app, username).get(page(margaret))), username
    assert "Undo<span" not in grace.get(page(margaret)).text
    answer = send(sam, margaret, "visit-notes/withdrawals", {"mark": newest(margaret, "visit_note").id})
    assert answer.headers["Location"] == page(margaret)
    assert "blue box" not in sam.get(page(margaret)).text


def test_the_person_leaves_one_too_and_reads_who_reads_it(app: Flask, margaret: Person) -> None:
    hers = cast.signed_in(app, "margaret")
    assert "Whoever comes next reads this, and so do you." in hers.get(page(margaret)).text
    assert send(hers, margaret, "visit-notes", note()).status_code == 303
    assert "and so does Margaret Hughes" in cast.signed_in(app, "sam").get(page(margaret)).text


def test_where_there_is_none_the_manager_reads_that(app: Flask, margaret: Person) -> None:
    told = cast.signed_in(app, "ruth").get(page(margaret)).text.partition("</main>")[0]
    assert ("Nothing is to be told now." in told, "<form" in told) == (True, False)


def test_family_and_friends_do_not_read_it(app: Flask, margaret: Person) -> None:
    helen = cast.signed_in(app, "helen")
    assert helen.get(page(margaret)).status_code == 403
    assert page(margaret) not in helen.get(f"/people/{margaret.id}").text


def test_the_same_press_twice_is_one(app: Flask, margaret: Person) -> None:
    sam, form = cast.signed_in(app, "sam"), note()
    assert {send(sam, margaret, "visit-notes", form).status_code for _press in range(2)} == {303}
    assert VisitNote.select().count() == 1


def test_what_is_wrong_is_said_all_at_once(app: Flask, margaret: Person) -> None:
    told = send(cast.signed_in(app, "sam"), margaret, "visit-notes", note(note=" ", until=""))
    assert told.status_code == 422
    assert ("Write what they should know." in told.text, "Say until which day." in told.text) == (True, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"until": (cast.TODAY - timedelta(days=1)).isoformat()}, "Choose a day from today on, fourteen days at most."),
        ({"until": (cast.TODAY + timedelta(days=15)).isoformat()}, "Choose a day from today on, fourteen days at most"),
        ({"until": "0026-11-19"}, "Look at the year again."),
        ({"note": "a" * 2001}, "Keep it to 2000 letters."),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(
    app: Flask, margaret: Person, wrong: dict[str, str], said: str
) -> None:
    form = note(back="/today", **wrong)
    told = send(cast.signed_in(app, "sam"), margaret, "visit-notes", form)
    assert (told.status_code, said in told.text, form["note"] in told.text) == (422, True, True)
    assert 'name="back" type="hidden" value="/today"' in told.text
    assert VisitNote.select().count() == 0
