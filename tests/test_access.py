"""Nobody where they do not belong: every route × everybody who might come × before, during and after belonging.

What is expected stands in `everywhere.WAYS` and `visitors`, written by hand.
"""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog import clock, journal
from carelog.accounts import user
from carelog.accounts.session import Session
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.people.circle import Membership
from carelog.people.person import Person, Placement
from carelog.people.sharing import Sharing
from tests import cast, everywhere, visitors
from tests.everywhere import (
    ANYBODY,
    SIGNED_IN,
    WAYS,
    WHO_IS_SIGNED_IN,
    Places,
    Way,
    author,
    good_form,
    open_places,
    spent_places,
)
from tests.tables import assert_no_gaps, contents
from tests.visitors import INSIDE, OUTSIDE, SIGNED_OUT, everybody

TO_SIGN_IN, ASKED_TO_SIGN_IN, KNOWN_BUT_NOT_GIVEN, NOT_KNOWN = 302, 401, 403, 404
DONE = {200, 302, 303}


def may(way: Way, visitor: str) -> bool:
    if ANYBODY in way.who:
        return True
    if way.who == SIGNED_IN:
        return visitor != SIGNED_OUT
    around = INSIDE.get(visitor, set())
    held = around if way.about_a_person else around | OUTSIDE.get(visitor, set())
    return bool(held & way.allowed)


def expected(way: Way, visitor: str) -> int:
    """The status for somebody who sends an empty form, to things that are over."""
    if way.endpoint == "accounts.sign_in" and way.method == "GET" and visitor != SIGNED_OUT:
        return 302  # they are signed in
    if may(way, visitor):
        return way.reached
    if visitor == SIGNED_OUT:
        return TO_SIGN_IN if way.method == "GET" else ASKED_TO_SIGN_IN
    if way.about_a_person and visitor in OUTSIDE:
        return NOT_KNOWN
    return KNOWN_BUT_NOT_GIVEN


def ask(browser: FlaskClient, way: Way, places: Places, form: dict[str, Any] | None = None) -> int:
    with browser.open(way.path.format(**places), method=way.method, data=form or {}) as answer:
        return answer.status_code


@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
def test_the_matrix_names_every_route_of_the_app(app: Flask) -> None:
    routes = {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules() for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }  # fmt: skip
    assert {(way.method, way.endpoint) for way in WAYS} == routes


@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
def test_the_matrix_gives_the_addresses_that_the_app_has(app: Flask) -> None:
    places = spent_places(app)
    for way in WAYS:
        path = way.path.format(**places)
        endpoint, _arguments = app.url_map.bind("localhost").match(path, way.method)
        assert endpoint == way.endpoint


def test_everybody_gets_what_the_table_gives_them_and_reading_changes_nothing(app: Flask) -> None:
    places, browsers = spent_places(app), everybody(app)
    ways = [way for way in WAYS if str(way) not in WHO_IS_SIGNED_IN]
    before = contents()
    wrong = {
        f"{way} as {visitor}": (expected(way, visitor), status)
        for visitor, browser in browsers.items() for way in ways
        for status in [ask(browser, way, places)] if status != expected(way, visitor)
    }  # fmt: skip
    assert wrong == {}
    assert contents() == before


def test_who_may_not_write_changes_nothing_with_a_form_that_is_in_order(app: Flask) -> None:
    places, browsers = open_places(app), everybody(app)
    mark = everywhere.a_mark(cast.MARGARET, author("sam", "worker"))
    forms = {way.endpoint: good_form(way.endpoint, places, cast.MARGARET, mark) for way in WAYS}
    before = contents()
    ways = [way for way in WAYS if way.method == "POST" and ANYBODY not in way.who and way.who != SIGNED_IN]
    tries = [(way, visitor) for way in ways for visitor in browsers if not may(way, visitor)]
    wrong = {
        f"{way} as {visitor}": status
        for way, visitor in tries
        for status in [ask(browsers[visitor], way, places, fresh(forms[way.endpoint]))]
        if status != expected(way, visitor)
    }  # fmt: skip
    assert wrong == {}
    assert contents() == before
    assert len(tries) > 400


def fresh(form: dict[str, Any]) -> dict[str, Any]:
    """A form whose file can be read again."""
    return {**form, "sheet": everywhere.sheet()} if "sheet" in form else form


