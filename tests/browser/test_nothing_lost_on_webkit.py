"""Nothing lost on WebKit, which iPhones have: the same promises, in one browser for all of these tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Playwright
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Remote
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.line import answers
from tests.browser.phone import EVERYTHING, KEPT, ON_PHONE, READY, RECORDS, SIGNAL
from tests.browser.webkit import webkit
from tests.browser.world import World
from tests.large_photo import large_photo

LONG = 60  # seconds
SAVED = "Change"  # what can be pressed then
OTHERS = "Somebody else has something waiting on this phone."
NOTHING_WAITS = "Nothing is waiting."
SAMS_WORDS = '"kind":"mark"'  # as they are before they are sealed


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
        """That button."""
        self.button(words).click()

    def words(self) -> str:
        """All that the page says."""
        return self.driver.find_element(By.TAG_NAME, "body").text

    def sees(self, words: str) -> None:
        """It says that, soon."""
        WebDriverWait(self.driver, LONG).until(lambda _: words in self.words(), words)

    def tea(self) -> str:
        """One more that happened; the id of the record."""
        row = self.row(self.world.tea())
        button = row.find_element(By.CSS_SELECTOR, "button.mark")
        self.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", button)
        button.click()
        self.row_says(ON_PHONE)
        return str(self.records()[-1]["id"])

    def row(self, title: str) -> WebElement:
        """Of one thing, today."""
        rows = self.driver.find_elements(By.CSS_SELECTOR, f".item[id*='-{self.world.today}-']")
        return next(row for row in rows if row.find_element(By.TAG_NAME, "strong").text == title)

    def row_says(self, words: str) -> None:
        """The one that was pressed last does, soon; it may be drawn anew meanwhile."""
        waiting = WebDriverWait(self.driver, LONG, ignored_exceptions=[StaleElementReferenceException])
        waiting.until(lambda _: words in self.row(self.world.last).text, words)

    def records(self) -> list[dict[str, Any]]:
        """What lies on the phone, the oldest first."""
        found: list[dict[str, Any]] = self.run(RECORDS)
        return found

    def has_signal(self) -> None:
        """As the browser notices that there is one again."""
        self.driver.execute_script(SIGNAL)


@pytest.fixture(scope="module")
def driver() -> Iterator[Remote]:
    """One browser for all of these: it takes seconds to begin."""
    with webkit() as driver:
        driver.set_script_timeout(LONG)
        yield driver


@pytest.fixture
def visit(world: World) -> str:
    """The address of a visit to Walter."""
    return f"/people/{world.people['walter']}/visit"


@pytest.fixture
def phone(world: World, driver: Remote, visit: str) -> IPhone:
    """Sam's, in Walter's house, with all that is kept on it."""
    phone = IPhone(world, driver)
    phone.open("/sign-in")
    driver.delete_all_cookies()
    phone.sign_in("sam")
    phone.open("/today")
    phone.run(KEPT)
    phone.open(visit)
    phone.run(READY)
    return phone


def test_it_waits_over_a_reload_without_a_server_and_goes_by_itself(world: World, phone: IPhone, visit: str) -> None:
    world.installation.kill()
    id = phone.tea()
    phone.open(visit)
    phone.sees("No signal. This is as of")
    phone.row_says(ON_PHONE)
    world.start()
    phone.row_says(SAVED)
    assert world.written(id) == [("mark", "", world.users["sam"])]


def test_a_gateways_200_is_not_taken_for_a_receipt(world: World, phone: IPhone) -> None:
    world.line.records = answers(b"<h1>Welcome to the Wi-Fi</h1>")
    id = phone.tea()
    phone.sees("1 on this phone, not sent yet")
    assert id in world.line.sent
    world.mend()
    phone.has_signal()
    phone.row_says(SAVED)
    assert len(world.written(id)) == 1


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


def test_a_large_photo_that_was_taken_upright_arrives_small_and_upright(
    world: World, phone: IPhone, tmp_path: Path
) -> None:
    picture = tmp_path / "feather.jpg"
    picture.write_bytes(large_photo())
    phone.open(f"/people/{world.people['nadia']}/logs/new")
    phone.driver.find_element(By.CSS_SELECTOR, "[name=team-consent][value=yes]").click()
    phone.driver.find_element(By.NAME, "consent-how").click()
    phone.driver.find_element(By.NAME, "did").send_keys("Found a feather.")
    with phone.driver.file_detector_context(UselessFileDetector):  # it lies on this machine
        phone.driver.find_element(By.NAME, "photos").send_keys(str(picture))
    phone.press("Save")
    phone.sees("Saved.")
    phone.open("/waiting")
    phone.sees(NOTHING_WAITS)
    [[jpeg]] = world.ask("select pixels from photo_pixels where size = 'large' order by seq desc limit 1")
    assert Image.open(BytesIO(jpeg)).size == (960, 1280)
