"""The week as a sheet: which thing has a cell on which day, and what the pages of it say to whom."""

from datetime import date, timedelta
from typing import Any

from flask import Flask

from carelog.people.person import Person
from carelog.records.mark import Mark
from carelog.records.move import Move
from carelog.records.sheet import Sheet
from carelog.weeks.details import Cadence, Label, Part
from carelog.weeks.time_away import TimeAway, Why
from tests import cast
from tests.asking import SQLITE
from tests.plans import EVERY_LABEL, agree, author, fixed, times

MON, TUE, WED, THU, FRI, SAT, SUN = (cast.MONDAY + timedelta(days=place) for place in range(7))


def lines(person: Person, monday: date = MON, labels: set[str] = EVERY_LABEL) -> dict[str, str]:
    """By title, for each day from Monday to Sunday: x where there is a cell."""
    sheet = Sheet.of(person, monday, labels)
    assert len({line.details.title for line in sheet.lines}) == len(sheet.lines)
    return {line.details.title: "".join("x" if cell else "." for cell in line.cells) for line in sheet.lines}


def test_a_dated_thing_has_a_cell_on_its_days_and_a_flexible_one_on_every_day(nadia: Person) -> None:
    agree(nadia, fixed("Paint", days=(0, 2, 4)), times("Swim", 2), fixed("Church", days=(6,)))
    assert lines(nadia) == {"Paint": "x.x.x..", "Church": "......x", "Swim": "xxxxxxx"}


def test_what_any_day_of_a_month_will_do_for_has_a_cell_on_every_day(nadia: Person) -> None:
    agree(nadia, fixed("Disco", cadence=Cadence.MONTHLY_ANY_DAY, days=()))
    assert lines(nadia) == {"Disco": "xxxxxxx"}
    between = date(2026, 11, 30)  # a week of two months
    assert lines(nadia, between) == {"Disco": "xxxxxxx"}


def test_things_stand_in_the_order_of_the_day(nadia: Person) -> None:
    agree(
        nadia, fixed("Bed", part=Part.NIGHT), fixed("Tea", part=Part.EVENING), fixed("Wash"),
        fixed("Some time", part=Part.ANY), times("Swim", 1),
    )  # fmt: skip
    assert list(lines(nadia)) == ["Some time", "Wash", "Tea", "Bed", "Swim"]


def test_a_cell_names_the_chance_that_a_record_of_it_names(nadia: Person) -> None:
    ids = agree(nadia, fixed("Paint", days=(0,)), times("Swim", 2))
    keys = {cell.key for cell in Sheet.of(nadia, MON, EVERY_LABEL).cells()}
    assert keys == {(ids["Paint"], MON, 1), *((ids["Swim"], MON + timedelta(days=day), 1) for day in range(7))}
    for key in keys:
        if key[1] <= cast.TODAY:
            Mark.record(nadia, *key, author("sam"), labels=EVERY_LABEL)


def test_what_was_moved_stands_where_it_takes_place_even_beside_itself(nadia: Person) -> None:
    ids = agree(nadia, fixed("Paint", days=(0, 2)))
    Move.record(
        nadia, ids["Paint"], MON, 1, author("sam"), labels=EVERY_LABEL, asked_by_person=True, new_day=WED,
        part=Part.EVENING,
    )  # fmt: skip
    sheet = Sheet.of(nadia, MON, EVERY_LABEL)
    assert ["".join("x" if cell else "." for cell in line.cells) for line in sheet.lines] == ["..x....", "..x...."]
    assert {cell.key[1] for cell in sheet.cells()} == {MON, WED}


def test_days_away_have_no_cells_but_for_what_carries_on(nadia: Person) -> None:
    agree(nadia, fixed("Wash"), fixed("Feed the cat", carries_on=True), times("Swim", 2))
    TimeAway.record(nadia, TUE, THU, Why.HOLIDAY, author("sam"))
    assert lines(nadia) == {"Wash": "x...xxx", "Feed the cat": "xxxxxxx", "Swim": "x...xxx"}


def test_what_technology_does_nobody_ticks_and_what_one_may_not_see_is_not_there(nadia: Person) -> None:
    agree(nadia, fixed("Sensor", technology=True), fixed("Bath", label=Label.INTIMATE), fixed("Tea"))
    assert lines(nadia, labels={"ordinary"}) == {"Tea": "xxxxxxx"}
    assert set(lines(nadia)) == {"Bath", "Tea"}


def test_there_is_no_sheet_without_a_plan(app: Flask, nadia: Person) -> None:
    assert lines(nadia) == {}
    assert "there is no sheet for it" in page(app, "sam", nadia)


def page(app: Flask, username: str, person: Person, path: str = "sheet", **query: Any) -> str:
    answer = cast.signed_in(app, username).get(f"/people/{person.id}/{path}", query_string=query)
    assert answer.status_code == 200
    return answer.text


@SQLITE
def test_the_sheet_says_how_the_person_wants_things_written_down_and_when_it_was_printed(
    app: Flask, nadia: Person
) -> None:
    agree(nadia, fixed("Tea", must_happen=True, essential="tablets"))
    nadia.change({"written_down": "after"}, author("aled", "coordinator"))
    text = page(app, "sam", nadia)
    assert "How I want things written down" in text
    assert "After you leave" in text
    assert "Printed on Wednesday 18 November." in text
    assert "with tablets" in text
    assert "Sunday 22 November" in text
    assert "Monday 9 November" in page(app, "sam", nadia, week="2026-11-11")


@SQLITE
def test_a_contact_sheet_says_how_to_be_with_somebody_and_whom_to_call(app: Flask, margaret: Person) -> None:
    text = page(app, "grace", margaret, "contacts-sheet")
    for words in (
        "sit on my right", "Do things with me", "Ring twice", "3 Canal Row", "01632 960101",
        "My daughter, 01632 960102",
        "With me: we write it down together", "Helen Hughes, daughter", "Sam Doyle, support worker", "Riverside",
    ):  # fmt: skip
        assert words in text, words


@SQLITE
def test_the_person_reads_their_sheet_and_the_manager_too_and_both_lead_on(app: Flask, margaret: Person) -> None:
    assert "Type in a sheet that came back" in page(app, "margaret", margaret)
    assert "Type in a sheet that came back" not in page(app, "ruth", margaret)
    assert f'href="/people/{margaret.id}/sheet"' in cast.signed_in(app, "margaret").get(f"/people/{margaret.id}").text
