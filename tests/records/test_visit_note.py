"""What whoever comes next should know: shown from the day it was written until a day, fourteen at most."""

from datetime import date, timedelta

import pytest
import time_machine
from peewee import IntegrityError

from carelog import db
from carelog.journal import Event, NothingThere, NotYours, new_id
from carelog.records.visit_note import NotThatLong, VisitNote, visit_notes
from tests import cast
from tests.plans import author

pytestmark = pytest.mark.usefixtures("app")


def leave(note: str = "Her tablets are in the blue box", who: str = "sam", days: int = 1, press: str = "") -> Event:
    """A note about Nadia, for so many days more."""
    until = cast.TODAY + timedelta(days=days)
    return VisitNote.record(cast.person(cast.NADIA), note, until, author(who), id=press or new_id())


def told(day: date = cast.TODAY, person: str = cast.NADIA) -> list[str]:
    """What is to be told on that day."""
    return [one.note for one in VisitNote.standing(cast.person(person), day)]


def test_it_is_told_from_its_day_until_its_last_with_who_and_when() -> None:
    leave(days=2)
    days = [cast.TODAY + timedelta(days=days) for days in (-1, 0, 1, 2, 3)]
    assert [bool(told(day)) for day in days] == [False, True, True, True, False]
    (one,) = VisitNote.standing(cast.person(cast.NADIA), cast.TODAY)
    assert (one.author_name, one.role, one.until) == ("Sam Doyle", "worker", cast.TODAY + timedelta(days=2))
    assert one.written_at.date() == cast.TODAY


def test_the_newest_comes_first_and_each_person_has_their_own() -> None:
    leave("First")
    with time_machine.travel(cast.NOW + timedelta(hours=1)):
        leave("Second", "grace")
    VisitNote.record(cast.person(cast.JAMIE), "His", cast.TODAY, author("tomasz"))
    assert told() == ["Second", "First"]
    people = [cast.person(name).id for name in (cast.NADIA, cast.JAMIE, cast.WALTER)]
    found = visit_notes(people, cast.TODAY)
    assert [[one.note for one in found[person]] for person in people] == [["Second", "First"], ["His"], []]


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (14, True), (15, False)])
def test_it_lasts_from_today_to_fourteen_days(days: int, fits: bool) -> None:
    if fits:
        leave(days=days)
    else:
        with pytest.raises(NotThatLong):
            leave(days=days)
    assert told() == ["Her tablets are in the blue box"] * fits


def test_at_night_today_is_still_the_day_that_people_are_living() -> None:
    with time_machine.travel(cast.NOW + timedelta(hours=18)):  # 04:00
        leave(days=14)
        with pytest.raises(NotThatLong):
            leave(days=15)
        assert told()


def test_its_author_takes_it_back_and_nobody_else() -> None:
    note, nadia = leave(), cast.person(cast.NADIA)
    with pytest.raises(NotYours):
        VisitNote.withdraw(nadia, note.id, author("grace"))
    with pytest.raises(NothingThere):
        VisitNote.withdraw(cast.person(cast.JAMIE), note.id, author("sam"))
    VisitNote.withdraw(nadia, note.id, author("sam"))
    assert told() == []
    assert VisitNote.select().count() == 2


def test_the_same_press_twice_is_one_even_when_its_days_are_over() -> None:
    press = new_id()
    first = leave(press=press)
    with time_machine.travel(cast.NOW + timedelta(days=5)):
        assert leave(press=press).seq == first.seq
    assert VisitNote.select().count() == 1


def test_the_database_keeps_no_empty_note() -> None:
    event = Event.select().order_by(Event.seq.desc()).get()
    with pytest.raises(IntegrityError), db.database.atomic():
        VisitNote.create(event=event, note="", until=cast.TODAY, withdrawn=False)
