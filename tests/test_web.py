"""What every answer carries, who may write, what an error says, what the log keeps, and how the app says it is well."""

import html
import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import OperationalError
from werkzeug.test import TestResponse

from carelog import create_app, db, errors
from carelog.logs import JsonLines
from carelog.people.person import Person
from tests import cast
from tests.conftest import settings_for

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LOG_FIELDS = {"at", "level", "what", "endpoint", "method", "status", "milliseconds", "problem", "where"}
ID = "6f1f6bb0-6f3c-4f2f-9f2f-0c8f2f0f6a02"
HTMX = {"HX-Request": "true"}
ONE_KIND = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)


@pytest.fixture
def sam(app: Flask) -> FlaskClient:
    """Sam's browser."""
    return cast.signed_in(app, "sam")


@pytest.fixture
def margaret(app: Flask) -> str:
    """The address of Margaret's page."""
    return f"/people/{cast.person(cast.MARGARET).id}"


def assert_guarded(answer: TestResponse) -> None:
    """What a browser is told to keep to, whatever it was sent."""
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=(self)" in answer.headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Server" not in answer.headers


# headers


@ONE_KIND
def test_every_answer_keeps_the_browser_to_our_own_files(sam: FlaskClient, margaret: str) -> None:
    answers = {
        200: sam.get("/today"), 302: sam.get("/"), 303: sam.post("/sign-out"), 401: sam.post(f"{margaret}/marks"),
        404: sam.get("/nowhere"), 405: sam.put("/today"), 308: sam.get("//today"),
    }  # fmt: skip
    for status, answer in answers.items():
        assert answer.status_code == status
        assert_guarded(answer)
        assert answer.headers["Cache-Control"] == "private, no-store"


@ONE_KIND
def test_static_files_may_be_kept_for_ever_and_are_never_taken_for_anything_else(app: Flask) -> None:
    browser = app.test_client()
    for path in ("app.css", "js/app.js", "icons/favicon.svg"):
        with browser.get(f"{static(app)}/{path}") as answer:
            assert answer.status_code == 200
            assert "public" in answer.headers["Cache-Control"]
            assert "immutable" in answer.headers["Cache-Control"]
            assert_guarded(answer)
            assert "Set-Cookie" not in answer.headers


@ONE_KIND
@pytest.mark.parametrize("path", ["../settings.py", "%2e%2e/settings.py", "..%2fsettings.py", "js/../../settings.py", "", "css", "\0"])
def test_only_static_files_are_served(app: Flask, path: str) -> None:
    answer = app.test_client().get(f"{static(app)}/{path}")
    assert answer.status_code in (308, 404)
    assert "SECRET" not in answer.text


def static(app: Flask) -> str:
    return str(app.jinja_env.globals["asset"]("x")).removesuffix("/x")


@ONE_KIND
def test_pages_differ_for_htmx_and_caches_are_told(sam: FlaskClient, margaret: str) -> None:
    for answer in (sam.get("/today"), sam.get(f"{margaret}/week"), sam.get("/nowhere")):
        assert "HX-Request" in answer.headers["Vary"]


@ONE_KIND
def test_cookies_are_for_us_only(app: Flask) -> None:
    form = {"username": "sam", "password": cast.PASSWORD, "kind": "own_phone"}
    cookies = app.test_client().post("/sign-in", data=form).headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"carelog", "carelog_device"}
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie and "Domain" not in cookie for cookie in cookies)


@ONE_KIND
def test_over_https_cookies_never_travel_without_it(cast_database_url: str, tmp_path: Path) -> None:
    settings = replace(settings_for(cast_database_url, tmp_path / "var"), url="https://carelog.example")
    browser = create_app(settings).test_client()
    form = {"username": "sam", "password": cast.PASSWORD, "kind": "own_phone"}
    answer = browser.post("/sign-in", data=form, base_url="https://carelog.example")
    assert all("Secure" in cookie for cookie in answer.headers.getlist("Set-Cookie"))
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    db.close_everything()


# cross-site writes


