"""How needs with information and conversation are said on the screen: whole, and as the line on top of every page."""

from collections.abc import Callable, Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.people.information_needs import Said

LONGEST_FLAG = 120  # letters
WAYS = {
    "speaking": _l("Speaking"),
    "makaton": _l("Makaton signs"),
    "bsl": _l("British Sign Language"),
    "my_signs": _l("My own signs"),
    "body": _l("My face and body"),
    "pictures": _l("Pictures and photos"),
    "objects": _l("Objects"),
    "writing": _l("Writing things down"),
    "device": _l("A device that talks"),
}
FORMATS = {
    "easy_read": _l("Easy Read"),
    "large_print": _l("Large print"),
    "audio": _l("Recorded, to listen to"),
    "braille": _l("Braille"),
    "email": _l("Plain email"),
    "text": _l("Text message"),
    "phone": _l("Phone call"),
    "post": _l("Letter by post"),
    "face_to_face": _l("Told face to face"),
    "interpreter": _l("With an interpreter"),
}
SUPPORT = {
    "time": _l("Time to answer"),
    "quiet": _l("A quiet place"),
    "somebody": _l("Somebody with me"),
    "lips": _l("Lip-reading"),
    "loop": _l("A hearing loop"),
}

PICTURES = {
    "speaking": "speech-balloon", "makaton": "open-hands", "bsl": "open-hands", "my_signs": "waving-hand",
    "body": "grinning-face", "pictures": "framed-picture", "objects": "hot-beverage", "writing": "pencil",
    "device": "wireless", "easy_read": "open-book", "large_print": "newspaper", "audio": "headphone",
    "braille": "index-pointing-up", "email": "laptop", "text": "mobile-phone", "phone": "telephone-receiver",
    "post": "envelope", "face_to_face": "busts-in-silhouette", "interpreter": "busts-in-silhouette",
    "time": "alarm-clock", "quiet": "relieved-face", "somebody": "people-hugging", "lips": "mouth",
    "loop": "ear-with-hearing-aid",
}  # fmt: skip


def picture(one: str) -> str:
    """The symbol of what can be ticked."""
    return PICTURES[one]


def words(one: str) -> str:
    """What it is called."""
    return str({**WAYS, **FORMATS, **SUPPORT}[one])


def ways(said: Said) -> str:
    """How they communicate: what was ticked on one line, and below it the words."""
    return _together(map(words, said.needs.ways), said.needs.ways_words)


def formats(said: Said) -> str:
    """How information should come, in the same way."""
    return _together(map(words, said.needs.formats), said.needs.formats_words)


def support(said: Said) -> str:
    """What helps in a conversation, in the same way."""
    return _together(map(words, said.needs.support), said.needs.support_words)


def flag(said: Said) -> str:
    """All of it on one short line: first what was ticked, then words, as far as they go."""
    if said.none_known:
        return _("Nothing special is needed.")
    needs = said.needs
    ticked = [words(one) for one in (*needs.ways, *needs.formats, *needs.support)]
    written = [" ".join(text.split()) for text in (needs.ways_words, needs.support_words, needs.formats_words) if text]
    whole = " · ".join(part for part in (", ".join(ticked), *written) if part)
    return whole if len(whole) <= LONGEST_FLAG else _("%(beginning)s …", beginning=_words_within(whole))


def _words_within(text: str) -> str:
    beginning = text[: LONGEST_FLAG - 1]
    return beginning.rpartition(" ")[0] or beginning


def _together(ticked: Iterable[str], written: str) -> str:
    return "\n".join(part for part in (", ".join(ticked), written) if part)


FILTERS: dict[str, Callable[..., str]] = {
    "needs_picture": picture,
    "needs_words": words,
    "needs_ways": ways,
    "needs_formats": formats,
    "needs_support": support,
    "needs_flag": flag,
}
