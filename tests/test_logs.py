"""The log names endpoints, and nobody."""

import io
import json
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import cast
from tests.asking import SQLITE, everything_logged


@pytest.fixture
def margaret(app: Flask) -> str:
    """The address of Margaret's page."""
    with app.app_context():
        return f"/people/{cast.person(cast.MARGARET).id}"


LOG_FIELDS = {"at", "level", "what", "endpoint", "method", "status", "milliseconds", "problem", "where"}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged meanwhile."""
    with everything_logged() as written:
        yield written


@SQLITE
def test_the_log_names_endpoints_and_nothing_personal(
    app: Flask, sam: FlaskClient, margaret: str, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(**_arguments: object) -> None:
        raise ZeroDivisionError("CANARYWORD of Margaret Hughes")

    monkeypatch.setitem(app.view_functions, "summaries.show", fall)
    sam.get(f"{margaret}/week?week=2026-11-09", headers={"User-Agent": "CANARYWORD", "Referer": "/CANARYWORD"})
    sam.get("/CANARYWORD?CANARYWORD=CANARYWORD")
    sam.post(f"{margaret}/marks", data={"item": "CANARYWORD"})
    sam.get(f"{margaret}/summary")
    app.test_client().post("/sign-in", data={"username": "CANARYWORD", "password": "CANARYWORD", "kind": "own_phone"})
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["endpoint"] for line in lines if "endpoint" in line] == [
        "records.week", "none", "records.create_mark", "summaries.show", "accounts.sign_in",
    ]  # fmt: skip
    assert all(line.keys() <= LOG_FIELDS for line in lines)
    fault = next(line for line in lines if "problem" in line)
    assert (fault["level"], fault["problem"]) == ("error", "ZeroDivisionError")
    for private in ("CANARYWORD", "Hughes", "sam", "2026-11-09", "/people", "127.0.0.1"):
        assert private not in log.getvalue()
