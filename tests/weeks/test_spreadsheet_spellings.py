"""The same thing said in the ways people write it, and words about when that cannot be planned."""

from datetime import date, time
from typing import Any

import pytest

from carelog.weeks.details import Cadence, Part, Support
from carelog.weeks.spreadsheet_import.reading import Reading, Reason
from tests.weeks.sheets import DAYS, line, planner, reasons, week_of

AT_HALF_TEN: dict[str, Any] = {"at": time(10, 30)}
TO_HALF_THREE: dict[str, Any] = {"at": time(13), "minutes": 150}
AN_HOUR_AND_A_HALF: dict[str, Any] = {"minutes": 90}
HALF_AN_HOUR: dict[str, Any] = {"minutes": 30}
FLEXIBLE: dict[str, Any] = {"cadence": Cadence.TIMES_A_WEEK, "times": 1, "days": (2,)}
FIXED: dict[str, Any] = {"cadence": Cadence.WEEKLY, "days": (2,)}
STARRED: dict[str, Any] = {"starred": True, "cadence": Cadence.WEEKLY}
OTHER_WEEK: dict[str, Any] = {"cadence": Cadence.WEEKLY, "every_weeks": 2, "days": (2,)}
FIRST: dict[str, Any] = {"cadence": Cadence.MONTHLY_WEEKDAY, "nth": 1, "days": (2,)}
SUMMER: dict[str, Any] = {"cadence": Cadence.WEEKLY, "season_from": "04-01", "season_until": "09-30"}
BY_HALF_NINE: dict[str, Any] = {"by_when": time(9, 30)}

