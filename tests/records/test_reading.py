"""One person's agreed week beside what was recorded of it."""

import logging
from datetime import date, datetime, timedelta

import pytest
import time_machine

from carelog.journal import Author
from carelog.people.person import Person
from carelog.records.lived import LivedSpan
from carelog.records.mark import Account, Mark
from carelog.records.outcome import State
from carelog.records.reading import lived_span, lived_spans, lived_week
from carelog.records.said import Reason
from carelog.weeks.details import Cadence, Label, Part
from carelog.weeks.time_away import TimeAway, Why
from tests import cast
from tests.cast import at
from tests.plans import EVERY_LABEL, agree, author, fixed, times

pytestmark = pytest.mark.usefixtures("app")
DAYS = [cast.MONDAY + timedelta(days=offset) for offset in range(7)]
MON, TUE, WED, THU, FRI, SAT, SUN = DAYS


def lived(person: Person, now: datetime | None = None, monday: date = MON) -> LivedSpan:
    """The week as somebody sees it who may see everything."""
    return lived_week(person, monday, EVERY_LABEL, now)


def states(week: LivedSpan, title: str) -> list[State]:
    """The states of that item's fixed chances, day by day."""
    return [row.state for row in week.dated if row.details.title == title]


def mark(person: Person, item_id: str, day: date, by: Author, number: int = 1) -> str:
    """It happened; the mark's id."""
    return Mark.record(person, item_id, day, number, by, labels=EVERY_LABEL).id


def test_a_person_without_a_plan_has_an_empty_week(nadia: Person) -> None:
    week = lived(nadia)
    assert (week.planned, week.dated, week.flexible, week.months) == (False, (), (), ())
    assert week.days == DAYS


def test_a_plan_that_starts_in_the_week_is_a_plan(nadia: Person) -> None:
    agree(nadia, fixed("Tea"), starts=SUN)
    assert lived(nadia).planned
    assert states(lived(nadia), "Tea") == [State.NOT_DUE]
    assert not lived(nadia, monday=MON - timedelta(days=7)).planned


