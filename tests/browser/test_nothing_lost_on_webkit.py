"""Nothing lost on WebKit, which iPhones have: the same promises.

Its driver cannot take the network away: there is no signal while the server is killed, or the line cut. Nor can it
switch service workers off: where none is in control, what there was is unregistered, and its script does not come.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Playwright
from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver import Remote
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.line import MOMENTS, Onward, answers, cut, held, passes, record_id
from tests.browser.phone import EVERYTHING, KEPT, ON_PHONE, PAINTED, READY, RECORDS, SIGNAL
from tests.browser.puppet import Puppet
from tests.browser.webkit import webkit
from tests.browser.world import World
from tests.large_photo import large_photo

LONG = 60  # seconds
SAVED = "Change"  # what can be pressed then
OTHERS = "Somebody else has something waiting on this phone."
NOTHING_WAITS = "Nothing is waiting."
NEEDS_SIGNAL = "This page needs signal"
SAMS_WORDS = '"kind":"mark"'  # as they are before they are sealed
ASKS_AGAIN = "localStorage.removeItem('asked-what-to-keep')"
UNREGISTER = "async () => (await navigator.serviceWorker.getRegistration())?.unregister()"
IN_CONTROL = "return Boolean(navigator.serviceWorker.controller)"
TAPS = """async (title) => {
  const rows = [...document.querySelectorAll(".item")];
  rows.findLast((row) => row.querySelector("strong")?.textContent === title).querySelector("button.mark").click();
}"""
WAITS = """async () => {
  const { src } = document.querySelector("script[src$='/app.js']");
  const box = await (await import(src.replace("app.js", "outbox/open.js"))).outbox();
  while (!(await box.waiting()).length) await new Promise((again) => setTimeout(again, 50));
}"""
ARRIVES = WAITS.replace("!(", "(")
LAST = 20  # lines of the server's log
LIES = f"""async () => {{
  const late = new Promise((come) => setTimeout(come, 5000, "no answer"));
  const answer = (work) => Promise.race([work().catch(String), late]);
  const turns = await answer(() => navigator.locks.query());
  return JSON.stringify({{ turns, records: await answer({RECORDS}) }});
}}"""
READS_ON = """async () => {
  const { src } = document.querySelector("script[src$='/app.js']");
  const { store } = await (await import(src.replace("app.js", "outbox/open.js"))).outbox();
  const again = () => store.records().then(again);
  for (let one = 0; one < 4; one += 1) again();
  window.readsOn = true;
}"""
PUT_ASIDE = "return Boolean(window.readsOn)"  # and not loaded anew


@dataclass(slots=True)
class IPhone:
    """What is in somebody's hand."""

    world: World
    driver: Remote

    def open(self, path: str) -> None:
        """An address of ours."""
        self.driver.get(self.world.url + path)

    def run(self, function: str) -> Any:
        """In the page."""
        called = (
            f"const [done] = arguments; ({function})().then(done, (problem) => done({{ problem: `${{problem}}` }}))"
        )
        found = self.driver.execute_async_script(called)
        assert not (isinstance(found, dict) and "problem" in found), found
        return found

    def sign_in(self, username: str) -> None:
        """On the page for that, whoever was before."""
        self.open("/sign-in")
        for name, words in self.world.sign_in(username).items():
            if name != "kind":
                self.driver.find_element(By.NAME, name).send_keys(str(words))
        self.press("Sign in")
        self.sees("My account")

    def sign_out(self) -> None:
        """When nothing of theirs waits."""
        self.open("/account")
        self.press("Sign out here")
        self.sees("You are signed out.")

    def button(self, words: str) -> WebElement:
        """The first whose words begin so, those for screen readers too."""
        return self.driver.find_element(By.XPATH, f"//button[starts-with(normalize-space(), '{words}')]")

    def press(self, words: str) -> None:
        """That button, once it is there to be pressed."""
        WebDriverWait(self.driver, LONG).until(lambda _: self.button(words).is_displayed(), words)
        self.button(words).click()

    def says_yes_to_photos(self) -> None:
        """Or had said so before."""
        for field in ("[name=team-consent][value=yes]", "[name=consent-how]"):
            for asked in self.driver.find_elements(By.CSS_SELECTOR, field)[:1]:
                asked.click()

    def words(self) -> str:
        """All that the page says."""
        return self.driver.find_element(By.TAG_NAME, "body").text

    def sees(self, words: str) -> None:
        """It says that, soon."""
        self.until(lambda: words in self.words(), words)

    def until(self, is_there: Callable[[], Any], words: str) -> None:
        """Soon, though it may be drawn anew meanwhile; or else the test says what there is instead of these words."""
        waiting = WebDriverWait(self.driver, LONG, ignored_exceptions=[StaleElementReferenceException])
        try:
            waiting.until(lambda _: is_there())
        except TimeoutException:
            pytest.fail(f"{words!r} is not on {self.driver.current_url}:\n{self.words()}\n{self.all_that_is_known()}")

    def all_that_is_known(self) -> str:
        """What lies on the phone, who has a turn there, and what the server was asked last; for who reads a failure."""
        asked = "\n".join(self.world.installation.log().splitlines()[-LAST:])
        return f"{self.run(LIES)}\n{asked}"

    def tea(self) -> str:
        """One more that happened; the id of the record."""
        self.run(PAINTED)  # nothing moves any more under the finger
        row = self.row(self.world.tea())
        button = row.find_element(By.CSS_SELECTOR, "button.mark")
        self.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", button)
        button.click()
        self.row_says(ON_PHONE)
        return str(self.records()[-1]["id"])

    def tea_without_signal(self) -> str:
        """The same, where no record gets through."""
        self.world.line.records = cut
        return self.tea()

    def row(self, title: str) -> WebElement:
        """Of one thing, today; found at once, for the others may be drawn anew meanwhile."""
        item = f"contains(concat(' ', @class, ' '), ' item ') and contains(@id, '-{self.world.today}-')"
        return self.driver.find_element(By.XPATH, f"//*[{item}][.//strong[normalize-space() = '{title}']]")

    def row_says(self, words: str) -> None:
        """The one that was pressed last does, soon; it may be drawn anew meanwhile."""
        self.until(lambda: words in self.row(self.world.last).text, words)

    def records(self) -> list[dict[str, Any]]:
        """What lies on the phone, the oldest first."""
        found: list[dict[str, Any]] = self.run(RECORDS)
        return found

    def is_saved(self, *ids: str) -> None:
        """The one that was pressed last says so, and all are, once."""
        self.row_says(SAVED)
        assert self.world.written(*ids) == [("mark", "", self.world.users["sam"])] * len(ids)

    def is_saved_in_the_end(self, id: str) -> None:
        """That one, once there is a signal again."""
        self.world.mend()
        self.has_signal()
        self.is_saved(id)

    def reads_nothing(self) -> None:
        """Neither Sam's words, opened with what keys there are, nor Walter's name in what it holds or shows."""
        assert not [words for words in (SAMS_WORDS, "Walter") if words in self.run(EVERYTHING)]

    def has_signal(self) -> None:
        """As the browser notices that there is one again."""
        self.driver.execute_script(SIGNAL)