# Under Wednesday, in a row headed so.
UNDER_A_DAY: list[tuple[str, dict[str, Any], list[str]]] = [
    ("Morning", AT_HALF_TEN, [
        "10.30 Swim", "10:30 Swim", "10.30am Swim", "Swim 10.30 a.m.", "Swim at 10.30", "Swim @ 10.30", "Swim, 10.30",
        "Swim (10.30)", "Swim [10.30]", "Swim – 10:30", "half past ten: Swim", "half 10 Swim", "Swim at half past 10",
        "Swim about 10.30am", "Swim 10:30hrs", "10.30 – Swim", "• 10.30 Swim", "Swim 1030hrs",
    ]),
    ("Morning", {"at": time(10)}, ["Swim at 10", "Swim 10 o’clock", "Swim at ten", "Swim @10am", "10am: Swim"]),
    ("Morning", {"at": time(10, 45)}, ["Swim at quarter to 11", "10.45 Swim", "quarter to eleven Swim"]),
    ("Afternoon", {"at": time(15, 15)}, ["Swim 3.15pm", "3:15 P.M. Swim", "Swim quarter past 3", "15:15 Swim"]),
    ("Afternoon", TO_HALF_THREE, [
        "1pm–3.30pm Swim", "1pm-3.30pm Swim", "1-3.30 Swim", "Swim 1 to 3.30", "Swim from 1 until half past 3",
        "Swim (1pm — 3.30pm)", "13:00-15:30 Swim", "Swim 1300hrs-1530hrs",
    ]),
    ("Afternoon", {"at": time(13, 30), "minutes": 90}, ["Swim 1.30-3", "1.30–3pm Swim", "Swim half 1 to 3"]),
    ("Afternoon", HALF_AN_HOUR, [
        "Swim ½ hour", "Swim ½ hr", "Swim (1/2 hour)", "Swim half an hour", "Swim for half-hour", "Swim - 30 mins",
        "Swim 30min", "Swim, 30 minutes", "Swim approx 30 mins", "Swim thirty minutes", "Swim 0.5 hours",
    ]),
    ("Afternoon", AN_HOUR_AND_A_HALF, [
        "Swim 1½ hrs", "Swim 1 ½ hours", "Swim 1 1/2 hours", "Swim 1.5hrs", "Swim an hour and a half", "Swim 1h30",
        "Swim one and a half hours", "Swim (1 hour 30 mins)", "Swim - 1 hr 30", "Swim 90 mins",
    ]),
    ("Afternoon", {"minutes": 45}, ["Swim ¾ hour", "Swim three quarters of an hour", "Swim 45 mins", "Swim 45m"]),
    ("Afternoon", FLEXIBLE, [
        "Swim (flexible)", "Swim (Flexible)", "Swim [flexible]", "Swim - flexible", "Swim, flexible", "Swim FLEXIBLE",
        "(flexible) Swim", "Flexible: Swim", "FLEXIBLE Swim", "Swim (flexi)", "Swim any day", "Swim (any weekday)",
        "Flexible – Swim", "Swim(flexible)",
    ]),
    ("Afternoon", FIXED, ["Swim FIXED", "Swim (FIXED)", "FIXED: Swim", "FIXED Swim", "Swim - fixed", "Swim, fixed"]),
    ("Afternoon", STARRED, [
        "Swim *", "*Swim", "* Swim *", "Swim* FIXED", "Swim FIXED*", "Swim (FIXED *)", "Swim ★", "FIXED: *Swim",
        "Swim (*)", "Swim ＊",
    ]),
    ("Afternoon", FIXED, ["• Swim", "- Swim", "– Swim", "1. Swim", "2) Swim", "☐ Swim", "Swim."]),
    ("Morning", OTHER_WEEK, [
        "Swim every other week", "Swim (every other week)", "Swim fortnightly", "Swim, every fortnight",
        "Swim every 2 weeks", "Swim every second week", "Swim alternate weeks", "Swim every other Wednesday",
        "Swim once a fortnight", "Every other week: Swim", "Swim alternate Wednesdays", "Swim - every two weeks",
    ]),
    ("Morning", {"every_weeks": 2, "first_on": date(2026, 12, 9)}, [
        "Swim every other week from 9 December 2026", "Swim every other Wednesday, starting 09/12/2026",
    ]),
    ("Morning", FIRST, [
        "Swim 1st Wednesday", "Swim (1st Weds)", "1st Wednesday: Swim", "Swim first Wednesday of the month",
        "Swim on the first Wed of each month", "Swim – 1st Wednesday in the month",
        "Swim monthly on the first Wednesday", "1st Wednesday Swim", "Swim 1st Wed of month",
    ]),
    ("Morning", {**FIRST, "nth": 5}, ["Swim last Wednesday of the month", "Swim (last Wed)"]),
    ("Morning", SUMMER, [
        "Swim April to September", "Swim (Apr-Sept)", "Swim (1 April to 30 September)",
        "Swim from April until end of Sept", "April to September: Swim", "Swim, April–September only",
        "Swim between April and September",
    ]),
    ("Morning", {"season_from": "07-01", "season_until": "07-31"}, ["Swim in July", "Swim (July only)"]),
    ("Morning", {"season_from": "11-01", "season_until": "02-29"}, ["Swim November to February", "Swim (Nov – Feb)"]),
    ("Morning", BY_HALF_NINE, [
        "Swim (by 9.30)", "Swim by 9.30am", "Swim - before 9.30", "Swim (no later than half past 9)",
        "Swim (by 9.30 at the latest)",
    ]),
    ("Morning", {"support": Support.PAID_ONE}, [
        "Swim (paid, just me)", "Swim - paid - just me", "Swim [just me, paid]", "Swim (1:1)", "Swim, paid, just me",
    ]),
    ("Morning", {"support": Support.PAID_SHARED}, [
        "Swim (paid, shared)", "Swim (shared - paid)", "Swim (shared support)",
    ]),
]  # fmt: skip

