"""How the questions and answers of the answer screens are said and drawn: one idea, few words, a picture for each."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from carelog.home.answering import ANSWERS, NOT_SURE, Ask
from carelog.people.circle import Membership
from carelog.records.good_for_me import Company, Good
from carelog.records.said import CHOSE, DID_NOT_HAPPEN, HAPPENED, Answer

AT_ONCE = 4  # answers on one screen, beside Back and Not now
SEVERAL_AT_ONCE = AT_ONCE - 1  # where several are ticked, also beside Next
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
    ticked: bool = False  # one of several; else it is pressed, and is the answer


def choices_of(ask: Ask, company: Iterable[Membership] = ()) -> list[Choice]:
    """What can be answered. `company`: the people who may have been there."""
    if ask is not Ask.COMPANY:
        return [Choice(value, str(WORDS[ask][value][0]), WORDS[ask][value][1]) for value in ANSWERS[ask]]
    members = list(company)
    called = first_names([member.user.name for member in members])
    named = [Choice(str(member.user_id), called[member.user.name], "", ticked=True) for member in members]
    others = NOBODY_NAMED.items()
    return named + [Choice(one, str(words), picture, one != Company.ON_MY_OWN) for one, (words, picture) in others]


def first_names(names: Iterable[str]) -> dict[str, str]:
    """By whole name the first one alone, where nobody else of them has it, too."""
    first = {name: name.split()[0] for name in names}
    return {name: called if [*first.values()].count(called) == 1 else name for name, called in first.items()}


def on_screen(choices: Sequence[Choice], first: int) -> tuple[Sequence[Choice], int | None]:
    """Those that fit, from one on; and where more of them begin, where there are more."""
    places = SEVERAL_AT_ONCE if any(choice.ticked for choice in choices) else AT_ONCE
    left = choices[max(0, min(first, len(choices) - 1)) :]
    if len(left) <= places:
        return left, None
    return left[: places - 1], len(choices) - len(left) + places - 1


def off_screen(ticked: Iterable[str], shown: Iterable[Choice]) -> list[str]:
    """What was ticked on another page of the people. That one was on one's own is pressed, and not kept so."""
    return [one for one in ticked if one not in {Company.ON_MY_OWN, *(choice.value for choice in shown)}]