@pytest.fixture
def driver() -> Iterator[Remote]:
    """A browser of its own for each of these, so that what one leaves behind tells nothing of another."""
    with webkit() as driver:
        driver.set_script_timeout(LONG)
        yield driver


@pytest.fixture
def visit(world: World) -> str:
    """The address of a visit to Walter."""
    return f"/people/{world.people['walter']}/visit"


@pytest.fixture
def phone(world: World, driver: Remote, visit: str) -> IPhone:
    """Sam's, in Walter's house."""
    phone = IPhone(world, driver)
    phone.sign_in("sam")
    phone.open(visit)
    phone.run(READY)
    return phone


@pytest.fixture
def keeps(phone: IPhone, visit: str) -> IPhone:
    """The same, with all that is kept on it."""
    phone.driver.execute_script(ASKS_AGAIN)
    phone.open("/today")
    phone.run(KEPT)
    phone.open(visit)
    phone.run(READY)
    return phone


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_record_arrives_once_though_the_server_is_killed_around_its_commit(
    world: World, phone: IPhone, moment: str
) -> None:
    died = world.dies(moment)
    id = phone.tea()
    assert died.wait(LONG)
    phone.row_says(ON_PHONE)
    world.mend()
    world.start()
    phone.has_signal()
    phone.is_saved(id)


def test_what_is_slow_waits_on_the_phone_and_says_by_itself_when_it_is_saved(world: World, phone: IPhone) -> None:
    through = Event()
    world.line.records = held(through)
    id = phone.tea()
    through.set()
    phone.is_saved(id)
    assert world.line.sent.count(id) == 1


def test_it_waits_over_a_reload_without_a_server_and_goes_by_itself(world: World, keeps: IPhone, visit: str) -> None:
    phone = keeps
    world.installation.kill()
    id = phone.tea()
    phone.open(visit)
    phone.sees("No signal. This is as of")
    phone.row_says(ON_PHONE)
    world.start()
    phone.is_saved(id)


def test_two_tabs_send_it_once(world: World, phone: IPhone, visit: str) -> None:
    world.line.records = cut
    tabs = [phone.driver.current_window_handle]
    ids = [phone.tea()]
    phone.driver.switch_to.new_window("tab")
    phone.open(visit)
    phone.run(READY)
    tabs.append(phone.driver.current_window_handle)
    ids.append(phone.tea())
    sent = []

    def goes(asked: bytes, onward: Onward) -> bytes:
        sent.append(record_id(asked))
        return onward(asked)

    world.line.records = goes
    for tab in reversed(tabs):
        phone.driver.switch_to.window(tab)
        phone.has_signal()
    phone.open("/waiting")
    phone.sees(NOTHING_WAITS)
    assert world.written(*ids) == [("mark", "", world.users["sam"])] * 2
    assert sorted(sent) == sorted(ids)


