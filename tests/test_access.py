"""Nobody where they do not belong: every route × everybody who might come × before, during and after belonging.

What is expected stands in `everywhere.WAYS` and `visitors`, written by hand.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from peewee import PostgresqlDatabase

from carelog import journal
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.team import Team
from carelog.db import database
from carelog.people.circle import Membership
from carelog.people.person import Placement
from carelog.people.sharing import Sharing
from tests import cast, everywhere, visitors
from tests.asking import APART, SQLITE
from tests.everywhere import (
    ANYBODY,
    ASKED_EACH_TIME,
    SIGNED_IN,
    WAYS,
    WHO_IS_SIGNED_IN,
    Places,
    Way,
    asks_password,
    author,
    good_form,
    on_their_page,
    open_places,
    spent_places,
)
from tests.recording import item_ids, own_records
from tests.reviews import reviewing
from tests.tables import assert_no_gaps, contents
from tests.visitors import INSIDE, OUTSIDE, SIGNED_OUT, everybody

TO_SIGN_IN, ASKED_TO_SIGN_IN, KNOWN_BUT_NOT_GIVEN, NOT_KNOWN = 302, 401, 403, 404
DONE = {200, 302, 303}
ON_A_PAGE: dict[str, str] = {}


def may(way: Way, visitor: str) -> bool:
    if ANYBODY in way.who:
        return True
    if way.who == SIGNED_IN:
        return visitor != SIGNED_OUT
    around = INSIDE.get(visitor, set())
    held = around if way.around_margaret else around | OUTSIDE.get(visitor, set())
    return bool(held & way.allowed)


def expected(way: Way, visitor: str) -> int:
    """The status for somebody who sends an empty form, to things that are over."""
    if way.endpoint == "accounts.sign_in" and way.method == "GET" and visitor != SIGNED_OUT:
        return 302  # they are signed in
    if way.endpoint == "home.family" and "self" in INSIDE.get(visitor, ()):
        return 302  # to their own letter
    if may(way, visitor):
        return way.reached
    if visitor == SIGNED_OUT:
        return TO_SIGN_IN if way.method == "GET" else ASKED_TO_SIGN_IN
    if way.hidden or (way.about_a_person and visitor in OUTSIDE):
        return NOT_KNOWN
    return KNOWN_BUT_NOT_GIVEN


def ask(
    browser: FlaskClient, way: Way, places: Places, form: dict[str, Any] | None = None, as_who: dict[str, str] = APART
) -> int:
    """The status. Without what all pages have in common, unless it is asked `as_who` looks at the page."""
    sent = on_their_page(browser, form) if form else {}
    with browser.open(way.path.format(**places), method=way.method, data=sent, headers=as_who) as answer:
        return answer.status_code


def on_each_database(ways: list[Way], visitors: Iterable[str]) -> Iterator[tuple[Way, str]]:
    """Every route for every visitor on SQLite; on PostgreSQL each route for every fourth one, turn by turn.

    What is looked up is the same for all who come alike; the rules that judge it know no database.
    """
    every = 4 if isinstance(database.obj, PostgresqlDatabase) else 1
    for (number, way), (place, visitor) in product(enumerate(ways), enumerate(visitors)):
        if (number + place) % every == 0:
            yield way, visitor


@SQLITE
def test_the_matrix_names_every_route_of_the_app(app: Flask) -> None:
    routes = {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules() for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }  # fmt: skip
    assert {(way.method, way.endpoint) for way in WAYS} == routes


@SQLITE
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
        for way, visitor in on_each_database(ways, browsers)
        for status in [ask(browsers[visitor], way, places)] if status != expected(way, visitor)
    }  # fmt: skip
    assert wrong == {}
    for visitor, browser in browsers.items():  # with what all pages have in common, too
        assert browser.get("/account").status_code == (TO_SIGN_IN if visitor == SIGNED_OUT else 200), visitor
        assert browser.get("/nowhere").status_code == NOT_KNOWN, visitor
    assert contents() == before


def test_who_may_not_write_changes_nothing_with_a_form_that_is_in_order(app: Flask) -> None:
    places, browsers = open_places(app), everybody(app)
    own = own_records(cast.MARGARET, author("sam", "worker"))
    forms = {way.endpoint: good_form(way.endpoint, places, cast.MARGARET, own) for way in WAYS}
    before = contents()
    ways = [way for way in WAYS if way.method == "POST" and ANYBODY not in way.who and way.who != SIGNED_IN]
    tries = [(way, visitor) for way, visitor in on_each_database(ways, browsers) if not may(way, visitor)]
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
    files = {"sheet": everywhere.sheet, "photos": everywhere.photo_file}
    return {**form, **{name: made() for name, made in files.items() if name in form}}


def test_who_may_write_does_and_the_journal_keeps_the_role_that_let_them(app: Flask) -> None:
    """Each in turn, and put back as it was: all of them find the same things there."""
    browsers = everybody(app, proven=False)
    ways = [way for way in WAYS if way.method == "POST" and ANYBODY not in way.who and way.who != SIGNED_IN]
    one_each = [
        (way, next(name for name in INSIDE if role in INSIDE[name])) for way in ways for role in way.who.split()
    ]
    places = open_places(app)
    for way, visitor in one_each:
        browser, kept = browsers[visitor], browsers[visitor].get_cookie("carelog")
        with database.atomic() as put_back:
            writes(browser, way, visitor, dict(places))
            put_back.rollback()
        if kept:
            browser.set_cookie(kept.key, kept.value)
    assert_no_gaps()


def username(visitor: str) -> str:
    return visitors.OF_THE_CAST.get(visitor, visitor.removeprefix("ally:"))


def writes(browser: FlaskClient, way: Way, visitor: str, places: Places) -> None:
    """They may, once they gave their password where it is asked, and the journal says as what."""
    role = visitor.partition(":")[0]
    own = own_records(cast.MARGARET, author(username(visitor), role))
    places |= reviewing.make_room(way.endpoint, cast.person(cast.MARGARET))
    form, before = good_form(way.endpoint, places, cast.MARGARET, own), newest()
    if way.endpoint == "people.move":
        places["person"] = cast.person(cast.WALTER).id
    if way.endpoint == "item_pictures.choose":  # of the week agreed last, which was a moment ago
        places["item"] = next(iter(item_ids(cast.MARGARET)))
    if asks_password(way, visitor):
        assert ask(browser, way, places, form, ON_A_PAGE) == 422, (str(way), visitor)
        assert newest() == before
        cast.session_of(browser).prove()
        form |= {"my_password": cast.PASSWORD} if way.endpoint in ASKED_EACH_TIME else {}
    assert ask(browser, way, places, form, ON_A_PAGE) in DONE, (str(way), visitor)
    written = journal.Event.select().where(journal.Event.seq > before)
    writers = {(event.author_id, event.role) for event in written}
    assert writers == {(cast.user(username(visitor)).id, role)}, (str(way), visitor)


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
@SQLITE
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


@SQLITE
def test_a_person_who_may_not_be_known_is_answered_like_one_who_does_not_exist(app: Flask) -> None:
    dev = cast.signed_in(app, "dev")
    numbers = cast.person(cast.MARGARET).id, 99999
    with time_machine.travel(cast.NOW, tick=False):  # a page says of when it is
        hidden, missing = (dev.get(f"/people/{number}") for number in numbers)
    assert hidden.status_code == missing.status_code == 404
    assert hidden.data == missing.data
    assert {name: value for name, value in hidden.headers if name != "Date"} == {
        name: value for name, value in missing.headers if name != "Date"
    }
