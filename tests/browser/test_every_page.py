"""Every page, for everybody who may open it, on a phone; and each look of it on a laptop too.

axe finds nothing there, fingers and the keyboard find everything, it fits, and it says what it is.
"""

from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browser.checks import (
    AXE,
    fingers,
    kind_of,
    says_what_it_is,
    sideways,
    violations,
    violations_in_grey,
    walk,
)
from tests.browser.conftest import LAPTOP, Open
from tests.browser.demo import Demo
from tests.browser.pages import PAGES, looks_of_their_own, paths

ANYWHERE = (fingers, walk)
ON_A_PHONE = (says_what_it_is, *ANYWHERE, sideways)  # those that change its size come last
IN_HAND = {"answers.show", "answers.take_back"}  # only on a phone that is handed over: test_handing_over.py
STANDS_IN = {"offline.stand_in"}  # nothing on it can be pressed before it is about somebody: test_offline_reading.py
A_PICTURE = {"records.photo", "records.kept_picture"}
NO_PAGE = {
    "manifest", "health.healthz", "home.index", "offline.worker", "offline.common", "offline.phone", "offline.parts",
    "reviews.pack_document", "reviews.pack_records", "three_months.document", "three_months.records",
    "conversations.document", "conversations.records",
    *A_PICTURE, *IN_HAND, *STANDS_IN,
}  # fmt: skip


@pytest.mark.parametrize("username", PAGES)
def test_on_a_phone_every_page_is_for_everybody(look: Open, demo: Demo, username: str) -> None:
    page = look(username, "/sign-in")
    page.context.add_init_script(AXE.axe_script)
    plain = page.viewport_size
    assert plain
    found: dict[str, Any] = {}
    titles = {}
    own = looks_of_their_own(username, demo.names)
    for path in paths(username, demo.names):
        page.set_viewport_size(plain)
        page.emulate_media(color_scheme="null", reduced_motion="null")
        page.goto(path)
        titles[kind_of(path)] = page.title()
        found |= wrong(page, path, *ON_A_PHONE, violations if path in own else violations_in_grey)
    assert found == {}
    assert len(set(titles.values())) == len(titles), titles


@pytest.mark.parametrize("username", PAGES)
def test_on_a_laptop_too(look: Open, demo: Demo, username: str) -> None:
    page = look(username, "/sign-in", **LAPTOP)
    found: dict[str, Any] = {}
    for path in sorted(looks_of_their_own(username, demo.names)):
        page.goto(path)
        found |= wrong(page, path, *ANYWHERE)
    assert found == {}


def wrong(page: Page, path: str, *checks: Any) -> dict[str, Any]:
    """What these checks find on the page that is open, by the check."""
    found = {f"{path}: {check.__name__}": check(page) for check in checks}
    return {where: what for where, what in found.items() if what}


@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
def test_every_page_is_walked_through(app: Flask, demo: Demo) -> None:
    there = app.url_map.bind("localhost")
    walked = {there.match(path.partition("?")[0])[0] for username in PAGES for path in paths(username, demo.names)}
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - walked == NO_PAGE
