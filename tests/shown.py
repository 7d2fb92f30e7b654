"""What an answer shows to people: its texts, and the attributes that are read out, shown, or said by a script."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

from werkzeug.wrappers import Response

PIECE = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|<([a-z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|</[^>]*>", re.DOTALL
)
ATTRIBUTE = re.compile(r"([\w:.-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
# Attributes that people never meet. One that is not among these is for people: a new one is decided on here.
FOR_MACHINES = {
    "accept", "action", "aria-atomic", "aria-busy", "aria-controls", "aria-current", "aria-describedby",
    "aria-disabled", "aria-expanded", "aria-haspopup", "aria-hidden", "aria-invalid", "aria-labelledby",
    "aria-live", "aria-modal", "aria-pressed", "async", "autocapitalize", "autocomplete", "autofocus", "capture",
    "charset", "checked", "class", "color", "cols", "colspan", "content", "data-needs", "datetime", "decoding",
    "defer", "dir", "disabled", "download", "enctype", "enterkeyhint", "fetchpriority", "for", "form", "formaction",
    "formenctype", "formmethod", "formnovalidate", "headers", "height", "hidden", "high", "href", "hreflang",
    "hx-get", "hx-include", "hx-indicator", "hx-post", "hx-push-url", "hx-select", "hx-swap", "hx-sync",
    "hx-target", "hx-trigger", "hx-vals", "id", "inert", "inputmode", "integrity", "lang", "list", "loading", "low",
    "max", "maxlength", "media", "method", "min", "minlength", "multiple", "name", "novalidate", "open", "optimum",
    "pattern", "popover", "popovertarget", "property", "readonly", "rel", "required", "reversed", "role", "rows",
    "rowspan", "scope", "selected", "sizes", "slot", "span", "spellcheck", "src", "srcset", "start", "step",
    "tabindex", "target", "type", "value", "wrap",
}  # fmt: skip
CODE = re.compile(r"[a-z0-9_./:#-]*", re.IGNORECASE)  # a data- attribute that holds one such word is for scripts
DRAWN = frozenset(("svg", "g", "path", "circle", "rect", "line", "use", "ellipse", "polyline", "polygon"))
TYPED = frozenset(("text", "search", "submit", "button", "reset", "tel", "email", "date", "time", "number", ""))
EASY = re.compile(r"<main\b[^>]*class=\"[^\"]*\beasy\b[^>]*>(.*?)</main>", re.DOTALL)
NEW_LINE = re.compile(
    r"</?(?!(?:a|b|em|i|q|small|span|strong|time)\b)[a-z][^>]*>|<(?:a|span|small) class[^>]*>|</(?:span|small)>|<br>"
)
SPOKEN = {"SUMMARY", "DESCRIPTION", "LOCATION", "X-WR-CALNAME"}  # of a calendar feed


def shown(answer: Response) -> Iterator[tuple[str, str]]:
    """Where, and what. Of a file what its lines or sheets say."""
    if answer.status_code in range(300, 400):
        return
    if answer.mimetype == "text/html":
        yield from on_page(answer.get_data(as_text=True))
    elif answer.mimetype == "application/manifest+json":
        told = json.loads(answer.get_data(as_text=True))
        yield from ((f"manifest: {name}", told[name]) for name in ("name", "short_name", "description"))
    elif answer.mimetype in ("text/csv", "text/plain"):
        yield from (("a line", line) for line in answer.get_data(as_text=True).splitlines())
    elif answer.mimetype == "text/calendar":
        lines = (line.partition(":") for line in answer.get_data(as_text=True).replace("\r\n ", "").splitlines())
        yield from (("an entry", words) for name, _colon, words in lines if name.partition(";")[0] in SPOKEN)
    elif "officedocument" in (answer.mimetype or ""):
        yield from _in_office(answer.get_data())


def on_page(page: str) -> Iterator[tuple[str, str]]:
    """The texts between its tags, those of templates as well, and what attributes say."""
    end = 0
    for piece in PIECE.finditer(page):
        yield from _text(page[end : piece.start()])
        end = piece.end()
        if piece[2]:
            yield from _attributes(piece[2], piece[3])
    yield from _text(page[end:])


def easy_lines(page: str) -> Iterator[str]:
    """The lines of a page in Easy Read: what stands between two places where a new one begins."""
    for main in EASY.findall(page):
        for line in NEW_LINE.split(re.sub(r"<(svg|style)\b.*?</\1>", "", main, flags=re.DOTALL)):
            words = " ".join(unescape(re.sub(r"<[^>]*>", "", line)).split())
            if words:
                yield words


def _text(text: str) -> Iterator[tuple[str, str]]:
    words = " ".join(unescape(text).split())
    if words and not words.startswith("<!doctype"):
        yield "text", words


def _attributes(tag: str, text: str) -> Iterator[tuple[str, str]]:
    found = {name: unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(text)}
    for name, value in found.items():
        if tag not in DRAWN and _for_people(tag, name, found):
            yield from ((f"{tag}[{name}]", words) for words in _deep(value))


def _for_people(tag: str, name: str, found: dict[str, str]) -> bool:
    if name == "value" and tag == "input":
        return found.get("type", "") in TYPED
    if name == "content" and tag == "meta":
        return found.get("name") == "description"
    if name.startswith("data-"):
        return name not in FOR_MACHINES and not CODE.fullmatch(found[name])
    return name not in FOR_MACHINES


def _deep(value: str) -> Iterator[str]:
    """The strings of a JSON value, or the value itself."""
    try:
        yield from strings(json.loads(value))
    except ValueError:
        yield " ".join(value.split())


def strings(value: Any) -> Iterator[str]:
    """Every string in what JSON holds, the names of its fields left out."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from strings(one)


def _in_office(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if re.fullmatch(r"xl/(sharedStrings|worksheets/\w+)\.xml|word/\w+\.xml", name):
                texts = re.findall(r"<(?:w:)?t(?: [^>]*)?>([^<]*)<", parts.read(name).decode())
                yield from ((name, unescape(text)) for text in texts)
