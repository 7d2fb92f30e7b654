"""My week as the person has it: by touch, keyboard or one switch, enlarged, without scripts or signal; read aloud."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Locator, Page, ViewportSize, expect

from carelog import clock, db
from carelog.accounts.user import User, hash_password
from carelog.people.circle import Membership
from carelog.people.must_not_know import MustNotKnow
from carelog.records.concern import Concern, SafeNow
from carelog.records.feedback import Feedback, Sort
from carelog.records.mark import Account, Mark
from carelog.records.thanks import Thanks
from carelog.reviews.review_plan import Arranged
from carelog.reviews.three_month_review import Review
from carelog.weeks.details import Part
from tests import cast, visitors
from tests.browser.checks import AXE, TARGETS, WIDER_THAN_THE_PAGE, ZOOMED, violations
from tests.browser.conftest import KEEPS_PAGES, NewBrowser
from tests.browser.demo import SIGNED_IN
from tests.browser.phone import KEPT, LONG, ON_PHONE, READY, script, until
from tests.browser.served import Installation
from tests.browser.test_looks import EASY_READ_LINE, EASY_READ_TEXT, ask
from tests.databases import Databases
from tests.plans import EVERY_LABEL, agree, author, fixed
from tests.recording import SAID_NO
from tests.reviews import agreeing

LARGE, AT_ONCE = 120, 6
TALK = "/people/{id}/conversations/{month}"
REVIEW = "/people/{id}/reviews/{review}"
PHONE: ViewportSize = {"width": 360, "height": 740}
TABLET: ViewportSize = {"width": 800, "height": 1280}
TO_PRESS = "button, a[href], input:not([type=hidden]), summary, select, textarea"
TEAS = ("Switch", "Written", "Touch", "Zoom", "Plain", "Signal", "Voice")  # one for each test that writes
# One of each kind, as what it is for and how much there is to press tell them apart.
SCREENS = """() => Object.values(Object.fromEntries([...document.querySelectorAll(".screen")].map((one) =>
  [`${one.id.split("-")[0]} ${one.querySelectorAll("a, button").length}`, one.id])))"""
DONE = Account()
ONE, OTHER = "8c7a4a4e-0f4f-4d0e-9a35-2b1f4a9f6d11", "8c7a4a4e-0f4f-4d0e-9a35-2b1f4a9f6d12"
# What a device's voice would be given: nothing speaks in a test.
VOICE = """
window.heard = [];
window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  speaking: false,
  getVoices: () => [{ name: "a voice" }],
  speak(said) { this.speaking = true; heard.push(said.text); said.dispatchEvent(new Event("start")); },
  cancel() { this.speaking = false; heard = []; },
}});
"""
# The text in sight, as a browser tells it: without what only a screen reader says, and the button that was pressed.
IN_SIGHT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".sr, read-aloud, [data-hidden] { display: none !important }");
  document.adoptedStyleSheets = [sheet];
  const main = document.getElementById("main");
  const h1 = main.querySelector("h1");
  const hides = h1 && h1.getBoundingClientRect().width <= 1;
  if (hides) h1.dataset.hidden = "";
  const text = main.innerText.replace(/\\s+/g, " ").trim();
  if (hides) delete h1.dataset.hidden;
  document.adoptedStyleSheets = [];
  return text;
}"""


