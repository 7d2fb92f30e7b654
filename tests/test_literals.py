"""No word for people stands beside the message catalogue: not in Python, templates, scripts or style sheets.

What a tour of the app shows is held to the same in test_catalogue.py; this also reads what no tour comes to.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from carelog import application
from tests.shown import on_page

HOUSE = Path(application.__file__).parent
SPEAKS_TO_WHO_RUNS_IT = {"commands.py", "server.py", "settings.py"}
COLLECTED_OTHERWISE = {"picture_choice.py"}  # by `pictures.messages`, from the list of symbols
PEOPLES_OWN_WORDS = HOUSE / "demo"
GETTEXT = {"_", "_l", "gettext", "ngettext", "pgettext", "npgettext"}
AT_ONCE = GETTEXT - {"_l"}  # says it in the language of whoever asks now, whom an import has not
PLURAL = {"ngettext": 2, "pgettext": 2, "npgettext": 3}  # how many of the arguments are texts
SENTENCE = re.compile(r"^[A-Z][a-z’']* [a-z]|[a-z]{2} [a-z]+[.?!…:]$")
WORD = re.compile(r"[A-Za-z]{2,}")
OTHERS = {"Not a valid choice.", "Not a valid date value.", "Not a valid time value.", "Not a valid integer value.",
          "This field is required."}  # WTForms' own, by which ours are found  # fmt: skip
OUR_NAME = "carelog"
CLASSES, ATTRIBUTES = (
    {"kind", "whose"},
    re.compile(r"[\w-]+=(\"[^\"]*\"|'[^']*')"),
)  # blocks inside a tag; of a tag's own macro
JAVASCRIPT = re.compile(
    r"//[^\n]*|/\*.*?\*/|(?P<text>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"
    r"|/(?![/*])(?:\\.|\[[^\]\n]*\]|[^/\\\n\[])+/[gimsuyv]*(?=\s*[.,;)\]])",
    re.DOTALL,
)
FOR_WHO_MENDS_IT = re.compile(r"(?:Error|throw new \w+)\($")
SAYS = re.compile(
    r"(?:(?:textContent|innerText|innerHTML|title|placeholder|alt|ariaLabel) =|announce\(|confirm\(|alert\()\s*$"
)


def python_files() -> list[Path]:
    files = sorted(HOUSE.rglob("*.py"))
    return [file for file in files if file.name not in SPEAKS_TO_WHO_RUNS_IT and PEOPLES_OWN_WORDS not in file.parents]


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    """Of functions with these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def sentences(tree: ast.Module) -> Iterator[str]:
    """Literals that read as if for people, outside the catalogue; what is raised is for whoever mends it."""
    known = {id(inner) for call in calls(tree, GETTEXT) for inner in ast.walk(call)}
    known |= {id(inner) for node in ast.walk(tree) if isinstance(node, ast.Raise) for inner in ast.walk(node)}
    known |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in known else None
        if isinstance(text, str) and SENTENCE.search(text) and text not in OTHERS:
            yield text


def test_no_sentence_in_python_is_outside_the_catalogue() -> None:
    assert [(file.name, text) for file in python_files() for text in sentences(tree_of(file))] == []


def test_what_is_translated_is_a_literal_so_that_it_is_collected() -> None:
    wrong = [
        (file.name, call.lineno)
        for file in python_files() for call in calls(tree_of(file), GETTEXT) for number in range(_texts(call.func))
        if file.name not in COLLECTED_OTHERWISE and not _literal(call.args[number : number + 1])
    ]  # fmt: skip
    assert wrong == []


def _texts(function: ast.expr) -> int:
    return PLURAL.get(function.id, 1) if isinstance(function, ast.Name) else 1


def _literal(argument: list[ast.expr]) -> bool:
    return any(isinstance(one, ast.Constant) for one in argument)


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when the file is read: all but the bodies of functions."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
            for default in (*inner.args.defaults, *filter(None, inner.args.kw_defaults), *inner.decorator_list):
                yield from (default, *at_import(default))
        elif not isinstance(inner, ast.Lambda):
            yield from (inner, *at_import(inner))


