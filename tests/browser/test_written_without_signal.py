"""Written without signal: every form of a visit, what is taken back, what lacks something, what a person settles."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from carelog import clock
from tests.browser.conftest import KEEPS_PAGES, NewBrowser
from tests.browser.phone import KEPT, LONG, READY, Phone, in_use
from tests.browser.world import FEW, TEA, World


@pytest.fixture
def nadia(world: World) -> str:
    """The address of her pages."""
    return f"/people/{world.people['nadia']}"


@pytest.fixture
def phone(world: World, new_browser: NewBrowser) -> Phone:
    """Sam's, on which everything is that is kept there."""
    browser = new_browser(base_url=world.url, **KEEPS_PAGES)
    world.signs_in(browser.request, "sam")
    answered: dict[str, str | float | bool] = {"audience": "team", "team-id": str(uuid4())}
    answered |= {"team-consent": "yes", "team-how": "said"}
    assert browser.request.post(f"/people/{world.people['nadia']}/photo-consents", form=answered).ok
    phone = in_use(world, browser, "/today")
    phone.page.evaluate(KEPT)
    return phone


def without_signal(phone: Phone, path: str) -> None:
    """Open an address."""
    phone.page.context.set_offline(offline=True)
    phone.page.goto(path)


def saves(phone: Phone, nadia: str) -> str:
    """Press that; the visit comes back. Gives the id of the record."""
    phone.page.get_by_role("main").get_by_role("button", name="Save", exact=True).click()
    phone.page.wait_for_url(f"**{nadia}/visit")
    return str(phone.records()[-1]["id"])


def lacks(page: Page, label: str, words: str) -> None:
    """Nothing is kept yet: the focus goes where something is missing, and there it says what."""
    page.get_by_role("main").get_by_role("button", name="Save", exact=True).click()
    field = page.get_by_label(label, exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_js_property("validationMessage", words)


def everything_goes(phone: Phone) -> None:
    """As soon as there is a signal."""
    bar = phone.page.get_by_role("region", name="Waiting to send")
    expect(bar).to_be_visible()
    phone.page.context.set_offline(offline=False)
    expect(bar).to_be_hidden(timeout=LONG)


def test_every_form_of_a_visit_waits_and_arrives(world: World, phone: Phone, nadia: str) -> None:
    page, ids = phone.page, []
    without_signal(phone, f"{nadia}/visit")
    phone.row(f"{TEA}, 1").get_by_role("link", name="Something else").click()
    lacks(page, "It happened", "Choose what happened.")
    page.get_by_label("They said no, or chose something else").check()
    lacks(page, "Said so", "Say how they said or showed it.")
    page.get_by_label("Said so").check()
    ids.append(saves(phone, nadia))
    phone.waits(phone.row(f"{TEA}, 1"))
    page.get_by_role("link", name="Something worries me").click()
    page.get_by_label("What did you see?").fill("A bruise on the left arm.")
    lacks(page, "Yes", "Say whether they are safe now.")
    page.get_by_label("Yes").check()
    ids.append(saves(phone, nadia))
    page.get_by_role("link", name="Tell whoever comes next").click()
    page.get_by_label("What should they know?").fill("The kettle is broken.")
    ids.append(saves(phone, nadia))
    page.goto(f"{nadia}/logs/new")
    expect(page.get_by_label("photos, four at most")).to_be_visible()  # she had said yes: nobody asks her again
    page.get_by_label("What did they do?").fill("Sang while the kettle boiled.")
    ids.append(saves(phone, nadia))
    month = clock.living_day(ZoneInfo(clock.DEFAULT_ZONE))
    page.goto(f"{nadia}/conversations/{month:%Y-%m}/perspectives/new")
    lacks(page, "What is working?", "Write one thing that is working, or one that is not.")
    page.get_by_label("What is working?").fill("Songs in the kitchen.")
    ids.append(saves(phone, nadia))
    page.goto(f"{nadia}/missed-visits/new")
    expect(page.get_by_label(TEA)).to_have_count(FEW - 1)
    page.get_by_label(f"{TEA}, 2").uncheck()
    page.get_by_label("No answer, or I could not get in").check()
    saves(phone, nadia)
    for number in (1, 3):
        phone.waits(phone.row(f"{TEA}, {number}"))
    page.goto("/waiting")
    expect(page.get_by_role("list", name="Not sent yet").get_by_role("listitem")).to_have_count(6)
    page.goto("/people")  # which needs signal
    expect(page.get_by_role("link", name="6 on this phone, not sent yet")).to_be_visible()
    everything_goes(phone)
    assert [kind for kind, *_ in world.written(*ids)] == [
        "mark",
        "concern",
        "visit_note",
        "learning_log",
        "perspective",
    ]
    page.goto(f"{nadia}/visit")
    done = page.get_by_role("region", name="Earlier today")
    for number, words in ((1, "Chose something else"), (3, "It did not happen")):
        expect(done.locator(".item").filter(has_text=f"{TEA}, {number}")).to_contain_text(words)
    expect(page.get_by_text("The kettle is broken.")).to_be_visible()


def test_what_lacks_something_says_so_and_is_saved_once_when_it_is_mended(world: World, phone: Phone) -> None:
    page, title = phone.page, world.tea()
    page.goto(f"/people/{world.people['walter']}/visit")
    phone.row(title).get_by_role("link", name="Something else").click()
    page.evaluate(READY)
    page.get_by_label("It did not happen").check()
    save = page.get_by_role("button", name="Save", exact=True)
    save.click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#error-summary")).to_contain_text("Choose why.")
    [lacking] = [one for one in phone.records() if one["state"] == "change"]
    page.get_by_label("Transport").check()
    save.click()
    expect(phone.row(title)).to_contain_text("It did not happen")
    assert set(phone.states()) == {"sent"}
    assert world.written(lacking["id"]) == []
    assert len(world.written(phone.records()[-1]["id"])) == 1


def test_a_phone_two_days_ahead_has_it_kept_until_the_right_day_is_said(world: World, phone: Phone, nadia: str) -> None:
    page, good = phone.page, "A robin came to the window"
    page.clock.install(time=datetime.now(UTC) + timedelta(days=2))  # one more than a night may lie in
    without_signal(phone, f"{nadia}/extras/new")
    page.get_by_label("What was it?").fill(good)
    saves(phone, nadia)
    everything_goes(phone)
    assert phone.states() == ["kept"]
    page.goto("/kept")
    kept = page.get_by_role("region", name="Something good").filter(has_text=good)
    expect(kept).to_contain_text("clock")
    kept.get_by_text("It was on another day").click()
    kept.get_by_label("Which day was it?").fill(world.today.isoformat())
    kept.get_by_role("button", name="Write it down on that day").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_text("Nothing waits here.")).to_be_visible()
    page.goto(f"{nadia}/day")
    expect(page.get_by_text(good, exact=True)).to_be_visible()


def test_undo_of_what_still_waits_arrives_behind_it(world: World, phone: Phone) -> None:
    without_signal(phone, f"/people/{world.people['walter']}/visit")
    row, id = phone.tea()
    row.get_by_role("button", name="Undo").click()
    expect(phone.page.get_by_role("region", name="Waiting to send")).to_contain_text("2 on this phone")
    undo = phone.records()[-1]["id"]
    everything_goes(phone)
    assert world.replaced(undo) == id
    phone.page.reload()
    expect(row.get_by_role("button", name="It happened")).to_be_visible()
