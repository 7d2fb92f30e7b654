"""Inviting somebody to sign in as a person: alone the first time; by two once somebody did."""

from collections.abc import Callable

import pytest
from flask import Flask
from peewee import IntegrityError

from carelog import db
from carelog.accounts.invitation import Invitation
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.accounts.team import Team
from carelog.journal import OPERATOR, Author, Event, new_id
from carelog.people.circle import SELF, Membership
from carelog.people.person import Placement
from carelog.people.second import NotForYou, agree
from carelog.people.waiting import waiting_for
from tests import cast
from tests.people.resets import becomes, role

ADDRESS = "http://localhost:8000/invitations/"
JOINING = {"name": "Peter", "username": "peter", "password": "three plain garden words", "kind": "own_phone"}


def invited(app: Flask, by: str = "aled", name: str = cast.MARGARET) -> Invitation:
    """Press the button: somebody is to sign in as that person, in whose place nobody does any more."""
    person = cast.person(name)
    for place in Membership.standing().where((Membership.person == person) & (Membership.role == SELF)):
        place.end(OPERATOR)
    form = {"id": new_id(), "name": "Margaret", "role": SELF, "relation": ""}
    assert cast.signed_in(app, by).post(f"/people/{person.id}/invitations", data=form).status_code == 303
    found: Invitation = Invitation.select().order_by(Invitation.id.desc()).get()
    return found


@pytest.fixture
def again(app: Flask) -> Invitation:
    """Aled ended Margaret's place and invites somebody to it."""
    return invited(app)


def page(invitation: Invitation) -> str:
    return f"/people/{invitation.person_id}/invitations/{invitation.id}"


def agreed(app: Flask, invitation: Invitation, by: str) -> int:
    return cast.signed_in(app, by).post(f"{page(invitation)}/agreement").status_code


def joins(app: Flask, invitation: Invitation) -> int:
    token = invitation.token(app.config["SETTINGS"].secret_keys)
    return app.test_client().post(f"/invitations/{token}", data=JOINING).status_code


def events(kind: str) -> list[int | None]:
    rows = Event.select().where(Event.kind == f"invitation.{kind}").order_by(Event.seq)
    return [event.author_id for event in rows]


def test_the_first_time_one_is_enough(app: Flask) -> None:
    circle = f"/people/{cast.person(cast.WALTER).id}/circle"
    assert "takes two" not in cast.signed_in(app, "aled").get(circle).text
    first = invited(app, name=cast.WALTER)
    assert waiting_for(cast.user("ruth")).invitations == []
    assert ADDRESS in cast.signed_in(app, "aled").get(page(first)).text
    assert joins(app, first) == 303


@pytest.mark.parametrize(
    ("by", "status"),
    [("ruth", 303), ("aled", 422), ("priya", 404), ("sam", 403), ("helen", 403)],
)
def test_the_second_is_another_coordinator_of_the_team_or_a_manager(
    app: Flask, again: Invitation, by: str, status: int
) -> None:
    assert joins(app, again) == 410
    assert agreed(app, again, by) == status
    assert joins(app, again) == (303 if by == "ruth" else 410)
    assert events("agreed") == ([cast.user("ruth").id] if by == "ruth" else [])
    assert events("made") == [cast.user("aled").id]


def test_a_maker_who_holds_another_role_as_well_is_still_no_second(app: Flask, again: Invitation) -> None:
    becomes("aled", MANAGER)
    assert agreed(app, again, "aled") == 422
    with pytest.raises(NotForYou):
        agree(again, Author(cast.user("aled").id, MANAGER))
    with pytest.raises(IntegrityError), db.database.atomic():
        Invitation.update(agreed=cast.NOW, agreed_by=again.made_by).where(Invitation.id == again.id).execute()


def test_it_says_why_before_pressing_and_afterwards_and_who_could_agree_finds_it(app: Flask, again: Invitation) -> None:
    aled, ruth = cast.signed_in(app, "aled"), cast.signed_in(app, "ruth")
    why = "Somebody has signed in as Margaret Hughes before"
    assert why in aled.get(f"/people/{again.person_id}/circle").text
    assert "waits for a second person" in aled.get(page(again)).text
    waits = "Aled Prosser asks you to agree"
    shown = {name: waits in cast.signed_in(app, name).get("/people").text for name in ("ruth", "aled", "priya", "sam")}
    assert shown == {"ruth": True, "aled": False, "priya": False, "sam": False}
    assert why in ruth.get(page(again)).text
    assert "I agree" in ruth.get(page(again)).text
    agreed(app, again, "ruth")
    assert waits not in ruth.get("/people").text


def test_only_maker_and_second_see_the_link(app: Flask, again: Invitation) -> None:
    becomes("grace", COORDINATOR, "Riverside")
    assert ADDRESS not in cast.signed_in(app, "aled").get(page(again)).text
    agreed(app, again, "ruth")
    seen = {name: ADDRESS in cast.signed_in(app, name).get(page(again)).text for name in ("aled", "ruth", "grace")}
    assert seen == {"aled": True, "ruth": True, "grace": False}
    assert "Only Aled Prosser and Ruth" in cast.signed_in(app, "grace").get(page(again)).text


def test_a_link_from_before_somebody_signed_in_takes_two_as_well(app: Flask) -> None:
    kept, first = invited(app, name=cast.WALTER), invited(app, name=cast.WALTER)
    assert joins(app, first) == 303
    Membership.get((Membership.person == kept.person_id) & (Membership.role == SELF)).end(OPERATOR)
    assert joins(app, kept) == 410
    assert [one.id for one in waiting_for(cast.user("ruth")).invitations] == [kept.id]


def second_loses_the_role() -> None:
    becomes("grace", MANAGER)
    role("ruth").end(OPERATOR)


def maker_loses_the_role() -> None:
    role("aled").end(OPERATOR)


def moves_away() -> None:
    Placement.move(cast.person(cast.MARGARET), Team.get(Team.name == "Hilltop"), OPERATOR)


@pytest.mark.parametrize("happens", [second_loses_the_role, maker_loses_the_role, moves_away])
def test_it_is_judged_again_when_it_is_opened(app: Flask, again: Invitation, happens: Callable[[], None]) -> None:
    agreed(app, again, "ruth")
    happens()
    assert joins(app, again) == 410
    assert not Membership.has_self(cast.person(cast.MARGARET))


def test_a_stolen_phone_agrees_to_none(app: Flask) -> None:
    made = invited(app, "ruth")
    stolen = cast.signed_in(app, "aled", proven=False)
    assert stolen.post(f"{page(made)}/agreement").status_code == 422
    assert events("agreed") == []
