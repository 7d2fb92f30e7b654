"""The demo of today, with what it lacks: a draft, somebody without a week, and links that wait to be opened."""

import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import APIRequestContext, BrowserContext, Playwright

from carelog import clock, journal
from carelog.accounts.session import OWN_PHONE
from carelog.demo import SHEETS
from tests.browser.served import Installation

SIGNED_IN = 303  # and on to the first page
ASKED_AGAIN = 300.0  # seconds: long before the password is asked for again
PIN = "7391"  # of Sam, who hands the phone over
WEEK_A, WEEK_C = SHEETS / "week-a-home-care.xlsx", SHEETS / "week-c-list.csv"
FORGOTTEN = r'href="([^"]+/password-reset)"(?:(?!</a>).)*: ([^<]*)</span></a>'  # the link, and whose password


@dataclass(slots=True)
class Demo:
    """An installation with the demo, and the numbers and links that its addresses are made of."""

    installation: Installation
    names: dict[str, object] = field(default_factory=dict)
    sessions: dict[str, tuple[float, Any]] = field(default_factory=dict)  # since when, and its cookies, by user name

    @classmethod
    def build(cls, var: Path) -> "Demo":
        """Load it. On every day and at every hour something waits to be marked: of Nadia's today it tells nothing."""
        made = Installation.on_sqlite(var)
        made.carelog("migrate")
        who = json.loads(made.carelog("demo", "--json"))
        names: dict[str, object] = {person["name"].split()[0].lower(): person["id"] for person in who["people"]}
        made.carelog("import-week", str(names["walter"]), WEEK_C)
        this_month = clock.living_day(ZoneInfo(clock.DEFAULT_ZONE)).replace(day=1)
        names["last_month"] = f"{this_month - timedelta(days=1):%Y-%m}"
        return cls(made, names)

    @property
    def url(self) -> str:
        """Where it is served."""
        return self.installation.url

    def signs_in(self, browser: APIRequestContext, username: str) -> None:
        """As if somebody had filled in the sign-in page."""
        form: dict[str, str | float | bool] = {
            "username": username, "password": self.installation.demo_password(), "kind": OWN_PHONE,
        }  # fmt: skip
        assert browser.post(f"{self.url}/sign-in", form=form, max_redirects=0).status == SIGNED_IN

    def is_signed_in(self, context: BrowserContext, username: str) -> None:
        """The same, in a session that they have in other browsers, too, as long as no page minds how old it is."""
        when, cookies = self.sessions.get(username, (-ASKED_AGAIN, []))
        if monotonic() - when > ASKED_AGAIN:
            self.signs_in(context.request, username)
            self.sessions[username] = monotonic(), context.cookies()
        else:
            context.add_cookies(cookies)

    def send_links(self, playwright: Playwright) -> None:
        """Make a sign-in link, two invitations and a person without a week; note what their addresses are made of."""
        self.names["sign_in"] = self.installation.carelog("sign-in-link", "helen").rpartition("/")[2].strip()
        margaret = f"/people/{self.names['margaret']}"
        where, page = self._names_kim(playwright, "aled", margaret + "/invitations", role="worker", relation="")
        self.names["invitation"] = where
        link = re.search(r"/invitations/([\w.-]{20,})", page)
        assert link is not None
        self.names["invited"] = link[1]
        self.names["staff_invitation"], _ = self._names_kim(
            playwright, "ruth", "/staff/invitations", role="manager", team=""
        )
        self.names["new"], _ = self._names_kim(playwright, "aled", "/people/new", team="1")
        self._forget_passwords(playwright, margaret)

    def _forget_passwords(self, playwright: Playwright, margaret: str) -> None:
        """Links for new passwords: one to be opened, one that works, and of Margaret and the staff one that waits."""
        self.names["new_password"] = self.installation.carelog("reset-password", "carol").rpartition("/")[2].strip()
        for username, whose, name, page in (
            ("aled", "Joan Price", "reset", margaret + "/circle"),
            ("aled", "Margaret Hughes", "reset_of_two", margaret + "/circle"),
            ("ruth", "Priya Nair", "staff_reset", "/staff"),
        ):
            browser = playwright.request.new_context()
            self.signs_in(browser, username)
            links = re.findall(FORGOTTEN, browser.get(self.url + page).text(), re.DOTALL)
            browser.dispose()
            path = next(path for path, about in links if about == whose)
            self.names[f"{name}_form"] = path.lstrip("/")
            self.names[name], _ = self._names_kim(playwright, username, path)
        self.names["joans_needs"] = str(self.names["reset_form"]).replace("password-reset", "information-needs")

    def find_chances(self, playwright: Playwright) -> None:
        """Note a chance of which something was said, and one that nobody has written down."""
        browser = playwright.request.new_context()
        self.signs_in(browser, "sam")
        days = {"said": f"{self.names['margaret']}/day?day={a_week_ago()}", "open": f"{self.names['nadia']}/day"}
        for name, day in days.items():
            page = browser.get(f"{self.url}/people/{day}").text()
            self.names[name] = re.findall(r'/occurrences/([^"?#]+)', page)[0]
        self.names["item"] = str(self.names["said"]).partition("/")[0]
        pin: dict[str, str | float | bool] = {"pin": PIN, "my_password": self.installation.demo_password()}
        assert browser.post(f"{self.url}/account/pin", form=pin).ok
        page = browser.get(f"{self.url}/people/{self.names['margaret']}/learning").text()
        self.names["log"] = re.findall(r"/logs/([0-9a-f-]{36})", page)[0]
        self.names["photo"] = re.findall(r"/photos/([0-9a-f-]{36})", page)[0]
        browser.dispose()

    def find_worry(self, playwright: Playwright) -> None:
        """Note the worry about Margaret that nobody has taken up."""
        browser = playwright.request.new_context()
        self.signs_in(browser, "aled")
        desk = browser.get(f"{self.url}/worries").text()
        self.names["worry"] = re.findall(rf"/people/{self.names['margaret']}/worries/([\w-]+)", desk)[0]
        agreed = browser.get(f"{self.url}/people/{self.names['margaret']}/actions").text()
        self.names["action"] = re.findall(r"/actions/([0-9a-f-]{36})", agreed)[0]
        asked = browser.get(f"{self.url}/people/{self.names['margaret']}/questions").text()
        self.names["question"] = re.findall(r"/questions/([0-9a-f-]{36})", asked)[0]
        reviews = browser.get(f"{self.url}/people/{self.names['margaret']}/reviews").text()
        self.names["review"] = re.findall(r"/reviews/([0-9a-f-]{36})", reviews)[0]
        plan = browser.get(f"{self.url}/people/{self.names['margaret']}/plan").text()
        self.names["draft"] = re.findall(r"/drafts/(\d+)/", plan)[0]
        circle = browser.get(f"{self.url}/people/{self.names['margaret']}/sharing").text()
        self.names["ally"] = re.findall(r"/sharing/(\d+)", circle)[0]
        self._tomasz_covers_and_worries(playwright, browser)
        browser.dispose()

    def talk(self, playwright: Playwright) -> None:
        """Sam writes for the conversation about this month, and Aled begins it; the last month's is closed."""
        here = f"{self.url}/people/{self.names['margaret']}"
        this = clock.living_day(ZoneInfo(clock.DEFAULT_ZONE))
        self.names["month"] = self.names["talked"] = f"{this:%Y-%m}"
        said: dict[str, str | float | bool] = {
            "month": f"{this:%Y-%m}", "whose": "own", "label": "ordinary", "working": "The new bus",
            "not_working": "Sunday evenings", "figure": "to_me",
        }  # fmt: skip
        guess = {**said, "whose": "guess", "working": "She loves her cat", "not_working": ""}
        for username, path, form in (
            ("sam", "perspectives", said),
            ("sam", "perspectives", guess),
            ("aled", f"conversations/{self.names['talked']}/opening", {}),
        ):
            browser = playwright.request.new_context()
            self.signs_in(browser, username)
            assert browser.post(f"{here}/{path}", form={"id": journal.new_id(), **form}).ok
            browser.dispose()

    def find_what_was_told(self, playwright: Playwright) -> None:
        """Note what Helen told the manager."""
        helen = playwright.request.new_context()
        self.signs_in(helen, "helen")
        self.names["told"] = re.findall(r'href="/feedback/([\w-]+)"', helen.get(f"{self.url}/feedback").text())[0]
        helen.dispose()

    def _tomasz_covers_and_worries(self, playwright: Playwright, aled: APIRequestContext) -> None:
        """Tomasz stood in around Margaret and told a worry, which was answered; he does not belong any more."""
        margaret, told = f"{self.url}/people/{self.names['margaret']}", journal.new_id()
        chosen = re.search(r'value="(\d+)">\s*(?:<[^>]*>)*\s*Tomasz', aled.get(f"{margaret}/cover").text())
        assert chosen is not None
        assert aled.post(f"{margaret}/cover", form={"id": journal.new_id(), "worker": chosen[1]}).ok
        tomasz = playwright.request.new_context()
        self.signs_in(tomasz, "tomasz")
        assert tomasz.post(f"{margaret}/worries", form={"id": told, "seen": "Wet shoes", "safe_now": "yes"}).ok
        tomasz.dispose()
        answer = {"answered-id": journal.new_id(), "answered-words": "She has new ones."}
        assert aled.post(f"{margaret}/worries/{told}/steps", form={**answer}).ok
        circle = aled.get(f"{margaret}/circle").text()
        place = re.search(r'id="member-(\d+)">(?:(?!</li>).)*covers until', circle, re.DOTALL)
        assert place is not None
        assert aled.post(f"{margaret}/memberships/{place[1]}/ending").ok
        self.names["told_by_cover"] = told

    def _names_kim(self, playwright: Playwright, username: str, path: str, **what: str) -> tuple[str, str]:
        """The number of what somebody makes for or of a Kim, and the page that shows it."""
        browser = playwright.request.new_context()
        self.signs_in(browser, username)
        made = browser.post(self.url + path, form={"id": journal.new_id(), "name": "Kim", **what})
        found = made.url.rpartition("/")[2], made.text()
        browser.dispose()
        return found


def a_week_ago() -> date:
    """The Monday before the one of the week that people live in."""
    return clock.monday(clock.living_day(ZoneInfo(clock.DEFAULT_ZONE))) - timedelta(weeks=1)
