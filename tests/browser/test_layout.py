"""Pages fit: nothing scrolls sideways, fingers find what they aim at, and each page says what it is."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import ViewportSize

from carelog import demo as invented
from tests.browser.conftest import LAPTOP, Open
from tests.browser.demo import Demo
from tests.browser.pages import PAGES, paths

TARGETS = (Path(__file__).parent / "targets.js").read_text().rstrip().removesuffix(";")
NAMES = {word for _username, name in invented.USERS for word in name.split()} | {
    word for name in invented.PEOPLE for word in name.split()
}
NARROW: ViewportSize = {"width": 320, "height": 740}
ZOOMED: ViewportSize = {"width": 320, "height": 256}  # what is left of 1280 × 1024 at 400 %
WIDER_THAN_THE_PAGE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5')].map(one => Number(one.tagName[1]))"
IN_HAND = {"answers.show", "answers.take_back"}  # only on a phone that is handed over: test_handing_over.py
STANDS_IN = {"offline.stand_in"}  # nothing on it can be pressed before it is about somebody: test_offline_reading.py
NO_PAGE = {"manifest", "health.healthz", "home.index", "offline.worker", "offline.phone", *IN_HAND, *STANDS_IN}


@pytest.mark.parametrize("username", PAGES)
def test_nothing_scrolls_sideways(look: Open, demo: Demo, username: str) -> None:
    page = look(username, "/sign-in")
    wide = {}
    for path in paths(username, demo.names):
        page.goto(path)
        for size in (NARROW, ZOOMED):
            page.set_viewport_size(size)
            wide[f"{path} {size}"] = page.evaluate(WIDER_THAN_THE_PAGE)
    assert {where: by for where, by in wide.items() if by > 0} == {}


@pytest.mark.parametrize("username", PAGES)
@pytest.mark.parametrize("size", [{}, LAPTOP], ids=["phone", "laptop"])
def test_fingers_find_what_they_aim_at(look: Open, demo: Demo, username: str, size: dict[str, object]) -> None:
    page = look(username, "/sign-in", **size)
    missed = {}
    for path in paths(username, demo.names):
        page.goto(path)
        missed[path] = page.evaluate(TARGETS, {"smallest": 48, "apart": 8})
    assert {path: what for path, what in missed.items() if what} == {}


@pytest.mark.parametrize("username", PAGES)
def test_each_page_says_what_it_is(look: Open, demo: Demo, username: str) -> None:
    page = look(username, "/sign-in")
    titles = {}
    for path in paths(username, demo.names):
        page.goto(path)
        titles[path] = page.title()
        assert not NAMES & set(page.title().split()), path
        assert page.locator("html").get_attribute("lang") == "en", path
        levels = page.evaluate(HEADINGS)
        assert levels.count(1) == 1, path
        assert all(deeper - level <= 1 for level, deeper in pairwise(levels)), path
    kinds = {re.sub(r"\d+", "N", path).replace("people/N/invitations", "staff/invitations") for path in titles}
    assert len(set(titles.values())) == len(kinds), titles
    assert not [title for title in titles.values() if title.startswith("·")]


@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
def test_every_page_is_walked_through(app: Flask, demo: Demo) -> None:
    there = app.url_map.bind("localhost")
    walked = {there.match(path.partition("?")[0])[0] for username in PAGES for path in paths(username, demo.names)}
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - walked == NO_PAGE
