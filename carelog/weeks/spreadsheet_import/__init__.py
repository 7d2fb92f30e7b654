"""Reading a week from a spreadsheet: a file in, the items and an account of every line out. Nothing is stored here.

The file is read in a child process (`child`), because it may be hostile. How the account and the problems read on the
screen is in `wording`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from carelog.weeks.spreadsheet_import.reading import Doubt, Line, Problem, Reading, ReadWeek, Reason, UnreadableSheet

__all__ = ["Doubt", "Line", "Problem", "ReadWeek", "Reading", "Reason", "UnreadableSheet", "read_week"]

os.environ["OPENPYXL_LXML"] = "False"  # lxml, which a Word document needs, keeps entities; defusedxml refuses them

MEGABYTE = 1024 * 1024
LARGEST = 2 * MEGABYTE  # bytes
SECONDS = 20  # on the wall; the child's own bound is on processor time
# -I: no environment variables, no current directory on the path. -B: nothing is written.
_two_at_once = BoundedSemaphore(2)  # in each process of the server, because a hostile file may take half a gigabyte
COMMAND = (sys.executable, "-I", "-B", str(Path(__file__).with_name("child.py")))


def read_week(content: bytes, filename: str) -> ReadWeek:
    """Read a week from .xlsx or .csv, told apart by content. `filename` is only for the message.

    Raises UnreadableSheet, which `wording.say_problem` puts in words.
    """
    if len(content) > LARGEST:
        raise UnreadableSheet(Problem.LARGE_FILE, filename=filename, megabytes=str(LARGEST // MEGABYTE))
    answer = _ask(content)
    if "problem" in answer:
        raise UnreadableSheet(Problem(answer["problem"]), filename=filename)
    return ReadWeek.from_json(answer)


def _ask(content: bytes) -> dict[str, Any]:
    """What the child answers; if its bounds ended it, or it failed, that as a problem."""
    try:
        with _two_at_once:
            child = subprocess.run(COMMAND, input=content, capture_output=True, timeout=SECONDS, env={}, check=False)
    except subprocess.TimeoutExpired:
        return {"problem": Problem.TOO_MUCH_WORK}
    if child.returncode:
        killed = child.returncode < 0
        return {"problem": Problem.TOO_MUCH_WORK if killed else Problem.OUR_FAULT}
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer
