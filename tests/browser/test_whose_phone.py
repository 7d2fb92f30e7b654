"""Whose phone: what waits is its author's, and stays through ended sessions, other people, and a browser's death."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests import cast
from tests.browser.conftest import KEEPS_PAGES, SMALL_PHONE, NewBrowser
from tests.browser.demo import PIN
from tests.browser.line import Onward, cut, passes, reply_lost
from tests.browser.phone import (
    EVERYTHING,
    KEPT,
    LONG,
    ON_PHONE,
    READY,
    Phone,
    in_use,
    kill_browser,
    sign_in,
    sign_out,
    signed_in,
    until,
)
from tests.browser.world import TEA, World

CANARY = "The canary sang at noon"
OTHERS = "Somebody else has something waiting on this phone."
STAYS = "This phone stays handed over until it has signal again."
NOTHING_WAITS = "Nothing is waiting."
NO_COPY_NAMES = """async (name) => {
  for (const cache of await caches.keys()) {
    const kept = await caches.open(cache);
    for (const answer of await kept.matchAll()) if ((await answer.text()).includes(name)) return false;
  }
  return true;
}"""


@pytest.fixture
def visit(world: World) -> str:
    """The address of a visit to Walter."""
    return f"/people/{world.people['walter']}/visit"


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
    for place in (page.get_by_role("main"), page.get_by_role("region", name="Waiting to send")):
        expect(place.get_by_text(OTHERS)).to_be_visible()
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


def test_what_sam_left_open_is_not_sent_as_grace_and_stays_where_it_was_typed(
    world: World, new_browser: NewBrowser, visit: str
) -> None:
    left = in_use(world, new_browser(base_url=world.url), visit.replace("visit", "visit-notes")).page
    page = left.context.new_page()
    sign_out(page)
    page.goto("/sign-in")
    sign_in(page, world, "grace")
    page.evaluate(READY)
    before = world.ask("select count(*) from journal")
    words = left.get_by_label("What should they know?")
    words.fill(CANARY)
    left.get_by_role("button", name="Save").click()
    expect(left.locator("form").get_by_role("alert")).to_contain_text(
        "Not sent. You are not signed in on this phone any more."
    )
    expect(words).to_have_value(CANARY)
    left.locator("form[data-record=visit_note]").evaluate("(form) => form.submit()")
    expect(left.get_by_role("heading", level=1)).to_have_text("Somebody else began this on this phone")
    expect(left.get_by_label("What was written, to copy")).to_have_value(re.compile(CANARY))
    assert world.ask("select count(*) from journal") == before


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


def test_what_waits_when_a_place_ends_arrives_and_the_phone_shows_nothing_more_of_that_person(
    world: World, new_browser: NewBrowser
) -> None:
    jamie = f"/people/{world.people['jamie']}"
    phone = in_use(world, new_browser(base_url=world.url, **KEEPS_PAGES), "/today", "tomasz")
    page = phone.page
    page.evaluate(KEPT)
    page.context.set_offline(offline=True)
    page.goto(f"{jamie}/visit")
    row, id = phone.tea(f"{TEA}, 1")
    phone.waits(row)
    world.ends_place(new_browser(base_url=world.url).request, "tomasz", "jamie")
    page.context.set_offline(offline=False)
    expect(page.get_by_role("region", name="Waiting to send")).to_be_hidden(timeout=LONG)
    assert world.written(id) == [("mark", "late", world.users["tomasz"])]
    page.evaluate("localStorage.removeItem('asked-what-to-keep')")  # a quarter of an hour later
    page.goto("/today")
    until(page, NO_COPY_NAMES, "Jamie")
    page.context.set_offline(offline=True)
    page.goto(f"{jamie}/visit")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page needs signal")


def test_a_page_that_does_not_count_records_shows_what_waits_and_then_what_was_saved(
    world: World, new_browser: NewBrowser
) -> None:
    phone = in_use(world, new_browser(base_url=world.url), f"/people/{world.people['jamie']}/day", "carol")
    page = phone.page
    assert page.locator("main").get_attribute("data-seq") is None
    world.line.records = cut
    row, id = phone.tea(f"{TEA}, 2")
    phone.waits(row)
    page.reload()
    phone.waits(row)
    expect(page.get_by_text(ON_PHONE)).to_have_count(1)
    world.mend()
    phone.has_signal()
    phone.is_saved(row, id)
    page.reload()
    phone.is_saved(row, id)
    expect(page.locator(".on-phone")).to_have_count(0)


def test_an_answer_that_was_not_sent_stays_to_be_pressed_again_and_is_written_once(
    world: World, new_browser: NewBrowser
) -> None:
    jamie = world.people["jamie"]
    context = new_browser(base_url=world.url, **KEEPS_PAGES)
    page = signed_in(world, context)
    pin: dict[str, str | float | bool] = {"pin": PIN, "my_password": cast.PASSWORD}
    assert context.request.post("/account/pin", form=pin).ok
    page.goto("/today")
    page.evaluate(KEPT)
    page.goto(f"/people/{jamie}/handing-over")
    world.line.way = questions_lost
    page.get_by_role("button", name="Hand the phone over").click()
    expect(page.get_by_text(STAYS)).to_be_visible()
    world.mend()
    page.get_by_role("link", name="Try again").click()
    asked, not_saved = (
        page.get_by_role("heading", level=1),
        page.get_by_role("alert").get_by_text("Not saved yet: press it again when there is a signal."),
    )
    expect(asked).to_have_text("Did it happen?")
    world.line.way = answers_lost
    answer(page, "It happened")
    expect(not_saved).to_be_visible()
    page.context.set_offline(offline=True)
    answer(page, "It happened")
    expect(not_saved).to_be_visible()
    other = context.new_page()
    for path in ("/answers/end", "/today", f"/people/{jamie}/visit"):
        other.goto(path)
        expect(other.get_by_text(STAYS)).to_be_visible()
    expect(asked).to_have_text("Did it happen?")
    page.context.set_offline(offline=False)
    world.mend()
    answer(page, "It happened")
    expect(asked).to_have_text("Was it good?")
    told = "select said from mark join journal using (seq) where person_id = ? and voice = 'handed_over'"
    assert world.ask(told, jamie) == [("happened",)]


def answers_lost(asked: bytes, onward: Onward) -> bytes:
    """The server hears an answer; everything else goes through."""
    return (reply_lost if asked.startswith(b"POST /answers ") else passes)(asked, onward)


def questions_lost(asked: bytes, onward: Onward) -> bytes:
    """The phone is handed over, and the page that comes of it does not get through."""
    return (cut if asked.startswith(b"GET /answers ") else passes)(asked, onward)


def answer(page: Page, words: str) -> None:
    """Press it, once the screen can be pressed."""
    page.get_by_role("button", name=words).click()


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
