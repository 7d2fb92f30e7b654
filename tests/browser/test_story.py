"""The main job, end to end, as a provider would begin with it: a week on paper becomes how much of my week happened."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from carelog import clock
from tests.browser.conftest import NewBrowser
from tests.browser.demo import WEEK_A, a_week_ago
from tests.browser.served import Installation
from tests.cast import LONDON

PASSWORD = "three words together"
NAME = "Margaret Hughes"
IMPORTANT_FOR = ("Shower", "Wash", "Warm drink")
SENTENCE = re.compile(r"^1 of \d+ happened")


@dataclass(slots=True)
class Story:
    """Who has a browser, and where the person's pages are."""

    installation: Installation
    new_browser: NewBrowser
    browsers: dict[str, Page] = field(default_factory=dict)
    person: str = ""

    def browser(self, name: str) -> Page:
        """Somebody's own phone."""
        if name not in self.browsers:
            context: BrowserContext = self.new_browser(base_url=self.installation.url)
            self.browsers[name] = context.new_page()
        return self.browsers[name]


@pytest.fixture
def story(empty: Installation, new_browser: NewBrowser) -> Story:
    return Story(empty, new_browser)


@pytest.mark.parametrize("db_kind", ["postgresql"], indirect=True)  # the other stories in a browser are on SQLite
def test_a_week_on_paper_becomes_how_much_of_my_week_happened(story: Story) -> None:
    a_manager_begins(story)
    a_coordinator_joins(story)
    a_person_is_added(story)
    everybody_joins(story)
    a_week_is_brought_in(story)
    what_matters_is_said(story)
    a_mark_takes_one_tap(story)
    the_person_reads(story)
    an_ally_reads_once_it_is_shared(story)
    the_coordinator_reads(story)
    the_week_is_brought_in_again(story)
    a_worker_leaves(story)


def a_manager_begins(story: Story) -> None:
    story.installation.carelog("create-provider", "--username", "ruth", "--name", "Ruth Okafor", "--password", PASSWORD)
    page = story.browser("ruth")
    page.goto("/")
    page.get_by_label("User name").fill("ruth")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Make a team").click()
    page.get_by_label("Name of the team").fill("Riverside")
    page.get_by_role("button", name="Make this team").click()
    expect(page.get_by_text("The team is there.")).to_be_visible()


def a_coordinator_joins(story: Story) -> None:
    page = story.browser("ruth")
    page.get_by_label("Their name").fill("Aled Prosser")
    page.get_by_label("Coordinator").check()
    page.get_by_label("Team", exact=True).select_option("Riverside")
    page.get_by_role("button", name="Make an invitation").click()
    accept(story, "aled", invitation_link(page))
    expect(story.browser("aled").get_by_role("heading", level=1, name="People")).to_be_visible()


def a_person_is_added(story: Story) -> None:
    page = story.browser("aled")
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_label("How to support me").fill("Do things with me, not for me.")
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    story.person = "/people/" + page.url.rpartition("/")[2]


def everybody_joins(story: Story) -> None:
    invited = (("margaret", NAME, "The person themselves"), ("helen", "Helen Hughes", "Family or friend"),
               ("sam", "Sam Doyle", "Support worker"))  # fmt: skip
    page = story.browser("aled")
    for username, name, role in invited:
        page.goto(f"{story.person}/circle")
        page.get_by_label("Their name").fill(name)
        page.get_by_label(role).check()
        page.get_by_role("button", name="Make an invitation").click()
        accept(story, username, invitation_link(page))
    page.goto(f"{story.person}/circle")
    expect(page.locator("main .row strong")).to_have_text([NAME, "Helen Hughes", "Sam Doyle"])


def invitation_link(page: Page) -> str:
    """The link that the page shows to be handed over."""
    return page.locator(".link").inner_text()


def accept(story: Story, username: str, link: str) -> None:
    """Opening the link twice changes nothing; pressing joins."""
    page = story.browser(username)
    page.goto(link)
    page.goto(link)
    expect(page.get_by_role("heading", name="I am new here")).to_be_visible()
    page.get_by_label("User name").fill(username)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("Welcome. You belong here now.")).to_be_visible()


def a_week_is_brought_in(story: Story) -> None:
    sam = story.browser("sam")
    sam.goto("/today")
    expect(sam.get_by_text("There is no agreed week yet.")).to_be_visible()
    number = story.person.rpartition("/")[2]
    said = story.installation.carelog("import-week", number, WEEK_A, "--starts", a_week_ago().isoformat())
    assert "New: 7" in said
    assert "Agreed from Monday" in said


def what_matters_is_said(story: Story) -> None:
    page = story.browser("aled")
    page.goto(f"{story.person}/plan")
    answers = page.locator("#importance").get_by_role("group")
    assert answers.count() == 7
    for answer in answers.all():
        keeps_well = answer.locator("legend").inner_text().strip().startswith(IMPORTANT_FOR)
        answer.get_by_label("Keeps me well" if keeps_well else "Important to me").check()
    page.get_by_role("button", name="Save the answers").click()
    expect(page.get_by_text("7 answers were saved.")).to_be_visible()


