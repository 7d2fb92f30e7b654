"""Sessions, invitations and sign-in links in the wrong hands: kept, forged, used again, or too late."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from carelog import clock
from carelog.accounts import user
from carelog.accounts.session import Session
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.user import User
from tests import cast
from tests.asking import SQLITE
from tests.everywhere import (
    author,
    open_places,
)
from tests.tables import contents

TO_SIGN_IN = 302


def test_each_ends_only_their_own_devices(app: Flask) -> None:
    sam, grace = cast.signed_in(app, "sam"), cast.signed_in(app, "grace")
    with grace.session_transaction() as cookie:
        token = cookie["_user_id"]
    theirs = Session.signed_in(token)
    assert theirs is not None
    assert sam.post(f"/account/devices/{theirs.id}/sign-out").status_code == 404
    assert grace.get("/today").status_code == 200


def test_a_session_that_was_ended_elsewhere_opens_nothing(app: Flask) -> None:
    one, other = cast.signed_in(app, "sam"), cast.signed_in(app, "sam")
    with other.session_transaction() as cookie:
        there = Session.signed_in(cookie["_user_id"])
    assert there is not None
    assert one.post(f"/account/devices/{there.id}/sign-out").status_code == 303
    assert other.get("/today").status_code == TO_SIGN_IN
    assert one.get("/today").status_code == 200


def test_signing_in_gives_a_new_session_and_ends_what_was_there(app: Flask) -> None:
    browser = cast.client(app, "sam")
    with browser.session_transaction() as cookie:
        before = dict(cookie)
    browser.post("/sign-in", data={"username": "grace", "password": cast.PASSWORD, "kind": "own_phone"})
    with browser.session_transaction() as cookie:
        assert cookie["_user_id"] != before["_user_id"]
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie.update(before)
    assert thief.get("/today").status_code == TO_SIGN_IN


def test_a_cookie_that_was_kept_after_signing_out_opens_nothing(app: Flask) -> None:
    sam, thief = cast.signed_in(app, "sam"), app.test_client()
    kept = sam.get_cookie("carelog")
    assert kept is not None
    thief.set_cookie("carelog", kept.value)
    assert thief.get("/today").status_code == 200
    sam.post("/sign-out")
    assert thief.get("/today").status_code == TO_SIGN_IN


@SQLITE
def test_a_forged_cookie_opens_nothing(app: Flask) -> None:
    sam = cast.signed_in(app, "sam")
    real = sam.get_cookie("carelog")
    assert real is not None
    body, _, signature = real.value.rpartition(".")
    for forged in ("", "x", f"{body}.", f"{body}.{signature[::-1]}", f".{signature}", real.value[:-1], "x" * 3000):
        thief = app.test_client()
        thief.set_cookie("carelog", forged)
        assert thief.get("/today").status_code == TO_SIGN_IN


def test_an_invitation_is_used_once(app: Flask) -> None:
    places = open_places(app)
    path = f"/invitations/{places['token']}"
    first, second = cast.signed_in(app, "dev"), cast.signed_in(app, "tomasz")
    assert first.post(path).status_code == 303
    assert second.post(path).status_code == 410
    assert app.test_client().get(path).status_code == 410
    new = {"username": "newcomer", "name": "N", "password": "a long enough password", "kind": "own_phone"}
    before = contents()
    assert app.test_client().post(path, data=new).status_code == 410
    assert contents() == before


def test_an_invitation_dies_when_it_is_taken_back_or_old_or_its_maker_lost_the_role(app: Flask) -> None:
    ruth, places = author("ruth", "manager"), open_places(app)
    dev, path = cast.signed_in(app, "dev"), f"/invitations/{places['token']}"
    with time_machine.travel(cast.NOW + timedelta(days=8)):
        assert cast.signed_in(app, "dev").post(path).status_code == 410
    StaffRole.get((StaffRole.user == cast.user("aled")) & (StaffRole.role == "coordinator")).end(ruth)
    assert dev.post(path).status_code == 410
    assert dev.get(f"/people/{places['person']}").status_code == 404


@SQLITE
def test_a_forged_invitation_is_none(app: Flask) -> None:
    token = str(open_places(app)["token"])
    number, _, signature = token.partition(".")
    for forged in (
        number,
        f"{number}.",
        f"OTk5.{signature}",
        f"{number}.{signature[:-2]}",
        "x",
        "%00",
        "..%2f..",
        "é",
        "9" * 3000,
    ):
        assert app.test_client().get(f"/invitations/{forged}").status_code in (404, 410)


def test_a_sign_in_link_works_once_and_only_when_pressed(app: Flask) -> None:
    path = f"/sign-in/{open_places(app)['link']}"
    assert [app.test_client().get(path).status_code for _ in range(3)] == [200, 200, 200]
    browser = app.test_client()
    assert browser.post(path, data={"kind": "own_phone"}).status_code == 303
    assert browser.get("/today").status_code == 200
    assert app.test_client().post(path, data={"kind": "own_phone"}).status_code == 410


def test_a_sign_in_link_is_too_old_after_fifteen_minutes(app: Flask) -> None:
    path = f"/sign-in/{open_places(app)['link']}"
    with time_machine.travel(clock.now() + timedelta(minutes=15, seconds=1)):
        assert app.test_client().get(path).status_code == 410
        assert app.test_client().post(path, data={"kind": "own_phone"}).status_code == 410


def test_an_unknown_user_name_costs_the_same_work(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    real = user._hasher

    class Counting:
        def verify(self, hashed: str, password: str) -> bool:
            looked_at.append(hashed.rsplit("$", 2)[0])
            return real.verify(hashed, password)

    monkeypatch.setattr(user, "_hasher", Counting())
    User.update(password=None).where(User.username == "grace").execute()
    for username in ("sam", "nobody-of-that-name", "grace"):
        app.test_client().post("/sign-in", data={"username": username, "password": "wrong", "kind": "own_phone"})
    assert len(looked_at) == 3
    assert len(set(looked_at)) == 1  # the same settings of Argon2


def test_nobody_learns_which_user_names_there_are(app: Flask) -> None:
    answers = []
    for username in ("sam", "nobody-of-that-name"):
        form = {"username": username, "password": "not the password", "kind": "own_phone"}
        answers.append(app.test_client().post("/sign-in", data=form))
    known, unknown = (
        answer.text.replace('value="sam"', "").replace('value="nobody-of-that-name"', "") for answer in answers
    )
    assert [answer.status_code for answer in answers] == [422, 422]
    assert known == unknown
