"""Two months of records become conversations that change something, with everybody on a phone of their own.

Prepare, write (one of them without a signal), meet, agree, act, ask again; then the review, which changes the week.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from carelog import db
from carelog.people.circle import Membership
from carelog.weeks.calendar import months_on
from tests import cast, visitors
from tests.browser.conftest import KEEPS_PAGES, LAPTOP, NewBrowser
from tests.browser.phone import KEPT, LONG, in_use
from tests.browser.world import World

ON: dict[str, dict[str, Any]] = {"sam": KEEPS_PAGES, "aled": LAPTOP}  # the others: a phone
WORDS = {
    "margaret": ("My songs in the kitchen.", "Nobody rings the choir."),
    "helen": ("She sounds happy on Sundays.", ""),
    "sam": ("", "We are always late for the bus."),
}
RING, DUCKS = "Ring the choir", "Feed the ducks"


@dataclass(slots=True)
class Story:
    """Who has a browser, and where Margaret's pages are."""

    world: World
    new_browser: NewBrowser
    person: str = ""
    browsers: dict[str, Page] = field(default_factory=dict)

    def browser(self, username: str) -> Page:
        """Somebody's own."""
        if username not in self.browsers:
            context = self.new_browser(base_url=self.world.url, **ON.get(username, {}))
            self.browsers[username] = in_use(self.world, context, "/account", username).page
        return self.browsers[username]

    def opens(self, username: str, path: str) -> Page:
        """One of Margaret's pages."""
        page = self.browser(username)
        page.goto(f"{self.person}{path}")
        return page

    def months(self) -> tuple[date, date]:
        """The one that is over, and this one."""
        this = self.world.today.replace(day=1)
        return months_on(this, -1), this

    def talk(self, month: date, more: str = "") -> str:
        """The address of that month's conversation."""
        return f"/conversations/{month:%Y-%m}{more}"


@pytest.fixture
def story(world: World, new_browser: NewBrowser) -> Story:
    """Margaret shares her conversations with her daughter."""
    db.bind(world.installation.database)
    with db.connected():
        margaret = cast.person(cast.MARGARET)
        here = (Membership.person == margaret.id) & (Membership.user == cast.user("helen"))
        visitors.share(Membership.standing().where(here).get(), ["conversations", "my_week", "names"])
        path = f"/people/{margaret.id}"
    db.close_everything()
    return Story(world, new_browser, path)


def test_two_months_and_a_review_change_the_week(story: Story) -> None:
    last, this = story.months()
    aled_reads_what_there_is_to_talk_about(story, last)
    each_writes_before_reading(story, last)
    they_meet_and_agree(story, last)
    it_is_done(story)
    an_ordinary_month_asks_again(story, this)
    the_review_changes_the_week(story)
    she_reads_it_in_easy_read(story, last)


def aled_reads_what_there_is_to_talk_about(story: Story, month: date) -> None:
    page = story.opens("aled", story.talk(month))
    page.get_by_role("link", name="What to talk about").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What to talk about")


def each_writes_before_reading(story: Story, month: date) -> None:
    """Sam in a stairwell; nobody reads the others' words yet, but Margaret may."""
    sam = story.opens("sam", "/visit")
    sam.evaluate(KEPT)
    sam.context.set_offline(offline=True)
    for username, (working, not_working) in WORDS.items():
        page = story.opens(username, story.talk(month, "/perspectives/new"))
        page.get_by_label("What is working?").fill(working)
        page.get_by_label("What is not working?").fill(not_working)
        page.get_by_role("main").get_by_role("button", name="Save", exact=True).click()
        page.wait_for_url(re.compile(r"/(visit|conversations/[\d-]+(#\w+)?)$"))
    waits = sam.get_by_role("region", name="Waiting to send")
    expect(waits).to_be_visible()
    sam.context.set_offline(offline=False)
    expect(waits).to_be_hidden(timeout=LONG)
    for reader in ("aled", "helen"):
        page = story.opens(reader, story.talk(month))
        expect(page.get_by_text(WORDS["sam"][1])).to_have_count(0)
        expect(page.get_by_text(WORDS["margaret"][0])).to_have_count(0)
    expect(story.opens("margaret", story.talk(month)).get_by_text(WORDS["sam"][1])).to_have_count(1)


