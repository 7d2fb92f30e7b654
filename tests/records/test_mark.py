"""Somebody says what became of one chance, and may take it back."""

import logging
from datetime import date, datetime, timedelta

import pytest
import time_machine

from carelog.journal import Author, DifferentContent, Event, NothingThere, NotYours, new_id
from carelog.people.person import Person
from carelog.records.chance import LARGEST_NUMBER, NoSuchChance
from carelog.records.heard import heard_between
from carelog.records.mark import Mark, NotYet
from carelog.weeks.details import Label
from tests import cast
from tests.cast import LONDON
from tests.plans import EVERY_LABEL, agree, author, fixed, times

pytestmark = pytest.mark.usefixtures("app")
MON, TUE, WED, THU = (cast.MONDAY + timedelta(days=offset) for offset in range(4))
SUN = MON + timedelta(days=6)


def mark(person: Person, item_id: str, day: date, by: Author, number: int = 1, id: str | None = None) -> Event:
    """It happened."""
    return Mark.record(person, item_id, day, number, by, labels=EVERY_LABEL, id=id)


def standing(person: Person, first: date = MON, last: date = SUN) -> list[tuple[str, date, int, str]]:
    """What stands of that person's week: title-less, as item, date, number and word."""
    found = heard_between({person.id: EVERY_LABEL}, first, last).get(person.id, {})
    return sorted((*key, said.said) for key, heard in found.items() for said in heard.said)


def test_a_mark_says_what_happened_when_and_that_its_author_was_there(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    event = mark(nadia, tea, WED, by_sam)
    assert (event.kind, event.on_date, event.presence, event.person_id) == ("mark", WED, "there", nadia.id)
    written = Mark.get_by_id(event.seq)
    assert (written.item_id, written.number, written.said) == (tea, 1, "happened")
    assert standing(nadia) == [(tea, WED, 1, "happened")]


def test_the_same_tap_sent_twice_is_one_mark(nadia: Person, by_sam: Author) -> None:
    tea, tap = agree(nadia, fixed("Tea"))["Tea"], new_id()
    first, again = (mark(nadia, tea, WED, by_sam, id=tap) for _ in range(2))
    assert first.receipt() == again.receipt()
    assert Mark.select().count() == 1


def test_one_tap_is_of_one_day(nadia: Person, by_sam: Author) -> None:
    tea, tap = agree(nadia, fixed("Tea"))["Tea"], new_id()
    mark(nadia, tea, WED, by_sam, id=tap)
    with pytest.raises(DifferentContent):
        mark(nadia, tea, TUE, by_sam, id=tap)


def test_before_its_date_nothing_can_have_happened(nadia: Person, by_sam: Author) -> None:
    ids = agree(nadia, fixed("Tea"), times("Walk", 2))
    for item_id in ids.values():
        with pytest.raises(NotYet):
            mark(nadia, item_id, THU, by_sam)
    assert Mark.select().count() == 0


def test_on_its_date_it_may_have_happened_already(nadia: Person, by_sam: Author) -> None:
    bed = agree(nadia, fixed("Bed", part="night"))["Bed"]
    assert mark(nadia, bed, WED, by_sam).on_date == WED


def test_its_date_begins_at_midnight_where_the_team_is(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    with time_machine.travel(datetime(2026, 11, 19, 0, 1, tzinfo=LONDON)):
        assert mark(nadia, tea, THU, by_sam).on_date == THU


@pytest.mark.parametrize(("day", "number"), [(TUE, 1), (WED, 0), (WED, 2), (date(2026, 9, 30), 1)])
def test_what_was_not_planned_so_cannot_be_marked(nadia: Person, by_sam: Author, day: date, number: int) -> None:
    tea = agree(nadia, fixed("Tea", days=(2,)))["Tea"]
    with pytest.raises(NoSuchChance):
        mark(nadia, tea, day, by_sam, number)
    assert Mark.select().count() == 0


def test_items_of_others_or_of_nobody_cannot_be_marked(nadia: Person, by_sam: Author) -> None:
    agree(nadia, fixed("Tea"))
    jamies = agree(cast.person(cast.JAMIE), fixed("Tea"))["Tea"]
    for item_id in (jamies, new_id()):
        with pytest.raises(NoSuchChance):
            mark(nadia, item_id, WED, by_sam)


def test_what_somebody_may_not_see_they_cannot_mark(nadia: Person) -> None:
    shower = agree(nadia, fixed("Shower", label=Label.INTIMATE))["Shower"]
    with pytest.raises(NoSuchChance):
        Mark.record(nadia, shower, WED, 1, author("helen", "ally"), labels={"ordinary"})


def test_what_may_happen_any_day_is_marked_on_any_day_and_more_than_once(nadia: Person, by_sam: Author) -> None:
    walk = agree(nadia, times("Walk", 2, days=(0,)))["Walk"]
    taps = [(MON, 1), (WED, 1), (WED, 2), (WED, LARGEST_NUMBER)]
    for day, number in taps:
        mark(nadia, walk, day, by_sam, number)
    assert standing(nadia) == [(walk, day, number, "happened") for day, number in taps]
    for number in (0, LARGEST_NUMBER + 1):
        with pytest.raises(NoSuchChance):
            mark(nadia, walk, WED, by_sam, number)


def test_what_may_happen_any_day_is_marked_also_where_the_day_has_it_no_more(nadia: Person, by_sam: Author) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=1)):
        walk = agree(nadia, times("Walk", 3), fixed("Tea"))["Walk"]
        agree(nadia, fixed("Tea"), starts=WED)
    assert mark(nadia, walk, WED, by_sam).on_date == WED


