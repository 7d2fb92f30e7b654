"""Pictures: the open symbols an item or a person can have, found by English words.

`carelog/symbols.txt` names them, one a line: the symbol, a colon, the words that find it.
"""

import re
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "symbols.txt"
WORD = re.compile(r"[^\W\d_]+")


@cache
def symbols() -> dict[str, tuple[str, ...]]:
    """Every symbol that the app ships, with its words, in the order of the list."""
    found = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition(":")
        if name.strip() and not name.startswith("#"):
            found[name.strip()] = tuple(word.strip().casefold() for word in words.split(",") if word.strip())
    return found


def search(text: str) -> list[str]:
    """Symbols whose name or words contain what was typed, best first."""
    wanted = text.strip().casefold()
    exact = [name for name, words in symbols().items() if wanted in (name, *words)]
    near = [name for name, words in symbols().items() if any(wanted in word for word in (name, *words))]
    return exact + [name for name in near if name not in exact]


def guess(title: str) -> str:
    """The symbol whose word comes first in the title, or "" if none does."""
    words = [word.casefold() for word in WORD.findall(title)]
    text = f" {' '.join(words)} "
    places = [
        (text.find(f" {form} "), name)
        for name, found in symbols().items() for word in found for form in (word, f"{word}s")
        if f" {form} " in text
    ]  # fmt: skip
    return min(places)[1] if places else ""
