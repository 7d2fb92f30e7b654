"""What every answer carries, who may write, and where nobody is ever led."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from carelog import create_app, db
from carelog.journal import Event
from carelog.people.person import Person
from tests import cast
from tests.asking import ID, SQLITE, assert_guarded, due, static
from tests.conftest import settings_for


@pytest.fixture
def margaret(app: Flask) -> str:
    """The address of Margaret's page."""
    with app.app_context():
        return f"/people/{cast.person(cast.MARGARET).id}"


@SQLITE
def test_every_answer_keeps_the_browser_to_our_own_files(sam: FlaskClient, margaret: str) -> None:
    answers = {
        200: sam.get("/today"), 302: sam.get("/"), 303: sam.post("/sign-out"), 401: sam.post(f"{margaret}/marks"),
        404: sam.get("/nowhere"), 405: sam.put("/today"), 308: sam.get("//today"),
    }  # fmt: skip
    for status, answer in answers.items():
        assert answer.status_code == status
        assert_guarded(answer)
        assert answer.headers["Cache-Control"] == "private, no-store"


@SQLITE
def test_static_files_may_be_kept_for_ever_and_are_never_taken_for_anything_else(app: Flask) -> None:
    browser = app.test_client()
    for path in ("app.css", "js/app.js", "icons/favicon.svg"):
        with browser.get(f"{static(app)}/{path}") as answer:
            assert answer.status_code == 200
            assert "public" in answer.headers["Cache-Control"]
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert "Access-Control-Allow-Origin" not in answer.headers
            assert "Set-Cookie" not in answer.headers


@SQLITE
@pytest.mark.parametrize(
    "path", ["../settings.py", "%2e%2e/settings.py", "..%2fsettings.py", "js/../../settings.py", "", "css", "\0"]
)
def test_only_static_files_are_served(app: Flask, path: str) -> None:
    answer = app.test_client().get(f"{static(app)}/{path}")
    assert answer.status_code in (308, 404)
    assert "SECRET" not in answer.text


@SQLITE
def test_pages_differ_for_htmx_and_caches_are_told(sam: FlaskClient, margaret: str) -> None:
    for answer in (sam.get("/today"), sam.get(f"{margaret}/week"), sam.get("/nowhere")):
        assert "HX-Request" in answer.headers["Vary"]


@SQLITE
def test_cookies_are_for_us_only(app: Flask) -> None:
    form = {"username": "sam", "password": cast.PASSWORD, "kind": "own_phone"}
    cookies = app.test_client().post("/sign-in", data=form).headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"carelog", "carelog_device"}
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie and "Domain" not in cookie for cookie in cookies)


@SQLITE
def test_over_https_cookies_never_travel_without_it(cast_database_url: str, tmp_path: Path) -> None:
    settings = replace(settings_for(cast_database_url, tmp_path / "var"), url="https://carelog.example")
    browser = create_app(settings).test_client()
    form = {"username": "sam", "password": cast.PASSWORD, "kind": "own_phone"}
    answer = browser.post("/sign-in", data=form, base_url="https://carelog.example")
    assert all("Secure" in cookie for cookie in answer.headers.getlist("Set-Cookie"))
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    db.close_everything()


# cross-site writes


@SQLITE
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


@SQLITE
def test_a_link_from_anywhere_may_be_opened(sam: FlaskClient) -> None:
    assert sam.get("/today", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


# addresses that an attacker chooses


@pytest.mark.parametrize(
    "path", ["//elsewhere.example", "/\\elsewhere.example", "/%09/elsewhere.example", "///elsewhere.example/%2e"]
)
@SQLITE
def test_signing_in_never_leads_elsewhere(app: Flask, path: str) -> None:
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["next"] = path.replace("%09", "\t")
    answer = browser.post("/sign-in", data={"username": "sam", "password": cast.PASSWORD, "kind": "own_phone"})
    assert answer.headers["Location"] == "/"


@SQLITE
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


@SQLITE
def test_links_that_are_handed_over_lead_to_our_own_address(app: Flask, margaret: str) -> None:
    aled = cast.signed_in(app, "aled")
    form = {"id": ID, "name": "A friend", "role": "ally", "relation": ""}
    poisoned: dict[str, Any] = {
        "base_url": "http://elsewhere.example",
        "headers": {"X-Forwarded-Host": "elsewhere.example"},
    }
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


@SQLITE
def test_what_the_network_cut_off_is_not_taken_for_less(sam: FlaskClient, margaret: str) -> None:
    before, whole = Event.select().count(), b"did=They+cooked&day=2026-11-18&language=en"
    announced = {"CONTENT_LENGTH": str(len(whole) + 1), "wsgi.input_terminated": True}  # as gunicorn has it
    form = "application/x-www-form-urlencoded"
    answer = sam.post(f"{margaret}/logs", data=whole, content_type=form, environ_overrides=announced)
    assert answer.status_code == 503
    assert Event.select().count() == before
