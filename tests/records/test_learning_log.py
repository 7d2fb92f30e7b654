"""What somebody learned: any one field of it is enough; it is corrected and taken back, and never edited."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from carelog import journal
from carelog.db import database, is_sqlite
from carelog.journal import DifferentContent, Erasure, Event, NothingThere, NotYours
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records.chance import NoSuchChance
from carelog.records.learning_log import TAGS, Learned, LearningLog, LogPresent
from carelog.records.log import Reader, all_words_of, logs, logs_of_day, rows
from carelog.records.mark import Incomplete, NotYet
from carelog.weeks.details import Label
from carelog.weeks.known_items import known_items
from tests import cast
from tests.plans import EVERY_LABEL, agree, author, fixed

pytestmark = pytest.mark.usefixtures("app")
EVERYTHING = Reader(EVERY_LABEL)
SANG = Learned(did="Sang in the kitchen")


def record(person: Person, learned: Learned = SANG, by: str = "sam", **more: Any) -> Event:
    """Sam learned something today."""
    return LearningLog.record(person, more.pop("day", cast.TODAY), learned, author(by), labels=EVERY_LABEL, **more)


def correct(
    person: Person, log: str, learned: Learned, by: str = "sam", why: str = "I know more.", **more: Any
) -> Event:
    """Sam puts it in other words."""
    return LearningLog.correct(person, log, cast.TODAY, learned, why, author(by), labels=EVERY_LABEL, **more)


def membership(username: str, person: str = cast.MARGARET) -> int:
    """The number of somebody's place in the circle."""
    here = (Membership.person == cast.person(person)) & (Membership.user == cast.user(username))
    return int(Membership.get(here).id)


def said(person: Person, reader: Reader = EVERYTHING) -> list[str]:
    """What was learned today, in the words that stand."""
    return [log.did for log in logs_of_day(person, cast.TODAY, reader)]


@pytest.mark.parametrize(
    "learned",
    [
        Learned(did="Sang"),
        Learned(worked_well="The song"),
        Learned(did_not="The bubbles"),
        Learned(others="The postman"),
        Learned(nothing_new=True),
    ],
    ids=str,
)
def test_any_one_field_is_enough(margaret: Person, learned: Learned) -> None:
    made = record(margaret, learned)
    (log,) = logs_of_day(margaret, cast.TODAY, EVERYTHING)
    assert (log.id, log.did, log.worked_well, log.did_not, log.others, log.nothing_new) == (
        made.id, learned.did, learned.worked_well, learned.did_not, learned.others, learned.nothing_new,
    )  # fmt: skip
    assert (log.author_name, log.role, log.day, log.language) == ("Sam Doyle", "worker", cast.TODAY, "en")


def test_somebody_else_who_was_there_is_enough_and_oneself_is_not(margaret: Person) -> None:
    me, joan = membership("sam"), membership("joan")
    with pytest.raises(Incomplete, match="did"):
        record(margaret, Learned(present=(me,), tell_plan=True))
    record(margaret, Learned(present=(joan, me)))
    (log,) = logs_of_day(margaret, cast.TODAY, EVERYTHING)
    assert (set(log.present), log.who_else) == ({me, joan}, ("Joan Price",))


def test_where_something_is_written_something_is_new(margaret: Person) -> None:
    record(margaret, replace(SANG, nothing_new=True))
    assert [log.nothing_new for log in logs_of_day(margaret, cast.TODAY, EVERYTHING)] == [False]


def test_the_tags_are_kept(margaret: Person) -> None:
    for tag in TAGS:
        tagged: dict[str, Any] = {tag: True}
        record(margaret, replace(SANG, **tagged))
    assert [log.tags for log in logs_of_day(margaret, cast.TODAY, EVERYTHING)] == [(tag,) for tag in TAGS]


def test_it_keeps_the_language_it_was_written_in(margaret: Person) -> None:
    writer = replace(author("sam"), language="pl")
    LearningLog.record(margaret, cast.TODAY, Learned(did="Śpiewała"), writer, labels=EVERY_LABEL)
    (log,) = logs_of_day(margaret, cast.TODAY, EVERYTHING)
    assert (log.did, log.language) == ("Śpiewała", "pl")


def test_nothing_was_learned_tomorrow(margaret: Person) -> None:
    with pytest.raises(NotYet):
        record(margaret, day=cast.TODAY + timedelta(days=1))


def test_somebody_elses_circle_was_not_there(margaret: Person) -> None:
    for stranger in (membership("carol", cast.JAMIE), 10**9):
        with pytest.raises(NothingThere):
            record(margaret, replace(SANG, present=(stranger,)))