def test_in_the_middle_of_the_week_each_chance_has_its_state(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    mark(nadia, tea, MON, by_sam)
    mark(nadia, tea, WED, by_sam)
    not_due = [State.NOT_DUE] * 4  # Tuesday's ended at noon: 24 hours are not over on Wednesday at ten
    expected = [State.HAPPENED, State.NOT_DUE, State.HAPPENED, *not_due]
    assert states(lived(nadia, at(WED, 11, 59)), "Tea") == expected
    expected[1] = State.NOT_RECORDED
    assert states(lived(nadia, at(WED, 12)), "Tea") == expected


def test_a_row_says_who_decides_it_and_nothing_of_what_was_taken_back(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    first = mark(nadia, tea, WED, by_sam)
    row = lived(nadia).find(tea, WED, 1)
    assert row is not None
    assert [said.id for said in row.said] == [first]
    Mark.withdraw(nadia, first, by_sam)
    row = lived(nadia).find(tea, WED, 1)
    assert row is not None
    assert (row.state, row.said) == (State.NOT_DUE, [])


def test_flexible_chances_are_filled_by_any_record_of_the_week(nadia: Person, by_sam: Author) -> None:
    walk = agree(nadia, times("Walk", 3, days=(0,)))["Walk"]
    mark(nadia, walk, TUE, by_sam)
    mark(nadia, walk, WED, by_sam)
    week = lived(nadia)
    row = week.find_flexible(walk, WED)
    assert row is not None
    assert row.filled.states == (State.HAPPENED, State.HAPPENED, State.NOT_DUE)
    assert [number for number, _ in row.on(WED)] == [1]
    assert row.on(THU) == []
    assert week.dated == ()


def test_what_was_taken_back_is_on_no_day(nadia: Person, by_sam: Author) -> None:
    walk = agree(nadia, times("Walk", 3))["Walk"]
    Mark.withdraw(nadia, mark(nadia, walk, WED, by_sam), by_sam)
    mark(nadia, walk, WED, by_sam, number=2)
    row = lived(nadia).find_flexible(walk, WED)
    assert row is not None
    assert [number for number, _ in row.on(WED)] == [2]
    assert row.filled.done == 1


def test_a_mark_fills_one_chance_only_also_where_an_item_becomes_fixed_in_the_week(
    nadia: Person, by_sam: Author
) -> None:
    with time_machine.travel(at(MON, 9)):
        walk = agree(nadia, times("Walk", 2))["Walk"]
        mark(nadia, walk, MON, by_sam)
    with time_machine.travel(at(TUE, 9)):
        agree(nadia, fixed("Walk", days=(2,)), starts=WED)
    mark(nadia, walk, WED, by_sam)
    week = lived(nadia)
    assert states(week, "Walk") == [State.HAPPENED]
    assert week.flexible[0].filled.states == (State.HAPPENED, State.NOT_DUE)
    mark(nadia, walk, WED, by_sam, number=2)
    assert lived(nadia).flexible[0].filled.done == 2


def test_who_was_there_decides_and_the_others_are_still_to_be_read(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    own, there = mark(nadia, tea, WED, author("jamie", "self")), mark(nadia, tea, WED, by_sam)
    row = lived(nadia).find(tea, WED, 1)
    assert row is not None
    assert [said.id for said in row.said] == [own]
    assert {said.id for said in row.spoken} == {own, there}


def test_a_record_of_another_week_fills_nothing_here(nadia: Person, by_sam: Author) -> None:
    walk = agree(nadia, times("Walk", 1))["Walk"]
    mark(nadia, walk, MON - timedelta(days=1), by_sam)
    assert lived(nadia).flexible[0].filled.done == 0
    assert lived(nadia, monday=MON - timedelta(days=7)).flexible[0].filled.done == 1


def test_a_week_is_over_at_five_after_its_last_night(nadia: Person) -> None:
    next_monday = SUN + timedelta(days=1)
    assert not lived(nadia, at(next_monday, 4, 59)).over
    assert lived(nadia, at(next_monday, 5)).over


def test_nobody_sees_what_its_label_keeps_from_them(nadia: Person) -> None:
    month = Cadence.MONTHLY_ANY_DAY
    agree(
        nadia, fixed("Tea"), fixed("Shower", label=Label.INTIMATE), times("Walk", 1),
        times("Bank", 1, label=Label.MONEY), fixed("Letters", cadence=month),
        fixed("Weighing", cadence=month, label=Label.HEALTH),
    )  # fmt: skip
    week = lived_week(nadia, MON, {"ordinary"})
    assert {row.details.title for row in week.dated} == {"Tea"}
    assert [row.details.title for row in week.flexible] == ["Walk"]
    assert [row.details.title for row in week.months] == ["Letters"]
    assert {row.details.title for row in lived(nadia).dated} == {"Tea", "Shower"}


def test_a_version_agreed_later_is_not_in_the_week_as_it_was_seen_before(nadia: Person) -> None:
    with time_machine.travel(at(TUE, 9)):
        agree(nadia, fixed("Tea"))
    with time_machine.travel(at(WED, 9)):
        agree(nadia, fixed("Choir"), starts=THU)
    assert len(states(lived(nadia, at(TUE, 12)), "Tea")) == 7
    assert len(states(lived(nadia, at(WED, 12)), "Tea")) == 3
    assert len(states(lived(nadia, at(WED, 12)), "Choir")) == 4


def test_a_cell_holds_a_part_of_a_day_and_the_morning_what_has_no_time(nadia: Person) -> None:
    agree(nadia, fixed("Tea"), fixed("Any", part=Part.ANY), fixed("Bed", part=Part.NIGHT))
    week = lived(nadia)
    cells = {part: [row.details.title for row in week.cell(WED, part)] for part in week.parts}
    assert cells == {"morning": ["Tea", "Any"], "afternoon": [], "evening": [], "night": ["Bed"]}


def test_the_days_can_begin_with_today(nadia: Person) -> None:
    week = lived(nadia)
    assert week.days_from(WED) == [WED, THU, FRI, SAT, SUN, MON, TUE]
    assert week.days_from(SUN + timedelta(days=1)) == DAYS
    assert (week.earlier, week.later) == (MON - timedelta(days=7), MON + timedelta(days=7))


def test_a_chance_is_found_by_its_key(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea"), times("Walk", 1))
    week = lived(nadia)
    assert week.find(ids["Walk"], WED, 1) is None
    assert week.find(ids["Tea"], WED, 2) is None
    assert week.find_flexible(ids["Tea"], WED) is None


def test_the_weeks_of_many_people_are_five_queries(nadia: Person, caplog: pytest.LogCaptureFixture) -> None:
    people = [nadia, cast.person(cast.JAMIE), cast.person(cast.MARGARET)]
    agree(nadia, fixed("Tea"))
    labels = {person.id: EVERY_LABEL for person in people}
    with caplog.at_level(logging.DEBUG, "peewee"):
        caplog.clear()
        weeks = lived_spans(people, MON, SUN, labels)
        assert len(caplog.records) == 5
    assert [weeks[person.id].planned for person in people] == [True, False, True]


def test_while_away_nothing_is_due_but_what_carries_on(nadia: Person, by_sam: Author) -> None:
    ids = agree(nadia, fixed("Tea"), fixed("Feed the cat", carries_on=True))
    mark(nadia, ids["Tea"], MON, by_sam)
    TimeAway.record(nadia, MON, TUE, Why.HOSPITAL, by_sam)
    week = lived(nadia)
    assert states(week, "Tea")[:3] == [State.HAPPENED, State.PAUSED, State.NOT_DUE]
    assert State.PAUSED not in states(week, "Feed the cat")
    assert [week.away_on(day) is not None for day in (MON, TUE, WED)] == [True, True, False]


def test_three_became_two_because_i_was_away_three_days(nadia: Person, by_sam: Author) -> None:
    walk = agree(nadia, times("Walk", 3))["Walk"]
    TimeAway.record(nadia, THU, SAT, Why.FAMILY, by_sam)
    row = lived(nadia).find_flexible(walk, WED)
    assert row is not None
    assert (row.chances.count, row.chances.lost, row.chances.days_away) == (2, 1, 3)


def test_what_was_done_while_away_fills_and_i_was_away_fills_nothing(nadia: Person, by_sam: Author) -> None:
    walk = agree(nadia, times("Walk", 3))["Walk"]
    TimeAway.record(nadia, MON, WED, Why.FAMILY, by_sam)
    mark(nadia, walk, MON, by_sam)
    away = Account(said="did_not_happen", reason=Reason.AWAY)
    Mark.record(nadia, walk, TUE, 1, by_sam, labels=EVERY_LABEL, account=away)
    row = lived(nadia).find_flexible(walk, WED)
    assert row is not None
    assert row.filled.states == (State.HAPPENED, State.NOT_DUE)
    assert [one.details.title for _number, one in row.on(TUE)] == ["Walk"]  # it can still be read


@pytest.mark.parametrize("cadence", [Cadence.MONTHLY_ANY_DAY, Cadence.MONTHLY_ANY_WEEKDAY])
def test_what_any_day_of_the_month_will_do_for_is_one_chance_of_the_month(
    nadia: Person, by_sam: Author, cadence: Cadence
) -> None:
    letters = agree(nadia, fixed("Letters", cadence=cadence, days=()))["Letters"]
    earlier, last = MON - timedelta(days=10), date(2026, 11, 30)
    week = lived(nadia)
    assert [(row.key, row.state) for row in week.months] == [((letters, last, 1), State.NOT_DUE)]
    mark(nadia, letters, earlier, by_sam)
    (row,) = lived(nadia).months
    assert (row.state, row.done_on, row.on(earlier), row.on(WED)) == (State.HAPPENED, [earlier], True, False)
    assert lived(nadia).find(letters, WED, 1) == row


def test_a_week_over_the_end_of_a_month_has_both_months(nadia: Person) -> None:
    letters = agree(nadia, fixed("Letters", cadence=Cadence.MONTHLY_ANY_DAY, days=()))["Letters"]
    week = lived(nadia, monday=date(2026, 11, 30))
    assert [row.key for row in week.months] == [(letters, date(2026, 11, 30), 1), (letters, date(2026, 12, 31), 1)]


def test_a_longer_time_has_the_weeks_that_end_in_it(nadia: Person, by_sam: Author) -> None:
    walk = agree(nadia, times("Walk", 2))["Walk"]
    before = date(2026, 10, 31)  # of the week that ends on the first of November
    mark(nadia, walk, before, by_sam)
    span = lived_span(nadia, date(2026, 11, 1), date(2026, 11, 30), EVERY_LABEL)
    mondays = [row.chances.monday for row in span.flexible]
    assert mondays == [date(2026, 10, 26) + timedelta(weeks=week) for week in range(5)]
    assert span.flexible[0].filled.done == 1


def test_the_chances_of_a_week_name_the_records_that_fill_them(nadia: Person, by_sam: Author) -> None:
    walk = agree(nadia, times("Walk", 2))["Walk"]
    for day in (MON, TUE, WED):
        mark(nadia, walk, day, by_sam)
    row = lived(nadia).find_flexible(walk, WED)
    assert row is not None
    assert [one.key for one in row.each()] == [(walk, MON, 1), (walk, TUE, 1)]
    assert [one.key for one in row.extra()] == [(walk, WED, 1)]


def test_who_was_told_is_shown_and_not_counted_when_somebody_was_there(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    mark(nadia, tea, WED, by_sam)
    heard_so = Account(said="did_not_happen", reason=Reason.FORGOT, told_by="A neighbour")
    Mark.record(nadia, tea, WED, 1, author("grace"), labels=EVERY_LABEL, account=heard_so)
    row = lived(nadia).find(tea, WED, 1)
    assert row is not None
    assert (row.state, len(row.said), len(row.spoken), row.differs) == (State.HAPPENED, 1, 2, True)


def test_written_more_than_a_day_after_its_window_is_late(nadia: Person, by_sam: Author) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    mark(nadia, tea, MON, by_sam)
    mark(nadia, tea, TUE, by_sam)
    rows = [lived(nadia).find(tea, day, 1) for day in (MON, TUE)]
    assert [row.late(row.said[0]) for row in rows if row] == [True, False]
