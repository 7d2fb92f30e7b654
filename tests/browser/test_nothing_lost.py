"""Nothing lost: what was written stays on the phone until the server has it, and arrives once, whatever happens."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import KEEPS_PAGES, NewBrowser
from tests.browser.line import MOMENTS, SOON, answers, cut, fails_for, heard, held
from tests.browser.phone import KEPT, LONG, READY, Phone, in_use
from tests.browser.world import World

NOTE_WHAT_IS_ASKED = """() => {
  const { persist } = StorageManager.prototype;
  window.asked = [];
  StorageManager.prototype.persist = function () {
    window.asked.push("to keep it for good");
    return persist.call(this);
  };
}"""


@pytest.fixture
def visit(world: World) -> str:
    """The address of a visit to Walter."""
    return f"/people/{world.people['walter']}/visit"


@pytest.fixture
def phone(world: World, new_browser: NewBrowser, visit: str) -> Phone:
    """Sam's, in Walter's house."""
    return in_use(world, new_browser(base_url=world.url, **KEEPS_PAGES), visit)


# the line and the server


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_record_arrives_once_though_the_server_is_killed_around_its_commit(
    world: World, phone: Phone, moment: str
) -> None:
    died = world.dies(moment)
    row, id = phone.tea()
    assert died.wait(SOON)
    phone.waits(row)
    world.mend()
    world.start()
    phone.has_signal()
    phone.is_saved(row, id)


def test_what_arrived_while_its_answer_was_lost_is_sent_again_under_the_same_id_and_written_once(
    world: World, phone: Phone
) -> None:
    lost = Event()
    world.line.records = heard(lost)
    row, id = phone.tea()
    assert lost.wait(SOON)
    phone.waits(row)
    assert len(world.written(id)) == 1
    told = len(world.line.sent)
    world.mend()
    phone.has_signal()
    phone.is_saved(row, id)
    assert world.line.sent[told:] == [id]


def test_what_is_slow_waits_on_the_phone_and_says_by_itself_when_it_is_saved(world: World, phone: Phone) -> None:
    through = Event()
    world.line.records = held(through)
    row, id = phone.tea()
    phone.waits(row)
    through.set()
    phone.is_saved(row, id)


@pytest.mark.parametrize("ours", [False, True], ids=["of its own", "that was ours once"])
def test_a_gateways_200_is_not_taken_for_a_receipt(world: World, phone: Phone, *, ours: bool) -> None:
    words = phone.page.content() if ours else "<h1>Welcome to the Wi-Fi</h1>"
    world.line.records = answers(words.encode())
    row, id = phone.tea()
    expect(phone.page.get_by_role("region", name="Waiting to send")).to_be_visible(timeout=LONG)
    phone.waits(row)
    assert id in world.line.sent
    assert phone.states() == ["waiting"]
    world.mend()
    phone.has_signal()
    phone.is_saved(row, id)


def test_a_record_that_breaks_the_server_stands_aside_for_the_others(world: World, phone: Phone) -> None:
    world.line.way = cut
    _row, id = phone.tea()
    fine, other = phone.tea()
    world.mend()
    world.line.records = fails_for(id)
    for _ in range(3):
        phone.has_signal()
    phone.is_saved(fine, other)
    assert phone.states() == ["parked", "sent"]
    phone.page.get_by_role("link", name="1 needs you").click()
    expect(phone.page.get_by_text("Something went wrong on our server three times")).to_be_visible()
    world.mend()
    phone.page.get_by_role("button", name="Try again").click()
    expect(phone.page.get_by_text("Nothing is waiting.")).to_be_visible()
    assert len(world.written(id)) == 1


def test_what_a_restored_server_lacks_comes_back_from_the_phone(world: World, phone: Phone, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    with closing(sqlite3.connect(world.path)) as there, closing(sqlite3.connect(older)) as copy:
        there.backup(copy)
    row, lost = phone.tea()
    phone.is_saved(row, lost)
    world.installation.end()
    for beside in world.path.parent.glob(f"{world.path.name}-*"):
        beside.unlink()
    shutil.copyfile(older, world.path)
    world.start()
    assert world.written(lost) == []
    row, id = phone.tea()
    phone.is_saved(row, id)
    phone.page.goto("/waiting")
    expect(phone.page.get_by_text("Nothing is waiting.")).to_be_visible()
    assert world.written(lost) == [("mark", "recovered", world.users["sam"])]


# the phone


def test_without_a_service_worker_it_is_kept_for_good_and_sent_all_the_same(
    world: World, new_browser: NewBrowser, visit: str
) -> None:
    phone = in_use(world, new_browser(base_url=world.url), visit)
    phone.page.evaluate(NOTE_WHAT_IS_ASKED)
    phone.page.context.set_offline(offline=True)
    row, id = phone.tea()
    phone.waits(row)
    assert phone.page.evaluate("asked") == ["to keep it for good"]
    phone.page.context.set_offline(offline=False)
    phone.is_saved(row, id)


def test_two_tabs_send_it_once(world: World, phone: Phone, visit: str) -> None:
    other = Phone(world, phone.page.context.new_page())
    other.page.goto(visit)
    other.page.evaluate(READY)
    phone.page.context.set_offline(offline=True)
    pressed = [phone.tea(), other.tea()]
    phone.page.context.set_offline(offline=False)
    for one, (row, id) in zip((phone, other), pressed, strict=True):
        one.is_saved(row, id)
        assert world.line.sent.count(id) == 1


def test_an_older_copy_of_today_shows_what_was_written_since(phone: Phone, visit: str) -> None:
    phone.page.goto("/today")
    phone.page.evaluate(KEPT)
    phone.page.goto(visit)
    phone.page.evaluate(READY)
    row, id = phone.tea()
    phone.is_saved(row, id)
    phone.page.context.set_offline(offline=True)
    phone.page.goto("/today")
    expect(phone.page.locator("#notices")).to_contain_text("No signal.")
    phone.is_saved(row, id)
