"""A visit that could not be done: one reason for what was left open."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.people.person import Person
from carelog.records.mark import Mark
from carelog.records.move import Move
from carelog.weeks.details import Part, Support
from carelog.weeks.perfect_week import latest
from tests import cast
from tests.plans import EVERY_LABEL, agree, author, fixed
from tests.records.sheets import send

AFTERNOON = cast.NOW + timedelta(hours=3)


@pytest.fixture
def margaret(app: Flask) -> Person:
    """Somebody with two things in the morning and one after noon."""
    _ = app
    person = cast.person(cast.MARGARET)
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        agree(person, fixed("Wash"), fixed("Tea"), fixed("Lunch", part=Part.AFTERNOON), starts=cast.TODAY)
    return person


def form(margaret: Person, *items: str, **more: str) -> dict[str, object]:
    """These items were left."""
    ids = ids_by_title(margaret)
    return {"id": journal.new_id(), "items": [f"{ids[title]} {cast.TODAY} 1" for title in items], **more}


def ids_by_title(margaret: Person) -> dict[str, str]:
    """The items of her week, by title."""
    week = latest(margaret)
    assert week is not None
    return {planned.details.title: planned.item_id for planned in week.items}


def path(margaret: Person) -> str:
    """Of the page."""
    return f"/people/{margaret.id}/missed-visits/new"


def test_what_is_open_in_this_part_of_the_day_is_ticked(sam: FlaskClient, margaret: Person) -> None:
    assert path(margaret) in sam.get(f"/people/{margaret.id}/visit").text
    assert sam.get(path(margaret)).text.count("checked") == 2
    with time_machine.travel(AFTERNOON):
        page = sam.get(path(margaret)).text
    assert page.count('name="items"') == 3
    assert page.count("checked") == 1


def test_one_reason_is_written_of_each_and_each_can_be_undone(sam: FlaskClient, margaret: Person) -> None:
    answer = send(sam, margaret, "missed-visits", form(margaret, "Wash", "Tea", reason="ill", note="The ambulance."))
    assert (answer.status_code, answer.headers["Location"]) == (303, path(margaret))
    assert {(mark.said, mark.reason, mark.note) for mark in Mark.select()} == {
        ("did_not_happen", "ill", "The ambulance.")
    }
    page = sam.get(path(margaret))
    assert "Written down: it did not happen" in page.text
    assert page.text.count("Undo<span") == Mark.select().count() == 2


def test_back_goes_where_one_came_from_also_after_saving(sam: FlaskClient, margaret: Person) -> None:
    day = f"/people/{margaret.id}/day?day={cast.TODAY}"
    opened = sam.get(path(margaret), headers={"Referer": f"http://localhost{day}"}).text
    assert f'class="back" href="{day}"' in opened
    answer = send(sam, margaret, "missed-visits", form(margaret, "Wash", reason="ill", back=day))
    assert f'class="back" href="{day}"' in sam.get(answer.headers["Location"]).text
    assert f'class="back" href="/people/{margaret.id}/visit"' in sam.get(path(margaret)).text


def test_pressed_twice_it_is_written_once(sam: FlaskClient, margaret: Person) -> None:
    pressed = form(margaret, "Wash", "Tea", reason="could_not_get_in")
    assert [send(sam, margaret, "missed-visits", pressed).status_code for _press in range(2)] == [303, 303]
    assert Mark.select().count() == 2


@pytest.mark.parametrize(
    ("items", "more", "said"),
    [
        ((), {"reason": "ill"}, "Tick what could not be done."),
        (("Wash",), {"note": "The bus."}, "Choose why."),
        (("Wash",), {"reason": "other"}, "Say what the other reason was."),
    ],
)
def test_nothing_is_written_in_part(
    sam: FlaskClient, margaret: Person, items: tuple[str, ...], more: dict[str, str], said: str
) -> None:
    answer = send(sam, margaret, "missed-visits", form(margaret, *items, **more))
    assert (answer.status_code, said in answer.text) == (422, True)
    assert answer.text.count("checked") == len(items) + ("reason" in more)
    assert Mark.select().count() == 0


def test_an_item_that_is_not_hers_is_refused_and_the_others_are_not_written(sam: FlaskClient, margaret: Person) -> None:
    jamies = agree(cast.person(cast.JAMIE), fixed("Tea"))["Tea"]
    left = form(margaret, "Wash", reason="ill")
    left["items"] = [f"{item} {cast.TODAY} 1" for item in (*ids_by_title(margaret).values(), jamies)]
    assert send(sam, margaret, "missed-visits", left).status_code == 422
    assert Mark.select().count() == 0


def test_a_page_of_yesterday_says_nothing_of_today(sam: FlaskClient, margaret: Person) -> None:
    opened = form(margaret, "Wash", reason="ill")
    with time_machine.travel(cast.NOW + timedelta(days=1)):
        answer = send(sam, margaret, "missed-visits", opened)
    assert (answer.status_code, "Open the page again" in answer.text) == (422, True)
    assert Mark.select().count() == 0


def test_what_was_not_ticked_keeps_its_word_though_the_same_thing_was_moved_here(
    sam: FlaskClient, margaret: Person
) -> None:
    wash, tomorrow, aled = ids_by_title(margaret)["Wash"], cast.TODAY + timedelta(days=1), author("aled", "coordinator")
    Move.record(
        margaret,
        wash,
        tomorrow,
        1,
        aled,
        labels=EVERY_LABEL,
        asked_by_person=True,
        new_day=cast.TODAY,
        part=Part.MORNING,
    )
    Mark.record(margaret, wash, cast.TODAY, 1, author("sam"), labels=EVERY_LABEL)
    left = {"id": journal.new_id(), "items": [f"{wash} {tomorrow} 1"], "reason": "ill"}
    assert send(sam, margaret, "missed-visits", left).status_code == 303
    said = {mark.event.on_date: mark.said for mark in Mark.select()}
    assert said == {cast.TODAY: "happened", tomorrow: "did_not_happen"}


def test_what_others_do_with_the_person_is_never_ticked(app: Flask, nadia: Person) -> None:
    agree(nadia, fixed("Dinner at Mum's", support=Support.FAMILY))
    page = cast.signed_in(app, "sam").get(f"/people/{nadia.id}/missed-visits/new").text
    assert page.count('name="items"') == 1
    assert "checked" not in page
