"""Without scripts every task works by plain forms, and a mark comes back to its row."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.demo import WEEK_C, Demo, a_week_ago

PLAIN: dict[str, Any] = {"java_script_enabled": False}


def test_signing_in_and_out(look: Open, demo: Demo) -> None:
    page = look("", "/today", **PLAIN)
    page.get_by_label("User name").fill("sam")
    page.get_by_label("Password").fill(demo.installation.demo_password())
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title(re.compile("^Today"))
    page.get_by_role("link", name="My account").click()
    page.get_by_role("button", name="Sign out here").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.goto("/today")
    expect(page).to_have_title(re.compile("^Sign in"))


@pytest.mark.parametrize("path", ["/today", "/people/{nadia}/day"])
def test_marking_and_undoing_come_back_to_the_row(use: Open, path: str) -> None:
    page = use("sam", path, **PLAIN)
    row = page.locator(".item:has(.mark)").last
    name = row.get_attribute("id")
    for press, then in (("It happened", "Undo"), ("Undo", "It happened")):
        row = page.locator(f"#{name}")
        row.get_by_role("button", name=press).click()
        expect(page).to_have_url(re.compile(f"#{name}$"))
        expect(row.get_by_role("button", name=then)).to_be_in_viewport()


def test_sharing(use: Open) -> None:
    joan = use("joan", "/people/{margaret}/summary", **PLAIN)
    margaret = use("margaret", "/people/{margaret}/sharing", **PLAIN)
    expect(joan.get_by_role("heading", level=1)).to_have_text("That is not shared with you")
    margaret.get_by_role("link", name="Joan Price").click()
    margaret.get_by_role("button", name=re.compile("^Share this.*How it went")).click()
    expect(margaret.get_by_role("heading", level=1)).to_have_text("Share this with Joan Price?")
    margaret.get_by_role("button", name="Yes, until I say stop").click()
    expect(margaret.get_by_text("Saved: Joan Price can see this now.")).to_be_visible()
    joan.reload()
    expect(joan.get_by_role("heading", name="What matters to me")).to_be_visible()
    margaret.get_by_role("button", name=re.compile("^Stop sharing.*How it went")).click()
    joan.reload()
    expect(joan.get_by_role("heading", level=1)).to_have_text("That is not shared with you")


def test_importing_and_agreeing(use: Open) -> None:
    page = use("aled", "/people/{new}/plan", **PLAIN)
    read_sheet(page)
    expect(page.get_by_text("Read. Look at the draft, line by line, before it is agreed.")).to_be_visible()
    draft = page.locator("#draft")
    expect(draft).to_contain_text("Read from week-c-list.csv.")
    draft.get_by_label("Starts on").fill((a_week_ago() + timedelta(weeks=4)).isoformat())
    draft.get_by_label("How the person took part").fill("She pointed at the pictures she wanted.")
    draft.get_by_role("button", name="Agree this week").click()
    expect(page.get_by_text("Agreed. The week starts on")).to_be_visible()
    expect(page.locator("#agreed ~ ul").get_by_text("Main meal together", exact=True)).to_be_visible()


def test_saying_what_is_important(use: Open) -> None:
    page = use("aled", "/people/{nadia}/plan", **PLAIN)
    asked = page.get_by_role("group", name="A hello from the dog next door")
    asked.get_by_label("Both").check()
    page.get_by_role("button", name="Save the answers").click()
    expect(page.get_by_text("One answer was saved.")).to_be_visible()
    expect(asked.get_by_label("Both")).to_be_checked()


def test_ending_somebodys_place(use: Open) -> None:
    page = use("aled", "/people/{margaret}/circle", **PLAIN)
    grace = page.get_by_role("listitem").filter(has_text="Grace Mensah")
    grace.locator("summary").click()
    grace.get_by_role("button", name="End it now").click()
    expect(page.get_by_text("Ended. From now on they see nothing here.")).to_be_visible()
    expect(grace).to_have_count(0)


def read_sheet(page: Page) -> None:
    """Bring week-c in."""
    page.get_by_label("Spreadsheet").set_input_files(WEEK_C)
    page.get_by_role("button", name="Read it").click()
