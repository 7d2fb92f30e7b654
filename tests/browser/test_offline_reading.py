"""Reading without a signal: what one look at Today puts on the phone, for how long, for whom, and what it says."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

from tests.browser.conftest import KEEPS_PAGES, SMALL_PHONE, NewBrowser, Open
from tests.browser.demo import Demo
from tests.browser.line import answers
from tests.browser.phone import KEPT, READY, in_use, script, until
from tests.browser.world import World

IS_KEPT, BEGUN = script("drafts"), "Fed the ducks."
NEEDS_SIGNAL = "This page needs signal"
AGE = re.compile(r"No signal\. This is as of \d\d:\d\d\.")
HANDED = "This phone stays handed over until it has signal again."
EVERYTHING = """async () => {
  let words = "";
  for (const name of await caches.keys()) {
    const kept = await caches.open(name);
    for (const request of await kept.keys()) words += request.url + await (await kept.match(request)).text();
  }
  return words;
}"""
KEYS = """async () => {
  const { src } = document.querySelector("script[src$='/app.js']");
  const { openStore } = await import(src.replace("app.js", "outbox/store.js"));
  return (await (await openStore()).there()).count("keys");
}"""
SINCE = """async (hours) =>
  (await caches.open("about")).put("/phone/contact", new Response(String(Date.now() - hours * 3600_000)))"""
HOURS = """async () => {
  const since = await (await (await caches.open("about")).match("/phone/contact")).text();
  return (Date.now() - Number(since)) / 3600_000;
}"""
ASK_AGAIN = """async () => {
  localStorage.removeItem("asked-what-to-keep");
  await import(`${document.querySelector("script[src$='/app.js']").src.replace("app.js", "phone.js")}?again`);
  for (let tries = 0; tries < 100; tries += 1) {
    if (!(await caches.keys()).some((name) => name.startsWith("pages-"))) return;
    await new Promise((again) => setTimeout(again, 50));
  }
}"""
OLDER = """async (path) => {
  const name = (await caches.keys()).find((one) => one.startsWith("pages-"));
  const kept = await caches.open(name);
  const today = await kept.match(path);
  const words = (await today.text()).replaceAll(/\\/static\\/[0-9a-f]+\\//g, "/static/0123456789abcdef/");
  await kept.put(path, new Response(words, { headers: today.headers }));
}"""
DRAWN = "() => [...document.images].every((one) => one.complete && one.naturalWidth > 0)"


@pytest.fixture
def page(use: Open) -> Page:
    """Sam's phone after one look at Today."""
    page = use("sam", "/today", **KEEPS_PAGES)
    page.evaluate(KEPT)
    return page


@pytest.fixture(scope="module")
def phone(browser: Browser, browser_context_args: dict[str, Any], own_demo: Demo) -> Iterator[BrowserContext]:
    """The same for all tests that take nothing from it: it takes seconds until everything is there."""
    options = {**browser_context_args, **SMALL_PHONE, **KEEPS_PAGES, "base_url": own_demo.url}
    with browser.new_context(**options) as phone:
        own_demo.signs_in(phone.request, "sam")
        page = phone.new_page()
        page.goto("/today")
        page.evaluate(KEPT)
        yield phone


@pytest.fixture
def shown(phone: BrowserContext) -> Iterator[Page]:
    """One page on that, which has signal again afterwards."""
    page = phone.new_page()
    page.goto("/today")
    yield page
    phone.set_offline(offline=False)
    for other in phone.pages:
        other.close()


@pytest.fixture
def here(own_demo: Demo) -> dict[str, str]:
    """Addresses that the tests open."""
    nadia = f"/people/{own_demo.names['nadia']}"
    return {"visit": f"{nadia}/visit", "open": f"{nadia}/occurrences/{own_demo.names['open']}", "nadia": nadia}


def without_signal(page: Page, path: str) -> None:
    """Open an address, with all that was there before gone out of the browser's own memory."""
    page.context.set_offline(offline=True)
    page.goto(path)


def nothing_is_readable(page: Page, demo: Demo) -> None:
    for person in ("nadia", "margaret"):
        without_signal(page, f"/people/{demo.names[person]}/visit")
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f"{NEEDS_SIGNAL}|Waiting for signal"))
    assert not re.search("Nadia|Margaret|Jamie|Walter", page.evaluate(EVERYTHING))


