"""Something worries me, on a phone; who has it, what is done about it, and the leads' desk."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from carelog.accounts.staff_role import StaffRole
from carelog.journal import Event, new_id
from carelog.people.circle import Membership
from carelog.people.information_needs import InformationNeeds, Needs
from carelog.people.person import Person
from carelog.people.sharing import NAMES
from carelog.records.concern import Concern, ConcernNamed, ConcernStep, Step
from tests import cast, visitors
from tests.plans import author
from tests.records.sheets import newest, send, words
from tests.records.worrying import SEEN, a_step, a_worry, take, tell


@pytest.fixture
def aled(app: Flask) -> FlaskClient:
    """The coordinator's laptop."""
    return cast.signed_in(app, "aled")


def form_of(person: Person) -> str:
    """Where one tells it."""
    return f"/people/{person.id}/worries/new"


def page(event: Event) -> str:
    """Where it is read."""
    return f"/people/{event.person_id}/worries/{event.id}"


def ticked(*usernames: str) -> list[int]:
    """Whom it is about."""
    return [cast.user(username).id for username in usernames]


def press(browser: FlaskClient, event: Event, step: Step, words: str = "I rang her daughter.") -> int:
    """Send that step's form."""
    return browser.post(page(event) + "/steps", data=a_step(step, words)).status_code


# telling it


def test_from_a_visit_it_is_one_tap_away_and_says_what_happens_next(sam: FlaskClient, margaret: Person) -> None:
    assert form_of(margaret) in sam.get(f"/people/{margaret.id}/visit").text
    assert form_of(margaret) in sam.get(f"/people/{margaret.id}").text
    asked = sam.get(form_of(margaret), headers={"Referer": "http://localhost/today"}).text
    assert "Is Margaret Hughes safe now?" in asked
    assert "Only Aled Prosser and Ruth Okafor can read this." in asked
    assert 'href="tel:999"' in asked
    answer = send(sam, margaret, "worries", a_worry(back="/today"))
    event = newest(margaret, "concern")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{page(event)}?back=/today")
    told = words(sam.get(answer.headers["Location"]))
    assert "Saved. Thank you for saying so." in told
    assert "Aled Prosser and Ruth Okafor can read it now. They see it when they next open carelog" in told
    assert "In danger now? Call 999" in told
    assert "If it cannot wait, ring the office." in told
    assert '<a class="button" href="/today">Done</a>' in sam.get(answer.headers["Location"]).text


def test_whoever_is_safe_now_needs_no_call(sam: FlaskClient, margaret: Person) -> None:
    answer = send(sam, margaret, "worries", a_worry(safe_now="yes"))
    assert "tel:999" not in sam.get(answer.headers["Location"]).text


def test_the_person_is_asked_about_themselves(app: Flask, margaret: Person) -> None:
    hers = cast.signed_in(app, "margaret")
    assert form_of(margaret) in hers.get("/my-week").text
    assert "Am I safe now?" in hers.get(form_of(margaret)).text
    asked = hers.get(form_of(margaret)).text
    assert asked.index("Am I safe now?") < asked.index("What happened?") < asked.index(">Save<")
    assert "Aled Prosser and Ruth Okafor will read this." in asked
    assert "What did you see?" not in asked
    answer = send(hers, margaret, "worries", {"id": new_id(), "safe_now": "no", "said": "Somebody shouted at me"})
    assert "Aled Prosser and Ruth Okafor can read it now." in hers.get(answer.headers["Location"]).text
    for page in (answer.headers["Location"], "/worries"):
        assert "Somebody shouted at me" in hers.get(page).text
        assert 'class="tabs"' not in hers.get(page).text
    for lead in ("aled", "ruth"):
        told = words(cast.signed_in(app, lead).get(answer.headers["Location"]))
        assert "Not safe Said Somebody shouted at me" in told


@pytest.mark.parametrize(
    ("told", "status", "safe"),
    [
        ({"safe_now": "no"}, 303, ["no"]), ({"safe_now": "not_sure"}, 303, ["not_sure"]),
        ({"said": "He shouted"}, 303, ["not_sure"]), ({"safe_now": "yes", "said": "He shouted"}, 303, ["yes"]),
        ({"safe_now": "yes"}, 422, []), ({}, 422, []), ({"safe_now": "perhaps"}, 422, []),
    ],
)  # fmt: skip
def test_from_the_person_one_of_the_two_is_enough_where_it_tells_of_a_worry(
    app: Flask, margaret: Person, told: dict[str, str], status: int, safe: list[str]
) -> None:
    form = {"id": new_id(), **told}
    assert send(cast.signed_in(app, "margaret"), margaret, "worries", form).status_code == status
    assert [one.safe_now for one in Concern.select()] == safe


def test_the_person_calls_whom_the_provider_named_with_one_tap(app: Flask, margaret: Person) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], worry_contact="Rosa, 01632 960199")
    asked = cast.signed_in(app, "margaret").get(form_of(margaret)).text
    assert 'href="tel:01632960199"' in asked
    assert 'href="tel:999"' in asked


