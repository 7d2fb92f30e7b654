"""What the databases are told, so that nobody is told "saved" about what a power cut would take."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from carelog import db, server

SQLITE = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("db_kind", ["postgresql"], indirect=True)
AT_ONCE = 4


@SQLITE
@pytest.mark.usefixtures("app")
def test_every_connection_to_sqlite_syncs_what_it_commits() -> None:
    together = Barrier(AT_ONCE)

    def asked(_number: int) -> list[str]:
        with db.connected():
            together.wait()  # each has a connection of its own
            return db.forgetful()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert list(threads.map(asked, range(AT_ONCE))) == [[]] * AT_ONCE


@SQLITE
def test_sqlite_that_does_not_sync_is_not_served(app: Flask) -> None:
    db.database.execute_sql("PRAGMA synchronous = NORMAL")
    assert "synchronous off" in str(server.reason_not_to_serve(app.config["SETTINGS"]))


@POSTGRESQL
def test_postgresql_that_does_not_sync_is_not_served(app: Flask) -> None:
    assert server.reason_not_to_serve(app.config["SETTINGS"]) is None
    db.database.execute_sql("SET synchronous_commit = off")
    assert "synchronous_commit off" in str(server.reason_not_to_serve(app.config["SETTINGS"]))
