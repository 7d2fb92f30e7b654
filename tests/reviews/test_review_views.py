"""The pages of the three-month review: asking for one, saying something, beginning, changing the week, closing."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Event, new_id
from carelog.people.person import Person
from carelog.reviews.review_result import led_to_changes
from carelog.reviews.three_month_review import Review
from carelog.weeks.perfect_week import latest
from tests import cast
from tests.records.sheets import send
from tests.reviews.agreeing import ask
from tests.reviews.test_conversation_views import share


@pytest.fixture
def review(app: Flask, margaret: Person) -> Review:
    """One that has begun."""
    aled, form = (
        cast.signed_in(app, "aled"),
        {"id": new_id(), "sort": "planned", "led_by": "", "label": "ordinary", "how": "She nodded."},
    )
    assert send(aled, margaret, "reviews/new", form).status_code == 303
    found = Review.standing(margaret)
    assert found is not None
    send(aled, margaret, f"reviews/{found.id}/opening", {"id": new_id()})
    return found


def page(browser: FlaskClient, person: Person, more: str) -> str:
    answer = browser.get(f"/people/{person.id}/reviews/{more}")
    assert answer.status_code == 200
    return answer.text


def say(browser: FlaskClient, review: Review, words: str, section: str = "now", **more: Any) -> int:
    form = {"id": new_id(), "section": section, "words": words, "whose": "own", "label": "ordinary", **more}
    return send(browser, review.person, f"reviews/{review.id}/lines", form).status_code


def of_the_draft(text: str) -> dict[str, str]:
    """What its forms carry, and how it is known."""
    seen, draft = re.search(r'name="seen" value="(\w+)"', text), re.search(r"/drafts/(\d+)/", text)
    assert seen
    assert draft
    return {"seen": seen[1], "draft": draft[1]}


def test_family_ask_for_one_and_somebody_who_asks_again_finds_the_one_that_stands(app: Flask, margaret: Person) -> None:
    share(margaret, "conversations")
    helen, her = cast.signed_in(app, "helen"), cast.signed_in(app, "margaret")
    form = {"id": new_id(), "sort": "asked_for", "led_by": "", "label": "ordinary", "words": "She is tired on Mondays."}
    assert send(helen, margaret, "reviews/new", {**form, "words": ""}).status_code == 422
    answer = send(helen, margaret, "reviews/new", form)
    assert answer.status_code == 303
    assert "She is tired on Mondays." in page(her, margaret, answer.location[-36:])
    again = send(her, margaret, "reviews/new", {**form, "id": new_id(), "words": "I want to move."})
    assert again.location.endswith(answer.location[-36:])
    assert Event.select().where(Event.kind == "review_plan").count() == 1


def test_lines_stand_together_and_the_persons_private_ones_are_hers_alone(
    app: Flask, margaret: Person, review: Review
) -> None:
    her, sam = cast.signed_in(app, "margaret"), cast.signed_in(app, "sam")
    assert say(her, review, "I am in love", only="y") == 303
    assert say(her, review, "My cat") == 303
    assert say(sam, review, "Her songs", "admire") == 303
    assert say(sam, review, "") == 422
    assert say(sam, review, "Too early", "later") == 422
    seen = page(sam, margaret, review.id)
    assert "My cat" in seen
    assert "Her songs" in seen
    assert "I am in love" not in seen
    assert "I am in love" in page(her, margaret, review.id)


def test_what_the_circle_is_figuring_out_stands_under_the_questions_to_answer(
    app: Flask, margaret: Person, review: Review
) -> None:
    asked = ask(margaret, "Does she like the tea dance?")
    text = page(cast.signed_in(app, "aled"), margaret, str(review.id))
    assert f"/questions/{asked.id}" in text.partition('aria-labelledby="questions"')[2].partition("</section>")[0]
    assert f'href="/people/{margaret.id}/questions"' in page(cast.signed_in(app, "margaret"), margaret, str(review.id))


def test_the_week_changes_when_the_draft_of_the_review_is_agreed_and_not_before(
    app: Flask, margaret: Person, review: Review
) -> None:
    aled, sam, before = cast.signed_in(app, "aled"), cast.signed_in(app, "sam"), latest(margaret)
    assert before is not None
    say(sam, review, "She feeds the ducks with me")
    line = re.search(r'id="line-([\w-]+)"', page(aled, margaret, review.id))
    assert line is not None
    send(aled, margaret, f"reviews/{review.id}/draft", {})
    draft = of_the_draft(page(aled, margaret, f"{review.id}/week"))
    thing = {
        "title": "Feed the ducks", "often": "days", "days": ["1"], "part": "morning", "support": "", "importance": "to",
        "label": "ordinary",
    }  # fmt: skip
    assert send(aled, margaret, f"drafts/{draft['draft']}/items/new", {**thing, **draft, "days": []}).status_code == 422
    assert send(aled, margaret, f"drafts/{draft['draft']}/items/new", {**thing, **draft}).status_code == 303
    assert send(aled, margaret, f"drafts/{draft['draft']}/items/new", {**thing, **draft}).status_code == 422  # twice
    draft = of_the_draft(page(aled, margaret, f"{review.id}/week"))
    assert send(aled, margaret, f"drafts/{draft['draft']}/items/1/ending", draft).status_code == 303
    now = latest(margaret)
    assert now is not None
    assert now.order == before.order
    assert send(aled, margaret, f"drafts/{draft['draft']}/agreements", agreement()).status_code == 422  # only there
    agreed = {"id": new_id(), "because": [line[1]], **agreement()}
    answers = [send(aled, margaret, f"reviews/{review.id}/week", agreed) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    after = latest(margaret)
    assert after is not None
    assert [one.details.title for one in after.items] == [
        *(one.details.title for one in before.items[1:]), "Feed the ducks",
    ]  # fmt: skip
    text = page(aled, margaret, review.id)
    assert "Feed the ducks" in text
    assert before.items[0].details.title in text
    assert review.id in aled.get(f"/people/{margaret.id}/plan").text
    assert [one.what for one in led_to_changes(cast.user("sam").id, [margaret.id])] == ["week"]
    assert "The week was changed" in sam.get("/actions").text
    assert "The week was changed" not in cast.signed_in(app, "dev").get("/actions").text
    assert "The week was changed" in sam.get(f"/people/{margaret.id}/actions").text


def agreement() -> dict[str, str]:
    return {"starts": (cast.TODAY + timedelta(days=1)).isoformat(), "how_agreed": "At the kitchen table."}


def test_how_to_support_me_is_worded_anew_and_says_that_it_came_of_the_review(
    app: Flask, margaret: Person, review: Review
) -> None:
    aled = cast.signed_in(app, "aled")
    for what in ("support", "communication"):
        seen = re.search(r'name="seen"[^>]*value="([^"]*)"', page(aled, margaret, f"{review.id}/words/{what}"))
        assert seen is not None
        form = {"id": new_id(), "words": "Wait for my word.", "seen": seen[1]}
        assert send(aled, margaret, f"reviews/{review.id}/words/{what}", form).status_code == 303
    text = page(aled, margaret, review.id)
    assert "How to support me was worded anew" in text
    assert "How I communicate was worded anew" in text
    assert cast.person(cast.MARGARET).how_to_support_me == "Wait for my word."


def test_closed_keeps_the_figures_and_takes_later_thoughts_and_no_more_else(
    app: Flask, margaret: Person, review: Review
) -> None:
    aled, sam = cast.signed_in(app, "aled"), cast.signed_in(app, "sam")
    assert send(sam, margaret, f"reviews/{review.id}/closing", {"id": new_id()}).status_code == 403
    assert send(aled, margaret, f"reviews/{review.id}/closing", {"id": new_id()}).status_code == 303
    closed = Review.of(margaret, review.id)
    assert closed is not None
    assert [one["month"] for one in closed.figures["months"]] == [
        "2026-08",
        "2026-09",
        "2026-10",
    ]
    answer = send(sam, margaret, f"reviews/{review.id}/lines", {
        "id": new_id(), "section": "now", "words": "Her cat", "whose": "own", "label": "ordinary",
    })  # fmt: skip
    assert answer.status_code == 409
    assert "Her cat" in answer.text
    assert say(sam, review, "And the garden", "later") == 303
    assert "And the garden" in page(aled, margaret, review.id)


def test_an_action_can_belong_to_a_review(app: Flask, margaret: Person, review: Review) -> None:
    aled = cast.signed_in(app, "aled")
    form = {
        "id": new_id(), "month": cast.TODAY.isoformat(), "what": "Ask about the ducks", "label": "ordinary", "item": "",
        "owner": cast.user("sam").id, "by_when": cast.TODAY.isoformat(), "review": review.id,
    }  # fmt: skip
    assert send(aled, margaret, "actions", form).status_code == 303
    assert "Ask about the ducks" in page(aled, margaret, review.id)
    assert send(aled, margaret, "actions", {**form, "id": new_id(), "review": new_id()}).status_code == 404


def test_a_review_is_taken_along_as_its_reader_may_read_it(app: Flask, margaret: Person, review: Review) -> None:
    her, aled = cast.signed_in(app, "margaret"), cast.signed_in(app, "aled")
    say(her, review, "I am in love", only="y")
    say(aled, review, "=1+1")
    for browser, private in ((her, True), (aled, False)):
        paper = browser.get(f"/people/{margaret.id}/reviews/{review.id}.docx")
        text = "\n".join(one.text for one in Document(io.BytesIO(paper.data)).paragraphs)
        sheet = browser.get(f"/people/{margaret.id}/reviews/{review.id}.csv").data.decode("utf-8-sig")
        assert ("I am in love" in text, "I am in love" in sheet) == (private, private)
        assert "What is important to me now" in text
        assert '"\'=1+1"' in sheet
        assert "margaret" not in paper.headers["Content-Disposition"].casefold()
