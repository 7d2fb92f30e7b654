"""Two who press at once, somebody who left or may not, ids of somebody else's: nobody gets more than is theirs."""

import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from docx import Document
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.reviews.monthly_conversation import NotLeading
from carelog.reviews.perspective import OnlyFor, Voice, Whose
from carelog.reviews.review_line import ReviewLine, Section
from carelog.reviews.review_plan import Arranged
from carelog.reviews.three_month_review import Review
from carelog.weeks.week_draft import WeekDraft
from tests import cast
from tests.asking import SQLITE
from tests.reviews import reviewing
from tests.reviews.talking import by, conversation, read, write

pytestmark = SQLITE
MONTH = "conversations/2026-11"
Forms = dict[str, dict[str, Any]]  # what is sent, by where


@pytest.fixture
def helen(margaret: Person) -> Membership:
    """With whom the conversations are shared, and nothing that is singly shared."""
    member = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("helen")))
    Sharing.decide(member, "conversations", by("margaret"), shared=True)
    return member


def send(browser: FlaskClient, person: Person, where: str, **form: Any) -> int:
    return browser.post(f"/people/{person.id}/{where}", data={"id": new_id(), **form}).status_code


def answers(browser: FlaskClient, person: Person, sent: Forms) -> set[int]:
    """Their statuses, whichever was pressed."""
    return {send(browser, person, where, **form) for where, form in sent.items()}


def written(kind: str) -> int:
    return Event.select().where(Event.kind == kind).count()


def said(**more: Any) -> dict[str, Any]:
    return {"month": "2026-11", "working": "My cat", "whose": "own", "label": "ordinary", **more}


def line(**more: Any) -> dict[str, Any]:
    return {"section": "now", "words": "Her cat", "whose": "own", "label": "ordinary", **more}


def test_two_who_begin_and_two_who_close_at_once_do_it_once(app: Flask, margaret: Person) -> None:
    her, aled = cast.signed_in(app, "margaret"), cast.signed_in(app, "aled")
    review = reviewing.begun(margaret)
    for step in ("opening", "closing"):
        assert [send(one, margaret, f"{MONTH}/{step}") for one in (her, aled)] == [303, 303]
        assert [send(one, margaret, f"reviews/{review.id}/{step}") for one in (her, aled)] == [303, 303]
    assert (written("conversation_opening"), written("conversation_closing"), written("review_step")) == (1, 1, 2)


def test_who_was_chosen_to_lead_and_is_not_any_more_begins_nothing_with_a_page_that_is_open_still(
    margaret: Person, helen: Membership
) -> None:
    Review.begin(margaret, Arranged(led_by=helen.id), by("margaret"))
    seen_before = Review.standing(margaret)
    assert seen_before is not None
    seen_before.change(Arranged(), by("margaret"))
    with pytest.raises(NotLeading):
        seen_before.open(by("helen"))
    assert written("review_step") == 0


@pytest.mark.usefixtures("helen")
def test_no_review_takes_the_id_by_which_another_is_known(app: Flask, margaret: Person) -> None:
    first = reviewing.begun(margaret)
    first.close({}, by("aled"))
    ally = cast.signed_in(app, "helen")
    asked = {"id": first.id, "sort": "asked_for", "led_by": "", "words": "Again", "label": "ordinary"}
    assert send(ally, margaret, "reviews/new", **asked) == 409
    assert Review.standing(margaret) is None
    assert send(ally, margaret, "reviews/new", **{**asked, "id": new_id()}) == 303


def test_nobody_puts_words_under_the_id_of_a_guess_that_the_person_is_asked_about(app: Flask, margaret: Person) -> None:
    review, aled = reviewing.begun(margaret), cast.signed_in(app, "aled")
    guess = ReviewLine.record(review, Section.NOW, "Her cat", Voice(whose=Whose.GUESS), by("sam"))
    other = write("sam", "Her cat", whose=Whose.GUESS)
    stolen = line(id=guess.id, whose="guess", words="She wants to move out")
    assert send(aled, margaret, f"reviews/{review.id}/lines", **stolen) == 409
    assert send(aled, margaret, "perspectives", **said(id=other.id, whose="guess")) == 409
    assert (written("review_line"), written("perspective")) == (1, 1)


