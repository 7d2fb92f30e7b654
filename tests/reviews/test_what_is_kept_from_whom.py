"""What somebody who leads, or takes a conversation along, does not come to know or give away by that."""

import io

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.reviews.conversation_plan import ConversationPlan, Plan
from carelog.reviews.perspective import OnlyFor, Voice, Whose
from carelog.reviews.review_line import ReviewLine, Section
from carelog.reviews.review_plan import Arranged
from carelog.reviews.three_month_review import Review
from tests import cast
from tests.asking import SQLITE
from tests.reviews.agreeing import MONTH, in_days
from tests.reviews.talking import NOVEMBER, by, conversation, read, write

pytestmark = SQLITE


@pytest.fixture
def helen(margaret: Person) -> Membership:
    """With whom the conversations are shared, and neither the week nor the plan."""
    member = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("helen")))
    for section in ("conversations", "my_week", "plan_and_tools"):
        Sharing.decide(member, section, by("margaret"), shared=section == "conversations")
    return member


def test_who_leads_and_does_not_see_the_week_is_not_told_its_things(
    app: Flask, margaret: Person, helen: Membership
) -> None:
    ConversationPlan.decide(margaret, NOVEMBER, Plan(led_by=helen.id), by("margaret"))
    new = f"/people/{margaret.id}/actions/new"
    assert "Church with a friend" in cast.signed_in(app, "aled").get(new).text
    page = cast.signed_in(app, "helen").get(new)
    assert (page.status_code, "Church with a friend" in page.text) == (200, False)


def test_who_has_left_does_not_lead_when_they_belong_again(app: Flask, margaret: Person) -> None:
    worked = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("sam")))
    ConversationPlan.decide(margaret, NOVEMBER, Plan(led_by=worked.id), by("margaret"))
    Review.begin(margaret, Arranged(led_by=worked.id), by("margaret"))
    review, here = Review.standing(margaret), f"/people/{margaret.id}"
    assert review is not None
    pages = (f"{here}/conversations/2026-11/short", f"{here}/actions/new?review={review.id}")
    assert [cast.signed_in(app, "sam").get(page).status_code for page in pages] == [200, 200]
    worked.end(by("aled"))
    friend = Membership.start(margaret, cast.user("sam"), "ally", by("aled"))
    Sharing.decide(friend, "conversations", by("margaret"), shared=True)
    assert [cast.signed_in(app, "sam").get(page).status_code for page in pages] == [403, 403]


def test_who_led_a_review_once_agrees_on_no_lines_of_a_month(app: Flask, margaret: Person, helen: Membership) -> None:
    review = Review.begin(margaret, Arranged(led_by=helen.id), by("margaret"))
    line = {"id": new_id(), "month": MONTH.isoformat(), "what": "try", "words": "Lunch", "label": "ordinary"}
    sent = cast.signed_in(app, "helen").post(f"/people/{margaret.id}/actions/lines?review={review.id}", data=line)
    assert sent.status_code == 403


def test_what_is_for_one_reader_alone_says_so_where_it_is_taken_along(app: Flask, margaret: Person) -> None:
    write("margaret", "My secret", only_for=OnlyFor.SELF)
    write("sam", "The sea", whose=Whose.GUESS)
    conversation().open(by("aled"))
    Review.begin(margaret, Arranged(held_on=in_days(20)), by("margaret"))
    review = Review.standing(margaret)
    assert review is not None
    ReviewLine.record(review, Section.NOW, "Mine", Voice(only_for=OnlyFor.SELF), by("margaret"))
    browser, here = cast.signed_in(app, "margaret"), f"/people/{margaret.id}"
    papers = [Document(io.BytesIO(browser.get(f"{here}/{name}.docx").data))
              for name in ("conversations/2026-11", f"reviews/{review.id}")]  # fmt: skip
    told, of_review = ("\n".join(one.text for one in paper.paragraphs) for paper in papers)
    assert ", Only for me)" in told
    assert "Only for me" in of_review
    assert {row.cells[1].text for row in papers[1].tables[0].rows[1:]} == {
        "Margaret Hughes · Only for me", "Margaret Hughes · a best guess"
    }  # fmt: skip
    sheets = [browser.get(f"{here}/{name}.csv").text for name in ("conversations/2026-11", f"reviews/{review.id}")]
    assert all("Only for me" in sheet for sheet in sheets)
    assert "a best guess" in sheets[1]


