"""The visit: how to be with somebody, what is due now, and what others did with them and nobody wrote down."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from flask import Flask

from carelog import clock, journal
from carelog.home.missed_visit_forms import tick
from carelog.home.worker_today import PersonToday, today_of
from carelog.people.pages import numbers
from carelog.people.person import Person
from carelog.records.heard import everything_written
from carelog.records.lived import Lived
from carelog.records.mark import Mark
from carelog.records.said import Said
from carelog.weeks.details import Part, Support
from tests import cast
from tests.plans import EVERY_LABEL, agree, author, fixed

WED = cast.TODAY
TUE = WED - timedelta(days=1)
NOON = cast.NOW.replace(hour=12)
DINNER = fixed("Dinner at Mum's", part=Part.ANY, at=time(11), minutes=60, support=Support.FAMILY, with_whom="Mum")


def today(person: Person, now: datetime = NOON) -> PersonToday:
    return today_of(person, EVERY_LABEL, now)


def when(rows: list[Lived]) -> list[tuple[str, int]]:
    """What they are, and how many days ago."""
    return [(row.details.title, (WED - row.occurrence.takes_place).days) for row in rows]


def test_what_others_did_is_asked_once_it_is_over(nadia: Person) -> None:
    agree(nadia, fixed("Wash"), DINNER)
    early = today(nadia, NOON - timedelta(minutes=1))
    assert (when(early.ours), when(early.asked)) == ([("Wash", 0), ("Dinner at Mum's", 0)], [("Dinner at Mum's", 1)])
    over = today(nadia, NOON)
    assert (when(over.ours), when(over.open_earlier)) == ([], [("Wash", 0)])
    assert when(over.asked) == [("Dinner at Mum's", 1), ("Dinner at Mum's", 0)]


@pytest.mark.parametrize(
    ("support", "asked"),
    [
        (Support.FAMILY, True), (Support.FRIENDS, True), (Support.ALONE, True), (Support.PAID_ONE, False),
        (Support.PAID_SHARED, False), (Support.PROMPT, False), (Support.UNSAID, False),
    ],
)  # fmt: skip
def test_only_what_the_team_had_no_part_in_is_asked(nadia: Person, support: Support, asked: bool) -> None:
    agree(nadia, fixed("Cards", at=time(8), minutes=30, support=support))
    assert bool(today(nadia).asked) is asked


def test_what_is_written_down_is_asked_no_more(nadia: Person) -> None:
    item = agree(nadia, DINNER)[DINNER.title]
    for day in (TUE, WED):
        Mark.record(nadia, item, day, 1, author("sam"), labels=EVERY_LABEL)
    assert today(nadia).asked == []


def test_yesterday_s_open_things_are_there_also_on_a_monday(nadia: Person) -> None:
    agree(nadia, fixed("Wash"))
    for days in (0, 5):  # a Wednesday, a Monday
        now = NOON + timedelta(days=days)
        with time_machine.travel(now, tick=False):
            assert [row.details.title for row in today(nadia, now).left] == ["Wash"]


def test_phone_numbers_are_found_in_what_people_write() -> None:
    words = "My daughter, 01632 960102, or the office on +44 (1632) 960-103. Flat 12, ring 2 times."
    assert numbers(words) == ["01632 960102", "+44 (1632) 960-103"]


# the page


def page(app: Flask, person: Person, username: str = "sam") -> str:
    return cast.signed_in(app, username).get(f"/people/{person.id}/visit").text


def test_how_to_be_with_them_comes_first_and_their_numbers_can_be_called(app: Flask, margaret: Person) -> None:
    seen = page(app, margaret)
    first = ("I do not hear well on my left side", "Ring twice and wait.", "tel:01632960101", "tel:01632960102")
    order = [seen.index(words) for words in (*first, "It happened")]
    assert order == sorted(order)


def test_somebody_of_whom_nothing_is_written_yet_has_a_visit_too(app: Flask) -> None:
    ivy = cast.person(cast.IVY)
    seen = page(app, ivy, "dev")
    assert "Nobody has written down yet how" in seen
    assert "There is no agreed week yet." in seen


def test_what_the_person_tells_is_written_down_as_told_by_them(app: Flask, nadia: Person) -> None:
    item = agree(nadia, DINNER)[DINNER.title]
    assert "How was it: Dinner at Mum&#39;s?" in page(app, nadia)
    values = {"said": "happened", "presence": "told", "told_by": nadia.name, "item": item, "number": 1}
    browser = cast.signed_in(app, "sam")
    key = {"id": "11111111-1111-4111-8111-111111111111", "day": TUE.isoformat()}
    assert browser.post(f"/people/{nadia.id}/marks", data={**values, **key}).status_code == 303
    (written,) = everything_written(nadia.id, item, TUE, TUE, EVERY_LABEL)
    assert isinstance(written.word, Said)
    assert (written.word.present, written.word.told_by) == (False, nadia.name)
    assert "How was it" not in page(app, nadia)


def test_the_visit_is_logged_as_looking_at_the_week_and_how_to_reach_them(app: Flask, margaret: Person) -> None:
    page(app, margaret)
    looks = cast.signed_in(app, "margaret").get(f"/people/{margaret.id}/looks").text
    assert "How to reach me" in looks


# all of it with one press


def whole_visit(person: Person) -> dict[str, str]:
    """A morning of three things, one of which must happen, and what other parts of the day and other people are for."""
    tablets = fixed("Tablets", must_happen=True, essential="tablets")
    return agree(person, fixed("Wash"), fixed("Breakfast", at=time(10, 30)), fixed("Coffee", at=time(11, 45)), tablets,
                 fixed("Quiz", part=Part.EVENING), fixed("Post", part=Part.ANY), DINNER)  # fmt: skip


def titles(rows: list[Lived]) -> list[str]:
    return [row.details.title for row in rows]


def test_one_press_is_for_what_this_part_has_begun_and_never_for_what_must_happen(nadia: Person) -> None:
    whole_visit(nadia)
    assert titles(today(nadia, NOON - timedelta(hours=1)).together) == ["Wash", "Breakfast"]
    assert titles(today(nadia, NOON).together) == []


def test_what_an_earlier_part_left_open_stands_by_itself(nadia: Person) -> None:
    whole_visit(nadia)
    seen = today(nadia, NOON)
    assert titles(seen.open_earlier) == ["Wash", "Tablets", "Breakfast", "Coffee"]
    assert titles(seen.ours) == ["Post"]


def test_one_press_writes_a_record_of_each_and_a_second_one_none(app: Flask, nadia: Person) -> None:
    items = whole_visit(nadia)
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        browser = cast.signed_in(app, "sam")
        page = browser.get(f"/people/{nadia.id}/visit").text
        assert "These 2 all happened" in page
        press = {"id": journal.new_id(), "items": [tick(row) for row in today(nadia, clock.now()).together]}
        answers = [browser.post(f"/people/{nadia.id}/visits", data=press) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [303, 303]
        assert answers[0].headers["Record-Receipt"] == answers[1].headers["Record-Receipt"]
        assert answers[0].headers["Record-Receipt"].startswith(str(press["id"]))
        written = {
            title: len(everything_written(nadia.id, item, WED, WED, EVERY_LABEL)) for title, item in items.items()
        }
    assert written == {"Wash": 1, "Breakfast": 1, "Coffee": 0, "Tablets": 0, "Quiz": 0, "Post": 0, "Dinner at Mum's": 0}


def test_for_htmx_the_rows_stand_where_they_stood_with_undo(app: Flask, nadia: Person) -> None:
    whole_visit(nadia)
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        press = {"id": journal.new_id(), "items": [tick(row) for row in today(nadia, clock.now()).together]}
        browser = cast.signed_in(app, "sam")
        piece = browser.post(f"/people/{nadia.id}/visits", data=press, headers={"HX-Request": "true"}).text
    assert piece.lstrip().startswith("<section")
    assert piece.count(">Undo<") == 2
    assert "Saved: 2 things happened." in piece


@pytest.mark.parametrize("items", [[], ["nonsense"], ["11111111-1111-4111-8111-111111111111 2026-11-18 1"]])
def test_a_form_of_nothing_that_is_there_writes_nothing(app: Flask, nadia: Person, items: list[str]) -> None:
    whole_visit(nadia)
    press = {"id": journal.new_id(), "items": items}
    assert cast.signed_in(app, "sam").post(f"/people/{nadia.id}/visits", data=press).status_code == 422