@ONE_KIND
@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 422),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://elsewhere.example"}, 422),  # the browser's own word
        ({"Origin": "http://localhost"}, 422),
        ({}, 422),  # no browser
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "http://localhost.elsewhere.example"}, 403),
        ({"Origin": "http://localhost:81"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://[broken"}, 403),
    ],
)
def test_only_our_own_pages_may_write(sam: FlaskClient, margaret: str, told: dict[str, str], status: int) -> None:
    assert sam.post(f"{margaret}/marks", headers=told).status_code == status


@ONE_KIND
def test_a_link_from_anywhere_may_be_opened(sam: FlaskClient) -> None:
    assert sam.get("/today", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


# errors


@ONE_KIND
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


def due(browser: FlaskClient) -> list[dict[str, str]]:
    """The keys of today's chances, as their forms carry them."""
    page = browser.get(f"/people/{cast.person(cast.MARGARET).id}/day").text
    names = ("item", "day", "number")
    found = zip(*(re.findall(rf'name="{name}" value="([^"]+)"', page) for name in names), strict=True)
    return [dict(zip(names, key, strict=True)) for key in found]


@ONE_KIND
def test_a_mistake_is_answered_with_a_whole_page_for_a_page_and_a_notice_for_htmx(sam: FlaskClient, margaret: str) -> None:
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
        assert (piece.headers["HX-Retarget"], piece.headers["HX-Reswap"]) == ("#notices", "innerHTML")
        assert_guarded(page)
        assert_guarded(piece)


@ONE_KIND
def test_what_is_not_allowed_here_says_what_is(sam: FlaskClient, margaret: str) -> None:
    assert "GET" in sam.delete(margaret).headers["Allow"]


@ONE_KIND
def test_signed_out_a_page_leads_to_signing_in_and_anything_else_is_told(app: Flask, margaret: str) -> None:
    browser = app.test_client()
    page = browser.get(f"{margaret}/week?week=2026-11-09")
    assert (page.status_code, page.headers["Location"]) == (302, "/sign-in")
    for headers in (HTMX, {"Sec-Fetch-Mode": "cors"}, {"Sec-Fetch-Mode": "no-cors"}):
        assert browser.get(f"{margaret}/week", headers=headers).status_code == 401
    assert browser.post(f"{margaret}/marks").status_code == 401
    back = browser.post("/sign-in", data={"username": "sam", "password": cast.PASSWORD, "kind": "own_phone"})
    assert back.headers["Location"] == f"{margaret}/week?week=2026-11-09"


@ONE_KIND
def test_too_many_tries_have_to_wait_and_are_told_how_long(app: Flask) -> None:
    browser, wrong = app.test_client(), {"username": "sam", "password": "not the password", "kind": "own_phone"}
    answers = [browser.post("/sign-in", data=wrong) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1


@ONE_KIND
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


@ONE_KIND
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


# health


def test_the_app_says_that_it_is_well(app: Flask) -> None:
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"database": "ok", "migrations": "ok", "protection": "ok"})


def test_a_migration_that_is_missing_is_said(app: Flask) -> None:
    history, newest = db.runner().History, db.runner().status()[-1].name
    history.delete().where(history.name == newest).execute()
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json == {"database": "ok", "migrations": "1 pending", "protection": "ok"}


@pytest.mark.parametrize("trigger", ["journal_no_update", "mark_no_delete", "erasure_no_delete", "planned_item_no_update"])
def test_a_trigger_that_is_missing_is_said(app: Flask, db_kind: str, trigger: str) -> None:
    table = trigger.partition("_no_")[0]
    db.database.execute_sql(f"DROP TRIGGER {trigger}" + ("" if db_kind == "sqlite" else f" ON {table}"))
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json == {"database": "ok", "migrations": "ok", "protection": "missing on 1 tables"}


def test_a_trigger_that_is_switched_off_is_said(app: Flask, db_kind: str) -> None:
    off = "PRAGMA recursive_triggers = 0" if db_kind == "sqlite" else "ALTER TABLE journal DISABLE TRIGGER journal_no_update"
    db.database.execute_sql(off)
    assert app.test_client().get("/healthz").status_code == 503


