"""The child process that reads one file: content on standard input, JSON on standard output.

Started as a script, so that neither flask nor the rest of the application is loaded. Whatever a hostile file does ends
with this process: it has bounds on memory and time, no secrets in its environment, and no picture library.
"""

import contextlib
import resource
import runpy
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

LIMITS = {
    resource.RLIMIT_AS: 512 * 1024 * 1024,  # bytes of address space
    resource.RLIMIT_CPU: 10,  # seconds of processor time
    resource.RLIMIT_CORE: 0,  # no copy of what was read is left on the disk
}


def bound() -> None:
    """Set the bounds. macOS refuses or ignores the one on memory; the archive's check and the clock remain there."""
    for kind, limit in LIMITS.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


def alone() -> None:
    """Make the package importable without running its `__init__`, and openpyxl without what it need not have."""
    package = ModuleType("carelog")
    package.__path__ = [str(Path(__file__).parents[2])]
    sys.modules["carelog"] = package
    modules: dict[str, Any] = sys.modules
    modules.update(PIL=None, numpy=None, lxml=None)  # None makes an import fail: no pictures are opened in here


if __name__ == "__main__":
    bound()
    alone()
    runpy.run_module("carelog.weeks.spreadsheet_import.answer", run_name="__main__")
