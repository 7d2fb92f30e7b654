"""An ordinary month on one page: written down and closed with one press, all of it or nothing."""

import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog.journal import Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.reviews.conversation_plan import ConversationPlan, Plan
from carelog.reviews.perspective import Pin, Side, Sort, Whose
from tests import cast
from tests.asking import SQLITE
from tests.records.sheets import words
from tests.reviews.agreeing import agree, close, in_days
from tests.reviews.talking import NOVEMBER, by, conversation, read, sides, write

OCTOBER, HERE = date(2026, 10, 1), "conversations/2026-11/short"
WHAT = "Ring the choir"


@pytest.fixture
def aled(app: Flask) -> FlaskClient:
    return cast.signed_in(app, "aled")


def form(asked: Event | None = None, **more: Any) -> dict[str, Any]:
    """One thing that works, one that does not, one to do; and, if something was agreed before, it is done."""
    began = (
        {f"{asked.id}-id": new_id(), f"{asked.id}-answers_id": new_id(), f"{asked.id}-step": "done"} if asked else {}
    )
    return {
        "id": new_id(), "said_id": new_id(), "working": "The bus", "not_working": "Sunday evenings",
        "whose": "person", "label": "ordinary", "promise-id": new_id(), "promise-what": "Find a Sunday group",
        "promise-owner": cast.user("sam").id, "promise-by_when": in_days(9).isoformat(), **began, **more,
    }  # fmt: skip


def send(browser: FlaskClient, person: Person, said: dict[str, Any]) -> TestResponse:
    return browser.post(f"/people/{person.id}/{HERE}", data=said)


def written() -> list[str]:
    """What stands in the journal of a conversation, in its order."""
    kinds = ("conversation_opening", "perspective", "action", "action_step", "four_plus_one", "conversation_closing")
    return [event.kind for event in Event.select().where(Event.kind.in_(kinds)).order_by(Event.seq)]


def test_a_whole_month_is_written_down_and_closed_with_one_press(margaret: Person, aled: FlaskClient) -> None:
    asked = agree(margaret, WHAT, "helen", month=OCTOBER)
    write("margaret", "My cat")
    begins = aled.post(
        f"/people/{margaret.id}/conversations/2026-11/opening",
        data={"id": new_id(), "back": f"/people/{margaret.id}/{HERE}"},
    )
    assert begins.headers["Location"].endswith(HERE)
    page = aled.get(f"/people/{margaret.id}/{HERE}")
    assert (WHAT in page.text, "My cat" in page.text) == (True, True)
    sent = form(asked, **{f"{asked.id}-learned": "They sing on Mondays."})
    assert send(aled, margaret, sent).status_code == 303
    assert written() == [
        "action", "perspective", "conversation_opening", "action_step", "four_plus_one", "perspective", "action",
        "conversation_closing",
    ]  # fmt: skip
    assert read("sam") == ["My cat", "The bus"]
    told = words(aled.get(f"/people/{margaret.id}/conversations/2026-11"))
    assert "Find a Sunday group , Sam Doyle" in told
    assert send(aled, margaret, sent).status_code == 303  # pressed twice
    assert len(written()) == 8
    refused = send(aled, margaret, form(working="Too late"))
    assert refused.status_code == 409
    assert "Too late" in refused.text
    assert "Find a Sunday group" in refused.text


@SQLITE
def test_nobody_need_have_begun_it_and_nothing_need_be_filled_in(margaret: Person, aled: FlaskClient) -> None:
    nothing = dict.fromkeys(("working", "not_working", "promise-what", "promise-owner", "promise-by_when"), "")
    assert send(aled, margaret, form(None, **nothing)).status_code == 303
    assert written() == ["conversation_opening", "conversation_closing"]
    assert conversation().figures["sentences"]


@SQLITE
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"promise-what": ""}, "Write what will be done."),
        ({"promise-owner": ""}, "Say who does it."),
        ({"promise-owner": "99999"}, "Choose one of these."),
        ({"promise-by_when": "2026-11-01"}, "Choose a day from today on."),
        ({"step": "dropped", "words": ""}, f"{WHAT}: Say why."),
        ({"step": "moved", "words": "Later"}, "Say by which day."),
        ({"step": "sung"}, "Choose one of these."),
        ({"whose": "member-99"}, "Choose one of these."),
    ],
)
def test_what_is_not_in_order_gives_all_of_it_back_and_nothing_is_written(
    margaret: Person, aled: FlaskClient, wrong: dict[str, Any], said: str
) -> None:
    asked = agree(margaret, WHAT, "helen", month=OCTOBER)
    of_action = {f"{asked.id}-{name}": value for name, value in wrong.items() if name in ("step", "words")}
    more = of_action or wrong
    answer = send(aled, margaret, form(asked, **more))
    assert answer.status_code == 422
    assert said in words(answer)
    for kept in ("The bus", "Sunday evenings"):
        assert kept in answer.text
    assert written() == ["action"]
    (where,) = re.findall(r'error-summary.*?<a href="#([^"]+)"', answer.text, re.DOTALL)
    assert f'id="{where}"' in answer.text


@SQLITE
def test_what_its_writer_said_before_stays_and_stays_for_whom_it_was(margaret: Person, aled: FlaskClient) -> None:
    write("aled", "The garden", whose=Whose.PERSON, label="health", pins=(Pin(Sort.FIGURE, "to_me"),))
    write("aled", "I like Mondays")
    assert send(aled, margaret, form()).status_code == 303
    assert read("sam") == ["The garden\nThe bus", "I like Mondays"]
    assert read("sam", "ordinary") == ["I like Mondays"]
    assert [len(entry.pins) for entry in sides("sam").entries[Side.SELF]] == [1]


@SQLITE
def test_who_does_not_lead_does_not_find_it_and_whom_the_person_chose_does(app: Flask, margaret: Person) -> None:
    sam, place = cast.signed_in(app, "sam"), Membership.get(Membership.user == cast.user("sam"))
    for answer in (sam.get(f"/people/{margaret.id}/{HERE}"), send(sam, margaret, form())):
        assert answer.status_code == 403
    ConversationPlan.decide(margaret, NOVEMBER, Plan(led_by=place.id), by("margaret"))
    assert send(sam, margaret, form(whose="own")).status_code == 303
    assert read("aled") == ["The bus"]


@SQLITE
def test_an_ally_who_leads_and_may_not_know_names_is_told_none(app: Flask, margaret: Person) -> None:
    place = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("joan")))
    Sharing.decide(place, "conversations", by("margaret"), shared=True)
    ConversationPlan.decide(margaret, NOVEMBER, Plan(led_by=place.id), by("margaret"))
    joan = cast.signed_in(app, "joan")
    for path in (HERE, "actions/new"):
        page = joan.get(f"/people/{margaret.id}/{path}")
        assert page.status_code == 200
        assert ("Margaret Hughes" in page.text, "Sam Doyle" in page.text) == (True, False)
    assert (
        send(joan, margaret, form(None, **{"whose": "own", "promise-owner": cast.user("joan").id})).status_code == 303
    )


@SQLITE
def test_what_is_closed_leads_to_its_page(margaret: Person, aled: FlaskClient) -> None:
    close(margaret)
    assert aled.get(f"/people/{margaret.id}/{HERE}").status_code == 302
