"""How records are said on the screen: what became of a chance, why, how somebody knows, where it was moved."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from textwrap import shorten
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.records.lived import Lived
from carelog.records.outcome import SAYS, State, named
from carelog.records.quick import in_words
from carelog.records.said import (
    CHOSE,
    DID_NOT_HAPPEN,
    HAPPENED,
    PARTLY,
    WITHDRAWN,
    Answer,
    Move,
    Reason,
    Said,
    Way,
)
from carelog.weeks.details import Part
from carelog.weeks.wording import PARTS, weekday

Words = Mapping[Any, str]
FEW_WORDS = 60  # letters, in a row of Today
SAID: Words = {
    HAPPENED: _l("It happened"),
    PARTLY: _l("Partly"),
    CHOSE: _l("They said no, or chose something else"),
    DID_NOT_HAPPEN: _l("It did not happen"),
    WITHDRAWN: _l("Taken back"),
}
OWN_SAID: Words = {**SAID, CHOSE: _l("I said no, or chose something else")}
STATES: Words = {
    **{state: SAID[word] for word, state in SAYS.items()},
    State.CHOICE_UNCHECKED: _l("Chose something else, not checked yet"),
    State.NOT_RECORDED: _l("Nobody wrote it down"),
    State.DISPUTED: _l("People say different things"),
    State.PAUSED: _l("Paused"),
    State.NOT_DUE: _l("Not yet"),
}
OWN_STATES: Words = {
    **STATES, State.CHOSE_OTHER: OWN_SAID[CHOSE], State.CHOICE_UNCHECKED: _l("They say I chose something else"),
}  # fmt: skip
# The most usual first, as they are asked.
REASONS: Words = {
    Reason.NOT_ENOUGH_TIME: _l("Not enough time"),
    Reason.NOBODY_AVAILABLE: _l("Nobody was available"),
    Reason.COULD_NOT_GET_IN: _l("We could not get in"),
    Reason.ILL: _l("They were ill"),
    Reason.AWAY: _l("They were away"),
    Reason.WRONG_PERSON_OR_TIME: _l("Wrong person or time"),
    Reason.TRANSPORT: _l("Transport"),
    Reason.CLOSED_OR_WEATHER: _l("Closed, or the weather"),
    Reason.OTHER_PERSON_COULD_NOT: _l("The other person could not come"),
    Reason.MONEY: _l("Money"),
    Reason.FORGOT: _l("We forgot"),
    Reason.NOT_REALISTIC: _l("The plan was not realistic"),
    Reason.OTHER: _l("Another reason"),
}
OWN_REASONS: Words = {
    **REASONS, Reason.ILL: _l("I was ill"), Reason.AWAY: _l("I was away"), Reason.FORGOT: _l("They forgot"),
    Reason.COULD_NOT_GET_IN: _l("They could not get in"),
}  # fmt: skip
# How people say or show a choice, for one tap; more can be written.
HOW_SHOWN: Words = {
    "words": _l("Said so"),
    "gesture": _l("Showed it with their hands or head"),
    "turned": _l("Turned or walked away"),
    "pushed": _l("Pushed it away"),
    "other": _l("Went for something else"),
}
WHY_CHANGED: Words = {
    "wrong": _l("I pressed the wrong one"),
    "learned": _l("I know more now"),
}
WHY_LOG_CHANGED: Words = {
    "mistake": _l("There was a mistake in it"),
    "learned": WHY_CHANGED["learned"],
}
ANSWERED_ANEW, SAID_ANEW = "answered_anew", "said_anew"  # of the person's own words nobody asks why
WHY: Words = {
    **WHY_CHANGED, **WHY_LOG_CHANGED, ANSWERED_ANEW: _l("I changed my answer"), SAID_ANEW: _l("I changed my words"),
}  # fmt: skip
ANSWERS: Words = {
    Answer.WANTED: _l("They wanted it"), Answer.CHOSE: _l("They chose not to"),
    Answer.NOT_SURE: _l("They were not sure"),
}  # fmt: skip
OWN_ANSWERS: Words = {
    Answer.WANTED: _l("I wanted it"), Answer.CHOSE: _l("I chose not to"), Answer.NOT_SURE: _l("I am not sure"),
}  # fmt: skip
MOVE_ANSWERS: Words = {
    Answer.CHOSE: _l("They asked to move it"), Answer.WANTED: _l("They wanted it as planned"),
    Answer.NOT_SURE: _l("They were not sure"),
}  # fmt: skip
OWN_MOVE_ANSWERS: Words = {
    Answer.CHOSE: _l("I asked to move it"), Answer.WANTED: _l("I wanted it as planned"),
    Answer.NOT_SURE: _l("I am not sure"),
}  # fmt: skip
WAYS: Words = {
    Way.TAP: _l("tapped it themselves"),
    Way.HANDED_OVER: _l("tapped it themselves, on a phone held out to them"),
    Way.CONVERSATION: _l("asked in a conversation"),
    Way.CHART: _l("shown as their communication chart says"),
}
ASKED_WAYS: Words = {
    Way.CONVERSATION: _l("They told me when we talked"),
    Way.CHART: _l("They showed it, as their communication chart says"),
}


def said_words(word: Said, own: bool = False) -> str:
    """What one record says. `own`: the reader is the person themselves."""
    if own and word.said == CHOSE and not word.own_word:
        return state_words(State.CHOICE_UNCHECKED, own)
    return str((OWN_SAID if own else SAID)[word.said])


def state_words(state: str, own: bool = False) -> str:
    """What became of a chance."""
    return str((OWN_STATES if own else STATES)[state])


def word_state(said: str) -> State:
    """The state whose drawing stands beside a word that can be chosen."""
    return SAYS[said]


def record_state(word: Said, state: State) -> State:
    """The state whose drawing stands beside one record: what it names. A choice is unchecked while its chance is."""
    return named(replace(word, checked=state is not State.CHOICE_UNCHECKED))


def short_why(word: Said, own: bool = False) -> str:
    """Beside what became of a thing: why, or what happened instead, in a few words; "" if nobody says that."""
    if word.said == CHOSE:
        return _("Instead: %(what)s", what=_short(word.instead)) if word.instead else ""
    if word.reason is Reason.OTHER:
        return _short(word.note)
    return reason_words(word.reason, own) if word.reason else ""


def _short(text: str) -> str:
    return shorten(text, FEW_WORDS, placeholder=" …")


def reason_words(reason: Reason, own: bool = False) -> str:
    """Why, in a few words."""
    return str((OWN_REASONS if own else REASONS)[reason])


def shown_words(how_shown: str) -> str:
    """How the person said or showed it."""
    return in_words(how_shown, HOW_SHOWN)


def changed_words(why: str) -> str:
    """Why somebody put other words in the place of their own."""
    return in_words(why, WHY)


def answer_words(answer: Answer, of_move: bool = False, own: bool = False) -> str:
    """What the person answered when they were asked whether they wanted that."""
    table = (OWN_MOVE_ANSWERS if own else MOVE_ANSWERS) if of_move else (OWN_ANSWERS if own else ANSWERS)
    return str(table[answer])


def way_words(way: Way) -> str:
    """In which way a choice was checked."""
    return str(WAYS[way])


def new_time(move: Move) -> str:
    """When something moved is to happen: Thursday, 15:00."""
    return ", ".join(word for word in (weekday(move.day.weekday()), time_words(move)) if word)


def time_words(move: Move) -> str:
    """The new time of day alone; "" for any time."""
    return f"{move.at:%H:%M}" if move.at else "" if move.part is Part.ANY else str(PARTS[move.part])


def moved_from(day: date) -> str:
    """On the row of something that was moved here."""
    return _("moved from %(weekday)s", weekday=weekday(day.weekday()))


def passed_by_words(one: Lived, own: bool = False) -> str:
    """Of something for any day: what became of it on an earlier one, and that the week may still see it."""
    day = weekday(one.occurrence.day.weekday())
    if one.state is State.DID_NOT_HAPPEN:
        return _("It did not happen on %(day)s. It can still happen this week.", day=day)
    if own:
        return _("I said no on %(day)s. I can still do it this week.", day=day)
    return _("Said no on %(day)s. It may still be offered this week.", day=day)


# What templates say with.
FILTERS = (
    said_words, state_words, word_state, record_state, reason_words, short_why, shown_words, changed_words,
    answer_words, way_words, new_time, time_words, moved_from, passed_by_words,
)  # fmt: skip
