"""The answer screens: one question after the other, and each answer in the person's own word."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from flask import Flask

from carelog import journal
from carelog.home.answer_wording import AT_ONCE
from carelog.home.asking import askable
from carelog.journal import Event
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records.chance import Key
from carelog.records.choice_check import ChoiceCheck
from carelog.records.feelings import feelings
from carelog.records.good_for_me import GoodForMe
from carelog.records.mark import Account, Mark
from carelog.records.move import Move
from carelog.records.outcome import State
from carelog.records.reading import lived_week
from carelog.records.said import Reason
from carelog.weeks.details import Cadence, ItemDetails, Label, Part
from carelog.weeks.time_away import TimeAway, Why
from tests import cast, nasty, visitors
from tests.asking import SQLITE
from tests.in_hand import END, asked, hand_over, is_locked, press, take_back, the_form
from tests.plans import EVERY_LABEL, agree, author, fixed, times
from tests.records.sheets import newest, says, words
from tests.tables import asked as statements
from tests.test_queries import grow

ONE_DAY = timedelta(days=1)
YESTERDAY = cast.TODAY - ONE_DAY
COULD_NOT = Account(said="did_not_happen", reason=Reason.TRANSPORT)
SHE_SAID_NO = Account(said="chose", offered="Tea", how_shown="She shook her head.")


@pytest.fixture
def ids(margaret: Person) -> dict[str, str]:
    """A week in which today has a shower in the morning and, later, church."""
    with time_machine.travel(cast.NOW - ONE_DAY * 10):
        wanted = fixed("Shower"), fixed("Church", part=Part.EVENING), times("Walk", 2)
        return agree(margaret, *wanted, starts=cast.MONDAY - ONE_DAY * 7)


@pytest.fixture
def shower(ids: dict[str, str]) -> Key:
    """This morning's."""
    return ids["Shower"], cast.TODAY, 1


def buttons(page: str) -> list[str]:
    """What can be answered."""
    return [
        " ".join(unescape(re.sub(r"<[^>]+>|\s+", " ", one)).split())
        for _tag, one in re.findall(r'(?s)<(button|label) (?:type="submit"|class="button")[^>]*>(.*?)</\1>', page)
    ]


def ticks(page: str) -> list[str]:
    """Whom the form would send as having been there, as it stands."""
    boxes = re.findall(r'<input type="checkbox" name="answer" value="([^"]+)" checked>', page)
    return boxes + re.findall(r'<input type="hidden" name="answer" value="([^"]+)">', page)


def more_people(page: str, ticked: list[str] | None = None) -> str:
    """Where that button leads with these ticks; "" where there is none."""
    found = re.search(r'name="from" value="(\d+)"', page)
    query = {"ask": "company", "thing": "0", "from": found[1], "answer": ticked or []} if found else {}
    return "/answers?" + urlencode(query, doseq=True) if query else ""


def links(page: str) -> dict[str, str]:
    """What else leads on, by its words."""
    found = re.findall(r'<a class="button[^"]*" href="([^"]+)">(.*?)</a>', page, re.DOTALL)
    return {" ".join(re.sub(r"<[^>]+>", " ", text).split()): unescape(where) for where, text in found}


def state_of(person: Person, key: Key) -> State:
    found = lived_week(person, cast.MONDAY, EVERY_LABEL).find(*key)
    assert found is not None
    return found.state


def say(person: Person, key: Key, account: Account | None = None, by: str = "sam") -> Event:
    """Somebody of the team writes it down."""
    return Mark.record(person, *key, author(by), labels=EVERY_LABEL, account=account or Account())


# one question after the other


