"""Spellings: the same thing written in the ways people write it."""

from datetime import date, time
from typing import Any

import pytest

from carelog.weeks.details import Cadence, Part, Support
from carelog.weeks.spreadsheet_import.private import hint
from carelog.weeks.spreadsheet_import.reading import Reading, Reason
from tests.weeks.sheets import DAYS, line, one, planner, reasons, week_of

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    "names",
    [
        DAYS,
        [day.upper() for day in DAYS],
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        ["mon.", "tues.", "weds.", "thurs.", "fri.", "sat.", "sun."],
        ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"],
        ["Mon 23 Nov", "Tue 24 Nov", "Wed 25 Nov", "Thu 26 Nov", "Fri 27 Nov", "Sat 28 Nov", "Sun 29 Nov"],
        [f"2026-11-{day}" for day in range(23, 30)],
    ],
)
def test_days_in_their_usual_forms(names: list[str]) -> None:
    week = week_of([["", *names], ["am", *[f"Swim in {day}" for day in DAYS]]])
    assert [item.days for item in week.items] == [(day,) for day in EVERY_DAY]


@pytest.mark.parametrize(
    ("part", "names"),
    [
        (Part.MORNING, ["Morning", "MORNING", "mornings", "am", "a.m.", "AM:", "Early morning", "Morning (7-11)"]),
        (Part.AFTERNOON, ["Afternoon", "afternoons", "pm", "P.M.", "lunchtime", "Afternoon: 12.00-17.00"]),
        (Part.EVENING, ["Evening", "eve", "Evenings", "late evening"]),
        (Part.NIGHT, ["Night", "nights", "overnight", "at night", "night-time"]),
        (Part.ANY, ["Any time", "All day"]),
    ],
)
def test_parts_of_the_day_in_their_usual_forms(part: Part, names: list[str]) -> None:
    for name in names:
        week = planner(name, wed="Swim")
        assert week.items[0].part is part, name
        assert line(week, "A2").reading == Reading.HEADING


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        ("10.30 Swim", "Morning", {"at": time(10, 30)}),
        ("10:30 - Swim", "Morning", {"at": time(10, 30)}),
        ("Swim 10.30", "Morning", {"at": time(10, 30)}),
        ("Swim at 2.30", "Afternoon", {"at": time(14, 30)}),
        ("Swim (at 7)", "Evening", {"at": time(19)}),
        ("3.15pm Swim", "Afternoon", {"at": time(15, 15)}),
        ("Swim 3.15 p.m.", "Afternoon", {"at": time(15, 15)}),
        ("Swim at noon", "Afternoon", {"at": time(12)}),
        ("1pm\N{EN DASH}3.30pm Swim", "Afternoon", {"at": time(13), "minutes": 150}),
        ("1-3.30pm Swim", "Afternoon", {"at": time(13), "minutes": 150}),
        ("Swim from 10am to 1pm", "Morning", {"at": time(10), "minutes": 180}),
        ("Swim 11.00-1.00", "Morning", {"at": time(11), "minutes": 120}),
        ("Swim 22:00-06:00", "Night", {"at": time(22), "minutes": 480}),
        ("Swim - 60 min", "Morning", {"minutes": 60}),
        ("Swim, 45 mins.", "Morning", {"minutes": 45}),
        ("Swim for an hour", "Morning", {"minutes": 60}),
        ("Swim (½ hour)", "Morning", {"minutes": 30}),
        ("Swim 1½ hours", "Morning", {"minutes": 90}),
        ("Swim - 1 hr 15", "Morning", {"minutes": 75}),
        ("Swim (by 9.30)", "Morning", {"by_when": time(9, 30)}),
        ("Swim by 8", "Evening", {"title": "Swim by 8"}),
        ("Swim (by 8)", "Evening", {"by_when": time(20)}),
        ("Swim (must happen by 9.30)", "Morning", {"by_when": time(9, 30), "must_happen": True}),
        ("Swim FIXED", "Morning", {}),
        ("Swim (fixed)", "Morning", {}),
        ("Swim *", "Morning", {"starred": True}),
        ("*Swim", "Morning", {"starred": True}),
        ("Swim (starred)", "Morning", {"starred": True}),
        ("Swim every other week", "Morning", {"every_weeks": 2}),
        ("Swim (every 3 weeks)", "Morning", {"every_weeks": 3}),
        ("Swim 1st Wednesday", "Morning", {"cadence": Cadence.MONTHLY_WEEKDAY, "nth": 1, "days": (2,)}),
        ("Swim (flexible)", "Morning", {"cadence": Cadence.TIMES_A_WEEK, "times": 1, "days": (2,)}),
        ("Swim FLEXIBLE x2", "Morning", {"cadence": Cadence.TIMES_A_WEEK, "times": 2, "days": (2,)}),
        ("Swim, women only", "Morning", {"with_whom": "women only", "with_whom_matters": True}),
        ("Swim - with Sam, 30 min", "Morning", {"with_whom": "Sam", "minutes": 30}),
        ("Swim (paid, just me)", "Morning", {"support": Support.PAID_ONE}),
        ("Swim (paid, shared)", "Morning", {"support": Support.PAID_SHARED}),
        ("Swim (unpaid)", "Morning", {"support": Support.FRIENDS}),
        ("Swim (on my own)", "Morning", {"support": Support.ALONE}),
        ("Swim (technology)", "Morning", {"support": Support.TECHNOLOGY, "technology": True}),
        ("Swim - paid - 60 min", "Morning", {"support": Support.PAID_ONE, "minutes": 60}),
    ],
)
def test_a_phrase_we_know_becomes_a_field_and_leaves_the_title(
    text: str, heading: str, expected: dict[str, Any]
) -> None:
    item = one(text, heading)
    values = {"title": "Swim", **expected}
    assert {name: getattr(item, name) for name in values} == values
    assert item.notes == ""


