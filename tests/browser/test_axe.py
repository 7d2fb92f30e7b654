"""axe finds nothing: on every page, for every role, on a phone and a laptop, light and dark; nor on pages that refuse."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import LAPTOP, SMALL_PHONE, Open
from tests.browser.demo import Demo
from tests.browser.pages import PAGES, paths

AXE = Axe()
SIZES = (SMALL_PHONE["viewport"], LAPTOP["viewport"])
COLOURS: dict[str, dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}  # only colours differ


@pytest.mark.parametrize("username", PAGES)
def test_axe_finds_nothing(look: Open, demo: Demo, username: str) -> None:
    page = look(username, "/sign-in", reduced_motion="reduce")
    page.context.add_init_script(AXE.axe_script)
    found = {}
    for path in paths(username, demo.names):
        page.goto(path)
        found |= {f"{path} {where}": what for where, what in violations(page).items()}
    assert found == {}


def violations(page: Page) -> dict[str, Any]:
    """What axe minds of this page, by size and colours."""
    found = {}
    for size in SIZES:
        page.set_viewport_size(size)
        for colours, options in COLOURS.items():
            page.emulate_media(color_scheme=colours)
            answer = page.evaluate("options => axe.run(options)", {"resultTypes": ["violations"], **options})
            minded = [(one["id"], [node["html"] for node in one["nodes"]]) for one in answer["violations"]]
            if minded:
                found[f"{size['width']} {colours}"] = minded
    return found