# the log


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What our log and anybody else's say, from warnings on for theirs."""
    written = io.StringIO()
    ours, theirs = logging.StreamHandler(written), logging.StreamHandler(written)
    ours.setFormatter(JsonLines())
    logging.getLogger("carelog").addHandler(ours)
    logging.getLogger().addHandler(theirs)
    yield written
    logging.getLogger("carelog").removeHandler(ours)
    logging.getLogger().removeHandler(theirs)


@ONE_KIND
def test_the_log_names_endpoints_and_nothing_personal(
    app: Flask, sam: FlaskClient, margaret: str, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(**_arguments: object) -> None:
        raise ZeroDivisionError("CANARYWORD of Margaret Hughes")

    monkeypatch.setitem(app.view_functions, "summaries.week", fall)
    sam.get(f"{margaret}/week?week=2026-11-09", headers={"User-Agent": "CANARYWORD", "Referer": "/CANARYWORD"})
    sam.get("/CANARYWORD?CANARYWORD=CANARYWORD")
    sam.post(f"{margaret}/marks", data={"item": "CANARYWORD"})
    sam.get(f"{margaret}/summary")
    app.test_client().post("/sign-in", data={"username": "CANARYWORD", "password": "CANARYWORD", "kind": "own_phone"})
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["endpoint"] for line in lines if "endpoint" in line] == [
        "records.week", "none", "records.create_mark", "summaries.week", "accounts.sign_in",
    ]  # fmt: skip
    assert all(line.keys() <= LOG_FIELDS for line in lines)
    fault = next(line for line in lines if "problem" in line)
    assert (fault["level"], fault["problem"]) == ("error", "ZeroDivisionError")
    for private in ("CANARYWORD", "Hughes", "sam", "2026-11-09", "/people", "127.0.0.1"):
        assert private not in log.getvalue()


# addresses that an attacker chooses


@pytest.mark.parametrize("path", ["//elsewhere.example", "/\\elsewhere.example", "/%09/elsewhere.example", "///elsewhere.example/%2e"])
@ONE_KIND
def test_signing_in_never_leads_elsewhere(app: Flask, path: str) -> None:
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["next"] = path.replace("%09", "\t")
    answer = browser.post("/sign-in", data={"username": "sam", "password": cast.PASSWORD, "kind": "own_phone"})
    assert answer.headers["Location"] == "/"


@ONE_KIND
@pytest.mark.parametrize(
    "came_from",
    [
        "http://elsewhere.example/people", "http://localhost//elsewhere.example/x", "http://localhost/\\elsewhere.example",
        "http://localhost@elsewhere.example/", "http://[broken", "javascript:alert(1)", "//elsewhere.example", "",
        "http://localhost:80:80/", "http://localhost/%0d%0aSet-Cookie:x=y",
    ],
)  # fmt: skip
def test_after_a_mark_nobody_is_sent_elsewhere(sam: FlaskClient, margaret: str, came_from: str) -> None:
    answer = sam.post(f"{margaret}/marks", data={**due(sam)[0], "id": ID}, headers={"Referer": came_from})
    assert answer.status_code == 303
    where = answer.headers["Location"]
    assert where.startswith("/")
    assert where[1] not in "/\\"
    assert answer.headers.getlist("Set-Cookie") == []


@ONE_KIND
def test_links_that_are_handed_over_lead_to_our_own_address(app: Flask, margaret: str) -> None:
    aled = cast.signed_in(app, "aled")
    form = {"id": ID, "name": "A friend", "role": "ally", "relation": ""}
    poisoned: dict[str, Any] = {"base_url": "http://elsewhere.example", "headers": {"X-Forwarded-Host": "elsewhere.example"}}
    made = aled.post(f"{margaret}/invitations", data=form)
    assert made.status_code == 303
    with aled.session_transaction() as cookie:
        signed_in_as = dict(cookie)
    stranger = app.test_client()
    with stranger.session_transaction(base_url="http://elsewhere.example") as cookie:
        cookie.update(signed_in_as)
    page = stranger.get(made.headers["Location"], **poisoned)
    assert page.status_code == 200
    assert "http://localhost:8000/invitations/" in page.text
    assert "elsewhere.example" not in page.text
    assert Person.select().count() == 5
