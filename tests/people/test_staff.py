"""The staff: teams, coordinators, managers."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from carelog.accounts.invitation import Invitation
from carelog.accounts.staff_role import MANAGER, LastManager, StaffRole
from carelog.accounts.team import NameTaken, Team
from carelog.journal import Author, new_id
from tests import cast

OPERATOR = Author(None, "operator")
ROUTES = [
    ("GET", "/staff"), ("POST", "/staff/teams"), ("POST", "/staff/invitations"), ("GET", "/staff/invitations/1"),
    ("POST", "/staff/invitations/1/withdrawal"), ("POST", "/staff/roles/1/ending"),
]  # fmt: skip


def role_of(username: str) -> StaffRole:
    found: StaffRole = StaffRole.get(StaffRole.user == cast.user(username))
    return found


def invite(app: Flask, **changes: str) -> TestResponse:
    form = {
        "id": new_id(),
        "name": "Mo",
        "role": "coordinator",
        "team": str(Team.get(Team.name == "Hilltop").id),
        **changes,
    }
    return cast.signed_in(app, "ruth").post("/staff/invitations", data=form)


def test_a_manager_sees_who_coordinates_and_manages(app: Flask) -> None:
    text = cast.signed_in(app, "ruth").get("/staff").text
    for words in ("Ruth Okafor", "Aled Prosser", "Coordinator · Riverside", "Priya Nair", "Thursday 1 October"):
        assert words in text


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_else_does(app: Flask, method: str, path: str) -> None:
    for username in ("aled", "sam", "margaret", "helen"):
        assert cast.signed_in(app, username).open(path, method=method).status_code == 403


def test_the_last_manager_stays(app: Flask) -> None:
    browser, ruth = cast.signed_in(app, "ruth"), role_of("ruth")
    answer = browser.post(f"/staff/roles/{ruth.id}/ending")
    assert answer.status_code == 422
    assert "This is the last manager" in answer.text
    assert browser.get("/staff").status_code == 200
    assert f"/staff/roles/{ruth.id}/ending" not in browser.get("/staff").text


def test_with_a_second_manager_the_first_can_go(app: Flask) -> None:
    second = StaffRole.give(cast.user("grace"), MANAGER, None, OPERATOR)
    assert cast.signed_in(app, "grace").post(f"/staff/roles/{role_of('ruth').id}/ending").status_code == 303
    with pytest.raises(LastManager):
        second.end(OPERATOR)


def test_the_end_of_a_role_counts_on_the_very_next_request(app: Flask) -> None:
    aled = cast.signed_in(app, "aled")
    person = f"/people/{cast.person(cast.MARGARET).id}"
    assert aled.get(person).status_code == 200
    for _ in range(2):
        assert cast.signed_in(app, "ruth").post(f"/staff/roles/{role_of('aled').id}/ending").status_code == 303
    assert aled.get(person).status_code == 404
    assert aled.get("/people/new").status_code == 403


def test_a_role_that_is_none_is_not_to_be_found(app: Flask) -> None:
    assert cast.signed_in(app, "ruth").post("/staff/roles/9999/ending").status_code == 404


def test_a_new_team(app: Flask) -> None:
    browser, form = cast.signed_in(app, "ruth"), {"id": new_id(), "team_name": "Lakeside"}
    assert [browser.post("/staff/teams", data=form).status_code for _ in range(2)] == [303, 303]
    assert Team.select().where(Team.name == "Lakeside").count() == 1


@pytest.mark.parametrize("name", ["", "Riverside", "x" * 101])
def test_a_team_needs_a_name_of_its_own(app: Flask, name: str) -> None:
    before = Team.select().count()
    answer = cast.signed_in(app, "ruth").post("/staff/teams", data={"id": new_id(), "team_name": name})
    assert answer.status_code == 422
    assert 'id="team_name-error"' in answer.text
    assert Team.select().count() == before


@pytest.mark.usefixtures("app")
def test_a_team_of_that_name_is_there_already() -> None:
    with pytest.raises(NameTaken):
        Team.found("Riverside", OPERATOR)


def test_inviting_a_coordinator_names_their_team(app: Flask) -> None:
    answer = invite(app)
    [made] = Invitation.of_staff()
    assert answer.location == f"/staff/invitations/{made.id}"
    assert (made.role, made.team) == ("coordinator", Team.get(Team.name == "Hilltop"))
    browser = cast.signed_in(app, "ruth")
    assert "http://localhost:8000/invitations/" in browser.get(answer.location).text
    assert "Coordinator · Hilltop" in browser.get("/staff").text


def test_a_manager_has_no_team(app: Flask) -> None:
    invite(app, role="manager")
    assert [made.team for made in Invitation.of_staff()] == [None]


def test_pressing_invite_twice_makes_one_invitation(app: Flask) -> None:
    press = new_id()
    assert invite(app, id=press).location == invite(app, id=press).location


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"role": "self"}, {"role": ""}, {"team": ""}, {"team": "99"}, {"team": "x"}]
)
def test_an_invitation_that_is_not_in_order_is_not_made(app: Flask, wrong: dict[str, str]) -> None:
    assert invite(app, **wrong).status_code == 422
    assert Invitation.of_staff() == []


def test_an_invitation_to_the_staff_can_be_taken_back(app: Flask) -> None:
    where = invite(app).location
    browser = cast.signed_in(app, "ruth")
    assert browser.post(f"{where}/withdrawal").status_code == 303
    assert Invitation.of_staff() == []


def test_an_invitation_to_a_circle_is_not_the_staffs(app: Flask) -> None:
    made = Invitation.make("Peter", "ally", OPERATOR, person_id=cast.person(cast.MARGARET).id)
    browser = cast.signed_in(app, "ruth")
    assert browser.get(f"/staff/invitations/{made.id}").status_code == 404
    assert browser.post(f"/staff/invitations/{made.id}/withdrawal").status_code == 404
