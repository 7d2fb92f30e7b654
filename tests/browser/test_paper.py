"""A sheet that came back is typed in, on a phone and at a desk, with and without scripts; pictures found by a word."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, Open

GRID = "/people/{jamie}/sheets/new?whose=person"
LAST_WEEK = "The week before"
WITHOUT_SCRIPTS: dict[str, Any] = {"java_script_enabled": False}


def last_week(page: Page) -> None:
    """Where every day has come."""
    page.get_by_role("link", name=LAST_WEEK).click()
    expect(page.get_by_role("combobox").first).to_be_visible()


def test_on_a_phone_the_grid_is_a_list_by_day_and_at_a_desk_things_by_days(look: Open) -> None:
    page = look("sam", GRID)
    last_week(page)
    assert len(tops(page)) > 6  # the days one under another
    page.set_viewport_size(LAPTOP["viewport"])
    assert len(tops(page)) == 1  # beside each other
    football = page.get_by_label(re.compile("^Walk the dog"))
    expect(football).to_have_count(7)
    assert len({box["y"] for one in football.all() if (box := one.bounding_box())}) == 1


def tops(page: Page) -> set[float]:
    """How far down the days stand."""
    return {box["y"] for day in page.locator(".typing section h2").all() if (box := day.bounding_box())}


@pytest.mark.parametrize(("options", "weeks"), [({}, 1), (WITHOUT_SCRIPTS, 2)], ids=["scripts", "plain"])
def test_a_sheet_is_typed_in_and_what_lacks_is_asked_with_nothing_lost(
    use: Open, options: dict[str, Any], weeks: int
) -> None:
    page = use("sam", "/people/{jamie}/sheets/new", **options)
    page.get_by_role("link", name="Somebody else").click()
    for _ in range(weeks):
        last_week(page)
    page.get_by_label("Who wrote it?").fill("Kim")
    dog, pub = (page.get_by_label(re.compile(f"^{title}")).first for title in ("Walk the dog", "Pub"))
    dog.select_option("It happened")
    pub.select_option("It did not happen")
    page.get_by_role("button", name="Save what I typed").click()
    expect(page.get_by_role("link", name="Choose why.")).to_be_visible()
    expect(page.get_by_label("Who wrote it?")).to_have_value("Kim")
    expect(dog).to_have_value("happened")
    page.get_by_label("Why?").select_option("Transport")
    page.get_by_role("button", name="Save what I typed").click()
    expect(page.get_by_text("Saved: 2 things.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^It did not happen.*Pub")).first.click()
    expect(page.get_by_text("Written by Kim, typed by you").first).to_be_visible()
    expect(page.get_by_text("Why: Transport")).to_be_visible()


def test_it_is_typed_with_the_keyboard_alone(use: Open) -> None:
    page = use("sam", GRID, **LAPTOP)
    last_week(page)
    first = page.get_by_role("combobox").first
    first.focus()
    page.keyboard.type("it")
    page.keyboard.press("Tab")
    page.keyboard.type("pa")
    assert [box.input_value() for box in page.get_by_role("combobox").all()[:2]] == ["happened", "partly"]


def test_printing_has_a_button_where_there_are_scripts(look: Open) -> None:
    expect(look("sam", "/people/{jamie}/sheet").get_by_role("button", name="Print this sheet")).to_be_visible()
    plain = look("sam", "/people/{jamie}/sheet", **WITHOUT_SCRIPTS)
    expect(plain.get_by_role("button", name="Print this sheet")).to_be_hidden()


def test_pictures_are_narrowed_while_a_word_is_typed_and_enter_saves_nothing(use: Open) -> None:
    page = use("aled", "/people/{margaret}/items/{item}/picture")
    pictures = page.locator(".pick label:visible")
    expect(pictures).not_to_have_count(0)
    page.get_by_label("Find a picture by a word").fill("dog")
    expect(page.get_by_text("Pictures found: 1")).to_be_visible()
    expect(page.get_by_label("dog", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    page.get_by_label("dog", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("li img[src*=dog-face]").first).to_be_visible()


def test_without_scripts_a_button_finds_them(use: Open) -> None:
    page = use("margaret", "/people/{margaret}/details", **WITHOUT_SCRIPTS)
    page.get_by_label("Where I live").fill("The house with the green door")
    page.get_by_text("Choose a picture").click()
    page.get_by_label("Find a picture by a word").fill("choir")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_label("Where I live")).to_have_value("The house with the green door")
    page.get_by_label("choir").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".face img[src*=microphone]")).to_be_visible()
