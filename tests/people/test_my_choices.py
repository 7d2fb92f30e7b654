"""How a person wants their pages: chosen by them or together with them, kept for them, and held to on every device."""

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Change, Event
from carelog.people.my_choices import CHOICES, UNTIL_CHOSEN, MyChoices
from carelog.people.person import Person
from tests import cast
from tests.asking import SQLITE
from tests.in_hand import hand_over
from tests.tables import assert_no_gaps

EASY_READ_LINE = 15  # words, at most


def choices_of(person: Person) -> str:
    return f"/people/{person.id}/choices"


def look(browser: FlaskClient, path: str) -> dict[str, str]:
    """What the page says of how it shall look."""
    html = re.findall(r"<html[^>]*>", browser.get(path).text)[0]
    return dict(re.findall(r'data-my-([\w-]+)="(\w+)"', html))


@pytest.fixture
def margaret(app: Flask) -> Person:
    """Whose choices they are."""
    assert app.name
    return cast.person(cast.MARGARET)


@pytest.mark.parametrize(("name", "answer"), [(name, str(one)) for name, kind in CHOICES.items() for one in kind])
def test_every_answer_can_be_chosen_and_holds(app: Flask, margaret: Person, name: str, answer: str) -> None:
    hers = cast.signed_in(app, "margaret")
    sent = hers.post(choices_of(margaret), data={name: answer})
    assert (sent.status_code, sent.location) == (303, f"{choices_of(margaret)}#{name}")
    assert getattr(MyChoices.of(margaret.id), name) == answer
    usual = UNTIL_CHOSEN[name] == answer
    assert look(hers, "/my-week") == ({} if usual else {name.replace("_", "-"): answer})


def test_one_press_leaves_the_other_choices(app: Flask, margaret: Person) -> None:
    hers = cast.signed_in(app, "margaret")
    for chosen in ({"text_size": "largest"}, {"contrast": "strong"}):
        hers.post(choices_of(margaret), data=chosen)
    assert look(hers, choices_of(margaret)) == {"text-size": "largest", "contrast": "strong"}


def test_each_change_is_written_down_once_with_who_made_it(app: Flask, margaret: Person) -> None:
    for username in ("margaret", "sam", "aled"):
        browser = cast.signed_in(app, username)
        for _twice in range(2):
            browser.post(choices_of(margaret), data={"shown": "pictures" if username != "sam" else "words"})
    events = list(Event.select().where(Event.kind == "my_choices.changed").order_by(Event.seq))
    assert [event.role for event in events] == ["self", "worker", "coordinator"]
    said = [json.loads(Change.get(Change.event == event.seq).what) for event in events]
    assert said == [{"shown": "pictures"}, {"shown": "words"}, {"shown": "pictures"}]
    assert_no_gaps()


def test_they_follow_the_person_to_every_device_and_to_nobody_else(app: Flask, margaret: Person) -> None:
    cast.signed_in(app, "sam").post(choices_of(margaret), data={"text_size": "larger", "reading": "by_itself"})
    mine = {"text-size": "larger", "reading": "by_itself"}
    for path in ("/my-week", "/account", f"/people/{margaret.id}/week"):
        assert look(cast.signed_in(app, "margaret"), path) == mine
        assert look(cast.signed_in(app, "sam"), path.replace("/my-week", "/today")) == {}


def test_they_follow_to_a_phone_that_is_handed_over(app: Flask, margaret: Person) -> None:
    cast.signed_in(app, "margaret").post(choices_of(margaret), data={"contrast": "strong", "reading": "by_itself"})
    phone = hand_over(app)
    assert look(phone, "/answers") == {"contrast": "strong", "reading": "by_itself"}
    assert "<read-aloud hidden></read-aloud>" in phone.get("/answers").text


def test_on_a_handed_over_phone_nothing_is_read_that_nobody_asked_for(app: Flask) -> None:
    assert "<read-aloud" not in hand_over(app).get("/answers").text


def test_ordinary_words_are_ordinary_on_every_page_that_knows_both(app: Flask, margaret: Person) -> None:
    hers = cast.signed_in(app, "margaret")
    easy = hers.get(f"/people/{margaret.id}/summary").text
    hers.post(choices_of(margaret), data={"words": "ordinary"})
    ordinary = hers.get(f"/people/{margaret.id}/summary").text
    kinds = [re.findall(r'<main [^>]*class="(\w*)', page)[0] for page in (easy, ordinary)]
    assert kinds == ["easy", ""]


def test_a_worker_chooses_several_together_with_the_person(app: Flask, margaret: Person) -> None:
    sam = cast.signed_in(app, "sam")
    assert "Choose this together with Margaret Hughes." in sam.get(choices_of(margaret)).text
    sent = sam.post(choices_of(margaret), data={**UNTIL_CHOSEN, "text_size": "larger", "words": "ordinary"})
    assert sent.status_code == 303
    assert MyChoices.of(margaret.id).told() == {"text_size": "larger", "words": "ordinary"}
    assert "Saved." in sam.get(choices_of(margaret)).text


def test_what_is_no_answer_changes_nothing(app: Flask, margaret: Person) -> None:
    for username in ("margaret", "sam"):
        answer = cast.signed_in(app, username).post(
            choices_of(margaret), data={"text_size": "huge", "contrast": "strong"}
        )
        assert answer.status_code == 422
    assert MyChoices.of(margaret.id).told() == {}


@SQLITE
def test_in_easy_read_each_line_says_one_short_thing(app: Flask, margaret: Person) -> None:
    page = (
        cast.signed_in(app, "margaret")
        .get(choices_of(margaret))
        .text.partition("<one-screen>")[2]
        .partition("</one-screen>")[0]
    )
    lines = [re.sub(r"<.*?>", "", line) for line in re.findall(r"<(?:h1|h2|p|span)[^>]*>.*?</(?:h1|h2|p|span)>", page)]
    assert len(lines) > 20
    assert [line for line in lines if len(line.split()) > EASY_READ_LINE or line.count(".") > 1] == []
