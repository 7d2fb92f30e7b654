"""Photos on a phone: made small before they leave it, kept with what is typed, sent after the words.

What the server then shows has no trace of where they were taken.
"""

import re
import zlib
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks import AXE, violations
from tests.browser.conftest import NewBrowser
from tests.browser.line import Onward, cut
from tests.browser.phone import LONG, Phone, in_use, script
from tests.browser.pictures import choose, chosen, file, save
from tests.browser.world import World
from tests.large_photo import MAKER, large_photo

PARTS = re.compile(rb"PATCH /phone/parts/([\w-]+) .*?\r\npart-from: *(\d+)", re.IGNORECASE | re.DOTALL)
SMALL_ENOUGH = 256 * 1024  # bytes
HARDLY_ANY = 1_150_000  # bytes: what is held for words, and not much more
FILL = script("full")
KEPT_PHOTOS = """async () => {
  const { src } = document.querySelector("script[src$='/app.js']");
  const { store } = await (await import(src.replace("app.js", "outbox/open.js"))).outbox();
  return (await store.there()).getAllKeys("photos");
}"""


@pytest.fixture
def phone(world: World, new_browser: NewBrowser) -> Phone:
    """Sam's, about to write what they learned with Walter."""
    return in_use(
        world, new_browser(base_url=world.url, reduced_motion="reduce"), f"/people/{world.people['walter']}/logs/new"
    )


def the_log(page: Page, words: str) -> Locator:
    """As the page shows it."""
    return page.locator("article.log").filter(has_text=words)


