"""Tell the manager: who reads a compliment or a complaint; how it is taken up, answered and added to."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.access import Look
from carelog.accounts.staff_role import MANAGER, StaffRole
from carelog.journal import OPERATOR, Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records.feedback import Feedback, FeedbackStep, Sort, Step
from carelog.records.told_us import Desk, not_acknowledged, told
from tests import cast, visitors
from tests.everywhere import author
from tests.recording import prefixed
from tests.records.sheets import send, words

WORDS = "Nobody rang me back on Sunday."
NOBODY_ELSE = ("sam", "aled", "joan", "margaret", "carol", "priya")


@pytest.fixture
def helen(app: Flask) -> FlaskClient:
    """Margaret's daughter's phone."""
    return cast.signed_in(app, "helen")


@pytest.fixture
def ruth(app: Flask) -> FlaskClient:
    """The manager's laptop."""
    return cast.signed_in(app, "ruth")


@pytest.fixture
def complaint(margaret: Person) -> Event:
    """Helen's."""
    return Feedback.record(margaret, author("helen", "ally"), Sort.COMPLAINT, WORDS)


def page(event: Event) -> str:
    return f"/feedback/{event.id}"


def press(browser: FlaskClient, event: Event, step: Step, **more: object) -> int:
    form = prefixed(f"{step}-", {"id": new_id(), **more})
    return browser.post(f"{page(event)}/steps", data=form).status_code


def test_it_is_told_taken_up_and_answered_and_its_author_sees_when_and_by_whom(
    helen: FlaskClient, ruth: FlaskClient, margaret: Person
) -> None:
    asked = helen.get(f"/people/{margaret.id}/feedback/new").text
    assert "Ruth Okafor will read this." in asked
    assert 'href="tel:03000610614"' in asked
    assert 'href="tel:03000616161"' in asked
    saved = send(helen, margaret, "feedback", {"id": new_id(), "sort": "complaint", "words": WORDS})
    event = Event.get(Event.kind == "feedback")
    assert (saved.status_code, saved.headers["Location"]) == (303, page(event))
    assert "Nobody has taken it up yet." in words(helen.get(page(event)))
    assert "Nobody has opened it yet." in words(helen.get(page(event)))
    assert "(one that nobody has taken up yet)" in ruth.get("/people").text
    assert WORDS in ruth.get(page(event)).text
    to_helen = f"/memberships/{Membership.ally(margaret, cast.user('helen').id)}/information-needs"
    assert to_helen in ruth.get(page(event)).text
    assert to_helen not in helen.get(page(event)).text
    assert press(ruth, event, Step.ACKNOWLEDGED) == 303
    assert not_acknowledged(cast.user("ruth")) == 0
    with time_machine.travel(cast.NOW + timedelta(days=1)):
        assert press(ruth, event, Step.ANSWERED, words="We are sorry. From now on one of us is there.") == 303
    seen = words(helen.get(page(event)))
    assert "Somebody has it Ruth Okafor, manager, Wednesday 18 November, 10:00" in seen
    assert "Answered We are sorry. From now on one of us is there. Ruth Okafor, manager, Thursday 19 November" in seen
    assert "Opened by Ruth Okafor." in seen


def test_a_manager_who_coordinates_there_too_is_named_among_those_who_read_it(app: Flask) -> None:
    StaffRole.give(cast.user("aled"), MANAGER, None, OPERATOR)
    asked = cast.signed_in(app, "helen").get(f"/people/{cast.person(cast.MARGARET).id}/feedback/new").text
    assert "Aled Prosser and Ruth Okafor will read this." in asked


def test_the_person_finds_on_screens_of_their_own_what_they_told_and_adds_to_it(
    app: Flask, ruth: FlaskClient, margaret: Person
) -> None:
    hers, form = cast.signed_in(app, "margaret"), {"id": new_id(), "sort": "complaint", "words": WORDS}
    where = send(hers, margaret, "feedback", form).headers["Location"]
    for page in (where, "/feedback"):
        assert WORDS in hers.get(page).text
        assert 'class="tabs"' not in hers.get(page).text
    assert 'class="tabs"' in ruth.get("/feedback").text
    assert hers.post(f"{where}/additions", data={"id": new_id(), "words": ""}).status_code == 422
    assert hers.post(f"{where}/additions", data={"id": new_id(), "words": "And on Sunday."}).status_code == 303
    assert "And on Sunday." in hers.get(where).text