# what is there


def test_after_one_look_at_today_all_of_its_list_opens_without_signal_and_says_how_old_it_is(shown: Page) -> None:
    problems: list[str] = []
    shown.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    shown.on("pageerror", lambda error: problems.append(str(error)))
    keep = [path for path in shown.evaluate(KEPT) if not path.startswith("/phone/")]
    assert {"/today", "/waiting", "/help"} < set(keep)
    for path in keep:
        without_signal(shown, path)
        expect(shown.locator("#notices")).to_have_text(AGE)
        expect(shown.get_by_role("navigation", name="Main")).to_be_visible()
        shown.wait_for_load_state("networkidle")
        assert shown.evaluate(DRAWN), path
    assert problems == []


def test_the_first_page_is_today_and_others_say_that_they_need_signal_and_what_is_on_the_phone(
    shown: Page, here: dict[str, str]
) -> None:
    without_signal(shown, "/")
    expect(shown.get_by_role("link", name="Nadia Rahman", exact=True)).to_be_visible()
    without_signal(shown, "/people")
    expect(shown.get_by_role("heading", level=1)).to_have_text(NEEDS_SIGNAL)
    shown.get_by_role("link", name="Nadia Rahman").click()
    expect(shown).to_have_url(re.compile(here["visit"]))
    expect(shown.locator("#notices")).to_have_text(AGE)


def test_after_an_update_older_pages_work_with_the_new_files_until_they_are_looked_at_with_signal(shown: Page) -> None:
    shown.evaluate(OLDER, "/today")
    without_signal(shown, "/today")
    assert "/static/0123456789abcdef/" in shown.evaluate(EVERYTHING)
    expect(shown.locator("#notices")).to_have_text(AGE)
    expect(shown.locator("body")).not_to_have_css("background-image", "none")
    assert shown.evaluate(DRAWN)
    shown.context.set_offline(offline=False)
    shown.goto("/today")
    without_signal(shown, "/today")
    assert "/static/0123456789abcdef/" not in shown.evaluate(EVERYTHING)


# for how long


def test_it_is_shown_for_72_hours_after_the_last_word_from_the_server(page: Page, own_demo: Demo) -> None:
    page.evaluate(SINCE, 71.9)
    without_signal(page, "/today")
    expect(page.locator("#notices")).to_have_text(AGE)
    page.evaluate(SINCE, 72.1)
    nothing_is_readable(page, own_demo)


# whose words are taken


def test_a_gateways_own_page_is_neither_taken_for_ours_nor_kept(world: World, new_browser: NewBrowser) -> None:
    page = in_use(world, new_browser(base_url=world.url, **KEEPS_PAGES), "/today").page
    page.evaluate(KEPT)
    page.evaluate(SINCE, 71)
    world.line.way = answers(b"<!doctype html><title>Welcome</title><h1>Welcome to the Wi-Fi</h1>")
    page.goto("/today")
    expect(page.locator("#notices")).to_have_text(AGE)
    page.goto("/account")
    expect(page.get_by_text("Welcome to the Wi-Fi")).to_be_visible()
    page.goto("/today")
    assert "Wi-Fi" not in page.evaluate(EVERYTHING)
    assert page.evaluate(HOURS) >= 71


# for whom


def test_after_signing_out_nothing_is_readable_for_whoever_comes_next(page: Page, own_demo: Demo) -> None:
    assert re.search("Nadia", page.evaluate(EVERYTHING))
    page.goto("/account")
    page.get_by_role("button", name="Sign out here").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    own_demo.signs_in(page.context.request, "dev")
    nothing_is_readable(page, own_demo)


