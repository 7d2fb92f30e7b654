"""A chance is moved within its week; whether what happened then counts as happened hangs on who asked."""

from datetime import date, datetime, time, timedelta

import pytest

from carelog.journal import Author, NotYours
from carelog.people.person import Person
from carelog.records.chance import NoSuchChance
from carelog.records.choice_check import ChoiceCheck
from carelog.records.lived import Lived
from carelog.records.mark import Mark, NotYet
from carelog.records.move import AnotherWeek, Move
from carelog.records.outcome import State
from carelog.records.reading import lived_week
from carelog.records.said import Answer, Way
from carelog.weeks.details import Cadence, Part
from tests import cast
from tests.cast import LONDON
from tests.plans import EVERY_LABEL, agree, author, fixed, times

pytestmark = pytest.mark.usefixtures("app")
MON, TUE, WED, THU, FRI, SAT, SUN = (cast.MONDAY + timedelta(days=offset) for offset in range(7))


@pytest.fixture
def swim(nadia: Person) -> str:
    """An item of Tuesday mornings."""
    return agree(nadia, fixed("Swim", days=(1,)))["Swim"]


def move(person: Person, item_id: str, to: date, by: Author, *, asked: bool = True, at: time | None = None) -> str:
    """Move Tuesday's chance; the move's id."""
    return Move.record(
        person, item_id, TUE, 1, by, labels=EVERY_LABEL, asked_by_person=asked, new_day=to, part=Part.AFTERNOON, at=at
    ).id


def chance(person: Person, item_id: str, now: datetime | None = None) -> Lived:
    """Tuesday's chance."""
    row = lived_week(person, MON, EVERY_LABEL, now).find(item_id, TUE, 1)
    assert row is not None
    return row


def test_its_key_and_its_counting_date_stay_and_the_new_window_decides_when_it_is_late(
    nadia: Person, swim: str
) -> None:
    assert chance(nadia, swim, datetime(2026, 11, 18, 12, tzinfo=LONDON)).state is State.NOT_RECORDED
    move(nadia, swim, FRI, author("sam"))
    row = chance(nadia, swim)
    assert (row.key, row.occurrence.day, row.occurrence.takes_place) == ((swim, TUE, 1), TUE, FRI)
    friday_over = datetime(2026, 11, 20, 17, tzinfo=LONDON)
    assert chance(nadia, swim, friday_over + timedelta(hours=23, minutes=59)).state is State.NOT_DUE
    assert chance(nadia, swim, friday_over + timedelta(hours=24)).state is State.NOT_RECORDED


def test_a_new_time_makes_a_new_window(nadia: Person, swim: str) -> None:
    move(nadia, swim, FRI, author("sam"), at=time(18, 30))
    occurrence = chance(nadia, swim).occurrence
    assert (occurrence.part, occurrence.opens) == (Part.EVENING, datetime(2026, 11, 20, 18, 30, tzinfo=LONDON))


@pytest.mark.parametrize(
    ("username", "role", "asked", "state"),
    [
        ("jamie", "self", True, State.HAPPENED),
        ("sam", "worker", True, State.PARTLY),  # they say that the person asked: not checked yet
        ("sam", "worker", False, State.PARTLY),
    ],
)
def test_moved_as_i_asked_it_happened_moved_by_others_it_happened_partly(
    nadia: Person, swim: str, username: str, role: str, asked: bool, state: State
) -> None:
    move(nadia, swim, WED, author(username, role), asked=asked)
    Mark.record(nadia, swim, TUE, 1, author("sam"), labels=EVERY_LABEL)
    assert chance(nadia, swim).state is state


@pytest.mark.parametrize(
    ("answer", "state"),
    [(Answer.CHOSE, State.HAPPENED), (Answer.WANTED, State.PARTLY), (Answer.NOT_SURE, State.PARTLY)],
)
def test_a_wish_to_move_is_checked_with_the_person(nadia: Person, swim: str, answer: Answer, state: State) -> None:
    moved = move(nadia, swim, WED, author("sam"))
    Mark.record(nadia, swim, TUE, 1, author("sam"), labels=EVERY_LABEL)
    ChoiceCheck.record(nadia, moved, answer, Way.TAP, author("jamie", "self"), labels=EVERY_LABEL)
    assert chance(nadia, swim).state is state


def test_the_newest_move_rules_and_taken_back_the_one_before(nadia: Person, swim: str) -> None:
    move(nadia, swim, THU, author("sam"))
    second = move(nadia, swim, FRI, author("grace"))
    assert chance(nadia, swim).occurrence.takes_place == FRI
    with pytest.raises(NotYours):
        Move.withdraw(nadia, second, author("sam"))
    Move.withdraw(nadia, second, author("grace"))
    assert chance(nadia, swim).occurrence.takes_place == THU


def test_what_was_moved_to_today_can_have_happened_though_its_date_is_ahead(nadia: Person) -> None:
    choir = agree(nadia, fixed("Choir", days=(4,)))["Choir"]
    with pytest.raises(NotYet):
        Mark.record(nadia, choir, FRI, 1, author("sam"), labels=EVERY_LABEL)
    Move.record(
        nadia, choir, FRI, 1, author("sam"), labels=EVERY_LABEL, asked_by_person=False, new_day=WED, part=Part.MORNING
    )
    Mark.record(nadia, choir, FRI, 1, author("sam"), labels=EVERY_LABEL)
    row = lived_week(nadia, MON, EVERY_LABEL).find(choir, FRI, 1)
    assert row is not None
    assert row.state is State.PARTLY


@pytest.mark.parametrize("day", [MON - timedelta(days=1), SUN + timedelta(days=1)])
def test_it_stays_in_its_week(nadia: Person, swim: str, day: date) -> None:
    with pytest.raises(AnotherWeek):
        move(nadia, swim, day, author("sam"))
    assert Move.select().count() == 0


def test_what_any_day_will_do_for_is_not_moved_it_just_happens(nadia: Person) -> None:
    ids = agree(nadia, times("Walk", 2), fixed("Letters", cadence=Cadence.MONTHLY_ANY_DAY, days=()))
    for item_id in ids.values():
        with pytest.raises(NoSuchChance):
            move(nadia, item_id, WED, author("sam"))


@pytest.mark.parametrize("undone", ["taken back", "moved on"])
def test_once_its_move_rules_no_more_it_cannot_have_happened_before_its_date(nadia: Person, undone: str) -> None:
    choir, sam = agree(nadia, fixed("Choir", days=(4,)))["Choir"], author("sam")

    def to(day: date) -> str:
        return Move.record(
            nadia, choir, FRI, 1, sam, labels=EVERY_LABEL, asked_by_person=True, new_day=day, part=Part.MORNING
        ).id

    moved = to(WED)
    if undone == "taken back":
        Move.withdraw(nadia, moved, sam)
    else:
        to(SAT)
    with pytest.raises(NotYet):
        Mark.record(nadia, choir, FRI, 1, sam, labels=EVERY_LABEL)
