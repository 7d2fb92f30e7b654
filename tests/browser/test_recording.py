"""Writing down what happened, as it is seen and heard: where the focus stands, what looks done, what comes first."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, Open
from tests.browser.demo import a_week_ago

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
NOT_WRITTEN_DOWN = timedelta(days=5)  # Margaret's Saturday evening
OPEN = "/people/{nadia}/occurrences/{open}"


def no_car(page: Page) -> None:
    """Fill in the small sheet, and save it."""
    page.get_by_label("It did not happen").check()
    page.get_by_label("Transport").check()
    page.get_by_role("button", name="Save", exact=True).click()


@SCRIPTS
def test_after_saving_a_page_of_its_own_the_focus_is_on_the_row_and_after_an_undo_on_the_news(
    use: Open, *, scripts: bool
) -> None:
    page = use("sam", OPEN, java_script_enabled=scripts)
    here = page.url
    no_car(page)
    expect(page.locator(".item.done:focus")).to_contain_text("It did not happen")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    page.goto(here)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(":focus")).to_have_text("Taken back.")
    expect(page.get_by_role("status").filter(has_text="Taken back.")).to_be_focused()


def test_all_four_answers_are_there_without_scrolling(look: Open) -> None:
    page = look("sam", OPEN)
    bar = page.get_by_role("navigation", name="Main").bounding_box()
    last = page.locator(".what label").last.bounding_box()
    assert bar is not None
    assert last is not None
    assert last["y"] + last["height"] <= bar["y"]


@pytest.mark.parametrize("size", [{}, LAPTOP], ids=["phone", "laptop"])
def test_a_question_that_is_open_looks_like_nothing_that_is_done(look: Open, size: dict[str, Any]) -> None:
    page = look("aled", f"/people/{{margaret}}/day?day={a_week_ago() + NOT_WRITTEN_DOWN}", **size)
    asks = page.locator(".asks").first
    button = asks.locator("summary")
    done, open_still = button.get_by_text("It happened"), button.get_by_text(re.compile("^Not saved yet: with .*\\?$"))
    expect(done).to_be_visible()
    expect(open_still).to_be_hidden()
    button.click()
    page.mouse.move(0, 0)
    expect(done).to_be_hidden()
    expect(open_still).to_be_visible()
    expect(button).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(button.locator("circle[fill=currentColor]:visible")).to_have_count(0)
    expect(asks).to_have_css("border-style", "dashed")
