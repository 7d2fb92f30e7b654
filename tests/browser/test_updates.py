"""Updates: a new version takes over with all that waits, says so, and one that fails leaves the old one working."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks import AXE, violations
from tests.browser.conftest import KEEPS_PAGES, NewBrowser
from tests.browser.line import Onward, Way, answers, cut, passes
from tests.browser.phone import KEPT, LONG, READY, in_use, script
from tests.browser.pictures import choose, file, save
from tests.browser.versions import newer, version
from tests.browser.world import World
from tests.large_photo import large_photo

EARLIER = Path(__file__).parent.parent / "outbox" / "earlier.js"
BACK = script("earlier")
AGE = re.compile(r"No signal\. This is as of ")
STAYS, FINISH = "What you have written stays.", "Finish and save what you are writing first"
WORDS = "She laughed at the geese"
READY_WORKER = """async () => {
  const { active } = await navigator.serviceWorker.ready;
  while (active.state !== "activated") await new Promise((done) => active.onstatechange = done);
}"""
FILE = "async (path) => (await fetch(path)).status"
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  try { await registration.update(); } catch (problem) { return problem.name; }
  const coming = registration.installing;
  if (!coming) return "nothing new";
  while (coming.state === "installing") await new Promise((done) => coming.onstatechange = done);
  return coming.state;
}"""
# As a page of a version that is not there yet opens the storage, and keeps it open.
LATER_STORAGE = """() => new Promise((done, fail) => {
  const opening = indexedDB.open("carelog", 1000);
  opening.onupgradeneeded = () => opening.result.createObjectStore("later");
  opening.onsuccess = () => { globalThis.later = opening.result; done(opening.result.version); };
  opening.onerror = opening.onblocked = () => fail(new Error("the open page does not let go"));
})"""


@pytest.fixture(scope="module")
def versions(served_world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[str]]:
    """Where the code lies that the next update serves: a newer version and this checkout, in turn."""
    yield cycle([newer(tmp_path_factory.mktemp("newer")), ""])
    if served_world.installation.code:
        become(served_world, "")


def become(world: World, code: str) -> None:
    """The server is of that version from now on."""
    world.installation.end()
    world.installation.code = code
    world.start()


@pytest.fixture
def visit(world: World) -> str:
    """The address of a visit to Walter."""
    return f"/people/{world.people['walter']}/visit"


@contextmanager
def without_signal(page: Page) -> Iterator[None]:
    page.context.set_offline(offline=True)
    yield
    page.context.set_offline(offline=False)


def notice(page: Page) -> Locator:
    """That there is a newer version."""
    return page.get_by_role("region", name="New version")


def test_an_update_keeps_all_that_waits_and_the_open_page_says_when_it_is_its_turn(
    world: World, new_browser: NewBrowser, visit: str, versions: Iterator[str]
) -> None:
    phone = in_use(world, new_browser(base_url=world.url, **KEEPS_PAGES), visit)
    page = phone.page
    page.evaluate(READY_WORKER)
    world.line.records = cut
    row, _id = phone.tea()
    phone.waits(row)
    for words in ("Fed the ducks.", WORDS):
        page.goto(visit.replace("visit", "logs/new"))
        page.evaluate(READY)
        page.get_by_label("What did they do?").fill(words)
        if words != WORDS:
            choose(page, file("ducks.jpg", large_photo(width=64)))
            save(page)
            expect(page.get_by_role("region", name="Waiting to send")).to_contain_text("3 on this phone")
    before = version(page)
    become(world, next(versions))
    world.mend()
    phone.has_signal()
    expect(notice(page)).to_contain_text(STAYS)
    assert page.get_by_label("What did they do?").input_value() == WORDS
    page.evaluate(READY_WORKER)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    assert page.evaluate(FILE, f"/static/{before}/js/elements/print-page.js") == 200  # which the server has no more
    notice(page).get_by_role("button", name="Reload").press("Enter")
    expect(page.get_by_role("group", name="Begun, not sent")).to_contain_text("You began this at")
    assert version(page) != before
    expect(notice(page)).to_be_hidden()
    expect(page.get_by_role("region", name="Waiting to send")).to_be_hidden(timeout=LONG)
    kinds = [kind for kind, _flag, _author in world.written(*(one["id"] for one in phone.records()))]
    assert sorted(kinds) == ["learning_log", "mark", "photo"]