# In a row whose heading says so, whatever the column.
IN_A_ROW: list[tuple[str, dict[str, Any], list[str]]] = [
    ("Any time this week", {"cadence": Cadence.TIMES_A_WEEK, "times": 2, "days": ()}, [
        "Swim x2", "Swim X 2", "Swim ×2", "Swim 2x", "x2 Swim", "2x Swim", "Swim (2×)", "Swim twice a week",
        "Swim 2 times a week", "Swim 2 x week", "Swim 2x/wk", "Swim two times per week", "Swim - twice weekly",
        "Twice a week: Swim", "Swim, twice",
    ]),
    ("Any time this week", {"cadence": Cadence.TIMES_A_WEEK, "times": 1, "days": (0, 1, 2, 3, 4)}, [
        "Swim any weekday", "Swim, once, any weekday", "Swim (any week day)",
    ]),
    ("Any time this week", {"cadence": Cadence.TIMES_A_WEEK, "times": 1, "every_weeks": 2}, [
        "Swim every other week", "Swim fortnightly", "Swim once a fortnight", "Swim every 2 weeks",
    ]),
    ("Any time this week", {"cadence": Cadence.TIMES_A_WEEK, "times": 2, "days": (1, 3)}, [
        "Swim (Tue, Thu)", "Swim Tues & Thurs", "Swim on Tuesday and Thursday", "Swim x2 (Tuesdays/Thursdays)",
    ]),
    ("Any time this week", {"cadence": Cadence.TIMES_A_WEEK, "times": 1, "days": (0, 1)}, ["Swim (Mon or Tue)"]),
    ("Once a month", {"cadence": Cadence.MONTHLY_ANY_DAY, "days": ()}, [
        "Swim", "Swim, once", "Swim x1", "Swim monthly",
    ]),
    ("Once a month", {"cadence": Cadence.MONTHLY_ANY_WEEKDAY}, ["Swim, once, any weekday", "Swim any weekday"]),
    ("Once a month", {"cadence": Cadence.MONTHLY_DATE, "month_day": 12}, [
        "Swim on the 12th", "Swim (12th)", "Swim on the 12th of the month", "Swim - 12th of every month",
    ]),
    ("Once a month", {"cadence": Cadence.MONTHLY_DATE, "month_day": 31}, ["Swim last day of the month"]),
    ("Once a month", {**FIRST, "days": (1,)}, ["Swim 1st Tuesday", "Swim (first Tue)"]),
    ("Once a year", {"cadence": Cadence.YEARLY, "month": 3, "month_day": 3}, [
        "Swim (3 March)", "Swim every year on 3 March", "Swim once a year, 3rd March",
        "Swim on the 3rd of March every year", "Swim (March 3)", "Swim annually on 3 Mar", "Swim every 3 March",
    ]),
]  # fmt: skip

# What a heading may be instead of one that is known.
HEADINGS: list[tuple[dict[str, Any], list[str]]] = [
    ({"part": Part.MORNING, "days": (2,)}, ["AM", "a.m.", "Morn.", "MORNINGS", "“Morning”", "*Morning*", "Breakfast"]),
    ({"part": Part.AFTERNOON}, ["pm", "P.M.", "Aft.", "Lunchtime", "Lunch", "Afternoon (12–5)", "After lunch"]),
    ({"part": Part.EVENING}, ["Eve", "EVES.", "Evening meal", "Supper time", "Early evening", "evening routine"]),
    ({"part": Part.NIGHT}, ["Nights", "Night-time", "overnight", "Sleep-in", "Waking night"]),
    ({"cadence": Cadence.TIMES_A_WEEK, "times": 1, "days": ()}, [
        "Any time this week", "ANYTIME THIS WEEK:", "At any time during the week", "Some time this week", "Weekly",
        "Once a week", "Flexible – any time this week", "Any day", "Any time this week (flexible)",
    ]),
    ({"cadence": Cadence.TIMES_A_WEEK, "times": 2}, ["Twice a week", "2x a week", "x2 per week"]),
    ({"cadence": Cadence.MONTHLY_ANY_DAY}, [
        "Once a month", "This month", "MONTHLY", "Any time this month", "1 x month", "Every month",
        "Some time this month",
    ]),
    ({"cadence": Cadence.MONTHLY_WEEKDAY, "nth": 1, "days": (1,)}, ["1st Tuesday", "First Tues of the month"]),
    ({"cadence": Cadence.WEEKLY, "every_weeks": 2, "days": (2,)}, [
        "Every other week", "Fortnightly", "Alternate weeks", "Every 2 weeks",
    ]),
    ({"season_from": "04-01", "season_until": "09-30", "days": (2,)}, ["April to September", "Apr–Sep"]),
    ({"at": time(10, 30), "minutes": 90}, ["10.30-12", "10.30am – 12 noon", "half 10 to 12"]),
]  # fmt: skip