def test_nobody_else_reads_it_nor_learns_that_there_is_one(app: Flask, complaint: Event, margaret: Person) -> None:
    for username in NOBODY_ELSE:
        browser = cast.signed_in(app, username)
        assert browser.get(page(complaint)).status_code == 404
        assert browser.post(f"{page(complaint)}/additions", data={"id": new_id(), "words": "x"}).status_code == 404
        assert press(browser, complaint, Step.ANSWERED, words="x") == 403
        assert WORDS not in browser.get("/feedback").text
    cast.signed_in(app, "ruth").get(page(complaint))
    assert "feedback" not in cast.signed_in(app, "margaret").get(f"/people/{margaret.id}/looks").text
    assert Look.select().where(Look.section.contains("feedback")).count() == 1
    assert FeedbackStep.select().count() == 0
    assert complaint.person_seq is None


def test_a_coordinator_reads_it_once_the_manager_has_passed_it_on_and_no_other_one(
    app: Flask, complaint: Event, ruth: FlaskClient, helen: FlaskClient
) -> None:
    visitors.work("another", "coordinator")
    assert press(ruth, complaint, Step.PASSED_ON, to=cast.user("priya").id) == 422  # of another team
    assert press(ruth, complaint, Step.PASSED_ON, to=cast.user("aled").id) == 303
    assert WORDS in cast.signed_in(app, "aled").get(page(complaint)).text
    assert cast.signed_in(app, "another").get(page(complaint)).status_code == 404
    assert press(cast.signed_in(app, "aled"), complaint, Step.ANSWERED, words="x") == 403
    assert "Passed on: Aled Prosser" in words(helen.get(page(complaint)))


def test_what_its_author_adds_after_the_answer_makes_it_wait_again_on_top(
    complaint: Event, ruth: FlaskClient, helen: FlaskClient, margaret: Person
) -> None:
    press(ruth, complaint, Step.ANSWERED, words="It was a holiday.")
    later = Feedback.record(margaret, author("joan", "ally"), Sort.COMPLIMENT, "Kind people.")
    assert [one.id for one in Desk.of(cast.user("ruth")).waiting] == [later.id]
    added = {"id": new_id(), "words": "It was not."}
    assert helen.post(f"{page(complaint)}/additions", data=added).status_code == 303
    FeedbackStep.take(margaret, later.seq, Step.ACKNOWLEDGED, author("ruth", "manager"))
    desk = Desk.of(cast.user("ruth"))
    assert ([one.id for one in desk.waiting], desk.answered) == ([complaint.id, later.id], ())
    told_again = told(cast.user("helen"), complaint.id)
    assert told_again is not None
    assert not told_again.answered
    assert {"ally", "manager"} == {taken.role for taken in told_again.steps}


def test_who_has_left_still_reads_the_answer_to_their_own_and_not_of_whom_it_speaks(
    complaint: Event, ruth: FlaskClient, helen: FlaskClient, margaret: Person
) -> None:
    visitors.leave(margaret, "helen")
    press(ruth, complaint, Step.ANSWERED, words="We rang.")
    assert "We rang." in helen.get(page(complaint)).text
    assert "A complaint" in helen.get("/feedback").text
    assert "Margaret Hughes" not in helen.get("/feedback").text + helen.get(page(complaint)).text
    assert send(helen, margaret, "feedback", {"id": new_id(), "sort": "complaint", "words": "x"}).status_code == 404


def test_what_says_nothing_is_not_taken(
    helen: FlaskClient, ruth: FlaskClient, complaint: Event, margaret: Person
) -> None:
    for form in ({"sort": "complaint", "words": ""}, {"sort": "", "words": "x"}, {"sort": "praise", "words": "x"}):
        assert send(helen, margaret, "feedback", {"id": new_id(), **form}).status_code == 422
    assert press(ruth, complaint, Step.ANSWERED, words=" ") == 422
    assert press(ruth, complaint, Step.PASSED_ON) == 422
    assert Feedback.select().count() == 1
    assert FeedbackStep.select().count() == 0
