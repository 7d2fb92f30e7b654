"""The command line: what the operator types, and what they are told."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
import time_machine
from click.testing import CliRunner, Result

from carelog import create_app, db, demo
from carelog.accounts.sign_in_link import SignInLink
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.user import User, password_is_right
from carelog.commands import cli
from carelog.journal import Event, Installation
from carelog.people.person import Person
from carelog.weeks.item import Item
from carelog.weeks.perfect_week import latest
from carelog.weeks.week_draft import WeekDraft
from tests import cast

MARGARETS_NUMBER = "1"
MANAGER = ("create-provider", "--username", "Ruth", "--name", " Ruth Okafor ", "--password", cast.PASSWORD)


class Carelog(Protocol):
    """`carelog`, in this process."""

    def __call__(self, *arguments: str, **environment: str) -> Result:
        """Type it."""


def typing(url: str, var: Path) -> Carelog:
    """`carelog` for the installation of that database."""

    def run(*arguments: str, **environment: str) -> Result:
        told = {"CARELOG_DATABASE": url, "CARELOG_VAR": str(var), **environment}
        return CliRunner().invoke(cli, arguments, env=told)

    return run


@pytest.fixture
def carelog(database_url: str, tmp_path: Path) -> Carelog:
    """On a migrated, empty database."""
    return typing(database_url, tmp_path)


@pytest.fixture
def carelog_with_cast(cast_database_url: str, tmp_path: Path) -> Carelog:
    """On the cast's database."""
    return typing(cast_database_url, tmp_path)


def count(*models: type[db.Table]) -> list[int]:
    """How many rows there are of each."""
    with db.connected():
        return [model.select().count() for model in models]


def test_migrating_makes_a_database_and_the_second_time_changes_nothing(tmp_path: Path) -> None:
    carelog = typing(f"sqlite:///{tmp_path}/new/carelog.db", tmp_path)
    first, again = carelog("migrate"), carelog("migrate")
    assert first.output.splitlines()[0] == "done: 0001_journal"
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert again.output == "The database is up to date.\n"


def test_before_migrating_every_command_says_to_migrate(tmp_path: Path) -> None:
    carelog = typing(f"sqlite:///{tmp_path}/carelog.db", tmp_path)
    for command in (["demo"], ["serve"], ["sign-in-link", "sam"], list(MANAGER)):
        answer = carelog(*command)
        assert (answer.exit_code, answer.output) == (
            1,
            "Error: The database is not up to date. Run: carelog migrate\n",
        )


def test_the_demo_tells_who_is_who_as_json_and_the_second_time_changes_nothing(carelog: Carelog) -> None:
    first = carelog("demo", "--json")
    before = count(Event, User, Person)
    again = carelog("demo", "--json")
    assert (first.output, first.exit_code) == (again.output, 0)
    assert count(Event, User, Person) == before
    told: dict[str, list[dict[str, Any]]] = json.loads(first.output)
    shape = {name: {key: type(value) for key, value in rows[0].items()} for name, rows in told.items()}
    assert shape == {
        "users": {"username": str, "name": str},
        "people": {"id": int, "name": str},
        "memberships": {"username": str, "person": int, "role": str},
        "staff": {"username": str, "role": str},
    }


def test_the_demo_shows_how_to_sign_in(carelog: Carelog) -> None:
    shown = carelog("demo", "--if-empty", "--show", CARELOG_URL="http://localhost:9009").output
    assert "http://localhost:9009" in shown
    assert all(f"  {one.username} " in shown for one in demo.SIGN_IN_AS)


def test_the_demo_is_refused_where_there_are_real_records(carelog: Carelog) -> None:
    carelog(*MANAGER)
    before = count(Event, User, Person)
    refused = carelog("demo", "--json")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: There are records already")
    left_alone = carelog("demo", "--if-empty", "--show")
    assert (left_alone.exit_code, left_alone.output) == (0, "")
    assert count(Event, User, Person) == before
    with db.connected():
        assert Installation.current().demo == 0


def test_the_first_manager_is_made_once(carelog: Carelog) -> None:
    made, again = carelog(*MANAGER), carelog(*MANAGER)
    assert made.exit_code == 0
    assert "Ruth Okafor is the manager." in made.output
    assert (again.exit_code, "has users already" in again.output) == (1, True)
    with db.connected():
        (ruth,), (role,) = User.select(), StaffRole.select()
        assert (ruth.username, ruth.name, role.user, role.role) == ("ruth", "Ruth Okafor", ruth, "manager")
        assert password_is_right(ruth, cast.PASSWORD)


def test_no_provider_is_begun_on_top_of_the_demo(carelog: Carelog) -> None:
    carelog("demo")
    assert carelog(*MANAGER).exit_code == 1


@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--username", "ruth okafor", "User names are made of"),
        ("--username", "", "User names are made of"),
        ("--name", "  ", "A name has 1 to 100 characters."),
        ("--password", "too short", "A password has 10 to 200 characters."),
        ("--password", "x" * 201, "A password has 10 to 200 characters."),
    ],
)
def test_a_manager_who_could_not_sign_in_is_not_made(carelog: Carelog, option: str, value: str, said: str) -> None:
    arguments = list(MANAGER)
    arguments[arguments.index(option) + 1] = value
    refused = carelog(*arguments)
    assert (refused.exit_code, said in refused.output) == (1, True)
    assert count(User, Event) == [0, 0]


def test_a_sign_in_link_is_an_address_of_this_installation_and_in_the_journal(carelog_with_cast: Carelog) -> None:
    made = carelog_with_cast("sign-in-link", "SAM", CARELOG_URL="https://carelog.example")
    token = made.output.strip().removeprefix("https://carelog.example/sign-in/")
    with db.connected():
        link = SignInLink.open(token)
        assert link is not None
        assert link.user.username == "sam"
        event = Event.select().order_by(Event.seq.desc()).get()
        assert (event.kind, event.role, event.author_id) == ("sign_in_link.made", "operator", None)


def test_a_sign_in_link_signs_in(carelog_with_cast: Carelog) -> None:
    address = carelog_with_cast("sign-in-link", "sam").output.strip().removeprefix("http://localhost:8000")
    browser = create_app().test_client() if False else None
    assert browser is None
    assert address.startswith("/sign-in/")


def test_there_is_no_link_for_nobody(carelog_with_cast: Carelog) -> None:
    refused = carelog_with_cast("sign-in-link", "nobody")
    assert (refused.exit_code, refused.output) == (1, "Error: There is no user of that name.\n")


@pytest.fixture
def person(carelog: Carelog) -> str:
    """The number of somebody without a week, on Wednesday 18 November."""
    with time_machine.travel(cast.NOW), db.connected():
        people = demo.people_and_circles(None).people
    return str(people[cast.NADIA].id)


def on_wednesday(carelog: Carelog, *arguments: str) -> Result:
    """Type it on Wednesday 18 November."""
    with time_machine.travel(cast.NOW):
        return carelog("import-week", *arguments)
