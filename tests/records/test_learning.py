"""The logs of a person, newest first: found by their words, by thing and by tag, of what their reader may see."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carelog import journal
from carelog.db import database
from carelog.people.person import Person
from carelog.records.learning import PAGE, SEARCHED_FROM, Asked, Learning
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.log import Reader
from carelog.weeks.details import Label
from tests import cast
from tests.plans import EVERY_LABEL, agree, author, fixed

pytestmark = pytest.mark.usefixtures("app")
EVERYTHING = Reader(EVERY_LABEL)
LIKE_AN_ALLY = Reader({"ordinary"}, titles=False, names=False)


def record(person: Person, did: str, days_ago: int = 0, **more: Any) -> str:
    """Sam learned that, so many days ago; the address of it."""
    day = cast.TODAY - timedelta(days=days_ago)
    learned = Learned(did=did, **more)
    return str(LearningLog.record(person, day, learned, author("sam"), labels=EVERY_LABEL).id)


def found(person: Person, text: str = "", reader: Reader = EVERYTHING, *, page: int = 1, **asked: str) -> list[str]:
    """What that reader finds, in order."""
    return [log.did for log in Learning.of(person, reader, Asked(text, **asked), page).logs]


def test_the_newest_day_comes_first_and_on_a_day_what_was_written_last(margaret: Person) -> None:
    for did, days_ago in (("a", 1), ("b", 0), ("c", 2), ("d", 0)):
        record(margaret, did, days_ago)
    record(cast.person(cast.JAMIE), "somebody else's")
    assert found(margaret) == ["d", "b", "a", "c"]
    by_day = Learning.of(margaret, EVERYTHING, Asked(), 1).by_day
    assert [(day, [log.did for log in logs]) for day, logs in by_day] == [
        (cast.TODAY, ["d", "b"]),
        (cast.TODAY - timedelta(days=1), ["a"]),
        (cast.TODAY - timedelta(days=2), ["c"]),
    ]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("donkey", True),
        ("DONKEYS", True),  # whatever the ending, whatever the capitals
        ("fed the donkeys", True),
        ("shouted donkey", True),
        ("donkeys canal", True),  # each word, wherever it stands
        ('"fed donkeys"', True),
        ('"donkeys fed"', False),
        ("donkey -canal", False),
        ("donkey harbour", False),
        ("patience", True),  # what worked well
        ("shouting", True),  # what did not
        ("don", False),  # half a word is another word
        ("postman", True),  # who else was there
    ],
)
def test_it_is_found_by_its_words(margaret: Person, text: str, there: bool) -> None:
    record(
        margaret, "She fed donkeys by the canal.", worked_well="Patience", did_not="The shouting", others="the postman"
    )
    record(margaret, "Something else entirely")
    assert found(margaret, text) == (["She fed donkeys by the canal."] if there else [])


def test_it_is_found_by_the_thing_it_is_about_and_by_its_tag(nadia: Person) -> None:
    ids = agree(nadia, fixed("Walk round the lake"), fixed("Paint"))
    record(nadia, "boots", item=ids["Walk round the lake"], tell_plan=True)
    record(nadia, "blue", item=ids["Paint"])
    record(nadia, "nothing in particular", for_conversation=True)
    assert found(nadia, item=ids["Paint"]) == ["blue"]
    assert found(nadia, "LAKE") == ["boots"]
    assert found(nadia, tag="tell_plan") == ["boots"]
    assert found(nadia, tag="for_conversation") == ["nothing in particular"]
    assert found(nadia, item=ids["Paint"], tag="tell_plan") == []
    assert found(nadia, item=journal.new_id()) == []
    learning = Learning.of(nadia, EVERYTHING, Asked(), 1)
    assert [item.title for item in learning.items] == ["Paint", "Walk round the lake"]


def test_a_thing_that_left_the_plan_keeps_its_logs_and_its_name(nadia: Person) -> None:
    ids = agree(nadia, fixed("Walk"), fixed("Paint"))
    record(nadia, "boots", item=ids["Walk"])
    agree(nadia, fixed("Paint"), starts=cast.TODAY + timedelta(days=1))
    learning = Learning.of(nadia, EVERYTHING, Asked(item=ids["Walk"]), 1)
    assert [log.item and log.item.title for log in learning.logs] == ["Walk"]


def test_nothing_is_found_by_what_its_reader_may_not_see(nadia: Person) -> None:
    ids = agree(nadia, fixed("Walk"), fixed("Bath", label=Label.INTIMATE))
    record(nadia, "she hid", item=ids["Bath"])
    record(nadia, "she ran", item=ids["Walk"], others="Joan")
    assert found(nadia) == ["she ran", "she hid"]
    assert found(nadia, reader=LIKE_AN_ALLY) == ["she ran"]
    for text in ("hid", "bath", "walk", "joan", "sam"):
        assert found(nadia, text, LIKE_AN_ALLY) == [], text
    for item in ids.values():
        assert found(nadia, reader=LIKE_AN_ALLY, item=item) == []
    learning = Learning.of(nadia, LIKE_AN_ALLY, Asked(), 1)
    assert ([log.did for log in learning.logs], learning.items) == (["she ran"], ())
    kept = Learning.of(nadia, Reader({"ordinary"}), Asked(), 1)
    assert [item.title for item in kept.items] == ["Walk"]


def test_what_was_changed_is_found_by_its_new_words_and_what_was_taken_back_by_none(margaret: Person) -> None:
    log = record(margaret, "donkeys")
    LearningLog.correct(margaret, log, cast.TODAY, Learned(did="mules"), "Why.", author("sam"), labels=EVERY_LABEL)
    assert (found(margaret, "donkeys"), found(margaret, "mules")) == ([], ["mules"])
    LearningLog.withdraw(margaret, log, author("sam"))
    assert found(margaret, "mules") == found(margaret) == []


def test_a_long_list_comes_a_page_at_a_time(margaret: Person) -> None:
    for number in range(PAGE + 1):
        record(margaret, f"number {number}")
    first, second = (Learning.of(margaret, EVERYTHING, Asked(), page) for page in (1, 2))
    assert (len(first.logs), first.has_more) == (PAGE, True)
    assert ([log.did for log in second.logs], second.has_more) == (["number 0"], False)
    assert found(margaret, page=3) == []


def test_a_search_box_comes_when_there_is_something_to_look_through(margaret: Person) -> None:
    for number in range(SEARCHED_FROM):
        assert not Learning.of(margaret, EVERYTHING, Asked(), 1).searchable
        record(margaret, f"number {number}")
    assert Learning.of(margaret, EVERYTHING, Asked(), 1).searchable
    assert Learning.of(cast.person(cast.JAMIE), EVERYTHING, Asked("x"), 1).searchable


@settings(
    derandomize=True, database=None, deadline=None, max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=100)
    | st.text("\"'()*:-+^{}~&|!<>%_\\ ANDORNTdid", max_size=100)
)
def test_whatever_is_asked_for_is_no_error(margaret: Person, text: str) -> None:
    with database.atomic() as put_back:
        record(margaret, "She fed donkeys by the canal.")
        assert set(found(margaret, text)) <= {"She fed donkeys by the canal."}
        put_back.rollback()