def test_a_gateways_200_is_not_taken_for_a_receipt(world: World, phone: IPhone) -> None:
    world.line.records = answers(b"<h1>Welcome to the Wi-Fi</h1>")
    id = phone.tea()
    phone.sees("1 on this phone, not sent yet")
    assert id in world.line.sent
    phone.is_saved_in_the_end(id)


def test_what_waits_after_signing_out_is_nobodys_to_read_without_signal_nor_the_next_ones(
    world: World, keeps: IPhone, visit: str
) -> None:
    phone = keeps
    id = phone.tea_without_signal()
    assert SAMS_WORDS in phone.run(EVERYTHING)
    phone.open("/account")
    phone.press("Sign out here")
    phone.press("Sign out, keep")
    phone.sees("You are signed out.")
    phone.reads_nothing()
    world.installation.kill()
    for path in ("/today", visit):
        phone.open(path)
        phone.sees(NEEDS_SIGNAL)
        phone.reads_nothing()
    world.start()
    phone.sign_in("grace")
    phone.open("/waiting")
    phone.run(READY)
    world.installation.kill()
    phone.open("/waiting")
    assert SAMS_WORDS not in phone.run(EVERYTHING)
    world.start()
    assert world.written(id) == []
    world.mend()
    phone.sign_out()
    phone.sign_in("sam")
    phone.open("/waiting")
    phone.sees(NOTHING_WAITS)
    assert world.written(id) == [("mark", "", world.users["sam"])]


def test_through_an_ended_session_and_somebody_elses_it_waits_for_its_author(
    world: World, phone: IPhone, playwright: Playwright, visit: str
) -> None:
    laptop = playwright.request.new_context()
    world.ends_sessions(laptop, "sam")
    laptop.dispose()
    ids = [phone.tea(), phone.tea()]
    phone.sees("2 on this phone, not sent yet")
    assert SAMS_WORDS in phone.run(EVERYTHING)
    phone.sign_in("grace")
    phone.open(visit)
    phone.sees(OTHERS)
    phone.run(READY)
    phone.has_signal()
    phone.open("/waiting")
    phone.sees(NOTHING_WAITS)
    assert SAMS_WORDS not in phone.run(EVERYTHING)
    assert world.written(*ids) == []
    phone.sign_out()
    phone.sign_in("sam")
    phone.open("/waiting")
    phone.sees(NOTHING_WAITS)
    assert world.written(*ids) == [("mark", "", world.users["sam"])] * 2


def test_a_page_that_is_left_while_it_reads_keeps_no_other_one_waiting_and_goes_on_when_it_is_back(
    phone: IPhone, visit: str
) -> None:
    phone.run(READS_ON)
    phone.open(f"{visit}?again")
    phone.run(READY)
    phone.is_saved_in_the_end(phone.tea_without_signal())
    phone.driver.back()
    phone.until(lambda: phone.driver.execute_script(PUT_ASIDE), "the page before, as it was")
    phone.is_saved_in_the_end(phone.tea_without_signal())


def test_a_large_photo_that_was_taken_upright_arrives_small_and_upright(
    world: World, phone: IPhone, tmp_path: Path
) -> None:
    picture = tmp_path / "feather.jpg"
    picture.write_bytes(large_photo())
    phone.open(f"/people/{world.people['nadia']}/logs/new")
    phone.says_yes_to_photos()
    phone.driver.find_element(By.NAME, "did").send_keys("Found a feather.")
    with phone.driver.file_detector_context(UselessFileDetector):  # it lies on this machine
        phone.driver.find_element(By.NAME, "photos").send_keys(str(picture))
    phone.press("Save")
    phone.sees("Saved.")
    phone.open("/waiting")
    phone.sees(NOTHING_WAITS)
    [[jpeg]] = world.ask("select pixels from photo_pixels where size = 'large' order by seq desc limit 1")
    assert Image.open(BytesIO(jpeg)).size == (960, 1280)


def test_without_a_service_worker_it_is_sent_all_the_same(world: World, phone: IPhone, visit: str) -> None:
    world.line.way = lambda asked, onward: (cut if asked.startswith(b"GET /sw.js ") else passes)(asked, onward)
    phone.run(UNREGISTER)
    phone.open(visit)
    phone.run(PAINTED)  # all scripts have come, which nobody keeps for it
    assert not phone.driver.execute_script(IN_CONTROL)
    world.installation.kill()
    id = phone.tea()
    world.start()
    phone.has_signal()
    phone.is_saved(id)


def test_a_browser_that_dies_after_the_tap_has_it_when_it_is_opened_again(
    world: World, visit: str, tmp_path: Path
) -> None:
    with Puppet.of(world, tmp_path) as puppet:
        puppet.start("/sign-in")
        puppet.sign_in("sam")
        puppet.open(visit)
        puppet.run(READY)
        world.line.records = cut
        puppet.run(TAPS, world.tea())
        puppet.run(WAITS)
        [waiting] = puppet.run(RECORDS)
        puppet.kill()
        assert world.written(waiting["id"]) == []
        world.line.records = passes
        puppet.start(visit)
        puppet.run(READY)
        puppet.run(ARRIVES)
    assert world.written(waiting["id"]) == [("mark", "", world.users["sam"])]
