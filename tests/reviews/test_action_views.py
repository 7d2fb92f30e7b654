"""The pages of what was agreed: a person's, one's own, the coordinator's; who reads which, and what they can say."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog.journal import Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import NotYet
from carelog.reviews.action import Action, ActionStep
from carelog.reviews.agreement import AgreedLine
from carelog.reviews.conversation_plan import ConversationPlan, Plan
from carelog.reviews.talked_about import next_talk
from carelog.weeks.calendar import months_on
from tests import cast, visitors
from tests.plans import author
from tests.recording import prefixed
from tests.records.sheets import words
from tests.reviews.agreeing import EVERY_LABEL, MONTH, agree, close, in_days

WHAT, OTHER = "Ring the choir and ask when they sing", "Find the red coat"


def here(person: Person, rest: str = "") -> str:
    return f"/people/{person.id}/actions{rest}"


def press(browser: FlaskClient, person: Person, event: Event, step: str, **said: object) -> TestResponse:
    form = prefixed(f"{step}-", {"id": new_id(), "words": "", **said})
    return browser.post(here(person, f"/{event.id}/steps"), data=form)


def new_action(**more: object) -> dict[str, object]:
    return {
        "id": new_id(), "month": MONTH.isoformat(), "what": WHAT, "owner": cast.user("helen").id,
        "by_when": in_days(5).isoformat(), "difference": "She sings.", "item": "", "label": "ordinary", **more,
    }  # fmt: skip


def test_it_is_agreed_done_and_looked_back_at(app: Flask, margaret: Person) -> None:
    aled, helen = cast.signed_in(app, "aled"), cast.signed_in(app, "helen")
    assert aled.get(here(margaret, "/new")).status_code == 200
    assert aled.post(here(margaret), data=new_action()).status_code == 303
    event = Event.get(Event.kind == "action")
    assert f"{WHAT} , Helen Hughes , By Mon 23 Nov" in words(aled.get(here(margaret)))
    assert WHAT in words(helen.get("/actions"))
    family = words(helen.get(f"/people/{margaret.id}/family"))
    assert "Something that you said you will do is for the next days." in family
    looked_back = {"id": new_id(), "month": MONTH.isoformat(), "tried": "They sing on Mondays.", "what_next": ""}
    assert helen.post(here(margaret, f"/{event.id}/answers"), data=looked_back).status_code == 303
    assert press(helen, margaret, event, "done").status_code == 303
    page = words(aled.get(here(margaret, f"/{event.id}")))
    assert "What did we try? They sing on Mondays." in page
    assert "Done" in page
    assert "It is to be done after all" in page
    assert "you said you will do is" not in words(helen.get(f"/people/{margaret.id}/family"))


def test_who_neither_leads_nor_has_it_says_nothing_of_it(app: Flask, margaret: Person) -> None:
    event, sam, helen = agree(margaret, WHAT, "aled"), cast.signed_in(app, "sam"), cast.signed_in(app, "helen")
    assert WHAT in words(sam.get(here(margaret, f"/{event.id}")))
    assert "Drop it" not in words(sam.get(here(margaret, f"/{event.id}")))
    for browser in (sam, helen):
        assert press(browser, margaret, event, "done").status_code == 403
        assert browser.post(here(margaret), data=new_action()).status_code == 403
    assert (Action.select().count(), ActionStep.select().count()) == (1, 0)


def test_family_reads_what_is_agreed_while_conversations_are_shared_and_their_own_always(
    app: Flask, margaret: Person
) -> None:
    own, other, joan = agree(margaret, WHAT, "joan"), agree(margaret, OTHER, "sam"), cast.signed_in(app, "joan")
    private = agree(margaret, "The cream", "aled", label="intimate")
    member = Membership.get((Membership.person == margaret) & (Membership.user == cast.user("joan")))
    for shared in (False, True, False):
        Sharing.decide(member, "conversations", author("margaret", "self"), shared=shared)
        pages = words(joan.get(here(margaret))) + words(joan.get("/actions"))
        assert (WHAT in pages, OTHER in pages, "The cream" in pages) == (True, shared, False)
        answers = [joan.get(here(margaret, f"/{event.id}")).status_code for event in (own, other, private)]
        assert answers == [200, 200 if shared else 403, 404 if shared else 403]
    assert "Sam Doyle" not in joan.get(here(margaret, f"/{own.id}")).text  # who may not know names gives it to nobody


def test_the_coordinator_sees_what_is_due_of_all_and_what_nobody_has(app: Flask, margaret: Person) -> None:
    agree(margaret, WHAT, "helen", 30)
    agree(margaret, OTHER, "sam", 2)
    agree(margaret, "Much later", "sam", 30)
    visitors.leave(margaret, "helen")
    page = words(cast.signed_in(app, "aled").get("/actions"))
    nobody, _, others = page.partition("What others do within a week")
    assert WHAT in nobody
    assert (OTHER in others, "Much later" in page) == (True, False)
    assert OTHER not in words(cast.signed_in(app, "priya").get("/actions"))


def test_the_person_has_one_thing_at_a_time_and_says_that_they_did_it(app: Flask, margaret: Person) -> None:
    agree(margaret, WHAT, "helen")
    event, browser = agree(margaret, OTHER, "margaret", 0), cast.signed_in(app, "margaret")
    for number in range(6):
        agree(margaret, f"Number {number}", "margaret", number)
    page = browser.get(here(margaret)).text
    for screen in re.findall(r'<section class="screen.*?</section>', page, re.DOTALL):
        assert 1 <= len(re.findall(r"<(?:a|button) [^>]*class=\"button|<button", screen)) <= 6, screen
    assert "Helen Hughes" in page
    done = re.search(r'name="done-id"[^>]* value="([^"]+)"', browser.get(here(margaret, f"/{event.id}")).text)
    assert done is not None
    sent = browser.post(here(margaret, f"/{event.id}/steps"), data={"done-id": done[1], "done-words": ""})
    assert sent.status_code == 303
    assert Event.get(Event.kind == "action_step").role == "self"
    assert "It is done." in browser.get(here(margaret)).text


def test_the_person_says_by_when_with_a_day_that_is_ready_or_with_another_one(app: Flask, margaret: Person) -> None:
    browser = cast.signed_in(app, "margaret")
    assert "Sunday 22 November" in browser.get(here(margaret, "/new")).text
    for when, by_when, day in (
        ("week", "", in_days(4)),
        ("two_weeks", in_days(1), in_days(14)),
        ("", in_days(3), in_days(3)),
    ):
        sent = browser.post(here(margaret), data=new_action(when=when, by_when=by_when))
        assert sent.status_code == 303
        assert Action.select().order_by(Action.event.desc()).first().by_when == day
    for wrong in ({"when": "", "by_when": ""}, {"when": "christmas"}, {"when": "week", "what": ""}):
        assert browser.post(here(margaret), data=new_action(**wrong)).status_code == 422
    assert Action.select().count() == 3
    event = Event.get(Event.kind == "action")
    assert press(browser, margaret, event, "moved", when="talk", owner=cast.user("sam").id).status_code == 422
    moved = press(browser, margaret, event, "moved", when="talk", owner=cast.user("sam").id, words="She is ill.")
    assert moved.status_code == 303
    assert "By Monday 30 November" in words(cast.signed_in(app, "aled").get(here(margaret, f"/{event.id}")))


def test_the_next_conversation_is_the_one_that_is_fixed_after_today_else_before_the_end_of_its_month(
    margaret: Person,
) -> None:
    october = months_on(MONTH, -1)  # which nobody has closed
    assert next_talk(margaret, cast.TODAY) == date(2026, 11, 30)
    for month, day, found in ((october, 0, date(2026, 11, 30)), (MONTH, 5, in_days(5)), (october, 2, in_days(2))):
        ConversationPlan.decide(margaret, month, Plan(held_on=in_days(day)), author("margaret", "self"))
        assert next_talk(margaret, cast.TODAY) == found


def test_a_form_that_lacks_something_says_what_and_writes_nothing(app: Flask, margaret: Person) -> None:
    aled = cast.signed_in(app, "aled")
    wrong = (
        {"what": ""}, {"owner": ""}, {"owner": cast.user("dev").id}, {"by_when": in_days(-1).isoformat()},
        {"by_when": ""}, {"label": "safeguarding"}, {"item": new_id()}, {"because": [new_id()]},
    )  # fmt: skip
    for lacking in wrong:
        assert aled.post(here(margaret), data=new_action(**lacking)).status_code == 422, lacking
    joans = new_action(owner=cast.user("joan").id, label="health")  # who may not read what is about health
    assert "They cannot be given this now." in words(aled.post(here(margaret), data=joans))
    assert Action.select().count() == 0
    event = agree(margaret, WHAT, "sam")
    for step, said in (("moved", {"by_when": in_days(9).isoformat()}), ("dropped", {}), ("sung", {})):
        assert press(aled, margaret, event, step, **said).status_code == 422
    none = {"id": new_id(), "month": MONTH.isoformat()}
    assert aled.post(here(margaret, f"/{event.id}/answers"), data=none).status_code == 422
    assert aled.post(here(margaret, f"/{new_id()}/answers"), data=none).status_code == 404
    assert ActionStep.select().count() == 0


def test_a_closed_month_takes_nothing_more_and_says_so_and_a_new_page_is_about_the_next_one(
    app: Flask, margaret: Person
) -> None:
    aled = cast.signed_in(app, "aled")
    close(margaret)
    line = {"id": new_id(), "month": MONTH.isoformat(), "what": "keep", "words": "The choir", "label": "ordinary"}
    for answer in (aled.post(here(margaret), data=new_action()), aled.post(here(margaret, "/lines"), data=line)):
        assert answer.status_code == 409
        assert "That conversation is closed" in answer.text
    assert "The choir" in answer.text  # to be copied
    assert (Action.select().count(), AgreedLine.select().count()) == (0, 0)
    assert 'name="month" value="2026-12-01"' in aled.get(here(margaret, "/new")).text


def test_a_worker_whom_the_person_chose_to_lead_agrees_on_things(app: Flask, margaret: Person) -> None:
    sam, place = cast.signed_in(app, "sam"), Membership.get(Membership.user == cast.user("sam"))
    assert sam.post(here(margaret), data=new_action()).status_code == 403
    ConversationPlan.decide(margaret, MONTH, Plan(led_by=place.id), author("margaret", "self"))
    assert sam.post(here(margaret), data=new_action()).status_code == 303
    assert Event.get(Event.kind == "action").role == "worker"


def test_the_conversation_asks_after_what_was_agreed_before_and_shows_what_it_agrees(
    app: Flask, margaret: Person
) -> None:
    agree(margaret, OTHER, "sam", month=date(2026, 10, 1))
    agree(margaret, WHAT, "helen")
    page = words(cast.signed_in(app, "aled").get(f"/people/{margaret.id}/conversations/2026-11"))
    before, _, now = page.partition("What we agreed")
    assert (OTHER in before, WHAT in now, OTHER in now) == (True, True, False)


def test_whoever_wrote_something_reads_on_their_own_page_what_it_led_to(app: Flask, margaret: Person) -> None:
    learned = Learned(did="Sang along to the radio.")
    for username, role in (("joan", "ally"), ("sam", "worker")):
        log = LearningLog.record(margaret, cast.TODAY, learned, author(username, role), labels=EVERY_LABEL)
        assert cast.signed_in(app, "aled").post(
            here(margaret), data=new_action(because=[log.id], what=f"{WHAT}, {username}")
        ).status_code == 303  # fmt: skip
    assert f"Because of what you learned, Wednesday 18 November: {WHAT}, sam" in words(
        cast.signed_in(app, "sam").get("/actions")
    )
    joan = words(cast.signed_in(app, "joan").get("/actions"))
    assert "Something was agreed that is not shared with you." in joan
    assert WHAT not in joan
    event = Event.select().where(Event.kind == "action").order_by(Event.seq.desc()).get()
    page = cast.signed_in(app, "aled").get(here(margaret, f"/{event.id}")).text
    assert re.search(rf'/people/{margaret.id}/logs/[\w-]+">Sam Doyle, Wednesday 18 November', page)


def test_who_has_nothing_to_do_is_told_nothing(app: Flask, margaret: Person) -> None:
    agree(margaret, WHAT, "sam", 30)
    assert "/actions" not in cast.signed_in(app, "sam").get("/today").text
    agree(margaret, OTHER, "sam", 0)
    assert "Something that you said you will do is for today." in words(cast.signed_in(app, "sam").get("/today"))
    agree(margaret, OTHER, "aled", 1)
    with time_machine.travel(cast.NOW + timedelta(days=2)):
        for username, page in (("sam", "/today"), ("aled", "/people")):
            assert "will do is overdue." in words(cast.signed_in(app, username).get(page))


def test_a_line_is_added_and_taken_back_by_its_author(app: Flask, margaret: Person) -> None:
    aled = cast.signed_in(app, "aled")
    line = {"id": new_id(), "month": MONTH.isoformat(), "what": "try", "words": "Lunch at one", "label": "ordinary"}
    assert aled.post(here(margaret, "/lines"), data=line).status_code == 303
    assert "Try: Lunch at one" in words(aled.get(here(margaret)))
    gone = {"id": new_id(), "mark": line["id"]}
    assert cast.signed_in(app, "margaret").post(here(margaret, "/lines/withdrawals"), data=gone).status_code == 403
    assert aled.post(here(margaret, "/lines/withdrawals"), data=gone).status_code == 303
    assert "Lunch at one" not in aled.get(here(margaret)).text


def test_nothing_is_written_for_a_month_that_nobody_talks_about_yet(app: Flask, margaret: Person) -> None:
    aled, event = cast.signed_in(app, "aled"), agree(margaret, WHAT, "aled")
    before, next_one = Event.select().count(), months_on(MONTH, 1)
    for late in (months_on(MONTH, 2), date(2099, 1, 1)):
        assert aled.get(here(margaret, f"/new?month={late}")).status_code == 404
        said = {"id": new_id(), "month": late.isoformat(), "what": "try", "words": "Lunch", "label": "ordinary"}
        sent = {
            "": new_action(month=late.isoformat()), "/lines": said,
            f"/{event.id}/answers": {"id": new_id(), "month": late.isoformat(), "tried": "They sing.", "what_next": ""},
        }  # fmt: skip
        for where, form in sent.items():
            answer = aled.post(here(margaret, where), data=form)
            assert (answer.status_code, "That month has not come yet." in answer.text) == (422, True), where
        plan = Plan(words="She nodded.")
        with pytest.raises(NotYet):
            ConversationPlan.decide(margaret, late, plan, author("aled", "coordinator"))
    assert Event.select().count() == before
    assert aled.post(here(margaret), data=new_action(month=next_one.isoformat())).status_code == 303