@pytest.mark.usefixtures("shower")
def test_of_what_happened_she_is_asked_how_it_was_and_who_was_there(app: Flask) -> None:
    phone = hand_over(app)
    first = phone.get("/answers")
    assert (asked(first), buttons(first.text)) == (
        "Did it happen?", ["It happened", "It did not happen", "I said no, or chose something else", "I am not sure"]
    )  # fmt: skip
    assert "Shower" in first.text
    good = press(phone, "happened")
    page = phone.get(good.location)
    assert (asked(page), buttons(page.text)) == ("Was it good?", ["Yes", "A bit", "No", "I am not sure"])
    company = press(phone, "a_bit", good.location)
    assert asked(phone.get(company.location)) == "Who was with you?"
    end = press(phone, "on_my_own", company.location)
    assert asked(phone.get(end.location)) == "Thank you"


@pytest.mark.parametrize("answer", ["did_not_happen", "chose", "not_sure"])
@pytest.mark.usefixtures("shower")
def test_of_anything_else_she_is_asked_no_more(app: Flask, answer: str) -> None:
    phone = hand_over(app)
    assert asked(phone.get(press(phone, answer).location)) == "Thank you"


@pytest.mark.usefixtures("shower")
def test_no_screen_has_more_than_six_things_to_press(app: Flask) -> None:
    for number in range(7):
        visitors.belong(f"cousin-{number}", "ally")
    phone, seen = hand_over(app), []
    where = "/answers"
    while asked(page := phone.get(where)) != "Thank you":
        seen.append(len(buttons(page.text)) + len(links(page.text)))
        more = more_people(page.text)
        given = {"Did it happen?": "happened", "Was it good?": "yes"}.get(asked(page), "on_my_own")
        where = more or press(phone, given, where).location
    assert len(seen) > AT_ONCE
    assert max(seen) <= 6


@pytest.mark.usefixtures("shower")
def test_everybody_of_the_circle_can_be_chosen_whoever_is_here_first(app: Flask, margaret: Person) -> None:
    phone = hand_over(app, present="Grace")
    where, found = press(phone, "yes", press(phone, "happened").location).location, []
    while where:
        page = phone.get(where).text
        found += buttons(page)
        where = more_people(page)
    people = [one for one in found if one not in ("More people", "Next")]
    named = [" ".join(one.split()[1:]) for one in people[:-2]]
    assert people[-2:] == ["Somebody else", "I was on my own"]
    assert named[:2] == ["Grace", "Sam"]
    assert set(named) == {member.user.name.split()[0] for member in Membership.around(margaret)} - {"Margaret"}


@pytest.mark.usefixtures("shower")
def test_back_leads_to_the_question_before_and_shows_what_she_said(app: Flask) -> None:
    phone = hand_over(app)
    assert "Back" not in links(phone.get("/answers").text)
    good = press(phone, "happened").location
    before = phone.get(links(phone.get(good).text)["Back"])
    assert asked(before) == "Did it happen?"
    assert buttons(before.text)[0] == "It happened , my answer"
    end = press(phone, "on_my_own", press(phone, "yes", good).location).location
    assert asked(phone.get(links(phone.get(end).text)["Back"])) == "Who was with you?"


@pytest.mark.usefixtures("shower")
def test_not_now_offers_to_stop_or_to_go_on_and_writes_nothing(app: Flask, margaret: Person) -> None:
    agree_choir(margaret)
    phone = hand_over(app)
    before = Event.select().count()
    pause = phone.get(links(phone.get("/answers").text)["Not now"])
    assert asked(pause) == "Shall we stop?"
    assert asked(phone.get(links(pause.text)["Back"])) == "Did it happen?"
    following = phone.get(links(pause.text)["Go on"])
    assert (asked(following), "Choir" in following.text) == ("Did it happen?", True)
    assert Event.select().count() == before


def agree_choir(margaret: Person) -> None:
    """One thing more for this morning."""
    with time_machine.travel(cast.NOW - ONE_DAY * 8):
        agree(margaret, fixed("Shower"), fixed("Choir"), starts=cast.MONDAY)


