"""Another version of the app: a copy of the package in which one file has changed, as an update brings it."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Page

from carelog import application

PACKAGE = Path(application.__file__).parent
BESIDE = ("manifest.json", "migrations")
CHANGED = "static/js/words.js"
MARK = "// newer"


def newer(folder: Path) -> str:
    """Where it lies."""
    shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in BESIDE:
        (folder / name).symlink_to(PACKAGE.parent / name)
    with (folder / PACKAGE.name / CHANGED).open("a") as script:
        script.write(f"{MARK}\n")
    return str(folder)


def version(page: Page) -> str:
    """Of the page that is open."""
    found = re.search(r"/static/(\w+)/app\.css", page.content())
    assert found is not None
    return found[1]
