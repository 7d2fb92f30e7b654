"""The invented provider that people try the app with: somebody in every role, and eight believable weeks."""

import stat
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from carelog import create_app, db, demo, pictures
from carelog.accounts.user import User, hash_password, password_is_right
from carelog.demo.calendar import dice
from carelog.demo.cast import Cast
from carelog.journal import SAFEGUARDING, Event, Installation
from carelog.people.circle import ALLY, SELF, WORKER, Membership
from carelog.people.sharing import Sharing
from carelog.records.outcome import State
from carelog.records.said import HAPPENED, PARTLY, Way
from carelog.settings import Settings
from carelog.weeks.item import PlannedItem
from carelog.weeks.perfect_week import latest
from tests import cast
from tests.cast import LONDON
from tests.databases import Databases
from tests.demo.rules import RULES
from tests.demo.told import Told

HOUSE = Path(demo.__file__).parents[1]
DISCOURAGED = ("refus", "service user", "client", "complian", "challenging", "community access")
in_a_database = pytest.mark.usefixtures("empty_app")
sqlite_only = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The demo as it was told on Wednesday 18 November 2026, 10:00; loaded once for all the tests that only look."""
    var = tmp_path_factory.mktemp("var")
    with databases.copy(request.param, "empty") as url:
        app = create_app(Settings.from_environment({"CARELOG_VAR": str(var), "CARELOG_DATABASE": url}))
        with time_machine.travel(cast.NOW, tick=False), app.app_context(), db.connected():
            demo.load(var)
            found = Told.read()
        db.close_everything()
    return found


@pytest.mark.parametrize("name", RULES)
def test_every_state_and_every_rule_occurs(told: Told, name: str) -> None:
    assert RULES[name](told), name


def test_who_writes_belongs_there_in_that_role(told: Told) -> None:
    around = {(person, user): role for person, user, role, _relation in demo.CIRCLES}
    around |= {(person, user): role for user, role, team in demo.STAFF for person in demo.PEOPLE
               if team in (demo.PEOPLE[person][0], None)}  # fmt: skip
    wrong = [
        (person, told.users[event.author_id], event.role)
        for event in told.events if event.author_id and event.person_id
        for person in [told.span_of(event).person.name]
        if around.get((person, told.users[event.author_id])) != event.role
    ]  # fmt: skip
    assert wrong == []
    shared = {"helen", "carol"}
    assert {told.users[event.author_id] for event in told.events if event.role == ALLY and event.author_id} == shared


def test_everything_was_written_in_its_order(told: Told) -> None:
    assert told.events == sorted(told.events, key=lambda event: (event.received_at, event.seq))
    assert all(event.written_at <= event.received_at <= told.now for event in told.events)
    for span in told.spans.values():
        mine = [event for event in told.events if event.person_id == span.person.id]
        counted = [event.person_seq for event in mine if event.label != SAFEGUARDING]
        assert counted == list(range(1, len(counted) + 1))


def test_what_was_agreed_was_agreed_before_it_began(told: Told) -> None:
    assert [starts for agreed, starts in told.agreed if agreed.astimezone(LONDON).date() >= starts] == []
    assert len(told.agreed) > len(told.spans)


def test_nothing_happened_before_its_day(told: Told) -> None:
    moved = {one.key: move.day for one, move in told.moved}
    early = [
        body.key
        for event, body in told.marks
        if body.said in (HAPPENED, PARTLY)
        and event.written_at.astimezone(LONDON).date() < min(body.key[1], moved.get(body.key, body.key[1]))
    ]
    assert early == []


def test_what_a_chart_shows_somebody_else_agreed(told: Told) -> None:
    wrote = {event.id: event.author_id for event, _body in told.marks}
    shown = [(event.author_id, wrote[body.about]) for event, body in told.checks if body.way == Way.CHART]
    assert shown
    assert [pair for pair in shown if pair[0] == pair[1]] == []


def test_its_words_are_the_ones_we_use_about_people(told: Told) -> None:
    assert "paint at my table" in told.words
    assert [text for text in told.words if any(word in text for word in DISCOURAGED)] == []


def test_most_things_happened_and_nobody_sees_much_differently(told: Told) -> None:
    for name in (cast.MARGARET, cast.JAMIE, cast.NADIA):
        states = Counter(row.state for week in told.weeks[name] for row in week.rows)
        assert states[State.HAPPENED] > states.total() / 2, name
        assert states[State.DISPUTED] <= 1, name


def test_of_today_nothing_is_told_of_nadia_so_that_there_is_always_something_to_try(told: Told) -> None:
    span = told.spans[cast.NADIA]
    waiting = [one for one in span.dated if one.occurrence.day == cast.TODAY and one.state is State.NOT_DUE]
    assert [one.occurrence.part.value for one in waiting] == ["morning", "afternoon", "evening"]
    assert max(body.key[1] for event, body in told.marks if event.person_id == span.person.id) < cast.TODAY


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
    for name in demo.PEOPLE:
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
        datetime(2026, 8, 31, 23, 50, tzinfo=LONDON),
    ],
)
@in_a_database
def test_whenever_the_demo_is_made_every_state_and_every_rule_occurs(now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        demo.build(hash_password(cast.PASSWORD))
        told = Told.read()
    assert [name for name, rule in RULES.items() if not rule(told)] == []
    assert max(event.received_at for event in told.events) <= now


@sqlite_only
@in_a_database
def test_only_who_belongs_can_be_an_author_of_the_demo() -> None:
    with time_machine.travel(cast.NOW):
        invented = demo.people_and_circles(None)
    assert isinstance(invented, Cast)
    assert invented.around(cast.WALTER, "grace").role == WORKER
    with pytest.raises(KeyError):
        invented.around(cast.WALTER, "tomasz")


@pytest.mark.parametrize("told", ["sqlite"], indirect=True)
@sqlite_only
@in_a_database
def test_apart_from_its_dates_the_story_is_always_the_same(told: Told) -> None:
    with time_machine.travel(cast.NOW + timedelta(weeks=5), tick=False):
        demo.build()
        later = Told.read()
    assert len(of_walter(told)) > 200
    assert of_walter(told) == of_walter(later)


def of_walter(told: Told) -> list[tuple[object, ...]]:
    """What is said of Walter, each with how far from this week it was about, and at what time it was written."""
    walter = told.spans[cast.WALTER].person.id
    return [
        (body.key[1] - told.monday, event.written_at.astimezone(LONDON).time(), event.author_id, event.voice,
         event.told_by, body.number, body.said, body.reason, body.note, body.how_shown)
        for event, body in told.marks if event.person_id == walter
    ]  # fmt: skip


def test_nobody_but_the_demo_tells_the_clock_what_time_it_is() -> None:
    telling = [path for path in HOUSE.rglob("*.py") if "clock.told" in path.read_text()]
    assert [str(path.relative_to(HOUSE)) for path in telling] == ["demo/story.py"]


def test_what_looks_thrown_is_always_the_same() -> None:
    assert dice("Margaret Hughes", 1, 7) == 3908629316
    thrown = Counter(dice("Margaret Hughes", 1, place) % 4 for place in range(1000))
    assert max(thrown.values()) - min(thrown.values()) < 100
