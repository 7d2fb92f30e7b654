"""The Week screen: where it leads, to its ends and to what can still be written down."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask

from carelog.people.person import Person
from carelog.web import FIRST_DAY, LAST_DAY
from tests import cast
from tests.plans import agree, times
from tests.records.sheets import fields, send, words

MON, TUE, WED = (cast.MONDAY + timedelta(days=offset) for offset in range(3))


@pytest.mark.parametrize(("end", "left"), [(FIRST_DAY, "after"), (LAST_DAY, "before")])
@pytest.mark.parametrize("kind", ["week?week=", "summary?week=", "summary?month=", "summary?quarter="])
def test_at_the_ends_of_our_time_no_link_leads_nowhere(
    app: Flask, margaret: Person, kind: str, end: date, left: str
) -> None:
    browser, here = cast.signed_in(app, "aled"), f"/people/{margaret.id}/"
    page = browser.get(f"{here}{kind}{end}").text
    links = set(re.findall(f'href="({here}[^"#]*)"', page.replace("&amp;", "&")))
    assert [link for link in links if browser.get(link).status_code != 200] == []
    assert len(re.findall(r'class="button round"', page)) == 1
    assert left in page.partition('class="week-nav"')[2].partition("</nav>")[0]


def test_our_time_is_whole_weeks_and_months() -> None:
    assert (FIRST_DAY.isoweekday(), FIRST_DAY.day) == (1, 1)
    assert (LAST_DAY.isoweekday(), (LAST_DAY + timedelta(days=1)).day) == (7, 1)


def test_what_any_day_will_do_for_can_be_written_down_from_the_week(app: Flask, margaret: Person) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        walk = agree(margaret, times("Walk", 2), starts=MON)["Walk"]
    sam, here = cast.signed_in(app, "sam"), f"/people/{margaret.id}"

    def offered() -> list[str]:
        """Where the week leads for writing it down."""
        page = sam.get(f"{here}/week").text
        return re.findall(r'href="[^"]*/occurrences/([^"]*)">Write it down', page)

    assert offered() == [f"{walk}/{WED}/1"]
    assert sam.get(f"{here}/occurrences/{offered()[0]}").status_code == 200
    send(sam, margaret, "marks", fields((walk, WED, 1), said="happened"))
    assert offered() == [f"{walk}/{TUE}/1"]
    send(sam, margaret, "marks", fields((walk, TUE, 1), said="happened"))
    assert offered() == []
    assert "Write it down" not in words(cast.signed_in(app, "ruth").get(f"{here}/week"))
    next_week = f"{here}/week?week={MON + timedelta(days=7)}"
    assert "Write it down" not in words(sam.get(next_week))
    assert f'href="{next_week}"' in sam.get(f"{here}/week").text


def test_where_every_day_has_its_walk_another_time_of_the_last_one_is_offered(app: Flask, margaret: Person) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        walk = agree(margaret, times("Walk", 7), starts=MON)["Walk"]
    sam = cast.signed_in(app, "sam")
    for day in (MON, TUE, WED):
        send(sam, margaret, "marks", fields((walk, day, 1), said="happened"))
    assert f'/occurrences/{walk}/{WED}/2">Write it down' in sam.get(f"/people/{margaret.id}/week").text
