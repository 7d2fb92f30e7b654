"""A whole day of a care worker on a small phone: nine visits, fifty things, and at most sixty taps."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from carelog import clock, create_app, db, journal
from carelog.accounts.staff_role import COORDINATOR, MANAGER, StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import User, hash_password
from carelog.journal import OPERATOR, Event
from carelog.people.circle import WORKER, Membership
from carelog.people.person import Person
from carelog.settings import Settings
from carelog.weeks.details import ItemDetails
from carelog.weeks.perfect_week import PerfectWeek, Wanted, day_parts
from tests.asking import SQLITE
from tests.browser.conftest import NewBrowser
from tests.browser.served import Installation

PASSWORD = "three words together"
MOST = 60
SIZES = (6, 6, 6, 6, 6, 5, 5, 5, 5)  # how many things each visit is for
THINGS = ("Wash", "Breakfast", "Change the bed", "Read the post", "Water the plants", "Feed the cat")
STAFF = (("aled", COORDINATOR), ("ruth", MANAGER))
WORKERS = ("sam", "grace")


class Thumb:
    """What touches the screen, and how often."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, what: Locator) -> None:
        """Once."""
        self.taps += 1
        what.tap()

    def link(self, name: str) -> None:
        self.tap(self.page.get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name).first)

    def choose(self, name: str) -> None:
        self.tap(self.page.locator("label", has_text=name).first)

    def write(self, label: str, words: str) -> None:
        """A tap into the field; the keyboard does the rest."""
        field = self.page.get_by_label(label, exact=True)
        self.tap(field)
        field.press_sequentially(words)


def name_of(number: int) -> str:
    return f"Person {number}"


@pytest.fixture
def day(empty: Installation) -> Installation:
    """Nine people whose things are all for this part of the day; Sam supports eight of them."""
    app = create_app(Settings.from_environment({"CARELOG_VAR": str(empty.var), "CARELOG_DATABASE": empty.database}))
    with app.app_context(), db.connected():
        people_and_weeks()
    db.close_everything()
    return empty


def people_and_weeks() -> None:
    team, hashed = Team.found("Riverside", OPERATOR), hash_password(PASSWORD)
    users = {name: User.join(name, name.title(), hashed, OPERATOR) for name in (*WORKERS, *dict(STAFF))}
    for name, role in STAFF:
        StaffRole.give(users[name], role, team if role == COORDINATOR else None, OPERATOR)
    aled, now = journal.Author(users["aled"].id, COORDINATOR), clock.now()
    part = day_parts(team).of(now.astimezone(team.tz).time())
    for number, size in enumerate(SIZES):
        person = Person.welcome(team, aled, name=name_of(number), how_to_support_me="Do things with me.")
        Membership.start(person, users["grace" if number == len(SIZES) - 1 else "sam"], WORKER, aled)
        week = [Wanted(ItemDetails(title=title, days=tuple(range(7)), part=part)) for title in THINGS[:size]]
        PerfectWeek.agree(person, week, clock.living_day(team.tz, now) - timedelta(days=1), aled)


@SQLITE
def test_nine_visits_fifty_things_and_at_most_sixty_taps(day: Installation, new_browser: NewBrowser) -> None:
    aled, sam = (signed_in(day, new_browser, name) for name in ("aled", "sam"))
    cover(aled, len(SIZES) - 1)
    thumb = Thumb(sam)
    sam.goto("/today")
    for number, size in enumerate(SIZES):
        visit(thumb, number, size)
    expect(sam.get_by_role("button", name="It happened")).to_have_count(0)
    assert thumb.taps <= MOST, f"{thumb.taps} taps"
    assert written(day) == {"mark": sum(SIZES), "learning_log": 3, "concern": 1}


def visit(thumb: Thumb, number: int, size: int) -> None:
    """In the first two something else happened; three end with a log, and one thing is a worry."""
    page = thumb.page
    thumb.link(name_of(number))
    expect(page.get_by_role("heading", level=1, name="Visit")).to_be_visible()
    if number < 2:
        said_no(thumb)
    thumb.button(f"These {size - (number < 2)} all happened")
    expect(page.locator(".item.done")).to_have_count(size)
    if number < 3:
        thumb.write("What did they do?", "Sang while the kettle boiled.")
        thumb.tap(page.locator("#log-form").get_by_role("button", name="Save"))
        expect(page.get_by_text("Sang while the kettle boiled.")).to_be_visible()
    if number == 3:
        worry(thumb)
    else:
        thumb.link("Today")


def said_no(thumb: Thumb) -> None:
    thumb.link("Something else")
    thumb.choose("They said no, or chose something else")
    thumb.choose("Said so")
    thumb.button("Save")
    expect(thumb.page.get_by_role("heading", level=1, name="Visit")).to_be_visible()


def worry(thumb: Thumb) -> None:
    thumb.link("Something worries me")
    thumb.write("What did you see?", "A bruise on the left arm that was not there yesterday.")
    thumb.choose("Yes")
    thumb.button("Save")
    expect(thumb.page.get_by_text("Saved.").first).to_be_visible()
    thumb.link("Today")


def cover(page: Page, number: int) -> None:
    page.goto("/people")
    page.get_by_role("link", name=name_of(number)).click()
    page.get_by_role("link", name="Who belongs").click()
    page.get_by_role("link", name="Give somebody cover until 05:00").click()
    page.get_by_label("Sam").check()
    page.get_by_role("button", name="Give cover until 05:00").click()
    expect(page.get_by_text("It is on their Today now.")).to_be_visible()


def signed_in(day: Installation, new_browser: NewBrowser, username: str) -> Page:
    page = new_browser(base_url=day.url).new_page()
    page.goto("/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


def written(day: Installation) -> dict[str, int]:
    """How many records of each kind there are."""
    db.bind(day.database)
    with db.connected():
        kinds = [event.kind for event in Event.select(Event.kind)]
    db.close_everything()
    return {kind: kinds.count(kind) for kind in ("mark", "learning_log", "concern")}