def test_who_may_write_does_and_the_journal_keeps_the_role_that_let_them(app: Flask) -> None:
    browsers = everybody(app)
    ways = [way for way in WAYS if way.method == "POST" and ANYBODY not in way.who and way.who != SIGNED_IN]
    one_each = [(way, next(name for name in INSIDE if role in INSIDE[name])) for way in ways for role in way.who.split()]
    for way, visitor in one_each:
        places, user = open_places(app), visitors.OF_THE_CAST.get(visitor, visitor.removeprefix("ally:"))
        role = visitor.partition(":")[0]
        form = good_form(way.endpoint, places, cast.MARGARET, everywhere.a_mark(cast.MARGARET, author(user, role)))
        before = newest()
        if way.endpoint == "people.move":
            places["person"] = cast.person(cast.WALTER).id
        assert ask(browsers[visitor], way, places, form) in DONE, (str(way), visitor)
        written = journal.Event.select().where(journal.Event.seq > before)
        assert {(event.author_id, event.role) for event in written} == {(cast.user(user).id, role)}, (str(way), visitor)
    assert_no_gaps()


def newest() -> int:
    return int(journal.Event.select(journal.Event.seq).order_by(journal.Event.seq.desc()).limit(1).scalar())


def test_signing_out_is_open_to_everybody_and_ends_the_session(app: Flask) -> None:
    for browser in (app.test_client(), cast.signed_in(app, "margaret"), cast.signed_in(app, "ruth")):
        assert browser.post("/sign-out").status_code == 303
        assert browser.get("/account").status_code == TO_SIGN_IN


# at the edges of belonging


def week_of(browser: FlaskClient, person: str = cast.MARGARET) -> int:
    return browser.get(f"/people/{cast.person(person).id}/week").status_code


@pytest.mark.parametrize("role", ["self", "worker", "ally", "coordinator", "manager"])
@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
def test_a_role_holds_from_its_first_moment_until_just_before_its_last(app: Flask, role: str) -> None:
    starts, ends = cast.NOW + timedelta(hours=2), cast.NOW + timedelta(hours=4)
    if role in ("coordinator", "manager"):
        visitors.work("edge", role, starts=starts, ends=ends)
    else:
        if role == "self":
            Membership.update(ends=cast.NOW).where(Membership.role == "self").execute()
        visitors.share(visitors.belong("edge", role, starts=starts, ends=ends))
    browser, moment = cast.signed_in(app, "edge"), timedelta(microseconds=1)
    for at, status in ((starts - moment, 404), (starts, 200), (ends - moment, 200), (ends, 404)):
        with time_machine.travel(at, tick=False):
            assert week_of(browser) == status


def test_a_role_that_ends_while_its_holder_is_signed_in_ends_at_once(app: Flask) -> None:
    aled = author("aled", "coordinator")
    for username in ("sam", "aled", "ruth"):
        browser = cast.signed_in(app, username)
        assert week_of(browser) == 200
        for membership in Membership.select().where(Membership.user == cast.user(username)):
            membership.end(aled)
        visitors.work("another", "manager")
        for role in StaffRole.select().where(StaffRole.user == cast.user(username)):
            role.end(aled)
        assert week_of(browser) == 404
        assert browser.get("/account").status_code == 200


def test_what_a_person_takes_back_is_gone_at_once(app: Flask) -> None:
    helen = cast.signed_in(app, "helen")
    margaret = cast.person(cast.MARGARET)
    ally = Membership.get((Membership.person == margaret) & (Membership.user == cast.user("helen")))
    assert week_of(helen) == 200
    Sharing.decide(ally, "my_week", author("margaret", "self"), shared=False)
    assert week_of(helen) == 403
    assert helen.get(f"/people/{margaret.id}/summary").status_code == 200


def test_what_is_shared_for_some_days_is_shared_on_those_days_only(app: Flask) -> None:
    joan, margaret = cast.signed_in(app, "joan"), cast.person(cast.MARGARET)
    ally = Membership.get((Membership.person == margaret) & (Membership.user == cast.user("joan")))
    first, last = cast.TODAY + timedelta(days=2), cast.TODAY + timedelta(days=3)
    Sharing.decide(ally, "my_week", author("margaret", "self"), shared=True, from_day=first, until_day=last)
    for days, status in ((1, 403), (2, 200), (3, 200), (4, 403)):
        with time_machine.travel(cast.NOW + timedelta(days=days)):
            assert week_of(joan) == status