@pytest.mark.parametrize(
    "title",
    [
        "Get my bike fixed", "Walk (by the sea)", "Lunch club - St Mary's", "Time alone", "Dinner with family",
        "Bus 42", "Disco with friends", "2 eggs and toast", "Night out", "Swim 1.5 km", "Just this once",
        "Leave at 9.30", "AMEN", "Monday club", "Ring 0300 123 4567",
    ],
)  # fmt: skip
def test_words_that_could_mean_something_else_stay_in_the_title(title: str) -> None:
    item = one(title)
    assert (item.title, item.at, item.minutes, item.support, item.notes) == (title, None, None, Support.UNSAID, "")


def test_words_beside_a_known_phrase_become_a_note() -> None:
    item = one("Art class (paid, just me; I pay the fee). Mum drives, leave at 9 - 60 min, bring a towel")
    assert (item.title, item.minutes) == ("Art class", 60)
    assert item.notes == "I pay the fee, Mum drives, leave at 9, bring a towel"


def test_curly_quotes_and_odd_spaces_are_the_same_words() -> None:
    week = planner(mon="Dinner at mum\N{RIGHT SINGLE QUOTATION MARK}s", tue="dinner  at\N{NO-BREAK SPACE}mum's ")
    assert [(item.title, item.days) for item in week.items] == [("Dinner at mum's", (0, 1))]


def test_several_lines_in_a_cell_are_several_items() -> None:
    week = planner(wed="Swim\n\n10.30 Choir\r\nTea")
    assert [item.title for item in week.items] == ["Swim", "Choir", "Tea"]


def test_equal_flexible_cells_are_one_item_that_many_times() -> None:
    (item,) = planner(mon="Walk (flexible)", wed="Walk (flexible)", fri="walk (Flexible)").items
    assert (item.cadence, item.times, item.days) == (Cadence.TIMES_A_WEEK, 3, (0, 2, 4))


def test_equal_words_in_other_parts_of_the_day_are_other_items() -> None:
    week = week_of([["", *DAYS], ["am", "Tea"], ["eve", "Tea"]])
    assert [(item.title, item.part) for item in week.items] == [("Tea", Part.MORNING), ("Tea", Part.EVENING)]


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("Any time this week", "Swim x2", {"cadence": Cadence.TIMES_A_WEEK, "times": 2, "days": ()}),
        ("ANY TIME THIS WEEK:", "Swim twice a week", {"cadence": Cadence.TIMES_A_WEEK, "times": 2}),
        ("Any time this week", "Swim", {"cadence": Cadence.TIMES_A_WEEK, "times": 1}),
        ("Any time this week", "Swim (Tue, Thu)", {"cadence": Cadence.TIMES_A_WEEK, "times": 2, "days": (1, 3)}),
        ("Once a month", "Swim", {"cadence": Cadence.MONTHLY_ANY_DAY, "days": ()}),
        ("This month", "Swim, once, any weekday", {"cadence": Cadence.MONTHLY_ANY_WEEKDAY}),
        ("Monthly", "Swim (1st Tuesday)", {"cadence": Cadence.MONTHLY_WEEKDAY, "nth": 1, "days": (1,)}),
        ("This month", "Swim last Friday of the month", {"cadence": Cadence.MONTHLY_WEEKDAY, "nth": 5, "days": (4,)}),
        ("This month", "Swim on the 12th of the month", {"cadence": Cadence.MONTHLY_DATE, "month_day": 12}),
        ("Every other week", "Swim", {"cadence": Cadence.WEEKLY, "every_weeks": 2, "days": (2,)}),
        ("Once a year", "Swim (12 March)", {"cadence": Cadence.YEARLY, "month": 3, "month_day": 12}),
        ("9.00-10.30", "Swim", {"cadence": Cadence.WEEKLY, "at": time(9), "minutes": 90}),
        ("14:00", "Swim", {"cadence": Cadence.WEEKLY, "at": time(14), "minutes": None}),
    ],
)
def test_the_heading_of_a_row_speaks_for_all_of_it(heading: str, text: str, expected: dict[str, Any]) -> None:
    week = planner(heading, wed=text)
    (item,) = week.items
    assert item.title == "Swim"
    assert {name: getattr(item, name) for name in expected} == expected
    assert all(line.sure for line in week.lines)


