"""What waits on a phone: the bar on every page, the page that lists it, and signing out with something waiting."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import SMALL_PHONE, Open
from tests.browser.demo import Demo
from tests.browser.test_axe import AXE, violations

DAY = "/people/{nadia}/day"
NO_STORAGE = "Object.defineProperty(window, 'indexedDB', { get: () => undefined })"


def no_way_out(page: Page) -> None:
    """Nothing that is pressed reaches the server; pages still come."""

    def only_pages(route: Route) -> None:
        if route.request.method == "POST" and "/people/" in route.request.url:
            route.abort()
        else:
            route.fallback()

    page.route("**/*", only_pages)


def two_wait(page: Page) -> None:
    """Two marks that could not be sent."""
    no_way_out(page)
    for button in page.get_by_role("button", name="It happened").all()[:2]:
        button.click()
    expect(bar(page)).to_contain_text("2 on this phone, not sent yet, since ", timeout=15000)


def bar(page: Page) -> Any:
    """How much waits."""
    return page.get_by_role("region", name="Waiting to send")


def test_what_waits_is_listed_in_words_and_nothing_goes_away_before_it_is_said_twice(use: Open) -> None:
    page = use("sam", DAY, reduced_motion="reduce")
    two_wait(page)
    bar(page).get_by_role("link").click()
    waiting = page.get_by_role("list", name="Not sent yet").get_by_role("listitem")
    expect(waiting).to_have_count(2)
    first = waiting.first
    expect(first.get_by_role("heading")).to_have_text("What happened Nadia Rahman")
    expect(first).to_contain_text("There was no signal when it was tried.")
    page.evaluate(AXE.axe_script)
    assert violations(page) == {}
    page.set_viewport_size(SMALL_PHONE["viewport"])
    first.get_by_role("button", name="Discard").click()
    expect(first.get_by_role("button", name="No, keep it")).to_be_focused()
    first.get_by_role("button", name="No, keep it").press("Enter")
    expect(first.get_by_role("button", name="Discard")).to_be_focused()
    for left in (1, 0):
        first.get_by_role("button", name="Discard").press("Enter")
        first.get_by_role("button", name="Yes, throw it away").press("Enter")
        expect(waiting).to_have_count(left)
        expect(waiting.first if left else page.locator("[data-part=none]")).to_be_focused()
    expect(page.get_by_text("Nothing is waiting. Everything you wrote here is saved.")).to_be_visible()
    expect(bar(page)).to_be_hidden()


def test_trying_again_sends_what_waits(use: Open) -> None:
    page = use("sam", DAY)
    two_wait(page)
    page.clock.install()
    page.goto("/waiting")
    again = page.get_by_role("button", name="Try again").first
    expect(again).to_be_visible()
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=30))  # so that nothing is tried by itself
    page.unroute_all()
    again.press("Enter")
    expect(page.locator("[data-part=none]")).to_be_focused()


def test_signing_out_with_something_waiting_asks_first_and_keeps_it(use: Open, own_demo: Demo) -> None:
    page = use("sam", DAY)
    two_wait(page)
    page.goto("/account")
    page.get_by_role("button", name="Sign out here").click()
    question = page.get_by_text("2 records are on this phone and not sent yet.")
    expect(question).to_be_focused()
    page.get_by_role("button", name="Send now first").click()
    expect(page.get_by_text("Not sent yet. 2 records are on this phone")).to_be_visible()
    page.get_by_role("button", name="Stay").click()
    expect(page.get_by_role("button", name="Sign out here")).to_be_focused()
    page.get_by_role("button", name="Sign out here").click()
    page.get_by_role("button", name="Sign out, keep them").click()
    expect(page).to_have_url(re.compile("/sign-in"))
    own_demo.signs_in(page.context.request, "sam")
    page.goto("/waiting")
    expect(page.get_by_role("heading", name="What happened")).to_have_count(2)


def test_without_scripts_the_page_says_that_nothing_waits(look: Open) -> None:
    page = look("sam", "/waiting", java_script_enabled=False)
    expect(page.get_by_text("Without them nothing waits on this phone")).to_be_visible()


def test_where_the_browser_keeps_nothing_the_page_says_so(look: Open) -> None:
    page = look("sam", "/account")
    page.add_init_script(NO_STORAGE)
    page.goto("/waiting")
    expect(page.get_by_text("Nothing can wait on this phone just now")).to_be_visible()