def they_meet_and_agree(story: Story, month: date) -> None:
    page = story.opens("aled", story.talk(month))
    page.get_by_role("button", name="Begin").click()
    page.goto(f"{story.person}{story.talk(month)}")
    for said in WORDS.values():
        for words in filter(None, said):
            expect(page.get_by_text(words)).to_be_visible()
    page.goto(f"{story.person}/actions/new?month={month:%Y-%m-%d}")
    page.get_by_label("What will be done?").fill(RING)
    page.get_by_label("Sam Doyle").check()
    page.get_by_label("By when?").fill((story.world.today + timedelta(days=3)).isoformat())
    page.get_by_label("What will be different then?").fill("She sings with them on Thursdays.")
    page.get_by_text("What it is about, and what led to it").click()
    led = page.get_by_role("group", name="What led to it?")
    led.get_by_label(re.compile("kitchen|choir")).first.check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(RING).first).to_be_visible()
    page.goto(f"{story.person}{story.talk(month)}")
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_text("The conversation is closed.")).to_be_visible()
    late = story.opens("helen", story.talk(month, "/perspectives/new"))
    expect(late.get_by_label("What is working?")).to_have_count(0)


def it_is_done(story: Story) -> None:
    page = story.browser("sam")
    page.goto("/actions")
    page.get_by_role("link", name=re.compile(RING)).click()
    page.get_by_label("Anything to say about it?").fill("They meet on Thursdays at two.")
    page.get_by_role("button", name="It is done").click()
    expect(page.get_by_text("Saved: it is done.")).to_be_visible()


def an_ordinary_month_asks_again(story: Story, month: date) -> None:
    """On one page, which closes it; and Margaret is told what her words led to."""
    page = story.opens("aled", story.talk(month, "/short"))
    page.get_by_role("button", name="Begin").click()
    before = page.get_by_role("group", name=RING)
    before.get_by_text("Look back at it").click()
    before.get_by_label("What did we learn?").fill("She knows all the words.")
    page.get_by_label("One thing that is working").fill("Singing with the choir.")
    page.get_by_label("What will be done?").fill("Look for a place with ducks")
    page.get_by_label("Sam Doyle").check()
    page.get_by_label("By when?").last.fill((story.world.today + timedelta(days=9)).isoformat())
    page.get_by_label("By when?").last.press("Enter")  # ends the typing of a day, and not the month
    page.get_by_role("button", name="Save it all, and close the conversation").click()
    expect(page.get_by_text("The conversation is closed.")).to_be_visible()
    page.get_by_role("link", name=re.compile(RING)).click()
    expect(page.get_by_text("She knows all the words.")).to_be_visible()
    story.browser("margaret").goto("/my-week")
    expect(story.browser("margaret").get_by_text(RING).first).to_be_attached()


def the_review_changes_the_week(story: Story) -> None:
    """Nothing of the week changes before it is agreed."""
    page = story.opens("aled", "/reviews/new")
    page.get_by_label(re.compile("^Three months")).check()
    page.get_by_label("How did they say or show what they want?").fill("She nodded and took my hand.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text(WORDS["margaret"][0])).to_be_visible()
    page.get_by_role("link", name=re.compile("Add something.*important to me now")).click()
    page.get_by_label("What do you want to say?").fill("The ducks in the park.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Change the week").click()
    adds(page, DUCKS)
    week = story.opens("sam", "/plan")
    expect(week.get_by_text(DUCKS)).to_have_count(0)
    page.get_by_label("Starts on").fill((story.world.today + timedelta(days=1)).isoformat())
    page.get_by_label("How the person took part").fill("We looked at the pictures together.")
    page.get_by_role("button", name="Agree this week").click()
    expect(page.get_by_text(DUCKS).first).to_be_visible()
    expect(story.opens("sam", "/plan").get_by_text(DUCKS).first).to_be_visible()
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_text("The review is closed.")).to_be_visible()


def adds(page: Page, title: str) -> None:
    """One thing, on Tuesdays, to the draft."""
    page.get_by_role("link", name="Add one thing more").click()
    page.get_by_label("What is it?", exact=True).fill(title)
    page.get_by_label("On these days, every week").check()
    page.get_by_label("Tuesday").check()
    page.get_by_role("button", name="Save in the draft").click()
    expect(page.get_by_text(title).first).to_be_visible()


def she_reads_it_in_easy_read(story: Story, month: date) -> None:
    page = story.opens("margaret", story.talk(month))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(RING).first).to_be_attached()
    page.goto(f"{story.person}/reviews")
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My review")
    expect(page.get_by_text(DUCKS).first).to_be_attached()
