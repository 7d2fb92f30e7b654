"""How much of a week, a month or three months happened: the sentences, what enters their counts when, and why."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine

from carelog.people.person import Person
from carelog.records.choice_check import ChoiceCheck
from carelog.records.extra import Extra
from carelog.records.lived import Lived
from carelog.records.mark import Account, Mark
from carelog.records.move import Move
from carelog.records.said import Answer, Reason, Way
from carelog.records.settlement import settle
from carelog.summaries.behind import Behind, Figure
from carelog.summaries.measure import Counts
from carelog.summaries.period import Length, Period
from carelog.summaries.sentence import FOR_ME, NOT_ASKED, STARRED, TO_ME, TOTAL, Sentence, other_reasons
from carelog.summaries.summary import MOVED, Summary
from carelog.weeks.details import Cadence, ItemDetails, Label, Part
from carelog.weeks.time_away import TimeAway, Why
from tests import cast, plans
from tests.cast import at
from tests.plans import EVERY_LABEL, author, fixed, times

pytestmark = pytest.mark.usefixtures("app")
DAYS = [cast.MONDAY + timedelta(days=offset) for offset in range(7)]
MON, TUE, WED, THU, FRI, SAT, SUN = DAYS
NEXT_MONDAY = cast.MONDAY + timedelta(days=7)
TO: dict[str, Any] = {"important_to": True, "important_for": False}
FOR: dict[str, Any] = {"important_to": False, "important_for": True}
BOTH: dict[str, Any] = {"important_to": True, "important_for": True}
OCTOBER, NOVEMBER = Period.of(Length.MONTH, date(2026, 10, 9)), Period.of(Length.MONTH, MON)
WRITTEN: dict[str, Account] = {
    "happened": Account(),
    "partly": Account(said="partly", reason=Reason.NOT_ENOUGH_TIME),
    "did_not_happen": Account(said="did_not_happen", reason=Reason.NOBODY_AVAILABLE),
    "chose": Account(said="chose", offered="The choir", how_shown="Shook her head"),
}


OVER = at(NEXT_MONDAY + timedelta(days=2), 5)  # nothing of the week is to come any more


def agree(
    person: Person, *items: ItemDetails, starts: date = cast.WEEK_STARTS, on: datetime = cast.BEGAN
) -> dict[str, str]:
    """Agreed before anything of it was due; the ids by title."""
    with time_machine.travel(on):
        return plans.agree(person, *items, starts=starts)


def summary(person: Person, now: datetime | None = None, labels: set[str] = EVERY_LABEL) -> Summary:
    """Of this week."""
    return Summary.of_week(person, MON, labels, now)


def lines(told: Summary) -> dict[str, Sentence]:
    """The sentences, by what they are about."""
    return {line.about: line for line in told.sentences}


def month(person: Person, period: Period = NOVEMBER, now: datetime | None = None) -> Summary:
    """Of a month; once it is over, unless told."""
    return Summary.of(person, period, EVERY_LABEL, now or at(period.last + timedelta(days=3), 12))


def mark(
    person: Person, item_id: str, day: date, said: str = "happened", number: int = 1, by: str = "sam",
    account: Account | None = None,
) -> str:  # fmt: skip
    """Written down by a worker in the evening of that day, whenever the test has come to; the mark's id."""
    told = account or WRITTEN[said]
    with time_machine.travel(at(day, 23)):
        return Mark.record(person, item_id, day, number, author(by), labels=EVERY_LABEL, account=told).id


def behind(told: Summary, about: str = TOTAL, state: str | None = None) -> list[Lived]:
    """The chances behind one figure of one sentence, of which no test has more than fit on one page."""
    return list(Behind.of(told, Figure(about, state), 1).rows)


def titles(rows: list[Lived]) -> list[str]:
    """What chances are called."""
    return [row.details.title for row in rows]


