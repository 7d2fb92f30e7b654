"""The person's own first screen asks what others wrote that they chose."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.home.my_week import MyWeek
from carelog.people.person import Person
from carelog.records.choice_check import ChoiceCheck
from carelog.records.mark import Account, Mark
from carelog.records.said import Answer, Way
from carelog.weeks.details import Cadence
from tests import cast, visitors
from tests.cast import LONDON
from tests.plans import EVERY_LABEL, agree, author, fixed, times

SUN, MON, TUE = (cast.MONDAY + timedelta(days=offset) for offset in (-1, 0, 1))
LAST_MONDAY = MON - timedelta(days=7)
NAMED = re.compile(r"<strong>(.*?)</strong><span>(.*?)</span>")
CHOSE = Account(said="chose", offered="A walk", how_shown="Shook her head")


@pytest.fixture
def nadia(app: Flask) -> Person:
    """Whose week it is."""
    assert app.name
    visitors.belong("nadia", "self", around=cast.NADIA)
    return cast.person(cast.NADIA)


@pytest.fixture
def items(nadia: Person) -> dict[str, str]:
    """Her week: something of each morning, some time in the week, some time in the month."""
    with time_machine.travel(cast.BEGAN):
        return agree(nadia, fixed("Tea"), times("Walk", 2), fixed("Hair", cadence=Cadence.MONTHLY_ANY_DAY))


@pytest.fixture
def browser(app: Flask, nadia: Person) -> FlaskClient:
    """Nadia's own phone."""
    assert nadia.name
    return cast.signed_in(app, "nadia")


def chose(nadia: Person, item_id: str, day: date, by: str = "sam", role: str = "worker") -> str:
    """Written down in the evening of that day; its id."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 21, tzinfo=LONDON)):
        return Mark.record(nadia, item_id, day, 1, author(by, role), labels=EVERY_LABEL, account=CHOSE).id


def check(nadia: Person, about: str, answer: Answer) -> None:
    """Nadia answers by a tap of her own."""
    ChoiceCheck.record(nadia, about, answer, Way.TAP, author("nadia", "self"), labels=EVERY_LABEL)


def asked(browser: FlaskClient) -> str:
    """The part of the page that asks."""
    page = browser.get("/my-week").text
    return page.partition("<h2>Did you want this?</h2>")[2].partition("<h2>")[0]


def test_what_others_say_i_chose_is_asked_after_todays_things(
    nadia: Person, items: dict[str, str], browser: FlaskClient
) -> None:
    chose(nadia, items["Tea"], MON)
    page = browser.get("/my-week").text
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert headings[:3] == ["Today", "Did you want this?", "Some time this week"]
    assert f'href="/people/{nadia.id}/occurrences/{items["Tea"]}/{MON}/1#asked"' in asked(browser)
    assert "Monday 16 November" in asked(browser)
    form = browser.get(f"/people/{nadia.id}/occurrences/{items['Tea']}/{MON}/1").text
    assert 'id="asked"' in form


def test_where_nothing_is_to_be_asked_nothing_is(nadia: Person, items: dict[str, str], browser: FlaskClient) -> None:
    chose(nadia, items["Tea"], MON, by="nadia", role="self")
    assert asked(browser) == ""


@pytest.mark.parametrize("answer", Answer)
def test_whatever_the_answer_it_is_asked_once(
    nadia: Person, items: dict[str, str], browser: FlaskClient, answer: Answer
) -> None:
    said = chose(nadia, items["Tea"], MON)
    assert asked(browser) != ""
    check(nadia, said, answer)
    assert asked(browser) == ""


def test_of_many_three_are_asked_first_the_newest_before_the_older(
    nadia: Person, items: dict[str, str], browser: FlaskClient
) -> None:
    for day in (LAST_MONDAY, SUN, MON):
        chose(nadia, items["Tea"], day)
    chose(nadia, items["Walk"], TUE)
    chose(nadia, items["Hair"], MON)
    first, _summary, rest = asked(browser).partition("<summary>2 more</summary>")
    assert NAMED.findall(first) == [
        ("Hair", "Some time in November"), ("Walk", "Tuesday 17 November"), ("Tea", "Monday 16 November"),
    ]  # fmt: skip
    assert NAMED.findall(rest) == [
        ("Tea", "Sunday 15 November"), ("Tea", "Monday 9 November"),
    ]  # fmt: skip


def test_every_list_of_the_page_says_what_it_lists(nadia: Person, items: dict[str, str], browser: FlaskClient) -> None:
    chose(nadia, items["Tea"], MON)
    page = browser.get("/my-week").text
    lists = re.findall(r'<ul class="(?:items|ideas|sentences)"[^>]*>', page)
    assert len(lists) == 6
    assert [one for one in lists if "aria-label" not in one] == []


def test_what_is_long_ago_waits_for_the_conversation(nadia: Person, items: dict[str, str]) -> None:
    chose(nadia, items["Tea"], LAST_MONDAY - timedelta(days=1))
    assert MyWeek.of(nadia, EVERY_LABEL).to_ask == ()


def test_what_nobody_asked_her_about_yet_is_said_too(
    browser: FlaskClient, nadia: Person, items: dict[str, str]
) -> None:
    Mark.record(nadia, items["Tea"], cast.TODAY, 1, author("sam"), labels=EVERY_LABEL)
    assert "Not asked yet" in browser.get("/my-week").text