@pytest.mark.usefixtures("shower")
@pytest.mark.parametrize(
    "where",
    [
        "thing=-5",
        "thing=x",
        "thing=0&ask=nothing",
        "ask=good",
        "thing=999999999999999999999",
        "pause=",
        "from=x&from=9",
    ],
)
def test_an_address_that_nobody_gave_her_leads_to_a_question_or_the_end(app: Flask, where: str) -> None:
    page = hand_over(app).get(f"/answers?{where}")
    assert page.status_code == 200
    assert asked(page) in {"Did it happen?", "Thank you"}


# what is asked


def test_what_has_not_come_yet_is_not_asked(margaret: Person, shower: Key) -> None:
    assert [one.thing.key for one in askable(margaret, EVERY_LABEL)] == [shower]
    with time_machine.travel(cast.NOW + timedelta(hours=9)):
        assert [one.lived.details.title for one in askable(margaret, EVERY_LABEL)] == ["Shower", "Church"]


def test_what_any_day_will_do_for_is_asked_when_somebody_wrote_it_down_today(
    margaret: Person, ids: dict[str, str]
) -> None:
    assert "Walk" not in [one.lived.details.title for one in askable(margaret, EVERY_LABEL)]
    say(margaret, (ids["Walk"], cast.TODAY, 1))
    say(margaret, (ids["Walk"], YESTERDAY, 1))
    walks = [one.thing.key for one in askable(margaret, EVERY_LABEL) if one.lived.details.title == "Walk"]
    assert walks == [(ids["Walk"], cast.TODAY, 1)]


def test_days_away_and_technology_are_not_asked(margaret: Person) -> None:
    with time_machine.travel(cast.NOW - ONE_DAY * 8):
        agree(margaret, fixed("Sensor", technology=True), fixed("Bath"), starts=cast.MONDAY)
    assert [one.lived.details.title for one in askable(margaret, EVERY_LABEL)] == ["Bath"]
    TimeAway.record(margaret, cast.TODAY, cast.TODAY, Why.HOLIDAY, author("sam"))
    assert askable(margaret, EVERY_LABEL) == []


def test_she_is_asked_about_things_of_hers_that_go_to_nobody_else(app: Flask, margaret: Person) -> None:
    with time_machine.travel(cast.NOW - ONE_DAY * 8):
        agree(margaret, *(fixed(f"A {label} thing", label=label) for label in Label), starts=cast.MONDAY)
    phone, seen, where = hand_over(app), set(), "/answers"
    while asked(page := phone.get(where)) != "Thank you":
        seen |= set(re.findall(r"A (\w+) thing", page.text))
        where = press(phone, "not_sure", where).location
    assert seen == {"ordinary", "health", "intimate", "money"}


def test_a_choice_of_this_week_that_nobody_checked_is_asked_openly(
    app: Flask, margaret: Person, ids: dict[str, str]
) -> None:
    key = ids["Shower"], YESTERDAY, 1
    said = say(margaret, key, SHE_SAID_NO)
    phone = hand_over(app)
    where = press(phone, "not_sure").location
    page = phone.get(where)
    assert (asked(page), buttons(page.text)) == (
        "Did you want this?",
        ["I wanted it", "I chose not to", "I am not sure"],
    )
    assert "Yesterday" in page.text
    assert press(phone, "chose", where).status_code == 303
    check = ChoiceCheck.get()
    assert (check.about, check.way, check.with_whom) == (said.id, "handed_over", "Grace")
    assert state_of(margaret, key) is State.CHOSE_OTHER
    page = phone.get(links(phone.get(press(phone, "wanted", where).location).text)["Back"])
    assert "my answer" not in page.text  # an open question each time
    assert state_of(margaret, key) is State.DID_NOT_HAPPEN


@pytest.mark.parametrize("days", [8, 9])
def test_what_is_longer_ago_than_a_week_is_not_asked(margaret: Person, ids: dict[str, str], days: int) -> None:
    day = cast.TODAY - ONE_DAY * days
    say(margaret, (ids["Shower"], day, 1), SHE_SAID_NO)
    assert [one.thing.key[1] for one in askable(margaret, EVERY_LABEL)] == [cast.TODAY]


