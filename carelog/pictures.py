"""Pictures: the open symbols an item or a person can have, found by words.

`carelog/symbols.txt` names them, one a line: the symbol, a colon, the words that find it. Readers have those words from
the message catalogue, one message for each symbol; what a title of a week means is guessed from the English ones.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

PHOTO = "photo:"  # so begins what stands in the place of a symbol's name: then the person's number, and the photo's id
LIST = Path(__file__).parent / "symbols.txt"
WORD = re.compile(r"[^\W\d_]+")
CONTEXT = "picture"  # of these messages in the catalogue


def photo_name(person_id: int, photo_id: str) -> str:
    """What stands in the place of a symbol's name, where the picture is a photo."""
    return f"{PHOTO}{person_id}/{photo_id}"


def photo_of(name: str) -> tuple[int, str] | None:
    """The person's number and the photo's id; None for a symbol."""
    person_id, _, photo_id = name.removeprefix(PHOTO).partition("/")
    return (int(person_id), photo_id) if name.startswith(PHOTO) and person_id.isdigit() else None


@cache
def symbols() -> dict[str, tuple[str, ...]]:
    """Every symbol that the app ships, with its words, in the order of the list."""
    found = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition(":")
        if name.strip() and not name.startswith("#"):
            found[name.strip()] = apart(words)
    return found


def together(words: Iterable[str]) -> str:
    """As one message: the first is what the picture is called, all of them find it."""
    return ", ".join(words)


def apart(message: str) -> tuple[str, ...]:
    """The words of such a message."""
    return tuple(word.strip().casefold() for word in message.split(",") if word.strip())


def messages(_file: IO[bytes], *_how: Any, **_options: Any) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """For Babel, which collects what is to be translated: the words of each symbol of the list."""
    for line, words in enumerate(symbols().values(), 1):
        yield line, "pgettext", (CONTEXT, together(words)), []


def search(text: str, words_of: Mapping[str, tuple[str, ...]] | None = None) -> list[str]:
    """Symbols whose name or words contain what was typed, best first. `words_of` each: in the reader's language."""
    wanted, told = text.strip().casefold(), symbols() if words_of is None else words_of
    exact = [name for name, words in told.items() if wanted in (name, *words)]
    near = [name for name, words in told.items() if any(wanted in word for word in (name, *words))]
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