def test_what_is_wrong_is_said_all_at_once_and_nothing_is_lost(sam: FlaskClient, margaret: Person) -> None:
    form = {**a_worry(back="/today", others="The gardener"), "seen": " ", "safe_now": "", "named": ticked("helen")}
    answer = send(sam, margaret, "worries", form)
    assert answer.status_code == 422
    for said in ("Write what you saw, what was said or what you have done.", "Say whether they are safe now."):
        assert re.sub(r"<[^>]+>", " ", answer.text).count(said) == 2, said  # on top, and beside the field
    assert f'checked id="named-2" name="named" type="checkbox" value="{ticked("helen")[0]}"' in answer.text
    assert "<details open>" in answer.text
    assert "The gardener" in answer.text
    assert 'name="back" type="hidden" value="/today"' in answer.text
    assert Concern.select().count() == 0


def test_the_same_press_twice_is_one(sam: FlaskClient, margaret: Person) -> None:
    form = {**a_worry(), "named": ticked("helen", "grace")}
    assert {send(sam, margaret, "worries", form).status_code for _press in range(2)} == {303}
    assert (Concern.select().count(), ConcernNamed.select().count()) == (1, 2)


def test_under_the_id_of_a_worry_that_names_me_mine_is_taken_like_any_and_tells_nothing_of_it(
    app: Flask, margaret: Person
) -> None:
    event = tell("sam", "worker", "grace")
    cast.signed_in(app, "ruth").get(page(event))
    grace = cast.signed_in(app, "grace")
    fresh, same = a_worry(seen="Her shoes are wet"), a_worry(seen="Her shoes are wet") | {"id": event.id}
    answers = [send(grace, margaret, "worries", form) for form in (fresh, same)]
    assert [answer.status_code for answer in answers] == [303, 303]
    pages = [grace.get(answer.headers["Location"]).text for answer in answers]
    assert "Her shoes are wet" in pages[1]
    assert [told for told in (SEEN, "Opened by") if told in pages[1]] == []
    read = cast.signed_in(app, "aled").get(page(event)).text
    assert SEEN in read
    assert "Opened by Ruth Okafor." in read
    assert press(cast.signed_in(app, "aled"), event, Step.ACKNOWLEDGED) == 303
    assert [step.about.seq for step in ConcernStep.select()] == [event.seq]


# whom it is about


def test_everybody_around_can_be_named_but_the_person_and_oneself(sam: FlaskClient, margaret: Person) -> None:
    asked = sam.get(form_of(margaret)).text
    for name in ("Aled Prosser, coordinator", "Ruth Okafor, manager", "Grace Mensah, support worker",
                 "Helen Hughes, family or friend"):  # fmt: skip
        assert f"<span>{name}</span>" in asked
    assert "<span>Sam Doyle" not in asked
    assert "<span>Margaret Hughes" not in asked


def test_who_may_not_read_names_is_offered_only_those_who_would_get_it(app: Flask, margaret: Person) -> None:
    joan, grace = cast.signed_in(app, "joan"), ticked("grace")
    asked = joan.get(form_of(margaret)).text
    assert ("Aled Prosser, coordinator" in asked, "Grace Mensah" in asked, "Helen" in asked) == (True, False, False)
    answer = send(joan, margaret, "worries", {**a_worry(), "named": grace})
    assert (answer.status_code, "Somebody here has left" in answer.text) == (422, True)
    assert "Grace Mensah" not in answer.text
    answer = send(joan, margaret, "worries", {**a_worry(), "named": ticked("aled")})
    assert answer.status_code == 303
    visitors.share(Membership.get(Membership.user == cast.user("joan")), [NAMES])
    assert "Grace Mensah" in joan.get(form_of(margaret)).text


def test_where_it_names_everybody_who_would_get_it_that_is_said_with_whom_to_turn_to(
    app: Flask, sam: FlaskClient, margaret: Person
) -> None:
    answer = send(sam, margaret, "worries", {**a_worry(), "named": ticked("aled", "ruth")})
    told = words(sam.get(answer.headers["Location"]))
    assert "Nobody else here can read this." in told
    assert "the adult safeguarding team of the council" in told
    assert "Only you can read this." in told
    for username in ("aled", "ruth"):
        assert cast.signed_in(app, username).get(answer.headers["Location"]).status_code == 404


def test_before_saving_too_where_nobody_would_get_it(app: Flask, margaret: Person) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], worry_contact="Rosa, 01632 960199")
    StaffRole.get(StaffRole.user == cast.user("aled")).end(visitors.OPERATOR)
    asked = cast.signed_in(app, "ruth").get(form_of(margaret)).text
    assert "Nobody else here could read this." in asked
    assert "If it cannot wait, ring Rosa, 01632 960199." in asked


# what is done about it


