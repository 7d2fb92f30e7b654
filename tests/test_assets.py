"""Static files: one fingerprint for the whole tree, one stylesheet, and nothing that is not there."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask import Flask

from carelog import pictures
from carelog.assets import FIRST_CSS, FOREVER, SEVERAL_PAGES, STATIC, Assets

sqlite_only = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
TEMPLATES = STATIC.parent / "templates"
SHEETS = {f"{name}.css" for name in SEVERAL_PAGES}
PIECES = {r"summaries/_|my_week/_happened": "summaries.css", r"records/_(?:paper|typing)|home/_contacts": "paper.css"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A few static files."""
    (tmp_path / "css").mkdir()
    for name in ("week.css", "base.css", "tokens.css", "card.css"):
        (tmp_path / "css" / name).write_text(f"/* about\n {name} */\n.{name[:-4]} {{\n  color: red;\n\n}}\n")
    (tmp_path / "app.js").write_text("import './other.js'")
    return tmp_path


def test_the_same_tree_has_the_same_fingerprint(tree: Path) -> None:
    assert Assets(tree).fingerprint == Assets(tree).fingerprint
    assert re.fullmatch(r"[0-9a-f]{16}", Assets(tree).fingerprint)


@pytest.mark.parametrize(
    "change",
    [
        lambda tree: (tree / "app.js").write_text("import './another.js'"),
        lambda tree: (tree / "app.js").rename(tree / "main.js"),
        lambda tree: (tree / "new.js").touch(),
        lambda tree: (tree / "css" / "card.css").unlink(),
    ],
)
def test_the_fingerprint_changes_when_anything_does(tree: Path, change: Callable[[Path], object]) -> None:
    before = Assets(tree).fingerprint
    change(tree)
    assert Assets(tree).fingerprint != before


def test_what_is_only_compressed_changes_no_fingerprint(tree: Path) -> None:
    before = Assets(tree).fingerprint
    (tree / "app.js.br").write_bytes(b"\x0b")
    (tree / "app.js.gz").write_bytes(b"\x1f")
    assert Assets(tree).fingerprint == before


def test_the_stylesheet_is_every_file_once_the_first_ones_first_and_without_comments(tree: Path) -> None:
    rules = [f".{name} {{\ncolor: red;\n}}" for name in ("tokens", "base", "card", "week")]
    assert Assets(tree).stylesheet.decode().strip() == "\n".join(rules)


def test_our_stylesheet_begins_with_the_order_of_its_layers_and_closes_every_rule() -> None:
    assert {path.name for path in (STATIC / "css").iterdir()} >= set(FIRST_CSS)
    sheet = Assets().stylesheet.decode().lstrip()
    assert sheet.startswith("@layer reset, tokens, base,")
    assert sheet.count("{") == sheet.count("}")


@sqlite_only
def test_the_stylesheet_may_be_kept_for_ever_and_comes_compressed_to_who_can_read_that(empty_app: Flask) -> None:
    address = Assets().url("app.css")
    browser = empty_app.test_client()
    plain, small = browser.get(address), browser.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert (plain.status_code, plain.mimetype, plain.headers["Cache-Control"]) == (200, "text/css", FOREVER)
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.data) == plain.data == Assets().stylesheet
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Accept-Encoding" in small.headers["Vary"]


@sqlite_only
def test_an_older_stylesheet_is_not_there_any_more(empty_app: Flask) -> None:
    assert empty_app.test_client().get("/static/0123456789abcdef/app.css").status_code == 404


@sqlite_only
def test_every_icon_of_the_installed_app_is_there(empty_app: Flask) -> None:
    browser = empty_app.test_client()
    icons = json.loads(browser.get("/manifest.json").text)["icons"]
    assert icons
    for icon in icons:
        with browser.get(icon["src"]) as answer:
            assert answer.status_code == 200, icon


def test_every_file_that_a_page_names_is_there() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    named = set(re.findall(r"""asset\(["']([^"'~]+)["']\)""", pages)) - {"app.css", *SHEETS}
    named |= {f"vendor/icons/{icon}.svg" for icon in re.findall(r"""\bicon\(["']([^"']+)["']""", pages)}
    named |= {f"vendor/symbols/{symbol}.svg" for symbol in pictures.symbols()}
    assert [name for name in sorted(named) if not (STATIC / name).exists()] == []


def test_a_page_that_shows_a_piece_brings_what_draws_it() -> None:
    assert {path.name for path in (STATIC / "css").iterdir() if path.is_dir()} == set(SEVERAL_PAGES)
    for page in (path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("[!_]*.html")):
        for piece, sheet in PIECES.items():
            assert not re.search(rf'include "(?:{piece})', page) or f"asset('{sheet}')" in page, page


def test_every_module_that_a_script_imports_is_there() -> None:
    for script in (STATIC / "js").rglob("*.js"):
        for name in re.findall(r"""(?:from|import) ["'](\.[^"']+)["']""", script.read_text(encoding="utf-8")):
            assert (script.parent / name).exists(), f"{script.name}: {name}"
