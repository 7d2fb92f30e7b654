"""The demo of today, with what it lacks: a week nobody has recorded yet, a draft, links that wait to be opened."""

import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import APIRequestContext, Playwright

from carelog import clock, journal
from carelog.accounts.session import OWN_PHONE
from carelog.demo import SHEETS
from tests.browser.served import Installation

WEEK_A, WEEK_C = SHEETS / "week-a-home-care.xlsx", SHEETS / "week-c-list.csv"


@dataclass(slots=True)
class Demo:
    """An installation with the demo, and the numbers and links that its addresses are made of."""

    installation: Installation
    names: dict[str, object] = field(default_factory=dict)

    @classmethod
    def build(cls, var: Path) -> "Demo":
        """Load it; so that on every day and at every hour something waits to be marked, Nadia has a week too."""
        made = Installation.on_sqlite(var)
        made.carelog("migrate")
        who = json.loads(made.carelog("demo", "--json"))
        names: dict[str, object] = {person["name"].split()[0].lower(): person["id"] for person in who["people"]}
        made.carelog("import-week", str(names["nadia"]), WEEK_A, "--starts", a_week_ago().isoformat())
        made.carelog("import-week", str(names["walter"]), WEEK_C)
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
        assert browser.post(f"{self.url}/sign-in", form=form).ok

    def send_links(self, playwright: Playwright) -> None:
        """Make a sign-in link and two invitations, and note what their addresses are made of."""
        self.names["sign_in"] = self.installation.carelog("sign-in-link", "helen").rpartition("/")[2].strip()
        margaret = f"/people/{self.names['margaret']}"
        where, page = self._invites(playwright, "aled", margaret + "/invitations", role="worker", relation="")
        self.names["invitation"] = where
        link = re.search(r"/invitations/([\w.-]{20,})", page)
        assert link is not None
        self.names["invited"] = link[1]
        self.names["staff_invitation"], _ = self._invites(
            playwright, "ruth", "/staff/invitations", role="manager", team=""
        )

    def _invites(self, playwright: Playwright, username: str, path: str, **what: str) -> tuple[str, str]:
        """The number of an invitation that somebody makes, and the page that shows its link."""
        browser = playwright.request.new_context()
        self.signs_in(browser, username)
        made = browser.post(self.url + path, form={"id": journal.new_id(), "name": "Kim", **what})
        found = made.url.rpartition("/")[2], made.text()
        browser.dispose()
        return found


def a_week_ago() -> date:
    """The Monday before the one of the week that people live in."""
    return clock.monday(clock.living_day(ZoneInfo(clock.DEFAULT_ZONE))) - timedelta(weeks=1)