@pytest.fixture(scope="module")
def home(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Nadia's provider, with a thing of any time of the day for each test here."""
    with databases.copy("sqlite", "cast") as url:
        made = Installation(tmp_path_factory.mktemp("home"), url)
        db.bind(url)
        with db.connected():
            teas = agree(cast.person(cast.NADIA), *(fixed(f"Tea: {name}", part=Part.ANY) for name in TEAS))
            for days_ago in (0, 1):
                Mark.record(cast.person(cast.NADIA), teas["Tea: Written"], today() - timedelta(days=days_ago), 1,
                            author("sam"), labels=EVERY_LABEL, account=SAID_NO if days_ago else DONE)  # fmt: skip
            visitors.belong("nadia", "self", around=cast.NADIA)
            nadia, herself = cast.person(cast.NADIA), author("nadia", "self")
            Thanks.record(nadia, herself, "Thank you for the soup.")
            Feedback.record(nadia, herself, Sort.COMPLAINT, "The bus is late.", id=ONE)
            Concern.record(nadia, herself, safe_now=SafeNow.NO, said="Somebody shouted.", id=OTHER)
            Review.begin(nadia, Arranged(), herself)
            agreeing.ask(nadia, "Which songs are the best ones for the morning?")
            agreeing.agree(nadia, "Sing with the choir on Fridays", "sam", by="sam", id=ONE)
            shares_with_four()
            for name in ("The former landlord", "The shop on the corner", "A boy from school"):
                MustNotKnow.put_on(cast.person(cast.NADIA), name, "", author("sam"))
            User.update(password=hash_password(cast.PASSWORD)).where(User.username == "nadia").execute()
        db.close_everything()
        with made.served():
            yield made


def shares_with_four() -> None:
    """Allies of Nadia's: with two, photos, which they cannot see yet; with one, something that is to be asked again."""
    sees, asked, *_others = (
        visitors.belong(one, "ally", around=cast.NADIA) for one in ("joan", "helen", "carol", "dev")
    )
    visitors.share(sees, ["photos"])
    with time_machine.travel(clock.now() - timedelta(days=400)):
        visitors.share(asked, ["photos", "my_week"])


@pytest.fixture
def ids(home: Installation) -> dict[str, int | str]:
    """What addresses are made of: Nadia, and with whom she shares."""
    db.bind(home.database)
    with db.connected():
        nadia, review = cast.person(cast.NADIA), Review.standing(cast.person(cast.NADIA))
        assert review is not None
        around = {one.user.username: one.id for one in Membership.allies_of(nadia)}
    db.close_everything()
    return {
        "id": nadia.id,
        "review": review.id,
        "one": ONE,
        "other": OTHER,
        "sees": around["joan"],
        "asked": around["helen"],
        "month": f"{today():%Y-%m}",
    }


def today() -> date:
    """The day that people live there."""
    return clock.living_day(cast.LONDON)


@pytest.fixture
def nadia(home: Installation, new_browser: NewBrowser) -> Any:
    """Opens a page on her own device, as it is; with the voice that only listens."""

    def opened(path: str = "/my-week", **options: Any) -> Page:
        context = new_browser(base_url=home.url, **options)
        context.add_init_script(VOICE)
        form: dict[str, Any] = {"username": "nadia", "password": cast.PASSWORD, "kind": "own_tablet"}
        assert context.request.post("/sign-in", form=form, max_redirects=0).status == SIGNED_IN
        page = context.new_page()
        page.goto(path)
        return page

    return opened


def screen(page: Page) -> Locator:
    """The one that is shown."""
    return page.locator(".screen").filter(visible=True)


def thing(page: Page, name: str) -> str:
    """The screen of that thing is opened; its name."""
    found = page.locator(".screen.item", has=page.get_by_text(f"Tea: {name}", exact=True)).first.get_attribute("id")
    assert found is not None
    page.goto(f"/my-week#{found}")
    expect(screen(page)).to_have_id(found)
    return found


def go(page: Page, *names: str) -> None:
    """Press one after another, each once the one before has led somewhere."""
    for name in names:
        expect(page.locator(".just-came")).to_have_count(0)
        screen(page).locator("a, button, label").filter(visible=True).get_by_text(name, exact=True).click()


def show(page: Page, id: str) -> None:
    page.evaluate("id => { location.hash = id }", id)
    expect(page.locator(f"[id='{id}']")).to_be_visible()


@pytest.mark.parametrize(
    ("paths", "at_least"),
    [
        ([TALK, f"{TALK}/perspectives/new", f"{TALK}/plan"], 12),
        (["/people/{id}/conversations", "/people/{id}/reviews", "/people/{id}/questions"], 11),
        ([REVIEW, f"{REVIEW}/lines/new?section=now", f"{REVIEW}/plan"], 15),
        (["/people/{id}/actions", "/people/{id}/actions/{one}", "/people/{id}/actions/new"], 20),
        (["/my-week"], 7),
        (["/people/{id}/choices", "/my-tablet", "/people/{id}/information-needs"], 12),
        (
            [
                "/people/{id}/thanks", "/feedback", "/feedback/{one}", "/worries", "/people/{id}/worries/{other}",
            ],
            10,
        ),
        (
            [
                "/people/{id}/sharing", "/people/{id}/sharing?page=2", "/people/{id}/photo-consents",
                "/people/{id}/sharing/{asked}", "/people/{id}/sharing/{sees}?page=2", "/people/{id}/looks",
                "/people/{id}/sharing/{sees}?page=3", "/people/{id}/sharing/{sees}?page=1 Share this",
                "/people/{id}/photo-consents#for-team Yes, they may",
            ],
            10,
        ),
        (
            [
                "/people/{id}/worries/new", "/people/{id}/extras/new", "/people/{id}/photo",
                "/people/{id}/must-not-know", "/people/{id}/must-not-know?new=1", "/people/{id}/thanks/new",
                "/people/{id}/feedback/new",
            ],
            16,
        ),
    ],
)  # fmt: skip
def test_on_every_screen_are_at_most_six_large_things_to_press(
    nadia: Any, ids: dict[str, int | str], paths: list[str], at_least: int
) -> None:
    page = nadia()
    wrong: dict[str, Any] = {}
    for path in paths:
        where, _, press = path.format(**ids).partition(" ")
        page.goto(where)
        if press:
            page.get_by_role("button", name=press).first.click()
        for name in page.evaluate(SCREENS) or [""]:
            if name:
                show(page, name)
            wrong |= {f"{path} {name} {size}": what for size, what in minded(page)}
    assert {where: what for where, what in wrong.items() if what} == {}
    assert len(wrong) >= at_least * 4


def minded(page: Page) -> Iterator[tuple[str, list[Any]]]:
    """What is wrong with this screen, on each device; and on a narrow one with the largest words."""
    in_words = page.locator("main").inner_text().splitlines()
    for size in (PHONE, TABLET, ZOOMED):
        page.set_viewport_size(size)
        wrong = [
            *page.evaluate(TARGETS, {"smallest": LARGE, "apart": 8}),
            *ask(page, "smallText", "main *", EASY_READ_TEXT),
            *ask(page, "brokenWords"),
            *(line for line in in_words if len(line.split()) > EASY_READ_LINE),
            *([] if 1 < page.locator(TO_PRESS).filter(visible=True).count() <= AT_ONCE else ["how much to press"]),
            *([] if page.evaluate(WIDER_THAN_THE_PAGE) <= 0 else ["wider than the page"]),
            *(["a bar"] if page.get_by_role("navigation", name="Main").count() else []),
        ]
        yield str(size), wrong
    page.evaluate("document.documentElement.dataset.myTextSize = 'largest'")
    yield "largest", [*ask(page, "brokenWords"), *([] if page.evaluate(WIDER_THAN_THE_PAGE) <= 0 else ["wider"])]
    page.evaluate("delete document.documentElement.dataset.myTextSize")


def test_what_is_read_aloud_is_the_text_shown_word_for_word(nadia: Any, ids: dict[str, int | str]) -> None:
    page = nadia()
    wrong: dict[str, Any] = {}
    for name in page.evaluate(SCREENS):
        show(page, name)
        screen(page).get_by_role("button", name="Read this to me").press("Enter")
        heard = " ".join(page.evaluate("heard"))
        if heard != page.evaluate(IN_SIGHT) or not heard:
            wrong[name] = heard, page.evaluate(IN_SIGHT)
        screen(page).get_by_role("button", name="Stop reading").press("Enter")
        assert page.evaluate("heard") == []
    assert wrong == {}
    page.goto("/people/{id}/information-needs".format(**ids))
    page.get_by_role("button", name="It is still right").click()
    page.locator(".notice:focus").wait_for()
    screen(page).get_by_role("button", name="Read this to me").press("Enter")
    heard = page.evaluate("heard")
    assert " ".join(heard) == page.evaluate(IN_SIGHT)
    assert {"It is still right", "I need nothing special"} <= {*heard}
    assert [line for line in heard if line.startswith("Saved")] != []


def test_who_wants_it_has_every_screen_read_by_itself(nadia: Any) -> None:
    page = nadia()
    choices = f"/people/{page.locator('main').get_attribute('data-person')}/choices"
    page.goto(f"{choices}#reading")
    go(page, "By itself")
    expect(screen(page).get_by_role("button", name="By itself (my answer)")).to_be_visible()
    page.goto("/my-week")
    until(page, "heard.length > 0")
    go(page, "More")
    until(page, "heard[0] === 'More'")
    page.goto(f"{choices}#reading")
    go(page, "When I ask for it")
    expect(screen(page).get_by_role("button", name="When I ask for it (my answer)")).to_be_visible()


def test_one_switch_or_the_keyboard_goes_through_everything_in_a_few_steps(nadia: Any) -> None:
    page = nadia()
    for name in ("Today", "One thing at a time"):
        scan(page, name)
    first = screen(page).get_attribute("id")
    page.goto("/my-week#" + thing(page, "Switch"))
    for name in ("Did it happen?", "It happened"):
        scan(page, name)
    expect(screen(page)).to_contain_text("I said this.")
    expect(screen(page)).to_be_focused()
    scan(page, "Was it good for me?")
    scan(page, "Yes")
    expect(screen(page)).to_contain_text("It was good.")
    scan(page, "Change my answer")
    scan(page, "Partly, or I am not sure")
    scan(page, "I am not sure")
    expect(screen(page)).to_contain_text("I can say it later.")
    scan(page, "Back")
    expect(screen(page)).to_contain_text("Nobody wrote it down yet.")
    assert first is not None


def test_one_switch_shares_and_stops_and_says_how_to_be_told_things(nadia: Any, ids: dict[str, int | str]) -> None:
    page = nadia("/people/{id}/sharing/{sees}?page=1".format(**ids))
    scan(page, "Share this")
    scan(page, "Yes, until I say stop")
    expect(page.locator(".notice:focus")).to_have_text("Saved: Joan Price can see this now.")
    scan(page, "Stop sharing")
    expect(page.locator(".notice:focus")).to_have_text("Saved: Joan Price cannot see this now.")
    page.goto("/people/{id}/information-needs".format(**ids))
    for name in ("Change it", "How I communicate"):
        scan(page, name)
    expect(screen(page)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Speaking")).to_be_checked()
    scan(page, "Save")
    expect(screen(page)).to_contain_text("Speaking")


def scan(page: Page, name: str) -> None:
    """Step on until that has the light, and press: it is never further away than there are things to press."""
    expect(page.locator(".just-came")).to_have_count(0)
    for _step in range(AT_ONCE + 1):
        page.keyboard.press("Tab")
        found = page.evaluate("document.activeElement.querySelector('.word')?.textContent ?? ''")
        if found == name:
            before = page.locator(".screen").filter(visible=True).or_(page.locator("#main")).last.get_attribute("id")
            page.keyboard.press("Enter")
            if before != "main":
                expect(page.locator(f"[id='{before}']")).to_be_hidden(timeout=LONG)
                expect(page.locator(":focus").filter(visible=True)).to_have_count(1)  # a step before that would be lost
            return
    raise AssertionError(f"{name} is not among the things to press")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("Touch", {"has_touch": True, "is_mobile": True}),
        ("Zoom", {"viewport": ZOOMED, "forced_colors": "active", "reduced_motion": "reduce"}),
        ("Plain", {"java_script_enabled": False}),
    ],
)
def test_an_answer_is_given_and_changed(nadia: Any, name: str, options: dict[str, Any]) -> None:
    page = nadia(**options)
    go(page, "Today", "One thing at a time")
    thing(page, name)
    for press, words in (("It did not happen", "It did not happen"), ("It happened", "It happened")):
        go(page, "Change my answer" if words == "It happened" else "Did it happen?", press)
        expect(screen(page).locator(".state")).to_have_text(words)
    go(page, "Was it good for me?", "So-so")
    expect(screen(page)).to_contain_text("It was so-so.")
    expect(page.get_by_role("button", name="Read this to me")).to_have_count(0 if name == "Plain" else 1)


