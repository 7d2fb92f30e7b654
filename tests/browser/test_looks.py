"""What the page's text does not tell: colours, sizes of type, paper, and settings that people make for their eyes."""

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, SMALL_PHONE, Open

LOOKS = (Path(__file__).parent / "looks.js").read_text().rstrip().removesuffix(";")
COLOURS = ["light", "dark"]
DARK = 0.2  # of the way from black to white
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations", "incomplete"]}
PAGE_OF_A_PDF = rb"/Type\s*/Page[^s]"
TEXT, EASY_READ_TEXT = 17, 20  # pixels, at least
EASY_READ_LINE = 15  # words, at most
DRAWING = "svg.shape"


def ask(page: Page, what: str, *about: object) -> Any:
    """One of the questions of looks.js."""
    return page.evaluate(f"about => ({LOOKS}).{what}(...about)", list(about))


@pytest.mark.parametrize("scheme", COLOURS)
@pytest.mark.parametrize(("username", "path"), [("sam", "/today"), ("margaret", "/my-week"), ("", "/sign-in")])
def test_text_on_a_gradient_is_clear_on_both_its_ends(look: Open, username: str, path: str, scheme: str) -> None:
    page = look(username, path, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(Axe().axe_script)
    ends = set(ask(page, "endsOfGradients"))
    assert len(ends) > 1
    for end in ends:
        ask(page, "paint", end)
        answer = page.evaluate("options => axe.run(options)", CONTRAST)
        assert [one["nodes"] for one in answer["violations"] + answer["incomplete"]] == [], end


@pytest.mark.parametrize("scheme", COLOURS)
@pytest.mark.parametrize("selector", ["html", "main .card"])
def test_dark_is_dark_and_light_is_light(look: Open, scheme: str, selector: str) -> None:
    page = look("sam", "/today", color_scheme=scheme)
    assert (ask(page, "brightness", selector) < DARK) == (scheme == "dark")


@pytest.mark.parametrize(
    ("username", "path"),
    [
        ("sam", "/today"),
        ("sam", "/people/{margaret}/week"),
        ("aled", "/people/{walter}/plan"),
        ("helen", "/people/{margaret}/summary"),
    ],
)
def test_text_is_large_enough(look: Open, username: str, path: str) -> None:
    assert ask(look(username, path), "smallText", "main *, nav *", TEXT) == []


def test_easy_read_is_larger_and_says_one_short_thing_a_line(look: Open) -> None:
    page = look("margaret", "/my-week")
    assert ask(page, "smallText", "main *", EASY_READ_TEXT) == []
    lines = page.locator("main :is(h1, h2, p, strong, .words > span):visible").all_inner_texts()
    assert lines
    assert [line for line in lines if len(line.split()) > EASY_READ_LINE] == []


@pytest.mark.parametrize(
    ("username", "path"),
    [("sam", "/today"), ("helen", "/people/{margaret}/week"), ("helen", "/people/{margaret}/summary")],
)
def test_colour_never_carries_meaning_alone(look: Open, username: str, path: str) -> None:
    page = look(username, path)
    expect(page.locator(DRAWING).first).to_be_visible()
    assert ask(page, "wordless") == 0


@pytest.mark.parametrize("username", ["sam", "margaret"])
def test_a_printed_week_fits_one_sheet(look: Open, username: str) -> None:
    page = look(username, "/people/{margaret}/week", **LAPTOP)
    assert len(re.findall(PAGE_OF_A_PDF, page.pdf(prefer_css_page_size=True))) == 1


@pytest.mark.parametrize(
    ("username", "path", "pages"),
    [
        ("sam", "/people/{jamie}/week", 1),
        ("sam", "/people/{jamie}/sheet", 1),
        ("margaret", "/people/{margaret}/sheet", 1),
        ("sam", "/people/{margaret}/contacts-sheet", 1),
        ("aled", "/teams/1/sheets", 9),  # two pages for each of four people, one for who was added and has no week yet
    ],
)
def test_what_is_printed_for_the_folder_fits_its_sheets(look: Open, username: str, path: str, pages: int) -> None:
    page = look(username, path, **LAPTOP)
    assert len(re.findall(PAGE_OF_A_PDF, page.pdf(prefer_css_page_size=True))) == pages


def test_a_sheet_of_five_and_twenty_things_still_fits_one_page(look: Open) -> None:
    page = look("sam", "/people/{jamie}/sheet", **LAPTOP)
    page.evaluate("""() => {
      const rows = document.querySelector(".paper tbody");
      const things = [...rows.children].slice(0, -1);
      while (rows.children.length <= 25) rows.prepend(things[rows.children.length % things.length].cloneNode(true));
      document.querySelector(".paper").classList.add("dense");
    }""")
    assert len(re.findall(PAGE_OF_A_PDF, page.pdf(prefer_css_page_size=True))) == 1


@pytest.mark.parametrize("person", ["margaret", "jamie", "walter"])
@pytest.mark.parametrize("month", ["summary?month=", "conversations/{last_month}/pack"])
def test_a_printed_month_fits_two_sheets(look: Open, person: str, month: str) -> None:
    page = look("aled", f"/people/{{{person}}}/{month}", **LAPTOP)
    assert len(re.findall(PAGE_OF_A_PDF, page.pdf(prefer_css_page_size=True))) <= 2


def test_pictures_come_without_being_scrolled_to(look: Open) -> None:
    page = look("sam", "/today")
    assert page.evaluate("document.documentElement.scrollHeight") > 3 * SMALL_PHONE["viewport"]["height"]
    for picture in page.locator("main img").all():
        expect(picture).not_to_have_js_property("naturalWidth", 0)


def test_nothing_moves_for_those_who_asked_for_that(look: Open) -> None:
    assert ask(look("sam", "/today"), "moving") != []
    assert ask(look("sam", "/today", reduced_motion="reduce"), "moving") == []


@pytest.mark.parametrize("path", ["/today", "/people/{margaret}/summary"])
def test_forced_colours_keep_every_button_and_drawing(look: Open, path: str) -> None:
    page = look("sam", path, forced_colors="active")
    expect(page.locator(DRAWING).first).to_be_visible()
    assert ask(page, "shapeless") == 0
