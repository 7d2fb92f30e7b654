"""What can be said of a chance beside that it happened: partly, a choice, not at all; corrected; of many at once."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from carelog.db import database
from carelog.journal import SETTLED, Author, DifferentContent, Event, NothingThere, NotYours, new_id
from carelog.people.person import Person
from carelog.records.chance import NoSuchChance
from carelog.records.heard import everything_written
from carelog.records.lived import Lived
from carelog.records.mark import Account, Incomplete, Mark, NotYet
from carelog.records.outcome import State
from carelog.records.reading import lived_week
from carelog.records.said import Reason, Said
from carelog.weeks.details import Label
from tests import cast
from tests.plans import EVERY_LABEL, agree, author, fixed, times

pytestmark = pytest.mark.usefixtures("app")
MON, TUE, WED, THU = (cast.MONDAY + timedelta(days=offset) for offset in range(4))
NO_CAR = Account(said="did_not_happen", reason=Reason.TRANSPORT)
SHORTER = Account(said="partly", reason=Reason.NOT_ENOUGH_TIME, note="Ten minutes of thirty.")
SAID_NO = Account(said="chose", offered="The walk", how_shown="She shook her head.", instead="Sat in the sun.")


def say(person: Person, item_id: str, day: date, by: Author, account: Account, **more: Any) -> Event:
    """Write that down."""
    return Mark.record(person, item_id, day, 1, by, labels=EVERY_LABEL, account=account, **more)


def chance(person: Person, item_id: str, day: date = WED) -> Lived:
    """The dated chance as somebody sees it who may see everything."""
    row = lived_week(person, cast.MONDAY, EVERY_LABEL).find(item_id, day, 1)
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("account", "state"),
    [(NO_CAR, State.DID_NOT_HAPPEN), (SHORTER, State.PARTLY), (SAID_NO, State.CHOICE_UNCHECKED)],
)
def test_what_was_said_comes_back_word_for_word(nadia: Person, by_sam: Author, account: Account, state: State) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    say(nadia, tea, WED, by_sam, account)
    row = chance(nadia, tea)
    (word,) = row.said
    kept = {
        name: getattr(word, name) for name in ("said", "told_by", "reason", "note", "offered", "how_shown", "instead")
    }
    assert row.state is state
    assert kept == {name: getattr(account, name) for name in kept}


def test_who_was_told_says_by_whom(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    event = say(nadia, tea, WED, by_sam, Account(told_by="Her neighbour"))
    (word,) = chance(nadia, tea).said
    assert (event.presence, word.present, word.told_by) == ("told", False, "Her neighbour")


@pytest.mark.parametrize(
    ("account", "missing"),
    [
        (Account(said="did_not_happen"), "reason"),
        (Account(said="partly"), "reason"),
        (Account(said="did_not_happen", reason=Reason.OTHER), "note"),
        (Account(said="chose", how_shown="She shook her head."), "offered"),
        (Account(said="chose", offered="The walk"), "how_shown"),
        (Account(said="withdrawn"), "said"),
        (Account(said="refused"), "said"),
    ],
)
def test_a_record_that_lacks_what_it_needs_is_not_kept(
    nadia: Person, by_sam: Author, account: Account, missing: str
) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    with pytest.raises(Incomplete, match=missing):
        say(nadia, tea, WED, by_sam, account)
    assert Mark.select().count() == 0


def test_the_person_owes_nobody_a_reason(nadia: Person) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    say(nadia, tea, WED, author("jamie", "self"), Account(said="chose"))
    assert chance(nadia, tea).state is State.CHOSE_OTHER
    say(nadia, tea, WED, author("jamie", "self"), Account(said="did_not_happen"))
    assert chance(nadia, tea).state is State.DID_NOT_HAPPEN


def test_before_its_date_it_can_be_off_or_not_wanted_but_not_have_happened(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    say(nadia, tea, THU, by_sam, NO_CAR)
    say(nadia, tea, THU, author("grace"), SAID_NO)
    for account in (Account(), SHORTER):
        with pytest.raises(NotYet):
            say(nadia, tea, THU, by_sam, account)


def test_a_correction_keeps_the_old_words_readable(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    first = say(nadia, tea, WED, by_sam, NO_CAR)
    second = Mark.correct(nadia, first.id, SHORTER, "I mixed up the days.", by_sam, labels=EVERY_LABEL)
    assert (second.replaces, second.reason, chance(nadia, tea).state) == (
        first.id,
        "I mixed up the days.",
        State.PARTLY,
    )
    written = [(one.word.said, one.why, one.replaces) for one in history(nadia, tea)]
    assert written == [("did_not_happen", "", None), ("partly", "I mixed up the days.", first.id)]


def history(person: Person, item_id: str) -> list[Any]:
    """Every mark of that item on Wednesday."""
    return [one for one in everything_written(person.id, item_id, WED, WED, EVERY_LABEL) if isinstance(one.word, Said)]


def test_a_correction_says_why(nadia: Person, by_sam: Author) -> None:
    first = say(nadia, agree(nadia, fixed("Tea"))["Tea"], WED, by_sam, NO_CAR)
    with pytest.raises(Incomplete, match="why"):
        Mark.correct(nadia, first.id, SHORTER, "", by_sam, labels=EVERY_LABEL)


def test_only_its_author_corrects_a_record(nadia: Person, by_sam: Author) -> None:
    first = say(nadia, agree(nadia, fixed("Tea"))["Tea"], WED, by_sam, NO_CAR)
    with pytest.raises(NotYours):
        Mark.correct(nadia, first.id, SHORTER, "Not so.", author("grace"), labels=EVERY_LABEL)
    with pytest.raises(NothingThere):
        Mark.correct(nadia, new_id(), SHORTER, "Not so.", by_sam, labels=EVERY_LABEL)


def test_correcting_back_gives_the_first_state(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    first = say(nadia, tea, WED, by_sam, NO_CAR)
    second = Mark.correct(nadia, first.id, SHORTER, "Wrong day.", by_sam, labels=EVERY_LABEL)
    Mark.correct(nadia, second.id, NO_CAR, "It was right before.", by_sam, labels=EVERY_LABEL)
    assert chance(nadia, tea).state is State.DID_NOT_HAPPEN


def test_a_dispute_is_settled_with_the_person(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    say(nadia, tea, WED, by_sam, Account())
    say(nadia, tea, WED, author("grace"), NO_CAR)
    assert chance(nadia, tea).state is State.DISPUTED
    aled = author("aled", "coordinator")
    settling = Author(aled.user_id, aled.role, voice=SETTLED)
    say(nadia, tea, WED, settling, Account(said="partly", how_shown="She said: only the biscuits."))
    assert chance(nadia, tea).state is State.PARTLY
    assert len(chance(nadia, tea).spoken) == 3
    assert chance(nadia, tea).differs


def test_a_visit_that_could_not_be_done_is_one_record_each_or_none(nadia: Person, by_sam: Author) -> None:
    ids = agree(nadia, fixed("Tea"), fixed("Wash"))
    keys, press = [(item_id, WED, 1) for item_id in ids.values()], new_id()
    nobody_in = Account(said="did_not_happen", reason=Reason.COULD_NOT_GET_IN, note="Rang three times.")
    with pytest.raises(NoSuchChance), database.atomic():
        Mark.record_all(nadia, [*keys, (new_id(), WED, 1)], by_sam, labels=EVERY_LABEL, account=nobody_in, id=press)
    assert Mark.select().count() == 0
    for _again in range(2):
        Mark.record_all(nadia, keys, by_sam, labels=EVERY_LABEL, account=nobody_in, id=press)
    assert Mark.select().count() == 2
    assert {chance(nadia, item_id).state for item_id in ids.values()} == {State.DID_NOT_HAPPEN}


def test_another_time_on_the_same_day_is_a_chance_of_its_own(nadia: Person, by_sam: Author) -> None:
    walk = agree(nadia, times("Walk", 2))["Walk"]
    for number in (1, 2):
        Mark.record(nadia, walk, WED, number, by_sam, labels=EVERY_LABEL)
    row = lived_week(nadia, cast.MONDAY, EVERY_LABEL).find_flexible(walk, WED)
    assert row is not None
    assert row.filled.done == 2
    assert [number for number, _one in row.on(WED)] == [1, 2]


def test_an_undo_from_an_old_page_does_not_silence_what_was_said_since(nadia: Person, by_sam: Author) -> None:
    tea, press = agree(nadia, fixed("Tea"))["Tea"], new_id()
    first = say(nadia, tea, WED, by_sam, NO_CAR)
    undone = Mark.withdraw(nadia, first.id, by_sam, id=press)
    say(nadia, tea, WED, by_sam, SHORTER)
    assert Mark.withdraw(nadia, first.id, by_sam).seq == undone.seq
    with pytest.raises(NothingThere):
        Mark.correct(nadia, first.id, NO_CAR, "Wrong.", by_sam, labels=EVERY_LABEL)
    assert Mark.withdraw(nadia, first.id, by_sam, id=press) == undone
    assert chance(nadia, tea).state is State.PARTLY


def test_one_press_has_one_reason_for_its_correction(nadia: Person, by_sam: Author) -> None:
    first, press = say(nadia, agree(nadia, fixed("Tea"))["Tea"], WED, by_sam, NO_CAR), new_id()
    Mark.correct(nadia, first.id, SHORTER, "I mixed up the days.", by_sam, labels=EVERY_LABEL, id=press)
    with pytest.raises(DifferentContent):
        Mark.correct(nadia, first.id, SHORTER, "Something else.", by_sam, labels=EVERY_LABEL, id=press)


def test_what_was_said_while_a_thing_was_private_stays_private(nadia: Person, by_sam: Author) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=1)):
        walk = agree(nadia, times("Walk", 2, label=Label.HEALTH))["Walk"]
        secret = Account(said="did_not_happen", reason=Reason.OTHER, note="The clinic rang.")
        Mark.record(nadia, walk, MON, 1, by_sam, labels=EVERY_LABEL, account=secret)
        agree(nadia, times("Walk", 2), starts=WED)
    Mark.record(nadia, walk, WED, 1, by_sam, labels=EVERY_LABEL)
    seen = {}
    for labels in (("ordinary",), tuple(EVERY_LABEL)):
        row = lived_week(nadia, cast.MONDAY, set(labels)).find_flexible(walk, WED)
        assert row is not None
        seen[len(labels)] = sorted(word.said for heard in row.groups.values() for word in heard.said)
        assert len(everything_written(nadia.id, walk, MON, WED, set(labels))) == len(seen[len(labels)])
    assert seen == {1: ["happened"], len(EVERY_LABEL): ["did_not_happen", "happened"]}