@pytest.mark.parametrize(
    ("heading", "text", "reason"),
    [
        ("Morning", "Swim x2", Reason.TIMES_A_DAY),
        ("This month", "Swim x2", Reason.TIMES_A_DAY),
        ("Morning", "Swim 9.30pm", Reason.WHICH_TIME),
        ("Any time", "Swim 3.15", Reason.WHICH_TIME),
        ("Morning", "Swim (evening)", Reason.TWO_ANSWERS),
        ("Morning", "Swim (Thursday)", Reason.TWO_ANSWERS),
        ("Morning", "Swim (60 min) - 30 min", Reason.TWO_ANSWERS),
        ("Morning", "Swim once a month", Reason.TWO_ANSWERS),
        ("Any time this week", "Swim FIXED", Reason.TWO_ANSWERS),
        ("Elevenses", "Swim", Reason.UNKNOWN_HEADING),
    ],
)
def test_what_does_not_go_together_is_an_item_we_are_not_sure_of(heading: str, text: str, reason: Reason) -> None:
    week = planner(heading, wed=text)
    assert [item.title for item in week.items] == ["Swim"]
    assert reasons(week, "D2") == [reason]


@pytest.mark.parametrize(
    ("heading", "text", "reason"),
    [
        ("Morning", "(flexible) x2", Reason.NO_WORDS),
        ("Morning", "60 min", Reason.NO_WORDS),
        ("Morning", "12345", Reason.NO_WORDS),
        ("Morning", "Swim " * 101, Reason.TOO_LONG),
        ("Once a year", "Swim", Reason.NO_DATE),
    ],
)
def test_what_names_nothing_to_do_is_in_no_item(heading: str, text: str, reason: Reason) -> None:
    week = week_of([["", *DAYS], [heading, text], ["Evening", "Tea"]])
    assert [item.title for item in week.items] == ["Tea"]
    assert line(week, "B2").reading == Reading.UNREAD
    assert reasons(week, "B2") == [reason]


def test_the_same_words_twice_on_one_day_are_taken_once_and_asked_about() -> None:
    week = week_of([["", *DAYS], ["Morning", "Tea"], ["", "Tea"]])
    assert [(item.title, item.days) for item in week.items] == [("Tea", (0,))]
    assert reasons(week, "B3") == [Reason.SAID_TWICE]


def test_a_row_without_heading_goes_on_with_the_row_above() -> None:
    week = week_of([["", *DAYS], ["Evening", "Tea"], ["", "Choir"], [], ["", "Signed: Ann"]])
    assert [(item.title, item.part) for item in week.items] == [("Tea", Part.EVENING), ("Choir", Part.EVENING)]
    assert reasons(week, "B5") == [Reason.WISH]


def test_days_down_the_side_are_read_the_same() -> None:
    week = week_of([["My week"], ["", "Morning", "Evening"], ["Monday", "Swim"], ["Tuesday", "Swim", "Tea"]])
    assert [(item.title, item.days, item.part) for item in week.items] == [
        ("Swim", (0, 1), Part.MORNING),
        ("Tea", (1,), Part.EVENING),
    ]
    assert line(week, "A1").reading == Reading.HEADING


def test_a_planner_without_parts_of_the_day_says_none() -> None:
    week = week_of([DAYS, ["Swim", "", "Choir"], ["Tea"]])
    assert [(item.title, item.days, item.part) for item in week.items] == [
        ("Swim", (0,), Part.ANY),
        ("Choir", (2,), Part.ANY),
        ("Tea", (0,), Part.ANY),
    ]


