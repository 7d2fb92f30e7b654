"""What people say is written once: receipts, repetitions, counting, corrections."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, time
from functools import partial
from threading import Barrier
from typing import Any, TypeVar

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from peewee import IntegrityError

from carelog import db, journal
from carelog.accounts.team import Team
from carelog.journal import OPERATOR, Author, Change, DifferentContent, Event, Installation, NotYours
from carelog.people.person import Person

SAM, GRACE = Author(1, "worker"), Author(2, "worker")
KIND = "test.said"
ID, OTHER_ID = "0b5b1a52-7d3e-4c43-9a3d-5f0d1c2b3a4e", "9f1c7c1e-2f0a-4b57-8f6e-6a0d9b8c7e5f"
Answer = TypeVar("Answer")
any_words = st.dictionaries(st.text(max_size=4), st.none() | st.integers() | st.text(max_size=4), max_size=4)
in_a_database = pytest.mark.usefixtures("empty_app")


@pytest.fixture
def person(empty_app: Flask) -> Iterator[Person]:
    """Somebody of whom nothing was said but that they are there."""
    with empty_app.app_context():
        yield welcome("Margaret Hughes")


def welcome(name: str) -> Person:
    """A new person of a new team."""
    return Person.welcome(Team.found(f"The team of {name}", OPERATOR), OPERATOR, name=name)


def say(words: str, author: Author = SAM, person: Person | None = None, *, kind: str = KIND, **more: Any) -> Event:
    """Somebody says something."""
    body = {"subject": "test", "subject_id": 1, "what": words}
    about = None if person is None else person.id
    return journal.write(kind, author, body, bodies=[(Change, body)], person_id=about, **more)


def said(*authors: Author) -> list[str]:
    """What the journal holds of it, in order."""
    ids = [author.user_id for author in authors or (SAM,)]
    found = Change.select().join(Event).where((Event.kind == KIND) & Event.author_id.in_(ids))
    return [change.what for change in found.order_by(Event.seq)]


def standing() -> set[str]:
    """The words that stand."""
    seqs = [event.seq for event in Event.standing().where(Event.kind == KIND)]
    return {change.what for change in Change.select().where(Change.event.in_(seqs))}


def counted(person: Person) -> list[int | None]:
    """The numbers of this person's events."""
    return [event.person_seq for event in Event.select().where(Event.person_id == person.id).order_by(Event.seq)]


def at_once(calls: list[Callable[[], Answer]]) -> Iterator[Answer]:
    """What these calls answer, each on a thread and a connection of its own, all begun together."""
    ready = Barrier(len(calls))

    def run(call: Callable[[], Answer]) -> Answer:
        with db.connected():
            ready.wait()
            return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        yield from threads.map(run, calls)


def test_a_receipt_proves_what_was_stored_where(person: Person) -> None:
    event = say("walked", person=person, id=ID)
    receipt, epoch = event.receipt(), Installation.current().epoch
    words = {"what": "walked", "subject_id": 1, "subject": "test"}
    assert receipt == (ID, journal.body_hash(words), epoch, event.seq)
    assert receipt.header() == f"{ID} {receipt.body_sha256} {epoch} {event.seq}"


@in_a_database
def test_an_event_keeps_who_said_it_how_and_when() -> None:
    walked, wrote = datetime(2026, 11, 18, 9, tzinfo=UTC), datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
    author = Author(1, "worker", session_id=7, language="cy", voice=journal.HANDED_OVER)
    seq = say(
        "walked", author, presence=journal.TOLD, told_by="Helen", on_date=date(2026, 11, 18), happened_at=walked,
        written_at=wrote, label="health", reason="I forgot",
    ).seq  # fmt: skip
    event = Event.get_by_id(seq)
    assert (event.author_id, event.role, event.session_id, event.language) == (1, "worker", 7, "cy")
    assert (event.voice, event.presence, event.told_by) == ("handed_over", "told", "Helen")
    assert (event.on_date, event.happened_at, event.written_at) == (date(2026, 11, 18), walked, wrote)
    assert (event.label, event.reason, event.format) == ("health", "I forgot", journal.FORMAT)
    assert event.received_at > wrote


def test_the_same_record_sent_twice_is_one_event_with_the_same_receipt(person: Person) -> None:
    first, again = say("walked", person=person, id=ID), say("walked", person=person, id=ID)
    assert first.receipt() == again.receipt()
    assert said() == ["walked"]
    assert counted(person)[-1] == first.person_seq


