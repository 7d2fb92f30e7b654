"""How the questions and answers of the answer screens are said and drawn: one idea, few words, a picture for each."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from carelog.home.answering import ANSWERS, NOT_SURE, Ask
from carelog.people.circle import Membership
from carelog.records.good_for_me import Company, Good
from carelog.records.said import CHOSE, DID_NOT_HAPPEN, HAPPENED, Answer

AT_ONCE = 4  # answers on one screen, beside Back and Not now
QUESTIONS = {
    Ask.HAPPENED: _l("Did it happen?"), Ask.WANTED: _l("Did you want this?"),
    Ask.MOVED: _l("Did you ask to move it?"), Ask.GOOD: _l("Was it good?"), Ask.COMPANY: _l("Who was with you?"),
}  # fmt: skip
NO_WAY, NOT_CLEAR = "raised-hand", "thinking-face"
WORDS: dict[Ask, dict[str, tuple[Any, str]]] = {
    Ask.HAPPENED: {
        HAPPENED: (_l("It happened"), "check-mark-button"), DID_NOT_HAPPEN: (_l("It did not happen"), "cross-mark"),
        CHOSE: (_l("I said no, or chose something else"), NO_WAY), NOT_SURE: (_l("I am not sure"), NOT_CLEAR),
    },
    Ask.WANTED: {
        Answer.WANTED: (_l("I wanted it"), "thumbs-up"), Answer.CHOSE: (_l("I chose not to"), NO_WAY),
        Answer.NOT_SURE: (_l("I am not sure"), NOT_CLEAR),
    },
    Ask.MOVED: {
        Answer.CHOSE: (_l("I asked to move it"), "thumbs-up"), Answer.WANTED: (_l("I wanted it as planned"), NO_WAY),
        Answer.NOT_SURE: (_l("I am not sure"), NOT_CLEAR),
    },
    Ask.GOOD: {
        Good.YES: (_l("Yes"), "grinning-face"), Good.A_BIT: (_l("A bit"), "neutral-face"),
        Good.NO: (_l("No"), "disappointed-face"), Good.NOT_SURE: (_l("I am not sure"), NOT_CLEAR),
    },
}  # fmt: skip
NOBODY_NAMED = {
    Company.SOMEBODY_ELSE: (_l("Somebody else"), "busts-in-silhouette"),
    Company.ON_MY_OWN: (_l("I was on my own"), "bust-in-silhouette"),
}


class Choice(NamedTuple):
    """One answer: what is sent, what it says, and its picture; a person without one has the first letter."""

    value: str
    words: str
    picture: str


def choices_of(ask: Ask, company: Iterable[Membership] = ()) -> list[Choice]:
    """What can be answered. `company`: the people who may have been there."""
    if ask is not Ask.COMPANY:
        return [Choice(value, str(WORDS[ask][value][0]), WORDS[ask][value][1]) for value in ANSWERS[ask]]
    named = [Choice(str(member.user_id), member.user.name, "") for member in company]
    return named + [Choice(value, str(words), picture) for value, (words, picture) in NOBODY_NAMED.items()]


def on_screen(choices: Sequence[Choice], first: int) -> tuple[Sequence[Choice], int | None]:
    """Those that fit, from one on; and where more of them begin, where there are more."""
    left = choices[max(0, min(first, len(choices) - 1)) :]
    if len(left) <= AT_ONCE:
        return left, None
    return left[: AT_ONCE - 1], len(choices) - len(left) + AT_ONCE - 1