def test_a_coordinator_follows_their_team_and_not_a_person_who_moves(app: Flask) -> None:
    aled, priya = cast.signed_in(app, "aled"), cast.signed_in(app, "priya")
    assert (week_of(aled), week_of(priya)) == (200, 404)
    hilltop = Team.get(Team.name == "Hilltop")
    Placement.move(cast.person(cast.MARGARET), hilltop, author("ruth", "manager"))
    assert (week_of(aled), week_of(priya)) == (404, 200)


def test_somebody_who_comes_back_as_something_else_has_only_what_they_are_now(app: Flask) -> None:
    margaret, aled = cast.person(cast.MARGARET), author("aled", "coordinator")
    before = Membership.get((Membership.person == margaret) & (Membership.user == cast.user("helen")))
    helen = cast.signed_in(app, "helen")
    before.end(aled)
    assert week_of(helen) == 404
    Membership.start(margaret, cast.user("helen"), "ally", aled)
    assert week_of(helen) == 403  # what was shared with the ally before is not shared with the one who came back


def test_two_roles_around_two_people_do_not_mix(app: Flask) -> None:
    tomasz = cast.signed_in(app, "tomasz")  # was Margaret's worker, is Jamie's
    assert week_of(tomasz) == 404
    for method, path in (("POST", "marks"), ("GET", "circle"), ("GET", "summary")):
        assert tomasz.open(f"/people/{cast.person(cast.MARGARET).id}/{path}", method=method).status_code == 404
    assert tomasz.get(f"/people/{cast.person(cast.JAMIE).id}").status_code == 200


@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
def test_a_person_who_may_not_be_known_is_answered_like_one_who_does_not_exist(app: Flask) -> None:
    dev = cast.signed_in(app, "dev")
    hidden, missing = (dev.get(f"/people/{number}") for number in (cast.person(cast.MARGARET).id, 99999))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.data == missing.data
    assert {name: value for name, value in hidden.headers if name != "Date"} == {
        name: value for name, value in missing.headers if name != "Date"
    }


# one person's things through another person's address


@pytest.fixture
def elsewhere(app: Flask) -> Places:
    """Jamie's things, which Margaret's address must not reach; both are Aled's."""
    places = open_places(app, cast.JAMIE)
    everywhere.bring_in(cast.JAMIE).agree(cast.WEEK_STARTS, "Together.", author("aled", "coordinator"))
    return {**places, "draft": everywhere.bring_in(cast.JAMIE).id, "person": cast.person(cast.MARGARET).id}


def test_another_persons_things_are_not_reached_through_this_persons_address(app: Flask, elsewhere: Places) -> None:
    aled, sam = cast.signed_in(app, "aled"), cast.signed_in(app, "sam")
    theirs = everywhere.a_mark(cast.JAMIE, author("sam", "worker"))
    here = f"/people/{elsewhere['person']}"
    day = {"id": journal.new_id(), "day": cast.TODAY.isoformat(), "number": 1}
    item, press = everywhere.item_ids(cast.JAMIE)[0], {"id": journal.new_id()}
    agreed = {"starts": (cast.TODAY + timedelta(days=1)).isoformat(), "how_agreed": "Together."}
    before = contents()
    tries = {
        aled.get(f"{here}/invitations/{elsewhere['invitation']}"): 404,
        aled.post(f"{here}/invitations/{elsewhere['invitation']}/withdrawal"): 404,
        aled.get(f"{here}/invitations/{elsewhere['staff_invitation']}"): 404,
        aled.post(f"{here}/invitations/{elsewhere['staff_invitation']}/withdrawal"): 404,
        aled.post(f"{here}/memberships/{elsewhere['membership']}/ending"): 404,
        aled.post(f"{here}/drafts/{elsewhere['draft']}/agreements", data=agreed): 422,
        aled.post(f"{here}/drafts/{elsewhere['draft']}/endings"): 422,
        aled.post(f"{here}/importance", data={f"importance-{item}": "both"}): 422,
        aled.post(f"{here}/sharing", data=everywhere.sharing_form(elsewhere)): 404,
        sam.post(f"{here}/marks", data={**day, "item": item}): 422,
        sam.post(f"{here}/withdrawals", data={**press, "mark": theirs}): 422,
    }  # fmt: skip
    assert {answer.status_code: expected for answer, expected in tries.items() if answer.status_code != expected} == {}
    assert contents() == before


