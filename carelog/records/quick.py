"""Quick words: one of a few that can be tapped, and what somebody wrote beside it, kept together in one text.

What was tapped is kept as its code, so that everybody reads it in their own language; what was written stays as it was
written. The code stands on a line of its own before it. What people type is always one line: a text of one line is
words alone, also in records from before there were codes.
"""

from collections.abc import Mapping
from typing import Any

BETWEEN = "\n"


def together(code: str | None, words: str | None) -> str:
    """What is kept; "" if nothing was tapped and nothing written."""
    return f"{code}{BETWEEN}{words or ''}" if code else words or ""


def apart(kept: str) -> tuple[str, str]:
    """The code, or "", and the words."""
    code, between, words = kept.partition(BETWEEN)
    return (code, words) if between else ("", kept)


def in_words(kept: str, quick: Mapping[Any, str]) -> str:
    """All of it as it is read: "Pushed it away. She shook her head." `quick`: what the codes mean."""
    code, words = apart(kept)
    return ". ".join(str(part) for part in (quick.get(code, code), words) if part)
