"""Whom a worker sees: chosen per day, suggested from the same weekday, and who is covered always among them."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.accounts.user import User
from carelog.home.round import WEEKS_BACK, Plan, Round
from carelog.journal import Event
from carelog.people.cover import cover
from tests import cast
from tests.plans import agree, fixed

pytestmark = pytest.mark.usefixtures("app")
WED = cast.TODAY
WEEK = timedelta(days=7)
MINE = (cast.JAMIE, cast.MARGARET, cast.NADIA, cast.WALTER)  # whom Sam supports, by name


@pytest.fixture
def sam() -> User:
    return cast.user("sam")


def ids(*names: str) -> list[int]:
    return [cast.person(name).id for name in names]


def choose(sam: User, day: date, *names: str) -> None:
    Round.choose(sam, day, ids(*names), journal.Author(sam.id, "worker"))


def plan(sam: User, day: date = WED, covers: tuple[int, ...] = ()) -> Plan:
    return Plan.of(sam, day, ids(*MINE), covers)


def test_who_chose_nothing_yet_sees_everybody(sam: User) -> None:
    found = plan(sam)
    assert (list(found.people), found.others, found.chosen_on) == (ids(*MINE), (), None)


def test_what_was_chosen_for_a_day_stands_in_its_order(sam: User) -> None:
    choose(sam, WED, cast.WALTER, cast.JAMIE)
    found = plan(sam)
    assert list(found.people) == ids(cast.WALTER, cast.JAMIE)
    assert list(found.others) == ids(cast.MARGARET, cast.NADIA)
    assert not found.suggested


@pytest.mark.parametrize(("weeks", "suggested"), [(1, True), (WEEKS_BACK, True), (WEEKS_BACK + 1, False)])
def test_the_last_same_weekday_is_suggested(sam: User, weeks: int, suggested: bool) -> None:
    choose(sam, WED - WEEK * weeks, cast.WALTER)
    choose(sam, WED - timedelta(days=1), cast.NADIA)  # another weekday
    found = plan(sam)
    assert found.suggested is suggested
    assert list(found.people) == (ids(cast.WALTER) if suggested else ids(*MINE))


def test_the_newest_of_several_same_weekdays_is_suggested(sam: User) -> None:
    for weeks, name in ((3, cast.WALTER), (1, cast.JAMIE), (2, cast.NADIA)):
        choose(sam, WED - WEEK * weeks, name)
    assert plan(sam).chosen_on == WED - WEEK
    assert list(plan(sam).people) == ids(cast.JAMIE)


def test_nobody_is_a_choice_too(sam: User) -> None:
    choose(sam, WED)
    assert plan(sam).people == ()


def test_somebody_else_s_choice_is_not_mine(sam: User) -> None:
    choose(cast.user("grace"), WED, cast.WALTER)
    assert list(plan(sam).people) == ids(*MINE)


def test_who_is_supported_no_more_is_left_out_and_who_is_covered_is_always_there(sam: User) -> None:
    choose(sam, WED, cast.IVY, cast.WALTER)  # Ivy he does not support
    assert list(plan(sam).people) == ids(cast.WALTER)
    assert list(plan(sam, covers=tuple(ids(cast.NADIA))).people) == ids(cast.WALTER, cast.NADIA)


def test_who_is_covered_comes_last_until_a_place_is_chosen(app: Flask, sam: User) -> None:
    ivy, walter, rest = cast.person(cast.IVY), cast.person(cast.WALTER), ids(cast.MARGARET, cast.NADIA)
    agree(walter, fixed("Tea"))  # who waits for something is not put first
    cover(ivy, sam, journal.Author(cast.user("aled").id, "coordinator"))
    browser, named = cast.signed_in(app, "sam"), ids(cast.JAMIE) + rest + [walter.id, ivy.id]
    assert order_on(browser.get("/today/people").text) == on_today(browser) == named
    order = [rest[0], ivy.id, walter.id, rest[1], *ids(cast.JAMIE)]
    browser.post("/today/people", data={"order": order, "seen": [rest[0], walter.id]})
    assert order_on(browser.get("/today/people").text)[:3] == on_today(browser) == order[:3]


def test_choosing_again_replaces_and_the_same_again_writes_nothing(sam: User) -> None:
    choose(sam, WED, cast.WALTER)
    choose(sam, WED, cast.JAMIE, cast.WALTER)
    choose(sam, WED, cast.JAMIE, cast.WALTER)
    assert list(plan(sam).people) == ids(cast.JAMIE, cast.WALTER)
    assert Event.select().where(Event.kind == "round.chosen").count() == 2


# the page


def names_on(page: str) -> list[str]:
    return [name for name in sorted(MINE, key=page.find) if f">{name}<" in page]


def press(app: Flask, **values: Any) -> Any:
    return cast.signed_in(app, "sam").post("/today/people", data=values)


def test_today_shows_only_whom_i_chose_in_my_order(app: Flask) -> None:
    order = ids(cast.WALTER, cast.NADIA, cast.JAMIE, cast.MARGARET)
    assert press(app, order=order, seen=ids(cast.NADIA, cast.WALTER)).status_code == 303
    today = cast.signed_in(app, "sam").get("/today").text
    cards, _, rest = today.partition("Not on your list today")
    assert [cards.index(name) for name in (cast.WALTER, cast.NADIA)] == sorted(
        cards.index(name) for name in (cast.WALTER, cast.NADIA)
    )
    assert cast.MARGARET not in cards
    assert cast.MARGARET in rest
    assert "You see 2 people today." in today


def on_today(browser: FlaskClient) -> list[int]:
    return [int(number) for number in re.findall(r'<h2 id="person-(\d+)"', browser.get("/today").text)]


def order_on(page: str) -> list[int]:
    return [int(part.partition('"')[0]) for part in page.split('name="order" value="')[1:]]


@pytest.mark.parametrize(
    ("name", "who", "after"),
    [("up", 1, [1, 0, 2, 3]), ("down", 1, [0, 2, 1, 3]), ("up", 0, [0, 1, 2, 3]), ("down", 3, [0, 1, 2, 3])],
)
def test_up_and_down_change_the_order_and_keep_the_ticks_and_write_nothing(
    app: Flask, name: str, who: int, after: list[int]
) -> None:
    mine = ids(*MINE)
    answer = press(app, order=mine, seen=[mine[2]], **{name: mine[who]})
    assert answer.status_code == 200
    assert order_on(answer.text) == [mine[place] for place in after]
    assert answer.text.count("checked") == 1
    assert Round.select().count() == 0


def test_what_is_sent_of_people_whom_i_do_not_support_is_left_out(app: Flask) -> None:
    ivy = cast.person(cast.IVY).id
    assert press(app, order=[ivy, "x", "-1", *ids(cast.WALTER)], seen=[ivy, "x", *ids(cast.WALTER)]).status_code == 303
    assert list(Round.get().people) == ids(cast.WALTER)


def test_an_empty_form_changes_nothing(app: Flask) -> None:
    assert press(app, seen=ids(cast.WALTER)).status_code == 422
    assert Round.select().count() == 0


def test_who_is_covered_is_ticked_and_says_until_when(app: Flask) -> None:
    ivy, aled = cast.person(cast.IVY), journal.Author(cast.user("aled").id, "coordinator")
    cover(ivy, cast.user("sam"), aled)
    choose(cast.user("sam"), WED, cast.WALTER)
    browser = cast.signed_in(app, "sam")
    assert "You cover until 05:00." in browser.get("/today/people").text
    assert cast.IVY in browser.get("/today").text.partition("Not on your list today")[0]


def test_the_suggestion_says_from_which_day_it_is(app: Flask) -> None:
    choose(cast.user("sam"), WED - WEEK, cast.WALTER)
    assert "The same as on Wednesday 11 November." in cast.signed_in(app, "sam").get("/today").text


def test_today_without_anybody_says_what_to_do(app: Flask) -> None:
    choose(cast.user("sam"), WED)
    page = cast.signed_in(app, "sam").get("/today").text
    assert "You see nobody today." in page
    assert "Choose whom I see" in page