def test_how_to_be_told_things_is_said_without_scripts(nadia: Any, ids: dict[str, int | str]) -> None:
    page = nadia("/people/{id}/information-needs#change".format(**ids), java_script_enabled=False)
    go(page, "What helps me in a conversation", "A quiet place", "Back", "Back")
    expect(screen(page)).to_contain_text("What I chose is not saved yet.")
    page.goto("/people/{id}/information-needs#support-some".format(**ids))
    go(page, "Save")
    expect(page.get_by_text("Saved: it is asked again in a year.")).to_be_visible()
    expect(screen(page)).to_contain_text("A quiet place")
    expect(screen(page)).not_to_contain_text("not saved yet", use_inner_text=True)


def test_without_a_signal_an_answer_waits_and_then_goes(nadia: Any) -> None:
    page = nadia(**KEEPS_PAGES)
    page.evaluate(READY)
    page.evaluate(KEPT)
    page.context.set_offline(True)
    page.goto("/my-week")
    there = thing(page, "Signal")
    go(page, "Did it happen?", "It happened")
    expect(screen(page)).to_have_id(there)
    expect(screen(page).get_by_text(ON_PHONE)).to_be_visible(timeout=LONG)
    assert page.locator(TO_PRESS).filter(visible=True).count() <= AT_ONCE
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(screen(page).get_by_text(re.compile("^Saved"))).to_be_visible(timeout=LONG)
    page.reload()
    expect(screen(page)).to_contain_text("I said this.")