def test_a_lead_takes_it_up_answers_and_closes_it_and_the_author_reads_that(
    sam: FlaskClient, aled: FlaskClient
) -> None:
    event = tell()
    assert "Worries<b" in aled.get("/people").text
    assert "(one that nobody has taken up yet)" in aled.get("/people").text
    read = words(aled.get(page(event)))
    assert f"Not sure if safe Seen {SEEN}" in read
    assert "Sam Doyle, support worker, Wed 18 Nov, 10:00" in read
    assert "Only you, Sam Doyle, and Ruth Okafor can read this." in read
    assert press(aled, event, Step.ACKNOWLEDGED) == 303
    assert "Worries<b" not in aled.get("/people").text
    assert "I have it" not in aled.get(page(event)).text
    told = words(sam.get(page(event)))
    assert "Aled Prosser took it up." in told
    assert "Opened by Aled Prosser." in told
    assert press(aled, event, Step.ANSWERED, "Thank you.\nIs she in pain?") == 303
    assert press(sam, event, Step.ADDED, "She says not.") == 303
    assert press(aled, event, Step.CLOSED, "The nurse looked at it.") == 303
    told = words(sam.get(page(event)))
    assert "A worry, closed" in told
    assert "Closed. What was done: The nurse looked at it. Aled Prosser, coordinator, Wed 18 Nov, 10:00" in told
    assert "I am still worried" in told
    assert press(aled, event, Step.OPENED_AGAIN, "It is there again.") == 303
    assert "Opened again It is there again." in words(sam.get(page(event)))


def test_who_answers_reads_how_to_talk_with_the_ally_who_told_it(
    app: Flask, aled: FlaskClient, margaret: Person
) -> None:
    helen = Membership.ally(margaret, cast.user("helen").id)
    by_helen = tell("helen", "ally")
    InformationNeeds.record(margaret, Needs(ways_words="Ring after six"), author("aled", "coordinator"), ally=helen)
    assert "Ring after six" in words(aled.get(page(by_helen)))
    assert "Ring after six" in words(cast.signed_in(app, "ruth").get(page(by_helen)))
    assert "Ring after six" not in words(cast.signed_in(app, "helen").get(page(by_helen)))
    assert "Ring after six" not in words(aled.get(page(tell())))


def test_every_step_answers_with_a_receipt_and_twice_is_one(aled: FlaskClient) -> None:
    event, form = tell(), a_step(Step.CLOSED)
    receipts = [aled.post(page(event) + "/steps", data=form).headers["Record-Receipt"] for _press in range(2)]
    assert receipts[0] == receipts[1]
    assert receipts[0].split()[0] == form["closed-id"]
    assert ConcernStep.select().count() == 1


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step.ANSWERED, "Write your answer."),
        (Step.CLOSED, "Say what was done."),
    ],
)
def test_what_a_step_lacks_is_said_beside_it(aled: FlaskClient, step: Step, said: str) -> None:
    event = tell()
    answer = aled.post(page(event) + "/steps", data=a_step(step, " "))
    assert (answer.status_code, answer.text.count(said), "<title>Error:" in answer.text) == (422, 2, True)
    assert ConcernStep.select().count() == 0


def test_words_that_come_too_late_are_kept_on_the_page(aled: FlaskClient) -> None:
    event = tell()
    take(event, Step.CLOSED, "ruth")
    answer = aled.post(page(event) + "/steps", data=a_step(Step.ANSWERED, "Is she in pain?"))
    assert (answer.status_code, "It was closed meanwhile." in answer.text) == (422, True)
    assert "Is she in pain?</textarea>" in answer.text
    assert len(ConcernStep.select()) == 1


def test_only_its_author_adds_and_only_leads_do_the_rest(sam: FlaskClient, aled: FlaskClient) -> None:
    event = tell()
    assert press(aled, event, Step.ADDED) == 403
    for step in set(Step) - {Step.ADDED}:
        assert press(sam, event, step) == 403
    assert sam.post(page(event) + "/steps", data={}).status_code == 422
    assert ConcernStep.select().count() == 0


def test_everybody_finds_what_they_told(sam: FlaskClient, aled: FlaskClient, margaret: Person) -> None:
    assert "No worry is open." in sam.get("/worries").text
    assert "/worries" in sam.get(form_of(margaret)).text
    event = tell()
    assert "Nobody has taken it up yet Margaret Hughes Not sure if safe You, Wed 18 Nov, 10:00" in words(
        sam.get("/worries")
    )
    assert "Margaret Hughes Not sure if safe Sam Doyle, Wed 18 Nov, 10:00" in words(aled.get("/worries"))
    take(event, Step.ACKNOWLEDGED)
    assert "Somebody has it Margaret Hughes" in words(sam.get("/worries"))
    take(event, Step.CLOSED)
    assert "Closed Margaret Hughes Sam Doyle, Wed 18 Nov, 10:00 Taken up by Aled Prosser" in words(aled.get("/worries"))
    assert SEEN not in aled.get("/worries").text  # in a list it would be read over somebody's shoulder
