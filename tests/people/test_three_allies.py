"""An ex-partner, a father in dispute and a daughter far away: what each of them gets of what is private."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Author
from carelog.people.circle import SELF, Membership
from carelog.people.sharing import HEALTH, HOW_IT_WENT, INTIMATE, LEARNING_LOGS, MONEY, MY_WEEK, PAGES, Sharing
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Mark
from carelog.weeks.details import ItemDetails, Label
from tests import cast, visitors
from tests.plans import agree

LABELS = {"ordinary", "health", "intimate", "money"}
EVERY_DAY = tuple(range(7))
DAYS_ON = {
    "ordinary": "Feed the cat",
    "health": "Blood test",
    "intimate": "Bath with care",
    "money": "Count the pennies",
}
PLACES = ("", "/week", "/day", "/day?day={yesterday}", "/summary", "/summary?month=", "/summary/records", "/plan",
          "/learning", "/learning?q=needle", "/learning?q=Blood", "/circle", "/logs/{log}",
          "/occurrences/{item}/{yesterday}/1")  # fmt: skip
YESTERDAY = cast.TODAY - timedelta(days=1)
OWN = "margaret"


@pytest.fixture
def names(app: Flask) -> dict[str, str]:
    """Margaret's week with a thing of each kind, each done yesterday, and a log about the blood test."""
    _ = app
    margaret, sam = cast.person(cast.MARGARET), Author(cast.user("sam").id, "worker")
    wanted = (ItemDetails(title=title, days=EVERY_DAY, label=Label(label)) for label, title in DAYS_ON.items())
    with time_machine.travel(cast.BEGAN):
        items = agree(margaret, *wanted)
    for title in DAYS_ON.values():
        Mark.record(margaret, items[title], YESTERDAY, 1, sam, labels=LABELS)
    about = Learned(did="She held the needle herself", item=items["Blood test"])
    log = LearningLog.record(margaret, YESTERDAY, about, sam, labels=LABELS)
    return {"item": items["Blood test"], "log": log.id, "yesterday": YESTERDAY.isoformat()}


def share(ally: Membership, *sections: str, shared: bool = True) -> None:
    own = Author(cast.user(OWN).id, SELF)
    for section in sections:
        Sharing.decide(ally, section, own, shared=shared)


def reads(browser: FlaskClient, names: dict[str, str]) -> str:
    """All that this browser gets anywhere."""
    here = f"/people/{cast.person(cast.MARGARET).id}"
    answers = [browser.get(here + place.format(**names)) for place in PLACES]
    assert all(answer.status_code in (200, 403, 404) for answer in answers)
    return "\n".join(answer.text for answer in answers if answer.status_code == 200)


def private(text: str) -> set[str]:
    """What is said there of each label."""
    said = {label for label, title in DAYS_ON.items() if title in text}
    return said | ({"log"} if "held the needle" in text else set())


def test_the_daughter_far_away_gets_each_label_by_itself_and_only_on_shared_pages(
    app: Flask, names: dict[str, str]
) -> None:
    daughter = visitors.belong("daughter", "ally")
    browser = cast.signed_in(app, "daughter")
    share(daughter, HEALTH, INTIMATE, MONEY)
    assert private(reads(browser, names)) == set()  # no page is shared
    share(daughter, LEARNING_LOGS)
    assert private(reads(browser, names)) == {"log"}
    share(daughter, HEALTH, INTIMATE, MONEY, shared=False)
    assert private(reads(browser, names)) == set()
    share(daughter, MY_WEEK, HOW_IT_WENT)
    assert private(reads(browser, names)) == {"ordinary"}
    share(daughter, HEALTH)
    assert private(reads(browser, names)) == {"ordinary", "health", "log"}
    share(daughter, LEARNING_LOGS, HEALTH, shared=False)
    share(daughter, MONEY)
    assert private(reads(browser, names)) == {"ordinary", "money"}


@pytest.mark.usefixtures("names")
def test_totals_are_made_only_of_what_is_shared(app: Flask) -> None:
    daughter, here = visitors.belong("daughter", "ally"), f"/people/{cast.person(cast.MARGARET).id}"
    browser, counted = cast.signed_in(app, "daughter"), []
    share(daughter, HOW_IT_WENT)
    for labels in ((), (HEALTH,), (INTIMATE, MONEY)):
        share(daughter, *labels)
        counted.append(browser.get(f"{here}/summary").text)
    assert [set(re.findall(r"\d+ of \d+ happened", text)) for text in counted] == [
        {f"{count} of {2 * count} happened"}
        for count in (1, 2, 4)  # yesterday's, and of today nothing
    ]


def test_to_the_father_in_dispute_nothing_is_left_once_it_is_stopped(app: Flask, names: dict[str, str]) -> None:
    father = visitors.belong("father", "ally")
    browser = cast.signed_in(app, "father")
    share(father, *PAGES, HEALTH)
    assert private(reads(browser, names)) == {"ordinary", "health", "log"}
    answer = cast.signed_in(app, OWN).post(
        f"/people/{cast.person(cast.MARGARET).id}/sharing/{father.id}", data={"stop": "everything"}
    )
    assert answer.status_code == 303
    assert private(reads(browser, names)) == set()


def test_what_has_not_begun_and_what_is_over_gives_him_nothing(app: Flask, names: dict[str, str]) -> None:
    father, own = visitors.belong("father", "ally"), Author(cast.user(OWN).id, SELF)
    browser, first = cast.signed_in(app, "father"), cast.TODAY + timedelta(days=1)
    for section in (*PAGES, HEALTH):
        Sharing.decide(father, section, own, shared=True, from_day=first, until_day=first + timedelta(days=1))
    assert private(reads(browser, names)) == set()
    with time_machine.travel(cast.NOW + timedelta(days=1)):
        assert private(reads(browser, names)) == {"ordinary", "health", "log"}
    with time_machine.travel(cast.NOW + timedelta(days=3)):
        assert private(reads(browser, names)) == set()


def test_the_ex_partner_gets_nothing_from_the_day_they_do_not_belong_any_more(
    app: Flask, names: dict[str, str]
) -> None:
    partner = visitors.belong("partner", "ally")
    browser = cast.signed_in(app, "partner")
    share(partner, *PAGES, HEALTH, INTIMATE)
    assert private(reads(browser, names)) == {"ordinary", "health", "intimate", "log"}
    partner.end(Author(cast.user(OWN).id, SELF))
    assert reads(browser, names) == ""