def test_something_good_is_begun_and_left_and_begun_anew_and_waits_without_a_signal(
    nadia: Any, ids: dict[str, int | str]
) -> None:
    page = nadia("/people/{id}/extras/new".format(**ids))
    page.get_by_label("What was it?").fill("A robin")
    page.evaluate(script("drafts"), "A robin")
    page.reload()
    expect(page.get_by_role("button", name="Go on with it")).to_be_visible()
    assert [what for _size, what in minded(page) if what] == []
    page.get_by_role("link", name="Begin a new one").click()
    expect(page.get_by_role("button", name="Go on with it")).to_be_hidden()
    page.get_by_label("What was it?").fill("A letter came")
    page.context.set_offline(True)
    screen(page).get_by_role("button", name="Save").click()
    expect(page.locator(".on-phone")).to_contain_text("A letter came", timeout=LONG)
    expect(page.get_by_role("link", name="Back")).to_be_visible()


def test_axe_finds_nothing_on_a_screen_of_each_kind(nadia: Any, ids: dict[str, int | str]) -> None:
    page = nadia(reduced_motion="reduce")
    names = page.evaluate(SCREENS)
    page.evaluate(AXE.axe_script)
    wrong = {}
    for kind in ("did-", "week"):
        show(page, next(name for name in names if name.startswith(kind)))
        wrong[kind] = violations(page)
    page.goto("/people/{id}/information-needs#ways-some".format(**ids))
    page.evaluate(AXE.axe_script)
    wrong["needs"] = violations(page)
    assert {kind: found for kind, found in wrong.items() if found} == {}