def test_signing_out_without_signal_takes_pages_and_key_away_and_the_server_hears_of_it_first(
    page: Page, here: dict[str, str]
) -> None:
    page.goto(f"{here['nadia']}/logs/new")
    page.evaluate(READY)
    page.get_by_label("What did they do?").fill(BEGUN)
    page.evaluate(IS_KEPT, BEGUN)
    older = page.context.new_page()  # is not told, and asks first when there is signal
    older.goto("/account")
    page.context.set_offline(offline=True)
    page.goto("/account")  # which needs signal, and has the button all the same
    page.get_by_role("button", name="Sign out here").click()
    expect(page.get_by_text("You began something that was not sent.").filter(visible=True)).to_be_focused()
    expect(page.get_by_role("button", name="Send now first")).to_be_hidden()
    page.get_by_role("button", name="Sign out, keep it all").click()
    for path in ("/sign-in", "/today", "/account"):
        expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out on this phone")
        page.goto(path)
    assert not re.search("Nadia|Margaret|Jamie|Walter", page.evaluate(EVERYTHING))
    assert page.evaluate(KEYS) == 0
    page.context.set_offline(offline=False)
    stop_worker(older)
    assert older.evaluate("async () => (await fetch('/recovery', { method: 'POST' })).status") == 401
    assert page.evaluate("async () => (await fetch('/phone')).status") == 401
    page.goto("/today")
    expect(page).to_have_url(re.compile("/sign-in"))


def stop_worker(page: Page) -> None:
    """As browsers do with one that has had no work for a while."""
    there, workers = {"running"}, page.context.new_cdp_session(page)

    def changed(told: dict[str, Any]) -> None:
        there.clear()
        there.update(one["runningStatus"] for one in told["versions"])

    workers.send("ServiceWorker.enable")
    workers.on("ServiceWorker.workerVersionUpdated", changed)
    workers.send("ServiceWorker.stopAllWorkers")
    while there != {"stopped"}:
        page.evaluate("0")
    workers.detach()


def test_the_key_goes_where_no_worker_hears_of_it_and_the_outbox_did_not_open(
    own_demo: Demo, new_browser: NewBrowser
) -> None:
    context = new_browser(base_url=own_demo.url)
    own_demo.signs_in(context.request, "sam")
    page = context.new_page()
    page.goto("/account")
    page.evaluate(READY)
    own_demo.signs_in(context.request, "sam")
    context.route("**/phone", lambda asked: asked.abort())
    page.goto("/account")
    page.evaluate("async () => { await customElements.whenDefined('sign-out'); }")
    assert page.evaluate(KEYS) == 1
    context.set_offline(offline=True)
    with page.expect_event("requestfailed", lambda asked: asked.url.endswith("/sign-out")):
        page.get_by_role("button", name="Sign out here").click()
    context.set_offline(offline=False)
    other = context.new_page()  # the browser's own error page is only just coming on this one, and would be in the way
    other.goto("/offline")
    assert other.evaluate(KEYS) == 0


def test_what_another_site_sends_and_an_address_that_looks_like_the_questions_take_nothing_away(shown: Page) -> None:
    other = shown.context.new_page()
    for path in ("/sign-out", "/nothing/sign-out"):
        other.goto("about:blank")
        other.set_content(f"<form method=post action='{urljoin(shown.url, path)}'><button>Win</button></form>")
        other.get_by_role("button").click()
        expect(other.get_by_role("heading", level=1)).to_have_text("That is not shared with you")
    for path in ("/answersheet", "/answers"):
        without_signal(shown, path)
        expect(shown.get_by_role("heading", level=1)).to_have_text(NEEDS_SIGNAL)
    shown.goto("/today")
    expect(shown.locator("#notices")).to_have_text(AGE)


def test_somebody_elses_sign_in_takes_the_pages_away(page: Page, own_demo: Demo) -> None:
    own_demo.signs_in(page.context.request, "dev")  # who supports none of them
    page.goto("/today")
    nothing_is_readable(page, own_demo)


@pytest.mark.parametrize("told", ["by a page", "by the list of what to keep"])
def test_an_ended_session_takes_the_pages_away(page: Page, own_demo: Demo, told: str) -> None:
    page.context.clear_cookies()
    if told == "by a page":
        page.goto("/today")
        expect(page).to_have_url(re.compile("/sign-in"))
    else:
        page.evaluate(ASK_AGAIN)
        until(page, "async () => !(await caches.keys()).some((name) => name.startsWith('pages-'))")
    nothing_is_readable(page, own_demo)


