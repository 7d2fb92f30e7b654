"""The database as every room finds it: instants with their zone, connections, and what SQLite is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
import time_machine
from peewee import IntegrityError

from carelog import clock, db
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.journal import Installation
from carelog.people.person import Person, Placement

in_a_database = pytest.mark.usefixtures("empty_app")
sqlite_only = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
SUMMER = datetime(2026, 7, 1, 9, 30, tzinfo=ZoneInfo("Europe/London"))
TWICE = datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=ZoneInfo("Europe/London"))
FAR_EAST = datetime(2026, 1, 1, 0, 15, 0, 250, tzinfo=timezone(timedelta(hours=13)))


@in_a_database
@pytest.mark.parametrize("moment", [SUMMER, TWICE, FAR_EAST])
def test_an_instant_comes_back_as_it_was_and_in_utc(moment: datetime) -> None:
    made = User.create(username="sam", name="Sam Doyle", created=moment)
    found = User.get_by_id(made.id).created
    assert found == moment.astimezone(UTC)
    assert found.tzinfo is UTC


@in_a_database
@time_machine.travel("2026-07-01 08:30:00Z", tick=False)
def test_instants_compare_as_moments_whatever_their_zone() -> None:
    made = User.create(username="sam", name="Sam Doyle", created=SUMMER)
    assert clock.now() == SUMMER
    assert User.get(User.created == clock.now()) == made
    assert not User.select().where(User.created < SUMMER).exists()


@in_a_database
def test_an_instant_without_a_zone_is_refused() -> None:
    naive = SUMMER.replace(tzinfo=None)
    with pytest.raises(ValueError, match="an instant needs a zone"):
        User.create(username="sam", name="Sam Doyle", created=naive)


@in_a_database
def test_no_instant_stays_none() -> None:
    team, person = Team.create(name="Riverside"), Person.create(name="Margaret Hughes")
    placed = Placement.create(person=person, team=team, starts=SUMMER)
    assert Placement.get_by_id(placed.id).ends is None


@in_a_database
def test_a_row_cannot_refer_to_one_that_is_not_there() -> None:
    with pytest.raises(IntegrityError), db.database.atomic():
        Placement.create(person=1, team=1, starts=SUMMER)


@sqlite_only
@in_a_database
def test_sqlite_is_told_to_survive_a_power_cut_and_to_wait_for_its_turn() -> None:
    def pragma(name: str) -> object:
        return db.database.execute_sql(f"PRAGMA {name}").fetchone()[0]

    names = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")
    assert [pragma(name) for name in names] == ["wal", 2, 1, 1, 5000]


def test_who_writes_at_once_waits_and_nothing_is_lost(database_url: str) -> None:
    db.bind(database_url)
    ready = Barrier(4)

    def add(number: int) -> None:
        with db.connected():
            ready.wait()
            for step in range(5):
                with db.database.atomic():
                    there = Team.select().count()  # reading first: a deferred SQLite transaction would fail here
                    Team.create(name=f"Team {number} {step} after {there}")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(4)))
    with db.connected():
        assert Team.select().count() == 20


def test_a_connection_that_was_open_is_left_open(database_url: str) -> None:
    db.bind(database_url)
    with db.connected():
        with db.connected():
            assert Installation.current().demo == 0
        assert not db.database.is_closed()
    assert db.database.is_closed()


def test_the_address_decides_which_database_it_is(database_url: str, db_kind: str) -> None:
    db.bind(database_url)
    assert db.is_sqlite() == (db_kind == "sqlite")


def test_the_folder_of_an_sqlite_file_is_made(tmp_path: Path) -> None:
    db.bind(f"sqlite:///{tmp_path}/a/b/carelog.db")
    with db.connected():
        assert db.pending_migrations()[0] == "0001_journal"
    db.close_everything()
    assert (tmp_path / "a" / "b" / "carelog.db").exists()
