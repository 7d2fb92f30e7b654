"""Thanks: to somebody by name, to whoever was there, to everybody; who finds them, and who is not named."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Event, new_id
from carelog.people.person import Person
from carelog.records.concern import Concern, SafeNow
from carelog.records.thanks import NobodyThere, Thanks, ThanksTo
from tests import cast, visitors
from tests.everywhere import author
from tests.recording import a_mark
from tests.records.sheets import send, words

HELEN, JOAN, MARGARET_HERSELF = ("helen", "ally"), ("joan", "ally"), ("margaret", "self")
TWO_DAYS_AGO = cast.TODAY - timedelta(days=2)


def got(event: Event) -> set[str]:
    """Who gets it."""
    return {row.user.username for row in ThanksTo.select().where(ThanksTo.event == event)}


def thank(browser: FlaskClient, person: Person, to: object, said: str = "Thank you!") -> int:
    return send(browser, person, "thanks", {"id": new_id(), "to": str(to), "words": said}).status_code


def test_whoever_wrote_something_about_a_day_is_thanked_for_it_without_being_named(
    app: Flask, margaret: Person
) -> None:
    a_mark(cast.MARGARET, author("sam", "worker"), days_ago=2)
    helen = cast.signed_in(app, "helen")
    form = helen.get(f"/people/{margaret.id}/thanks/new").text
    assert "Whoever was there on Monday 16 November" in form
    assert "Sam Doyle" not in form
    assert thank(helen, margaret, f"day-{TWO_DAYS_AGO.isoformat()}", "For the song.") == 303
    page = words(helen.get(f"/people/{margaret.id}/thanks"))
    assert "For the song. You, to whoever was there on Monday 16 November" in page
    assert "Sam Doyle" not in page
    assert "For the song. Helen Hughes, to" in words(cast.signed_in(app, "sam").get("/thanks"))
    assert "For the song." not in cast.signed_in(app, "grace").get("/thanks").text


def test_a_day_on_which_nobody_wrote_thanks_everybody_and_a_worry_does_not_tell_of_itself(margaret: Person) -> None:
    Concern.record(margaret, author("grace", "worker"), safe_now=SafeNow.NO, seen="A bruise")
    assert got(Thanks.record(margaret, author(*HELEN), "Thanks", day=cast.TODAY)) == {"sam", "grace", "aled"}
    a_mark(cast.MARGARET, author("sam", "worker"), days_ago=2)
    assert got(Thanks.record(margaret, author(*HELEN), "Thanks", day=TWO_DAYS_AGO)) == {"sam"}
    assert got(Thanks.record(margaret, author(*HELEN), "Thanks")) == {"sam", "grace", "aled"}


def test_who_knows_names_thanks_by_name_and_nobody_who_has_left(app: Flask, margaret: Person) -> None:
    browser, grace = cast.signed_in(app, "margaret"), cast.user("grace")
    assert "Grace Mensah, support worker" in browser.get(f"/people/{margaret.id}/thanks/new").text
    assert thank(browser, margaret, grace.id, "For the radiator.") == 303
    assert "For the radiator." in cast.signed_in(app, "grace").get("/thanks").text
    visitors.leave(margaret, "grace")
    assert "For the radiator." not in cast.signed_in(app, "grace").get("/thanks").text
    assert thank(browser, margaret, grace.id) == 422
    with pytest.raises(NobodyThere):
        Thanks.record(margaret, author(*MARGARET_HERSELF), "Thanks", member=grace.id)


def test_without_names_nobody_is_chosen_by_number_and_without_words_nothing_is_said(
    app: Flask, margaret: Person
) -> None:
    helen = cast.signed_in(app, "helen")
    assert thank(helen, margaret, cast.user("grace").id) == 422
    assert thank(helen, margaret, "day-2020-01-01") == 422
    assert thank(helen, margaret, "team", " ") == 422
    assert not Thanks.select().exists()


def test_the_person_finds_every_thank_you_and_an_ally_their_own(app: Flask, margaret: Person) -> None:
    Thanks.record(margaret, author(*HELEN), "From Helen")
    Thanks.record(margaret, author(*JOAN), "From Joan", member=cast.user("helen").id)
    page = f"/people/{margaret.id}/thanks"
    own = words(cast.signed_in(app, "margaret").get(page))
    assert "From Helen" in own
    assert "Joan Price, to Helen Hughes From Joan" in own
    theirs = words(cast.signed_in(app, "helen").get(page))
    assert "From Helen" in theirs
    assert "From Joan" not in theirs
    mine = words(cast.signed_in(app, "helen").get("/thanks"))
    assert "From Joan Somebody, to somebody" in mine
    assert "Joan Price" not in mine


def test_pressed_twice_it_is_said_once(margaret: Person) -> None:
    press = new_id()
    first, again = (Thanks.record(margaret, author(*HELEN), "Thanks", id=press) for _press in range(2))
    assert Thanks.select().count() == 1
    assert first == again
    assert got(first) == {"sam", "grace", "aled"}
