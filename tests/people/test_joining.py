"""Accepting an invitation, as somebody who signs in already and as somebody new."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.accounts.invitation import LASTS, Invitation
from carelog.accounts.session import Session
from carelog.accounts.staff_role import COORDINATOR, MANAGER, StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.journal import OPERATOR, Author, Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.pictures import photo_name
from tests import cast

NEW = {"name": "Peter Hughes", "username": "peter", "password": "three plain garden words", "kind": "shared"}


def invitation(
    app: Flask, role: str = "ally", name: str = cast.MARGARET, team: Team | None = None
) -> tuple[Invitation, str]:
    """An open one and the address of its link."""
    author = Author(cast.user("aled").id, COORDINATOR)
    person_id = None if role in (COORDINATOR, MANAGER) else cast.person(name).id
    made = Invitation.make("Peter", role, author, person_id=person_id, team=team, relation="nephew")
    return made, f"/invitations/{made.token(app.config['SETTINGS'].secret_keys)}"


def roles_around_margaret(username: str) -> list[str]:
    mine = (Membership.user == User.named(username)) & (Membership.person == cast.person(cast.MARGARET))
    return [row.role for row in Membership.standing().where(mine)]


def token_of(browser: FlaskClient) -> str:
    with browser.session_transaction() as cookie:
        return str(cookie.get("_user_id", ""))


def test_where_the_picture_is_a_photo_who_has_no_account_yet_sees_a_letter(app: Flask) -> None:
    margaret = cast.person(cast.MARGARET)
    Person.update(picture=photo_name(margaret.id, new_id())).where(Person.id == margaret.id).execute()
    _made, link = invitation(app)
    answer = app.test_client().get(link)
    assert answer.status_code == 200
    assert "/photos/" not in answer.text


def test_opening_the_link_changes_nothing(app: Flask) -> None:
    made, link = invitation(app)
    events = Event.select().count()
    for browser in (app.test_client(), cast.signed_in(app, "dev")):
        text = browser.get(link).text
        assert "Margaret Hughes" in text
        assert "Aled Prosser invites you." in text
    assert Event.select().count() == events
    assert Invitation.get_by_id(made.id).is_open


def test_somebody_who_signs_in_already_joins_as_who_they_are(app: Flask) -> None:
    _made, link = invitation(app)
    browser = cast.signed_in(app, "dev")
    assert browser.post(link).location == "/"
    assert roles_around_margaret("dev") == ["ally"]
    assert browser.get(f"/people/{cast.person(cast.MARGARET).id}").status_code == 200


def test_somebody_new_joins_and_is_signed_in(app: Flask) -> None:
    _made, link = invitation(app, "worker")
    browser = app.test_client()
    assert browser.post(link, data=NEW).location == "/"
    assert roles_around_margaret("peter") == ["worker"]
    assert "Peter Hughes" in browser.get("/account").text
    assert Session.get(Session.user == User.named("peter")).kind == "shared"


def test_somebody_new_is_asked_their_own_tablet_only_as_the_person(app: Flask) -> None:
    _made, link = invitation(app, "self", cast.WALTER)
    app.test_client().post(link, data=NEW | {"kind": "own_tablet"})
    assert Session.get(Session.user == User.named("peter")).expires is None


def test_an_invitation_works_once(app: Flask) -> None:
    _made, link = invitation(app)
    cast.signed_in(app, "dev").post(link)
    assert app.test_client().get(link).status_code == 410
    assert app.test_client().post(link, data=NEW).status_code == 410
    assert cast.signed_in(app, "grace").post(link).status_code == 410
    assert User.named("peter") is None


def test_pressing_join_twice_is_no_mistake(app: Flask) -> None:
    _made, link = invitation(app)
    browser = cast.signed_in(app, "dev")
    assert [browser.post(link).status_code for _ in range(2)] == [303, 303]
    assert roles_around_margaret("dev") == ["ally"]


def test_pressing_join_twice_as_somebody_new_is_no_mistake(app: Flask) -> None:
    _made, link = invitation(app)
    app.test_client().post(link, data=NEW)  # whose answer never came
    again = app.test_client()
    assert again.post(link, data=NEW).location == "/"
    assert again.get("/account").status_code == 200
    assert app.test_client().post(link, data=NEW | {"password": "another password"}).status_code == 410


def test_an_invitation_that_was_taken_back_is_gone(app: Flask) -> None:
    made, link = invitation(app)
    made.withdraw(Author(cast.user("aled").id, COORDINATOR))
    assert app.test_client().get(link).status_code == 410
    assert cast.signed_in(app, "dev").post(link).status_code == 410


def test_an_invitation_that_is_too_old_is_gone(app: Flask) -> None:
    _made, link = invitation(app)
    with time_machine.travel(cast.NOW + LASTS + timedelta(minutes=1)):
        assert app.test_client().get(link).status_code == 410
        assert app.test_client().post(link, data=NEW).status_code == 410


def test_an_invitation_made_by_somebody_whose_role_ended_is_gone(app: Flask) -> None:
    _made, link = invitation(app)
    [role] = StaffRole.of(cast.user("aled"))
    role.end(Author(cast.user("ruth").id, MANAGER))
    assert app.test_client().get(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "MQ.x", "%FF", "a" * 3000])
def test_a_made_up_link_is_gone(app: Flask, token: str) -> None:
    assert app.test_client().get(f"/invitations/{token}").status_code == 410


def test_whoever_belongs_already_is_told(app: Flask) -> None:
    made, link = invitation(app)
    answer = cast.signed_in(app, "helen").post(link)
    assert answer.status_code == 422
    assert "You belong to this circle already" in answer.text
    assert Invitation.get_by_id(made.id).is_open


def test_a_person_is_one_user_at_most(app: Flask) -> None:
    made, link = invitation(app, "self")
    made.agree(Author(cast.user("ruth").id, MANAGER))
    assert app.test_client().post(link, data=NEW).status_code == 422
    assert User.named("peter") is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"username": "sam"}, "username"), ({"username": "SAM"}, "username"), ({"username": "a b"}, "username"),
     ({"username": "-x"}, "username"), ({"username": "x" * 41}, "username"), ({"username": ""}, "username"),
     ({"password": "too short"}, "password"), ({"password": "x" * 201}, "password"), ({"name": ""}, "name"),
     ({"name": "x" * 101}, "name")],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_half_made(app: Flask, wrong: dict[str, str], field: str) -> None:
    made, link = invitation(app)
    before = User.select().count()
    answer = app.test_client().post(link, data=NEW | wrong)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert User.select().count() == before
    assert Invitation.get_by_id(made.id).is_open


def test_signing_in_first_leads_back_to_the_invitation(app: Flask) -> None:
    _made, link = invitation(app)
    browser = app.test_client()
    browser.get(link)
    answer = browser.post("/sign-in", data={"username": "dev", "password": cast.PASSWORD, "kind": "shared"})
    assert answer.location == link


def test_somebody_else_who_is_signed_in_here_can_make_an_account_of_their_own(app: Flask) -> None:
    _made, link = invitation(app)
    browser = cast.signed_in(app, "sam")
    before = token_of(browser)
    browser.post(link, data=NEW)
    assert token_of(browser) != before
    assert roles_around_margaret("peter") == ["ally"]
    assert roles_around_margaret("sam") == ["worker"]


@pytest.mark.parametrize(
    ("who", "whose"),
    [("dev", cast.WALTER), ("sam", cast.WALTER), ("ruth", cast.WALTER), ("priya", cast.WALTER), ("grace", cast.NADIA)],
)
def test_nobody_who_works_here_signs_in_as_the_person(app: Flask, who: str, whose: str) -> None:
    dev = cast.user("dev")
    Membership.delete().where(Membership.user == dev).execute()
    Membership.start(cast.person(cast.IVY), dev, "worker", OPERATOR, ends=cast.NOW + timedelta(hours=1))  # a cover
    made, link = invitation(app, "self", whose)
    answer = cast.signed_in(app, who).post(link)
    assert (answer.status_code, "does not sign in as the person" in answer.text) == (422, True)
    assert not Membership.has_self(cast.person(whose))
    assert Invitation.get_by_id(made.id).is_open


def test_who_does_not_work_here_any_more_or_is_family_can(app: Flask) -> None:
    carol, margaret = cast.user("carol"), cast.person(cast.MARGARET)
    Membership.start(margaret, carol, "worker", OPERATOR).end(OPERATOR)
    StaffRole.give(carol, COORDINATOR, Team.get(Team.name == "Riverside"), OPERATOR).end(OPERATOR)
    _made, link = invitation(app, "self", cast.WALTER)
    assert cast.signed_in(app, "carol").post(link).status_code == 303
    assert Membership.has_self(cast.person(cast.WALTER))


@pytest.mark.parametrize(("role", "team"), [(COORDINATOR, "Riverside"), (MANAGER, None)])
def test_nobody_who_signs_in_as_a_person_is_given_a_staff_role(app: Flask, role: str, team: str | None) -> None:
    made, link = invitation(app, role, team=Team.get(Team.name == team) if team else None)
    answer = cast.signed_in(app, "margaret").post(link)
    assert (answer.status_code, "does not also work here" in answer.text) == (422, True)
    assert StaffRole.of(cast.user("margaret")) == []
    assert Invitation.get_by_id(made.id).is_open


def test_nobody_who_signs_in_as_a_person_works_with_themselves(app: Flask) -> None:
    _made, link = invitation(app, "worker")
    assert cast.signed_in(app, "margaret").post(link).status_code == 422
    assert roles_around_margaret("margaret") == ["self"]


@pytest.mark.parametrize("role", ["self", "ally", "worker", COORDINATOR, MANAGER])
def test_whoever_made_an_invitation_does_not_accept_it(app: Flask, role: str) -> None:
    before = Event.select().count()
    made, link = invitation(app, role, cast.WALTER, Team.get(Team.name == "Hilltop") if role == COORDINATOR else None)
    answer = cast.signed_in(app, "aled").post(link)
    assert (answer.status_code, "You made this invitation" in answer.text) == (422, True)
    assert Invitation.get_by_id(made.id).is_open
    assert Event.select().count() == before + 1  # that it was made


def test_two_invitations_at_once_make_nobody_both(app: Flask) -> None:
    _self, own = invitation(app, "self", cast.WALTER)
    _staff, staff = invitation(app, MANAGER)
    browsers, start = [cast.signed_in(app, "carol") for _link in (own, staff)], Barrier(2)

    def press(browser: FlaskClient, link: str) -> int:
        start.wait()
        return browser.post(link).status_code

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(press, browsers, (own, staff))) == [303, 422]


def test_a_new_coordinator_gets_their_team_and_a_short_session(app: Flask) -> None:
    _made, link = invitation(app, COORDINATOR, team=Team.get(Team.name == "Hilltop"))
    browser = app.test_client()
    browser.post(link, data=NEW | {"kind": "own_phone"})
    assert browser.get(f"/people/{cast.person(cast.IVY).id}").status_code == 200
    assert browser.get(f"/people/{cast.person(cast.MARGARET).id}").status_code == 404
    assert Session.get(Session.user == User.named("peter")).kind == "office"


def test_a_new_manager_manages(app: Flask) -> None:
    _made, link = invitation(app, MANAGER)
    browser = app.test_client()
    browser.post(link, data=NEW)
    assert browser.get("/staff").status_code == 200