def test_what_she_answered_herself_is_not_asked_again_next_time(app: Flask, margaret: Person, shower: Key) -> None:
    said = say(margaret, shower, SHE_SAID_NO)
    assert askable(margaret, EVERY_LABEL)[0].thing.about == said.id
    phone = hand_over(app)
    press(phone, "chose")
    take_back(phone)
    assert askable(margaret, EVERY_LABEL)[0].thing.about == ""


def test_a_wish_to_move_it_is_asked_too(app: Flask, margaret: Person, shower: Key) -> None:
    Move.record(
        margaret, *shower, author("sam"), labels=EVERY_LABEL, asked_by_person=True, new_day=cast.TODAY,
        part=Part.EVENING,
    )  # fmt: skip
    with time_machine.travel(cast.NOW + timedelta(hours=9)):
        say(margaret, shower)
        assert state_of(margaret, shower) is State.PARTLY
        phone = hand_over(app, things=[askable(margaret, EVERY_LABEL)[0].thing.name])
        page = phone.get("/answers")
        assert asked(page) == "Did you ask to move it?"
        assert buttons(page.text) == ["I asked to move it", "I wanted it as planned", "I am not sure"]
        press(phone, "chose")
        assert state_of(margaret, shower) is State.HAPPENED


# her own word


@pytest.mark.parametrize(
    ("answer", "state"),
    [("happened", State.HAPPENED), ("did_not_happen", State.DID_NOT_HAPPEN), ("chose", State.CHOSE_OTHER)],
)
@pytest.mark.parametrize(
    "others", [None, Account(), COULD_NOT, SHE_SAID_NO], ids=["nobody", "it did", "it did not", "chose"]
)
def test_her_word_counts_whatever_the_others_wrote(
    app: Flask, margaret: Person, shower: Key, answer: str, state: State, others: Account | None
) -> None:
    phone = hand_over(app)
    if others:
        say(margaret, shower, others, by="grace")
    assert press(phone, answer).status_code == 303
    assert state_of(margaret, shower) is state


def test_she_needs_no_reason_and_the_newest_of_her_answers_counts(app: Flask, margaret: Person, shower: Key) -> None:
    phone = hand_over(app)
    for minute, answer in enumerate(("happened", "did_not_happen", "chose", "happened", "did_not_happen")):
        with time_machine.travel(cast.NOW + timedelta(minutes=minute)):
            press(phone, answer)
    assert state_of(margaret, shower) is State.DID_NOT_HAPPEN
    assert Mark.select().where(Mark.item == shower[0]).count() == 5  # nothing is overwritten


def test_not_sure_is_no_record_and_an_earlier_answer_stands(app: Flask, margaret: Person, shower: Key) -> None:
    phone = hand_over(app)
    press(phone, "happened")
    before = Event.select().count()
    answer = press(phone, "not_sure")
    assert (answer.status_code, "Record-Receipt" in answer.headers) == (303, False)
    assert Event.select().count() == before
    assert state_of(margaret, shower) is State.HAPPENED


def test_a_word_on_grace_s_phone_comes_after_the_one_on_sams(app: Flask, margaret: Person, shower: Key) -> None:
    press(hand_over(app, "sam"), "happened")
    with time_machine.travel(cast.NOW + timedelta(minutes=3)):
        press(hand_over(app, "grace"), "chose")
    assert state_of(margaret, shower) is State.CHOSE_OTHER


def test_a_slip_of_the_finger_is_undone_by_whose_phone_it_was(app: Flask, margaret: Person, shower: Key) -> None:
    say(margaret, shower, by="grace")
    phone = hand_over(app)
    press(phone, "did_not_happen")
    assert state_of(margaret, shower) is State.DID_NOT_HAPPEN
    take_back(phone)
    form = {"id": journal.new_id(), "mark": newest(margaret, "mark").id}
    assert phone.post(f"/people/{margaret.id}/withdrawals", data=form).status_code == 303
    assert state_of(margaret, shower) is State.HAPPENED


