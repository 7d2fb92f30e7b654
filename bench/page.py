"""What a real browser makes of Today: bytes on the wire, and the time from a tap to its answer on the screen."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, Page, ViewportSize, sync_playwright

from bench.figure import Figure
from bench.world import PASSWORD
from carelog.accounts.session import OWN_PHONE
from tests.conftest import BROWSERS, CHROMIUM_FLAGS

TAP = (Path(__file__).parent / "tap.js").read_text()
END = ("requestId", "timestamp", "encodedDataLength")
TODAY, LATER = "/today", "later"
FIRST_VISIT, LATER_VISIT, KB = 50, 8, 1024
SLOWER, TAPS, ACKNOWLEDGED = 4, 9, 100  # times, taps, milliseconds


def page(url: str, whose: str, password: str = PASSWORD) -> Iterator[Figure]:
    """The bytes of a visit with nothing kept from before, and of one with everything kept."""
    with phone(url, password) as browser:
        today = browser.new_page()
        first, kinds = bytes_of_a_visit(today)
        later, _ = bytes_of_a_visit(today)
    beside = ", ".join(f"{kind} {size / KB:.1f}" for kind, size in sorted(kinds.items()))
    yield Figure(f"first visit to Today until it is loaded, {whose}", first / KB, FIRST_VISIT, "KB", beside=beside)
    yield Figure(f"later visit, {whose}", later / KB, LATER_VISIT, "KB")


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
        today = browser.new_page()
        browser.new_cdp_session(today).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        today.goto(TODAY)
        took = []
        for row in today.locator(".item:has(.mark)").all()[:TAPS]:
            button = today.locator(f"#{row.get_attribute('id')} .mark")
            button.scroll_into_view_if_needed()
            button.evaluate(TAP)
            button.tap()
            took.append(float(today.evaluate("window.tapped")))
    beside = f"slowest of {len(took)}: {max(took):.0f} ms"
    return Figure(f"a tap is answered, processor {SLOWER} × slower", median(took), ACKNOWLEDGED, "ms", beside=beside)


@contextmanager
def phone(url: str, password: str) -> Iterator[BrowserContext]:
    """A browser with nothing in its cache, in which Sam has signed in."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(CHROMIUM_FLAGS))
        size: ViewportSize = {"width": 360, "height": 740}
        context = browser.new_context(base_url=url, viewport=size, has_touch=True, is_mobile=True, locale="en-GB")
        context.request.post("/sign-in", form={"username": "sam", "password": password, "kind": OWN_PHONE})
        yield context
        browser.close()
