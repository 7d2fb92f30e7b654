"""What every test can ask for: a fresh database of either kind, and a browser that is set as a phone in Britain."""

import shutil
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Playwright

from carelog import clock, create_app, db
from carelog.application import use
from carelog.journal import Author
from carelog.people.person import Person
from carelog.settings import Settings
from tests import cast
from tests.databases import Databases
from tests.plans import author

# Elsewhere nothing shows the system calls of a program to who is not its administrator.
collect_ignore = [] if sys.platform == "linux" else ["test_order_of_calls.py"]
DATABASES = pytest.StashKey[Databases]()
DAY = pytest.StashKey[tuple[date, date]]()
LONGEST = timedelta(minutes=1)  # that a test takes in the browser
PHONE = "Pixel 7"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The tests open only our own pages; nothing else shall be asked for, least of all from outside.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_configure(config: pytest.Config) -> None:
    """One folder of databases for the run; the workers of pytest-xdist are told where it is."""
    told = getattr(config, "workerinput", {}).get("databases")
    config.stash[DATABASES] = Databases(Path(told)) if told else Databases.begin()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Before a worker starts."""
    node.workerinput["databases"] = str(node.config.stash[DATABASES].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that began the run ends it."""
    databases = config.stash[DATABASES]
    if hasattr(config, "workerinput"):
        databases.leave()
    else:
        databases.end()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """No test runs across midnight or 05:00, nor uses what was built before: the demo tells of the days until then."""
    while days(clock.now() + LONGEST) != days(clock.now()):
        sleep(1)
    if item.config.stash.setdefault(DAY, days(clock.now())) != days(clock.now()):
        item.config.stash[DAY] = days(clock.now())
        item.session._setupstate.teardown_exact(None)


def days(moment: datetime) -> tuple[date, date]:
    """The date then in Britain, and the day that people are living there."""
    zone = ZoneInfo(clock.DEFAULT_ZONE)
    return clock.day_here(zone, moment), clock.living_day(zone, moment)


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config) -> Databases:
    """The databases of this run."""
    return pytestconfig.stash[DATABASES]


@pytest.fixture(params=["sqlite", "postgresql"])
def db_kind(request: pytest.FixtureRequest) -> str:
    """Each kind in turn. For one alone: `@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)`."""
    kind: str = request.param
    return kind


@pytest.fixture
def database_url(databases: Databases, db_kind: str) -> Iterator[str]:
    """The address of a fresh database that is migrated and empty."""
    with databases.copy(db_kind, "empty") as url:
        yield url


@pytest.fixture
def cast_database_url(databases: Databases, db_kind: str) -> Iterator[str]:
    """The address of a fresh database in which the cast lives."""
    with databases.copy(db_kind, "cast") as url:
        yield url


def settings_for(url: str, var: Path) -> Settings:
    """The settings of an installation of its own."""
    return Settings.from_environment({"CARELOG_VAR": str(var), "CARELOG_DATABASE": url})


BUILT: list[Flask] = []


def serving(url: str, var: Path) -> Flask:
    """The app of this test process, now serving that installation: making one anew takes longer than most tests."""
    settings = settings_for(url, var)
    if not BUILT:
        BUILT.append(create_app(settings))
        BUILT[0].test_client_class = cast.Browser
    use(BUILT[0], settings)
    return BUILT[0]


@pytest.fixture
def empty_app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The app on a migrated, empty database, inside its context and with a connection."""
    app = serving(database_url, tmp_path / "var")
    with app.app_context(), db.connected():
        yield app
    db.close_everything()


@pytest.fixture
def app(cast_database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The app with the cast, on Wednesday 18 November 2026 at 10:00, inside its context and with a connection."""
    app = serving(cast_database_url, tmp_path / "var")
    with time_machine.travel(cast.NOW), app.app_context(), db.connected():
        yield app
    db.close_everything()


@pytest.fixture
def nadia(app: Flask) -> Person:
    """Somebody who has no week but the one that a test makes."""
    _ = app
    return cast.person(cast.NADIA)


@pytest.fixture
def margaret(app: Flask) -> Person:
    """Somebody who signs in herself, with the cast's week."""
    _ = app
    return cast.person(cast.MARGARET)


@pytest.fixture
def sam(app: Flask) -> FlaskClient:
    """The phone of a worker."""
    return cast.signed_in(app, "sam")


@pytest.fixture
def by_sam(app: Flask) -> Author:
    """The same worker, as who writes a record."""
    _ = app
    return author("sam")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium; without one, the build that Playwright brings."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return {**browser_type_launch_args, "executable_path": found, "args": list(CHROMIUM_FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], playwright: Playwright) -> dict[str, Any]:
    """A phone, in English, in London. A test of a wide screen, or of what is kept without signal, says so itself."""
    phone = {key: value for key, value in playwright.devices[PHONE].items() if key != "default_browser_type"}
    here = {"locale": "en-GB", "timezone_id": "Europe/London", "service_workers": "block"}
    return {**browser_context_args, **phone, **here, "device_scale_factor": 1}
