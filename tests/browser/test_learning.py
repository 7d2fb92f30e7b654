"""The learning log in a browser: three taps on a visit, Undo that gives the words back, a hint while somebody types."""

import re

import pytest
from playwright.sync_api import Page, expect

from carelog.records.plain_words import PLAIN_WORDS, word_hints
from tests.browser.conftest import KEEPS_PAGES, Open

VISIT, LEARNING = "/people/{nadia}/visit", "/people/{margaret}/learning"
WHAT, SAVED = "What did they do?", "She painted the sea, all of it."
HINT = "“refused” could be “said no to”."


def console(page: Page) -> list[str]:
    """What the browser complains about from now on; a form that needs changing answers 422, which is no complaint."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if "422" not in message.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_on_a_visit_three_taps_write_one_and_one_more_takes_it_back_with_its_words(use: Open) -> None:
    page = use("sam", VISIT, **KEEPS_PAGES)
    complaints, place = console(page), page.locator("#log-form")
    place.get_by_label(WHAT).tap()
    page.keyboard.type(SAVED)
    place.get_by_role("button", name="Save").tap()
    expect(place.get_by_text(SAVED)).to_be_in_viewport()
    expect(place).to_be_focused()
    expect(page.locator("#said")).to_have_text("Saved.")
    place.get_by_role("button", name="Undo").tap()
    expect(place.get_by_label(WHAT)).to_have_value(SAVED)
    expect(page.locator("#said")).to_have_text("Taken back.")
    place.get_by_role("button", name="Save").tap()
    expect(place.get_by_text("Saved.")).to_be_in_viewport()
    page.reload()
    expect(page.locator(".log").get_by_text(SAVED)).to_have_count(1)
    assert complaints == []


def test_nothing_new_is_one_tap_and_gone_once_something_is_written(use: Open) -> None:
    page = use("sam", "/people/{jamie}/visit")
    place = page.locator("#log-form")
    nothing = place.get_by_role("button", name="Nothing new today")
    place.get_by_label(WHAT).fill("x")
    expect(nothing).to_be_hidden()
    place.get_by_label(WHAT).fill("")
    nothing.tap()
    expect(place.get_by_text("Nothing new.")).to_be_visible()
    place.get_by_role("link", name="Write another one").tap()
    expect(place.get_by_label(WHAT)).to_be_empty()


def test_what_is_missing_is_said_in_place_and_takes_the_focus(use: Open) -> None:
    page = use("sam", "/people/{margaret}/visit")
    place = page.locator("#log-form")
    place.get_by_role("button", name="Save").tap()
    summary = place.get_by_role("group", name="Something needs changing")
    expect(summary).to_be_focused()
    summary.get_by_role("link").tap()
    expect(place.get_by_label(WHAT)).to_be_focused()


@pytest.mark.parametrize("path", [VISIT, "/people/{nadia}/logs/new"])
def test_a_hint_comes_and_goes_while_somebody_types(look: Open, path: str) -> None:
    page = look("sam", path)
    hint, what = page.locator("word-hint").first, page.get_by_label(WHAT)
    expect(hint).to_be_empty()
    what.press_sequentially("She refused")
    expect(hint).to_have_text(HINT)
    expect(hint).to_have_role("status")
    what.press_sequentially(" her tea. The client…")
    expect(hint).to_have_text(f"{HINT} Instead of “client” you could write their name.")
    what.fill("She said no to her tea.")
    expect(hint).to_be_empty()


def test_the_browser_finds_the_same_words_as_the_server(look: Open) -> None:
    page = look("sam", "/people/{nadia}/logs/new")
    hint, what = page.locator("word-hint").first, page.get_by_label(WHAT)
    forms = [form for plain in PLAIN_WORDS for form in plain.forms]
    for text in (*forms, *(form.upper() for form in forms), "service  user", "refusenik", "clientèle", "ärefused"):
        what.fill(text)
        assert hint.inner_text() == " ".join(word_hints([text])), text


def test_without_scripts_it_is_written_hinted_at_taken_back_and_written_again(use: Open) -> None:
    page = use("sam", LEARNING, java_script_enabled=False)
    page.get_by_role("link", name="Write what we learned").click()
    page.get_by_label(WHAT).fill("She refused her boots.")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("/learning$"))
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_text(HINT)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    expect(page.get_by_text("She refused her boots.")).to_have_count(0)
    page.get_by_role("link", name="Write it again").click()
    expect(page.get_by_label(WHAT)).to_have_value("She refused her boots.")
    page.get_by_label(WHAT).fill("She said no to her boots.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".log").get_by_text("She said no to her boots.")).to_be_visible()


def test_what_is_found_is_found_again_by_going_back(look: Open) -> None:
    page = look("sam", "/people/{margaret}/learning")
    page.get_by_label("Find by a word").fill("shampoo")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".log")).to_have_count(1)
    page.locator(".log").get_by_role("link", name="earlier words").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("A learning log"))
    page.go_back()
    expect(page.locator(".log")).to_have_count(1)
