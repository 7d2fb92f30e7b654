"""Storage that is off, full or emptied: it is said before anything is typed, and what was lost is said once."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks import AXE, violations
from tests.browser.conftest import KEEPS_PAGES, NewBrowser
from tests.browser.line import cut
from tests.browser.phone import LONG, Phone, in_use, script
from tests.browser.world import World

# As browsers do it where storage is switched off for a site.
OFF = """for (const name of ["open", "deleteDatabase"]) {
  IDBFactory.prototype[name] = () => { throw new DOMException("off", "SecurityError"); };
}
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("off", "SecurityError"); } });
Object.defineProperty(navigator, "serviceWorker", { get: () => undefined });"""
# The next page says what waits on it, once this one has.
ASKS_AGAIN = """async () => {
  while (!localStorage.length) await new Promise((again) => setTimeout(again, 20));
  localStorage.clear();
}"""
FILL = script("full")
HARDLY_ANY = 900_000  # bytes: less than is held for words
NOTHING, NEARLY, FULL = "This browser keeps nothing for us", "This phone is nearly full", "This phone is full"
LOST = "One record that had waited on it since"


def notice(page: Page) -> Locator:
    """What is said of the storage."""
    return page.locator("storage-notice")


@pytest.fixture
def visit(world: World) -> str:
    """The address of a visit to Walter."""
    return f"/people/{world.people['walter']}/visit"


def test_where_storage_is_off_it_is_said_before_typing_and_what_is_pressed_is_saved_at_once(
    world: World, new_browser: NewBrowser, visit: str
) -> None:
    context = new_browser(base_url=world.url)
    context.add_init_script(OFF)
    world.signs_in(context.request, "sam")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    for path in ("/today", visit, visit.replace("visit", "logs/new")):
        page.goto(path)
        expect(notice(page)).to_contain_text(NOTHING)
    page.evaluate(AXE.axe_script)
    assert violations(page) == {}
    notice(page).get_by_role("button", name="I have read this").click()
    page.get_by_label("What did they do?").fill("Sang in the kitchen.")
    page.get_by_role("main").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("article").filter(has_text="Sang in the kitchen.")).to_be_visible()
    page.goto(visit)
    row = Phone(world, page).row(world.tea())
    row.get_by_role("button", name="It happened").click()
    expect(row.get_by_role("link", name="Change")).to_be_visible()
    assert problems == []


def test_a_phone_that_is_nearly_full_or_full_says_so_and_words_are_kept_as_long_as_they_fit(
    world: World, new_browser: NewBrowser, visit: str
) -> None:
    browser = new_browser(base_url=world.url)
    wire = browser.new_cdp_session(browser.new_page())
    wire.send("Storage.overrideQuotaForOrigin", {"origin": world.url, "quotaSize": HARDLY_ANY})
    phone = in_use(world, browser, visit)
    page = phone.page
    expect(notice(page)).to_contain_text(NEARLY)
    notice(page).get_by_role("button", name="I have read this").press("Enter")
    expect(notice(page)).to_be_hidden()
    row, id = phone.tea()
    phone.is_saved(row, id)
    page.evaluate(FILL)
    page.reload()
    expect(notice(page)).to_contain_text(FULL)
    row = phone.row(world.tea())
    row.get_by_role("button", name="It happened").click()
    expect(row.get_by_role("link", name="Change")).to_be_visible()


def test_what_was_lost_with_an_emptied_storage_is_said_until_it_is_read_and_coordinators_see_it(
    world: World, new_browser: NewBrowser, visit: str
) -> None:
    phone = in_use(world, new_browser(base_url=world.url, **KEEPS_PAGES), visit)
    page = phone.page
    world.line.records = cut
    row, _id = phone.tea()
    phone.waits(row)
    page.evaluate(ASKS_AGAIN)
    with page.expect_response("**/phone"):
        page.reload()  # it says what waits
    everything = {"origin": world.url, "storageTypes": "indexeddb,cache_storage,service_workers,local_storage"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
    for _ in range(2):
        page.goto("/today")
        expect(notice(page)).to_contain_text(LOST, timeout=LONG)
    notice(page).get_by_role("button", name="I have read this").press("Enter")
    expect(notice(page)).to_be_hidden()
    page.reload()
    expect(page.locator("storage-notice:defined")).to_be_hidden()
    aled = new_browser(base_url=world.url)
    world.signs_in(aled.request, "aled")
    assert "It was emptied: one record that had waited on it since" in aled.request.get(f"{world.url}/phones").text()