def test_columns_may_stand_for_several_days() -> None:
    week = week_of([["", "Mon-Fri", "Weekend"], ["Morning", "Work", "Swim"]])
    assert [(item.title, item.days) for item in week.items] == [("Work", (0, 1, 2, 3, 4)), ("Swim", (5, 6))]


def test_words_under_no_day_are_not_dropped() -> None:
    week = week_of([["", "Mon", "Tue", "Notes"], ["Morning", "Swim", "", "Ask mum first"]])
    assert reasons(week, "D2") == [Reason.NO_DAY]
    assert "Ask mum first" in week.notes


@pytest.mark.parametrize(
    ("text", "agreed_on", "review_by"),
    [
        ("Agreed with me on 2 September 2026. Review by 2 December 2026.", date(2026, 9, 2), date(2026, 12, 2)),
        ("Agreed on 2nd Sept 2026", date(2026, 9, 2), None),
        ("Agreed with me and mum: 02/09/2026; review 2.12.26", date(2026, 9, 2), date(2026, 12, 2)),
        ("To be reviewed by Wednesday 2 December 2026", None, date(2026, 12, 2)),
    ],
)
def test_when_it_was_agreed(text: str, agreed_on: date | None, review_by: date | None) -> None:
    week = week_of([["My week"], [text], ["", *DAYS], ["Morning", "Swim"]])
    assert (week.agreed_on, week.review_by) == (agreed_on, review_by)
    assert line(week, "A2").reading == Reading.AGREED


@pytest.mark.parametrize("text", ["Agreed on 31 February 2026", "Agreed in spring", "Review by Christmas"])
def test_a_date_that_we_cannot_read_is_kept_as_a_wish(text: str) -> None:
    week = week_of([["My week"], [text], ["", *DAYS], ["Morning", "Swim"]])
    assert (week.agreed_on, week.review_by, week.notes) == (None, None, (text,))


def test_must_happen_marks_the_items_that_have_it_in_those_parts() -> None:
    rows = [["", *DAYS], ["am", "Tablets, tea"], ["pm", "Tablets"], ["eve", "Tea"], ["Must happen: tablets, mornings."]]
    week = week_of(rows)
    assert [(item.must_happen, item.essential) for item in week.items] == [
        (True, "tablets"),
        (False, ""),
        (False, ""),
    ]
    assert line(week, "A5").details == {"titles": ["Tablets, tea"]}


def test_must_happen_without_such_an_item_is_asked_about() -> None:
    week = week_of([["", *DAYS], ["am", "Tea"], ["Must happen: insulin"]])
    assert reasons(week, "A3") == [Reason.NOT_IN_WEEK]


LIST = ("What", "Days", "Part of day", "Time", "How long", "Flexible", "Times", "With", "Must happen by", "Notes")


def test_a_list_reads_each_column() -> None:
    row = ("Swim *", "Tue & Thu", "pm", "2.30", "1½ hours", "no", "", "Sam", "5pm", "Bring a towel")
    week = week_of([LIST, row])
    (item,) = week.items
    assert (item.title, item.starred, item.days, item.part) == ("Swim", True, (1, 3), Part.AFTERNOON)
    assert (item.at, item.minutes, item.with_whom, item.notes) == (time(14, 30), 90, "Sam", "Bring a towel")
    assert (item.by_when, item.must_happen) == (time(17), True)
    assert [line.sure for line in week.lines] == [True] * (len(LIST) + 1)


def test_a_cell_of_a_list_that_we_cannot_read_has_its_own_line() -> None:
    week = week_of([("What", "Days", "Colour"), ("Swim", "whenever", "red"), ("Choir", "Monday", "")])
    assert [item.title for item in week.items] == ["Swim", "Choir"]
    assert reasons(week, "B2") == [Reason.UNKNOWN_VALUE]
    assert reasons(week, "C1") == reasons(week, "C2") == [Reason.UNKNOWN_COLUMN]
    assert reasons(week, "row 2") == [Reason.NO_CADENCE]
    assert line(week, "row 3").sure


def test_words_under_a_list_are_about_the_week() -> None:
    week = week_of([("What", "Days"), ("Tablets", "every day"), ("Must happen: tablets",), ("I want women only",)])
    assert [item.must_happen for item in week.items] == [True]
    assert week.notes == ("I want women only",)


@pytest.mark.parametrize(
    ("title", "label"),
    [("Tea, tablets", "health"), ("Shower", "intimate"), ("Go to the bank", "money"), ("Dishwasher", None)],
)
def test_private_matters_are_hinted_at_and_never_labelled(title: str, label: str | None) -> None:
    item = one(title)
    assert hint(item) == label
    assert item.label == "ordinary"
