"""Every mistake is met with a page that says what happened and what to do; without a database, too."""

import html
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import OperationalError

from carelog import db, errors
from tests import cast
from tests.asking import HTMX, ID, SQLITE, assert_guarded, due


@pytest.fixture
def margaret(app: Flask) -> str:
    """The address of Margaret's page."""
    with app.app_context():
        return f"/people/{cast.person(cast.MARGARET).id}"


@SQLITE
@pytest.mark.parametrize("status", sorted(errors.WORDS))
def test_every_status_has_a_page_that_says_what_to_do(app: Flask, status: int) -> None:
    for headers in ({}, HTMX):
        with app.test_request_context("/", headers=headers):
            answer = errors.page(status)
            words = [str(said) for said in errors.WORDS[status]]
        assert answer.status_code == status
        assert [said for said in words if said not in html.unescape(answer.get_data(as_text=True))] == []


def test_a_status_that_is_a_mistake_of_ours_is_said_to_be_one() -> None:
    answered_by_us = {code for code in HTTPStatus if 400 <= code < 500} - {HTTPStatus.PROXY_AUTHENTICATION_REQUIRED}
    assert errors.WORDS.keys() & answered_by_us >= {400, 401, 403, 404, 405, 409, 410, 413, 422, 429}


def mistakes(sam: FlaskClient, margaret: str) -> Iterator[tuple[int, str, str, dict[str, Any]]]:
    """How somebody meets each status: method, address, and what was sent."""
    key, other_key = due(sam)[:2]
    record = {**key, "id": ID}
    assert sam.post(f"{margaret}/marks", data=record).status_code == 303
    yield 400, "GET", f"{margaret}/week?week=soon", {}
    yield 403, "GET", f"{margaret}/details", {}
    yield 403, "POST", f"{margaret}/marks", {"headers": {"Sec-Fetch-Site": "cross-site"}}
    yield 404, "GET", "/people/99999", {}
    yield 404, "POST", "/nowhere", {}
    yield 405, "DELETE", margaret, {}
    yield 409, "POST", f"{margaret}/marks", {"data": {**other_key, "id": ID}}
    yield 410, "GET", "/sign-in/never-made", {}
    yield 413, "POST", f"{margaret}/marks", {"data": {"id": "x" * 4_000_000}}
    yield 422, "POST", f"{margaret}/marks", {"data": {}}


@SQLITE
def test_a_mistake_is_answered_with_a_whole_page_for_a_page_and_a_notice_for_htmx(
    sam: FlaskClient, margaret: str
) -> None:
    for status, method, path, sent in list(mistakes(sam, margaret)):
        page = sam.open(path, method=method, **sent)
        assert page.status_code == status, (method, path)
        assert page.text.lstrip().startswith("<!doctype html>")
        assert str(errors.WORDS[status][0]) in page.text
        headers = {**HTMX, **sent.pop("headers", {})}
        piece = sam.open(path, method=method, headers=headers, **sent)
        assert piece.status_code == status
        assert "<html" not in piece.text
        assert piece.text.lstrip().startswith('<div class="notice problem">')
        assert (piece.headers["HX-Retarget"], piece.headers["HX-Reswap"]) == ("#not-done", "innerHTML")
        assert_guarded(page)
        assert_guarded(piece)


@SQLITE
def test_what_is_not_allowed_here_says_what_is(sam: FlaskClient, margaret: str) -> None:
    assert "GET" in sam.delete(margaret).headers["Allow"]


@SQLITE
def test_signed_out_a_page_leads_to_signing_in_and_anything_else_is_told(app: Flask, margaret: str) -> None:
    browser = app.test_client()
    page = browser.get(f"{margaret}/week?week=2026-11-09")
    assert (page.status_code, page.headers["Location"]) == (302, "/sign-in")
    for headers in (HTMX, {"Sec-Fetch-Mode": "cors"}, {"Sec-Fetch-Mode": "no-cors"}):
        assert browser.get(f"{margaret}/week", headers=headers).status_code == 401
    assert browser.post(f"{margaret}/marks").status_code == 401
    back = browser.post("/sign-in", data={"username": "sam", "password": cast.PASSWORD, "kind": "own_phone"})
    assert back.headers["Location"] == f"{margaret}/week?week=2026-11-09"


@SQLITE
def test_too_many_tries_have_to_wait_and_are_told_how_long(app: Flask) -> None:
    browser, wrong = app.test_client(), {"username": "sam", "password": "not the password", "kind": "own_phone"}
    answers = [browser.post("/sign-in", data=wrong) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1


@SQLITE
def test_our_own_fault_is_a_page_too_and_says_nothing_of_what_was_sent(
    app: Flask, sam: FlaskClient, margaret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(**_arguments: object) -> None:
        raise ZeroDivisionError("CANARYWORD")

    monkeypatch.setitem(app.view_functions, "records.week", fall)
    for headers in ({}, HTMX):
        answer = sam.get(f"{margaret}/week", headers=headers)
        assert answer.status_code == 500
        assert str(errors.WORDS[500][0]) in answer.text
        assert "CANARYWORD" not in answer.text
        assert_guarded(answer)


@SQLITE
def test_a_busy_database_asks_to_try_again(app: Flask, sam: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(**_arguments: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setitem(app.view_functions, "home.today", locked)
    answer = sam.get("/today")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert str(errors.WORDS[503][0]) in answer.text


# the database gone


@pytest.fixture
def gone(app: Flask, db_kind: str, tmp_path: Path) -> Iterator[FlaskClient]:
    """Sam's browser, after the database went away."""
    browser, there = cast.signed_in(app, "sam"), db.database.obj
    db.database.close()
    folder = tmp_path / "a folder"
    folder.mkdir()
    db.bind(f"sqlite:///{folder}" if db_kind == "sqlite" else "postgresql://nobody@127.0.0.1:1/nothing")
    yield browser
    db.close_everything()
    db.database.initialize(there)
    db.database.connect()


def test_without_a_database_every_page_says_so_calmly(gone: FlaskClient) -> None:
    for path in ("/today", "/", "/sign-in", "/nowhere", "/people/1/week"):
        for headers in ({}, HTMX):
            answer = gone.get(path, headers=headers)
            assert answer.status_code == 503
            assert str(errors.WORDS[503][0]) in answer.text
            assert_guarded(answer)


def test_without_a_database_the_app_says_that_it_is_not_well(gone: FlaskClient) -> None:
    answer = gone.get("/healthz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["database"] == "not reachable"
