"""The service worker's one classic script, which every browser takes, made of the modules that it is written in.

One answer is there or not, so an update is all or nothing; and it is of the same version as the files that it keeps.
"""

import re
from functools import cache
from pathlib import Path

STARTS_WITH = "js/service-worker.js"
IMPORT = re.compile(r'^import [^;]* from "([^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)


@cache
def worker_script(static: Path) -> str:
    """Each module behind those that it imports, as browsers run them; their names are all of one scope."""
    modules: dict[Path, str] = {}
    _add(static / STARTS_WITH, modules)
    return "\n".join(modules.values())


def _add(path: Path, modules: dict[Path, str]) -> None:
    words = path.read_text(encoding="utf-8")
    for name in IMPORT.findall(words):
        imported = (path.parent / name).resolve()
        if imported not in modules:
            _add(imported, modules)
    modules[path] = EXPORT.sub("", IMPORT.sub("", words))
