"""Making links for new passwords, and using them, as people do."""

from flask import Flask
from werkzeug.test import TestResponse

from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import password_is_right
from carelog.journal import OPERATOR, Event, new_id
from carelog.people.circle import Membership
from tests import cast

NEW = "three plain garden words"


def place(username: str, name: str = cast.MARGARET) -> Membership:
    mine = (Membership.user == cast.user(username)) & (Membership.person == cast.person(name))
    found: Membership = Membership.standing().where(mine).get()
    return found


def role(username: str) -> StaffRole:
    found: StaffRole = StaffRole.standing().where(StaffRole.user == cast.user(username)).get()
    return found


def ask(app: Flask, by: str, whose: str, name: str = cast.MARGARET) -> TestResponse:
    """Press the button on the page of somebody's circle."""
    path = f"/people/{cast.person(name).id}/memberships/{place(whose, name).id}/password-reset"
    return cast.signed_in(app, by).post(path, data={"id": new_id()})


def ask_for_staff(app: Flask, by: str, whose: str) -> TestResponse:
    return cast.signed_in(app, by).post(f"/staff/roles/{role(whose).id}/password-reset", data={"id": new_id()})


def newest() -> PasswordReset:
    found: PasswordReset = PasswordReset.select().order_by(PasswordReset.id.desc()).get()
    return found


def link(app: Flask, reset: PasswordReset | None = None) -> str:
    token = (reset or newest()).token(app.config["SETTINGS"].secret_keys)
    return f"/new-password/{token}"


def choose(app: Flask, path: str, new: str = NEW) -> int:
    return app.test_client().post(path, data={"new": new}).status_code


def opens(username: str, password: str) -> bool:
    return password_is_right(cast.user(username), password)


def agreed(app: Flask, by: str) -> int:
    reset = newest()
    around = "/staff" if reset.person_id is None else f"/people/{reset.person_id}"
    return cast.signed_in(app, by).post(f"{around}/password-resets/{reset.id}/agreement").status_code


def events(kind: str) -> int:
    return Event.select().where(Event.kind == f"password_reset.{kind}").count()


def becomes(username: str, what: str, team: str | None = None) -> StaffRole:
    return StaffRole.give(cast.user(username), what, Team.get(Team.name == team) if team else None, OPERATOR)
