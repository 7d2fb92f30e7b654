"""People say different things; somebody asks the person, and writes down what they say."""

from datetime import timedelta
from typing import Any

import pytest

from carelog.journal import NothingThere, new_id
from carelog.people.person import Person
from carelog.records.chance import Key, NoSuchChance
from carelog.records.chance_record import ChanceRecord
from carelog.records.mark import Account, Mark
from carelog.records.outcome import State
from carelog.records.said import Reason
from carelog.records.settlement import NotDisputed, settle
from tests import cast
from tests.plans import EVERY_LABEL, agree, author, fixed

pytestmark = pytest.mark.usefixtures("app")
WED = cast.MONDAY + timedelta(days=2)
NO_CAR = Account(said="did_not_happen", reason=Reason.TRANSPORT)
ONLY_TEA = Account(said="partly", how_shown="She said: only the biscuits.", note="Aled asked.")
ALED = ("aled", "coordinator")


@pytest.fixture
def tea(nadia: Person) -> Key:
    """Wednesday's tea, of which Sam and Grace say different things."""
    key = agree(nadia, fixed("Tea"))["Tea"], WED, 1
    say(nadia, key, "sam", Account())
    say(nadia, key, "grace", NO_CAR)
    return key


def say(person: Person, key: Key, username: str, account: Account, role: str = "worker") -> str:
    """Write that down; its id."""
    return Mark.record(person, *key, author(username, role), labels=EVERY_LABEL, account=account).id


def settled(person: Person, key: Key, **more: Any) -> str:
    """Aled asked."""
    return settle(person, key, ONLY_TEA, author(*ALED), labels=EVERY_LABEL, **more).id


def state(person: Person, key: Key) -> State:
    """What it comes to."""
    record = ChanceRecord.of(person, key, EVERY_LABEL)
    assert record is not None
    return record.lived.state


def test_the_persons_word_settles_it(nadia: Person, tea: Key) -> None:
    assert state(nadia, tea) is State.DISPUTED
    settled(nadia, tea)
    assert state(nadia, tea) is State.PARTLY


def test_pressed_twice_it_is_written_once(nadia: Person, tea: Key) -> None:
    press = new_id()
    assert settled(nadia, tea, id=press) == settled(nadia, tea, id=press)


@pytest.mark.parametrize("said_by", ["nobody", "the person"])
def test_where_nobody_disagrees_there_is_nothing_to_settle(nadia: Person, tea: Key, said_by: str) -> None:
    key = tea
    if said_by == "the person":  # meanwhile, on their own tablet
        say(nadia, tea, "jamie", Account(said="did_not_happen"), "self")
    else:
        key = tea[0], WED - timedelta(days=1), 1
    before = Mark.select().count()
    with pytest.raises(NotDisputed):
        settled(nadia, key)
    assert Mark.select().count() == before


def test_what_is_not_in_the_plan_is_not_settled(nadia: Person) -> None:
    with pytest.raises(NoSuchChance):
        settled(nadia, (new_id(), WED, 1))


def test_a_settlement_is_taken_back_and_asked_for_anew_and_not_reworded(nadia: Person, tea: Key) -> None:
    written = settled(nadia, tea)
    for role in ("coordinator", "ally"):
        with pytest.raises(NothingThere):
            Mark.correct(nadia, written, NO_CAR, "It was wrong.", author("aled", role), labels=EVERY_LABEL)
    Mark.withdraw(nadia, written, author(*ALED))
    assert state(nadia, tea) is State.DISPUTED
    settled(nadia, tea)
