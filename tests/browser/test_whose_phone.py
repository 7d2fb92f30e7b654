"""Whose phone: what waits is its author's, and stays through ended sessions, other people, and a browser's death."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.browser.conftest import KEEPS_PAGES, SMALL_PHONE, NewBrowser
from tests.browser.line import cut
from tests.browser.phone import EVERYTHING, KEPT, LONG, Phone, in_use
from tests.browser.world import World

CANARY = "The canary sang at noon"
OTHERS = "Somebody else has something waiting on this phone."
NOTHING_WAITS = "Nothing is waiting."


@pytest.fixture
def visit(world: World) -> str:
    """The address of a visit to Walter."""
    return f"/people/{world.people['walter']}/visit"


def sign_in(page: Page, world: World, username: str) -> None:
    """On the page that asks for it."""
    said = world.sign_in(username)
    page.get_by_label("User name").fill(str(said["username"]))
    page.get_by_label("Password").fill(str(said["password"]))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def sign_out(page: Page) -> None:
    """Leave what waits."""
    page.goto("/account")
    page.get_by_role("button", name="Sign out here").click()
    keep = page.get_by_role("button", name="Sign out, keep them")
    gone = page.get_by_text("You are signed out.")
    expect(keep.or_(gone)).to_be_visible(timeout=LONG)
    if keep.is_visible():
        keep.click()
    expect(gone).to_be_visible()


def test_an_ended_session_keeps_nobody_from_writing_and_the_next_one_sends_it(
    world: World, new_browser: NewBrowser, visit: str
) -> None:
    phone = in_use(world, new_browser(base_url=world.url, **KEEPS_PAGES), visit)
    world.ends_sessions(new_browser(base_url=world.url).request, "sam")
    ids = []
    for _ in range(2):
        row, id = phone.tea()
        phone.waits(row)
        ids.append(id)
    expect(phone.page.get_by_role("region", name="Waiting to send")).to_contain_text("2 on this phone")
    assert phone.states() == ["waiting", "waiting"]
    phone.page.goto("/waiting")
    sign_in(phone.page, world, "sam")
    phone.page.goto("/waiting")
    expect(phone.page.get_by_text(NOTHING_WAITS)).to_be_visible(timeout=LONG)
    assert [kind for kind, *_ in world.written(*ids)] == ["mark", "mark"]


def test_what_waits_is_nobody_elses_to_read_or_send(world: World, new_browser: NewBrowser, visit: str) -> None:
    phone = in_use(world, new_browser(base_url=world.url, **KEEPS_PAGES), "/today")
    page = phone.page
    page.evaluate(KEPT)
    ids = [sam_writes(phone, visit), phone.tea()[1]]
    world.line.records = cut
    page.context.set_offline(offline=False)
    sign_out(page)
    assert_unreadable(page)
    page.context.set_offline(offline=True)
    for path in ("/today", visit, "/waiting"):
        page.goto(path)
        assert_unreadable(page)
    page.context.set_offline(offline=False)
    world.mend()
    page.goto("/sign-in")
    sign_in(page, world, "grace")
    page.goto(visit)
    expect(page.get_by_text(OTHERS)).to_be_visible()
    row, id = phone.tea()
    expect(row.get_by_role("link", name="Change")).to_be_visible(timeout=LONG)
    phone.has_signal()
    page.goto("/waiting")
    expect(page.get_by_text(NOTHING_WAITS)).to_be_visible()
    assert_unreadable(page)
    assert world.written(*ids, id) == [("mark", "", world.users["grace"])]
    sign_out(page)
    sign_in_again(page, world)
    assert {author for _kind, _flag, author in world.written(*ids)} == {world.users["sam"]}
    assert len(world.written(*ids)) == 2


def sam_writes(phone: Phone, visit: str) -> str:
    """A note, without signal; the visit comes back."""
    phone.page.context.set_offline(offline=True)
    phone.page.goto(visit)
    phone.page.get_by_role("link", name="Tell whoever comes next").click()
    phone.page.get_by_label("What should they know?").fill(CANARY)
    phone.page.get_by_role("button", name="Save").click()
    phone.page.wait_for_url(f"**{visit}")
    return str(phone.records()[-1]["id"])


def sign_in_again(page: Page, world: World) -> None:
    """As Sam, to whom it belongs: it goes."""
    page.goto("/sign-in")
    sign_in(page, world, "sam")
    page.goto("/waiting")
    expect(page.get_by_text(NOTHING_WAITS)).to_be_visible(timeout=LONG)


def assert_unreadable(page: Page) -> None:
    """Nothing that this browser holds or shows has the words, not even opened with what keys there are."""
    words = page.evaluate(EVERYTHING)
    assert "sealed" in words
    assert CANARY not in words


def test_a_browser_that_dies_after_the_tap_has_it_when_it_is_opened_again(
    world: World, browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path, visit: str
) -> None:
    profile = tmp_path / "profile"

    def opened() -> Phone:
        options = {**browser_type_launch_args, **SMALL_PHONE}
        return in_use(world, browser_type.launch_persistent_context(profile, **options, base_url=world.url), visit)

    opened().page.context.close()
    phone = opened()
    world.line.records = cut
    row, id = phone.tea()
    phone.waits(row)
    kill_browser(phone, profile)
    phone = opened()
    phone.waits(phone.row(world.last))
    world.mend()
    phone.has_signal()
    phone.is_saved(phone.row(world.last), id)
    phone.page.context.close()


def kill_browser(phone: Phone, profile: Path) -> None:
    """The process that has this profile, in the middle of whatever it does."""
    mine = f"--user-data-dir={profile}".encode()
    started = [(int(one.parent.name), one.read_bytes().split(b"\0")) for one in Path("/proc").glob("[0-9]*/cmdline")]
    [browser] = [pid for pid, said in started if mine in said and not any(b"--type=" in word for word in said)]
    with phone.page.context.expect_event("close"):
        os.kill(browser, signal.SIGKILL)
