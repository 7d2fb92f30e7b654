"""Who looked: the log that the person and the managers read."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from carelog.access import GUARDED, Look
from carelog.accounts.staff_role import MANAGER, StaffRole
from carelog.people.wording import LOOKED_AT
from tests import cast


def margaret(path: str = "") -> str:
    return f"/people/{cast.person(cast.MARGARET).id}{path}"


def look_on_days(count: int) -> None:
    person, sam = cast.person(cast.MARGARET), cast.user("sam")
    rows = [
        {"user": sam, "person": person, "section": "week", "role": "worker", "day": cast.TODAY - timedelta(days=number)}
        for number in range(count)
    ]
    Look.insert_many(rows).execute()


def test_the_person_reads_who_looked_at_what_and_when(app: Flask) -> None:
    cast.signed_in(app, "sam").get(margaret("/week"))
    with time_machine.travel(cast.NOW + timedelta(days=1)):
        cast.signed_in(app, "helen").get(margaret("/summary"))
        text = cast.signed_in(app, "margaret").get(margaret("/looks")).text
    assert text.index("Thursday 19 November") < text.index("Helen Hughes") < text.index("Wednesday 18 November")
    assert text.index("Wednesday 18 November") < text.index("Sam Doyle")
    assert "How much of my week happened" in text


def test_looking_often_on_one_day_is_one_line(app: Flask) -> None:
    browser = cast.signed_in(app, "sam")
    for _ in range(3):
        browser.get(margaret("/week"))
    assert Look.of(cast.person(cast.MARGARET)).where(Look.section == "week").count() == 1


def test_a_refused_look_is_no_look(app: Flask) -> None:
    assert cast.signed_in(app, "joan").get(margaret("/week")).status_code == 403
    assert Look.of(cast.person(cast.MARGARET)).count() == 0


def test_where_nobody_looked_the_page_says_so(app: Flask) -> None:
    assert "Nobody has looked yet." in cast.signed_in(app, "margaret").get(margaret("/looks")).text


@pytest.mark.parametrize(
    ("username", "status"), [("margaret", 200), ("ruth", 200), ("aled", 403), ("sam", 403), ("helen", 403)]
)
def test_who_may_read_it(app: Flask, username: str, status: int) -> None:
    assert cast.signed_in(app, username).get(margaret("/looks")).status_code == status


def test_it_is_reached_from_where_the_person_decides_and_leads_back_there(app: Flask) -> None:
    hers = cast.signed_in(app, "margaret")
    assert f'href="{margaret("/looks")}"' in hers.get(margaret("/sharing")).text
    assert f'href="{margaret("/sharing#more")}"' in hers.get(margaret("/looks")).text
    assert "/looks" not in cast.signed_in(app, "aled").get(margaret("/sharing")).text  # who may not read it
    StaffRole.create(user=cast.user("aled"), role=MANAGER, starts=cast.NOW - timedelta(days=1))
    assert f'href="{margaret("/looks")}"' in cast.signed_in(app, "aled").get(margaret("/sharing")).text
    assert f'href="{margaret("/sharing")}"' in cast.signed_in(app, "aled").get(margaret("/looks")).text
    assert f'href="{margaret()}"' in cast.signed_in(app, "ruth").get(margaret("/looks")).text


def test_the_person_reads_twelve_lines_at_a_time(app: Flask) -> None:
    look_on_days(20)
    text = cast.signed_in(app, "margaret").get(margaret("/looks")).text
    assert text.count("Sam Doyle looked at:") == 12
    assert "page=2" in text


def test_it_comes_in_pages_of_fifty(app: Flask) -> None:
    look_on_days(60)
    browser = cast.signed_in(app, "ruth")
    browser.get(margaret("/looks"))  # which is a look too, and the newest one
    first, second = browser.get(margaret("/looks")).text, browser.get(margaret("/looks?page=2")).text
    assert (first.count("Sam Doyle"), second.count("Sam Doyle")) == (49, 11)
    assert ("page=2" in first, "page=1" in second, "page=3" in second) == (True, True, False)


def test_everything_that_can_be_looked_at_has_words(app: Flask) -> None:
    guarded = (view.__closure__ for view in app.view_functions.values() if view in GUARDED)
    sections = {
        cell.cell_contents for cells in guarded if cells for cell in cells if isinstance(cell.cell_contents, str)
    }
    named = {section for section in sections if section and "." not in section and "{" not in section}
    about_a_person = {
        section for section in named
        if any(
            "person_id" in rule.arguments and section in _strings(app.view_functions[rule.endpoint])
            for rule in app.url_map.iter_rules()
        )
    }  # fmt: skip
    assert about_a_person >= {"week", "log", "must_not_know"}
    assert about_a_person - set(LOOKED_AT) == set()


def _strings(view: Any) -> set[str]:
    """What @needs remembers of a view."""
    return {cell.cell_contents for cell in view.__closure__ or () if isinstance(cell.cell_contents, str)}
