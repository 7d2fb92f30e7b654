"""How the house is laid out: who may import whom, who may ask the clock, and what no template may hold.

The table is written by hand from the arrows of docs/architecture.md; an import that it does not name fails here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Blueprint, Flask

from carelog import application, create_app
from carelog.access import unguarded
from carelog.application import Unguarded
from carelog.rooms import BLUEPRINTS
from carelog.settings import Settings
from tests.asking import SQLITE

HOUSE = Path(application.__file__).parent
ROOMS = ("accounts", "people", "weeks", "records", "summaries", "reviews", "home", "offline")
PAGES = re.compile(r"(?:.*_)?(?:views|forms)\.py|pages\.py|signing_in\.py")  # the side of a room that faces the browser

# Who may import whom. A room's nouns see what lies before them in the cycle; nothing points back up.
GROUND = {"came", "clock", "db", "journal", "prepared"}
NOUNS: dict[str, set[str]] = {
    "came": set(),
    "clock": set(),
    "db": set(),
    "settings": set(),
    "pictures": set(),
    "prepared": {"db"},
    "journal": {"clock", "db", "prepared"},
    "written_once": {"db", "journal"},
    "accounts": GROUND,
    "people": {*GROUND, "accounts"},
    "weeks": {*GROUND, "accounts", "people", "pictures"},
    "records": {*GROUND, "accounts", "people", "pictures", "weeks"},
    "summaries": {*GROUND, "accounts", "people", "weeks", "records"},
    "reviews": {*GROUND, "accounts", "people", "weeks", "records", "summaries"},
    "home": {*GROUND, "accounts", "people", "weeks", "records", "summaries", "reviews"},
    "offline": {*GROUND, "accounts", "people", "weeks", "records", "summaries", "reviews", "home"},
}
# What a page may use beside its own room's nouns and theirs.
DESK = {
    "access", "arriving", "assets", "errors", "forms", "htmx", "picture_choice", "pictures", "receiving", "settings",
    "web",
}  # fmt: skip
# What stands around the rooms, and the one file that may know them all from outside.
AROUND: dict[str, set[str]] = {
    "__init__": {"application", "settings"},
    "access": {*GROUND, "accounts", "arriving", "people"},
    "application": {
        "access", "accounts", "assets", "begun_by", "db", "errors", "htmx", "i18n", "logs", "nav", "receiving", "rooms",
        "settings", "web", "whitespace", "witness",
    },
    "arriving": {"came", "clock", "journal", "web"},
    "assets": {"access", "web"},
    "begun_by": {"forms", "records", "web"},
    "commands": {
        "__init__", "accounts", "db", "demo", "forms", "journal", "people", "server", "settings", "weeks", "witness",
    },
    "demo": {*GROUND, "accounts", "people", "pictures", "settings", "weeks", "records", "reviews"},
    "errors": {"journal"},
    "forms": {"arriving", "journal", "web"},
    "health": {"access", "db", "written_once"},
    "htmx": {"journal"},
    "i18n": {"clock", "settings"},
    "logs": {"clock"},
    "nav": {"access", "accounts", "journal", "people", "records", "settings"},
    "picture_choice": {"forms", "pictures"},
    "receiving": {"arriving", "htmx", "journal", "people"},
    "rooms": {"accounts", "health", "home", "people", "records", "reviews", "summaries", "weeks", "offline"},
    "server": {"__init__", "db", "journal", "settings", "witness", "written_once"},
    "web": {"clock", "db", "settings"},
    "whitespace": set(),
    "witness": {"clock", "db", "journal", "settings"},
}  # fmt: skip
WEB_LIBRARIES = {"flask", "flask_login", "flask_wtf", "flask_htmx", "wtforms", "werkzeug", "jinja2"}
PURE = (
    "came.py", "weeks/details.py", "weeks/day_parts.py", "weeks/calendar.py", "weeks/occurrences.py", "records/said.py",
    "records/outcome.py", "records/photo_pixels.py", "reviews/spread.py", "summaries/measure.py", "summaries/period.py",
)  # fmt: skip
ASKS_THE_CLOCK = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "localtime", "gmtime"}
CLOCKS = {"datetime", "date", "time"}
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))
FOR_ANYBODY = {"_sign_out.html", "sign_in.html", "sign_in_link.html", "choose_password.html", "forms.html"}
FORBIDDEN_IN_TEMPLATES = {
    "a style attribute": r"<[^>{]*\sstyle\s*=",
    "a style element": r"<style",
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "an inline handler": r"\s(?:on[a-z]+|hx-on[:\w-]*)\s*=",
    "a javascript address": r"javascript:",
    "code in an htmx attribute": r"hx-(?:vals|headers|vars)\s*=\s*['\"]\s*js:",
    "unescaped text": r"\|\s*safe\b|autoescape\s+false|Markup\(",
    "somebody else's server": r"(?:src|href|action|hx-\w+)\s*=\s*[\"']?(?:https?:)?//",
}


def modules() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def unit(path: Path) -> str:
    """The room, or for a file beside the rooms its name."""
    inside = path.relative_to(HOUSE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def is_page(path: Path) -> bool:
    return unit(path) in ROOMS and PAGES.fullmatch(path.name) is not None


def imported(path: Path) -> Iterator[str]:
    """Dotted names; of `from carelog import clock` the module that is meant."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "carelog":
            yield from (f"carelog.{name.name}" if is_module(name.name) else "carelog.__init__" for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def is_module(name: str) -> bool:
    return (HOUSE / name).is_dir() or (HOUSE / f"{name}.py").exists()


def ours(path: Path) -> set[str]:
    """The other units that this file imports."""
    names = {name.split(".")[1] for name in imported(path) if name.startswith("carelog.")}
    return names - {unit(path)}


def allowed(path: Path) -> set[str]:
    home = unit(path)
    if is_page(path):
        return NOUNS[home] | DESK
    return NOUNS[home] if home in NOUNS else AROUND[home]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_file_imports_only_what_the_arrows_allow(path: Path) -> None:
    assert ours(path) <= allowed(path)


def test_the_table_names_every_part_of_the_house_and_nothing_else() -> None:
    assert {unit(path) for path in modules()} == set(NOUNS) | set(AROUND)


@pytest.mark.parametrize(
    "path", [p for p in modules() if unit(p) in NOUNS and not is_page(p)], ids=lambda path: path.name
)
def test_a_noun_knows_nothing_of_the_web(path: Path) -> None:
    assert not {name.split(".")[0] for name in imported(path)} & WEB_LIBRARIES


@pytest.mark.parametrize("name", PURE)
def test_what_is_pure_knows_no_database_and_no_clock(name: str) -> None:
    used = set(imported(HOUSE / name))
    assert not {module.split(".")[0] for module in used} & {"peewee", "playhouse", "time", *WEB_LIBRARIES}
    assert not used & {"carelog.db", "carelog.clock", "carelog.journal"}


def test_what_is_pure_imports_only_what_is_pure() -> None:
    pure = {"carelog." + name.removesuffix(".py").replace("/", ".") for name in PURE}
    assert all(set(filter(lambda name: name.startswith("carelog"), imported(HOUSE / name))) <= pure for name in PURE)


@pytest.mark.parametrize("path", [p for p in modules() if p.name != "clock.py"], ids=lambda path: path.name)
def test_only_the_clock_asks_what_time_it_is(path: Path) -> None:
    assert not list(questions_of_time(path))


def questions_of_time(path: Path) -> Iterator[int]:
    """The lines that call datetime.now and the like, under whatever name the module or class goes."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and node.attr in ASKS_THE_CLOCK and _last_name(node.value) in CLOCKS:
            yield node.lineno
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield node.lineno


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_the_clock_is_found_asking() -> None:
    assert list(questions_of_time(HOUSE / "clock.py"))


@SQLITE
def test_every_route_says_what_it_needs(app: Flask) -> None:
    assert unguarded() == []
    assert len(app.view_functions) > 30


def test_the_app_refuses_to_start_with_an_unguarded_route(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forgotten = Blueprint("forgotten", __name__)
    forgotten.add_url_rule("/forgotten", "page", lambda: "everything about everybody")
    monkeypatch.setattr(application, "BLUEPRINTS", (*BLUEPRINTS, forgotten))
    with pytest.raises(Unguarded, match="forgotten"):
        create_app(Settings.from_environment({"CARELOG_VAR": str(tmp_path)}))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE / "templates")))
def test_a_template_holds_nothing_that_the_policy_forbids(path: Path) -> None:
    text = path.read_text()
    assert [what for what, pattern in FORBIDDEN_IN_TEMPLATES.items() if re.search(pattern, text, re.IGNORECASE)] == []


def test_what_is_forbidden_in_templates_would_be_found() -> None:
    bad = """<p style="x"> <style> <script>x</script> <a onclick="x"> <a href="javascript:x"> <b hx-vals='js:{}'>
    {{ x|safe }} <img src="//elsewhere.example/x">"""
    assert [what for what, pattern in FORBIDDEN_IN_TEMPLATES.items() if not re.search(pattern, bad)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE / "templates")))
def test_every_form_that_is_sent_says_for_whom_its_page_was_made(path: Path) -> None:
    forms = re.findall(r"<form\b(?:{{.*?}}|{%.*?%}|[^>{])*>({{ begun_by\(\) }})?", path.read_text())
    asking = len(re.findall(r"<form\b[^>]*(?:role=\"search\"|method=\"get\")", path.read_text()))
    assert path.name in FOR_ANYBODY or forms.count("") == asking


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p.name.startswith("_")], ids=lambda path: path.name)
def test_a_fragment_has_no_page_around_it(path: Path) -> None:
    assert not re.search(r"{%\s*extends|<html|<body", path.read_text())


def test_no_code_marks_text_as_safe() -> None:
    assert not [path for path in modules() if re.search(r"Markup\(|render_template_string", path.read_text())]
