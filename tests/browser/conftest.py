"""The app as it is really served, and browsers that are signed in as somebody."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from carelog import clock
from tests.browser.demo import Demo
from tests.browser.served import Installation
from tests.browser.world import World
from tests.databases import Databases

SMALL_PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}}
LAPTOP: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False, "device_scale_factor": 1,
}  # fmt: skip
KEEPS_PAGES: dict[str, Any] = {"service_workers": "allow"}  # for when there is no signal

expect.set_options(timeout=15_000)  # milliseconds: it is there long before, unless two cores do everything at once

NewBrowser = Callable[..., BrowserContext]


class Open(Protocol):
    """Opens a page in a browser of its own."""

    def __call__(self, username: str, path: str = "/", **options: Any) -> Page:
        """Signed in as that user; as nobody for an empty name. More options are the browser's."""


@pytest.fixture(scope="session")
def demo_files(databases: Databases, playwright: Playwright) -> Demo:
    """The demo of the day, not served: to be copied, with all that its addresses are made of. One for all workers."""
    zone = ZoneInfo(clock.DEFAULT_ZONE)
    folder = databases.folder / f"demo of {clock.day_here(zone)}, {clock.living_day(zone)}"
    with databases.first(folder.name) as is_first:
        if is_first:
            shutil.rmtree(folder, ignore_errors=True)  # a half of one, when the first try failed
            made = Demo.build(folder)
            with made.installation.served():
                made.send_links(playwright)
                made.find_chances(playwright)
                made.find_worry(playwright)
                made.find_what_was_told(playwright)
                made.talk(playwright)
            (folder / "names.json").write_text(json.dumps(made.names))
    return Demo(Installation.on_sqlite(folder), json.loads((folder / "names.json").read_text()))


@pytest.fixture(scope="session")
def demo(demo_files: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, served for all the tests that only look at it."""
    yield from serve_copy(demo_files, tmp_path_factory.mktemp("served") / "var")


@pytest.fixture(scope="module")
def own_demo(demo_files: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, served for the tests of one file that write: each about something that no other one of them needs."""
    yield from serve_copy(demo_files, tmp_path_factory.mktemp("own") / "var")


@pytest.fixture
def empty(databases: Databases, db_kind: str, tmp_path: Path) -> Iterator[Installation]:
    """An installation nobody has used, served."""
    with databases.copy(db_kind, "empty") as database:
        (tmp_path / "var").mkdir()
        made = Installation(tmp_path / "var", database)
        with made.served():
            yield made


@pytest.fixture(scope="session")
def served_world(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A provider behind a line that can be disturbed, served for all the tests of what phones write."""
    with World.served(databases, tmp_path_factory.mktemp("world")) as world:
        yield world


@pytest.fixture
def world(served_world: World) -> Iterator[World]:
    """The same; afterwards the line is whole again, and the server there, though a test failed in between."""
    yield served_world
    served_world.mend()
    if served_world.installation.server.poll() is not None:
        served_world.start()


@pytest.fixture
def new_browser(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[NewBrowser]:
    """Browsers that know nothing of each other: phones of 360 × 740, unless the options say otherwise."""
    opened: list[BrowserContext] = []

    def new(**options: Any) -> BrowserContext:
        opened.append(browser.new_context(**{**browser_context_args, **SMALL_PHONE, **options}))
        return opened[-1]

    yield new
    for context in opened:
        context.close()


@pytest.fixture
def look(demo: Demo, new_browser: NewBrowser) -> Open:
    """Open a page of the demo that all tests share, which end no session there and so share these, too."""
    return _opener(demo, new_browser, demo.is_signed_in)


@pytest.fixture
def use(own_demo: Demo, new_browser: NewBrowser) -> Open:
    """Open a page of the demo that the tests of one file have for themselves."""
    return _opener(own_demo, new_browser, lambda context, username: own_demo.signs_in(context.request, username))


def serve_copy(built: Demo, var: Path) -> Iterator[Demo]:
    """A demo of its own, made from the one that is not served."""
    shutil.copytree(built.installation.var, var)
    copy = Demo(Installation.on_sqlite(var), dict(built.names))
    with copy.installation.served():
        yield copy


def _opener(demo: Demo, new_browser: NewBrowser, sign_in: Callable[[BrowserContext, str], None]) -> Open:
    def opened(username: str, path: str = "/", **options: Any) -> Page:
        context = new_browser(base_url=demo.url, **options)
        if username:
            sign_in(context, username)
        page = context.new_page()
        page.goto(path.format_map(demo.names))
        return page

    return opened
