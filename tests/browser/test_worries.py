"""Something worries me, from the visit to the answer: on a small phone, and without scripts."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, Open

PLAIN: dict[str, Any] = {"java_script_enabled": False}


@pytest.mark.parametrize(
    ("scripts", "name"), [({}, "Margaret Hughes"), (PLAIN, "Nadia Rahman")], ids=["with scripts", "without scripts"]
)
def test_a_worry_is_told_taken_up_answered_and_closed(use: Open, scripts: dict[str, Any], name: str) -> None:
    sam = use("sam", f"/people/{{{name.partition(' ')[0].lower()}}}/visit", **scripts)
    sam.get_by_role("link", name="Something worries me").click()
    sam.get_by_role("button", name="Save").click()
    expect(sam.locator("#error-summary")).to_be_focused()
    sam.get_by_label("What did you see?").fill("A bruise on her arm.")
    sam.get_by_label("No", exact=True).check()
    sam.get_by_text("Is it about one of them").click()
    sam.get_by_label("Ruth Okafor, manager").check()
    sam.get_by_role("button", name="Save").click()
    expect(sam.get_by_role("link", name="Call 999")).to_be_in_viewport()
    expect(sam.get_by_text("Aled Prosser can read it now.")).to_be_in_viewport()
    sam.get_by_role("link", name="Done").click()
    expect(sam.get_by_role("heading", level=1)).to_contain_text("Visit")

    aled = use("aled", "/people", **LAPTOP, **scripts)
    aled.get_by_role("link", name="Worries (2 that nobody has taken up yet)").click()
    aled.get_by_role("link", name=name).filter(has_text="Not safe").click()
    aled.get_by_role("button", name="I have it").click()
    expect(aled.get_by_role("button", name="I have it")).to_have_count(0)
    aled.get_by_label("Your answer").fill("I come at ten.")
    aled.get_by_role("button", name="Send the answer").click()
    expect(aled.get_by_text("I come at ten.")).to_be_visible()
    aled.get_by_text("Close it").first.click()
    aled.get_by_label("What was done?").fill("The nurse looked at it.")
    aled.get_by_role("button", name="Close it").click()
    expect(aled.get_by_role("heading", level=1)).to_contain_text("A worry, closed")

    sam.goto("/worries")
    sam.get_by_role("link", name=name).click()
    for words in ("I come at ten.", "The nurse looked at it."):
        expect(sam.get_by_text(words)).to_be_visible()
    ruth = use("ruth", sam.url, **LAPTOP)
    expect(ruth.get_by_role("heading", level=1)).to_have_text("We could not find that")


def test_a_note_for_whoever_comes_next_stands_on_the_visit_and_is_taken_back(use: Open) -> None:
    sam = use("sam", "/people/{nadia}/visit", **PLAIN)
    sam.get_by_role("link", name="Tell whoever comes next").click()
    sam.get_by_label("What should they know?").fill("The blue paint is nearly out.")
    sam.get_by_role("button", name="Save").click()
    expect(sam.get_by_role("heading", level=1)).to_contain_text("Visit")
    note = sam.locator("[id^=visit-note-]")
    expect(note).to_contain_text("The blue paint is nearly out.")
    note.get_by_role("button", name="Undo").click()
    expect(note).to_have_count(0)
    expect(sam.get_by_role("heading", level=1)).to_contain_text("Visit")
