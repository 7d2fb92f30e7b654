"""The pages of the conversation: writing before one reads, beginning, closing, afterwards; for each of us."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.kept_record import Kept, Reader
from carelog.records.learning_log import Learned, LearningLog
from carelog.reviews.perspective import Pin, Sort
from tests import cast
from tests.asking import SQLITE
from tests.phone import Phone
from tests.plans import EVERY_LABEL
from tests.records.sheets import send, words
from tests.reviews.talking import by, conversation, write
from tests.tables import asked

NOVEMBER = "conversations/2026-11"


def page(browser: FlaskClient, margaret: Person, more: str = "") -> str:
    answer = browser.get(f"/people/{margaret.id}/{NOVEMBER}{more}")
    assert answer.status_code == 200
    return answer.text


def say(browser: FlaskClient, margaret: Person, **said: Any) -> int:
    form = {"id": new_id(), "month": "2026-11", "whose": "own", "label": "ordinary", **said}
    return send(browser, margaret, "perspectives", form).status_code


def share(margaret: Person, *sections: str) -> None:
    """With Helen."""
    helen = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("helen")))
    for section in sections:
        Sharing.decide(helen, section, by("margaret"), shared=True)


@pytest.fixture
def helen(app: Flask, margaret: Person) -> FlaskClient:
    """Margaret's daughter's phone; Margaret shares her conversations with her."""
    share(margaret, "conversations")
    return cast.signed_in(app, "helen")


def test_each_writes_first_then_it_begins_and_everybody_reads_and_then_it_is_closed(
    app: Flask, margaret: Person, sam: FlaskClient, helen: FlaskClient
) -> None:
    her, aled = cast.signed_in(app, "margaret"), cast.signed_in(app, "aled")
    assert say(sam, margaret, working="Sam: the new bus", not_working="Sam: Sunday evenings") == 303
    assert say(helen, margaret, working="Helen: she laughs again") == 303
    assert "Sam: the new bus" not in page(helen, margaret) + page(aled, margaret)
    assert "Sam: the new bus" in page(sam, margaret)
    assert "Sam: the new bus" in page(her, margaret)
    assert "Somebody has written." in page(aled, margaret)
    assert "Not given." in page(aled, margaret)  # by Margaret
    assert send(sam, margaret, f"{NOVEMBER}/opening", {"id": new_id()}).status_code == 403
    assert send(aled, margaret, f"{NOVEMBER}/opening", {"id": new_id()}).status_code == 303
    for browser in (aled, sam, helen):
        assert "Sam: Sunday evenings" in page(browser, margaret)
    assert say(her, margaret, working="Margaret: my cat") == 303
    assert send(aled, margaret, f"{NOVEMBER}/closing", {"id": new_id()}).status_code == 303
    assert set(conversation().figures["sentences"]) >= {"to_me", "for_me", "total"}
    assert {one["part"] for one in conversation().figures["figures"]} >= {"sentences", "unwritten"}
    assert "What nobody wrote down" in page(aled, margaret)
    assert "The figures as they were then" in page(aled, margaret)
    assert "The figures as they were then" not in page(helen, margaret)  # of all there is; hers would be others
    refused = send(sam, margaret, "perspectives", {"id": new_id(), "month": "2026-11", "whose": "own",
                                                  "label": "ordinary", "working": "Too late"})  # fmt: skip
    assert refused.status_code == 409
    assert "Too late" in refused.text  # to be copied
    assert (
        send(
            helen, margaret, f"{NOVEMBER}/later-thoughts", {"id": new_id(), "words": "The choir", "label": "ordinary"}
        ).status_code
        == 303
    )
    assert "The choir" in page(sam, margaret)


@SQLITE
def test_a_closing_that_kept_the_sentences_alone_is_read_still(app: Flask, margaret: Person) -> None:
    conversation().open(by("aled"))
    conversation().close({"sentences": {"to_me": {"counts": [["happened", 12]]}}}, by("aled"))
    told = words(cast.signed_in(app, "aled").get(f"/people/{margaret.id}/{NOVEMBER}"))
    assert "What matters to me 12 It happened" in told


@SQLITE
def test_somebody_else_writes_down_what_it_is_and_for_whom(app: Flask, margaret: Person, sam: FlaskClient) -> None:
    joan = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("joan")))
    assert say(sam, margaret, whose="guess", working="The garden") == 303
    assert say(sam, margaret, whose=f"member-{joan.id}", working="Joan rang") == 303
    assert say(sam, margaret, whose="member-9", working="Nobody") == 422
    told = words(sam.get(f"/people/{margaret.id}/{NOVEMBER}"))
    assert "A best guess, to be checked with Margaret Hughes" in told
    assert "written down by Sam Doyle, for Joan" in told
    assert "Sam Doyle thinks I would say this." in page(cast.signed_in(app, "margaret"), margaret)


@SQLITE
def test_what_was_tagged_for_it_waits_in_its_authors_form(margaret: Person, sam: FlaskClient) -> None:
    learned = Learned(did="She sang with the choir", for_conversation=True)
    log = LearningLog.record(margaret, cast.TODAY, learned, by("sam"), labels=EVERY_LABEL)
    form = page(sam, margaret, "/perspectives/new")
    assert re.search(rf'<input checked[^>]*value="{log.id}"', form)
    assert say(sam, margaret, working="The choir", logs=[log.id, new_id()], figure="to_me") == 303
    told = page(sam, margaret)
    assert f"/logs/{log.id}" in told
    assert "How much happened: What matters to me" in told
    assert re.search(r"<textarea[^>]*>\s*The choir</textarea>", page(sam, margaret, "/perspectives/new"))


@SQLITE
def test_what_an_ally_may_not_see_is_not_shown_with_what_they_read(
    margaret: Person, sam: FlaskClient, helen: FlaskClient
) -> None:
    helens = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("helen")))
    Sharing.decide(helens, "learning_logs", by("margaret"), shared=False)
    learned = Learned(did="She sang with the choir", for_conversation=True)
    log = LearningLog.record(margaret, cast.TODAY, learned, by("sam"), labels=EVERY_LABEL)
    say(sam, margaret, working="Singing", logs=[log.id])
    conversation().open(by("aled"))
    told = page(helen, margaret)
    assert "Singing" in told
    assert log.id not in told
    assert "choir" not in told


def test_what_comes_from_a_phone_when_it_is_closed_is_kept_for_its_author_alone(app: Flask, margaret: Person) -> None:
    conversation().open(by("aled"))
    conversation().close({}, by("aled"))
    her = Phone(app, "margaret")
    form = {"month": "2026-11", "whose": "own", "label": "ordinary", "working": "For me", "only": "y"}
    answer = her.send_new(margaret, "perspectives", form)
    assert (answer.status_code, answer.headers["Record-Problem"]) == (202, "kept")
    team = frozenset({margaret.team.id})
    for who, manages in (("aled", False), ("ruth", True)):
        assert Kept.open_to(Reader(cast.user(who), team, manages)) == ([], False)
    assert "A later thought can be added to it." in her.browser.get("/kept").text
    assert "For me" not in cast.signed_in(app, "aled").get("/kept").text


@SQLITE
def test_the_person_decides_how_it_is_and_somebody_else_says_how_they_showed_it(app: Flask, margaret: Person) -> None:
    her, aled = cast.signed_in(app, "margaret"), cast.signed_in(app, "aled")
    sam = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("sam")))
    wanted = {
        "needed": "yes",
        "form": "full",
        "every": "2",
        "led_by": sam.id,
        "held_on": "2026-11-30",
        "held_at": "14:30",
    }
    assert send(aled, margaret, f"{NOVEMBER}/plan", {"id": new_id(), **wanted}).status_code == 422
    assert send(her, margaret, f"{NOVEMBER}/plan", {"id": new_id(), **wanted}).status_code == 303
    assert "Monday 30 November, 14:30" in page(aled, margaret)
    sams = cast.signed_in(app, "sam")
    assert send(sams, margaret, f"{NOVEMBER}/opening", {"id": new_id()}).status_code == 303
    assert "Sam Doyle" in page(aled, margaret)


@SQLITE
def test_the_persons_page_leads_to_every_month(margaret: Person, sam: FlaskClient) -> None:
    assert f"/people/{margaret.id}/conversations" in sam.get(f"/people/{margaret.id}").text
    months = sam.get(f"/people/{margaret.id}/conversations")
    assert "December 2026 It has not begun yet. November 2026" in words(months)
    write("sam")
    assert Event.select().where(Event.kind == "perspective").count() == 1


def test_the_person_finds_their_months_a_few_at_a_time_and_their_reviews_beside_them(
    app: Flask, margaret: Person
) -> None:
    her = cast.signed_in(app, "margaret")
    text = her.get(f"/people/{margaret.id}/conversations").text
    screens = text.split("<section")[1:]
    assert [len(re.findall("/conversations/20", screen)) for screen in screens] == [2, 1]
    assert "tabs" not in text
    assert f'href="/people/{margaret.id}/reviews"' in text
    assert "There is no earlier month." in her.get(f"/people/{margaret.id}/conversations?page=2").text
    reviews = her.get(f"/people/{margaret.id}/reviews").text
    assert "There has been none so far." in reviews
    assert "I want a review" in reviews
    form = {"id": new_id(), "sort": "asked_for", "led_by": "", "words": "I want to live by the sea."}
    assert send(her, margaret, "reviews/new", form).status_code == 303
    assert "I want a review" not in her.get(f"/people/{margaret.id}/reviews").text


@SQLITE
def test_the_page_asks_as_often_for_many_as_for_few(
    margaret: Person, sam: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_more(who: str) -> None:
        learned = Learned(did="She sang", for_conversation=True)
        log = LearningLog.record(margaret, cast.TODAY, learned, by(who), labels=EVERY_LABEL)
        write(who, pins=(Pin(Sort.LOG, log.id), Pin(Sort.FIGURE, "to_me")))

    def asks() -> int:
        with asked(monkeypatch) as statements:
            page(sam, margaret)
        return len(statements)

    one_more("sam")
    conversation().open(by("aled"))
    page(sam, margaret)
    few = asks()
    for who in ("dev", "aled", "sam", "sam"):
        one_more(who)
    assert asks() == few


@SQLITE
def test_the_person_answers_one_question_about_it_at_a_time_and_the_others_stay(app: Flask, margaret: Person) -> None:
    her = cast.signed_in(app, "margaret")
    decided = {"needed": "yes", "form": "full", "every": "2", "led_by": "", "held_on": "2026-11-30", "held_at": "14:30"}
    assert send(her, margaret, f"{NOVEMBER}/plan", {"id": new_id(), **decided}).status_code == 303
    (asked_if,) = re.findall(
        r'(?s)<form(?:(?!</form>).)*value="no"(?:(?!</form>).)*</form>', page(her, margaret, "/plan")
    )
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', asked_if))
    assert send(her, margaret, f"{NOVEMBER}/plan", {**hidden, "needed": "no"}).status_code == 303
    plan = conversation().plan
    assert (plan.needed, plan.form, plan.every, plan.held_at) == (False, "full", 2, "14:30")