def test_it_is_as_private_as_the_thing_it_is_about(nadia: Person) -> None:
    ids = agree(nadia, fixed("Walk"), fixed("Bath", label=Label.INTIMATE), fixed("Safe", label=Label.SAFEGUARDING))
    assert record(nadia, replace(SANG, item=ids["Walk"])).label == "ordinary"
    assert record(nadia, Learned(did="Hid", item=ids["Bath"])).label == "intimate"
    assert said(nadia) == ["Sang in the kitchen", "Hid"]
    assert said(nadia, Reader({"ordinary"})) == ["Sang in the kitchen"]
    for hidden, labels in ((ids["Bath"], {"ordinary"}), (ids["Safe"], EVERY_LABEL), (journal.new_id(), EVERY_LABEL)):
        with pytest.raises(NoSuchChance):
            LearningLog.record(nadia, cast.TODAY, replace(SANG, item=hidden), author("sam"), labels=labels)


def test_what_becomes_private_takes_its_logs_along_and_what_was_private_stays_so(nadia: Person) -> None:
    ids = agree(nadia, fixed("Walk"), fixed("Bath", label=Label.INTIMATE))
    record(nadia, Learned(did="Walked", item=ids["Walk"]))
    record(nadia, Learned(did="Bathed", item=ids["Bath"]))
    agree(nadia, fixed("Walk", label=Label.HEALTH), fixed("Bath"), starts=cast.TODAY + timedelta(days=1))
    assert said(nadia) == ["Walked", "Bathed"]
    assert said(nadia, Reader({"ordinary"})) == []


def test_a_correction_keeps_the_old_words_readable_under_the_same_address(margaret: Person) -> None:
    first = record(margaret)
    correct(margaret, first.id, Learned(worked_well="Hummed in the kitchen"))
    words = all_words_of(margaret, first.id, EVERYTHING)
    assert [(log.id, log.did, log.worked_well, log.corrected, log.why) for log in words] == [
        (first.id, "Sang in the kitchen", "", False, ""),
        (first.id, "", "Hummed in the kitchen", True, "I know more."),
    ]
    assert said(margaret) == [""]


def test_a_correction_says_why(margaret: Person) -> None:
    first = record(margaret)
    with pytest.raises(Incomplete, match="why"):
        correct(margaret, first.id, Learned(did="Hummed"), why="")
    assert said(margaret) == ["Sang in the kitchen"]


def test_it_is_corrected_again_and_again(margaret: Person) -> None:
    first = record(margaret)
    for word in ("Hummed", "Whistled", "Sang after all"):
        correct(margaret, first.id, Learned(did=word))
    assert said(margaret) == ["Sang after all"]
    assert len(all_words_of(margaret, first.id, EVERYTHING)) == 4


def test_it_is_taken_back_whatever_it_was_corrected_to_and_stays_readable(margaret: Person) -> None:
    there = (membership("joan"), membership("sam"))
    first = record(margaret)
    correct(margaret, first.id, Learned(did="Hummed", present=there))
    taken_back = LearningLog.withdraw(margaret, first.id, author("sam"))
    assert said(margaret) == []
    assert set(all_words_of(margaret, first.id, EVERYTHING)[-1].present) == set(there)
    assert [(log.did, log.withdrawn) for log in all_words_of(margaret, first.id, EVERYTHING)] == [
        ("Sang in the kitchen", False), ("Hummed", False), ("Hummed", True),
    ]  # fmt: skip
    assert LearningLog.withdraw(margaret, first.id, author("sam")) == taken_back
    with pytest.raises(NothingThere):
        correct(margaret, first.id, SANG)


@pytest.mark.parametrize("by", ["grace", "margaret", "aled"])
def test_only_its_author_changes_it_or_takes_it_back(margaret: Person, by: str) -> None:
    first = record(margaret)
    with pytest.raises(NotYours):
        correct(margaret, first.id, Learned(did="Hummed"), by=by)
    with pytest.raises(NotYours):
        LearningLog.withdraw(margaret, first.id, author(by))
    with pytest.raises(NothingThere):
        LearningLog.withdraw(cast.person(cast.JAMIE), first.id, author("sam"))
    assert said(margaret) == ["Sang in the kitchen"]


def test_who_uses_the_id_of_another_ones_log_reaches_neither_its_words_nor_its_address(margaret: Person) -> None:
    first = record(margaret)
    record(margaret, Learned(did="Mine now"), by="grace", id=first.id)
    assert [log.author_name for log in all_words_of(margaret, first.id, EVERYTHING)] == ["Sam Doyle"]
    LearningLog.withdraw(margaret, first.id, author("grace"))
    assert said(margaret) == ["Sang in the kitchen"]


PRESSES: tuple[Callable[[Person, str, str], Event], ...] = (
    lambda person, _log, press: record(person, Learned(did="Hummed"), id=press),
    lambda person, log, press: correct(person, log, Learned(did="Hummed"), id=press),
    lambda person, log, press: LearningLog.withdraw(person, log, author("sam"), id=press),
)


@pytest.mark.parametrize("press", PRESSES, ids=["record", "correct", "withdraw"])
def test_a_press_that_arrives_twice_or_late_is_one_record(
    margaret: Person, press: Callable[[Person, str, str], Event]
) -> None:
    first, press_id = record(margaret), journal.new_id()
    once, again = press(margaret, first.id, press_id), press(margaret, first.id, press_id)
    if press is not PRESSES[2]:
        correct(margaret, first.id, Learned(did="Later"))
    late = press(margaret, first.id, press_id)
    assert once.seq == again.seq == late.seq
    assert Event.select().where(Event.id == press_id).count() == 1