def test_a_handed_over_phone_stays_so_without_signal_until_it_has_signal_again(
    page: Page, own_demo: Demo, here: dict[str, str]
) -> None:
    page.goto(f"{here['nadia']}/handing-over")
    page.get_by_role("button", name="Hand the phone over").click()
    expect(page).to_have_url(re.compile("/answers"))
    without_signal(page, "/today")
    for path in ("/today", here["visit"], "/", "/help", "/account"):
        for shown in (page, page.context.new_page()):
            shown.goto(path)
            shown.reload()
            expect(shown.get_by_text(HANDED)).to_be_visible()
    nothing_is_readable(page, own_demo)
    page.context.set_offline(offline=False)
    page.goto("/today")
    expect(page).to_have_url(re.compile("/answers"))


# the forms


def test_a_form_is_there_without_signal_about_that_person_and_that_thing(shown: Page, here: dict[str, str]) -> None:
    shown.goto(here["visit"])
    row = shown.locator(".item:has(a[href*='/occurrences/']:not([href*='change']))").first
    title, path = (
        row.locator("strong").first.inner_text(),
        row.locator("a[href*='/occurrences/']").get_attribute("href"),
    )
    assert path is not None
    without_signal(shown, path)
    expect(shown.get_by_role("heading", level=1)).to_have_text(re.compile(f"{re.escape(title)}.*Nadia Rahman"))
    form = shown.locator("form[data-record=mark]")
    expect(form).to_have_attribute("action", f"{here['nadia']}/marks")
    expect(form).to_have_attribute("data-person", here["nadia"].rpartition("/")[2])
    key = path.rpartition("/occurrences/")[2].split("/")
    assert [form.locator(f"[name={name}]").input_value() for name in ("item", "day", "number")] == key
    shown.get_by_label("It did not happen").check()


def test_every_other_form_of_a_visit_is_there_too_with_an_id_of_its_own(shown: Page, here: dict[str, str]) -> None:
    ids = set()
    for place in (
        "visit-notes",
        "worries/new",
        "logs/new",
        "extras/new",
        "missed-visits/new",
        "conversations/2026-11/perspectives/new",
        "extras/new",
    ):
        without_signal(shown, f"{here['nadia']}/{place}")
        expect(shown.get_by_role("heading", level=1)).to_contain_text("Nadia Rahman")
        form = shown.locator("main form[data-record]")
        expect(form).to_have_attribute("action", re.compile(f"^{here['nadia']}/"))
        assert "this person" not in shown.locator("main").inner_text()
        ids.add(form.locator("[name=id]").input_value())
        for tick in form.locator("[name=items]").all():
            assert re.fullmatch(r"[0-9a-f-]{36} \d{4}-\d\d-\d\d \d+", tick.input_value())
    assert len(ids) == 7


# the app on the first screen


def test_the_browser_finds_nothing_that_keeps_it_from_being_installed(
    browser_type: BrowserType, browser_type_launch_args: dict[str, object], own_demo: Demo, tmp_path: Path
) -> None:
    context = browser_type.launch_persistent_context(
        tmp_path / "profile", **{**browser_type_launch_args, **SMALL_PHONE}, base_url=own_demo.url
    )
    try:
        own_demo.signs_in(context.request, "sam")
        page = context.new_page()
        page.goto("/today")
        page.evaluate(KEPT)
        asked = context.new_cdp_session(page)
        assert asked.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    finally:
        context.close()


INSTALL = """async () => {
  await customElements.whenDefined("install-hint");
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = () => { document.title = "asked"; };
  dispatchEvent(event);
}"""


def test_how_to_install_it_is_said_until_it_is_closed(shown: Page) -> None:
    hint = shown.locator("install-hint")
    expect(hint).to_be_hidden()
    shown.evaluate(INSTALL)
    hint.get_by_role("button", name="Install").click()
    expect(shown).to_have_title("asked")
    hint.get_by_role("button", name="Not now").click()
    expect(hint).to_be_hidden()
    shown.reload()
    shown.evaluate(KEPT)
    shown.evaluate(INSTALL)
    expect(hint).to_be_hidden()
