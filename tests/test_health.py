"""GET /healthz: is the database there, up to date, and still refusing to change what was written once?"""

import pytest
from flask import Flask

from carelog import db


def test_the_app_says_that_it_is_well(app: Flask) -> None:
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"database": "ok", "migrations": "ok", "protection": "ok"})


def test_a_migration_that_is_missing_is_said(app: Flask) -> None:
    history, newest = db.runner().History, db.runner().status()[-1].name
    history.delete().where(history.name == newest).execute()
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json == {"database": "ok", "migrations": "1 pending", "protection": "ok"}


@pytest.mark.parametrize(
    "trigger", ["journal_no_update", "mark_no_delete", "erasure_no_delete", "planned_item_no_update"]
)
def test_a_trigger_that_is_missing_is_said(app: Flask, db_kind: str, trigger: str) -> None:
    table = trigger.partition("_no_")[0]
    db.database.execute_sql(f"DROP TRIGGER {trigger}" + ("" if db_kind == "sqlite" else f" ON {table}"))
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json == {"database": "ok", "migrations": "ok", "protection": "missing on 1 tables"}


def test_a_trigger_that_is_switched_off_is_said(app: Flask, db_kind: str) -> None:
    off = (
        "PRAGMA recursive_triggers = 0"
        if db_kind == "sqlite"
        else "ALTER TABLE journal DISABLE TRIGGER journal_no_update"
    )
    db.database.execute_sql(off)
    assert app.test_client().get("/healthz").status_code == 503