# There is an item, and people are asked to look: it may be meant otherwise, or says more than an item can hold.
DOUBTFUL: list[tuple[str, str, dict[str, Any], Reason]] = [
    ("Any time this week", "Swim 2-3 times a week", {"times": 2}, Reason.UNSURE),
    ("Any time this week", "Swim at least twice a week", {"times": 2}, Reason.UNSURE),
    ("Morning", "Swim every second Wednesday", {"every_weeks": 2, "days": (2,)}, Reason.UNSURE),
    ("Morning", "Swim 30-45 mins", {"minutes": 30}, Reason.UNSURE),
    ("Morning", "9-11 Swim", {"at": time(9), "minutes": 120}, Reason.UNSURE),
    ("Morning", "1030 Swim", {"at": time(10, 30)}, Reason.UNSURE),
    ("Morning", "Swim between 9am and 11am", {"at": time(9), "minutes": 120}, Reason.UNSURE),
    ("Any time this week", "Swim (3 March)", {"cadence": Cadence.YEARLY}, Reason.UNSURE),
    ("Morning", "Swim every year on 3 March", {"cadence": Cadence.YEARLY}, Reason.UNSURE),
    ("Once a month", "Swim 1st and 3rd Monday", {"nth": 1, "days": (0,)}, Reason.TIMES_A_DAY),
    ("Once a month", "Swim 2nd & 4th Tues of the month", {"nth": 2, "days": (1,)}, Reason.TIMES_A_DAY),
    ("Once a month", "Swim on the 1st and 15th", {"month_day": 1}, Reason.TIMES_A_DAY),
    ("Twice a month", "Swim", {"cadence": Cadence.MONTHLY_ANY_DAY}, Reason.TIMES_A_DAY),
    ("Morning", "Swim twice a day", {"days": (2,)}, Reason.TIMES_A_DAY),
    ("Morning", "Swim every Thursday", {"days": (2,)}, Reason.TWO_ANSWERS),
    ("Morning", "Swim 12.30", {"at": time(12, 30)}, Reason.WHICH_TIME),
]  # fmt: skip

# Words about when that no field can hold stay where they are, and people are told.
LEFT_OVER = [
    ("in summer", "in summer"), ("(summer only)", "summer only"), ("(term time)", "term time"),
    ("most days", "most days"),
    ("in school holidays", "school holidays"), ("every 3 months", "every 3 months"), ("quarterly", "quarterly"),
    ("first weekend of the month", "first weekend"), ("as needed", "as needed"), ("(week 1)", "week 1"),
    ("from 7 December", "7 December"), ("until end of September", "until end of September"), ("flexible", "flexible"),
    ("x2 with Sam", "x2"), ("60 mins with Sam", "60 mins"), ("10.30 with Sam", "10.30"), ("1-3", "1-3"),
]  # fmt: skip


def flat(table: list[tuple[str, dict[str, Any], list[str]]]) -> list[tuple[str, str, dict[str, Any]]]:
    """One case for each spelling."""
    return [(heading, text, expected) for heading, expected, texts in table for text in texts]


@pytest.mark.parametrize(("heading", "text", "expected"), flat(UNDER_A_DAY) + flat(IN_A_ROW))
def test_every_spelling_says_the_same_and_leaves_no_doubt(heading: str, text: str, expected: dict[str, Any]) -> None:
    week = planner(heading, wed=text)
    (item,) = week.items
    values = {"title": "Swim", "notes": "", **expected}
    assert {name: getattr(item, name) for name in values} == values
    assert all(line.sure for line in week.lines)


@pytest.mark.parametrize(("expected", "heading"), [(says, text) for says, texts in HEADINGS for text in texts])
def test_every_heading_says_the_same_and_leaves_no_doubt(expected: dict[str, Any], heading: str) -> None:
    week = planner(heading, wed="Swim")
    (item,) = week.items
    assert {name: getattr(item, name) for name in expected} == expected
    assert line(week, "A2").reading == Reading.HEADING
    assert all(line.sure for line in week.lines)


@pytest.mark.parametrize(("heading", "text", "expected", "reason"), DOUBTFUL)
def test_what_may_be_meant_otherwise_is_read_and_asked_about(
    heading: str, text: str, expected: dict[str, Any], reason: Reason
) -> None:
    week = planner(heading, wed=text)
    (item,) = week.items
    assert {name: getattr(item, name) for name in expected} == expected
    assert item.title == "Swim"
    assert reason in reasons(week, "D2")


@pytest.mark.parametrize(("words", "said"), LEFT_OVER)
def test_words_about_when_that_cannot_be_planned_stay_and_are_asked_about(words: str, said: str) -> None:
    week = planner(wed=f"Swim {words}")
    (item,) = week.items
    assert item.title == f"Swim {words}"
    assert (item.days, item.season_from, item.minutes, item.at) == ((2,), "", None, None)
    assert [list(doubt) for doubt in line(week, "D2").doubts] == [[Reason.LEFT_OVER, said]]