def test_the_record_says_whose_phone_it_was_and_who_was_there(app: Flask, margaret: Person, shower: Key) -> None:
    say(margaret, (shower[0], YESTERDAY, 1), SHE_SAID_NO)
    phone = hand_over(app, present="Grace and Di")
    press(phone, "happened")
    press(phone, "chose", "/answers?thing=1")
    event = newest(margaret, "mark")
    assert (event.voice, event.role, event.author_id) == (journal.HANDED_OVER, "worker", cast.user("sam").id)
    aled = cast.signed_in(app, "aled")
    page = says(aled, margaret, shower)
    assert "It happened Margaret Hughes, Wed 18 Nov, 10:00 · on Sam Doyle's phone, with Grace and Di there" in page
    page = says(aled, margaret, (shower[0], YESTERDAY, 1))
    assert "on a phone held out to them. Margaret Hughes, Wed 18 Nov, 10:00 · on Sam Doyle's phone" in page
    visitors.share(visitors.belong("knows-her", "ally"), ["my_week", "how_it_went"])
    told = says(cast.signed_in(app, "knows-her"), margaret, shower)
    assert "Margaret Hughes, Wed 18 Nov, 10:00 · on a phone held out to them" in told
    assert not {"Sam", "Grace", "Di"} & set(told.split())


def test_whose_phone_it_was_is_not_named_again_as_who_was_there(app: Flask, margaret: Person, shower: Key) -> None:
    press(hand_over(app, present="Sam Doyle"), "happened")
    press_line = "It happened Margaret Hughes, Wed 18 Nov, 10:00 · on Sam Doyle's phone This counts"
    assert press_line in says(cast.signed_in(app, "aled"), margaret, shower)
    mine = "It happened Margaret Hughes, Wed 18 Nov, 10:00 · on my phone This counts"
    assert mine in says(cast.signed_in(app, "sam"), margaret, shower)


def test_a_coordinator_hands_their_phone_over_as_well(app: Flask, margaret: Person, shower: Key) -> None:
    press(hand_over(app, "aled"), "happened")
    assert newest(margaret, "mark").role == "coordinator"
    assert state_of(margaret, shower) is State.HAPPENED


# what is sent


@pytest.mark.usefixtures("shower")
def test_each_answer_has_its_receipt_and_the_same_press_twice_is_one_record(app: Flask, margaret: Person) -> None:
    phone = hand_over(app)
    form = {**the_form(phone.get("/answers")), "answer": "happened"}
    first, again = (phone.post("/answers", data=form) for _ in range(2))
    assert first.headers["Record-Receipt"] == again.headers["Record-Receipt"]
    assert first.headers["Record-Receipt"].startswith(newest(margaret, "mark").id)
    other = phone.post("/answers", data={**form, "answer": "did_not_happen"})  # back in memory, and pressed anew
    assert other.status_code == 303
    assert other.headers["Record-Receipt"] != first.headers["Record-Receipt"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "partly"}, {"answer": "withdrawn"}, {"answer": ""}, {"answer": "yes"}, {"ask": "wanted"},
        {"ask": "nothing"}, {"ask": ""}, {"ask": "good", "answer": "wonderful"},
        {"answer": ["happened", "chose"]}, {"ask": "company", "answer": ["somebody_else", "everybody"]},
        {"ask": "company", "answer": "everybody"}, {"ask": "company", "answer": "1" * 5000},
        {"ask": "company", "answer": "-1"}, {"ask": "company", "answer": "999"}, {"ask": "company", "answer": "member"},
        {"ask": "moved", "answer": "chose"}, {"item": journal.new_id()},
        {"item": "x"}, {"day": "2026-11-17"}, {"day": "2026-11-19"}, {"day": "x"}, {"number": "2"}, {"number": "x"},
        {"asked_about": journal.new_id()}, {"asked_about": "x"}, {"id": "x"}, {"id": ""},
    ],
)  # fmt: skip
@pytest.mark.usefixtures("shower")
def test_whoever_holds_the_phone_answers_what_it_asks_and_nothing_else(app: Flask, wrong: dict[str, Any]) -> None:
    phone = hand_over(app)
    before = Event.select().count()
    answer = press(phone, **{"given": "happened", **wrong})
    assert answer.status_code == 422
    assert Event.select().count() == before