def test_what_may_happen_any_day_is_marked_also_before_its_week_was_agreed(nadia: Person, by_sam: Author) -> None:
    walk = agree(nadia, times("Walk", 3), starts=WED)["Walk"]
    assert mark(nadia, walk, MON, by_sam).on_date == MON
    with pytest.raises(NoSuchChance):
        mark(nadia, walk, MON - timedelta(days=1), by_sam)


def test_an_undo_leaves_the_first_words_readable(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    first = mark(nadia, tea, WED, by_sam)
    undo = Mark.withdraw(nadia, first.id, by_sam)
    assert undo.replaces == first.id
    assert standing(nadia) == [(tea, WED, 1, "withdrawn")]
    assert [row.said for row in Mark.select().order_by(Mark.event)] == ["happened", "withdrawn"]


def test_an_undo_sent_twice_is_one_undo(nadia: Person, by_sam: Author) -> None:
    first = mark(nadia, agree(nadia, fixed("Tea"))["Tea"], WED, by_sam)
    undo = new_id()
    assert Mark.withdraw(nadia, first.id, by_sam, id=undo) == Mark.withdraw(nadia, first.id, by_sam, id=undo)


def test_a_second_undo_takes_nothing_back_that_was_said_since(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    first = mark(nadia, tea, WED, by_sam)
    undo = Mark.withdraw(nadia, first.id, by_sam)
    mark(nadia, tea, WED, by_sam)
    assert Mark.withdraw(nadia, first.id, by_sam) == undo
    assert sorted(said for *_key, said in standing(nadia)) == ["happened", "withdrawn"]


def test_one_undo_takes_back_one_mark(nadia: Person, by_sam: Author) -> None:
    tea, undo = agree(nadia, fixed("Tea"))["Tea"], new_id()
    first, second = mark(nadia, tea, WED, by_sam), mark(nadia, tea, WED, by_sam)
    Mark.withdraw(nadia, first.id, by_sam, id=undo)
    with pytest.raises(DifferentContent):
        Mark.withdraw(nadia, second.id, by_sam, id=undo)


def test_nobody_undoes_what_somebody_else_marked(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    first = mark(nadia, tea, WED, by_sam)
    with pytest.raises(NotYours):
        Mark.withdraw(nadia, first.id, author("grace"))
    assert standing(nadia) == [(tea, WED, 1, "happened")]


def test_where_two_used_one_id_each_undoes_their_own(nadia: Person, by_sam: Author) -> None:
    tea, tap = agree(nadia, fixed("Tea"))["Tea"], new_id()
    for worker in (by_sam, author("grace")):
        mark(nadia, tea, WED, worker, id=tap)
    Mark.withdraw(nadia, tap, by_sam)
    assert [said for *_key, said in standing(nadia)] == ["happened", "withdrawn"]


def test_what_is_not_there_cannot_be_undone(nadia: Person, by_sam: Author) -> None:
    jamie = cast.person(cast.JAMIE)
    jamies = mark(jamie, agree(jamie, fixed("Tea"))["Tea"], WED, by_sam)
    for mark_id in (jamies.id, new_id()):
        with pytest.raises(NothingThere):
            Mark.withdraw(nadia, mark_id, by_sam)


def test_what_stands_is_given_by_person_and_date(nadia: Person, by_sam: Author) -> None:
    jamie = cast.person(cast.JAMIE)
    tea, lunch = agree(nadia, fixed("Tea"))["Tea"], agree(jamie, fixed("Lunch"))["Lunch"]
    for day in (MON, TUE, WED):
        mark(nadia, tea, day, by_sam)
    mark(jamie, lunch, TUE, by_sam)
    found = heard_between({nadia.id: EVERY_LABEL, jamie.id: EVERY_LABEL}, TUE, WED)
    assert {person: set(marks) for person, marks in found.items()} == {
        nadia.id: {(tea, TUE, 1), (tea, WED, 1)}, jamie.id: {(lunch, TUE, 1)},
    }  # fmt: skip


def test_what_stands_says_who_wrote_it_when_and_whether_it_is_the_persons_own_word(
    nadia: Person, by_sam: Author
) -> None:
    margaret = cast.person(cast.MARGARET)
    tea, lunch = agree(nadia, fixed("Tea"))["Tea"], agree(margaret, fixed("Lunch"), starts=THU)["Lunch"]
    written = cast.NOW - timedelta(hours=1)
    Mark.record(nadia, tea, WED, 1, by_sam, labels=EVERY_LABEL, written_at=written)
    (said,) = heard_between({nadia.id: EVERY_LABEL}, WED, WED)[nadia.id][tea, WED, 1].said
    assert (said.author_name, said.written_at, said.present, said.own_word) == ("Sam Doyle", written, True, False)
    with time_machine.travel(cast.NOW + timedelta(days=1)):
        mark(margaret, lunch, THU, author("margaret", "self"))
        mark(margaret, lunch, THU, Author(cast.user("grace").id, "worker", voice="handed_over"))
    own = heard_between({margaret.id: EVERY_LABEL}, THU, THU)[margaret.id][lunch, THU, 1].said
    assert [said.own_word for said in own] == [True, True]


def test_what_stands_for_many_people_is_one_query(nadia: Person, caplog: pytest.LogCaptureFixture) -> None:
    ids = [nadia.id, cast.person(cast.JAMIE).id]
    with caplog.at_level(logging.DEBUG, "peewee"):
        heard_between(dict.fromkeys(ids, EVERY_LABEL), MON, SUN)
    assert len(caplog.records) == 1
