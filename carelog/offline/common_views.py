"""What every page has in common: kept once on a phone, and left out of the pages that it keeps."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import current_app, has_request_context, render_template, request, url_for
from flask_babel import get_locale

from carelog.access import needs
from carelog.assets import Assets
from carelog.offline.pages import offline
from carelog.web import QUIET

APART = "apart"  # said by a service worker that puts it in again


@offline.app_context_processor
def where_it_is() -> dict[str, Any]:
    """Its address, in which stand its version and its language; for pages that shall come without it."""
    if not has_request_context() or request.headers.get(QUIET) != APART:
        return {}
    return {"common": url_for("offline.common", made=f"{_version()}-{get_locale()}")}


@offline.get("/phone/common/<made>")
@needs("phone.read")
def common(made: str) -> str:
    """Its parts; `made`: of which version, in which language."""
    del made  # it is always ours and theirs: a page and this come one after the other
    return render_template("offline/common.html")


def _version() -> str:
    """Changes when a script does, or a template."""
    templates = Path(current_app.root_path, current_app.template_folder or "")
    return f"{Assets.here().fingerprint}.{_of_files(templates)}"


@cache
def _of_files(folder: Path) -> str:
    whole = sha256()
    for path in sorted(folder.rglob("*.html")):
        whole.update(path.read_bytes())
    return whole.hexdigest()[:8]
