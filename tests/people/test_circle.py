"""The circle: who belongs, inviting, ending."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from carelog.accounts.invitation import LASTS, Invitation
from carelog.journal import Event, new_id
from carelog.people.circle import Membership
from tests import cast


def margaret(path: str = "") -> str:
    return f"/people/{cast.person(cast.MARGARET).id}{path}"


def membership(username: str, name: str = cast.MARGARET) -> Membership:
    mine = (Membership.user == cast.user(username)) & (Membership.person == cast.person(name))
    found: Membership = Membership.select().where(mine).order_by(Membership.id.desc()).get()
    return found


def invite(app: Flask, username: str = "aled", **changes: str) -> TestResponse:
    form = {"id": new_id(), "name": "Peter", "role": "ally", "relation": "nephew", **changes}
    return cast.signed_in(app, username).post(margaret("/invitations"), data=form)


def end(app: Flask, username: str, whose: Membership, where: str = "") -> int:
    path = (where or margaret()) + f"/memberships/{whose.id}/ending"
    return cast.signed_in(app, username).post(path).status_code


def test_the_circle_shows_who_belongs_now_as_what(app: Flask) -> None:
    text = cast.signed_in(app, "margaret").get(margaret("/circle")).text
    for words in ("Helen Hughes", "daughter", "Joan Price", "Sam Doyle", "Grace Mensah", "Thursday 1 October"):
        assert words in text
    assert "Tomasz Lis" not in text  # belonged once


def test_an_ally_reads_names_only_where_they_are_shared(app: Flask) -> None:
    assert cast.signed_in(app, "helen").get(margaret("/circle")).status_code == 403
    jamie = f"/people/{cast.person(cast.JAMIE).id}/circle"
    text = cast.signed_in(app, "carol").get(jamie).text.partition("</main>")[0]
    assert "Sam Doyle" in text
    assert "<form" not in text


@pytest.mark.parametrize(("username", "allowed"), [("aled", True), ("ruth", True), ("margaret", False), ("sam", False)])
def test_who_may_invite(app: Flask, username: str, allowed: bool) -> None:
    answer = invite(app, username)
    assert answer.status_code == (303 if allowed else 403)
    text = cast.signed_in(app, username).get(margaret("/circle")).text
    assert ("Make an invitation" in text) == allowed


def test_an_invitation_shows_its_link_as_words_and_as_a_code(app: Flask) -> None:
    answer = invite(app)
    text = cast.signed_in(app, "aled").get(answer.location).text
    assert "http://localhost:8000/invitations/" in text
    assert 'src="data:image/svg+xml' in text
    assert "Wednesday 25 November" in text


def test_pressing_invite_twice_makes_one_invitation(app: Flask) -> None:
    press = new_id()
    assert invite(app, id=press).location == invite(app, id=press).location
    assert Invitation.select().count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "x" * 101}, {"role": "manager"}, {"role": ""}, {"relation": "x" * 101}, {"id": "x"}],
)
def test_an_invitation_that_is_not_in_order_is_not_made(app: Flask, wrong: dict[str, str]) -> None:
    answer = invite(app, **wrong)
    assert answer.status_code == 422
    assert "Who belongs" in answer.text
    assert Invitation.select().count() == 0


def test_nobody_is_invited_as_a_person_who_signs_in_already(app: Flask) -> None:
    assert invite(app, role="self").status_code == 422


def test_an_invitation_that_is_taken_back_stays_so(app: Flask) -> None:
    where = invite(app).location
    for _ in range(2):
        assert cast.signed_in(app, "aled").post(f"{where}/withdrawal").status_code == 303
    assert "It was taken back" in cast.signed_in(app, "aled").get(where).text
    assert Event.select().where(Event.kind == "invitation.withdrawn").count() == 1


def test_an_invitation_to_another_circle_is_not_to_be_found(app: Flask) -> None:
    number = invite(app).location.rsplit("/", 1)[1]
    jamies = f"/people/{cast.person(cast.JAMIE).id}/invitations/{number}"
    browser = cast.signed_in(app, "aled")
    assert (browser.get(jamies).status_code, browser.post(f"{jamies}/withdrawal").status_code) == (404, 404)
    assert Invitation.get_by_id(int(number)).withdrawn is None


def test_an_old_invitation_waits_no_longer(app: Flask) -> None:
    where = invite(app).location
    with time_machine.travel(cast.NOW + LASTS + timedelta(minutes=1)):
        browser = cast.signed_in(app, "aled")
        assert "It was good until" in browser.get(where).text
        assert "Invitations that wait" not in browser.get(margaret("/circle")).text


@pytest.mark.parametrize(
    ("username", "whose", "status"),
    [
        ("margaret", "joan", 303),
        ("aled", "joan", 303),
        ("ruth", "joan", 303),
        ("sam", "joan", 403),
        ("helen", "joan", 403),
        ("priya", "joan", 404),
        ("margaret", "sam", 403),
        ("aled", "sam", 303),
        ("ruth", "margaret", 303),
        ("margaret", "margaret", 403),
    ],
)
def test_who_may_end_whose_membership(app: Flask, username: str, whose: str, status: int) -> None:
    assert end(app, username, membership(whose)) == status
    assert (membership(whose).ends is not None) == (status == 303)


@pytest.mark.parametrize("whose", ["helen", "sam"])
def test_an_ending_counts_on_the_very_next_request(app: Flask, whose: str) -> None:
    browser = cast.signed_in(app, whose)
    assert browser.get(margaret()).status_code == 200
    end(app, "aled", membership(whose))
    assert browser.get(margaret()).status_code == 404
    assert browser.get(margaret("/week")).status_code == 404


def test_ending_twice_is_written_down_once(app: Flask) -> None:
    joan = membership("joan")
    assert [end(app, "aled", joan) for _ in range(2)] == [303, 303]
    subject = Event.select().where(
        (Event.kind == "membership.ended") & (Event.received_at > cast.BEGAN + timedelta(days=1))
    )
    assert subject.count() == 1


def test_a_membership_of_another_circle_is_not_to_be_found(app: Flask) -> None:
    carol = membership("carol", cast.JAMIE)
    assert end(app, "aled", carol, margaret()) == 404
    assert membership("carol", cast.JAMIE).ends is None
