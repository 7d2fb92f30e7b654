"""The first heading of every page about somebody says what the page is, and whose; the title never says whose."""

import re
from html import unescape

import pytest
from flask import Flask

from carelog.weeks.perfect_week import latest
from tests import cast
from tests.asking import SQLITE

WEDNESDAY = "Wednesday 18 November"
PAGES = (
    ("sam", "/week", "Week", "Week"),
    ("sam", "/day", WEDNESDAY, WEDNESDAY),
    ("sam", "/sheet", "On paper", "On paper"),
    ("sam", "/sheets/new", "From paper", "Whose writing is it?"),
    ("sam", "/contacts-sheet", "Contact sheet", "Contact sheet"),
    ("sam", "/extras/new", "Something good that was in no plan", "Something good"),
    ("sam", "/missed-visits/new", "I could not do this visit", "I could not do this visit"),
    ("sam", "/time-away", "Time away", "Time away"),
    ("sam", "/plan", "The week I want", "Plan the week"),
    ("sam", "/summary", "How much of my week happened", "How much of my week happened"),
    ("sam", "/summary/records", "Behind the figures", "Behind the figures"),
    ("aled", "/sharing", "Who can see my things", "Who can see my things"),
    ("ruth", "/looks", "Who looked", "Who looked"),
    ("aled", "/details", "Change the words about me", "Change the words about me"),
    ("sam", "/occurrences/{item}/2026-11-18/1", "Shower safely, porridge and tea together, tablets",
     f"What happened on {WEDNESDAY}"),
    ("sam", "/occurrences/{item}/2026-11-20/1", "Shower safely, porridge and tea together, tablets",
     "Planned for Friday 20 November"),
)  # fmt: skip


def says(page: str, tag: str) -> str:
    """The words of the first element of that name."""
    found = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", page, re.DOTALL)
    assert found is not None
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", found[1]))).strip()


@SQLITE
@pytest.mark.parametrize(("username", "path", "heading", "title"), PAGES)
def test_a_page_says_what_it_is_and_whose(app: Flask, username: str, path: str, heading: str, title: str) -> None:
    person = cast.person(cast.MARGARET)
    week = latest(person)
    assert week is not None
    item = next(one.item_id for one in week.items if one.details.title.startswith("Shower"))
    page = cast.signed_in(app, username).get(f"/people/{person.id}{path.format(item=item)}").text
    assert says(page, "h1") == f"{heading} , Margaret Hughes"
    assert says(page, "title") == f"{title} · carelog"


@SQLITE
def test_the_page_of_a_person_is_called_by_their_name(app: Flask) -> None:
    person = cast.person(cast.MARGARET)
    page = cast.signed_in(app, "sam").get(f"/people/{person.id}").text
    assert says(page, "h1") == "Margaret Hughes"
    assert "Riverside" in page


@SQLITE
@pytest.mark.parametrize(("path", "heading"), [("/summary", "What happened in my week"), ("/looks", "Who looked")])
def test_the_person_is_not_told_whose_their_own_page_is(app: Flask, path: str, heading: str) -> None:
    page = cast.signed_in(app, "margaret").get(f"/people/{cast.person(cast.MARGARET).id}{path}").text
    assert says(page, "h1") == heading
