"""Drafts on WebKit, which iPhones have: what was being typed when the phone went dark is offered again."""

from pathlib import Path

from playwright.sync_api import Playwright

from tests.browser.phone import script
from tests.browser.puppet import Puppet
from tests.browser.world import World

IS_KEPT, OFFERED = script("drafts"), script("offered")
WORDS = "The wren sang at noon"
TYPES = """async (words) => {
  const field = document.querySelector("[name=note]");
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
SAYS = "async () => document.querySelector('main').innerText"


def test_what_was_typed_when_the_phone_went_dark_is_offered_again_to_its_author_only(
    world: World, playwright: Playwright, tmp_path: Path
) -> None:
    note = f"/people/{world.people['walter']}/visit-notes"
    laptop = playwright.request.new_context()
    with Puppet.of(world, tmp_path) as puppet:
        puppet.start("/sign-in")
        puppet.sign_in("sam")
        puppet.open(note)
        puppet.run(TYPES, WORDS)
        puppet.run(IS_KEPT, WORDS)
        for ended, username, offered in (("sam", "grace", 0), ("grace", "sam", 1)):
            puppet.kill()
            world.ends_sessions(laptop, ended)
            puppet.start(note)
            puppet.sign_in(username)
            puppet.open(note)
            assert puppet.run(OFFERED) == offered
            assert (WORDS in puppet.run(SAYS)) is bool(offered)
    laptop.dispose()
