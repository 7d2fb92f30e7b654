"""Drafts: what was begun in a form is on the phone whatever ends the page, and is offered again to whoever began it."""

import re
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Locator, Page, expect

from tests.browser.checks import AXE, violations
from tests.browser.conftest import KEEPS_PAGES, SMALL_PHONE, NewBrowser
from tests.browser.line import SOON, Onward, record_id
from tests.browser.phone import EVERYTHING, KEPT, LONG, PAINTED, in_use, kill_browser, script, sign_in, signed_in
from tests.browser.world import World

IS_KEPT, OFFERED = script("drafts"), script("offered")
CANARY = "A bruise like a canary on the left arm"
WHAT = "What should they know?"
NOTHING_WAITS = "Nothing is waiting."


@pytest.fixture
def walter(world: World) -> str:
    """The address of his pages."""
    return f"/people/{world.people['walter']}"


def offers(page: Page) -> Locator:
    """What is offered above the form, the newest first."""
    return page.get_by_role("group", name="Begun, not sent")


def types(page: Page, label: str, words: str) -> None:
    """Until that is on the phone."""
    page.get_by_label(label).fill(words)
    page.evaluate(IS_KEPT, words)


def test_what_was_typed_when_the_browser_died_is_offered_again_to_its_author_only(
    world: World, browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path, walter: str
) -> None:
    profile, worry = tmp_path / "profile", f"{walter}/worries/new"

    def started() -> BrowserContext:
        options = {**browser_type_launch_args, **SMALL_PHONE}
        return browser_type.launch_persistent_context(profile, **options, base_url=world.url)

    in_use(world, started(), worry).page.context.close()  # what it knows the phone by is on disk now
    phone = in_use(world, started(), worry)
    phone.page.get_by_label("Yes").check()
    types(phone.page, "What did you see?", CANARY)
    kill_browser(phone, profile)

    browser = started()
    grace = in_use(world, browser, worry, "grace")
    assert grace.page.evaluate(OFFERED) == 0
    grace.page.goto("/waiting")
    expect(grace.page.get_by_text(NOTHING_WAITS)).to_be_visible()
    assert CANARY not in grace.page.evaluate(EVERYTHING)

    phone = in_use(world, browser, worry)
    expect(offers(phone.page)).to_contain_text(re.compile(r"You began this at \d\d:\d\d\. It was not sent\."))
    expect(offers(phone.page)).to_contain_text(CANARY)
    offers(phone.page).get_by_role("button", name="Go on with it").click()
    expect(phone.page.get_by_label("What did you see?")).to_be_focused()
    expect(phone.page.get_by_label("What did you see?")).to_have_value(CANARY)
    expect(phone.page.get_by_label("Yes")).to_be_checked()
    phone.page.get_by_role("button", name="Save").click()
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("A worry")
    assert world.written(phone.records()[-1]["id"]) == [("concern", "", world.users["sam"])]
    phone.page.goto(worry)
    assert phone.page.evaluate(OFFERED) == 0
    browser.close()


def test_what_is_sent_before_its_draft_could_be_kept_leaves_none(
    world: World, new_browser: NewBrowser, walter: str
) -> None:
    scripts, record = Event(), Event()

    def way(asked: bytes, onward: Onward) -> bytes:
        if b"/outbox/drafts.js " in asked:
            scripts.wait(SOON)
        elif record_id(asked):
            record.wait(SOON)
        return onward(asked)

    world.line.way = way
    page = signed_in(world, new_browser(base_url=world.url))
    page.goto(f"{walter}/visit")
    page.get_by_label("What did they do?").fill("Whistled.")
    page.get_by_role("button", name="Save", exact=True).click()
    scripts.set()
    page.evaluate(PAINTED)
    assert page.evaluate(OFFERED) == 0
    record.set()
    expect(page.locator("#log-form").get_by_text("Whistled.")).to_be_visible(timeout=LONG)
    page.evaluate(IS_KEPT, "")


def test_two_tabs_keep_what_is_typed_in_each_and_nothing_goes_before_it_is_said_twice(
    world: World, new_browser: NewBrowser, walter: str
) -> None:
    log = f"{walter}/logs/new"
    phone = in_use(world, new_browser(base_url=world.url, reduced_motion="reduce"), log)
    types(phone.page, "What did they do?", "Sang in the kitchen.")
    other = phone.page.context.new_page()
    other.goto(log)
    assert other.evaluate(OFFERED) == 0  # it is open
    other.goto("/account")
    other.get_by_role("button", name="Sign out here").click()
    expect(other.get_by_text("You began something that was not sent.")).to_be_visible()
    other.goto(log)
    other.get_by_text("When, who was there, what about").click()
    other.get_by_label("Anybody else?").fill("His neighbour")
    types(other, "What did they do?", "Baked bread.")
    phone.page.goto(f"{walter}/visit")
    expect(offers(phone.page)).to_contain_text("Sang in the kitchen.")
    other.goto("/waiting")
    begun = other.get_by_role("list", name="Begun, not finished").get_by_role("listitem")
    expect(begun.get_by_role("heading")).to_have_text(["A learning log Walter Osei"] * 2)
    other.evaluate(AXE.axe_script)
    assert violations(other) == {}
    begun.first.get_by_role("link", name="Go on with it").click()
    expect(other.get_by_label("Anybody else?")).to_have_value("His neighbour")
    expect(other.get_by_label("Anybody else?")).to_be_visible()
    expect(offers(other)).to_contain_text("Sang in the kitchen.")
    other.evaluate(AXE.axe_script)
    assert violations(other) == {}
    offers(other).get_by_role("button", name="Throw it away").press("Enter")
    offers(other).get_by_role("button", name="No, keep it").press("Enter")
    offers(other).get_by_role("button", name="Throw it away").press("Enter")
    offers(other).get_by_role("button", name="Yes, throw it away").press("Enter")
    expect(other.get_by_label("What did they do?")).to_be_focused()
    expect(offers(phone.page)).to_have_count(0)
    other.get_by_label("What did they do?").fill("")
    types(other, "Anybody else?", "")
    other.goto("/waiting")
    expect(other.get_by_text(NOTHING_WAITS)).to_be_visible()


