"""One file in, one answer out, as JSON: what the child process runs."""

import json
import sys
from typing import Any

from carelog.weeks.spreadsheet_import.kinds import read_file
from carelog.weeks.spreadsheet_import.reading import Problem, UnreadableSheet
from carelog.weeks.spreadsheet_import.sheet import read_sheets


def answer(content: bytes) -> dict[str, Any]:
    """The week as JSON values, or `{"problem": …}`."""
    try:
        return read_sheets(read_file(content)).as_json()
    except UnreadableSheet as unreadable:
        return {"problem": unreadable.problem}
    except MemoryError:
        return {"problem": Problem.MUCH_CONTENT}


if __name__ == "__main__":
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)