def test_the_same_record_sent_many_times_at_once_is_one_event(person: Person) -> None:
    before = counted(person)
    receipts = set(at_once([lambda: say("walked", person=person, id=ID).receipt()] * 6))
    assert len(receipts) == 1
    assert said() == ["walked"]
    assert counted(person) == [*before, len(before) + 1]


@in_a_database
def test_the_same_record_about_nobody_sent_many_times_at_once_is_one_event() -> None:
    assert len(set(at_once([lambda: say("opened", id=ID).seq] * 6))) == 1
    assert said() == ["opened"]


def test_the_same_id_with_other_words_is_refused_and_writes_nothing(person: Person) -> None:
    say("walked", person=person, id=ID)
    before = counted(person)
    with pytest.raises(DifferentContent):
        say("stayed in", person=person, id=ID)
    assert said() == ["walked"]
    assert counted(person) == before


def test_the_same_id_of_another_kind_person_or_original_is_refused(person: Person) -> None:
    say("walked", person=person, id=ID)
    with pytest.raises(DifferentContent):
        say("walked", person=person, id=ID, kind="test.asked")
    with pytest.raises(DifferentContent):
        say("walked", person=welcome("Jamie Carter"), id=ID)
    with pytest.raises(DifferentContent):
        say("walked", person=person, id=ID, replaces=OTHER_ID)
    assert said() == ["walked"]


def test_of_different_words_with_one_id_sent_at_once_one_is_written(person: Person) -> None:
    def refused(words: str) -> bool:
        with suppress(DifferentContent):
            say(words, person=person, id=ID)
            return False
        return True

    answers = list(at_once([partial(refused, words) for words in "abcd"]))
    assert sorted(answers) == [False, True, True, True]
    assert len(said()) == 1
    assert counted(person) == list(range(1, len(counted(person)) + 1))


def test_nobody_can_claim_an_id_of_somebody_else(person: Person) -> None:
    events = [say("walked", SAM, person, id=ID), say("stayed in", GRACE, person, id=ID)]
    events.append(say("ate", OPERATOR, person, id=ID))
    assert len({event.seq for event in events}) == 3
    assert say("stayed in", GRACE, person, id=ID).seq == events[1].seq
    assert say("ate", OPERATOR, person, id=ID).seq == events[2].seq


def test_a_persons_events_are_counted_without_gaps_each_person_for_themselves(person: Person) -> None:
    other = welcome("Jamie Carter")
    for number in range(3):
        say(f"walked {number}", person=person)
        say(f"painted {number}", person=other)
    assert counted(person) == counted(other) == [1, 2, 3, 4, 5]


@in_a_database
def test_what_is_about_nobody_is_not_counted() -> None:
    assert say("opened").person_seq is None


def test_events_that_arrive_at_once_are_counted_without_gaps(person: Person) -> None:
    def several(author: Author) -> None:
        for number in range(5):
            say(f"walked {number}", author, person)

    list(at_once([partial(several, Author(number, "worker")) for number in range(5)]))
    assert sorted(number or 0 for number in counted(person)) == list(range(1, 2 + 5 * 5 + 1))


def test_what_is_rolled_back_leaves_no_gap(person: Person) -> None:
    before = counted(person)
    with db.database.atomic() as transaction:
        say("walked", person=person)
        say("walked on", person=person)
        transaction.rollback()
    with pytest.raises(IntegrityError):
        say("walked", person=person, label="no label")
    assert say("ate", person=person).person_seq == len(before) + 1
    assert said() == ["ate"]


def test_a_body_that_cannot_be_written_takes_its_event_with_it(person: Person) -> None:
    before = counted(person)
    good, bad = {"subject": "test", "subject_id": 1, "what": "walked"}, {"subject": None}
    with pytest.raises(IntegrityError):
        journal.write(KIND, SAM, good, bodies=[(Change, good), (Change, bad)], person_id=person.id)
    assert (said(), counted(person)) == ([], before)


def test_nothing_is_said_about_somebody_who_is_not_there(person: Person) -> None:
    with pytest.raises(IntegrityError):
        journal.write(KIND, SAM, {}, bodies=[], person_id=person.id + 1)
    assert said() == []


def test_a_corrected_event_is_not_standing_and_its_words_stay_readable(person: Person) -> None:
    first = say("walked", person=person)
    say("walked to the shop", person=person, replaces=first.id, reason="I left that out")
    assert standing() == {"walked to the shop"}
    assert said() == ["walked", "walked to the shop"]


def test_what_was_replaced_never_stands_again(person: Person) -> None:
    first = say("walked", person=person)
    second = say("stayed in", person=person, replaces=first.id)
    say("I do not know", person=person, replaces=second.id)
    assert standing() == {"I do not know"}


