"""A phone in the person's hands, as a browser has it: nothing leads out but the PIN, and large hands find all."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.checks import NARROW, WIDER_THAN_THE_PAGE, violations, walk
from tests.browser.conftest import Open
from tests.browser.demo import PIN
from tests.browser.phone import READY
from tests.browser.test_looks import EASY_READ_LINE, EASY_READ_TEXT, ask

HANDING_OVER = "/people/{nadia}/handing-over"
QUESTIONS = re.compile(r"/answers")
END = re.compile(r"/answers/end$")
PHONE: ViewportSize = {"width": 360, "height": 740}
TABLET: ViewportSize = {"width": 820, "height": 1180}
LYING: ViewportSize = {"width": 1180, "height": 820}
SIZES = (NARROW, PHONE, TABLET, LYING)
LONG, NEARLY = 1500, 1400  # milliseconds
LARGE, AT_ONCE = 120, 6
TARGETS = (Path(__file__).parent / "targets.js").read_text().rstrip().removesuffix(";")
SETTLED = "Promise.allSettled(document.getAnimations().map((one) => one.finished))"
TO_PRESS = "button, a[href], input:not([type=hidden]), summary, select, textarea"


@pytest.fixture
def page(use: Open) -> Page:
    """Sam's phone, in Nadia's hands."""
    page = use("sam", HANDING_OVER)
    hand_over(page)
    return page


def hand_over(page: Page) -> None:
    """With what has come today and nothing else to ask, which is the same at every hour."""
    for thing in page.get_by_role("group", name="What to ask").get_by_role("checkbox").all():
        thing.set_checked("did they want this?" not in thing.locator("xpath=..").inner_text())
    page.get_by_role("button", name="Hand the phone over").click()
    expect(page).to_have_url(QUESTIONS)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def question(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def answer(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()


def to_the_pause(page: Page) -> Locator:
    """The button that is held."""
    page.get_by_role("link", name="Not now").click()
    return page.get_by_role("button", name="Hold this to take the phone back")


def every_screen(page: Page) -> list[str]:
    """An address of each kind of screen."""
    expect(question(page)).to_have_text("Did it happen?")
    found = [page.url]
    for words in ("It happened", "A bit"):
        answer(page, words)
        page.wait_for_url(lambda url: url not in found)
        found.append(page.url)
    to_the_pause(page)
    return [
        *found,
        page.url,
        page.url.partition("?")[0] + "?thing=999",
        re.sub(r"/answers.*", "/answers/end", page.url),
    ]


# how it looks


def test_large_hands_find_everything_and_there_is_never_too_much_of_it(page: Page) -> None:
    wrong: dict[str, Any] = {}
    for url in every_screen(page):
        page.goto(url)
        in_words = page.locator("main").inner_text().splitlines()
        for size in SIZES:
            page.set_viewport_size(size)
            smallest = {"smallest": LARGE, "apart": 8} if "end" not in url else {"smallest": 48, "apart": 8}
            wrong[f"{url} {size}"] = [
                *page.evaluate(TARGETS, smallest),
                *ask(page, "smallText", "main *", EASY_READ_TEXT),
                *(line for line in in_words if len(line.split()) > EASY_READ_LINE),
                *([] if page.locator(TO_PRESS).filter(visible=True).count() <= AT_ONCE else ["too much to press"]),
                *([] if page.evaluate(WIDER_THAN_THE_PAGE) <= 0 else ["wider than the page"]),
            ]
    assert {where: what for where, what in wrong.items() if what} == {}


def test_axe_finds_nothing(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.context.add_init_script(Axe().axe_script)
    found: dict[str, Any] = {}
    for url in every_screen(page):
        page.goto(url)
        page.evaluate(SETTLED)
        found |= {f"{url} {where}": what for where, what in violations(page).items()}
    assert found == {}


def test_the_keyboard_reaches_everything(page: Page) -> None:
    for url in every_screen(page):
        page.goto(url)
        page.evaluate(SETTLED)
        assert walk(page) == [], url


def test_a_second_tap_at_the_same_place_answers_nothing(page: Page) -> None:
    page.evaluate(SETTLED)
    box = page.get_by_role("button", name="It happened").bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + 60, box["y"] + 60)
    expect(question(page)).to_have_text("Was it good?")
    page.touchscreen.tap(box["x"] + 60, box["y"] + 60)
    page.evaluate(SETTLED)
    expect(question(page)).to_have_text("Was it good?")
    answer(page, "Yes")
    expect(question(page)).to_have_text("Who was with you?")


# nothing leads out


def test_back_reload_and_any_address_stay_with_the_questions(page: Page) -> None:
    answer(page, "It happened")
    expect(question(page)).to_have_text("Was it good?")
    for _ in range(2):
        page.go_back()
        expect(page).to_have_url(QUESTIONS)
    page.reload()
    for path in ("/", "/today", "/account", "/people", "/sign-in", "/nowhere", "/people/1/week"):
        page.goto(path)
        expect(page).to_have_url(QUESTIONS)
        expect(page.get_by_role("navigation", name="Main")).to_have_count(0)
        expect(page.get_by_text("Sam Doyle")).to_have_count(0)


def test_a_new_tab_and_one_that_was_open_before_show_the_questions(use: Open) -> None:
    page = use("sam", HANDING_OVER)
    before = page.context.new_page()
    before.goto("/today")
    hand_over(page)
    expect(before).to_have_url(QUESTIONS)
    after = page.context.new_page()
    after.goto("/today")
    expect(after).to_have_url(QUESTIONS)
    take_back(page)
    expect(before).to_have_url(re.compile("/today"))
    expect(after).to_have_url(re.compile("/today"))


def test_what_htmx_asks_for_leads_to_the_questions(use: Open) -> None:
    page = use("sam", "/today")
    page.evaluate(READY)
    hand_over_by_request(page)
    page.get_by_role("button", name="It happened").first.click()
    expect(page.get_by_text("On this phone, not sent yet")).to_be_visible()
    page.reload()
    expect(page).to_have_url(QUESTIONS)


def hand_over_by_request(page: Page) -> None:
    """As if another window of the same browser did it, and this one were not told."""
    nadia = page.locator("h2 a", has_text="Nadia").get_attribute("href")
    assert nadia is not None
    here = re.sub(r"(/people/\d+).*", r"\1/handing-over", nadia)
    form = page.context.request.get(here).text()
    fields = {name: re.findall(rf'name="{name}"[^>]*value="([^"]*)"', form)[0] for name in ("id", "present", "things")}
    assert QUESTIONS.search(page.context.request.post(here, form=dict(fields)).url)


# taking it back


def mouse(page: Page, button: Locator) -> Callable[[], None]:
    button.hover()
    page.mouse.down()
    return page.mouse.up


def finger(page: Page, button: Locator) -> Callable[[], object]:
    box = button.bounding_box()
    assert box is not None
    touch = page.context.new_cdp_session(page)
    at = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at})
    return lambda: touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def enter(page: Page, button: Locator) -> Callable[[], None]:
    button.focus()
    page.keyboard.down("Enter")
    return lambda: page.keyboard.up("Enter")


def space(page: Page, button: Locator) -> Callable[[], None]:
    button.focus()
    page.keyboard.down("Space")
    return lambda: page.keyboard.up("Space")


HANDS = [mouse, finger, enter, space]


@pytest.mark.parametrize("press", HANDS)
def test_the_button_is_held_and_not_pressed(page: Page, press: Callable[[Page, Locator], Callable[[], object]]) -> None:
    page.clock.install()
    button = to_the_pause(page)
    release = press(page, button)
    page.clock.run_for(NEARLY)
    release()
    page.clock.run_for(LONG)  # time goes on, but nobody holds it
    expect(button).to_be_visible()
    press(page, button)
    page.clock.run_for(LONG)
    expect(page).to_have_url(END)


def test_a_screen_reader_presses_it_without_holding(page: Page) -> None:
    to_the_pause(page).evaluate("button => button.click()")
    expect(page).to_have_url(END)


def test_the_pin_and_nothing_else_leads_back_to_the_workers_pages(page: Page) -> None:
    page.goto("/answers/end")
    page.get_by_label("Your PIN").fill("0000")
    page.get_by_role("button", name="Take the phone back").click()
    pin = page.get_by_label("Your PIN")
    expect(pin).to_be_focused()
    expect(pin).to_have_value("")
    expect(pin).to_have_accessible_description("That is not your PIN.")
    page.goto("/today")
    expect(page).to_have_url(QUESTIONS)
    take_back(page)
    expect(page.get_by_text("The phone is yours again.")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def take_back(page: Page) -> None:
    page.goto("/answers/end")
    page.get_by_label("Your PIN").fill(PIN)
    page.get_by_role("button", name="Take the phone back").click()
    expect(page).to_have_url(re.compile("/visit$"))


# without scripts


def test_without_scripts_it_is_not_offered(look: Open) -> None:
    page = look("sam", HANDING_OVER, java_script_enabled=False)
    expect(page.get_by_text("Scripts are switched off in this browser.")).to_be_visible()
    expect(page.get_by_role("button", name="Hand the phone over")).to_have_count(0)


def test_where_scripts_stop_working_meanwhile_the_pin_still_takes_it_back(use: Open) -> None:
    page = use("sam", HANDING_OVER)
    page.route("**/*.js", lambda route: route.abort())
    hand_over(page)
    page.get_by_role("link", name="Not now").click()
    page.get_by_role("link", name="Hold this to take the phone back").click()
    expect(page).to_have_url(END)
    take_back(page)
