"""With the keyboard alone: a mark does not lose one's place, and what needs changing is where one is."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

MARK, UNDO = ".item:has(.mark)", "Undo"


def test_after_a_mark_the_focus_stands_where_one_was(use: Open) -> None:
    page = use("sam", "/today")
    row = page.locator(f"#{first_to_mark(page)}")
    row.get_by_role("button").focus()
    page.keyboard.press("Enter")
    undo = row.get_by_role("button", name=UNDO)
    expect(undo).to_be_visible()
    expect(page.locator(":focus")).to_be_visible()
    assert row.evaluate("row => row === document.activeElement || row.contains(document.activeElement)")
    page.keyboard.press("Tab")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(row.get_by_role("button", name="It happened")).to_be_visible()
    assert row.evaluate("row => row === document.activeElement || row.contains(document.activeElement)")


def test_what_a_mark_changed_is_said(use: Open) -> None:
    page = use("sam", "/today")
    row = page.locator(f"#{first_to_mark(page)}")
    title = row.locator("strong").first.inner_text()
    whose = page.locator("section.card").filter(has=row).locator("h2").inner_text()
    said = page.get_by_role("status")
    expect(said).to_be_empty()
    row.get_by_role("button", name="It happened").click()
    expect(said).to_have_text(f"Saved. {title}, {whose}: It happened")
    row.get_by_role("button", name=UNDO).click()
    expect(said).to_have_text(f"Taken back. {title}, {whose}: Not yet")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_needs_changing_takes_the_focus(look: Open, scripts: bool) -> None:
    page = look("", "/sign-in", java_script_enabled=scripts)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#error-summary")).to_contain_text("Type your user name.")


def test_a_skip_link_leads_past_the_top(look: Open) -> None:
    page = look("sam", "/today")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def first_to_mark(page: Page) -> str:
    """The id of the first thing of today that asks about Nadia, who has one at every hour."""
    hers = page.locator("section.card").filter(has=page.get_by_role("heading", name="Nadia Rahman"))
    rows = hers.locator(".items:not(h3 + .items)").locator(MARK, has=page.get_by_role("button", name="It happened"))
    found = rows.first.get_attribute("id")
    assert found is not None
    return found