@pytest.mark.parametrize(
    ("ask", "given"), [("happened", "happened"), ("good", "yes"), ("company", "on_my_own"), ("moved", "chose")]
)
def test_where_a_choice_is_checked_nothing_else_is_answered(
    app: Flask, margaret: Person, shower: Key, ask: str, given: str
) -> None:
    say(margaret, shower, SHE_SAID_NO)
    phone = hand_over(app)
    before = Event.select().count()
    assert press(phone, given, ask=ask).status_code == 422
    assert Event.select().count() == before


def test_who_was_with_her_belongs_to_her_circle(app: Flask, margaret: Person, shower: Key) -> None:
    phone = hand_over(app)
    press(phone, "happened")
    company = "/answers?ask=company"
    for username, status in (("dev", 422), ("margaret", 422), ("helen", 303)):
        assert press(phone, str(cast.user(username).id), company).status_code == status
    felt = feelings(margaret, cast.TODAY, cast.TODAY, EVERY_LABEL)[shower]
    assert felt.company is not None
    assert (felt.company.companions, felt.company.with_whom) == ({cast.user("helen").id: "Helen Hughes"}, "Grace")


def test_several_were_with_her_and_whom_she_ticked_goes_along_to_the_next_people(
    app: Flask, margaret: Person, shower: Key
) -> None:
    phone, where = hand_over(app), "/answers?ask=company"
    press(phone, "happened")
    helen, sam = (str(cast.user(name).id) for name in ("helen", "sam"))
    where = more_people(phone.get(where).text, [helen, sam])
    while more := more_people(phone.get(where).text, ticks(phone.get(where).text)):
        where = more
    assert set(ticks(phone.get(where).text)) == {helen, sam}
    assert press(phone, [*ticks(phone.get(where).text), "somebody_else"], where).status_code == 303
    company = feelings(margaret, cast.TODAY, cast.TODAY, EVERY_LABEL)[shower].company
    assert company
    assert set(company.companions.values()) == {"Helen Hughes", "Sam Doyle", ""}
    assert sam in ticks(phone.get("/answers?ask=company").text)  # when she comes back to it


def test_who_is_ticked_no_more_was_not_there_and_on_my_own_comes_last(
    app: Flask, margaret: Person, shower: Key
) -> None:
    phone, where, sam = hand_over(app), "/answers?ask=company", str(cast.user("sam").id)
    press(phone, "happened")
    for minute, answers, company in ((1, [sam], "member"), (2, [], None), (3, [sam, "on_my_own"], "on_my_own")):
        with time_machine.travel(cast.NOW + timedelta(minutes=minute)):
            assert asked(phone.get(press(phone, answers, where).location)) == "Thank you"
        felt = feelings(margaret, cast.TODAY, cast.TODAY, EVERY_LABEL).get(shower)
        assert (felt.company.company if felt and felt.company else None) == company
    assert ticks(phone.get(where).text) == []


def test_a_choice_that_was_taken_back_meanwhile_is_passed_over(app: Flask, margaret: Person, shower: Key) -> None:
    said = say(margaret, shower, SHE_SAID_NO)
    phone = hand_over(app)
    form = {**the_form(phone.get("/answers")), "answer": "chose"}
    Mark.withdraw(margaret, said.id, author("sam"))
    answer = phone.post("/answers", data=form)
    assert asked(phone.get(answer.location)) == "Thank you"
    assert ChoiceCheck.select().count() == 0