@pytest.mark.parametrize(
    "title",
    [
        "Look at 3 houses", "Eat 3 eggs and 2", "2 eggs and toast", "Coffee morning", "Sunday lunch", "Weekly shop",
        "Daily walk", "First aid class", "May Day", "5-a-side", "Call mum on the way home", "Each other's birthdays",
        "Tea for two", "Bus at 9.15, swim", "Swim £3.50",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_doubt(title: str) -> None:
    week = planner(wed=title)
    assert [(item.title, item.days, item.at, item.minutes) for item in week.items] == [(title, (2,), None, None)]
    assert line(week, "D2").sure


@pytest.mark.parametrize("text", ["Tablets 8am and 8pm", "Swim 10 to 11", "Swim 3 for 4"])
def test_half_a_phrase_is_never_taken(text: str) -> None:
    (item,) = planner(wed=text).items
    assert (item.title, item.at, item.minutes) == (text, None, None)


@pytest.mark.parametrize("heading", ["Tea time", "Teatime", "Bedtime", "TEA"])
def test_a_meal_that_may_lie_in_two_parts_of_the_day_is_asked_about_once(heading: str) -> None:
    week = planner(heading, mon="Swim", wed="Swim", fri="Choir")
    assert {item.part for item in week.items} == {Part.EVENING}
    assert [line.source for line in week.lines if not line.sure] == [heading]
    assert reasons(week, "A2") == [Reason.UNSURE]


@pytest.mark.parametrize(
    "names",
    [
        ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
        ["M", "T", "W", "T", "F", "S", "S"],
        ["MON", "TUES", "WEDS", "THURS", "FRI", "SAT", "SUN"],
        ["Mon (23rd)", "Tues (24th)", "Weds (25th)", "Thurs (26th)", "Fri (27th)", "Sat (28th)", "Sun (29th)"],
        [f"“{day}”" for day in DAYS],
        [f"*{day}*" for day in DAYS],
    ],
)
def test_columns_under_days_however_they_are_spelled(names: list[str]) -> None:
    week = week_of([["", *names], ["am", *[f"Swim in {day}" for day in DAYS]]])
    assert [item.days for item in week.items] == [(day,) for day in range(7)]
    assert all(line.sure for line in week.lines)


def test_a_list_names_its_columns_in_other_words() -> None:
    columns = ["What I’d like", "Day(s)", "Start time", "End time", "Season", "Fixed?", "Paid/unpaid", "Comments"]
    week = week_of(
        [columns, ["Swim", "Tues & Thurs", "10", "11.30", "April–Sept", "no", "just me - paid", "Bring tea"]]
    )
    (item,) = week.items
    assert (item.cadence, item.times, item.days) == (Cadence.TIMES_A_WEEK, 2, (1, 3))
    assert (item.at, item.minutes, item.season_from, item.season_until) == (time(10), 90, "04-01", "09-30")
    assert (item.support, item.notes) == (Support.PAID_ONE, "Bring tea")
    assert all(line.sure for line in week.lines)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Tuesdays 10.30", {"days": (1,), "at": time(10, 30)}),
        ("every other Tuesday", {"days": (1,), "every_weeks": 2}),
        ("1st Tuesday", {"cadence": Cadence.MONTHLY_WEEKDAY, "nth": 1, "days": (1,)}),
        ("every evening", {"days": (0, 1, 2, 3, 4, 5, 6), "part": Part.EVENING}),
        ("Mon-Fri am", {"days": (0, 1, 2, 3, 4), "part": Part.MORNING}),
        ("twice a week", {"cadence": Cadence.TIMES_A_WEEK, "times": 2}),
        ("every year on 3 March", {"cadence": Cadence.YEARLY, "month": 3, "month_day": 3}),
        ("weekends, April to September", {"days": (5, 6), "season_from": "04-01"}),
    ],
)
def test_a_column_may_say_everything_about_when(said: str, expected: dict[str, Any]) -> None:
    week = week_of([("What", "When"), ("Swim", said)])
    (item,) = week.items
    assert {name: getattr(item, name) for name in expected} == expected
    assert all(line.sure for line in week.lines)
