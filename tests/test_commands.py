"""The command line: what the operator types, and what they are told."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import count as count_up
from pathlib import Path
from socket import socket
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
from tests.conftest import settings_for

MANAGER = ("create-provider", "--username", "Ruth", "--name", " Ruth Okafor ", "--password", cast.PASSWORD)


class Carelog(Protocol):
    """`carelog`, in this process."""

    def __call__(self, *arguments: str, **environment: str) -> Result:
        """Type it."""


def typing(url: str, var: Path) -> Carelog:
    """`carelog` for the installation of that database."""

    db.bind(url)

    def run(*arguments: str, **environment: str) -> Result:
        told = {"CARELOG_DATABASE": url, "CARELOG_VAR": str(var), **environment}
        db.close_everything()  # as if no other process had it open
        answer = CliRunner().invoke(cli, arguments, env=told)
        db.close_everything()
        return answer

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
    for command in (["demo"], ["serve"], ["sign-in-link", "sam"], ["reset-password", "sam"], list(MANAGER)):
        answer = carelog(*command)
        assert (answer.exit_code, answer.output) == (
            1,
            "Error: The database is not up to date. Run: carelog migrate\n",
        )


def test_the_demo_tells_who_is_who_and_the_second_time_changes_nothing(carelog: Carelog) -> None:
    first = carelog("demo", "--json")
    before = count(Event, User, Person)
    again = carelog("demo", "--json")
    assert (first.output, first.exit_code) == (again.output, 0)
    shown = carelog("demo", "--if-empty", "--show", CARELOG_URL="http://localhost:9009").output
    assert "http://localhost:9009" in shown
    assert all(f"  {one.username} " in shown for one in demo.SIGN_IN_AS)
    assert carelog(*MANAGER).exit_code == 1  # no real provider is begun on top of it
    assert count(Event, User, Person) == before
    told: dict[str, list[dict[str, Any]]] = json.loads(first.output)
    shape = {name: {key: type(value) for key, value in rows[0].items()} for name, rows in told.items()}
    assert shape == {
        "users": {"username": str, "name": str},
        "people": {"id": int, "name": str},
        "memberships": {"username": str, "person": int, "role": str},
        "staff": {"username": str, "role": str},
    }


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


def test_a_sign_in_link_can_be_opened(carelog_with_cast: Carelog, cast_database_url: str, tmp_path: Path) -> None:
    address = carelog_with_cast("sign-in-link", "sam").output.strip().removeprefix("http://localhost:8000")
    opened = create_app(settings_for(cast_database_url, tmp_path)).test_client().get(address)
    assert (opened.status_code, "Continue as Sam Doyle" in opened.text) == (200, True)


def test_the_operator_makes_a_link_for_a_new_password(
    carelog_with_cast: Carelog, cast_database_url: str, tmp_path: Path
) -> None:
    made = carelog_with_cast("reset-password", "RUTH", CARELOG_URL="https://carelog.example")
    address = made.output.strip().removeprefix("https://carelog.example")
    browser = create_app(settings_for(cast_database_url, tmp_path)).test_client()
    assert "Ruth Okafor, choose a new password" in browser.get(address).text
    assert browser.post(address, data={"new": "three plain garden words"}).status_code == 303
    with db.connected():
        assert password_is_right(User.get(User.username == "ruth"), "three plain garden words")
        event = Event.select().where(Event.kind == "password_reset.made").get()
        assert (event.role, event.author_id) == ("operator", None)


@pytest.mark.parametrize("command", ["sign-in-link", "reset-password"])
def test_there_is_no_link_for_nobody(carelog_with_cast: Carelog, command: str) -> None:
    refused = carelog_with_cast(command, "nobody")
    assert (refused.exit_code, refused.output) == (1, "Error: There is no user of that name.\n")


@pytest.fixture
def import_week(carelog_with_cast: Carelog) -> Callable[..., Result]:
    """`carelog import-week` for somebody of the cast, on Wednesday 18 November, a minute after the time before."""
    minutes = count_up()

    def run(name: str, file: Path, *options: str) -> Result:
        with db.connected():
            number = str(cast.person(name).id)
        with time_machine.travel(cast.NOW + timedelta(minutes=next(minutes))):
            return carelog_with_cast("import-week", number, str(file), *options)

    return run


def week_of(name: str) -> dict[str, str]:
    """The week agreed last: the ids of its items, by title."""
    with db.connected():
        week = latest(cast.person(name))
    return {planned.details.title: planned.item_id for planned in week.items} if week else {}


def waiting(name: str) -> bool:
    """A draft waits to be agreed."""
    with db.connected():
        return WeekDraft.open_one(cast.person(name)) is not None


def test_a_week_is_imported_as_a_draft_and_told_line_by_line(import_week: Callable[..., Result]) -> None:
    told = import_week(cast.NADIA, cast.SHEET)
    assert told.exit_code == 0
    assert "Kept as a draft." in told.output
    assert all(f"{heading}: " in told.output for heading in ("Kept", "New", "Ended"))
    assert (waiting(cast.NADIA), week_of(cast.NADIA)) == (True, {})


def test_every_line_of_the_sheet_is_told_with_its_cell(import_week: Callable[..., Result], tmp_path: Path) -> None:
    sheet = tmp_path / "nadia.csv"
    sheet.write_text("what,days,part of day\nPainting,Mon Wed,afternoon\nSomething,blue,morning\n")
    told = import_week(cast.NADIA, sheet).output
    assert "'Painting" in told
    assert any(line.startswith("? ") for line in told.splitlines())


def test_a_week_that_is_imported_with_a_start_is_agreed(import_week: Callable[..., Result]) -> None:
    told = import_week(cast.NADIA, cast.SHEET, "--starts", "2026-11-02")
    assert told.output.endswith("Agreed from Monday 2 November 2026.\n")
    assert waiting(cast.NADIA) is False
    assert week_of(cast.NADIA).keys() == week_of(cast.MARGARET).keys()


def test_importing_again_keeps_the_ids_and_lists_what_is_new_or_ended(
    import_week: Callable[..., Result], tmp_path: Path
) -> None:
    sheet = tmp_path / "nadia.csv"
    sheet.write_text("what,days,part of day\nPainting,Wed,afternoon\nChoir,Thu,evening\n")
    import_week(cast.NADIA, sheet, "--starts", "2026-11-19")
    before = week_of(cast.NADIA)
    sheet.write_text("what,days,part of day\nSwimming,Mon,morning\npainting,Fri,afternoon\n")
    told = import_week(cast.NADIA, sheet, "--starts", "2026-11-19").output
    assert "Kept: 1\n  painting\nNew: 1\n  Swimming\nEnded: 1\n  Choir\n" in told
    after = week_of(cast.NADIA)
    assert after["painting"] == before["Painting"]
    assert after["Swimming"] not in before.values()


def test_a_version_that_starts_too_early_is_refused_and_leaves_not_even_a_draft(
    import_week: Callable[..., Result],
) -> None:
    before = count(Event, WeekDraft, Item)
    refused = import_week(cast.MARGARET, cast.SHEET, "--starts", "2026-11-18")
    assert refused.exit_code == 1
    assert "starts Thursday 19 November 2026 at the earliest. Nothing was changed." in refused.output
    assert count(Event, WeekDraft, Item) == before


def test_a_file_that_is_no_week_is_refused_and_changes_nothing(
    import_week: Callable[..., Result], tmp_path: Path
) -> None:
    before = count(Event, WeekDraft, Item)
    file = tmp_path / "week.xlsx"
    for content in (b"PK\3\4 not really", b"x" * (2 * 2**20 + 1)):
        file.write_bytes(content)
        refused = import_week(cast.MARGARET, file)
        assert (refused.exit_code, refused.output.startswith("Error: ")) == (1, True)
    assert count(Event, WeekDraft, Item) == before


def test_a_week_belongs_to_somebody(carelog_with_cast: Carelog) -> None:
    sheet = str(cast.SHEET)
    refused = carelog_with_cast("import-week", "4711", sheet)
    assert (refused.exit_code, refused.output) == (1, "Error: There is no person with the number 4711.\n")
    for wrong in (["0", sheet], ["Margaret", sheet], ["1", "nowhere.xlsx"], ["1", sheet, "--starts", "soon"]):
        assert carelog_with_cast("import-week", *wrong).exit_code == 2


def test_the_signing_key_is_renewed(tmp_path: Path) -> None:
    carelog = typing(f"sqlite:///{tmp_path}/carelog.db", tmp_path)
    assert carelog("rotate-secrets").exit_code == 0
    assert len(list((tmp_path / "secrets").iterdir())) == 2


def test_the_demo_is_served_on_this_machine_only(carelog: Carelog) -> None:
    with db.connected():
        Installation.update(demo=1).execute()
    for name, value in (("CARELOG_HOST", "192.0.2.7"), ("CARELOG_URL", "https://carelog.example")):
        refused = carelog("serve", **{name: value})
        assert (refused.exit_code, "on this machine only" in refused.output) == (1, True)


def test_a_port_that_is_in_use_is_said_with_what_to_do(carelog: Carelog) -> None:
    with socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port: int = other.getsockname()[1]
        refused = carelog("serve", PORT=str(port))
    assert (refused.exit_code, f"Port {port} is in use." in refused.output) == (1, True)


def test_records_that_could_be_changed_are_not_served(carelog_with_cast: Carelog) -> None:
    with db.connected():
        db.database.execute_sql("DROP TRIGGER journal_no_delete" + ("" if db.is_sqlite() else " ON journal"))
    refused = carelog_with_cast("serve")
    assert (refused.exit_code, "would let records be changed (journal)" in refused.output) == (1, True)


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("PORT", "eighty", "carelog: PORT: "),
        ("CARELOG_DATABASE", "postgresql://127.0.0.1:1/carelog", "carelog: connection failed"),
    ],
)
def test_a_mistake_of_the_operator_is_a_sentence_and_no_traceback(
    tmp_path: Path, setting: str, value: str, said: str
) -> None:
    program = Path(sys.executable).with_name("carelog")
    environment = {"CARELOG_VAR": str(tmp_path), setting: value}
    ended = subprocess.run([program, "migrate"], env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith(said)
    assert "Traceback" not in ended.stderr
