"""A team on paper: a sheet and a contact sheet for everybody in it, for whoever may see that team, in a few queries."""

import re

import pytest
from flask import Flask

from carelog.access import Look
from carelog.accounts.team import Team
from carelog.people.person import Person, Placement
from carelog.weeks.details import Label
from tests import cast
from tests.asking import SQLITE
from tests.plans import agree, author, fixed
from tests.tables import asked
from tests.test_queries import supported_by_sam


def team_page(app: Flask, username: str, team: str = "Riverside", week: str = "") -> str:
    number = Team.get(Team.name == team).id
    answer = cast.signed_in(app, username).get(f"/teams/{number}/sheets", query_string={"week": week} if week else {})
    assert answer.status_code == 200
    return answer.text


def sheets(page: str) -> list[str]:
    """Whose week there is to fill in, in order."""
    return re.findall(r'<h2 id="paper-\d+">([^<]+)', page)


def contacts(page: str) -> list[str]:
    """Whose contact sheet there is, in order."""
    return re.findall(r'<h2 id="contacts-\d+">([^<]+)', page)


def test_everybody_in_the_team_has_a_contact_sheet_and_whoever_has_a_plan_a_week(app: Flask, nadia: Person) -> None:
    agree(nadia, fixed("Tea"))
    for username in ("aled", "ruth"):
        page = team_page(app, username)
        assert contacts(page) == [cast.JAMIE, cast.MARGARET, cast.NADIA, cast.WALTER]
        assert sheets(page) == [cast.MARGARET, cast.NADIA]


@SQLITE
def test_who_has_moved_to_another_team_is_in_its_folder(app: Flask, nadia: Person) -> None:
    Placement.move(nadia, Team.get(Team.name == "Hilltop"), author("ruth", "manager"))
    assert cast.NADIA not in contacts(team_page(app, "ruth"))
    assert contacts(team_page(app, "ruth", "Hilltop")) == [cast.IVY, cast.NADIA]


@SQLITE
def test_it_is_of_the_week_that_is_asked_for_and_says_when_it_was_printed(app: Flask) -> None:
    page = team_page(app, "aled", week="2026-11-25")
    assert "Monday 23 November" in page
    assert "Monday 16 November" not in page
    assert page.count("Printed on Wednesday 18 November.") == len(sheets(page)) + len(contacts(page))


@SQLITE
def test_it_shows_nothing_that_its_reader_may_not_see(app: Flask, nadia: Person) -> None:
    agree(nadia, fixed("Tea"), fixed("Locked away", label=Label.SAFEGUARDING), fixed("Bath", label=Label.INTIMATE))
    page = team_page(app, "aled")
    assert "Bath" in page
    assert "Locked away" not in page


@pytest.mark.parametrize(("username", "status"), [("priya", 403), ("sam", 403), ("margaret", 403), ("helen", 403)])
def test_only_its_coordinators_and_managers_have_a_teams_folder(app: Flask, username: str, status: int) -> None:
    riverside = Team.get(Team.name == "Riverside").id
    browser = cast.signed_in(app, username)
    assert browser.get(f"/teams/{riverside}/sheets").status_code == status
    assert browser.get("/teams/999/sheets").status_code == status
    assert cast.signed_in(app, "ruth").get("/teams/999/sheets").status_code == 404


@SQLITE
def test_the_list_of_people_leads_to_the_folders_that_one_may_open(app: Flask) -> None:
    found = {
        username: re.findall(r"On paper: (\w+)", cast.signed_in(app, username).get("/people").text)
        for username in ("aled", "ruth", "sam", "helen")
    }
    assert found == {"aled": ["Riverside"], "ruth": ["Hilltop", "Riverside"], "sam": [], "helen": []}


def test_that_somebody_looked_is_remembered_of_each_person_and_section(app: Flask) -> None:
    team_page(app, "ruth")
    seen = {(look.person.name, look.section, look.role) for look in Look.select()}
    assert seen == {
        (name, section, "manager")
        for name in (cast.JAMIE, cast.MARGARET, cast.NADIA, cast.WALTER) for section in ("week", "contact")
    }  # fmt: skip


def test_an_empty_team_says_so(app: Flask) -> None:
    Team.found("Hillside", author("ruth", "manager"))
    assert "Nobody is in this team yet." in team_page(app, "ruth", "Hillside")


@SQLITE
def test_a_folder_asks_as_often_for_many_as_for_few(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    team_page(app, "aled")
    with asked(monkeypatch) as few:
        team_page(app, "aled")
    supported_by_sam(12)
    team_page(app, "aled")
    with asked(monkeypatch) as many:
        assert len(sheets(team_page(app, "aled"))) > 12
    assert len(many) == len(few), "\n".join(many)