def test_an_ally_from_whom_sharing_is_taken_between_the_page_and_the_press_writes_and_reads_nothing(
    app: Flask, margaret: Person, helen: Membership
) -> None:
    review, ally = reviewing.begun(margaret), cast.signed_in(app, "helen")
    guess = ReviewLine.record(review, Section.NOW, "Her cat", Voice(whose=Whose.GUESS), by("sam"))
    pages = (MONTH, f"{MONTH}/perspectives/new", f"reviews/{review.id}", f"reviews/{review.id}/lines/new?section=now")
    files = [
        f"{where}.{kind}" for where in (MONTH, f"{MONTH}/pack", f"reviews/{review.id}") for kind in ("csv", "docx")
    ]
    assert {ally.get(f"/people/{margaret.id}/{page}").status_code for page in (*pages, *files)} == {200}
    Sharing.decide(helen, "conversations", by("margaret"), shared=False)
    before = Event.select().count()
    check = {f"{guess.id}-id": new_id(), f"{guess.id}-right": "yes", f"{guess.id}-words": "She nodded."}
    sent: Forms = {
        "perspectives": said(), f"reviews/{review.id}/lines": line(),
        f"reviews/{review.id}/guesses/{guess.id}/checks": check,
        f"reviews/{review.id}/lines/withdrawals": {"mark": guess.id}, "reviews/new": {"words": "Again"},
        f"{MONTH}/later-thoughts": {"words": "Later"},
    }  # fmt: skip
    assert answers(ally, margaret, sent) == {403}
    shown = {page: ally.get(f"/people/{margaret.id}/{page}") for page in (*pages, *files) if "pack" not in page}
    assert {page: answer.status_code for page, answer in shown.items()} == dict.fromkeys(shown, 403)
    assert Event.select().count() == before


def test_a_worker_who_left_last_week_finds_nothing_and_writes_nothing(app: Flask, margaret: Person) -> None:
    review, sam = reviewing.begun(margaret), cast.signed_in(app, "sam")
    worked = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("sam")))
    own = ReviewLine.record(review, Section.NOW, "Her songs", Voice(), by("sam"))
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        worked.end(by("aled"))
    before = Event.select().count()
    for page in (MONTH, f"{MONTH}.csv", f"{MONTH}/pack.docx", f"reviews/{review.id}", f"reviews/{review.id}.csv"):
        assert sam.get(f"/people/{margaret.id}/{page}").status_code == 404, page
    sent: Forms = {
        "perspectives": said(), f"reviews/{review.id}/lines": line(),
        f"reviews/{review.id}/lines/withdrawals": {"mark": own.id}, f"{MONTH}/opening": {},
        f"reviews/{review.id}/closing": {},
    }  # fmt: skip
    assert answers(sam, margaret, sent) == {404}
    assert Event.select().count() == before


def test_ids_of_somebody_elses_month_review_and_draft_lead_nowhere(app: Flask, margaret: Person) -> None:
    walter, aled = cast.person(cast.WALTER), cast.signed_in(app, "aled")
    review = reviewing.begun(margaret)
    guess = ReviewLine.record(review, Section.NOW, "Her cat", Voice(whose=Whose.GUESS), by("sam"))
    other = write("sam", "Her cat", whose=Whose.GUESS)
    own = ReviewLine.record(review, Section.NOW, "Her songs", Voice(), by("aled"))
    draft = WeekDraft.begin(margaret, review.seq, by("aled"))
    member = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("helen")))
    before = Event.select().count()
    check = {f"{guess.id}-id": new_id(), f"{guess.id}-right": "yes", f"{guess.id}-words": "She nodded."}
    agreed = {"starts": "2026-11-19", "how_agreed": "Together."}
    sent: Forms = {
        f"reviews/{review.id}/guesses/{guess.id}/checks": check, f"reviews/{review.id}/lines": line(),
        f"{MONTH}/guesses/{other.id}/checks": {key.replace(guess.id, other.id): one for key, one in check.items()},
        f"reviews/{review.id}/closing": {}, f"reviews/{review.id}/week": agreed, f"reviews/{review.id}/draft": {},
        f"drafts/{draft.id}/agreements": agreed, f"drafts/{draft.id}/items/1": {"seen": draft.as_seen},
    }  # fmt: skip
    assert answers(aled, walter, sent) == {404}
    theirs = reviewing.begun(walter)
    more: Forms = {
        f"reviews/{theirs.id}/lines/withdrawals": {"mark": own.id},
        f"reviews/{theirs.id}/lines": line(whose=f"member-{member.id}"),
        "perspectives": said(whose=f"member-{member.id}"),
    }  # fmt: skip
    assert answers(aled, walter, more) <= {404, 422}
    assert Event.select().where(Event.person_id == margaret.id).count() <= before
    assert [written(kind) for kind in ("guess_check", "perspective")] == [0, 1]