def test_of_a_large_picture_nothing_leaves_the_phone_but_small_pixels(phone: Phone) -> None:
    page, sent = phone.page, []
    page.on("request", lambda asked: sent.append(asked.post_data_buffer or b"") if asked.method == "PATCH" else None)
    page.get_by_label("What did they do?").fill("Found a feather.")
    choose(page, file("feather.jpg", large_photo()))
    save(page)  # at once: it waits for the photo
    shown = the_log(page, "Found a feather.").locator(".photos img")
    expect(shown).to_have_count(1, timeout=LONG)  # without another look at the page
    assert sent
    assert not any(told in part for told in (b"Exif", b"GPS", MAKER) for part in sent)
    small = str(shown.get_attribute("src"))
    for address, longest in ((small, 320), (small.replace("/small", "/large"), 1280)):
        answer = page.request.get(address)
        picture = Image.open(BytesIO(answer.body()))
        assert picture.size == (longest * 3 // 4, longest)  # it stands upright
        assert not picture.getexif()
        assert MAKER not in answer.body()
        assert "sandbox" in answer.headers["content-security-policy"]


def test_what_was_chosen_waits_in_the_draft_and_a_cut_link_goes_on_where_it_stopped(world: World, phone: Phone) -> None:
    page, parts = phone.page, []

    def cut_after_one(asked: bytes, onward: Onward) -> bytes:
        part = PARTS.match(asked)
        if part is None:
            return onward(asked)
        parts.append(part.groups())
        return cut(asked, onward) if len(parts) > 1 else onward(asked)

    page.get_by_label("What did they do?").fill("Sat by the river.")
    choose(page, file("river.jpg", large_photo()))
    expect(chosen(page)).to_have_count(1, timeout=LONG)
    page.goto("/today")
    expect(page.get_by_role("region", name="Waiting to send")).to_contain_text("with 1 photo, not sent")
    page.goto(f"/people/{world.people['walter']}/logs/new")
    expect(page.get_by_role("group", name="Begun, not sent")).to_contain_text("1 photo")
    page.get_by_role("button", name="Go on with it").click()
    expect(chosen(page).locator("img")).to_be_visible(timeout=LONG)
    world.line.way = cut_after_one
    save(page)
    log = the_log(page, "Sat by the river.")
    expect(log).to_contain_text("1 photo is on this phone, not sent yet.", timeout=LONG)
    expect(page.get_by_role("region", name="Waiting to send")).to_contain_text("1 on this phone")
    page.goto("/waiting")
    waiting = page.get_by_role("list", name="Not sent yet").get_by_role("listitem")
    expect(waiting.get_by_role("heading")).to_have_text("Photo 1 Walter Osei")
    expect(waiting.locator("img")).to_be_visible()
    world.mend()
    phone.has_signal()
    expect(page.get_by_text("Nothing is waiting.")).to_be_visible(timeout=LONG)
    [photo] = {photo.decode() for photo, _from in parts}
    assert parts[0][1] == b"0"
    assert world.written(photo) == [("photo", "", world.users["sam"])]


def test_what_is_no_picture_is_said_and_of_more_than_four_the_first_are_kept(phone: Phone) -> None:
    page, good = phone.page, file("good.jpg", large_photo(width=64))
    script = file("holiday.jpg", b"<script>alert(1)</script>")
    broken = file("broken.jpg", b"\xff\xd8\xff\xe0" + zlib.compress(b"not a picture"))
    choose(page, script, good, broken, good)
    said = page.locator("photo-picker [role=alert]")
    for name in ("holiday.jpg", "broken.jpg"):
        expect(said).to_contain_text(name)
    expect(chosen(page)).to_have_count(2)
    choose(page, good, good, good)
    expect(said).to_contain_text("4 photos at most")
    expect(chosen(page)).to_have_count(4)
    last = chosen(page).last.get_by_role("button")
    last.press("Enter")
    expect(page.locator("photo-picker [role=status]")).to_have_text("Photo 4 is removed.")
    expect(last).to_be_focused()
    assert len(page.evaluate(KEPT_PHOTOS)) == 3
    last.press("Enter")
    expect(page.locator("photo-picker [role=status]")).to_have_text("Photo 4 is back.")
    assert len(page.evaluate(KEPT_PHOTOS)) == 4
    page.evaluate(AXE.axe_script)
    assert violations(page) == {}


def test_where_no_outbox_sends_it_a_photo_goes_small_with_its_form(world: World, new_browser: NewBrowser) -> None:
    walter, sent = f"/people/{world.people['walter']}", []

    def weighed(asked: bytes, onward: Onward) -> bytes:
        sent.extend([len(asked)] if asked.startswith(b"POST") else [])
        return onward(asked)

    page = in_use(world, new_browser(base_url=world.url), f"{walter}/photo", "aled").page
    page.get_by_role("group", name="a photo that everybody around them sees?").get_by_label("Yes").check()
    page.get_by_label("They said so").check()
    page.get_by_label("The photo").set_input_files([file("walter.jpg", large_photo())])
    expect(chosen(page)).to_have_count(1, timeout=LONG)
    world.line.way = weighed
    save(page)
    page.wait_for_url(f"**{walter}")
    assert page.locator(".face img").first.evaluate("image => image.decode().then(() => image.naturalHeight)") == 320
    assert max(sent) < SMALL_ENOUGH


def test_on_a_full_phone_there_is_no_photo_and_all_words_go(world: World, new_browser: NewBrowser) -> None:
    browser = new_browser(base_url=world.url)
    wire = browser.new_cdp_session(browser.new_page())
    wire.send("Storage.overrideQuotaForOrigin", {"origin": world.url, "quotaSize": HARDLY_ANY})
    phone = in_use(world, browser, f"/people/{world.people['walter']}/logs/new")
    page = phone.page
    page.get_by_label("What did they do?").fill("Fed the ducks.")
    choose(page, file("ducks.jpg", large_photo()))
    expect(page.locator("photo-picker [role=alert]")).to_contain_text("There is no room left on this phone for photos.")
    expect(chosen(page)).to_have_count(0)
    page.evaluate(FILL)
    world.line.way = cut
    save(page)
    bar = page.get_by_role("region", name="Waiting to send")
    expect(bar).to_contain_text("1 on this phone", timeout=LONG)
    world.mend()
    phone.has_signal()
    expect(bar).to_be_hidden(timeout=LONG)
    assert phone.states() == ["sent"]
