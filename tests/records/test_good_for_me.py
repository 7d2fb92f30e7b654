"""Whether something was good for the person, and who was with them: their own word, which enters no count."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from carelog import journal
from carelog.journal import Event, NotYours
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records.chance import Key, NoSuchChance
from carelog.records.feelings import Feelings, feelings
from carelog.records.good_for_me import Company, Good, GoodForMe, NoSuchMember, NotTheirOwnWord
from carelog.records.mark import Mark, NotYet
from carelog.summaries.summary import Summary
from carelog.weeks.details import Label
from tests import cast, visitors
from tests.plans import EVERY_LABEL, agree, author, fixed, times
from tests.records.sheets import address, fields, newest, says, send

ONE_DAY = timedelta(days=1)
SAM = "sam"


def her_own() -> journal.Author:
    return author("margaret", "self")


def on_a_phone(username: str = SAM) -> journal.Author:
    return replace(author(username), voice=journal.HANDED_OVER)


@pytest.fixture
def church(margaret: Person) -> Key:
    """Something of this morning."""
    with time_machine.travel(cast.NOW - ONE_DAY * 7):
        return agree(margaret, fixed("Church"), starts=cast.MONDAY)["Church"], cast.TODAY, 1


def say(person: Person, key: Key, said: Good | Company, by: journal.Author, **more: Any) -> Event:
    return GoodForMe.record(person, key, said, by, **{"labels": EVERY_LABEL, **more})


def felt(person: Person, key: Key, labels: set[str] = EVERY_LABEL) -> Feelings:
    return feelings(person, key[1], key[1], labels).get(key, Feelings())


def names(said: Feelings) -> list[str]:
    """Who was there; "" is somebody who is not of the circle."""
    return list(said.company.companions.values()) if said.company else []


@pytest.mark.parametrize("answer", Good)
def test_each_answer_is_kept_in_her_own_word(margaret: Person, church: Key, answer: Good) -> None:
    event = say(margaret, church, answer, her_own())
    good = felt(margaret, church).good
    assert good is not None
    assert (good.answer, good.voice, good.id, event.on_date) == (answer, journal.OWN, event.id, cast.TODAY)
    assert felt(margaret, church).company is None


def test_somebody_elses_word_is_not_hers(margaret: Person, church: Key) -> None:
    for by in (author(SAM), author("aled", "coordinator"), author("helen", "ally")):
        with pytest.raises(NotTheirOwnWord):
            say(margaret, church, Good.YES, by)
    assert not felt(margaret, church)


def test_on_a_phone_handed_over_it_says_whose_phone_and_who_was_there(margaret: Person, church: Key) -> None:
    say(margaret, church, Good.A_BIT, on_a_phone(), present="Grace")
    good = felt(margaret, church).good
    assert good is not None
    assert (good.author_name, good.with_whom, good.voice) == ("Sam Doyle", "Grace", journal.HANDED_OVER)


def test_who_was_with_her_stands_beside_whether_it_was_good(margaret: Person, church: Key) -> None:
    say(margaret, church, Good.YES, her_own())
    say(margaret, church, Company.MEMBER, her_own(), companions=[cast.user("helen").id])
    both = felt(margaret, church)
    assert both.good
    assert both.company
    assert (both.good.answer, names(both)) == (Good.YES, ["Helen Hughes"])
    say(margaret, church, Company.ON_MY_OWN, her_own())
    company = felt(margaret, church).company
    assert company
    assert (company.company, company.companions) == (Company.ON_MY_OWN, {})


def test_several_were_with_her_and_somebody_else_too(app: Flask, margaret: Person, church: Key) -> None:
    there = [cast.user("joan").id, None, cast.user("helen").id, cast.user("joan").id]
    event = say(margaret, church, Company.MEMBER, her_own(), companions=there)
    assert names(felt(margaret, church)) == ["Joan Price", "", "Helen Hughes"]
    assert "With Joan Price, Helen Hughes, and somebody else" in says(cast.signed_in(app, "margaret"), margaret, church)
    say(margaret, church, Good.YES, her_own())
    GoodForMe.withdraw(margaret, event.id, her_own())
    assert names(felt(margaret, church)) == []
    assert felt(margaret, church).good
    with pytest.raises(NoSuchMember):
        say(margaret, church, Company.MEMBER, her_own(), companions=[*there, cast.user("dev").id])


@pytest.mark.parametrize("username", ["tomasz", "ruth", "dev"])
def test_only_who_belongs_now_was_with_her_by_name(margaret: Person, church: Key, username: str) -> None:
    with pytest.raises(NoSuchMember):
        say(margaret, church, Company.MEMBER, her_own(), companions=[cast.user(username).id])
    with pytest.raises(NoSuchMember):
        say(margaret, church, Company.MEMBER, her_own())


def test_who_was_with_her_is_still_said_when_they_belong_no_more(margaret: Person, church: Key) -> None:
    say(margaret, church, Company.MEMBER, her_own(), companions=[cast.user("grace").id])
    Membership.get((Membership.person == margaret) & (Membership.user == cast.user("grace"))).end(her_own())
    assert names(felt(margaret, church)) == ["Grace Mensah"]


def test_the_newest_of_her_words_is_what_she_says_whatever_phone_it_was_on(margaret: Person, church: Key) -> None:
    for minutes, by, said in (
        (0, her_own(), Good.YES),
        (5, on_a_phone(), Good.NO),
        (9, on_a_phone("grace"), Good.A_BIT),
    ):
        with time_machine.travel(cast.NOW + timedelta(minutes=minutes)):
            say(margaret, church, said, by)
    good = felt(margaret, church).good
    assert good
    assert (good.answer, good.author_name) == (Good.A_BIT, "Grace Mensah")


def test_what_is_taken_back_says_nothing_and_what_was_said_on_another_phone_stands(
    margaret: Person, church: Key
) -> None:
    events = []
    for minutes, by, said in ((0, her_own(), Good.YES), (5, on_a_phone(), Good.NO), (6, on_a_phone(), Good.A_BIT)):
        with time_machine.travel(cast.NOW + timedelta(minutes=minutes)):
            events.append(say(margaret, church, said, by))
    with time_machine.travel(cast.NOW + timedelta(minutes=9)):
        taken_back = GoodForMe.withdraw(margaret, events[-1].id, author(SAM))
    good = felt(margaret, church).good
    assert taken_back.voice == journal.HANDED_OVER
    assert good
    assert good.answer is Good.YES


def test_only_its_author_takes_an_answer_back(margaret: Person, church: Key) -> None:
    event = say(margaret, church, Good.NO, on_a_phone())
    for by in (her_own(), author("grace"), author("aled", "coordinator")):
        with pytest.raises(NotYours):
            GoodForMe.withdraw(margaret, event.id, by)


def test_the_same_press_twice_is_one_record(margaret: Person, church: Key) -> None:
    press = journal.new_id()
    first, second = (say(margaret, church, Good.NO, her_own(), id=press) for _ in range(2))
    assert first.seq == second.seq
    with pytest.raises(journal.DifferentContent):
        say(margaret, church, Good.YES, her_own(), id=press)


def test_before_it_has_come_nothing_was_good(margaret: Person, church: Key) -> None:
    item, day, number = church
    with pytest.raises(NotYet):
        say(margaret, (item, day + ONE_DAY, number), Good.YES, her_own())
    with pytest.raises(NoSuchChance):
        say(margaret, (journal.new_id(), day, number), Good.YES, her_own())


def test_what_is_kept_from_a_reader_says_nothing_to_them(margaret: Person) -> None:
    with time_machine.travel(cast.NOW - ONE_DAY * 7):
        item = agree(margaret, fixed("Pad", label=Label.INTIMATE), starts=cast.MONDAY)["Pad"]
    key = item, cast.TODAY, 1
    say(margaret, key, Good.NO, her_own())
    assert felt(margaret, key)
    assert not felt(margaret, key, {"ordinary"})
    with pytest.raises(NoSuchChance):
        say(margaret, key, Good.NO, her_own(), labels={"ordinary"})


def test_it_enters_no_count_and_no_state(margaret: Person) -> None:
    with time_machine.travel(cast.NOW - ONE_DAY * 7):
        ids = agree(margaret, fixed("Church"), times("Walk", 2), starts=cast.MONDAY)
    Mark.record(margaret, ids["Church"], cast.TODAY, 1, author(SAM), labels=EVERY_LABEL)
    before = Summary.of_week(margaret, cast.MONDAY, EVERY_LABEL).total
    for title, said in (("Church", Good.NO), ("Walk", Good.YES)):
        say(margaret, (ids[title], cast.TODAY, 1), said, her_own())
        say(margaret, (ids[title], cast.MONDAY, 1), said, on_a_phone())
        say(margaret, (ids[title], cast.TODAY, 1), Company.ON_MY_OWN, her_own())
    assert Summary.of_week(margaret, cast.MONDAY, EVERY_LABEL).total == before


# on the record page


def test_on_her_own_phone_she_answers_with_one_tap_and_nothing_is_filled_in(
    app: Flask, margaret: Person, church: Key
) -> None:
    Mark.record(margaret, *church, author(SAM), labels=EVERY_LABEL)
    hers = cast.signed_in(app, "margaret")
    page = hers.get(address(margaret, church)).text
    form = page[page.index('id="good"') : page.index("</form>", page.index('id="good"'))]
    assert form.count("<button") == 4
    assert "checked" not in form
    answer = send(hers, margaret, "good-for-me", fields(church, answer="a_bit", back=address(margaret, church)))
    assert (answer.status_code, answer.location.partition("#")[0]) == (303, address(margaret, church))
    assert answer.headers["Record-Receipt"].startswith(newest(margaret, "good_for_me").id)
    assert "Was it good for me? A bit Wed 18 Nov, 10:00" in says(hers, margaret, church)


def test_she_is_not_asked_about_what_did_not_happen_or_nobody_wrote_down(
    app: Flask, margaret: Person, church: Key
) -> None:
    hers = cast.signed_in(app, "margaret")
    assert "Was it good for me?" not in hers.get(address(margaret, church)).text
    send(hers, margaret, "marks", fields(church, said="did_not_happen"))
    assert "Was it good for me?" not in hers.get(address(margaret, church)).text


def test_the_others_read_it_and_are_not_asked(app: Flask, margaret: Person, church: Key) -> None:
    Mark.record(margaret, *church, author(SAM), labels=EVERY_LABEL)
    say(margaret, church, Good.NOT_SURE, on_a_phone(), present="Grace")
    for username, words in (
        (SAM, "on my phone, with Grace there"),
        ("aled", "on Sam Doyle's phone, with Grace there"),
        ("margaret", "on Sam Doyle's phone, with Grace there"),
    ):
        page = says(cast.signed_in(app, username), margaret, church)
        assert f"{'I am not' if username == 'margaret' else 'Not'} sure Wed 18 Nov, 10:00 · {words}" in page
    page = cast.signed_in(app, "aled").get(address(margaret, church)).text
    assert "/good-for-me" not in page


def test_an_ally_reads_it_with_my_week_and_no_names(app: Flask, margaret: Person, church: Key) -> None:
    say(margaret, church, Good.YES, on_a_phone(), present="Grace")
    say(margaret, church, Company.MEMBER, on_a_phone(), companions=[cast.user("grace").id], present="Grace")
    visitors.share(visitors.belong("knows-her", "ally"), ["my_week"])
    page = says(cast.signed_in(app, "knows-her"), margaret, church)
    assert "Yes Wed 18 Nov, 10:00 · on a phone held out to them With somebody of the circle" in page
    assert not {"Sam", "Grace"} & set(page.split())


def test_whoever_handed_the_phone_over_undoes_a_slip_of_the_finger_from_its_page_for_ever(
    app: Flask, margaret: Person, church: Key
) -> None:
    event = say(margaret, church, Good.NO, on_a_phone())
    with time_machine.travel(cast.NOW + ONE_DAY * 9):
        for username in ("margaret", "grace"):
            assert "good-for-me/withdrawals" not in cast.signed_in(app, username).get(address(margaret, church)).text
        sam = cast.signed_in(app, SAM)
        page = sam.get(address(margaret, church)).text
        assert f'name="mark" value="{event.id}"' in page[page.index("good-for-me/withdrawals") :]
        form = {"id": journal.new_id(), "mark": event.id}
        assert send(sam, margaret, "good-for-me/withdrawals", form).status_code == 303
        assert "Was it good" not in says(sam, margaret, church)


def test_her_answer_has_undo_on_her_own_phone(app: Flask, margaret: Person, church: Key) -> None:
    say(margaret, church, Good.YES, her_own())
    undo = "good-for-me/withdrawals"
    assert undo in cast.signed_in(app, "margaret").get(address(margaret, church)).text
    assert undo not in cast.signed_in(app, SAM).get(address(margaret, church)).text


@pytest.mark.parametrize("wrong", [{"answer": "wonderful"}, {"answer": ""}, {"number": "x"}, {"item": "x"}])
def test_what_cannot_be_read_is_not_written(app: Flask, margaret: Person, church: Key, wrong: dict[str, str]) -> None:
    before = Event.select().count()
    form = {**fields(church, answer="yes"), **wrong}
    assert send(cast.signed_in(app, "margaret"), margaret, "good-for-me", form).status_code == 422
    assert Event.select().count() == before