def test_what_matters_to_me_comes_first_and_the_total_last(nadia: Person) -> None:
    agree(nadia, fixed("Tablets", **FOR), fixed("Choir", days=(2,), **TO), fixed("Tea", days=(1, 2)))
    told = summary(nadia, at(NEXT_MONDAY + timedelta(days=2), 5))
    assert [line.about for line in told.sentences] == [TO_ME, FOR_ME, NOT_ASKED, TOTAL]
    assert [line.counts.due for line in told.sentences] == [1, 7, 2, 10]
    assert told.not_asked
    assert told.total == told.sentences[-1].counts


def test_what_is_both_counts_in_the_first_sentence(nadia: Person) -> None:
    agree(nadia, fixed("Swimming", days=(0,), **BOTH))
    told = lines(summary(nadia))
    assert (told[TO_ME].counts.due, told[FOR_ME].counts.due) == (1, 0)
    assert NOT_ASKED not in told


def test_care_done_and_life_missing_is_said_in_that_order(nadia: Person) -> None:
    ids = agree(
        nadia, fixed("Shower", **FOR), fixed("Tablets", **FOR), fixed("Meal", **FOR), fixed("Supper", **FOR),
        fixed("Choir", days=(1,), **TO), times("Outing", 2, **TO),
    )  # fmt: skip
    for offset in range(7):
        for title in ("Shower", "Tablets", "Meal", "Supper"):
            mark(nadia, ids[title], MON + timedelta(days=offset))
    mark(nadia, ids["Choir"], TUE, "did_not_happen")
    for day in (MON, WED):
        mark(nadia, ids["Outing"], day, "did_not_happen")
    first, second, total = summary(nadia, at(NEXT_MONDAY, 5)).sentences
    assert (first.about, first.counts) == (TO_ME, Counts(did_not_happen=3))
    assert (second.about, second.counts, second.bounds) == (FOR_ME, Counts(happened=28), (100, 100))
    assert (total.counts, total.bounds) == (Counts(happened=28, did_not_happen=3), (90, 90))


def test_a_week_in_progress_says_what_is_to_come_and_shows_no_percentage(nadia: Person) -> None:
    tea, _ = agree(nadia, fixed("Tea", **TO), fixed("Lunch", **TO)).values()
    mark(nadia, tea, MON)
    mark(nadia, tea, TUE)
    total = lines(summary(nadia, at(WED, 23)))[TOTAL]
    assert total.counts == Counts(happened=2, not_recorded=2, not_due=10)
    assert total.bounds is None


