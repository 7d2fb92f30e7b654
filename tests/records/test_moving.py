"""A move, or one taken back, leaves nothing that happened on a day that has not come."""

from datetime import date, timedelta

import pytest

from carelog.journal import NothingThere, NotYours, new_id
from carelog.people.person import Person
from carelog.records import moving
from carelog.records.chance import Key
from carelog.records.mark import Account, Mark
from carelog.records.move import Move
from carelog.records.moving import HappenedAlready
from carelog.records.reading import lived_week
from carelog.records.said import Reason
from carelog.weeks.details import Label, Part
from tests import cast
from tests.plans import EVERY_LABEL, agree, author, fixed

pytestmark = pytest.mark.usefixtures("app")
MON, TUE, WED, THU, FRI, SAT, SUN = (cast.MONDAY + timedelta(days=offset) for offset in range(7))
NO_CAR = Account(said="did_not_happen", reason=Reason.TRANSPORT)


@pytest.fixture
def choir(nadia: Person) -> Key:
    """Friday's."""
    return agree(nadia, fixed("Choir", days=(4,)))["Choir"], FRI, 1


def move(person: Person, key: Key, to: date, by: str = "sam", id: str | None = None) -> str:
    """Put it there; the move's id."""
    return moving.move(
        person, key, author(by), labels=EVERY_LABEL, new_day=to, part=Part.MORNING, asked_by_person=True, id=id
    ).id  # fmt: skip


def says(person: Person, key: Key, by: str, account: Account | None = None) -> str:
    """Somebody writes down what became of it; the mark's id."""
    return Mark.record(person, *key, author(by), labels=EVERY_LABEL, account=account or Account()).id


def takes_place(person: Person, key: Key) -> date:
    """Where it is."""
    row = lived_week(person, MON, EVERY_LABEL).find(*key)
    assert row is not None
    return row.occurrence.takes_place


@pytest.mark.parametrize("account", [Account(), Account(said="partly", reason=Reason.NOT_ENOUGH_TIME)])
def test_where_it_happened_already_the_move_is_not_taken_back(nadia: Person, choir: Key, account: Account) -> None:
    moved = move(nadia, choir, WED)
    mark = says(nadia, choir, "grace", account)
    with pytest.raises(HappenedAlready):
        moving.take_back(nadia, moved, author("sam"))
    assert takes_place(nadia, choir) == WED
    Mark.withdraw(nadia, mark, author("grace"))
    moving.take_back(nadia, moved, author("sam"))
    assert takes_place(nadia, choir) == FRI


def test_nor_is_it_moved_on_to_a_day_ahead(nadia: Person, choir: Key) -> None:
    move(nadia, choir, WED)
    says(nadia, choir, "grace")
    with pytest.raises(HappenedAlready):
        move(nadia, choir, SAT)
    move(nadia, choir, TUE)  # it was the day before
    assert takes_place(nadia, choir) == TUE


def test_what_its_author_says_no_more_keeps_nothing_there(nadia: Person, choir: Key) -> None:
    moved = move(nadia, choir, WED)
    says(nadia, choir, "grace")
    says(nadia, choir, "grace", NO_CAR)
    moving.take_back(nadia, moved, author("sam"))
    assert takes_place(nadia, choir) == FRI


def test_an_earlier_move_that_rules_again_may_still_hold_it(nadia: Person, choir: Key) -> None:
    move(nadia, choir, TUE)
    moved = move(nadia, choir, WED)
    says(nadia, choir, "grace")
    moving.take_back(nadia, moved, author("sam"))
    assert takes_place(nadia, choir) == TUE


def test_what_somebody_may_not_see_counts_as_well(nadia: Person) -> None:
    bath = agree(nadia, fixed("Bath", days=(4,), label=Label.INTIMATE))["Bath"], FRI, 1
    moved = move(nadia, bath, WED)
    says(nadia, bath, "grace")
    with pytest.raises(HappenedAlready):
        moving.take_back(nadia, moved, author("sam"))


def test_pressed_twice_it_is_moved_or_taken_back_once(nadia: Person, choir: Key) -> None:
    first, back = new_id(), new_id()
    assert move(nadia, choir, SAT, id=first) == first
    move(nadia, choir, WED, "grace")
    says(nadia, choir, "grace")
    assert move(nadia, choir, SAT, id=first) == first  # a phone that heard no answer; the newer move stands
    for _press in range(2):
        assert moving.take_back(nadia, first, author("sam"), id=back).id == back
    assert takes_place(nadia, choir) == WED
    assert Move.select().count() == 3


def test_only_ones_own_move_is_taken_back(nadia: Person, choir: Key) -> None:
    moved = move(nadia, choir, WED)
    with pytest.raises(NotYours):
        moving.take_back(nadia, moved, author("grace"))
    with pytest.raises(NothingThere):
        moving.take_back(nadia, new_id(), author("sam"))
