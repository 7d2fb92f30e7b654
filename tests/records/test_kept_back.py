"""The person keeps one entry from family and friends: nobody of them reads, finds, counts or sees it; the team does."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records.chance import Key, NoSuchChance
from carelog.records.choice_check import ChoiceCheck
from carelog.records.extra import Extra
from carelog.records.keeping import keep_back
from carelog.records.kept_back import Entry, KeptBack, What
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Account, Mark
from carelog.records.photo import Of
from carelog.records.photo_consent import ALLY as CONSENT_OF_ALLY
from carelog.records.photo_consent import Audience
from carelog.records.reading import lived_week
from carelog.records.said import Answer, Way
from carelog.summaries.summary import Summary
from carelog.weeks.details import Cadence
from tests import cast, photos, visitors
from tests.asking import HTMX
from tests.plans import EVERY_LABEL, agree, author, fixed, times
from tests.records.sheets import address, send, words

TODAY, TUESDAY = cast.TODAY, cast.TODAY - timedelta(days=1)
ALLY = {"ordinary"}  # what an ally reads
WORDS = "Qqcanaryzz"
NOT_THERE = 404


def keep(browser: FlaskClient, person: Person, kept: str = "yes", **entry: Any) -> int:
    """Press the button."""
    form = {"id": journal.new_id(), "kept": kept, **entry}
    return send(browser, person, "kept-back", form).status_code


def chance_form(key: Key) -> dict[str, Any]:
    """As the button beside a chance names it."""
    return {"what": "chance", "item": key[0], "day": key[1].isoformat(), "number": key[2]}


def shared_with(app: Flask, person: Person, *left_out: str, name: str = "abi") -> FlaskClient:
    """An ally with whom everything is shared but that."""
    ally = visitors.belong(name, "ally", around=person.name)
    visitors.share(ally, [section for section in visitors.SECTIONS if section not in left_out])
    return cast.signed_in(app, name)


def log_by(person: Person, by: str, role: str, did: str = WORDS, **more: Any) -> str:
    """Somebody learned that today; its address."""
    told = author(by, role)
    return str(LearningLog.record(person, TODAY, Learned(did=did, **more), told, labels=EVERY_LABEL).id)


def happened(person: Person, key: Key, by: journal.Author, **said: Any) -> str:
    """Somebody says so of that chance."""
    return str(Mark.record(person, *key, by, labels=EVERY_LABEL, account=Account(**said)).id)


def test_a_log_that_is_kept_is_nowhere_for_an_ally_and_the_team_reads_it_with_a_mark(
    app: Flask, margaret: Person
) -> None:
    abi, hers, sam = shared_with(app, margaret), cast.signed_in(app, "margaret"), cast.signed_in(app, "sam")
    known = log_by(margaret, "sam", "worker", tell_plan=True)
    where = [f"/people/{margaret.id}/{page}" for page in ("learning", f"learning?q={WORDS}", "learning?tag=tell_plan")]
    assert all(WORDS in words(abi.get(page)) for page in where)
    assert "Hide this from my family and friends" in hers.get(f"/people/{margaret.id}/logs/{known}").text

    assert keep(hers, margaret, what="learning_log", entry=known) == 303
    assert not any(WORDS in words(abi.get(page)) for page in where)
    assert abi.get(f"/people/{margaret.id}/logs/{known}").status_code == NOT_THERE
    assert "My family and friends cannot see this." in words(hers.get(f"/people/{margaret.id}/logs/{known}"))
    for page in where:
        assert WORDS in words(sam.get(page))
        assert "Kept from family and friends" in words(sam.get(page)), page

    assert keep(hers, margaret, "no", what="learning_log", entry=known) == 303
    assert all(WORDS in words(abi.get(page)) for page in where)
    assert "Kept from" not in words(sam.get(where[0]))


def test_corrections_of_a_kept_log_stay_kept(app: Flask, margaret: Person, by_sam: journal.Author) -> None:
    abi, hers = shared_with(app, margaret), cast.signed_in(app, "margaret")
    known = log_by(margaret, "sam", "worker", did="Before")
    keep(hers, margaret, what="learning_log", entry=known)
    LearningLog.correct(margaret, known, TODAY, Learned(did=WORDS), "mistake", by_sam, labels=EVERY_LABEL)
    assert WORDS not in words(abi.get(f"/people/{margaret.id}/learning"))
    assert abi.get(f"/people/{margaret.id}/logs/{known}").status_code == NOT_THERE
    assert WORDS in words(hers.get(f"/people/{margaret.id}/logs/{known}"))


def test_who_wrote_it_as_an_ally_reads_their_own_words_still_and_not_that_they_are_kept(
    app: Flask, margaret: Person
) -> None:
    abi, bea = shared_with(app, margaret), shared_with(app, margaret, name="bea")
    known = log_by(margaret, "abi", "ally")
    extra = Extra.record(margaret, TODAY, WORDS, author("abi", "ally")).id
    hers = cast.signed_in(app, "margaret")
    keep(hers, margaret, what="learning_log", entry=known)
    keep(hers, margaret, what="extra", entry=extra)
    for page in ("learning", "day", "summary", f"logs/{known}"):
        read = words(abi.get(f"/people/{margaret.id}/{page}"))
        assert WORDS in read, page
        assert "Kept from" not in read, page
        assert WORDS not in words(bea.get(f"/people/{margaret.id}/{page}")), page


def test_a_photo_that_is_kept_is_no_bytes_no_page_and_beside_no_log(app: Flask, margaret: Person) -> None:
    abi, hers, sam = shared_with(app, margaret), cast.signed_in(app, "margaret"), author("sam")
    known = log_by(margaret, "sam", "worker")
    photo = photos.a_photo(margaret, Of(log=known), sam)
    member = Membership.get(Membership.user == cast.user("abi"))
    photos.says_yes(margaret, Audience(CONSENT_OF_ALLY, member.id), author("margaret", "self"))
    here = f"/people/{margaret.id}/photos/{photo}"
    pages = (here, f"{here}/small", f"{here}/large")
    assert [abi.get(page).status_code for page in pages] == [200] * 3
    assert photo in abi.get(f"/people/{margaret.id}/learning").text
    keep(hers, margaret, what="photo", entry=photo)
    assert [abi.get(page).status_code for page in pages] == [NOT_THERE] * 3
    read = abi.get(f"/people/{margaret.id}/learning").text
    assert WORDS in read
    assert photo not in read
    assert [hers.get(page).status_code for page in pages] == [200] * 3
    keep(hers, margaret, "no", what="photo", entry=photo)
    keep(hers, margaret, what="learning_log", entry=known)  # with a log its photos are kept
    assert [abi.get(page).status_code for page in pages] == [NOT_THERE] * 3


def test_a_photo_that_is_the_persons_picture_is_a_letter_for_allies_while_it_is_kept(
    app: Flask, margaret: Person
) -> None:
    abi, hers = shared_with(app, margaret), cast.signed_in(app, "margaret")
    photo = photos.a_photo(margaret, Of(), author("aled", "coordinator"))
    margaret.change({"picture": f"photo:{margaret.id}/{photo}"}, author("margaret", "self"), margaret.as_seen())
    assert photo in abi.get(f"/people/{margaret.id}").text
    keep(hers, margaret, what="photo", entry=photo)
    assert photo not in abi.get(f"/people/{margaret.id}").text
    assert photo in hers.get(f"/people/{margaret.id}").text


def test_an_extra_that_is_kept_is_on_no_page_of_an_ally(app: Flask, margaret: Person) -> None:
    abi, hers, sam = shared_with(app, margaret), cast.signed_in(app, "margaret"), cast.signed_in(app, "sam")
    extra = Extra.record(margaret, TODAY, WORDS, author("sam")).id
    pages = [f"/people/{margaret.id}/{page}" for page in ("day", "summary")]
    assert all(WORDS in words(abi.get(page)) for page in pages)
    assert "Hide this from my family and friends" in hers.get(pages[0]).text
    keep(hers, margaret, what="extra", entry=extra)
    assert not any(WORDS in words(abi.get(page)) for page in pages)
    assert all(WORDS in words(sam.get(page)) for page in pages)
    assert "Kept from family and friends" in words(sam.get(pages[0]))


def test_a_chance_that_is_kept_is_left_out_whole(app: Flask, nadia: Person) -> None:
    abi, hers, sam = shared_with(app, nadia), cast.signed_in(app, "aled"), author("sam")
    key = (agree(nadia, fixed(WORDS), fixed("Tea"))[WORDS], TUESDAY, 1)
    happened(nadia, key, sam, note="A secret")
    day, week = f"/people/{nadia.id}/day?day={TUESDAY}", f"/people/{nadia.id}/week?week={TUESDAY}"
    before = words(abi.get(f"/people/{nadia.id}/summary"))
    assert WORDS in words(abi.get(day))
    assert keep(hers, nadia, **chance_form(key), how_shown="She signed it.") == 303

    assert WORDS not in words(abi.get(day))
    assert words(abi.get(week)).count(WORDS) == 6  # the other days of the week
    assert abi.get(address(nadia, key)).status_code == NOT_THERE
    assert before != words(abi.get(f"/people/{nadia.id}/summary"))
    assert "A secret" not in words(abi.get(f"/people/{nadia.id}/summary/records?week={TUESDAY}"))
    form = {"id": journal.new_id(), "item": key[0], "day": TUESDAY.isoformat(), "number": 1, "said": "happened"}
    refused = abi.post(f"/people/{nadia.id}/marks", data=form, headers=HTMX)
    assert refused.status_code == 422
    assert "Kept from family and friends" in words(hers.get(day))
    assert "A secret" in words(hers.get(address(nadia, key)))


def counted(person: Person, labels: set[str], now: Any) -> list[str]:
    return [row.state for row in Summary.of_week(person, cast.MONDAY, labels, now).rows]


OVER = cast.at(cast.MONDAY + timedelta(days=9), 5)


def test_it_is_neither_counted_nor_missing(nadia: Person) -> None:
    with time_machine.travel(cast.BEGAN):
        tea = agree(nadia, fixed("Tea"))["Tea"]
    happened(nadia, (tea, TUESDAY, 1), author("sam"))
    keep_back(
        nadia, Entry(What.CHANCE, key=(tea, TUESDAY, 1)), author("margaret", "self"), kept=True, labels=EVERY_LABEL
    )
    assert counted(nadia, ALLY, OVER) == ["not_recorded"] * 6
    assert sorted(counted(nadia, EVERY_LABEL, OVER)) == ["happened", *["not_recorded"] * 6]


def test_of_a_week_with_so_many_chances_the_one_that_is_kept_is_left_out(app: Flask, nadia: Person) -> None:
    with time_machine.travel(cast.BEGAN):
        walk = agree(nadia, times("Walk", 3))["Walk"]
    for number in (1, 2):
        happened(nadia, (walk, TUESDAY, number), author("sam"))
    key = (walk, TUESDAY, 1)
    keep_back(nadia, Entry(What.CHANCE, key=key), author("margaret", "self"), kept=True, labels=EVERY_LABEL)
    assert counted(nadia, ALLY, OVER) == ["happened", "not_recorded"]
    assert counted(nadia, EVERY_LABEL, OVER) == ["happened", "happened", "not_recorded"]
    row = lived_week(nadia, cast.MONDAY, ALLY).find_flexible(walk, TUESDAY)
    assert row is not None
    assert (row.chances.count, [number for number, _one in row.on(TUESDAY)]) == (2, [2])
    assert row.next_number(TUESDAY) == 3
    abi = shared_with(app, nadia)
    assert abi.get(address(nadia, key)).status_code == NOT_THERE
    assert abi.get(address(nadia, (walk, TUESDAY, 2))).status_code == 200


def test_what_any_day_of_a_month_will_do_for_is_kept_whichever_day_it_was_said_of(app: Flask, nadia: Person) -> None:
    abi, aled = shared_with(app, nadia), author("aled", "coordinator")
    with time_machine.travel(cast.BEGAN):
        item = agree(nadia, fixed(WORDS, days=(), cadence=Cadence.MONTHLY_ANY_DAY))[WORDS]
    happened(nadia, (item, date(2026, 11, 3), 1), author("sam"))
    kept: dict[str, Any] = {"labels": EVERY_LABEL, "how_shown": "She shook her head."}
    keep_back(nadia, Entry(What.CHANCE, key=(item, TODAY, 1)), aled, kept=True, **kept)
    assert WORDS not in words(abi.get(f"/people/{nadia.id}/day"))
    assert abi.get(address(nadia, (item, date(2026, 11, 3), 1))).status_code == NOT_THERE
    with pytest.raises(NoSuchChance):
        Mark.record(nadia, item, TUESDAY, 1, author("abi", "ally"), labels=ALLY)
    keep_back(nadia, Entry(What.CHANCE, key=(item, TUESDAY, 1)), aled, kept=False, **kept)
    assert WORDS in words(abi.get(f"/people/{nadia.id}/day"))


def test_an_ally_cannot_check_a_choice_that_is_kept(nadia: Person) -> None:
    tea, by_abi = agree(nadia, fixed("Tea"))["Tea"], visitors.belong("abi", "ally", around=cast.NADIA).user
    said_no = happened(nadia, (tea, TUESDAY, 1), author("sam"), said="chose", offered="Tea", how_shown="Looked away")
    keep_back(
        nadia, Entry(What.CHANCE, key=(tea, TUESDAY, 1)), author("margaret", "self"), kept=True, labels=EVERY_LABEL
    )
    told: dict[str, Any] = {"with_whom": "Di", "how_shown": "A nod"}
    with pytest.raises(journal.NothingThere):
        ChoiceCheck.record(
            nadia, said_no, Answer.CHOSE, Way.CHART, author(by_abi.username, "ally"), labels=ALLY, **told
        )
    ChoiceCheck.record(
        nadia, said_no, Answer.CHOSE, Way.CHART, author("aled", "coordinator"), labels=EVERY_LABEL, **told
    )


def test_somebody_else_says_how_the_person_showed_it(app: Flask, margaret: Person) -> None:
    known, aled = log_by(margaret, "sam", "worker"), cast.signed_in(app, "aled")
    where = f"/people/{margaret.id}/logs/{known}"
    assert "They want to keep it from family and friends" in words(aled.get(where))
    form = {"id": journal.new_id(), "kept": "yes", "what": "learning_log", "entry": known, "back": where}
    for unsaid in ("x" * 2001, ""):
        asked = send(aled, margaret, "kept-back", {**form, "how_shown": unsaid})
        assert asked.status_code == 422
        assert re.search(r'<input[^>]* aria-invalid="true"[^>]* name="how_shown"', asked.text)
    again = send(aled, margaret, "kept-back", form)
    assert KeptBack.select().count() == 0
    hidden = dict(re.findall(r'<input id="\w+" name="(\w+)" type="hidden" value="([^"]*)">', again.text))
    done = send(aled, margaret, "kept-back", {**hidden, "how_shown": "She shook her head."})
    assert done.headers["Location"] == where
    assert KeptBack.get().how_shown == "She shook her head."
    hers = cast.signed_in(app, "margaret")  # whoever wrote it down, it is hers to give again
    assert keep(hers, margaret, "no", what="learning_log", entry=known) == 303
    assert not KeptBack.holds(margaret, Entry(What.LOG, known))


def test_pressed_twice_it_is_written_once(app: Flask, margaret: Person) -> None:
    known, hers = log_by(margaret, "sam", "worker"), cast.signed_in(app, "margaret")
    press = journal.new_id()
    assert {keep(hers, margaret, what="learning_log", entry=known, id=press) for _time in range(2)} == {303}
    assert keep(hers, margaret, what="learning_log", entry=known) == 303  # from another page, where it was open still
    assert KeptBack.select().count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": "mark", "entry": journal.new_id()},
        {"what": "photo"},
        {"what": "photo", "entry": journal.new_id()},
        {"what": "chance", "item": journal.new_id(), "day": "2026-11-17"},
        {"what": "chance", "item": journal.new_id(), "day": "2026-11-17", "number": "1"},
        {"what": "learning_log", "entry": journal.new_id(), "kept": "perhaps"},
    ],
)
def test_what_is_not_there_cannot_be_kept(app: Flask, margaret: Person, wrong: dict[str, str]) -> None:
    assert keep(cast.signed_in(app, "margaret"), margaret, **wrong) == 422
    assert KeptBack.select().count() == 0


def test_what_another_person_keeps_hides_nothing_here(app: Flask, margaret: Person, nadia: Person) -> None:
    abi, known = shared_with(app, margaret), log_by(margaret, "sam", "worker")
    with pytest.raises(journal.NothingThere):
        keep_back(nadia, Entry(What.LOG, known), author("margaret", "self"), kept=True, labels=EVERY_LABEL)
    learned = Learned(did="Elsewhere")
    LearningLog.record(nadia, TODAY, learned, author("aled", "coordinator"), labels=EVERY_LABEL, id=known)
    keep_back(nadia, Entry(What.LOG, known), author("margaret", "self"), kept=True, labels=EVERY_LABEL)
    assert WORDS in words(abi.get(f"/people/{margaret.id}/learning"))
