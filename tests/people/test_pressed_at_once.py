"""Two presses that arrive in the same moment, as when somebody taps twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient

from carelog import db
from carelog.accounts.invitation import Invitation
from carelog.accounts.staff_role import MANAGER, LastManager, StaffRole
from carelog.accounts.team import Team
from carelog.journal import Author, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from tests import cast

OPERATOR = Author(None, "operator")


def press_at_once(browsers: list[FlaskClient], path: str, form: dict[str, str]) -> list[int]:
    """The answers to the same form, sent by each browser in the same moment."""
    start = Barrier(len(browsers))

    def press(browser: FlaskClient) -> int:
        start.wait()
        return browser.post(path, data=form).status_code

    with ThreadPoolExecutor(len(browsers)) as threads:
        return list(threads.map(press, browsers))


def test_one_person_is_added(app: Flask) -> None:
    form = {"id": new_id(), "name": "Rosa Diaz", "team": str(Team.get(Team.name == "Riverside").id), "picture": ""}
    assert press_at_once([cast.signed_in(app, "aled") for _ in range(2)], "/people/new", form) == [303, 303]
    assert Person.select().where(Person.name == "Rosa Diaz").count() == 1


def test_one_invitation_is_made(app: Flask) -> None:
    path = f"/people/{cast.person(cast.MARGARET).id}/invitations"
    form = {"id": new_id(), "name": "Peter", "role": "ally"}
    assert press_at_once([cast.signed_in(app, "aled") for _ in range(2)], path, form) == [303, 303]
    assert Invitation.select().count() == 1


def test_one_team_is_made(app: Flask) -> None:
    form = {"id": new_id(), "team_name": "Lakeside"}
    assert press_at_once([cast.signed_in(app, "ruth") for _ in range(2)], "/staff/teams", form) == [303, 303]


def test_one_invitation_lets_one_person_in(app: Flask) -> None:
    person = cast.person(cast.WALTER)
    made = Invitation.make("Peter", "ally", OPERATOR, person_id=person.id)
    path = f"/invitations/{made.token(app.config['SETTINGS'].secret_keys)}"
    answers = press_at_once([cast.signed_in(app, "dev"), cast.signed_in(app, "carol")], path, {})
    assert sorted(answers) == [303, 410]
    assert Membership.standing().where((Membership.person == person) & (Membership.role == "ally")).count() == 1


def test_two_managers_who_end_each_other_do_not_both_succeed(app: Flask) -> None:
    ruth = StaffRole.get(StaffRole.role == MANAGER)
    roles = [ruth, StaffRole.give(cast.user("grace"), MANAGER, None, OPERATOR)]
    start = Barrier(len(roles))

    def end(role: StaffRole) -> bool:
        with app.app_context(), db.connected():
            start.wait()
            try:
                role.end(OPERATOR)
            except LastManager:
                return False
        return True

    with ThreadPoolExecutor(len(roles)) as threads:
        assert sorted(threads.map(end, roles)) == [False, True]
    assert StaffRole.standing().where(StaffRole.role == MANAGER).count() == 1