def test_nothing_is_translated_before_somebody_asks() -> None:
    """What is said at import is said once, in the language of nobody: there it is `_l`."""
    early = [
        (file.name, node.lineno)
        for file in python_files() for node in at_import(tree_of(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in AT_ONCE
    ]  # fmt: skip
    assert early == []


# templates

TEMPLATES = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def templates() -> list[tuple[str, str]]:
    folder = HOUSE / "templates"
    return [
        (str(file.relative_to(folder)), file.read_text(encoding="utf-8")) for file in sorted(folder.rglob("*.html"))
    ]


def markup(source: str) -> str:
    """The template without what Jinja does; a value is a mark, and a block that stands inside of a tag is left out."""
    kept, inside = [], False
    tokens = [token for token in TEMPLATES.lex(source) if token[1] != "whitespace"]
    for (_line, kind, text), (_next, _kind, name) in pairwise([*tokens, (0, "", "")]):
        if kind == "name" and text == "endblock":
            inside = False
        elif (kind, text) == ("name", "block"):
            inside = name in CLASSES
        elif kind == "data" and not inside:
            kept.append(text)
        elif kind == "variable_begin" and not inside:
            kept.append("…")
    return "".join(kept)


def said_by_markup(source: str) -> list[str]:
    """Words that stand there as they are."""
    found = (ATTRIBUTES.sub(" ", words) for _where, words in on_page(markup(source)))
    return [words for words in found if WORD.search(words.replace(OUR_NAME, ""))]


def said_by_values(source: str) -> list[str]:
    """Words in what Jinja puts in, and what is translated without being a literal."""
    tree = TEMPLATES.parse(source)
    told = [
        call for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name) and call.node.name in GETTEXT
    ]
    ours = {id(text) for call in told for text in call.find_all(nodes.Const)}
    loose = [str(call.lineno) for call in told if not isinstance(call.args[0], nodes.Const)]
    texts = (one.value for one in tree.find_all(nodes.Const) if id(one) not in ours and isinstance(one.value, str))
    return [*loose, *(text for text in texts if SENTENCE.search(text))]


def test_no_word_in_a_template_is_outside_the_catalogue() -> None:
    wrong = {name: said_by_markup(source) + said_by_values(source) for name, source in templates()}
    assert {name: words for name, words in wrong.items() if words} == {}


# scripts and style sheets


def said_by(script: str) -> list[str]:
    """Texts in a script that read as if for people, or are put on the page."""
    found = []
    for token in JAVASCRIPT.finditer(script):
        text, before = token["text"], script[max(0, token.start() - 40) : token.start()]
        words = re.sub(r"\$\{[^}]*\}", "", text[1:-1]) if text else ""
        shown = SAYS.search(before) is not None and WORD.search(words) is not None
        if not FOR_WHO_MENDS_IT.search(before) and (shown or SENTENCE.search(words)):
            found.append(words)
    return found


def test_scripts_have_their_words_from_the_page() -> None:
    files = sorted((HOUSE / "static/js").rglob("*.js"))
    wrong = {file.name: said_by(file.read_text(encoding="utf-8")) for file in files}
    assert len(files) > 30
    assert {name: words for name, words in wrong.items() if words} == {}


def test_style_sheets_say_nothing() -> None:
    for file in (HOUSE / "static/css").rglob("*.css"):
        assert re.findall(r"content:[^;]*[\"'][^\"';]*[A-Za-z]{2}", file.read_text(encoding="utf-8")) == [], file.name


# that these tests can fail


@pytest.mark.parametrize(
    "source",
    ["<p>Saved</p>", '<a title="Saved">…</a>', "{{ notice('It is saved') }}", "{{ _(words) }}", "{{ _('a') }} now"],
)  # fmt: skip
def test_a_word_in_a_template_is_found(source: str) -> None:
    assert said_by_markup(source) + said_by_values(source)


def test_a_word_in_a_script_or_in_python_is_found() -> None:
    assert said_by('slot.textContent = "saved";') == ["saved"]
    assert said_by("const a = `It is ${b} saved`;")
    assert list(sentences(ast.parse('flash("It is saved")')))
    assert not list(sentences(ast.parse('flash(_("It is saved"))')))