def test_a_manager_reaches_an_invitation_into_a_circle_only_through_the_circle(app: Flask, elsewhere: Places) -> None:
    ruth, before = cast.signed_in(app, "ruth"), contents()
    assert ruth.get(f"/staff/invitations/{elsewhere['invitation']}").status_code == 404
    assert ruth.post(f"/staff/invitations/{elsewhere['invitation']}/withdrawal").status_code == 404
    assert contents() == before


def test_the_person_ends_an_ally_and_nobody_else(app: Flask) -> None:
    margaret, person = cast.signed_in(app, "margaret"), cast.person(cast.MARGARET)
    standing = {row.user.username: row for row in Membership.around(person)}
    before = contents()
    for username in ("sam", "margaret"):
        assert margaret.post(f"/people/{person.id}/memberships/{standing[username].id}/ending").status_code == 403
    assert contents() == before
    assert margaret.post(f"/people/{person.id}/memberships/{standing['joan'].id}/ending").status_code == 303
    assert cast.signed_in(app, "joan").get(f"/people/{person.id}").status_code == 404


def test_somebody_elses_mark_is_theirs_to_take_back(app: Flask) -> None:
    mark = everywhere.a_mark(cast.MARGARET, author("sam", "worker"))
    before = contents()
    for username in ("grace", "margaret", "aled", "helen"):
        browser, form = cast.signed_in(app, username), {"id": journal.new_id(), "mark": mark}
        answer = browser.post(f"/people/{cast.person(cast.MARGARET).id}/withdrawals", data=form)
        assert answer.status_code == 403
    assert contents() == before


def test_an_id_that_somebody_else_used_is_free_for_me_and_theirs_is_untouched(app: Flask) -> None:
    key, press = everywhere.a_key(cast.MARGARET), journal.new_id()
    path = f"/people/{cast.person(cast.MARGARET).id}/marks"
    receipts = [
        cast.signed_in(app, username).post(path, data={**key, "id": press}).headers["Record-Receipt"]
        for username in ("sam", "grace", "sam")
    ]
    assert receipts[0] == receipts[2] != receipts[1]
    assert journal.Event.select().where(journal.Event.id == press).count() == 2


def test_a_coordinator_begins_records_in_their_own_teams_only(app: Flask) -> None:
    aled, hilltop = cast.signed_in(app, "aled"), Team.get(Team.name == "Hilltop")
    before = Person.select().count()
    form = {"id": journal.new_id(), "name": "Somebody", "team": hilltop.id}
    assert aled.post("/people/new", data=form).status_code == 422
    assert Person.select().count() == before


@pytest.mark.parametrize("role", ["manager", "coordinator", "operator", ""])
def test_an_invitation_into_a_circle_makes_nobody_staff(app: Flask, role: str) -> None:
    aled, before = cast.signed_in(app, "aled"), contents()
    form = {"id": journal.new_id(), "name": "Somebody", "role": role}
    assert aled.post(f"/people/{cast.person(cast.MARGARET).id}/invitations", data=form).status_code == 422
    assert contents() == before


def test_one_press_is_not_taken_for_another_about_somebody_else(app: Flask) -> None:
    aled, form = cast.signed_in(app, "aled"), {"id": journal.new_id(), "name": "Somebody", "role": "ally"}
    first, again, other = (
        aled.post(f"/people/{cast.person(name).id}/invitations", data=form)
        for name in (cast.MARGARET, cast.MARGARET, cast.JAMIE)
    )
    assert (first.status_code, first.headers["Location"]) == (303, again.headers["Location"])
    assert other.status_code == 409


# sessions and links


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


@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
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


@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
def test_a_forged_invitation_is_none(app: Flask) -> None:
    token = str(open_places(app)["token"])
    number, _, signature = token.partition(".")
    for forged in (number, f"{number}.", f"OTk5.{signature}", f"{number}.{signature[:-2]}", "x", "%00", "..%2f..", "é", "9" * 3000):
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
    known, unknown = (answer.text.replace('value="sam"', "").replace('value="nobody-of-that-name"', "") for answer in answers)
    assert [answer.status_code for answer in answers] == [422, 422]
    assert known == unknown