def test_a_percentage_waits_until_nothing_of_any_sentence_is_to_come(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", **TO), fixed("Wash", **TO), fixed("Bed", days=(6,), part="night", **FOR))
    for offset in range(7):
        for title in ("Tea", "Wash"):
            mark(nadia, ids[title], MON + timedelta(days=offset))
    waiting, over = at(NEXT_MONDAY + timedelta(days=1), 4, 59), at(NEXT_MONDAY + timedelta(days=1), 5)
    assert lines(summary(nadia, waiting))[TO_ME].bounds is None
    assert lines(summary(nadia, over))[TO_ME].bounds == (100, 100)


def test_flexible_things_enter_no_count_before_the_week_is_over(nadia: Person) -> None:
    walk = agree(nadia, times("Walk", 3, **TO))["Walk"]
    mark(nadia, walk, MON)
    mark(nadia, walk, TUE)
    line = lines(summary(nadia, at(NEXT_MONDAY, 4, 59)))[TO_ME]
    assert (line.counts, line.waiting, line.written) == (Counts(), 3, 2)
    line = lines(summary(nadia, at(NEXT_MONDAY, 5)))[TO_ME]
    assert (line.counts, line.waiting) == (Counts(happened=2, not_due=1), 0)
    line = lines(summary(nadia, at(NEXT_MONDAY + timedelta(days=1), 5)))[TO_ME]
    assert line.counts == Counts(happened=2, not_recorded=1)


def test_while_flexible_things_wait_there_is_no_percentage(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", days=(0, 1), **TO), *(fixed(f"{n}", days=(0,), **TO) for n in range(9)),
                times("Walk", 1, **FOR))  # fmt: skip
    for title, item_id in ids.items():
        mark(nadia, item_id, MON)
        if title == "Tea":
            mark(nadia, item_id, TUE)
    assert lines(summary(nadia, at(WED, 12)))[TO_ME].bounds is None
    assert lines(summary(nadia, at(NEXT_MONDAY, 5)))[TO_ME].bounds == (100, 100)


def test_what_was_done_more_often_than_planned_fills_no_other_gap(nadia: Person) -> None:
    ids = agree(nadia, times("Walk", 2, **TO), times("Swim", 2, **TO))
    for number in range(1, 6):
        mark(nadia, ids["Walk"], MON, number=number)
    over = at(NEXT_MONDAY + timedelta(days=2), 5)
    assert summary(nadia, over).total == Counts(happened=2, not_recorded=2)


def test_people_who_say_different_things_count_as_not_recorded_at_once(nadia: Person) -> None:
    tea = agree(nadia, fixed("Tea", days=(2,), **TO))["Tea"]
    mark(nadia, tea, WED)
    mark(nadia, tea, WED, "did_not_happen", by="grace")
    assert summary(nadia, at(THU, 5)).total == Counts(not_recorded=1)


def test_technology_is_not_counted_and_what_comes_once_a_month_in_no_week(nadia: Person) -> None:
    agree(
        nadia, fixed("Sensor", technology=True), times("Call button", 7, technology=True),
        fixed("Letters", cadence=Cadence.MONTHLY_DATE, month_day=17),
        fixed("Hairdresser", cadence=Cadence.MONTHLY_ANY_DAY),
    )  # fmt: skip
    told = summary(nadia)
    assert (told.total, [line.waiting for line in told.sentences]) == (Counts(), [0, 0, 0])
    assert all(rows == [] for _day, rows in told.by_day())
    assert titles(behind(month(nadia))) == ["Letters", "Hairdresser"]


def test_totals_are_made_of_what_the_reader_may_see_and_of_nothing_else(nadia: Person) -> None:
    agree(nadia, fixed("Tea", **TO), fixed("Wash", label=Label.INTIMATE, **FOR), times("Bank", 2, label=Label.MONEY))
    told = summary(nadia, at(NEXT_MONDAY + timedelta(days=2), 5), {"ordinary"})
    assert told.total == Counts(not_recorded=7)
    assert [line.about for line in told.sentences] == [TO_ME, FOR_ME, TOTAL]
    assert "Wash" not in str(told.by_day())


def test_without_a_plan_nothing_is_counted(nadia: Person) -> None:
    told = summary(nadia)
    assert (told.total, told.not_asked, told.states_seen()) == (Counts(), False, [])
    assert told.total.bounds(told.total) is None


def test_the_picture_shows_every_fixed_chance_on_its_day(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", days=(0, 3), **TO), fixed("Choir", days=(3,), **TO), times("Walk", 2))
    mark(nadia, ids["Tea"], MON)
    told = summary(nadia, at(WED, 12))
    picture = {day: [(row.state.value, row.details.title) for row in rows] for day, rows in told.by_day()}
    assert list(picture) == DAYS
    assert picture[MON] == [("happened", "Tea")]
    assert picture[TUE] == []
    assert sorted(picture[THU]) == [("not_due", "Choir"), ("not_due", "Tea")]
    assert told.states_seen() == ["happened", "not_due"]
    assert [row.details.title for row in told.flexible] == ["Walk"]
    assert titles(summary(nadia, OVER).some_time()) == ["Walk", "Walk"]


def test_a_months_picture_has_a_row_for_each_week_that_has_a_plan(nadia: Person) -> None:
    agree(nadia, fixed("Tea", days=(6,)), times("Walk", 1), starts=date(2026, 11, 9))
    rows = [(first.day, last.day, titles(chances)) for first, last, chances in month(nadia).by_week()]
    # The week that begins on the 30th ends in December: its walk belongs there.
    assert rows == [
        (9, 15, ["Tea", "Walk"]), (16, 22, ["Tea", "Walk"]), (23, 29, ["Tea", "Walk"]), (30, 30, []),
    ]  # fmt: skip


def test_a_flexible_week_belongs_to_the_month_in_which_it_ends(nadia: Person) -> None:
    walk = agree(nadia, times("Walk", 1))["Walk"]
    mark(nadia, walk, date(2026, 10, 27))
    assert titles(behind(month(nadia, OCTOBER), state="happened")) == []
    assert titles(behind(month(nadia), state="happened")) == ["Walk"]
    first, last, rows = month(nadia).by_week()[0]
    assert (first, last, titles(rows)) == (date(2026, 11, 1), date(2026, 11, 1), ["Walk"])


def test_what_any_day_of_a_month_will_do_for_stands_beside_the_weeks(nadia: Person) -> None:
    agree(nadia, fixed("Hairdresser", cadence=Cadence.MONTHLY_ANY_DAY), fixed("Tea"))
    told = month(nadia)
    assert titles(told.once_a_month()) == ["Hairdresser"]
    assert "Hairdresser" not in [title for _first, _last, rows in told.by_week() for title in titles(rows)]


@pytest.mark.parametrize("about", [TO_ME, FOR_ME, NOT_ASKED, STARRED, TOTAL])
def test_behind_every_figure_stand_as_many_chances_as_it_says(nadia: Person, about: str) -> None:
    ids = agree(
        nadia, fixed("Choir", starred=True, **TO), fixed("Shower", **FOR), fixed("Tea"), times("Walk", 3, **TO)
    )  # fmt: skip
    for day, said in zip(DAYS, ["happened", "partly", "did_not_happen", "chose"], strict=False):
        for title in ("Choir", "Shower", "Tea"):
            mark(nadia, ids[title], day, said)
    mark(nadia, ids["Walk"], MON)
    told = summary(nadia, OVER)
    line = told.line(about)
    assert line is not None
    figures = line.figures
    assert {"happened", "partly", "did_not_happen", "choice_unchecked", "not_recorded"} == {
        name for name, _n in figures
    }
    assert [(name, len(behind(told, about, name))) for name, _n in figures] == figures
    assert sum(number for _name, number in figures) == len(behind(told, about)) == line.counts.due


def test_what_people_see_differently_stands_apart_from_what_nobody_wrote_down(nadia: Person) -> None:
    tea = agree(nadia, fixed("Tea", days=(0, 1)))["Tea"]
    mark(nadia, tea, MON)
    mark(nadia, tea, MON, "did_not_happen", by="grace")
    told = summary(nadia, OVER)
    assert told.sentences[-1].figures == [("disputed", 1), ("not_recorded", 1)]
    for state, day in (("disputed", MON), ("not_recorded", TUE)):
        assert [row.occurrence.day for row in behind(told, state=state)] == [day]
    assert [row.occurrence.day for row in told.unwritten()] == [TUE]


def test_what_people_see_differently_is_open_settled_by_me_or_decided_by_who_was_there(nadia: Person) -> None:
    tea = agree(nadia, fixed("Tea"))["Tea"]
    for day in (MON, TUE, WED):
        mark(nadia, tea, day)
    for day in (MON, TUE):
        mark(nadia, tea, day, "did_not_happen", by="grace")
    mark(nadia, tea, WED, by="grace", account=Account(said="did_not_happen", reason=Reason.FORGOT, told_by="Joan"))
    key = (tea, TUE, 1)
    settle(nadia, key, WRITTEN["partly"], author("aled", "coordinator"), labels=EVERY_LABEL)
    told = summary(nadia, OVER)
    found = [told.disputed(), told.settled(), told.outweighed()]
    assert [[row.occurrence.day for row in rows] for rows in found] == [[MON], [TUE], [WED]]


def test_behind_a_line_that_is_not_there_stands_nothing(nadia: Person) -> None:
    agree(nadia, fixed("Tea", **TO))
    assert behind(summary(nadia), STARRED) == behind(summary(nadia), NOT_ASKED, "happened") == []


def test_starred_things_have_a_line_and_each_a_tally(nadia: Person) -> None:
    ids = agree(nadia, fixed("Choir", days=(0, 1), starred=True, **TO), times("Walk", 2, starred=True), fixed("Tea"))
    mark(nadia, ids["Choir"], MON)
    told = summary(nadia, at(WED, 12))
    assert [line.about for line in told.sentences] == [TO_ME, FOR_ME, NOT_ASKED, STARRED, TOTAL]
    assert [(title, line.counts, line.waiting) for title, line in told.starred()] == [
        ("Choir", Counts(happened=1, not_recorded=1), 0), ("Walk", Counts(), 2),
    ]  # fmt: skip


def test_a_starred_thing_of_a_month_counts_every_week_that_is_not_over(nadia: Person) -> None:
    walk = agree(nadia, times("Walk", 2, starred=True))["Walk"]
    mark(nadia, walk, WED)
    ((_title, line),) = month(nadia, now=at(WED, 12)).starred()
    assert (line.waiting, line.written) == (4, 1)


def test_reasons_come_with_the_commonest_first_and_the_unknown_last(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea"), fixed("Choir"))
    transport = Account(said="did_not_happen", reason=Reason.TRANSPORT)
    mark(nadia, ids["Tea"], MON, account=transport)
    mark(nadia, ids["Tea"], TUE, "partly")
    mark(nadia, ids["Choir"], TUE, "partly")
    with time_machine.travel(at(WED, 9)):  # the person says so, and need give no reason
        Mark.record(nadia, ids["Choir"], MON, 1, author("margaret", "self"), labels=EVERY_LABEL,
                    account=Account(said="did_not_happen"))  # fmt: skip
    why = summary(nadia, OVER).why()
    assert [(reason, titles(rows)) for reason, rows in why] == [
        (Reason.NOT_ENOUGH_TIME, ["Tea", "Choir"]), (Reason.TRANSPORT, ["Tea"]), (None, ["Choir"]),
    ]  # fmt: skip


def test_another_reason_is_told_in_the_words_it_was_written_in(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea"), fixed("Choir"))
    other = Account(said="did_not_happen", reason=Reason.OTHER, note="The lift was broken")
    for day in (MON, TUE):
        mark(nadia, ids["Tea"], day, account=other)
    mark(nadia, ids["Choir"], MON, account=Account(said="did_not_happen", reason=Reason.TRANSPORT, note="No bus"))
    assert other_reasons(summary(nadia, OVER).rows) == ["The lift was broken"]


def test_moved_by_others_is_a_reason_of_its_own(nadia: Person) -> None:
    choir = agree(nadia, fixed("Choir", days=(0,)))["Choir"]
    Move.record(nadia, choir, MON, 1, author("sam"), labels=EVERY_LABEL, asked_by_person=False, new_day=TUE,
                part=Part.MORNING)  # fmt: skip
    mark(nadia, choir, MON)
    assert [(reason, titles(rows)) for reason, rows in summary(nadia, OVER).why()] == [(MOVED, ["Choir"])]


def test_a_choice_waits_to_be_checked_until_the_person_was_asked(nadia: Person) -> None:
    choir = agree(nadia, fixed("Choir", days=(0,)))["Choir"]
    said = mark(nadia, choir, MON, "chose")
    assert titles(summary(nadia, OVER).to_check()) == ["Choir"]
    ChoiceCheck.record(nadia, said, Answer.CHOSE, Way.CONVERSATION, author("grace"), labels=EVERY_LABEL,
                       with_whom="Grace", how_shown="She said so")  # fmt: skip
    assert summary(nadia, OVER).to_check() == []
    assert summary(nadia, OVER).total == Counts(chose_other=1)


def test_what_happened_once_more_is_shown_and_in_no_count(nadia: Person) -> None:
    walk = agree(nadia, times("Walk", 2))["Walk"]
    for day in (MON, TUE, FRI):
        mark(nadia, walk, day)
    told = summary(nadia, OVER)
    assert (told.total, [row.occurrence.day for row in told.once_more()]) == (Counts(happened=2), [FRI])


def test_days_away_are_said_with_what_they_shortened(nadia: Person) -> None:
    agree(nadia, times("Walk", 3), fixed("Tea"))
    with time_machine.travel(at(SUN, 12)):
        TimeAway.record(nadia, TUE, THU, Why.FAMILY, author("sam"))
    told = summary(nadia, OVER)
    assert [(one.chances.count, one.chances.lost, one.chances.days_away) for one in told.shortened()] == [(2, 1, 3)]
    assert [(one.first, one.last, one.added_later) for one in told.pauses] == [(TUE, THU, True)]
    assert told.total == Counts(not_recorded=6, paused=3)
    before = Summary.of_week(nadia, MON - timedelta(days=7), EVERY_LABEL, OVER)
    assert (before.pauses, before.shortened()) == ([], [])


def test_extras_of_the_period_are_shown_and_of_no_other(nadia: Person) -> None:
    agree(nadia, fixed("Tea"))
    for day in (MON - timedelta(days=1), TUE):
        with time_machine.travel(at(day, 20)):
            Extra.record(nadia, day, f"A robin, {day}", author("sam"))
    assert [told.title for told in summary(nadia).extras] == [f"A robin, {TUE}"]


def test_flexible_things_under_way_are_those_of_the_week_people_live_in(nadia: Person) -> None:
    agree(nadia, times("Walk", 2))
    assert [one.chances.monday for one in month(nadia, now=at(WED, 12)).under_way()] == [MON]
    assert len(month(nadia, now=at(WED, 12)).counted.waiting) == 2
    assert month(nadia).under_way() == []


def test_an_arrow_is_shown_where_both_weeks_may_show_a_percentage(nadia: Person) -> None:
    tea, lunch = agree(nadia, fixed("Tea", **TO), fixed("Lunch", **TO)).values()
    for day in DAYS:
        mark(nadia, tea, day)
        mark(nadia, lunch, day, "happened" if day in (MON, TUE) else "did_not_happen")
        for item in (tea, lunch):
            mark(nadia, item, day - timedelta(days=7), "happened" if item == lunch else "did_not_happen")
    now, before = summary(nadia, OVER), Summary.of_week(nadia, MON - timedelta(days=7), EVERY_LABEL, OVER)
    assert (now.total, before.total) == (
        Counts(happened=9, did_not_happen=5), Counts(happened=7, did_not_happen=7),
    )  # fmt: skip
    assert {line.about: line.arrow for line in now.sentences} == {TO_ME: 1, FOR_ME: 0, TOTAL: 1}
    assert {line.arrow for line in before.sentences} == {0}
    assert {line.arrow for line in summary(nadia, at(SUN, 12)).sentences} == {0}


def test_the_size_of_the_plan_is_told_beside_the_one_before(nadia: Person) -> None:
    agree(nadia, fixed("Tea"), times("Walk", 2))
    agree(nadia, fixed("Tea"), starts=MON, on=at(SUN - timedelta(days=7), 12))
    told = summary(nadia, OVER)
    assert (told.size, told.size_before) == (7, 9)
    assert Summary.of_week(nadia, cast.WEEK_STARTS, EVERY_LABEL, OVER).size_before == 0


@pytest.mark.parametrize("write", [None, partial(mark, said="did_not_happen")])
def test_a_week_of_which_nothing_was_written_says_so(nadia: Person, write: Callable[..., object] | None) -> None:
    ids = agree(nadia, fixed("Tea"), times("Walk", 2))
    assert not summary(nadia, OVER).recorded
    if write:
        write(nadia, ids["Walk"], TUE)
    assert summary(nadia, OVER).recorded == bool(write)


def test_three_months_are_their_months_together(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", days=(1,)), times("Walk", 1), fixed("Hair", cadence=Cadence.MONTHLY_ANY_DAY))
    for day in (date(2026, 10, 6), date(2026, 10, 27), date(2026, 11, 3)):
        mark(nadia, ids["Tea"], day)
        mark(nadia, ids["Walk"], day)
    over = at(date(2026, 12, 5), 12)
    quarter = Summary.of(nadia, Period.of(Length.QUARTER, MON), EVERY_LABEL, over)
    assert (quarter.period.first, quarter.period.last) == (date(2026, 9, 1), date(2026, 11, 30))
    months = [Summary.of(nadia, one, EVERY_LABEL, over).total for one in (OCTOBER, NOVEMBER)]
    assert quarter.total == months[0] + months[1]
    assert quarter.total.happened == 6
