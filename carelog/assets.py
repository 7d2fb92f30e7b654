"""Fingerprinted static files: one list for the pages and for the service worker.

The whole static tree has one fingerprint, which stands in its address: `/static/<fingerprint>/…`. So relative imports
between modules keep working without a build, and everything may be cached for ever.
"""

import hashlib
import json
import re
from functools import cached_property
from pathlib import Path
from typing import Any, Self
from wsgiref.headers import Headers

import brotli
from flask import Flask, Request, Response, current_app
from flask_babel import get_locale
from flask_babel import gettext as _
from rjsmin import jsmin
from whitenoise import WhiteNoise

from carelog.access import needs

STATIC = Path(__file__).parent / "static"
BESIDE = Path(__file__).parent / "manifest.json"  # in the wheel; in a checkout it lies one folder up
MANIFEST = BESIDE if BESIDE.exists() else STATIC.parent.parent / "manifest.json"
AS_THEY_LIE = ("icons", "vendor")  # folders; the build has compressed what gains by it
IDB = "vendor/idb.js"  # the only script there that comes with comments and spaces
COMPRESSED = {".br", ".gz"}
FOREVER = "public, max-age=31536000, immutable"
# A file is no page: with everything that guards a page, a picture would be headers for the most part.
FILE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# What is under one address never changes, so nobody ever asks whether it has.
NEEDLESS = {"Last-Modified", "ETag"}
# Order matters only for these; everything else is in a cascade layer.
FIRST_CSS = ("tokens.css", "reset.css", "base.css", "layout.css")
SEVERAL_PAGES = ("paper", "person", "reviews", "summaries")  # folders of css: a stylesheet each, where pages ask for it
WORKER = ("js/service-worker.js", "js/worker/")  # offline/worker_script.py makes one script of them; no page has them
HERE = "assets"  # where an app keeps its own


class Assets:
    """The static files of this start of the app."""

    def __init__(self, folder: Path = STATIC) -> None:
        """Read the tree once."""
        self.folder = folder
        self._compressed: dict[str, bytes] = {}
        self.files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in COMPRESSED)

    @classmethod
    def here(cls) -> Self:
        """Those of the app that is asked."""
        files: Self = current_app.extensions[HERE]
        return files

    @cached_property
    def fingerprint(self) -> str:
        """Changes when any file does."""
        whole = hashlib.sha256()
        for path in self.files:
            whole.update(str(path.relative_to(self.folder)).encode() + b"\0" + path.read_bytes())
        return whole.hexdigest()[:16]

    @cached_property
    def stylesheet(self) -> bytes:
        """Every file of static/css in one, layers first, without comments and indentation."""
        return self._sheet("css")

    def _sheet(self, folder: str) -> bytes:
        css = sorted((self.folder / folder).glob("*.css"), key=_css_order)
        whole = b"\n".join(path.read_bytes() for path in css)
        return re.sub(rb"\s*\n\s*", b"\n", re.sub(rb"/\*.*?\*/", b"", whole, flags=re.DOTALL))

    @cached_property
    def written(self) -> dict[str, bytes]:
        """By name the stylesheets, and every script that is not small yet, as small as they get."""
        names = [path.relative_to(self.folder).as_posix() for path in self.files]
        scripts = [name for name in names if name.startswith("js/") or name == IDB]
        return {
            "app.css": self.stylesheet,
            **{f"{name}.css": self._sheet(f"css/{name}") for name in SEVERAL_PAGES},
            **{name: jsmin((self.folder / name).read_bytes()) for name in scripts},
        }

    def compressed(self, name: str) -> bytes:
        """The same as brotli, once and as small as it gets."""
        if name not in self._compressed:
            self._compressed[name] = brotli.compress(self.written[name])
        return self._compressed[name]

    def manifest(self) -> str:
        """What makes the app installable, in the reader's language, with the addresses of its icons in this start."""
        told = json.loads(MANIFEST.read_text(encoding="utf-8"))
        told |= {"description": _("How much of my week happened"), "lang": str(get_locale()).replace("_", "-")}
        for icon in told["icons"]:
            icon["src"] = self.url(icon["src"].removeprefix("/static/"))
        return json.dumps(told)

    @cached_property
    def scripts(self) -> list[str]:
        """The addresses of all that a page may import while there is no signal, and of the stylesheet."""
        found = (path.relative_to(self.folder).as_posix() for path in self.files if path.suffix == ".js")
        return [self.url(name) for name in ("app.css", *found) if not name.startswith(WORKER)]

    def url(self, name: str) -> str:
        """The address of one static file; `app.css` is the stylesheet."""
        return f"/static/{self.fingerprint}/{name}"

    def install(self, app: Flask) -> None:
        """Serve the tree, and give templates `asset()`."""
        white = WhiteNoise(
            app.wsgi_app,
            immutable_file_test=lambda _path, _url: True,
            allow_all_origins=False,
            add_headers_function=_guard,
        )
        app.extensions[HERE] = self
        for name in AS_THEY_LIE:
            white.add_files(str(self.folder / name), prefix=f"static/{self.fingerprint}/{name}/")
        app.wsgi_app = self._with_written(white)  # type: ignore[method-assign]
        app.add_template_global(self.url, "asset")

        @app.get("/manifest.json")
        @needs("static.read")
        def manifest() -> Response:
            headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
            return Response(self.manifest(), mimetype="application/manifest+json", headers=headers)

    def _with_written(self, otherwise: Any) -> Any:
        """What we wrote comes from memory, without what a page goes through."""
        names = {self.url(name): name for name in self.written}

        def answer(environ: dict[str, Any], start_response: Any) -> Any:
            name = names.get(environ.get("PATH_INFO", "")) if environ["REQUEST_METHOD"] in ("GET", "HEAD") else None
            if name is None:
                return otherwise(environ, _without_needless(environ, start_response))
            return self._file(name, Request(environ))(environ, start_response)

        return answer

    def _file(self, name: str, request: Request) -> Response:
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        headers = {**FILE_HEADERS, "Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
        if not request.accept_encodings.quality("br"):
            return Response(self.written[name], mimetype=kind, headers=headers)
        return Response(self.compressed(name), mimetype=kind, headers={**headers, "Content-Encoding": "br"})


def _guard(headers: Headers, _path: str, _url: str) -> None:
    """WhiteNoise hands over an object that has no `update`."""
    for name, value in FILE_HEADERS.items():
        headers[name] = value


def _without_needless(environ: dict[str, Any], start_response: Any) -> Any:
    """WhiteNoise says of every file when it was last changed."""
    if not environ.get("PATH_INFO", "").startswith("/static/"):
        return start_response

    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start_response(status, [one for one in headers if one[0] not in NEEDLESS], *more)

    return start


def _css_order(path: Path) -> tuple[int, str]:
    place = FIRST_CSS.index(path.name) if path.name in FIRST_CSS else len(FIRST_CSS)
    return place, path.name