def test_the_draft_of_a_review_is_agreed_by_nobody_but_who_coordinates(
    app: Flask, margaret: Person, helen: Membership
) -> None:
    review = reviewing.begun(margaret)
    review.change(Arranged(led_by=helen.id), by("margaret"))  # who leads agrees on things to do, and on no week
    draft = WeekDraft.begin(margaret, review.seq, by("aled"))
    form = {"starts": "2026-11-19", "how_agreed": "Together."}
    for who in ("margaret", "sam", "helen"):
        browser = cast.signed_in(app, who)
        for where in (f"reviews/{review.id}/week", f"drafts/{draft.id}/agreements", f"reviews/{review.id}/draft"):
            assert send(browser, margaret, where, **form) == 403, (who, where)
    assert written("review_result") == 0


def test_a_closed_review_takes_no_line_that_was_typed_before_and_gives_the_words_back(
    app: Flask, margaret: Person
) -> None:
    sam, aled = cast.signed_in(app, "sam"), cast.signed_in(app, "aled")
    review = reviewing.begun(margaret)
    press = line(id=new_id(), words="Her songs")
    assert send(sam, margaret, f"reviews/{review.id}/lines", **press) == 303
    assert send(aled, margaret, f"reviews/{review.id}/closing") == 303
    assert send(sam, margaret, f"reviews/{review.id}/lines", **press) == 303  # pressed twice is no second line
    changed = sam.post(f"/people/{margaret.id}/reviews/{review.id}/lines", data={**press, "words": "Otherwise"})
    assert changed.status_code == 409
    late = sam.post(f"/people/{margaret.id}/reviews/{review.id}/lines", data=line(id=new_id(), words="And the sea"))
    assert (late.status_code, "And the sea" in late.text) == (409, True)
    assert written("review_line") == 1


def test_what_an_old_phone_sends_for_a_closed_conversation_is_kept_for_its_author_alone(
    app: Flask, margaret: Person
) -> None:
    conversation().open(by("aled"))
    conversation().close({}, by("aled"))
    sam, aled = cast.signed_in(app, "sam"), cast.signed_in(app, "aled")
    answer = sam.post(f"/people/{margaret.id}/perspectives", data={"id": new_id(), **said(working="The swans")})
    assert (answer.status_code, "The swans" in answer.text) == (409, True)
    assert read("aled") == []
    assert all("The swans" not in aled.get(f"/people/{margaret.id}/{page}").text for page in (MONTH, f"{MONTH}.csv"))


@pytest.mark.usefixtures("helen")
def test_files_hold_nothing_that_their_reader_does_not_find_on_the_page(app: Flask, margaret: Person) -> None:
    review = reviewing.begun(margaret)
    secrets: dict[str, tuple[str, dict[str, Any]]] = {
        "Mine alone": ("margaret", {"only_for": OnlyFor.SELF}),
        "The tablets": ("aled", {"label": "health"}),
    }
    for words, (who, voice) in secrets.items():
        ReviewLine.record(review, Section.NOW, words, Voice(**voice), by(who))
        write(who, words, **voice)
    conversation().open(by("aled"))
    ally = cast.signed_in(app, "helen")
    for where in (MONTH, f"{MONTH}/pack", f"reviews/{review.id}"):
        page, sheet, paper = (ally.get(f"/people/{margaret.id}/{where}{kind}") for kind in ("", ".csv", ".docx"))
        told = page.text + sheet.text + "\n".join(
            cell.text for table in Document(io.BytesIO(paper.data)).tables for row in table.rows for cell in row.cells
        ) + "\n".join(one.text for one in Document(io.BytesIO(paper.data)).paragraphs)  # fmt: skip
        assert not [words for words in secrets if words in told], where