@pytest.mark.usefixtures("shower")
def test_what_left_the_week_meanwhile_is_asked_no_more(app: Flask, margaret: Person) -> None:
    phone = hand_over(app)
    form = {**the_form(phone.get("/answers")), "answer": "happened"}
    with time_machine.travel(cast.NOW - ONE_DAY * 10):
        agree(margaret, fixed("Bath"), starts=cast.MONDAY - ONE_DAY * 7)
    assert asked(phone.get("/answers")) == "Thank you"
    before = Event.select().count()
    assert phone.post("/answers", data=form).status_code == 303
    assert Event.select().count() == before


@pytest.mark.usefixtures("shower")
def test_an_answer_to_a_phone_that_was_taken_back_is_not_written(app: Flask) -> None:
    phone = hand_over(app)
    form = {**the_form(phone.get("/answers")), "answer": "happened"}
    take_back(phone)
    before = Event.select().count()
    answer = phone.post("/answers", data=form)
    assert (answer.status_code, "Nothing was saved." in words(answer)) == (422, True)
    assert Event.select().count() == before


def test_answers_enter_counts_as_any_own_word(app: Flask, margaret: Person, shower: Key) -> None:
    phone = hand_over(app)
    press(phone, "happened")
    press(phone, "no", "/answers?ask=good")
    assert GoodForMe.select().count() == 1
    assert state_of(margaret, shower) is State.HAPPENED  # that it was not good for her is another question


def test_what_happens_once_a_month_is_asked_on_the_day_it_was_written_down_for(app: Flask, margaret: Person) -> None:
    monthly = ItemDetails(title="Hairdresser", cadence=Cadence.MONTHLY_ANY_DAY)
    with time_machine.travel(cast.NOW - ONE_DAY * 30):
        item = agree(margaret, monthly, starts=cast.MONDAY - ONE_DAY * 21)["Hairdresser"]
    say(margaret, (item, cast.TODAY, 1))
    phone = hand_over(app)
    assert "Hairdresser" in phone.get("/answers").text
    press(phone, "did_not_happen")
    (month,) = lived_week(margaret, cast.MONDAY, EVERY_LABEL).months
    assert month.state is State.DID_NOT_HAPPEN


@pytest.mark.usefixtures("shower")
def test_whatever_is_sent_is_never_our_fault_and_the_phone_stays_with_her(app: Flask, db_kind: str) -> None:
    phone = hand_over(app)
    form = {**the_form(phone.get("/answers")), "answer": "happened"}
    values = nasty.EVERYTHING if db_kind == "sqlite" else nasty.VIEWS
    refused = 0
    for name in form:
        for value in values:
            sent, before = nasty.with_field({**form, "id": journal.new_id()}, name, value), Event.select().count()
            answer = phone.post("/answers", data=sent, content_type=nasty.FORM)
            assert answer.status_code == 303 or 400 <= answer.status_code < 500, (name, value)
            assert answer.status_code == 303 or Event.select().count() == before, (name, value)
            refused += answer.status_code != 303
    assert refused > 50
    for content_type, body in nasty.BODIES:
        assert 400 <= phone.post("/answers", data=body, content_type=content_type).status_code < 500
    for value in values:
        for name in ("thing", "ask", "from", "answer", "pause"):
            query = nasty.urlencoded([(name, value)]).decode()
            assert phone.get("/answers", query_string=query).status_code in (200, 400)
    assert is_locked(phone)


@SQLITE
@pytest.mark.parametrize("where", ["/answers", "/answers?ask=company", "/answers?pause=yes", END])
def test_a_question_asks_the_database_as_often_with_much_as_with_little(
    app: Flask, monkeypatch: pytest.MonkeyPatch, margaret: Person, where: str
) -> None:
    counts = []
    for much in (False, True):
        if much:
            grow()
            phone = hand_over(app)
        else:
            key = askable(margaret, EVERY_LABEL)[0].thing
            say(margaret, key.key)
            phone = hand_over(app, things=[key.name])
        press(phone, "happened")
        phone.get(where)
        with statements(monkeypatch) as sent:
            assert phone.get(where).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
