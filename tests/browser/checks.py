"""What must hold of any page, as axe, a finger, the keyboard, a narrow screen and its title find it."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from carelog import demo as invented
from tests.browser.conftest import LAPTOP, SMALL_PHONE

Colours = Literal["light", "dark"]
HERE = Path(__file__).parent
AXE = Axe()
MINDED = """options => axe.run(options).then(({ violations }) =>
  violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))"""
# Each size in one of the colours: what stands where hangs on the size alone, and a colour on the colours alone.
SIZES: dict[Colours, ViewportSize] = {"light": SMALL_PHONE["viewport"], "dark": LAPTOP["viewport"]}
TARGETS = (HERE / "targets.js").read_text().rstrip().removesuffix(";")
FOCUS = (HERE / "focus.js").read_text().rstrip().removesuffix(";")
NAMES = {word for _username, name in invented.USERS for word in name.split()} | {
    word for name in invented.PEOPLE for word in name.split()
}
NARROW: ViewportSize = {"width": 320, "height": 740}
ZOOMED: ViewportSize = {"width": 320, "height": 256}  # what is left of 1280 × 1024 at 400 %
WIDER_THAN_THE_PAGE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SAYS = """() => [document.documentElement.lang, [...document.querySelectorAll("h1, h2, h3, h4, h5")].map(
  (one) => Number(one.tagName[1]))]"""


def violations(page: Page) -> dict[str, Any]:
    """What axe, which is on the page already, minds of it, by size and colours; it fetches nothing for that."""
    found = {}
    for colours, size in SIZES.items():
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        minded = page.evaluate(MINDED, {"resultTypes": ["violations"], "preload": False})
        if minded:
            found[f"{size['width']} {colours}"] = minded
    return found


def violations_in_grey(page: Page) -> list[Any]:
    """What axe minds of it but its colours, which take most of its time: where it looked at the same ones already."""
    options = {"resultTypes": ["violations"], "preload": False, "rules": {"color-contrast": {"enabled": False}}}
    minded: list[Any] = page.evaluate(MINDED, options)
    return minded


def fingers(page: Page) -> list[str]:
    """What a finger would miss: smaller than 48 pixels, or closer together than 8."""
    missed: list[str] = page.evaluate(TARGETS, {"smallest": 48, "apart": 8})
    return missed


def walk(page: Page) -> list[str]:
    """What is wrong with a walk through the page by the tabulator key."""
    for _ in range(page.evaluate(f"({FOCUS}).start()")):
        page.keyboard.press("Tab")
    problems: list[str] = page.evaluate("document.body.arrived()")
    return problems


def sideways(page: Page) -> dict[str, int]:
    """By how many pixels it is wider than a narrow screen, and than one at 400 %."""
    wide = {}
    for size in (NARROW, ZOOMED):
        page.set_viewport_size(size)
        wide[str(size)] = page.evaluate(WIDER_THAN_THE_PAGE)
    return {size: by for size, by in wide.items() if by > 0}


def says_what_it_is(page: Page) -> list[str]:
    """A title without anybody's name, a language, and headings of which none is left out."""
    language, levels = page.evaluate(SAYS)
    return [
        *(f"{name} stands in the title" for name in NAMES & set(page.title().split())),
        *(["no title of its own"] if page.title().startswith("·") else ()),
        *([f"language {language}"] if language != "en" else ()),
        *([f"headings {levels}"] if not _in_order(levels) else ()),
    ]


def _in_order(levels: list[int]) -> bool:
    return levels.count(1) == 1 and all(deeper - level <= 1 for level, deeper in pairwise(levels))


def kind_of(path: str) -> str:
    """The address without what differs from one person to the next."""
    return re.sub(r"\d+", "N", path).replace("people/N/invitations", "staff/invitations")