def a_mark_takes_one_tap(story: Story) -> None:
    page = story.browser("sam")
    page.goto("/today")
    row = page.locator("#" + str(page.locator(".item:has(.mark)").first.get_attribute("id")))
    it_happened(row)
    row.get_by_role("button", name="Undo").tap()
    it_happened(row)
    expect(row.get_by_role("button", name="Undo")).to_be_visible()
    page.reload()
    expect(page.locator(".item.done").get_by_text("It happened", exact=True)).to_have_count(1)


def it_happened(row: Locator) -> None:
    """One tap; a second one where a part of it must happen."""
    expect(row.locator(".mark").first).to_be_visible()
    if row.locator(".asks").count():
        row.locator("summary").tap()
        row.get_by_role("button", name="Yes, with tablets").tap()
    else:
        row.get_by_role("button", name="It happened").tap()


def the_person_reads(story: Story) -> None:
    page = story.browser("margaret")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("My week")
    page.get_by_role("link", name="What happened in my week").tap()
    expect(page.locator(".sentence h3:visible")).to_have_text(["What matters to me", "What keeps me well"])
    page.get_by_role("link", name="Show me more").locator("visible=true").tap()
    reads_in_easy_read(page)


def reads_in_easy_read(page: Page) -> None:
    """The picture first, then the two sentences one idea a line; everything else behind one More."""
    expect(page.get_by_role("heading", level=1)).to_have_text("What happened in my week")
    headings = page.locator("main h2:visible")
    expect(headings.nth(0)).to_have_text("The week in a picture")
    expect(page.locator(".sentence h2:visible")).to_have_text(["What matters to me", "What keeps me well"])
    page.locator("summary", has_text="More").tap()
    expect(page.get_by_role("heading", name="Everything together")).to_be_visible()


def reads_two_sentences(page: Page) -> None:
    """What matters to me first, then what keeps me well; the total last, and it says that one thing happened."""
    headings = page.locator(".sentence h2")
    said = ["What matters to me", "What keeps me well", "My starred things", "Everything together"]
    expect(headings).to_have_text(said)
    expect(page.locator(".sentence .say").last).to_have_text(SENTENCE)


def an_ally_reads_once_it_is_shared(story: Story) -> None:
    helen, margaret = story.browser("helen"), story.browser("margaret")
    answer = helen.goto(f"{story.person}/summary")
    assert answer is not None
    assert answer.status == 403
    expect(helen.get_by_role("heading", level=1)).to_have_text("That is not shared with you")
    margaret.goto(f"{story.person}/sharing")
    margaret.get_by_role("link", name="Helen").click()
    margaret.get_by_role("button", name=re.compile("^Share this.*How it went")).click()
    margaret.get_by_role("button", name="Yes, until I say stop").click()
    expect(margaret.get_by_text("Saved: Helen Hughes can see this now.")).to_be_visible()
    helen.reload()
    reads_two_sentences(helen)


def the_coordinator_reads(story: Story) -> None:
    page = story.browser("aled")
    page.goto(story.person)
    page.get_by_role("link", name="How much of my week happened").click()
    reads_two_sentences(page)


def the_week_is_brought_in_again(story: Story) -> None:
    """The same sheet on the Plan page keeps every item; a version that begins later changes nothing of today."""
    page = story.browser("aled")
    page.goto(f"{story.person}/plan")
    page.get_by_label("Spreadsheet").set_input_files(WEEK_A)
    page.get_by_role("button", name="Read it").click()
    draft = page.locator("#draft")
    expect(draft.get_by_text("New", exact=True)).to_have_count(0)
    expect(draft.get_by_role("heading", name="Not in it any more")).to_have_count(0)
    draft.get_by_label("Starts on").fill(next_monday().isoformat())
    draft.get_by_label("How the person took part").fill("We went through the pictures at her kitchen table.")
    draft.get_by_role("button", name="Agree this week").click()
    expect(page.get_by_text("Agreed. The week starts on Monday")).to_be_visible()
    page.goto(f"{story.person}/summary")
    reads_two_sentences(page)


def next_monday() -> date:
    """After today, which in a night is no longer the day that people live in."""
    return clock.monday(clock.day_here(LONDON) + timedelta(weeks=1))


def a_worker_leaves(story: Story) -> None:
    sam, aled = story.browser("sam"), story.browser("aled")
    sam.goto("/today")
    expect(sam.get_by_role("link", name=NAME, exact=True)).to_be_visible()
    aled.goto(f"{story.person}/circle")
    leaving = aled.get_by_role("listitem").filter(has_text="Sam Doyle")
    leaving.locator("summary").click()
    leaving.get_by_role("button", name="End it now").click()
    expect(aled.get_by_text("Ended. From now on they see nothing here.")).to_be_visible()
    answer = sam.reload()
    assert answer is not None
    assert answer.status == 403
    expect(sam.get_by_text(NAME)).to_have_count(0)
    sam.goto("/")
    expect(sam.get_by_text(NAME)).to_have_count(0)
    answer = sam.goto(story.person)
    assert answer is not None
    assert answer.status == 404
