"""axe finds nothing: on every page, for every role, on a phone and a laptop, light and dark, and where we refuse."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, SMALL_PHONE, Open
from tests.browser.demo import Demo
from tests.browser.pages import PAGES, paths

Colours = Literal["light", "dark"]
AXE = Axe()
MINDED = """options => axe.run(options).then(({ violations }) =>
  violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))"""
SIZES = (SMALL_PHONE["viewport"], LAPTOP["viewport"])
COLOURS: dict[Colours, dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}  # only colours differ


@pytest.mark.parametrize("username", PAGES)
def test_axe_finds_nothing(look: Open, demo: Demo, username: str) -> None:
    page = look(username, "/sign-in", reduced_motion="reduce")
    page.context.add_init_script(AXE.axe_script)
    found: dict[str, Any] = {}
    for path in paths(username, demo.names):
        page.goto(path)
        found |= {f"{path} {where}": what for where, what in violations(page).items()}
    assert found == {}


@pytest.mark.parametrize(
    ("username", "path"), [("", "/nowhere"), ("joan", "/people/{margaret}/week"), ("sam", "/people/{ivy}")]
)
def test_axe_finds_nothing_where_we_refuse(look: Open, username: str, path: str) -> None:
    page = look(username, path, reduced_motion="reduce")
    expect(page.get_by_text("If you ask for help, say the number 40")).to_be_visible()
    page.evaluate(AXE.axe_script)
    assert violations(page) == {}


@pytest.mark.parametrize(
    ("username", "path", "button"),
    [
        ("", "/sign-in", "Sign in"),
        ("", "/invitations/{invited}", "Join"),
        ("aled", "/people/{walter}/plan", "Agree this week"),
        ("aled", "/people/{nadia}/plan", "Read it"),
        ("aled", "/people/{margaret}/circle", "Make an invitation"),
        ("ruth", "/staff", "Make this team"),
        ("ruth", "/people/new", "Add this person"),
        ("sam", "/account", "Change my password"),
        ("sam", "/account/proof", "Go on"),
        ("", "/new-password/{new_password}", "Keep this password"),
    ],
)
def test_axe_finds_nothing_where_something_needs_changing(look: Open, username: str, path: str, button: str) -> None:
    page = look(username, path, reduced_motion="reduce")
    page.get_by_role("button", name=button).click()
    expect(page.locator("#error-summary")).to_be_focused()
    page.evaluate(AXE.axe_script)
    assert violations(page) == {}


def test_axe_finds_nothing_where_sharing_more_is_asked_again(look: Open) -> None:
    page = look("margaret", "/people/{margaret}/sharing", reduced_motion="reduce")
    page.get_by_role("switch", name="Names").first.check()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("button", name="Yes, share it")).to_be_visible()
    page.evaluate(AXE.axe_script)
    assert violations(page) == {}


def violations(page: Page) -> dict[str, Any]:
    """What axe minds of this page, by size and colours."""
    found = {}
    for size in SIZES:
        page.set_viewport_size(size)
        for colours, options in COLOURS.items():
            page.emulate_media(color_scheme=colours)
            minded = page.evaluate(MINDED, {"resultTypes": ["violations"], **options})
            if minded:
                found[f"{size['width']} {colours}"] = minded
    return found
