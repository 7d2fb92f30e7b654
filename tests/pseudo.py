"""A language that nobody speaks: every message of the interface in wide letters, so that what has no message shows.

It passes for Welsh, which has six plural forms, and dates of its own.
"""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from babel import Locale
from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CODE = "cy"
PLURALS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5)"
ROOT = Path(__file__).parents[1]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
A_WIDE = 0xFF41
WIDE = {ord(letter): A_WIDE + place for place, letter in enumerate(LETTERS)}
WIDE |= {ord(letter.upper()): ord(chr(A_WIDE + place).upper()) for place, letter in enumerate(LETTERS)}
# What a translator leaves as it is: what Python and scripts put values for, and markup.
KEPT = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}|</?\w[^>]*>|&#?\w+;")


@cache
def template() -> tuple[Message, ...]:
    """Every message of the interface, as `make messages` collects them."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "messages.pot"
        here = {**os.environ, "PYTHON": sys.executable}
        subprocess.run([ROOT / "tools/messages", file], cwd=ROOT, env=here, check=True)
        with file.open("rb") as written:
            return tuple(message for message in read_po(written) if message.id)


def said(words: str) -> str:
    """The words in that language."""
    told = [part.translate(WIDE) for part in KEPT.split(words)]
    return "".join(part + kept for part, kept in zip(told, [*KEPT.findall(words), ""], strict=True))


def forms(message: Message) -> list[str]:
    """The message's text, or both of one that says a number."""
    return texts(message.id)


def texts(said_so: str | list[str] | tuple[str, ...]) -> list[str]:
    """The one text, or all of them."""
    return [said_so] if isinstance(said_so, str) else list(said_so)


def catalogue() -> Catalog:
    """All of it, translated."""
    made = Catalog(locale=CODE)
    made.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", PLURALS)]
    for message in template():
        one, many = (said(text) for text in (forms(message)[0], forms(message)[-1]))
        told = (many, one, *[many] * (made.num_plurals - 2)) if message.pluralizable else one
        made.add(message.id, told, flags=message.flags, context=message.context)
    return made


def write(folder: Path) -> None:
    """Where an app finds its translations."""
    file = folder / CODE / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as written:
        write_mo(written, catalogue())


@cache
def calendar(language: str = CODE) -> frozenset[str]:
    """The names of days and months there, and what stands between them: those are Babel's, and in no message."""
    here = Locale(language)
    named = [here.days, here.months, here.day_periods]
    words = {word for names in named for widths in names.values() for each in widths.values() for word in each.values()}
    return frozenset(part.casefold() for word in words for part in re.findall(r"[^\W\d_]+", word))
