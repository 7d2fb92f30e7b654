"""What to talk about, as each reader sees it; its numbers open their records; on paper, in Word, in a spreadsheet."""

import csv
import io
import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from docx import Document
from flask import Flask
from flask.testing import FlaskClient

from carelog.records.good_for_me import Good, GoodForMe
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Account, Mark
from carelog.records.said import Reason
from carelog.reviews.action import ActionStep, Step
from carelog.summaries.csv_export import RUN
from tests import cast, plans, visitors
from tests.asking import SQLITE
from tests.cast import LONDON
from tests.plans import EVERY_LABEL, author, fixed
from tests.reviews.agreeing import agree

pytestmark = SQLITE
NUMBER = re.compile(r'<a [^>]*?href="([^"]*/summary/records[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
BUS = Account(said="did_not_happen", reason=Reason.TRANSPORT, note="=1+1")
CHOSE = Account(said="chose", offered="The choir", how_shown="Shook her head", instead="@A nap")
PARTLY = Account(said="partly", reason=Reason.TRANSPORT)


@pytest.fixture
def here(app: Flask) -> str:
    """The address of what Nadia and her people could talk about in November: of tea and walks."""
    assert app.name
    nadia = cast.person(cast.NADIA)
    visitors.belong("nadia", "self", around=cast.NADIA)
    with time_machine.travel(cast.BEGAN):
        ids = plans.agree(nadia, fixed("Tea", starred=True), fixed("Walk"))
    for ago, account in enumerate([Account(), BUS, CHOSE, PARTLY, Account(), BUS], 1):
        day = cast.TODAY - timedelta(days=ago)
        with time_machine.travel(datetime(day.year, day.month, day.day, 21, tzinfo=LONDON)):
            key = ids["Walk" if account is PARTLY else "Tea"], day, 1
            Mark.record(nadia, *key, author("sam"), labels=EVERY_LABEL, account=account)
            if account.said == "happened":
                GoodForMe.record(nadia, key, Good.YES, author("nadia", "self"), labels=EVERY_LABEL)
    LearningLog.record(
        nadia, cast.TODAY, Learned(did="+She sang", for_conversation=True), author("sam"), labels=EVERY_LABEL
    )
    return f"/people/{nadia.id}/conversations/2026-11/pack"


def read(browser: FlaskClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status
    return answer.text


def ally(app: Flask, *sections: str) -> FlaskClient:
    """A friend of Nadia's with whom these sections are shared."""
    return cast.signed_in(app, visitors.share(visitors.belong("a-friend", "ally", around=cast.NADIA), list(sections)))


def said(piece: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", piece)).split())


def number_in(link: str) -> int:
    """How often, as the words of a link say it: 4; 4 times; once; One more is still to come."""
    words = said((re.search(r"<strong>(.*?)</strong>", link) or [link, link])[1])
    found = re.match(r"\d+", words)
    return int(found[0]) if found else 1 if words == "once" or words.startswith("One more") else 0


@pytest.mark.parametrize("query", ["", "?quarter="])
def test_every_number_opens_as_many_records(app: Flask, here: str, query: str) -> None:
    aled = cast.signed_in(app, "aled")
    links = NUMBER.findall(read(aled, here + query))
    assert len(links) > 10
    for address, words in links:
        page = read(aled, unescape(address))
        assert page.count('<li class="behind">') == number_in(words), (address, said(words))


def test_the_step_to_check_a_choice_is_one_tap_away(app: Flask, here: str) -> None:
    aled = cast.signed_in(app, "aled")
    section = read(aled, here).partition('aria-labelledby="to-check"')[2].partition("</section>")[0]
    dates = re.findall(r'href="(/people/[^"]*/occurrences/[^"]+)#asked"', section)
    assert len(dates) == 1
    asked = read(aled, dates[0])
    assert "Did you want this?" in asked
    assert 'id="asked"' in asked


def test_what_was_good_in_the_persons_own_word_stands_with_its_days(app: Flask, here: str) -> None:
    section = read(cast.signed_in(app, "aled"), here).partition('<h2 id="good">')[2].partition("</section>")[0]
    assert "It was good, 2 times" in said(section)
    assert section.count("/occurrences/") == 2


@pytest.mark.parametrize(
    ("sections", "shown", "hidden"),
    [
        (
            ["conversations"],
            ["Nothing of this month is shared with you yet."],
            ["Tea", "sang", "Transport", "happened"],
        ),
        (["conversations", "how_it_went"], ["Transport", "happened"], ["Tea", "sang", "/summary/records", "A nap"]),
        (["conversations", "learning_logs"], ["sang"], ["Tea", "Transport", "happened", "Sam"]),
    ],
)
def test_family_and_friends_see_what_is_shared_with_them_and_no_more(
    app: Flask, here: str, sections: list[str], shown: list[str], hidden: list[str]
) -> None:
    friend = ally(app, *sections)
    for path in (here, f"{here}?quarter=", f"{here}.csv", f"{here}?quarter=".replace("?", ".csv?")):
        page = read(friend, path).partition("<main")[2] or read(friend, path)
        assert [word for word in hidden if word in page] == []
    assert [word for word in shown if word not in said(read(friend, here))] == []


def test_the_person_reads_it_in_easy_read_and_can_have_it_read(app: Flask, here: str) -> None:
    page = read(cast.signed_in(app, "nadia"), here)
    assert re.search(r'<main[^>]*class="easy', page)
    assert "<read-aloud" in page


@pytest.mark.parametrize("month", ["2026-13", "1999-12", "2026-1", "november"])
def test_a_month_that_is_none_is_not_there(app: Flask, here: str, month: str) -> None:
    assert cast.signed_in(app, "aled").get(here.replace("2026-11", month)).status_code == 404


def test_nothing_in_the_spreadsheet_runs(app: Flask, here: str) -> None:
    answer = cast.signed_in(app, "aled").get(f"{here}.csv")
    lines = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    cells = [cell for line in lines for cell in line.values()]
    assert [cell for cell in cells if cell.startswith(RUN)] == []
    assert {"'=1+1", "'@A nap", "'+She sang"} <= set(cells)
    kinds = [line["Kind"] for line in lines]
    assert (kinds.count("Good for me"), kinds.count("Learned")) == (2, 1)
    days = [date.fromisoformat(line["Day"]) for line in lines if line["Kind"] == "In the plan"]
    assert len(days) == 2 * 30  # tea and a walk each day
    assert "nadia" not in answer.headers["Content-Disposition"].casefold()


@pytest.mark.parametrize("query", ["", "?quarter="])
def test_the_word_document_has_headings_and_tables_with_a_heading_row(app: Flask, here: str, query: str) -> None:
    answer = cast.signed_in(app, "aled").get(f"{here}.docx{query}")
    paper = Document(io.BytesIO(answer.data))
    headings = [one.text for one in paper.paragraphs if one.style and one.style.name == "Heading 1"]
    assert {"What did not happen, or only partly, and why", "What people learned"} <= set(headings)
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in paper.tables)
    assert len(paper.tables) > 3
    assert any("+She sang" in one.text for one in paper.paragraphs)
    assert "Nadia" not in (paper.core_properties.title or "") + answer.headers["Content-Disposition"]


def test_what_was_agreed_before_and_what_became_of_it_stands_in_the_pack_in_word_and_in_the_spreadsheet(
    app: Flask, here: str
) -> None:
    nadia, aled = cast.person(cast.NADIA), cast.signed_in(app, "aled")
    event = agree(nadia, "=Ask about the choir", "sam", month=date(2026, 10, 1))
    ActionStep.take(nadia, event.seq, Step.DROPPED, author("aled", "coordinator"), words="She sings at home.")
    agree(nadia, "Not asked after yet", "sam")
    page = read(aled, here).partition('<h2 id="before">')[2].partition("</section>")[0]
    assert said(page).startswith(
        "What we agreed before, and what became of it =Ask about the choir Sam Doyle · Dropped"
    )
    assert f"/actions/{event.id}" in page
    assert "Ask about the choir" in read(aled, f"{here}?quarter=")
    paper = Document(io.BytesIO(aled.get(f"{here}.docx").data))
    assert [cell.text for cell in paper.tables[-1].rows[1].cells] == [
        "=Ask about the choir", "Sam Doyle", "Dropped", "Dropped: She sings at home.",
    ]  # fmt: skip
    lines = list(csv.DictReader(io.StringIO(aled.get(f"{here}.csv").data.decode("utf-8-sig"))))
    told = [(line["Kind"], line["Words"]) for line in lines[-2:]]
    assert told == [("What we agreed", "'=Ask about the choir"), ("What became of it", "She sings at home.")]
    assert "Not asked after yet" not in read(aled, here)
