"""The invented provider that people try the app with: somebody in every role, and a believable month."""

import stat
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask

from carelog import clock, demo, pictures
from carelog.accounts.user import User, password_is_right
from carelog.journal import Event, Installation
from carelog.people.circle import ALLY, SELF, WORKER, Membership
from carelog.people.sharing import Sharing
from carelog.records.lived_week import lived_week
from carelog.records.outcome import State
from carelog.settings import Settings
from carelog.weeks.item import PlannedItem
from carelog.weeks.perfect_week import latest
from tests import cast
from tests.plans import EVERY_LABEL

LONDON = ZoneInfo("Europe/London")
in_a_database = pytest.mark.usefixtures("empty_app")
sqlite_only = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)


def everybody_signs_in_with_one_password(told: Settings) -> None:
    """The password of this installation, which only its user can read."""
    var, password = told.var, demo.password(told.var)
    assert password == demo.password(var)
    assert stat.S_IMODE((var / "secrets" / "demo-password").stat().st_mode) == 0o600
    assert password_is_right(User.named("sam"), password)
    assert len({user.password for user in User.select()}) == 1
    assert password in demo.how_to_sign_in(told)


def every_planned_thing_has_a_picture_and_somebody_was_asked_about_most() -> None:
    """So that the first look at the app is a good one."""
    planned = list(PlannedItem.select())
    assert [item.title for item in planned if item.picture not in pictures.symbols()] == []
    for name in (cast.MARGARET, cast.JAMIE, cast.WALTER):
        week = latest(cast.person(name))
        assert week is not None
        asked = [p.details.important_to is not None for p in week.items]
        assert sum(asked) > len(asked) / 2


@time_machine.travel(cast.NOW)
def test_the_demo_is_loaded_once_and_is_good_to_look_at(empty_app: Flask) -> None:
    told: Settings = empty_app.config["SETTINGS"]
    assert demo.load(told.var) is True
    before = Event.select().count()
    assert demo.load(told.var) is False
    assert Event.select().count() == before
    assert Installation.current().demo == 1
    everybody_signs_in_with_one_password(told)
    every_planned_thing_has_a_picture_and_somebody_was_asked_about_most()


@in_a_database
def test_the_demo_never_goes_beside_real_records(tmp_path: Path) -> None:
    User.create(username="ruth", name="Ruth Okafor")
    with pytest.raises(demo.NotEmpty):
        demo.load(tmp_path)
    assert (User.select().count(), Installation.current().demo) == (1, 0)


@sqlite_only
@in_a_database
def test_somebody_is_in_every_role_and_somebody_is_outside_each_circle() -> None:
    with time_machine.travel(cast.NOW):
        demo.people_and_circles(None)
    who = demo.who_is_who()
    assert {row["role"] for row in who["memberships"]} == {SELF, ALLY, WORKER}
    assert {row["role"] for row in who["staff"]} == {"manager", "coordinator"}
    usernames = [row["username"] for row in who["users"]]
    assert {row["username"] for row in who["memberships"] + who["staff"]} == set(usernames)
    for person in who["people"]:
        inside = {row["username"] for row in who["memberships"] if row["person"] == person["id"]}
        outside = {row["role"] for row in who["memberships"] if row["username"] not in inside}
        assert {ALLY, WORKER} <= outside, person["name"]


def test_no_two_of_the_cast_are_alike() -> None:
    usernames, names = zip(*demo.USERS, strict=True)
    assert len(set(usernames)) == len(set(names)) == len(demo.USERS)
    shown = [fields["picture"] for _team, fields in demo.PEOPLE.values()]
    assert len(set(shown)) == len(demo.PEOPLE)


def test_every_picture_of_the_cast_is_one_we_have() -> None:
    shown = {fields["picture"] for _team, fields in demo.PEOPLE.values()}
    assert shown <= pictures.symbols().keys()


def test_everybody_to_sign_in_as_is_in_the_cast_one_of_each_role() -> None:
    users = dict(demo.USERS)
    assert all(users[shown.username] == shown.name for shown in demo.SIGN_IN_AS)
    roles = {role for _, username, role, _ in demo.CIRCLES for shown in demo.SIGN_IN_AS if username == shown.username}
    roles |= {role for username, role, _ in demo.STAFF for shown in demo.SIGN_IN_AS if username == shown.username}
    assert roles == {SELF, ALLY, WORKER, "coordinator", "manager"}


@sqlite_only
@in_a_database
@time_machine.travel(cast.NOW)
def test_nothing_is_shared_but_what_the_person_chose() -> None:
    demo.people_and_circles(None)
    allies = Membership.select(Membership, User).join(User).where(Membership.role == ALLY)
    shared = {ally.user.username: set(Sharing.newest([ally]).get(ally.id, {})) for ally in allies}
    assert shared["joan"] == set()
    assert shared["helen"] == {"how_it_went", "my_week"}


@sqlite_only
@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 16, 0, 5, tzinfo=LONDON),
        datetime(2026, 3, 29, 2, 30, tzinfo=LONDON),
        datetime(2026, 10, 26, 4, 59, tzinfo=LONDON),
    ],
)
@in_a_database
def test_whenever_the_demo_is_made_its_records_are_believable(now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        demo.build()
        margaret, this_week = cast.person(cast.MARGARET), clock.monday(clock.living_day(LONDON))
        before = [lived_week(margaret, this_week - timedelta(weeks=ago), EVERY_LABEL) for ago in (1, 2, 3)]
        assert not Event.select().where((Event.kind == "mark") & (Event.written_at > clock.now())).exists()
    states = Counter(row.state for week in before for row in week.dated)
    assert states[State.HAPPENED] > states.total() / 2
    assert states[State.NOT_RECORDED] > 0
    assert states[State.DISPUTED] == 0


def test_what_looks_thrown_is_always_the_same() -> None:
    thrown = [demo._dice("Margaret Hughes", 1, place) for place in range(1000)]
    assert thrown == [demo._dice("Margaret Hughes", 1, place) for place in range(1000)]
    written_down = sum(dice % 100 < demo.WRITTEN_DOWN for dice in thrown) / 10
    assert abs(written_down - demo.WRITTEN_DOWN) < 4
