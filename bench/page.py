"""What a real browser makes of Today: bytes on the wire, and the time from a tap to its answer on the screen."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, ViewportSize, sync_playwright

from bench.figure import Figure
from bench.world import PASSWORD
from carelog.accounts.session import OWN_PHONE
from tests.browser import served
from tests.conftest import BROWSERS, CHROMIUM_FLAGS

TAP = (Path(__file__).parent / "tap.js").read_text()
END = ("requestId", "timestamp", "encodedDataLength")
KEPT = (Path(served.__file__).parent / "kept.js").read_text().rstrip().removesuffix(";")
EVERYTHING = """async () => {
  const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().map(({ url }) => url.slice(location.origin.length));
}"""
CONTACT = "/phone/contact"  # when the server was last heard of, which never was an answer
TODAY, LATER = "/today", "later"
FIRST_VISIT, LATER_VISIT, KEPT_FOR_LATER, KB = 50, 8, 250, 1024
SLOWER, TAPS, ACKNOWLEDGED = 4, 9, 100  # times, taps, milliseconds
HOW_SLOW = f"processor {SLOWER} × slower"
OPENINGS, OPENS, SECOND = 5, 1, 1000  # times, seconds, milliseconds
OPENED = "performance.getEntriesByType('navigation')[0].loadEventStart"


def page(url: str, whose: str, password: str = PASSWORD) -> Iterator[Figure]:
    """The bytes of a visit with nothing kept from before, and of one with everything kept."""
    with phone(url, password) as browser:
        today = browser.new_page()
        first, kinds = bytes_of_a_visit(today)
        later, _ = bytes_of_a_visit(today)
    beside = ", ".join(f"{kind} {size / KB:.1f}" for kind, size in sorted(kinds.items()))
    yield Figure(f"first visit to Today until it is loaded, {whose}", first / KB, FIRST_VISIT, "KB", beside=beside)
    yield Figure(f"later visit, {whose}", later / KB, LATER_VISIT, "KB")


def kept(url: str) -> Figure:
    """All that the service worker keeps after one look at Today: each page and file as it comes over the wire."""
    with phone(url, PASSWORD, worker="allow") as browser:
        today = browser.new_page()
        today.goto(TODAY)
        today.evaluate(KEPT)
        paths = [path for path in today.evaluate(EVERYTHING) if path != CONTACT]
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in browser.cookies())
    sizes: Counter[str] = Counter()
    for path in paths:
        sizes["files" if path.startswith("/static/") else "pages"] += bytes_of(url, path, cookies)
    beside = ", ".join(f"{size / KB:.0f} of {kind}" for kind, size in sorted(sizes.items()))
    told = f"{len(paths)} answers: {beside}"
    return Figure("kept by the service worker for 9 people", sizes.total() / KB, KEPT_FOR_LATER, "KB", beside=told)


def bytes_of(url: str, path: str, cookies: str) -> int:
    """Of one answer, its headers too."""
    asked = HTTPConnection(urlsplit(url).netloc)
    told = {"Cookie": cookies, "Accept-Encoding": "gzip, deflate, br", "Phone-Keep": "apart"}
    asked.request("GET", path, headers=told)
    answer = asked.getresponse()
    size = len(answer.read()) + len(str(answer.headers).encode())
    asked.close()
    if answer.status != HTTPStatus.OK:
        raise RuntimeError(f"{path}: {answer.status}")
    return size


def bytes_of_a_visit(today: Page) -> tuple[int, Counter[str]]:
    """Everything received until the load event, headers too; by kind, with what comes after it as "later"."""
    kinds: dict[str, str] = {}
    ends: list[tuple[str, float, int]] = []
    loaded: list[float] = []
    wire = today.context.new_cdp_session(today)
    wire.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
    wire.on("Network.loadingFinished", lambda told: ends.append(tuple(map(told.get, END))))
    wire.on("Page.loadEventFired", lambda told: loaded.append(told["timestamp"]))
    wire.send("Network.enable")
    wire.send("Page.enable")
    today.goto(TODAY, wait_until="networkidle")
    wire.detach()
    sizes: Counter[str] = Counter()
    for request, ended, size in ends:
        sizes[kinds[request] if ended <= loaded[0] else LATER] += int(size)
    return sizes.total() - sizes[LATER], sizes


def tap(url: str) -> Figure:
    """On a processor four times as slow."""
    with phone(url, PASSWORD) as browser:
        today = slowed(browser)
        today.goto(TODAY)
        return taps(today, "a tap is answered")


def without_signal(url: str) -> Iterator[Figure]:
    """The same without a signal, and how long Today takes to open then: the median of several openings."""
    with phone(url, PASSWORD, worker="allow") as browser:
        before = browser.new_page()
        before.goto(TODAY)
        before.evaluate(KEPT)
        before.close()
        browser.set_offline(offline=True)
        today, took = slowed(browser), []
        for _ in range(OPENINGS):
            today.goto(TODAY, wait_until="load")
            took.append(float(today.evaluate(OPENED)) / SECOND)
        if not today.locator("body[data-copy]").count():
            raise RuntimeError("not opened without a signal")
        beside = f"slowest of {OPENINGS}: {max(took):.2f} s"
        yield Figure(f"Today opens without a signal, {HOW_SLOW}", median(took), OPENS, "s", beside=beside)
        yield taps(today, "a tap is answered without a signal")


def slowed(browser: BrowserContext) -> Page:
    """A page on a processor that much slower."""
    made = browser.new_page()
    browser.new_cdp_session(made).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return made


def taps(today: Page, what: str) -> Figure:
    """Of things that wait on this page, one after another."""
    took = []
    for row in today.locator(".item:has(.mark)").all()[:TAPS]:
        button = today.locator(f"#{row.get_attribute('id')} .mark")
        button.scroll_into_view_if_needed()
        button.evaluate(TAP)
        button.tap()
        took.append(float(today.evaluate("window.tapped")))
    beside = f"slowest of {len(took)}: {max(took):.0f} ms"
    return Figure(f"{what}, {HOW_SLOW}", median(took), ACKNOWLEDGED, "ms", beside=beside)


@contextmanager
def phone(url: str, password: str, worker: Literal["allow", "block"] = "block") -> Iterator[BrowserContext]:
    """A browser with nothing in its cache, in which Sam has signed in.

    `worker`: with a service worker, whose answers a page does not count.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(CHROMIUM_FLAGS))
        size: ViewportSize = {"width": 360, "height": 740}
        context = browser.new_context(base_url=url, viewport=size, has_touch=True, is_mobile=True, locale="en-GB",
                                      service_workers=worker)  # fmt: skip
        context.request.post("/sign-in", form={"username": "sam", "password": password, "kind": OWN_PHONE})
        yield context
        browser.close()