def test_the_meeting_puts_nothing_private_under_another_label(app: Flask, margaret: Person) -> None:
    write("aled", "The bath", whose=Whose.PERSON, label="intimate")
    form = {"id": new_id(), "said_id": new_id(), "promise-id": new_id(), "working": "Her purse", "whose": "person"}
    aled, here = cast.signed_in(app, "aled"), f"/people/{margaret.id}/conversations/2026-11/short"
    page = aled.post(here, data={**form, "label": "money"})
    assert (page.status_code, "Her purse" in page.text) == (422, True)
    assert read("aled") == ["The bath"]
    assert aled.post(here, data={**form, "label": "intimate"}).status_code == 303
    assert read("aled") == ["The bath\nHer purse"]


@pytest.mark.parametrize("month", ["0001-01", "2000-01"])
def test_nobody_writes_for_a_month_whose_page_nobody_could_open(app: Flask, margaret: Person, month: str) -> None:
    said = {"id": new_id(), "month": month, "working": "My cat", "whose": "own", "label": "ordinary"}
    sent = cast.signed_in(app, "margaret").post(f"/people/{margaret.id}/perspectives", data=said)
    assert sent.status_code == 422
    assert not Event.select().where(Event.kind == "perspective").exists()


def test_why_there_is_a_review_is_read_as_all_words_are_by_whom_its_label_is_shared_with(
    app: Flask, margaret: Person, helen: Membership
) -> None:
    aled, ally = cast.signed_in(app, "aled"), cast.signed_in(app, "helen")
    form = {"id": new_id(), "sort": "unplanned", "led_by": "", "words": "The new tablets", "how": "She nodded."}
    where = f"/people/{margaret.id}/reviews"
    assert aled.post(f"{where}/new", data={**form, "label": "safeguarding"}).status_code == 422
    here = aled.post(f"{where}/new", data={**form, "label": "health"}).location.partition("#")[0]

    def read(browser: FlaskClient) -> list[bool]:
        paper = Document(io.BytesIO(browser.get(f"{here}.docx").data))
        texts = (
            browser.get(here).text,
            "\n".join(one.text for one in paper.paragraphs),
            browser.get(f"{here}.csv").text,
        )
        return ["The new tablets" in text for text in texts]

    assert (read(aled), read(ally)) == ([True, True, False], [False, False, False])
    Sharing.decide(helen, "health", by("margaret"), shared=True)
    assert read(ally) == [True, True, False]
    Sharing.decide(helen, "health", by("margaret"), shared=False)
    cast.signed_in(app, "margaret").post(f"{here}/plan", data={**form, "id": new_id(), "label": "health"})
    assert read(ally) == [False, False, False]  # the label stays with the words


@pytest.mark.usefixtures("helen")
def test_whoever_asked_for_a_review_reads_why_whatever_its_label(app: Flask, margaret: Person) -> None:
    ally = cast.signed_in(app, "helen")
    form = {"id": new_id(), "sort": "asked_for", "led_by": "", "words": "Her purse", "label": "money"}
    here = ally.post(f"/people/{margaret.id}/reviews/new", data=form).location.partition("#")[0]
    assert "Her purse" in ally.get(here).text
    assert "Her purse" in cast.signed_in(app, "sam").get(here).text


def test_a_later_thought_is_read_as_all_words_are_by_whom_its_label_is_shared_with(
    app: Flask, margaret: Person, helen: Membership
) -> None:
    conversation().open(by("aled"))
    conversation().close({}, by("aled"))
    aled, ally = cast.signed_in(app, "aled"), cast.signed_in(app, "helen")
    here = f"/people/{margaret.id}/conversations/2026-11"
    for browser, words, label in ((aled, "The new tablets", "health"), (ally, "Her purse", "money")):
        form = {"id": new_id(), "words": words, "label": label}
        assert browser.post(f"{here}/later-thoughts", data=form).status_code == 303
    for page in (here, f"{here}.csv"):
        told = [
            [words in browser.get(page).text for words in ("The new tablets", "Her purse")] for browser in (aled, ally)
        ]
        assert told == [[True, True], [False, True]]
    Sharing.decide(helen, "health", by("margaret"), shared=True)
    assert "The new tablets" in ally.get(here).text
