"""How the person's choices are asked, in Easy Read: a question, and for each answer its words and a picture."""

from typing import Any

from flask_babel import lazy_gettext as _l

from carelog.people.my_choices import Contrast, Reading, Shown, TextSize, WordsUsed

QUESTIONS = {
    "text_size": (_l("How big are the words?"), "glasses"),
    "shown": (_l("Do I want pictures or words?"), "artist-palette"),
    "contrast": (_l("Which colours can I see well?"), "rainbow"),
    "words": (_l("Which words do I like?"), "open-book"),
    "reading": (_l("When is a page read to me?"), "headphone"),
}
ANSWERS: dict[str, dict[str, tuple[Any, str]]] = {
    "text_size": {
        TextSize.LARGE: (_l("Big"), "red-apple"), TextSize.LARGER: (_l("Bigger"), "red-apple"),
        TextSize.LARGEST: (_l("Biggest"), "red-apple"),
    },
    "shown": {
        Shown.BOTH: (_l("Words and pictures"), "newspaper"), Shown.PICTURES: (_l("Only pictures"), "artist-palette"),
        Shown.WORDS: (_l("Only words"), "pencil"),
    },
    "contrast": {
        Contrast.USUAL: (_l("Soft colours"), "tulip"), Contrast.STRONG: (_l("Strong colours"), "soccer-ball"),
    },
    "words": {
        WordsUsed.EASY: (_l("Easy words"), "thumbs-up"), WordsUsed.ORDINARY: (_l("Ordinary words"), "newspaper"),
    },
    "reading": {
        Reading.ASKED: (_l("When I ask for it"), "waving-hand"), Reading.BY_ITSELF: (_l("By itself"), "headphone"),
    },
}  # fmt: skip