def test_a_page_that_comes_back_takes_nothing_over_that_was_gone_on_with_elsewhere(
    world: World, new_browser: NewBrowser, walter: str
) -> None:
    page = in_use(world, new_browser(base_url=world.url), f"{walter}/visit-notes").page
    types(page, WHAT, "The kettle")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    other = page.context.new_page()
    other.goto(f"{walter}/visit-notes")
    offers(other).get_by_role("button", name="Go on with it").click()
    types(other, WHAT, "The kettle is broken.")
    other.close()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(offers(page)).to_contain_text("The kettle is broken.")
    types(page, WHAT, "The kettle leaks.")
    page.evaluate(IS_KEPT, "The kettle is broken.")


def test_what_is_saved_after_the_session_ended_stays_and_says_what_it_waits_for(
    world: World, new_browser: NewBrowser, walter: str
) -> None:
    page = in_use(world, new_browser(base_url=world.url, **KEEPS_PAGES), f"{walter}/visit-notes").page
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    world.ends_sessions(new_browser(base_url=world.url).request, "sam")
    page.get_by_label(WHAT).fill("The kettle is broken.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("You are signed out. It goes by itself when you sign in again")).to_be_visible(timeout=LONG)
    page.get_by_role("link", name="Sign in", exact=True).click()
    sign_in(page, world, "sam")
    page.goto("/waiting")
    expect(page.get_by_text(NOTHING_WAITS)).to_be_visible(timeout=LONG)


def test_what_was_begun_without_a_signal_outlives_the_session(
    world: World, new_browser: NewBrowser, walter: str
) -> None:
    phone = in_use(world, new_browser(base_url=world.url, **KEEPS_PAGES), "/today")
    page = phone.page
    page.evaluate(KEPT)
    world.ends_sessions(new_browser(base_url=world.url).request, "sam")
    page.context.set_offline(offline=True)
    page.goto(f"{walter}/visit-notes")
    types(page, WHAT, "The kettle is broken.")
    page.context.set_offline(offline=False)
    page.goto(f"{walter}/visit-notes")
    sign_in(page, world, "sam")
    page.goto(f"{walter}/visit-notes")
    expect(offers(page)).to_contain_text("The kettle is broken.")


def test_what_needs_changing_opens_in_its_form_and_is_saved_once(
    world: World, new_browser: NewBrowser, walter: str
) -> None:
    phone = in_use(world, new_browser(base_url=world.url), f"{walter}/visit")
    page, title = phone.page, world.tea()
    phone.row(title).get_by_role("link", name="Something else").click()
    page.get_by_label("It did not happen").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#error-summary")).to_be_focused()
    [lacking] = phone.records()
    page.goto("/waiting")
    page.get_by_role("link", name="Change it").click()
    expect(page.get_by_label("It did not happen")).to_be_checked()
    page.get_by_label("Transport").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(NOTHING_WAITS)).to_be_visible()
    [changed] = phone.records()
    assert world.written(lacking["id"], changed["id"]) == [("mark", "", world.users["sam"])]


def test_a_log_among_other_things_waits_in_its_place_and_what_is_typed_in_another_tab_stays(
    world: World, new_browser: NewBrowser, walter: str
) -> None:
    phone = in_use(world, new_browser(base_url=world.url), f"{walter}/visit")
    page, other = phone.page, phone.page.context.new_page()
    other.goto(f"{walter}/visit")
    other.evaluate(OFFERED)
    page.context.set_offline(offline=True)
    page.get_by_label("What did they do?").fill("Whistled at the window.")
    page.locator("#log-form").get_by_role("button", name="Save").click()
    expect(page.locator("#log-form")).to_be_focused()
    expect(page.locator("#log-form")).to_contain_text("On this phone, not sent yet · Whistled at the window.")
    types(other, "What did they do?", "Hummed.")
    page.context.set_offline(offline=False)
    expect(page.locator("#log-form")).to_contain_text("Saved.", timeout=LONG)
    other.evaluate(PAINTED)
    expect(other.get_by_label("What did they do?")).to_have_value("Hummed.")
    assert [state for state in phone.states() if state != "sent"] == []
