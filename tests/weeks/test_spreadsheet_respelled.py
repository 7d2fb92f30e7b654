"""The example weeks in other people's spelling: each cell rewritten at random, and the same items and numbers read."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.cell_range import CellRange

import carelog.weeks.spreadsheet_import as spreadsheet
from carelog.weeks.details import ItemDetails
from carelog.weeks.spreadsheet_import import ReadWeek, read_week
from carelog.weeks.spreadsheet_import.answer import answer
from tests.weeks.sheets import saved, workbook

EXAMPLES = Path(spreadsheet.__file__).parents[2] / "demo_weeks"
Spellings = dict[str, tuple[str, ...]]

# A whole cell, in a planner or as the name or the content of a list's column.
CELLS: Spellings = {
    "Time of day": ("Part of the day", "When", "TIME"),
    "Monday": ("MONDAY", "Mon.", "Mon 23 Nov", "“Monday”"), "Tuesday": ("TUESDAY", "Tues", "Tu", "Tues (24th)"),
    "Wednesday": ("Weds", "WED", "Wednesdays"), "Thursday": ("Thurs.", "THUR", "Th"), "Friday": ("FRI", "Fr", "fri."),
    "Saturday": ("SATURDAY", "Sat.", "Sa"), "Sunday": ("SUN", "Sundays", "*Sunday*"),
    "Mon": ("Monday", "MON", "Mo"), "Tues": ("Tue", "Tuesday"), "Wed": ("Weds", "wed."), "Thurs": ("Thu", "Thursdays"),
    "Fri": ("Friday", "FRI"), "Sat": ("Saturday", "sat"), "Sun": ("Sunday", "Su"),
    "Morning": ("AM", "a.m.", "Mornings", "Morn.", "“Morning”", "Morning (7–11)", "Breakfast"),
    "Afternoon": ("PM", "p.m.", "Lunchtime", "Aft.", "Afternoons"),
    "Evening": ("Eve", "EVES", "Evenings", "Supper time"),
    "Night": ("Nights", "NIGHT", "Night-time", "overnight"),
    "am": ("Morning", "A.M.", "mornings"), "pm": ("Afternoon", "P.M.", "after lunch"), "eve": ("Evening", "Eves."),
    "night": ("Nights", "night time", "sleep-in"),
    "This month": ("Once a month", "MONTHLY", "Any time this month", "1 x month"),
    "Once a month": ("This month:", "Every month", "some time this month"),
    "Any time this week": ("ANYTIME THIS WEEK:", "Any day", "Flexible – any time this week", "Sometime in the week"),
    "Agreed with me on 2 September 2026. Review by 2 December 2026.": (
        "Agreed: 2/9/2026; review: 2/12/2026", "Date agreed: 2nd Sept 2026. Review date: 2 Dec 2026",
    ),
    "Must happen: tablets, morning and evening.": (
        "MUST HAPPEN – tablets (mornings and evenings)", "What must happen: tablets, am & eve",
    ),
    "what": ("What I’d like", "Activity", "“What”"), "days": ("Day(s)", "WHICH DAYS"),
    "part of day": ("Part", "Part of the day"),
    "time": ("Start time", "At", "Start"), "minutes": ("Length (mins)", "How long?", "Duration"),
    "fixed or flexible": ("Fixed/Flexible", "FLEXIBLE?"), "times a week": ("How often", "Times per week"),
    "who I want": ("Who with", "Who I’d like"), "support": ("Paid/unpaid", "Kind of support"),
    "must happen by": ("No later than", "By when"), "notes": ("Comments", "Anything else?"),
    "every day": ("daily", "Every day", "Mon-Sun", "Monday to Sunday", "7 days a week"),
    "any": ("any day", "flexible"),
    "morning": ("AM", "mornings", "in the morning"), "afternoon": ("pm", "Afternoons", "lunchtime"),
    "evening": ("eve", "Evenings", "in the evening"),
    "08:00": ("8am", "8.00", "0800", "eight o’clock"), "12:30": ("12.30pm", "half past 12", "12.30"),
    "16:30": ("4.30pm", "half 4", "4:30 p.m."), "20:30": ("8.30pm", "half past eight", "2030hrs"),
    "15:15": ("3.15pm", "quarter past 3", "3:15 PM"), "09:30": ("9.30", "half nine", "9:30am"),
    "45": ("45 mins", "¾ hour", "three quarters of an hour"), "30": ("½ hour", "half an hour", "30 min", "1/2 hr"),
    "15": ("15 minutes", "¼ hour", "quarter of an hour"), "52": ("52 mins", "52m"),
    "90": ("1½ hours", "1 ½ hrs", "an hour and a half", "1.5 hours", "1h30"),
    "fixed": ("FIXED", "Fixed", "no"), "flexible": ("(flexible)", "FLEXIBLE", "yes"),
    "2": ("x2", "2x", "twice", "twice a week", "2 × week"),
    "paid, just me": ("just me, paid", "Paid – just me", "1:1"), "unpaid": ("friends", "neighbour"),
    "Starred": ("*", "★", "star"),
}  # fmt: skip

# Within a cell of a planner, in this order.
PHRASES: Spellings = {
    " (by 9.30)": (" (by 9.30am)", " (before 9.30)", " - by half past nine", " [by 9:30 at the latest]", ", by 9.30"),
    " - 60 min": (" – 1 hour", " (60 mins)", ", an hour", " - 1hr", " — 60 minutes"),
    " - 30 min": (" – ½ hour", " (½ hr)", ", half an hour", " - 30 mins", " for 30 minutes"),
    " - 15 min": (" – 15 mins", " (¼ hour)", " - a quarter of an hour"),
    "10.30 Church": ("10:30 Church", "10.30am: Church", "at 10.30 Church", "half past ten – Church", "* 10.30 Church"),
    " (FIXED)": (" FIXED", " – fixed", ", fixed", " [FIXED]"), " FIXED": (" (FIXED)", " - FIXED", ", Fixed"),
    " (flexible)": (" [Flexible]", " – flexible", " FLEXIBLE", ", flexible", " (flexi)"),
    " *": ("*", " ★", " (*)"),
    " x2": (" 2x", " ×2", " (x2)", " twice a week", " 2 x week"), " x3": (" X3", " three times a week", " 3 times"),
    " x1": (" once a week", " 1x", " (x1)"),
    "once, any weekday": ("any weekday", "once, on any weekday", "once, any week day"),
    " (paid, shared)": (" (shared, paid)", " – paid, shared", " [paid - shared]"),
    " (paid, just me)": (" (just me - paid)", " (1:1)"), " (paid)": (" [paid]", " – paid"),
    " (family)": (" [family]", " – family", " (unpaid, family)"), " (prompt)": (" – prompt", " (reminder)"),
    " (on my own)": (" – on my own", " [by myself]"), " (technology)": (" (assistive technology)", " – technology"),
    "mum's": ("mum’s", "mum`s"), "daughter": ("daughter ", "daughter"), "Neighbour pops": ("Neighbour  pops",),
}  # fmt: skip
BULLETS = ("", "- ", "• ", "☐ ")  # before a line that names something to do


def rows_of(name: str) -> tuple[list[list[str]], list[str]]:
    """The cells of an example, and the spans that are merged."""
    content = (EXAMPLES / name).read_bytes()
    if name.endswith(".csv"):
        return list(csv.reader(io.StringIO(content.decode()))), []
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    return rows, [span.coord for span in sheet.merged_cells.ranges]


def as_text(rows: list[list[str]], spans: list[str], separator: str) -> bytes:
    """Comma separated values, with the words of a merged cell in each cell it spans."""
    rows = [list(row) for row in rows]
    for span in map(CellRange, spans):
        for row in rows[span.min_row - 1 : span.max_row]:
            row[span.min_col - 1 : span.max_col] = [row[span.min_col - 1]] * span.size["columns"]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode()


def respelled(text: str, pick: Callable[[tuple[str, ...]], str]) -> str:
    """The same words in another spelling; words that name what happens stay as they are."""
    if text in CELLS:
        return pick((text, *CELLS[text]))
    lines = []
    for line in text.split("\n"):
        said = line
        for phrase, others in PHRASES.items():
            if phrase in line and phrase in said:
                said = said.replace(phrase, pick((phrase, *others)))
        lines.append(f"{pick(BULLETS)}{said}" if said != line else said)
    return "\n".join(lines)


def read(content: bytes) -> ReadWeek:
    """What is read of a file, in this process."""
    return ReadWeek.from_json(answer(content))


def items_of(week: ReadWeek) -> list[ItemDetails]:
    """The items without where they were read."""
    return [replace(item, source="") for item in week.items]


@pytest.mark.parametrize(
    ("name", "weekly", "monthly", "paid_hours", "unsure"),
    [
        ("week-a-home-care.xlsx", 18, 1, 6.75, 1),
        ("week-b-own-home.xlsx", 13, 1, 0, 0),
        ("week-c-list.csv", 31, 0, 15.73, 0),
    ],
)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_an_example_in_other_spellings_is_the_same_week(
    name: str, weekly: int, monthly: int, paid_hours: float, unsure: int, data: st.DataObject
) -> None:
    rows, spans = rows_of(name)
    choose = st.sampled_from
    other = [[respelled(text, lambda ways: data.draw(choose(ways))) for text in row] for row in rows]
    kind = data.draw(choose(["xlsx", ",", ";", "\t"]))
    week = read(saved(workbook(other, merged=spans)) if kind == "xlsx" else as_text(other, spans, kind))
    example = read((EXAMPLES / name).read_bytes())
    assert items_of(week) == items_of(example)
    assert (week.weekly, week.monthly, round(week.paid_minutes / 60, 2)) == (weekly, monthly, paid_hours)
    assert (week.agreed_on, week.review_by, week.notes) == (example.agreed_on, example.review_by, example.notes)
    assert [line.source for line in week.lines if not line.sure] == list(example.notes)
    assert len(example.notes) == unsure


def test_the_three_weeks_as_unlike_the_examples_as_can_be_add_up_to_the_same_figures() -> None:
    figures = []
    for name in ("week-a-home-care.xlsx", "week-b-own-home.xlsx", "week-c-list.csv"):
        rows, spans = rows_of(name)
        other = [[respelled(text, lambda ways: ways[-1]) for text in row] for row in rows]
        week = read_week(saved(workbook(other, merged=spans)), name)
        assert not {line.source for line in week.lines} & {text for row in rows for text in row} & CELLS.keys()
        figures.append((week.weekly, week.monthly, round(week.paid_minutes / 60, 2), week.agreed_on))
    assert figures == [(18, 1, 6.75, date(2026, 9, 2)), (13, 1, 0, None), (31, 0, 15.73, None)]
