"""PlainWord: words that we would rather not say about people, and what could be written instead.

Whoever writes such a word is shown a quiet hint, while they type and beside what they saved. Nothing is ever refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class PlainWord:
    """The forms of one word, in small letters, and the hint, in which %(word)s stands for what was written."""

    forms: tuple[str, ...]
    hint: Any

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of its forms as a whole word."""
        forms = "|".join(r"\s+".join(map(re.escape, form.split())) for form in self.forms)
        return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)

    def about(self, word: str) -> str:
        """The hint about that word."""
        return str(self.hint) % {"word": word}


PLAIN_WORDS = (
    PlainWord(
        ("refused", "refuses", "refuse to", "refusing", "refusal"),
        _l("“%(word)s” could be “said no to”."),
    ),
    PlainWord(
        ("non-compliant", "non compliant", "noncompliant", "non-compliance", "non compliance", "noncompliance"),
        _l("“%(word)s” could be “said no to”, or what they wanted instead."),
    ),
    PlainWord(
        ("service user", "service users", "client", "clients"),
        _l("Instead of “%(word)s” you could write their name."),
    ),
    PlainWord(
        ("challenging behaviour", "challenging behaviours", "challenging"),
        _l("Instead of “%(word)s” you could say what happened, and what it may have told us."),
    ),
    PlainWord(
        ("accessing the community", "accessed the community", "access the community", "community access"),
        _l("Instead of “%(word)s” you could say where you went, or whom you met."),
    ),
)


def word_hints(texts: Iterable[str]) -> list[str]:
    """A hint for each such word in these texts, one for all its forms."""
    whole = "\n".join(texts)
    found = ((plain, plain.pattern.search(whole)) for plain in PLAIN_WORDS)
    return [plain.about(" ".join(match[0].split())) for plain, match in found if match]
