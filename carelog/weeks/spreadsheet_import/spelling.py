"""One form for what spelling leaves open: quotes, hyphens, spaces, capitals, and what cannot be seen."""

import re
import unicodedata

STARS = "*★⭐"
DASH = "[-\u2013\u2014]"
APOSTROPHES = "\u2018\u2019\u201b\u2032`\u00b4"
QUOTES = "\u201c\u201d\u201e\u201f\u2033"
HYPHENS = "\u2010\u2011\u2212"
MARK = "\u00a6"  # stands where brackets were taken out; people's own become a plain bar
PLAIN = {**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(QUOTES, '"'), **dict.fromkeys(HYPHENS, "-"), MARK: "|"}
PLAIN |= dict.fromkeys("\uff0a\u2731\u2733\u204e", "*")
TIDY = str.maketrans(PLAIN)


def tidy(text: str) -> str:
    """One form for quotes, hyphens and spaces, and nothing that cannot be seen."""
    text = unicodedata.normalize("NFC", text).translate(TIDY)
    return " ".join("".join(c for c in text if c.isspace() or c.isprintable()).split())


def plain(text: str) -> str:
    """The words without what spelling leaves open: capitals, spaces, a full stop or colon at the end."""
    return re.sub(r"\s+", " ", text).strip(" ,;:").rstrip(".").casefold()


def heading(text: str) -> str:
    """The plain words of a heading, which may stand in quotation marks, in brackets or between stars."""
    return plain(plain(tidy(text)).strip(f"\"'{STARS}#_ "))
