"""What cannot be seen by reading the page: colours, sizes of type, paper, and settings that people make for their eyes."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, Open

COLOURS = ["light", "dark"]
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations", "incomplete"]}
ENDS_OF_GRADIENTS = r"""() => [...document.querySelectorAll("*")].flatMap((one) =>
  getComputedStyle(one).backgroundImage.includes("gradient")
    ? (getComputedStyle(one).backgroundImage.match(/(?:rgba?|oklch|oklab|color)\([^)]*\)/g) ?? []) : [])"""
PLAIN_BACKGROUND = "colour => document.body.style.background = document.documentElement.style.background = colour"
TYPE = """where => [...document.querySelectorAll(where)].filter((one) =>
    one.checkVisibility() && !one.closest(".sr") &&
    [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()))
  .map((one) => [Number.parseFloat(getComputedStyle(one).fontSize), one.textContent.trim().slice(0, 40)])"""
MOVING = """() => [...document.querySelectorAll("*")].map((one) => getComputedStyle(one)).filter((style) =>
  [style.transitionDuration, style.animationDuration].some((all) => all.split(", ").some((one) => Number.parseFloat(one) > 0.01)))
  .length"""
WORDLESS = """() => [...document.querySelectorAll("svg.shape")].filter((one) =>
  !one.closest("li, .state, button").textContent.trim()).length"""
PAGES_OF_A_PDF = rb"/Type\s*/Page[^s]"
EASY_READ_TYPE, EASY_READ_SENTENCE = 20, 15  # pixels, words


@pytest.mark.parametrize("scheme", COLOURS)
@pytest.mark.parametrize(("username", "path"), [("sam", "/today"), ("margaret", "/my-week"), ("", "/sign-in")])
def test_text_on_a_gradient_is_clear_on_both_its_ends(look: Open, username: str, path: str, scheme: str) -> None:
    page = look(username, path, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(Axe().axe_script)
    ends = set(page.evaluate(ENDS_OF_GRADIENTS))
    assert len(ends) > 1
    for end in ends:
        page.evaluate(PLAIN_BACKGROUND, end)
        answer = page.evaluate("options => axe.run(options)", CONTRAST)
        assert [one["nodes"] for one in answer["violations"] + answer["incomplete"]] == [], end


@pytest.mark.parametrize("scheme", COLOURS)
def test_dark_is_dark_and_light_is_light(look: Open, scheme: str) -> None:
    page = look("sam", "/today", color_scheme=scheme)
    assert (brightness(page, "main .card") < 0.2) == (scheme == "dark")
    assert (brightness(page, "html") < 0.2) == (scheme == "dark")


def brightness(page: Page, selector: str) -> float:
    """0 is black, 1 is white, of the background as it is painted."""
    colour = page.locator(selector).first.evaluate("""one => {
      const drawn = new OffscreenCanvas(1, 1).getContext("2d");
      drawn.fillStyle = getComputedStyle(one).backgroundColor;
      drawn.fillRect(0, 0, 1, 1);
      return [...drawn.getImageData(0, 0, 1, 1).data];
    }""")
    red, green, blue, _alpha = (value / 255 for value in colour)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


@pytest.mark.parametrize(
    ("username", "path", "smallest"),
    [("sam", "/today", 17), ("sam", "/people/{margaret}/week", 17), ("aled", "/people/{walter}/plan", 17),
     ("helen", "/people/{margaret}/summary", 17), ("margaret", "/my-week", EASY_READ_TYPE)],
)  # fmt: skip
def test_type_is_large_enough(look: Open, username: str, path: str, smallest: int) -> None:
    found = look(username, path).evaluate(TYPE, "main *" if smallest == EASY_READ_TYPE else "main *, nav *")
    assert [(size, text) for size, text in found if size < smallest] == []


@pytest.mark.parametrize(
    ("username", "path"),
    [("sam", "/today"), ("helen", "/people/{margaret}/week"), ("helen", "/people/{margaret}/summary")],
)
def test_colour_never_carries_meaning_alone(look: Open, username: str, path: str) -> None:
    page = look(username, path)
    expect(page.locator("svg.shape").first).to_be_visible()
    assert page.evaluate(WORDLESS) == 0


@pytest.mark.parametrize("username", ["sam", "margaret"])
def test_a_printed_week_fits_one_sheet(look: Open, username: str) -> None:
    page = look(username, "/people/{margaret}/week", **LAPTOP)
    assert len(re.findall(PAGES_OF_A_PDF, page.pdf(prefer_css_page_size=True))) == 1


def test_nothing_moves_for_those_who_asked_for_that(look: Open) -> None:
    assert look("sam", "/today", reduced_motion="reduce").evaluate(MOVING) == 0


@pytest.mark.parametrize("path", ["/today", "/people/{margaret}/summary"])
def test_forced_colours_keep_every_button_and_drawing(look: Open, path: str) -> None:
    forced: dict[str, Any] = {"forced_colors": "active"}
    page = look("sam", path, **forced)
    expect(page.locator("svg.shape").first).to_be_visible()
    invisible = page.evaluate("""() => [...document.querySelectorAll("main .button, nav a[aria-current]")].filter((one) => {
      const style = getComputedStyle(one);
      return style.borderStyle === "none" && style.outlineStyle === "none" && style.textDecorationLine === "none";
    }).length""")
    assert invisible == 0


def test_the_persons_own_page_says_one_short_thing_a_line(look: Open) -> None:
    page = look("margaret", "/my-week")
    lines = page.locator(".idea .words > *:visible, main > h2, .idea strong").all_inner_texts()
    assert lines
    assert [line for line in lines if len(line.split()) > EASY_READ_SENTENCE] == []