def test_a_correction_may_arrive_before_what_it_corrects(person: Person) -> None:
    say("walked to the shop", person=person, replaces=ID)
    say("walked", person=person, id=ID)
    assert standing() == {"walked to the shop"}


def test_nobody_else_may_correct_what_somebody_said(person: Person) -> None:
    first = say("walked", SAM, person)
    with pytest.raises(NotYours):
        say("stayed in", GRACE, person, replaces=first.id)
    assert (said(SAM, GRACE), standing()) == (["walked"], {"walked"})


def test_somebody_elses_correction_that_came_first_does_not_count(person: Person) -> None:
    say("stayed in", GRACE, person, replaces=ID)
    say("walked", SAM, person, id=ID)
    assert standing() == {"stayed in", "walked"}


def test_a_correction_of_another_kind_or_person_does_not_count(person: Person) -> None:
    say("walked", person=person, id=ID)
    say("asked", person=person, kind="test.asked", replaces=ID)
    say("painted", person=welcome("Jamie Carter"), replaces=ID)
    assert standing() == {"walked", "painted"}


def test_where_two_authors_used_one_id_each_corrects_their_own(person: Person) -> None:
    say("walked", SAM, person, id=ID)
    say("stayed in", GRACE, person, id=ID)
    say("walked on", SAM, person, replaces=ID)
    assert standing() == {"stayed in", "walked on"}


@in_a_database
def test_the_operator_corrects_their_own_too_also_about_nobody() -> None:
    first = say("opened", OPERATOR)
    say("closed", OPERATOR, replaces=first.id)
    assert standing() == {"closed"}


@in_a_database
def test_a_voice_presence_or_label_that_is_none_is_refused_by_the_database() -> None:
    wrong: list[dict[str, Any]] = [{"presence": "nearby"}, {"label": "secret"}]
    for more in wrong:
        with pytest.raises(IntegrityError):
            say("walked", **more)
    with pytest.raises(IntegrityError):
        say("walked", Author(1, "worker", voice="shouted"))


@settings(deadline=None)
@given(any_words, st.randoms(use_true_random=False))
def test_the_hash_is_the_same_whatever_the_order_of_the_words(words: dict[str, Any], chance: Any) -> None:
    names = list(words)
    chance.shuffle(names)
    assert journal.body_hash({name: words[name] for name in names}) == journal.body_hash(words)


@settings(deadline=None)
@given(any_words, any_words)
def test_different_words_have_different_hashes(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert (journal.body_hash(one) == journal.body_hash(other)) == (one == other)


def test_the_hash_is_the_same_for_dates_and_times_and_for_how_they_are_written() -> None:
    typed = {"day": date(2026, 3, 3), "at": time(9, 30), "when": datetime(2026, 3, 3, 9, 30, tzinfo=UTC)}
    written = {"day": "2026-03-03", "at": "09:30:00", "when": "2026-03-03 09:30:00+00:00"}
    assert journal.body_hash(typed) == journal.body_hash(written)


def test_the_hash_is_sha_256_over_plain_json() -> None:
    plain = '{"a":1,"b":"ŵ"}'
    assert journal.body_hash({"b": "ŵ", "a": 1}) == hashlib.sha256(plain.encode()).hexdigest()


def test_an_id_has_one_spelling() -> None:
    assert journal.valid_id(ID.upper()) == journal.valid_id(ID.replace("-", "")) == ID
    assert journal.valid_id(None) is None
    assert journal.valid_id("walked") is None
    assert journal.valid_id(journal.new_id()) is not None


@in_a_database
def test_a_button_pressed_twice_makes_one_row() -> None:
    first, again = Team.found("Riverside", SAM, ID), Team.found("Riverside", SAM, ID)
    assert first == again
    assert Event.select().where(Event.kind == "team.founded").count() == 1


@in_a_database
def test_a_button_pressed_many_times_at_once_makes_one_row() -> None:
    teams = list(at_once([lambda: Team.found("Riverside", SAM, ID).id] * 4))
    assert teams == [Team.get().id] * 4
    assert Event.select().where(Event.kind == "team.founded").count() == 1


@in_a_database
def test_a_form_sent_again_with_other_words_is_refused_and_makes_no_row() -> None:
    Team.found("Riverside", SAM, ID)
    with pytest.raises(DifferentContent):
        Team.found("Hilltop", SAM, ID)
    assert [team.name for team in Team.select()] == ["Riverside"]


@in_a_database
def test_the_id_of_something_else_makes_no_row() -> None:
    say("walked", id=ID)
    with pytest.raises(DifferentContent):
        Team.found("Hilltop", SAM, ID)
    assert not Team.select().exists()
