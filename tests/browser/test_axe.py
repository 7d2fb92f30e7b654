"""axe finds nothing where we refuse, where something needs changing, and where we ask again."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import AXE, violations
from tests.browser.conftest import Open


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
    page = look("margaret", "/people/{margaret}/sharing/{ally}?page=2", reduced_motion="reduce")
    page.get_by_role("button", name="Share this").first.click()
    expect(page.get_by_role("button", name="Yes, until I say stop")).to_be_visible()
    page.evaluate(AXE.axe_script)
    assert violations(page) == {}