def at(name: str, way: Way) -> Way:
    """That happens to one static file; all else comes."""
    return lambda asked, onward: (way if f"/{name} ".encode() in asked.splitlines()[0] else passes)(asked, onward)


BROKEN = answers(b"", b"500 Internal Server Error")


def no_start(asked: bytes, onward: Onward) -> bytes:
    """The worker's script has a mistake in it."""
    script = b"HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nConnection: close\r\n\r\nthrow new Error();"
    return script if asked.startswith(b"GET /sw.js ") else onward(asked)


def test_an_update_that_fails_leaves_the_version_before_working_and_is_tried_again(
    world: World, new_browser: NewBrowser, visit: str, versions: Iterator[str]
) -> None:
    phone = in_use(world, new_browser(base_url=world.url, **KEEPS_PAGES), visit)
    page = phone.page
    page.evaluate(KEPT)
    before = version(page)
    become(world, next(versions))
    for way, said in ((at("app.css", BROKEN), "redundant"), (at("app.css", cut), "redundant"), (no_start, "TypeError")):
        world.line.way = way
        assert page.evaluate(UPDATE) == said
    with without_signal(page):
        page.goto(visit)
        expect(page.locator("#notices")).to_have_text(AGE)
        assert version(page) == before
        page.evaluate(READY)
        row, id = phone.tea()
        phone.waits(row)
        expect(notice(page)).to_be_hidden()
    phone.has_signal()
    phone.is_saved(row, id)
    world.mend()
    assert page.evaluate(UPDATE) != "redundant"
    expect(notice(page)).to_contain_text(STAYS)


def test_without_a_service_worker_an_open_page_learns_of_it_and_says_what_is_not_kept(
    world: World, new_browser: NewBrowser, visit: str, versions: Iterator[str]
) -> None:
    phone = in_use(world, new_browser(base_url=world.url), visit)
    page = phone.page
    world.line.records = cut
    phone.tea()
    page.goto("/account/proof")
    page.evaluate(READY)
    typed = page.get_by_label("password")
    typed.fill(WORDS)
    before = version(page)
    become(world, next(versions))
    world.mend()
    phone.has_signal()
    expect(notice(page)).to_contain_text(FINISH)
    notice(page).get_by_role("button", name="Reload").click()
    expect(page.get_by_role("status")).to_contain_text(FINISH)
    assert typed.input_value() == WORDS
    page.evaluate(AXE.axe_script)
    assert violations(page) == {}
    typed.fill("")
    expect(notice(page)).to_contain_text(STAYS)
    notice(page).get_by_role("button", name="Reload").click()
    expect(notice(page)).to_be_hidden()
    assert version(page) != before


# the storage


def test_an_open_page_goes_on_with_the_storage_of_a_newer_version(
    world: World, new_browser: NewBrowser, visit: str
) -> None:
    phone = in_use(world, new_browser(base_url=world.url), visit)
    other = phone.page.context.new_page()
    other.goto("/manifest.json")
    with without_signal(phone.page):
        first = phone.tea()
        assert other.evaluate(LATER_STORAGE) == 1000
        second = phone.tea()
        for row, _id in (first, second):
            phone.waits(row)
    for row, id in (first, second):
        phone.is_saved(row, id)
    phone.page.goto(visit)
    phone.page.evaluate(READY)
    row, id = phone.tea()
    phone.is_saved(row, id)
    assert phone.states() == ["sent"] * 3


def test_what_lies_in_the_storage_of_every_earlier_version_arrives(
    world: World, new_browser: NewBrowser, visit: str
) -> None:
    phone = in_use(world, new_browser(base_url=world.url), visit)
    page = phone.page
    made = re.sub(r"^import .*\n", "", EARLIER.read_text(), flags=re.MULTILINE)
    page.route("**/earlier.js", lambda route: route.fulfill(body=made, content_type="text/javascript"))
    world.line.records = cut
    while True:
        row, id = phone.tea()
        phone.waits(row)
        page.goto("/manifest.json")  # where nothing opens it
        if not page.evaluate(BACK, "/static/earlier.js"):
            break
        page.goto(visit)
        page.evaluate(READY)
        phone.waits(row)
        world.mend()
        phone.has_signal()
        phone.is_saved(row, id)
        world.line.records = cut
