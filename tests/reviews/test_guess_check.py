"""A best guess is checked with the person; what one said is taken back until the conversation is closed."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Event, NothingThere, NotYours, new_id
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.reviews.closing import Closed
from carelog.reviews.guess_check import Checked, GuessCheck
from carelog.reviews.perspective import Perspective, Side, Voice, Whose
from carelog.reviews.review_line import ReviewLine, Section
from carelog.reviews.review_plan import Arranged
from carelog.reviews.three_month_review import Review
from tests import cast
from tests.asking import SQLITE
from tests.records.sheets import words
from tests.reviews import reviewing
from tests.reviews.talking import by, conversation, read, sides, write

HERE = "conversations/2026-11"


@pytest.fixture
def guess(app: Flask) -> Event:
    """What Sam thinks that she would say."""
    assert app.name
    return write("sam", "She loves her cat", whose=Whose.GUESS)


def check(guess: Event, who: str, *, right: bool = True, shown: str = "She nodded.", **more: str) -> Event:
    return GuessCheck.record(conversation(), guess.seq, by(who), is_right=right, words=shown, **more)


def checked() -> Checked | None:
    (entry,) = [one for one in sides("margaret").entries[Side.SELF] if one.guess]
    return entry.checked


def test_the_person_or_who_asked_them_says_whether_it_is_right_and_their_own_answer_stands(guess: Event) -> None:
    assert checked() is None
    with pytest.raises(NotSaidHow):
        check(guess, "aled", shown="")
    press = new_id()
    assert check(guess, "aled", id=press) == check(guess, "aled", id=press)
    first = checked()
    assert first
    assert (first.is_right, first.author_name, first.words) == (True, "Aled Prosser", "She nodded.")
    check(guess, "margaret", right=False, shown="")
    last = checked()
    assert last
    assert (last.is_right, last.role) == (False, "self")
    check(guess, "sam", right=True)  # whoever guessed does not overrule what she said herself
    assert checked() == last
    check(guess, "margaret", right=True, shown="")
    assert (checked() or last).is_right
    write("sam", "She loves her garden", whose=Whose.GUESS)
    assert checked() is None  # of other words she has said nothing yet


@SQLITE
def test_a_closed_conversation_takes_no_answer_and_nothing_is_taken_back_from_it(guess: Event) -> None:
    conversation().open(by("aled"))
    conversation().close({}, by("aled"))
    before = Event.select().count()
    with pytest.raises(Closed):
        check(guess, "margaret")
    with pytest.raises(Closed):
        Perspective.withdraw(cast.person(cast.MARGARET), guess.id, by("sam"))
    assert Event.select().count() == before


def test_what_is_taken_back_is_read_by_nobody_and_can_be_written_anew(margaret: Person) -> None:
    said = write("sam", "The bus")
    conversation().open(by("aled"))
    with time_machine.travel(cast.NOW + timedelta(minutes=1)):
        newer = write("sam", "The new bus")
        for who, problem in (("aled", NotYours), ("sam", NothingThere)):
            with pytest.raises(problem):
                Perspective.withdraw(
                    margaret, said.id, by(who)
                )  # of somebody else; of words that do not stand any more
        gone = Perspective.withdraw(margaret, newer.id, by("sam"))
        assert Perspective.withdraw(margaret, newer.id, by("sam")) == gone
    for who in ("sam", "aled", "margaret"):
        assert read(who) == []
    with time_machine.travel(cast.NOW + timedelta(minutes=2)):
        write("sam", "The tram")
    assert read("aled") == ["The tram"]
    assert [entry.earlier for entry in sides("aled").entries[Side.TEAM]] == [()]


@SQLITE
def test_on_the_pages_it_is_asked_answered_and_taken_back(
    app: Flask, margaret: Person, guess: Event, sam: FlaskClient
) -> None:
    her, aled = cast.signed_in(app, "margaret"), cast.signed_in(app, "aled")
    where = f"/people/{margaret.id}/{HERE}"
    answers = f"{where}/guesses/{guess.id}/checks"
    form = {f"{guess.id}-id": new_id(), f"{guess.id}-right": "yes"}
    assert aled.post(answers, data=form).status_code == 404  # who may not read it yet is not told that it is there
    lacking = sam.post(answers, data=form)
    assert (lacking.status_code, "Say how they said or showed it." in lacking.text) == (422, True)
    page = her.get(where).text
    pressed = re.search(rf'name="{guess.id}-id"[^>]* value="([^"]+)"', page)
    assert pressed
    assert her.post(answers, data={f"{guess.id}-id": pressed[1], f"{guess.id}-right": "no"}).status_code == 303
    assert "Margaret Hughes says: no." in words(sam.get(where))
    assert "I said: no, that is not right." in words(her.get(where))
    for screen in re.findall(r'<section class="screen.*?</section>', her.get(where).text, re.DOTALL):
        assert len(re.findall(r"<(?:a|button) [^>]*class=\"button|<button", screen)) <= 6, screen
    assert (
        sam.post(f"/people/{margaret.id}/perspectives/withdrawals", data={"id": new_id(), "mark": guess.id}).status_code
        == 303
    )
    assert "loves her cat" not in her.get(where).text


@SQLITE
def test_a_best_guess_in_a_review_is_checked_by_the_same_rule(app: Flask, margaret: Person, sam: FlaskClient) -> None:
    review = reviewing.begun(margaret)
    guess = ReviewLine.record(review, Section.QUESTIONS, "Can I move?", Voice(whose=Whose.GUESS), by("sam"))
    own = ReviewLine.record(review, Section.NOW, "Her songs", Voice(), by("sam"))
    her, where = cast.signed_in(app, "margaret"), f"/people/{margaret.id}/reviews/{review.id}"
    answers, form = f"{where}/guesses/{guess.id}/checks", {f"{guess.id}-id": new_id(), f"{guess.id}-right": "no"}
    lacking = sam.post(answers, data=form)
    assert (lacking.status_code, "Say how they said or showed it." in lacking.text) == (422, True)
    assert sam.post(f"{where}/guesses/{own.id}/checks", data=form).status_code == 404  # words that are no guess
    for screen in re.findall(r'<section class="screen.*?</section>', her.get(where).text, re.DOTALL):
        assert len(re.findall(r"<(?:a|button) [^>]*class=\"button|<button", screen)) <= 6, screen
    assert her.post(answers, data=form).status_code == 303
    assert her.post(answers, data=form).status_code == 303  # pressed twice
    assert Event.select().where(Event.kind == "guess_check").count() == 1
    assert "Margaret Hughes says: no." in words(sam.get(where))
    assert "Ask Margaret Hughes if it is right" not in words(sam.get(where))  # she has said it herself
    assert "I said: no, that is not right." in words(her.get(where))
    assert "A best guess, checked with Margaret Hughes · Margaret Hughes says: no." in sam.get(f"{where}.csv").text
    review.close({}, by("aled"))
    late = {f"{guess.id}-id": new_id(), f"{guess.id}-right": "yes", f"{guess.id}-words": "She smiled."}
    assert sam.post(answers, data=late).status_code == 409


@SQLITE
def test_a_guess_in_a_review_that_has_not_begun_is_asked_about_by_who_reads_it(app: Flask, margaret: Person) -> None:
    Review.begin(margaret, Arranged(how="She nodded."), by("aled"))
    review = Review.standing(margaret)
    assert review is not None
    guess = ReviewLine.record(review, Section.NOW, "Her cat", Voice(whose=Whose.GUESS), by("sam"))
    form = {f"{guess.id}-id": new_id(), f"{guess.id}-right": "yes", f"{guess.id}-words": "She nodded."}
    answers = f"/people/{margaret.id}/reviews/{review.id}/guesses/{guess.id}/checks"
    told = [cast.signed_in(app, who).post(answers, data=form).status_code for who in ("aled", "sam")]
    assert told == [404, 303]
