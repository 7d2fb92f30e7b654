"""People who must not know: a list that warns at every invitation, and that no ally ever sees."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog.accounts.invitation import Invitation
from carelog.accounts.user import User
from carelog.journal import Author, new_id
from carelog.people.circle import Membership
from carelog.people.must_not_know import MustNotKnow, parts
from carelog.people.person import Person
from tests import cast, visitors

ALED = "aled"


def margaret(path: str = "") -> str:
    return f"/people/{cast.person(cast.MARGARET).id}{path}"


def listed(name: str, about: str = "") -> MustNotKnow:
    return MustNotKnow.put_on(cast.person(cast.MARGARET), name, about, Author(cast.user("margaret").id, "self"))


def invite(browser: FlaskClient, name: str, relation: str = "", **more: str) -> TestResponse:
    form = {"id": new_id(), "name": name, "role": "ally", "relation": relation, **more}
    return browser.post(margaret("/invitations"), data=form)


def invitations() -> int:
    return Invitation.select().where(Invitation.person_id == cast.person(cast.MARGARET).id).count()


@pytest.mark.parametrize(
    ("name", "relation", "alike"),
    [
        ("sam doyle", "", True),
        ("SÁM", "", True),
        ("Doyle, Tim", "", True),
        ("Samantha", "", False),
        ("Bob", "landlord", True),
        ("Bob", "the neighbour", False),
        ("The Former", "her", False),
        ("", "", False),
    ],
)
def test_names_are_alike_part_by_part(name: str, relation: str, alike: bool) -> None:
    assert MustNotKnow(name="Sam Doyle", about="Her former landlord").resembles(name, relation) is alike
    assert MustNotKnow(name="Sam Doyle", about="Her former landlord").is_called(name) is (name in ("sam doyle", "SÁM"))


def test_words_that_say_nothing_of_who_it_is_are_left_out() -> None:
    assert parts("Mrs. Ex of the", "Łucja O’Neill") == {"łucja", "o", "neill"}


def test_the_person_puts_somebody_on_the_list_and_takes_them_off(app: Flask) -> None:
    browser, form = cast.signed_in(app, "margaret"), {"id": new_id(), "name": "Her former landlord", "about": "He asks"}
    for _twice in range(2):
        assert browser.post(margaret("/must-not-know"), data=form).status_code == 303
    [one] = MustNotKnow.of([cast.person(cast.MARGARET)])
    assert "Her former landlord" in cast.signed_in(app, "sam").get(margaret("/must-not-know")).text  # opens the door
    assert browser.post(margaret(f"/must-not-know/{one.id}/ending")).status_code == 303
    assert MustNotKnow.of([cast.person(cast.MARGARET)]) == []


def test_it_has_to_say_who(app: Flask) -> None:
    answer = cast.signed_in(app, "margaret").post(margaret("/must-not-know"), data={"id": new_id(), "name": " "})
    assert answer.status_code == 422
    assert "Say who must not know." in answer.text


@pytest.mark.parametrize("username", ["helen", "joan", "carol", "dev"])
def test_no_ally_and_no_stranger_sees_it(app: Flask, username: str) -> None:
    one = listed("Her former landlord")
    visitors.share(Membership.get(Membership.user == cast.user("helen")))
    browser = cast.signed_in(app, username)
    for path in ("", "/circle", "/must-not-know", "/week", "/looks"):
        text = browser.get(margaret(path)).text
        assert "landlord" not in text
        assert "must not know" not in text
    assert browser.post(margaret(f"/must-not-know/{one.id}/ending")).status_code in (403, 404)


def test_whoever_invites_sees_the_list_and_says_that_they_looked(app: Flask) -> None:
    listed("Sam Doyle", "Her former landlord")
    aled = cast.signed_in(app, ALED)
    assert "Her former landlord" in aled.get(margaret("/circle")).text
    answer = invite(aled, "Tim Doyle")
    assert answer.status_code == 422
    assert "“Sam Doyle” is on the list of people who must not know." in answer.text
    assert invitations() == 0
    assert invite(aled, "Tim", "landlord").status_code == 422
    assert invite(aled, "Tim Doyle", looked="yes").status_code == 303
    assert invite(aled, "Peter Price").status_code == 303
    assert invitations() == 2


def test_cover_and_a_whole_team_are_warned_too(app: Flask) -> None:
    listed("Tomasz")
    aled, tomasz = cast.signed_in(app, ALED), cast.user("tomasz").id
    cover = {"id": new_id(), "worker": tomasz}
    assert "Tomasz" in aled.get(margaret("/cover")).text
    assert aled.post(margaret("/cover"), data=cover).status_code == 422
    into = {"id": new_id(), "workers": [tomasz], "people": [cast.person(cast.MARGARET).id]}
    assert aled.post("/circles/new", data=into).status_code == 422
    others = {**into, "people": [cast.person(cast.WALTER).id]}
    assert aled.post("/circles/new", data=others).status_code == 303
    assert not belongs("tomasz")
    assert aled.post(margaret("/cover"), data={**cover, "looked": "yes"}).status_code == 303
    assert belongs("tomasz")


def belongs(username: str) -> bool:
    here = (Membership.user == cast.user(username)) & (Membership.person == cast.person(cast.MARGARET))
    return Membership.standing().where(here).exists()


def link(app: Flask, name: str) -> tuple[Invitation, str]:
    made = Invitation.make(name, "ally", Author(cast.user(ALED).id, "coordinator"),
                           person_id=cast.person(cast.MARGARET).id)  # fmt: skip
    return made, f"/invitations/{made.token(app.config['SETTINGS'].secret_keys)}"


def test_who_opens_the_link_of_somebody_else_under_such_a_name_is_not_let_in_and_learns_nothing(app: Flask) -> None:
    listed("Dev Shah", "Her former landlord")
    made, path = link(app, "Peter Price")
    answer = cast.signed_in(app, "dev").post(path)
    assert answer.status_code == 410
    assert "landlord" not in answer.text
    assert "must not know" not in answer.text
    assert not belongs("dev")
    text = cast.signed_in(app, ALED).get(margaret("/circle")).text
    assert "An invitation for Peter Price was stopped, because somebody called Dev Shah opened it." in text
    assert not Invitation.get_by_id(made.id).is_open


def test_a_new_user_of_such_a_name_is_not_let_in_either(app: Flask) -> None:
    listed("Dev Shah")
    _made, path = link(app, "Peter Price")
    form = {"name": "dev SHAH", "username": "peter", "password": "three plain garden words", "kind": "own_phone"}
    assert app.test_client().post(path, data=form).status_code == 410
    assert User.named("peter") is None


def test_who_was_invited_with_the_warning_comes_in(app: Flask) -> None:
    listed("Dev Shah")
    assert invite(cast.signed_in(app, ALED), "Dev Shah", looked="yes").status_code == 303
    made = Invitation.select().order_by(Invitation.id.desc()).get()
    path = f"/invitations/{made.token(app.config['SETTINGS'].secret_keys)}"
    assert cast.signed_in(app, "dev").post(path).status_code == 303
    assert belongs("dev")


def test_who_is_put_on_the_list_after_the_invitation_does_not_come_in_by_it(app: Flask) -> None:
    _made, path = link(app, "Dev Shah")
    listed("Dev Shah")
    assert cast.signed_in(app, "dev").post(path).status_code == 410


def test_the_list_of_one_person_warns_of_nobody_around_another(app: Flask) -> None:
    walter: Person = cast.person(cast.WALTER)
    MustNotKnow.put_on(walter, "Peter Price", "", Author(cast.user(ALED).id, "coordinator"))
    assert invite(cast.signed_in(app, ALED), "Peter Price").status_code == 303
