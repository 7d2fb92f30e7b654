"""What waits on a phone: the bar on every page, the page that lists it, and signing out with something waiting."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.checks import AXE, violations
from tests.browser.conftest import SMALL_PHONE, NewBrowser
from tests.browser.line import cut
from tests.browser.phone import LONG, Phone, in_use, signed_in
from tests.browser.world import World

NO_STORAGE = "Object.defineProperty(window, 'indexedDB', { get: () => undefined })"
NEARLY_A_DAY = timedelta(hours=23, minutes=59)


@pytest.fixture
def phone(world: World, new_browser: NewBrowser) -> Phone:
    """Sam's, on which two marks wait that cannot be sent; pages still come."""
    browser = new_browser(base_url=world.url, reduced_motion="reduce")
    phone = in_use(world, browser, f"/people/{world.people['walter']}/visit")
    world.line.records = cut
    for _ in range(2):
        phone.tea()
    return phone


def bar(page: Page) -> Locator:
    """How much waits."""
    return page.get_by_role("region", name="Waiting to send")


def test_what_waits_is_listed_in_words_and_nothing_goes_away_before_it_is_said_twice(phone: Phone) -> None:
    page = phone.page
    expect(bar(page)).to_contain_text("2 on this phone, not sent yet, since ", timeout=LONG)
    bar(page).get_by_role("link").click()
    waiting = page.get_by_role("list", name="Not sent yet").get_by_role("listitem")
    expect(waiting).to_have_count(2)
    first = waiting.first
    expect(first.get_by_role("heading")).to_have_text("What happened Walter Osei")
    expect(first).to_contain_text("There was no signal when it was tried.")
    written, copy = first.locator("textarea"), first.get_by_role("button", name="Copy as text")
    copy.press("Enter")
    expect(written).to_be_focused()  # the browser was not allowed to: they can be copied by hand
    assert page.evaluate("getSelection().toString()") == written.input_value()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy.press("Enter")
    expect(first.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == written.input_value() != ""
    page.evaluate(AXE.axe_script)
    assert violations(page) == {}
    page.set_viewport_size(SMALL_PHONE["viewport"])
    first.get_by_role("button", name="Throw it away").click()
    expect(first.get_by_role("button", name="No, keep it")).to_be_focused()
    first.get_by_role("button", name="No, keep it").press("Enter")
    expect(first.get_by_role("button", name="Throw it away")).to_be_focused()
    for left in (1, 0):
        first.get_by_role("button", name="Throw it away").press("Enter")
        first.get_by_role("button", name="Yes, throw it away").press("Enter")
        expect(waiting).to_have_count(left)
        expect(waiting.first if left else page.locator("[data-part=none]")).to_be_focused()
    expect(page.get_by_text("Nothing is waiting. Everything you wrote here is saved.")).to_be_visible()
    expect(bar(page)).to_be_hidden()


def test_after_a_day_it_is_red_and_says_so_in_words_that_are_heard_too(phone: Phone) -> None:
    page, said = phone.page, re.compile(r"^2 not sent since \w{3} \d+ \w{3}, \d\d:\d\d: find a signal$")
    page.clock.install(time=datetime.now(UTC) + NEARLY_A_DAY)
    page.reload()
    expect(bar(page)).to_contain_text("2 on this phone, not sent yet, since ")
    expect(bar(page)).not_to_have_class("late")
    page.clock.run_for(timedelta(seconds=65) // timedelta(milliseconds=1))
    expect(bar(page)).to_have_class("late")
    expect(bar(page).get_by_role("link")).to_have_text(said)
    expect(page.locator("#said")).to_have_text(said)


def test_trying_again_sends_what_waits(world: World, phone: Phone) -> None:
    page = phone.page
    page.clock.install()
    page.goto("/waiting")
    again = page.get_by_role("button", name="Try again").first
    expect(again).to_be_visible()
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=30))  # so that nothing is tried by itself
    world.mend()
    again.press("Enter")
    expect(page.locator("[data-part=none]")).to_be_focused()


def test_signing_out_with_something_waiting_asks_first_and_keeps_it(world: World, phone: Phone) -> None:
    page = phone.page
    page.goto("/account")
    page.get_by_role("button", name="Sign out here").click()
    question = page.get_by_text("2 records are on this phone and not sent yet.").filter(visible=True)
    expect(question).to_be_focused()
    page.get_by_role("button", name="Send now first").click()
    expect(page.get_by_text("Not sent yet. 2 records are on this phone")).to_be_visible()
    page.get_by_role("button", name="Stay").click()
    expect(page.get_by_role("button", name="Sign out here")).to_be_focused()
    page.get_by_role("button", name="Sign this one out").click()  # in the list of devices
    expect(question).to_be_focused()
    page.get_by_role("button", name="Sign out, keep it all").click()
    expect(page).to_have_url(re.compile("/sign-in"))
    world.signs_in(page.context.request, "sam")
    page.goto("/waiting")
    expect(page.get_by_role("heading", name="What happened")).to_have_count(2)


def test_coordinators_are_told_as_soon_as_nothing_waits_any_more(world: World, phone: Phone) -> None:
    page = phone.page

    def says(number: str) -> Callable[[Request], bool]:
        return lambda asked: asked.headers.get("phone-waiting", "").split(" ")[0] == number

    page.evaluate("localStorage.clear()")  # it says so every quarter of an hour
    with page.expect_response(lambda answer: says("2")(answer.request)):
        page.reload()
    world.mend()
    with page.expect_request(says("0")):
        phone.has_signal()


def test_without_scripts_the_page_says_that_nothing_waits(world: World, new_browser: NewBrowser) -> None:
    page = signed_in(world, new_browser(base_url=world.url, java_script_enabled=False))
    page.goto("/waiting")
    expect(page.get_by_text("Without them nothing waits on this phone")).to_be_visible()


def test_where_the_browser_keeps_nothing_the_page_says_so(world: World, new_browser: NewBrowser) -> None:
    page = signed_in(world, new_browser(base_url=world.url))
    page.add_init_script(NO_STORAGE)
    page.goto("/waiting")
    expect(page.get_by_text("Nothing can wait on this phone just now")).to_be_visible()
