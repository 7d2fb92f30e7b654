"""Asking the person whether they wanted it: with one tap of their own, or written down by somebody else."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.chance import Key
from carelog.records.choice_check import ChoiceCheck
from tests import cast, visitors
from tests.asking import SQLITE
from tests.plans import agree, fixed
from tests.recording import prefixed
from tests.records.sheets import SAID_NO, address, fields, newest, says, send

TUE = cast.MONDAY + timedelta(days=1)
TOLD_ME = {"way": "conversation", "with_whom": "Aled", "how_shown": "She said: not that day."}


@pytest.fixture
def said_no(app: Flask, margaret: Person) -> Key:
    """The chance of yesterday of which Sam wrote that."""
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        key = agree(margaret, fixed("Shower"), starts=TUE)["Shower"], TUE, 1
    send(cast.signed_in(app, "sam"), margaret, "marks", fields(key, **SAID_NO))
    return key


def asked(margaret: Person, key: Key, answer: str = "chose", **more: str) -> dict[str, object]:
    """The form, about the choice that was written last."""
    about = {"asked_about": newest(margaret, "mark").id, "kind": "choice"}
    return fields(key, "check-", **about, answer=answer, back=address(margaret, key), **more)


def test_the_person_answers_with_one_tap_and_nothing_is_filled_in(app: Flask, margaret: Person, said_no: Key) -> None:
    hers = cast.signed_in(app, "margaret")
    page = hers.get(address(margaret, said_no)).text
    form = page[page.index('id="asked"') : page.index("</form>", page.index('id="asked"'))]
    assert "Did you want this?" in form
    assert form.count("<button") == 3
    assert "checked" not in form
    assert send(hers, margaret, "choice-checks", asked(margaret, said_no)).status_code == 303
    page = says(hers, margaret, said_no)
    assert "I said no, or chose something else What do I say?" in page
    assert "I chose not to Asked: did you want this? Tapped it themselves." in page
    assert "Did you want this?" not in hers.get(address(margaret, said_no)).text


def test_i_wanted_it_silences_what_was_said(app: Flask, margaret: Person, said_no: Key) -> None:
    hers = cast.signed_in(app, "margaret")
    send(hers, margaret, "choice-checks", asked(margaret, said_no, "wanted"))
    assert "It did not happen What do I say?" in says(hers, margaret, said_no)


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"way": ""}, ["Choose how you know."]),
        ({"way": "handed_over"}, ["Choose how you know."]),  # the phone that is handed over writes that by itself
        ({"with_whom": ""}, ["Say who was there, or who agrees."]),
        ({"how_shown": ""}, ["Say how they said or showed it."]),
        (
            {"answer": "", "with_whom": "", "how_shown": ""},
            ["Choose the answer.", "Say who was there, or who agrees.", "Say how they said or showed it."],
        ),
        ({"way": "", "with_whom": ""}, ["Choose how you know.", "Say who was there, or who agrees."]),
    ],
)
def test_others_say_how_they_know_and_all_that_is_missing_is_said_at_once(
    app: Flask, margaret: Person, said_no: Key, lacking: dict[str, str], said: list[str]
) -> None:
    before = Event.select().count()
    form = {**asked(margaret, said_no, **TOLD_ME), **prefixed("check-", lacking)}
    answer = send(cast.signed_in(app, "aled"), margaret, "choice-checks", form)
    assert (answer.status_code, Event.select().count()) == (422, before)
    assert [one for one in said if one not in answer.text] == []


def test_what_was_said_in_a_conversation_counts_and_can_be_taken_back(
    app: Flask, margaret: Person, said_no: Key
) -> None:
    aled = cast.signed_in(app, "aled")
    assert "Not checked with Margaret Hughes yet." in says(aled, margaret, said_no)
    assert send(aled, margaret, "choice-checks", asked(margaret, said_no, **TOLD_ME)).status_code == 303
    page = says(aled, margaret, said_no)
    asked_for = "They chose not to Asked: did you want this? Asked in a conversation."
    assert f"{asked_for} Margaret Hughes, Wed 18 Nov, 10:00 · written down by you" in page
    assert "With Aled How they said or showed it: She said: not that day." in page
    send(aled, margaret, "choice-checks/withdrawals", {"mark": newest(margaret, "choice_check").id})
    assert "Not checked with Margaret Hughes yet." in says(aled, margaret, said_no)


@SQLITE
def test_handing_the_phone_over_is_offered_beside_a_choice_that_it_would_ask_about(
    app: Flask, margaret: Person, said_no: Key
) -> None:
    for days, offered in ((0, True), (6, True), (7, False)):  # it is of yesterday
        with time_machine.travel(cast.NOW + timedelta(days=days)):
            page = cast.signed_in(app, "sam").get(address(margaret, said_no)).text
            assert (f'href="/people/{margaret.id}/handing-over"' in page[page.index('id="asked"') :]) is offered, days


def test_the_communication_chart_needs_a_second_person(app: Flask, margaret: Person, said_no: Key) -> None:
    chart = {**TOLD_ME, "way": "chart", "with_whom": "Helen"}
    sam = cast.signed_in(app, "sam")
    page = sam.get(address(margaret, said_no)).text
    assert 'value="conversation"' in page
    assert 'value="chart"' not in page
    assert 'value="handed_over"' not in page
    refused = send(sam, margaret, "choice-checks", asked(margaret, said_no, **chart))
    assert (refused.status_code, "Somebody else who knows them has to agree" in refused.text) == (422, True)
    visitors.share(visitors.belong("knows-her", "ally"), ["my_week"])
    ally = cast.signed_in(app, "knows-her")
    assert send(ally, margaret, "choice-checks", asked(margaret, said_no, **chart)).status_code == 303
    assert ChoiceCheck.get().way == "chart"


def test_of_a_move_the_question_is_whether_they_asked_for_it(app: Flask, margaret: Person) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        key = agree(margaret, fixed("Choir", days=(1,)), starts=cast.MONDAY)["Choir"], TUE, 1
    move = {"new_day": cast.TODAY.isoformat(), "part": "evening", "asked": "person"}
    send(cast.signed_in(app, "sam"), margaret, "moves", fields(key, "move-", **move))
    aled, hers = cast.signed_in(app, "aled"), cast.signed_in(app, "margaret")
    page = aled.get(address(margaret, key)).text
    assert "<legend>Did you ask to move it?</legend>" in page
    assert "Ask Margaret Hughes: Did you ask to move it?" in page
    assert "Did you want this?" not in page
    answer = fields(key, "check-", asked_about=newest(margaret, "move").id, kind="move", answer="chose")
    send(hers, margaret, "choice-checks", answer)
    assert "I asked to move it Asked: did you ask to move it?" in says(hers, margaret, key)


def test_a_choice_that_was_taken_back_meanwhile_cannot_be_checked(app: Flask, margaret: Person, said_no: Key) -> None:
    form = asked(margaret, said_no, **TOLD_ME)
    send(cast.signed_in(app, "sam"), margaret, "withdrawals", {"mark": newest(margaret, "mark").id})
    refused = send(cast.signed_in(app, "aled"), margaret, "choice-checks", form)
    assert (refused.status_code, "There is no such record." in refused.text) == (422, True)
