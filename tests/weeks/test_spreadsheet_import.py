"""The example weeks are read exactly, and no line of any sheet is dropped in silence."""

from collections import Counter
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import carelog.weeks.spreadsheet_import as spreadsheet
from carelog.weeks.details import Cadence, ItemDetails, Part, Support
from carelog.weeks.spreadsheet_import import Reading, ReadWeek, UnreadableSheet, read_week
from carelog.weeks.spreadsheet_import.listing import BETWEEN
from tests.weeks.sheets import DAYS, LETTERS, sheet_of, week_of

EXAMPLES = Path(spreadsheet.__file__).parents[2] / "demo_weeks"
WISH = "I want women only, and the name of tomorrow's worker by 6 pm the day before."
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


def example(name: str) -> ReadWeek:
    return read_week((EXAMPLES / name).read_bytes(), name)


def test_week_a_is_read_exactly() -> None:
    week = example("week-a-home-care.xlsx")
    shower = "Shower safely, porridge and tea together, tablets"
    wash = "Wash, breakfast, tablets"
    assert week.items == (
        ItemDetails(
            title=shower, days=(0, 2, 4), part=Part.MORNING, minutes=60, by_when=time(9, 30),
            with_whom="women only", with_whom_matters=True, must_happen=True, essential="tablets",
            source=f"B5, D5, F5: {shower} (by 9.30) - 60 min, women only",
        ),
        ItemDetails(
            title=wash, days=(1, 3, 5, 6), part=Part.MORNING, minutes=30, by_when=time(9, 30),
            must_happen=True, essential="tablets",
            source=f"C5, E5, G5, H5: {wash} (by 9.30) - 30 min",
        ),
        ItemDetails(
            title="Church with a friend", days=(6,), part=Part.MORNING, at=time(10, 30), starred=True,
            source="H5: 10.30 Church with a friend (FIXED) *",
        ),
        ItemDetails(
            title="Neighbour pops in", cadence=Cadence.TIMES_A_WEEK, times=2, days=(1, 3), part=Part.AFTERNOON,
            source="C6, E6: Neighbour pops in (flexible)",
        ),
        ItemDetails(
            title="Video call with daughter", cadence=Cadence.TIMES_A_WEEK, times=1, days=(6,), part=Part.AFTERNOON,
            source="H6: Video call with daughter (flexible)",
        ),
        ItemDetails(
            title="Warm drink, tablets", days=EVERY_DAY, part=Part.EVENING, minutes=15, notes="agreed short visit",
            must_happen=True, essential="tablets",
            source="B7, C7, D7, E7, F7, G7, H7: Warm drink, tablets - 15 min, agreed short visit",
        ),
        ItemDetails(
            title="Hairdresser", cadence=Cadence.MONTHLY_ANY_WEEKDAY, source="B9: Hairdresser, once, any weekday"
        ),
    )  # fmt: skip


def test_week_a_adds_up_to_the_figures_its_readme_states() -> None:
    week = example("week-a-home-care.xlsx")
    assert (week.weekly, week.monthly, week.paid_minutes) == (18, 1, 6.75 * 60)


def test_week_a_says_when_it_was_agreed_and_what_fits_no_item() -> None:
    week = example("week-a-home-care.xlsx")
    assert (week.agreed_on, week.review_by) == (date(2026, 9, 2), date(2026, 12, 2))
    assert week.notes == (WISH,)
    assert [line.source for line in week.lines if not line.sure] == [WISH]


def test_week_a_accounts_for_every_cell() -> None:
    week = example("week-a-home-care.xlsx")
    kinds = Counter(line.reading for line in week.lines)
    again = {Reading.ITEM: 7, Reading.AGAIN: 2 + 3 + 1 + 6}
    assert kinds == {**again, Reading.HEADING: 14, Reading.AGREED: 1, Reading.MUST_HAPPEN: 1, Reading.UNREAD: 1}


def test_week_b_is_read_with_its_short_names_and_its_merged_row() -> None:
    week = example("week-b-own-home.xlsx")
    items = {item.title: item for item in week.items}
    assert (week.weekly, week.monthly) == (13, 1)
    sensor = items["Door sensor on, nobody sleeps in"]
    assert (sensor.days, sensor.part, sensor.technology) == (EVERY_DAY, Part.NIGHT, True)
    art = items["Art class"]
    assert (art.days, art.support, art.notes, art.at) == ((2,), Support.PAID_ONE, "Mum drives, leave at 9", None)
    dinner = items["Dinner at mum's"]
    assert (dinner.days, dinner.support, dinner.starred) == ((6,), Support.FAMILY, True)
    walk = items["Walk the dog"]
    assert (walk.cadence, walk.times, walk.days, walk.support) == (Cadence.TIMES_A_WEEK, 2, (), Support.ALONE)
    assert items["Cook my tea"].support is Support.PROMPT
    assert items["Trampolining"].notes == "I pay the fee"
    assert items["Disco with friends"].cadence is Cadence.MONTHLY_ANY_DAY
    assert all(line.sure for line in week.lines)