def test_one_press_carries_one_content(margaret: Person) -> None:
    first = record(margaret)
    with pytest.raises(DifferentContent):
        record(margaret, Learned(did="Hummed"), id=first.id)


def test_what_is_kept_from_somebody_has_no_page_for_them(nadia: Person) -> None:
    bath = agree(nadia, fixed("Bath", label=Label.INTIMATE))["Bath"]
    first = record(nadia, Learned(did="Hid", item=bath))
    assert all_words_of(nadia, first.id, Reader({"ordinary"})) == []
    assert all_words_of(nadia, journal.new_id(), EVERYTHING) == []
    assert all_words_of(cast.person(cast.JAMIE), first.id, EVERYTHING) == []


def test_earlier_words_that_are_kept_from_somebody_stay_so_when_newer_ones_are_not(nadia: Person) -> None:
    ids = agree(nadia, fixed("Walk"), fixed("Bath with music", label=Label.INTIMATE))
    first = record(nadia, Learned(did="Hid", item=ids["Bath with music"]))
    correct(nadia, first.id, Learned(did="Sang"), why="It was the bath.")
    ally, worker = Reader({"ordinary"}), Reader(EVERY_LABEL)
    told = [(log.did, log.why, log.corrected) for log in all_words_of(nadia, first.id, ally)]
    assert told == [("Sang", "", False)]
    assert [log.did for log in all_words_of(nadia, first.id, worker)] == ["Hid", "Sang"]
    assert [[log.corrected for log in logs_of_day(nadia, cast.TODAY, reader)] for reader in (ally, worker)] == [
        [False], [True],
    ]  # fmt: skip
    correct(nadia, first.id, Learned(did="Hummed"), why="It was no song.")
    told = [(log.did, log.why, log.corrected) for log in all_words_of(nadia, first.id, ally)]
    assert told == [("Sang", "", False), ("Hummed", "It was no song.", True)]


def test_earlier_words_about_a_thing_that_has_become_private_are_kept_too(nadia: Person) -> None:
    walk = agree(nadia, fixed("Walk"))["Walk"]
    first = record(nadia, Learned(did="Walked", item=walk))
    correct(nadia, first.id, Learned(did="Sang"))
    assert len(all_words_of(nadia, first.id, Reader({"ordinary"}))) == 2
    agree(nadia, fixed("Walk", label=Label.HEALTH), starts=cast.TODAY + timedelta(days=1))
    assert [(log.did, log.item) for log in all_words_of(nadia, first.id, Reader({"ordinary"}))] == [("Sang", None)]
    assert [log.did for log in all_words_of(nadia, first.id, Reader(EVERY_LABEL))] == ["Walked", "Sang"]


def test_a_thing_is_named_to_nobody_who_may_not_see_it(nadia: Person) -> None:
    bath = agree(nadia, fixed("Bath with music", label=Label.INTIMATE))["Bath with music"]
    event = record(nadia, Learned(did="Sang", item=bath))
    (row,) = rows().where(Event.seq == event.seq)
    found = [logs([row], known_items(nadia, cast.TODAY), reader)[0].item for reader in (EVERYTHING, Reader({"money"}))]
    assert [item and item.title for item in found] == ["Bath with music", None]


def test_without_names_there_is_somebody_and_without_titles_no_thing(nadia: Person) -> None:
    walk = agree(nadia, fixed("Walk"))["Walk"]
    there = (membership("sam", cast.NADIA),)
    LearningLog.record(
        nadia, cast.TODAY, Learned(others="Joan", item=walk, present=there), author("aled", "coordinator"),
        labels=EVERY_LABEL,
    )  # fmt: skip
    (log,) = logs_of_day(nadia, cast.TODAY, Reader(EVERY_LABEL, titles=False, names=False))
    assert (log.author_name, log.others, log.who_else, log.somebody_else, log.item) == ("", "", (), True, None)
    (log,) = logs_of_day(nadia, cast.TODAY, EVERYTHING)
    assert log.item is not None
    assert (log.author_name, log.others, log.who_else, log.item.title) == (
        "Aled Prosser",
        "Joan",
        ("Sam Doyle",),
        "Walk",
    )


def test_an_erased_word_is_gone_from_the_index_too(margaret: Person) -> None:
    first = record(margaret, Learned(did="Rhododendron"))
    record(margaret)
    Erasure.create(seq=first.seq, reason="the person asked", decided_by=None, decided_at=cast.NOW)
    LogPresent.delete().where(LogPresent.event == first.seq).execute()
    LearningLog.delete().where(LearningLog.event == first.seq).execute()
    if is_sqlite():
        index = database.execute_sql("SELECT block FROM learning_log_words_data").fetchall()
        assert index
        assert not [block for (block,) in index if b"rhododendron" in bytes(block)]
    assert said(margaret) == ["Sang in the kitchen"]
