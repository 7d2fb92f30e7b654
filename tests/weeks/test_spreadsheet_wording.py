"""The account and the problems as people read them."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel

import carelog.weeks.spreadsheet_import as spreadsheet
from carelog.weeks.spreadsheet_import import Line, Problem, Reading, ReadWeek, Reason, UnreadableSheet, read_week
from carelog.weeks.spreadsheet_import.messages import HAVE_TO_BE_SAVED, PROBLEMS, REASONS
from carelog.weeks.spreadsheet_import.wording import say, say_problem
from tests.weeks.sheets import DAYS, line, planner, week_of

EXAMPLES = Path(spreadsheet.__file__).parents[2] / "demo_weeks"


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    app = Flask("carelog")
    Babel(app, default_locale="en_GB")
    with app.app_context():
        yield


def said(week: ReadWeek, cell: str) -> str:
    return say(line(week, cell))


def test_week_a_is_told_line_by_line() -> None:
    week = read_week((EXAMPLES / "week-a-home-care.xlsx").read_bytes(), "week-a.xlsx")
    assert said(week, "B5") == (
        "“Shower safely, porridge and tea together, tablets”: Monday, Wednesday, Friday; "
        "morning, 60 minutes, by 09:30; women only; it matters who; must happen: tablets. "
        "Check who in the family should see this."
    )
    assert said(week, "D5") == "“Shower safely, porridge and tea together, tablets”: also on Wednesday."
    assert said(week, "A2") == "Agreed on Wednesday 2 September 2026. To be reviewed by Wednesday 2 December 2026."
    assert said(week, "A4") == "A heading."
    assert said(week, "A11") == "This is about the week as a whole, or we did not understand it. It is in no item."
    assert said(week, "A12").startswith("Must happen, in: Shower safely")


def test_the_hint_is_said_once_for_each_item() -> None:
    week = planner(mon="Wash", tue="Wash", wed="Choir")
    hints = [line.cell for line in week.lines if "Check who in the family" in say(line)]
    assert hints == ["B2"]


def test_a_doubt_is_said_beside_what_was_read() -> None:
    week = planner(mon="Swim x2")
    assert (
        said(week, "B2")
        == "“Swim”: Monday; morning. “x2” says more than once, and an item comes once each time. Please check it."
    )


def test_a_season_and_a_first_day_are_said() -> None:
    week = planner(
        mon="Swim (April to September)", tue="Choir every other week from 8 December 2026", wed="Tea (in Feb)"
    )
    assert said(week, "B2") == "“Swim”: Monday, from 1 April until 30 September; morning."
    assert said(week, "C2") == "“Choir”: Tuesday, every 2 weeks, from Tuesday 8 December 2026 on; morning."
    assert said(week, "D2") == "“Tea”: Wednesday, from 1 February until 29 February; morning."


def test_the_same_doubt_is_said_once() -> None:
    week = planner(mon="Swim every Thursday evening")
    assert len(line(week, "B2").doubts) > 1
    assert said(week, "B2").count("do not go together") == 1


def test_words_about_when_that_stay_are_named_as_they_stand() -> None:
    assert said(planner(mon="Swim (Summer only)"), "B2") == (
        "“Swim (Summer only)”: Monday; morning. "
        "“Summer only” says something about when or how often that we could not read. It stays in the words."
    )


def test_lines_kept_as_json_read_the_same() -> None:
    week = week_of(
        [["", *DAYS], ["Morning", "Swim x2", "Swim x2"], ["Agreed on 2 September 2026"], ["Must happen: swim"]]
    )
    kept = [Line(**values) for values in json.loads(json.dumps([asdict(line) for line in week.lines]))]
    assert [say(line) for line in kept] == [say(line) for line in week.lines]
    assert [line.sure for line in kept] == [line.sure for line in week.lines]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason: Reason) -> None:
    words = say(Line(cell="B2", source="Swim", reading=Reading.UNREAD, doubts=[(reason, "Swim")]))
    assert words
    assert "%(" not in words


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_says_what_to_do(problem: Problem) -> None:
    words = say_problem(UnreadableSheet(problem, filename="week.xls", megabytes="2"))
    assert "%(" not in words
    assert words.count(".") > 1
    assert (".xlsx" in words) or problem not in HAVE_TO_BE_SAVED


def test_nothing_is_worded_that_cannot_happen() -> None:
    assert set(PROBLEMS) == set(Problem)
    assert set(REASONS) == set(Reason)
