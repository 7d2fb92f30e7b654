"""A phone that writes: what stands on its page, what lies on it, and what the server has of that."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.world import World

HERE = Path(__file__).parent
ON_PHONE = "On this phone, not sent yet"
LONG = 30_000  # milliseconds
SOON = 50
READY = """async () => {
  const { src } = document.querySelector("script[src$='/app.js']");
  await (await import(src.replace("app.js", "outbox/open.js"))).outbox();
}"""
PAINTED = READY.replace("open.js", "forms.js").replace("outbox()", "paint()")
SIGNAL = "dispatchEvent(new Event('online'))"


def script(name: str) -> str:
    """A function that a page runs, from the file of that name."""
    return (HERE / f"{name}.js").read_text().rstrip().removesuffix(";")


RECORDS, KEPT, EVERYTHING = script("outbox"), script("kept"), script("everything")


@dataclass(slots=True)
class Phone:
    """Somebody's own, at a page of theirs."""

    world: World
    page: Page
    username: str = "sam"

    def row(self, title: str) -> Locator:
        """Of one thing, today."""
        return self.page.locator(f".item[id*='-{self.world.today}-']").filter(
            has=self.page.get_by_text(title, exact=True)
        )

    def tea(self, title: str = "") -> tuple[Locator, str]:
        """One more that happened, or that one: its row, and the id of the record."""
        row = self.row(title or self.world.tea())
        row.get_by_role("button", name="It happened").click()
        expect(row.get_by_text(ON_PHONE).or_(row.get_by_role("link", name="Change"))).to_be_visible(timeout=LONG)
        return row, self.records()[-1]["id"]

    def records(self) -> list[dict[str, Any]]:
        """What lies on the phone, the oldest first."""
        found: list[dict[str, Any]] = self.page.evaluate(RECORDS)
        return found

    def states(self) -> list[str]:
        """Of these."""
        return [one["state"] for one in self.records()]

    def has_signal(self) -> None:
        """As the browser notices that there is one again."""
        self.page.evaluate(SIGNAL)

    def waits(self, row: Locator) -> None:
        """It says so."""
        expect(row.get_by_text(ON_PHONE)).to_be_visible(timeout=LONG)

    def is_saved(self, row: Locator, id: str) -> None:
        """It says so, and it is."""
        expect(row.get_by_role("link", name="Change")).to_be_visible(timeout=LONG)
        expect(row.get_by_text(ON_PHONE)).to_be_hidden()
        assert self.world.written(id) == [("mark", "", self.world.users[self.username])]


def in_use(world: World, context: BrowserContext, path: str, username: str = "sam") -> Phone:
    """A phone in use, with its key."""
    page = signed_in(world, context, username)
    page.set_default_timeout(LONG)
    page.goto(path)
    page.evaluate(READY)
    return Phone(world, page, username)


def until(page: Page, condition: str, arg: Any = None) -> None:
    """It holds. Playwright's own way asks the page to evaluate text, which our pages forbid from the second time on."""
    for _ in range(LONG // SOON):
        if page.evaluate(condition, arg):
            return
        page.wait_for_timeout(SOON)
    raise AssertionError(f"it never held: {condition}")


def signed_in(world: World, context: BrowserContext, username: str = "sam") -> Page:
    """Somebody's browser, at no page yet."""
    world.signs_in(context.request, username)
    return context.new_page()


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
    keep = page.get_by_role("button", name="Sign out, keep it all")
    gone = page.get_by_text("You are signed out.")
    expect(keep.or_(gone)).to_be_visible(timeout=LONG)
    if keep.is_visible():
        keep.click()
    expect(gone).to_be_visible()


def kill_browser(phone: Phone, profile: Path) -> None:
    """The process that has this profile, in the middle of whatever it does, and the script that started it."""
    mine = f"--user-data-dir={profile}".encode()
    started = [(int(one.parent.name), one.read_bytes().split(b"\0")) for one in Path("/proc").glob("[0-9]*/cmdline")]
    mine_alone = [pid for pid, said in started if mine in said and not any(b"--type=" in word for word in said)]
    with phone.page.context.expect_event("close"):
        for pid in mine_alone:
            os.kill(pid, signal.SIGKILL)
