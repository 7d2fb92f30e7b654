"""A new password by a link: who may make one for whom, whose second it takes, who takes it back, and when it falls."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import IntegrityError

from carelog import db
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.accounts.team import Team
from carelog.journal import OPERATOR, Author, new_id
from carelog.people.circle import SELF, WORKER, Membership
from carelog.people.person import Placement
from carelog.people.resetting import RESETS, reset_password
from carelog.people.second import NotForYou, agree
from carelog.people.waiting import waiting_for
from tests import cast
from tests.people.resets import (
    NEW,
    agreed,
    ask,
    ask_for_staff,
    becomes,
    choose,
    events,
    link,
    newest,
    opens,
    place,
    role,
)
from tests.people.test_pressed_at_once import press_at_once

# who may


@pytest.mark.parametrize(
    ("by", "whose", "name", "status", "works"),
    [
        ("aled", "sam", cast.MARGARET, 303, True),
        ("aled", "helen", cast.MARGARET, 303, True),
        ("ruth", "sam", cast.MARGARET, 303, True),
        ("ruth", "dev", cast.IVY, 303, True),
        ("aled", "margaret", cast.MARGARET, 303, False),
        ("ruth", "margaret", cast.MARGARET, 303, False),
        ("priya", "sam", cast.MARGARET, 404, None),
        ("aled", "dev", cast.IVY, 404, None),
        ("sam", "helen", cast.MARGARET, 403, None),
        ("margaret", "sam", cast.MARGARET, 403, None),
        ("margaret", "margaret", cast.MARGARET, 403, None),
        ("helen", "margaret", cast.MARGARET, 403, None),
    ],
)
def test_who_may_make_which_and_which_works_at_once(
    app: Flask, by: str, whose: str, name: str, status: int, works: bool | None
) -> None:
    assert ask(app, by, whose, name).status_code == status
    assert PasswordReset.select().count() == (status == 303)
    if works is not None:
        assert choose(app, link(app)) == (303 if works else 410)
        assert opens(whose, NEW) is works


@pytest.mark.parametrize("username", ["aled", "priya", "sam", "margaret", "helen"])
def test_a_manager_begins_for_the_staff_and_nobody_else(app: Flask, username: str) -> None:
    assert ask_for_staff(app, username, "aled").status_code == 403
    assert ask_for_staff(app, "ruth", "aled").status_code == 303
    assert choose(app, link(app)) == 410


def test_nobody_makes_one_for_themselves(app: Flask) -> None:
    Membership.start(cast.person(cast.NADIA), cast.user("aled"), WORKER, OPERATOR)
    for answer in (ask(app, "aled", "aled", cast.NADIA), ask_for_staff(app, "ruth", "ruth")):
        assert answer.status_code == 422
        assert "You change your own password in My account." in answer.text
    assert PasswordReset.select().count() == 0


def test_a_coordinator_does_not_begin_for_a_manager_who_belongs_to_a_circle(app: Flask) -> None:
    Membership.start(cast.person(cast.NADIA), cast.user("ruth"), WORKER, OPERATOR)
    assert ask(app, "aled", "ruth", cast.NADIA).status_code == 422
    with pytest.raises(NotForYou):
        reset_password(cast.user("ruth"), Author(cast.user("aled").id, COORDINATOR), cast.person(cast.NADIA))


def test_a_person_is_helped_by_the_team_that_supports_them(app: Flask) -> None:
    Membership.start(cast.person(cast.IVY), cast.user("margaret"), "ally", OPERATOR)
    assert ask(app, "priya", "margaret", cast.IVY).status_code == 422  # who coordinates only a friend's team


def test_somebody_whose_place_ended_is_not_found(app: Flask) -> None:
    ended = Membership.get((Membership.user == cast.user("tomasz")) & ~Membership.ends.is_null())
    path = f"/people/{cast.person(cast.MARGARET).id}/memberships/{ended.id}/password-reset"
    assert [cast.signed_in(app, "aled").open(path, method=method).status_code for method in ("GET", "POST")] == [
        404
    ] * 2


def test_the_page_says_beforehand_when_it_takes_two(app: Flask) -> None:
    browser = cast.signed_in(app, "aled")
    for username, two in (("sam", False), ("margaret", True)):
        page = f"/people/{cast.person(cast.MARGARET).id}/memberships/{place(username).id}/password-reset"
        assert ("This takes two." in browser.get(page).text) is two


@pytest.mark.parametrize(("by", "works"), [("aled", False), ("ruth", True)])
@pytest.mark.parametrize(("role", "name"), [(WORKER, cast.IVY), ("ally", cast.IVY)])
def test_who_also_belongs_where_its_maker_does_not_coordinate_takes_two(
    app: Flask, by: str, works: bool, role: str, name: str
) -> None:
    Membership.start(cast.person(name), cast.user("sam"), role, OPERATOR)
    page = f"/people/{cast.person(cast.MARGARET).id}/memberships/{place('sam').id}/password-reset"
    assert ("This takes two." in cast.signed_in(app, by).get(page).text) is not works
    assert ask(app, by, "sam").status_code == 303
    assert [reset.user.username for reset in waiting_for(cast.user("ruth")).resets] == ([] if works else ["sam"])
    assert choose(app, link(app)) == (303 if works else 410)
    if not works:
        assert agreed(app, "ruth") == 303
        assert choose(app, link(app)) == 303


def test_who_coordinates_wherever_somebody_belongs_makes_theirs_alone(app: Flask) -> None:
    Membership.start(cast.person(cast.IVY), cast.user("sam"), WORKER, OPERATOR)
    becomes("aled", COORDINATOR, "Hilltop")
    assert ask(app, "aled", "sam").status_code == 303
    assert choose(app, link(app)) == 303


def test_pressing_twice_makes_one(app: Flask) -> None:
    path = f"/people/{cast.person(cast.MARGARET).id}/memberships/{place('sam').id}/password-reset"
    press = {"id": new_id()}
    answers = press_at_once([cast.signed_in(app, "aled") for _ in range(2)], path, press)
    assert answers == [303, 303]
    assert PasswordReset.select().count() == 1


# the second


@pytest.mark.usefixtures("margarets")
@pytest.mark.parametrize(
    ("by", "status"),
    [("ruth", 303), ("aled", 422), ("priya", 404), ("margaret", 403), ("sam", 403), ("helen", 403)],
)
def test_the_second_is_another_coordinator_of_the_team_or_a_manager(app: Flask, by: str, status: int) -> None:
    assert agreed(app, by) == status
    assert choose(app, link(app)) == (303 if by == "ruth" else 410)
    assert events("agreed") == (by == "ruth")


@pytest.mark.parametrize(("by", "status"), [("priya", 303), ("aled", 422), ("ruth", 422), ("sam", 403)])
def test_for_the_staff_any_coordinator_but_neither_maker_nor_owner(app: Flask, by: str, status: int) -> None:
    ask_for_staff(app, "ruth", "aled")
    assert agreed(app, by) == status
    assert choose(app, link(app)) == (303 if by == "priya" else 410)


def test_a_maker_who_holds_another_role_as_well_is_still_no_second(app: Flask, margarets: PasswordReset) -> None:
    becomes("aled", MANAGER)
    assert agreed(app, "aled") == 422
    becomes("margaret", COORDINATOR, "Riverside")
    assert agreed(app, "margaret") == 422
    with pytest.raises(NotForYou):
        agree(margarets, Author(cast.user("aled").id, MANAGER))


def test_the_database_keeps_maker_owner_and_second_apart(margarets: PasswordReset) -> None:
    for wrong in ({"made_by": margarets.user}, {"agreed": cast.NOW, "agreed_by": margarets.made_by}):
        with pytest.raises(IntegrityError), db.database.atomic():
            PasswordReset.update(wrong).where(PasswordReset.id == margarets.id).execute()


def test_who_could_agree_finds_it_first_on_their_page(app: Flask, margarets: PasswordReset) -> None:
    waits = "A second person is needed"
    shown = {name: waits in cast.signed_in(app, name).get("/people").text for name in ("ruth", "aled", "priya", "sam")}
    assert shown == {"ruth": True, "aled": False, "priya": False, "sam": False}
    agreed(app, "ruth")
    assert waits not in cast.signed_in(app, "ruth").get("/people").text
    assert waiting_for(cast.user("ruth")).resets == []
    assert RESETS.stands(PasswordReset.get_by_id(margarets.id))


def test_only_maker_and_second_see_the_link(app: Flask, margarets: PasswordReset) -> None:
    becomes("grace", COORDINATOR, "Riverside")
    page = f"/people/{margarets.person_id}/password-resets/{margarets.id}"
    address = "http://localhost:8000/new-password/"
    assert address not in cast.signed_in(app, "aled").get(page).text
    agreed(app, "ruth")
    seen = {
        name: address in cast.signed_in(app, name, proven=proven).get(page).text
        for name, proven in (("aled", True), ("ruth", True), ("grace", True), ("sam", True))
    }
    assert seen == {"aled": True, "ruth": True, "grace": False, "sam": False}
    assert address not in cast.signed_in(app, "aled", proven=False).get(page).text


def test_a_reset_is_found_at_its_own_address_only(app: Flask, margarets: PasswordReset) -> None:
    ruth, jamie = cast.signed_in(app, "ruth"), cast.person(cast.JAMIE).id
    for path in (f"/people/{jamie}", "/staff"):
        assert ruth.get(f"{path}/password-resets/{margarets.id}").status_code == 404
        for what in ("agreement", "withdrawal"):
            assert ruth.post(f"{path}/password-resets/{margarets.id}/{what}").status_code == 404
    assert newest().is_open


def test_the_operators_link_takes_no_second_and_nobody_finds_it(app: Flask) -> None:
    made = PasswordReset.make(cast.user("ruth"), OPERATOR)
    assert cast.signed_in(app, "aled").get(f"/staff/password-resets/{made.id}").status_code == 404
    assert choose(app, link(app)) == 303
    assert opens("ruth", NEW)


# taking it back


@pytest.mark.parametrize(("by", "status"), [("aled", 303), ("ruth", 303), ("priya", 404), ("sam", 403)])
def test_who_may_make_one_takes_it_back_without_a_password(
    app: Flask, sams: PasswordReset, by: str, status: int
) -> None:
    browser = cast.signed_in(app, by, proven=False)
    path = f"/people/{sams.person_id}/password-resets/{sams.id}/withdrawal"
    assert [browser.post(path).status_code for _ in range(2)] == [status] * 2
    assert choose(app, link(app, sams)) == (410 if status == 303 else 303)
    assert events("withdrawn") == (status == 303)


def test_its_owner_sees_it_in_my_account_and_ends_it(app: Flask, margarets: PasswordReset) -> None:
    browser = cast.signed_in(app, "margaret", proven=False)
    assert "A link for a new password, from Aled Prosser." in browser.get("/account").text
    assert browser.post(f"/account/password-resets/{margarets.id}/withdrawal").status_code == 303
    assert agreed(app, "ruth") == 303
    assert events("agreed") == 0
    assert choose(app, link(app)) == 410
    assert "A link for a new password" not in browser.get("/account").text


def test_nobody_ends_somebody_elses_in_my_account(app: Flask, sams: PasswordReset) -> None:
    for username in ("grace", "aled"):
        path = f"/account/password-resets/{sams.id}/withdrawal"
        assert cast.signed_in(app, username).post(path).status_code == 404
    assert newest().is_open


def test_who_remembers_it_after_all_and_changes_it_ends_the_link(app: Flask, sams: PasswordReset) -> None:
    form = {"old": cast.PASSWORD, "new": "another long password"}
    assert cast.signed_in(app, "sam").post("/account/password", data=form).status_code == 303
    assert choose(app, link(app, sams)) == 410


# it is judged again when it is used


def loses_the_role() -> None:
    becomes("grace", MANAGER)
    role("aled").end(OPERATOR)


def moves_away() -> None:
    Placement.move(cast.person(cast.MARGARET), Team.get(Team.name == "Hilltop"), OPERATOR)


def does_not_belong_any_more() -> None:
    place("sam").end(OPERATOR)


def becomes_a_coordinator() -> None:
    becomes("sam", COORDINATOR, "Hilltop")


def works_elsewhere_too() -> None:
    Membership.start(cast.person(cast.IVY), cast.user("sam"), WORKER, OPERATOR)


def becomes_a_manager() -> None:
    becomes("sam", MANAGER)


def becomes_the_person() -> None:
    Membership.start(cast.person(cast.IVY), cast.user("sam"), SELF, OPERATOR)


@pytest.mark.parametrize(
    "happens",
    [
        loses_the_role,
        moves_away,
        does_not_belong_any_more,
        becomes_a_coordinator,
        becomes_a_manager,
        becomes_the_person,
        works_elsewhere_too,
    ],
)
def test_what_could_not_be_made_now_does_not_work(app: Flask, sams: PasswordReset, happens: Callable[[], None]) -> None:
    happens()
    assert app.test_client().get(link(app, sams)).status_code == 410
    assert choose(app, link(app, sams)) == 410
    assert opens("sam", cast.PASSWORD)


def test_nobody_agrees_to_what_could_not_be_made_now(app: Flask, margarets: PasswordReset) -> None:
    Placement.move(cast.person(cast.MARGARET), Team.get(Team.name == "Hilltop"), OPERATOR)
    page = f"/people/{margarets.person_id}/password-resets/{margarets.id}"
    assert "who made it, or agreed, may not do so now" in cast.signed_in(app, "ruth").get(page).text
    assert agreed(app, "ruth") == 303
    assert events("agreed") == 0


def test_a_second_who_lost_the_role_counts_no_more(app: Flask, margarets: PasswordReset) -> None:
    becomes("grace", MANAGER)
    assert agreed(app, "ruth") == 303
    role("ruth").end(OPERATOR)
    assert choose(app, link(app, margarets)) == 410


@pytest.fixture
def stolen(app: Flask) -> FlaskClient:
    """A coordinator's phone, unlocked, in other hands."""
    return cast.signed_in(app, "aled", proven=False)


def test_a_stolen_phone_makes_no_link_and_agrees_to_none(app: Flask, stolen: FlaskClient) -> None:
    path = f"/people/{cast.person(cast.MARGARET).id}/memberships/{place('sam').id}/password-reset"
    assert stolen.post(path, data={"id": new_id()}).status_code == 422
    assert PasswordReset.select().count() == 0
    ask(app, "ruth", "margaret")
    reset = newest()
    answer = stolen.post(f"/people/{reset.person_id}/password-resets/{reset.id}/agreement")
    assert answer.status_code == 422
    assert events("agreed") == 0