def test_week_c_is_read_from_its_list() -> None:
    week = example("week-c-list.csv")
    assert (week.weekly, round(week.paid_minutes / 60, 2)) == (31, 15.73)
    wash, *_, outing, choir = week.items
    assert (wash.at, wash.minutes, wash.by_when, wash.must_happen) == (time(8), 45, time(9, 30), True)
    assert (wash.days, wash.with_whom, wash.notes) == (EVERY_DAY, "anyone in my team", "Radio on low")
    assert (outing.title, outing.times) == ("Park, shops, or cook a proper dinner", 2)
    assert outing.cadence is Cadence.TIMES_A_WEEK
    assert (choir.days, choir.at, choir.support, choir.starred) == ((3,), time(15, 15), Support.FRIENDS, True)
    assert all(line.sure for line in week.lines)


@pytest.mark.parametrize("name", ["week-a-home-care.xlsx", "week-b-own-home.xlsx", "week-c-list.csv"])
def test_a_read_week_survives_json(name: str) -> None:
    week = example(name)
    assert ReadWeek.from_json(week.as_json()) == week


# Nothing is dropped in silence.

WORDS = st.sampled_from([
    "Swim", "Tea with Sam", "(flexible)", "FIXED", "*", "x2", "x0", "- 60 min", "by 9.30", "10.30", "1pm-3.30pm",
    "½ hour", "once a month", "1st Tuesday", "every other week", "(paid, just me; I pay)", "any time this week",
    "This month", "Must happen: tablets, morning", "Agreed on 2 September 2026.", "Review by 30 February 2026.",
    "tablets", "women only", "Morning", "pm", "Night", "Mon", "Tuesday", "weekends", "what", "days", "9", "-",
    "TRUE", "#REF!", "¦", "(", ")", "[Flexible]", "•", "1.", "half 10", "every other Tuesday", "1st & 3rd Monday",
    "3 March", "once a year", "April to September", "in summer", "twice a day", "Tea time", "between 1 and 3", ":",
    "from 1/2/2027", "M",
])  # fmt: skip
PHRASES = st.lists(WORDS | st.text(max_size=6), max_size=4).map(" ".join)
CELLS = st.lists(PHRASES, min_size=1, max_size=3).map("\n".join)
ROWS = st.lists(st.lists(CELLS | st.just(""), max_size=9), max_size=6)
HEADINGS = st.sampled_from([
    [["", *DAYS]], [["Time of day", "Mon", "Tue", "Weekend", "Notes"]], [["", "Morning"], ["Monday"], ["Tuesday"]],
    [list(DAYS)], [["What", "Days", "Minutes", "Colour", "Notes"]],
])  # fmt: skip


def written(rows: list[list[str]], week: ReadWeek) -> Counter[str]:
    """Every line of every cell that is not blank; of a list every word by its row, because a row is one line."""
    cells = sheet_of(rows).cells.values()
    return _pieces([(cell.ref, line) for cell in cells for line in cell.lines], week)


def accounted(week: ReadWeek) -> Counter[str]:
    """The same of the account."""
    return _pieces([(line.cell, line.source) for line in week.lines], week)


def _pieces(lines: list[tuple[str, str]], week: ReadWeek) -> Counter[str]:
    if not any(line.cell.startswith("row ") for line in week.lines):
        return Counter(f"{cell} {text}" for cell, text in lines)
    words = [(cell, word) for cell, text in lines for word in text.split() if word != BETWEEN.strip()]
    return Counter(f"{cell.strip('row ' + LETTERS)} {word}" for cell, word in words)


@settings(deadline=None)
@given(above=ROWS, heading=HEADINGS, below=ROWS)
def test_every_line_ends_in_exactly_one_line_of_the_account(
    above: list[list[str]], heading: list[list[str]], below: list[list[str]]
) -> None:
    rows = [*above, *heading, *below, ["Morning", *["Swim"] * 7]]
    try:
        week = week_of(rows)
    except UnreadableSheet:
        return
    assert accounted(week) == written(rows, week)


@settings(deadline=None)
@given(below=ROWS)
def test_every_item_is_told_of_and_every_doubt_stands_beside_its_source(below: list[list[str]]) -> None:
    week = week_of([["", *DAYS], ["Morning", "Swim"], *below])
    told = [ItemDetails.from_json(dict(line.details["item"])) for line in week.lines if line.reading == Reading.ITEM]
    assert sorted(map(repr, told)) == sorted(map(repr, week.items))
    for line in week.lines:
        assert line.source
        assert line.reading != Reading.UNREAD or not line.sure


@settings(deadline=None)
@given(
    day=st.integers(0, 6),
    words=st.from_regex(r"[b-df-hj-np-tv-wyz]{3,9}( [b-df-hj-np-tv-wyz]{3,9}){0,4}", fullmatch=True),
)
def test_words_we_do_not_know_are_the_title_as_they_stand(day: int, words: str) -> None:
    (item,) = week_of([["", *DAYS], ["Morning", *[""] * day, words]]).items
    assert (item.title, item.days) == (words, (day,))
    assert item.source == f"{LETTERS[day + 1]}2: {words}"
