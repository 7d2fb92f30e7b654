"""Several records of one occurrence, and the one state they come to, written from measure.md alone.

Readings decided where the measure leaves room. The person's own answers (“my word about the occurrence”) concern the
chance and not one record; the newest sure one stands. “I wanted it” silences the choices written before it, own ones
too. “I chose not to” is the person's own word of its time, beside their records. An answer by the fourth way concerns
the record that it names. A check of a move names the move; the newest sure one decides, else a move is as the person
asked only when it says so in their own word. “Partly, I was away” is no “I was away” occurrence: something was done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from carelog.records.outcome import State
from carelog.records.said import Answer, Check, Move, Reason, Said, Way

OWN_WAYS = (Way.TAP, Way.HANDED_OVER, Way.CONVERSATION)
SEEN = (State.HAPPENED, State.PARTLY)


@dataclass(frozen=True)
class Voiced:
    """One thing that somebody says now, and the state it names."""

    state: State
    own: bool
    present: bool
    written_at: datetime
    id: str
    away: bool = False  # "I was away"


def age(word: Said | Check | Move | Voiced) -> tuple[datetime, str]:
    """“The latest `written_at` (ties by id) speaks; newest always means this. … Ids compare as text.”"""
    return word.written_at, word.id


def state_of(said: Sequence[Said], checks: Sequence[Check], moves: Sequence[Move], *, any_day: bool) -> State | None:
    """The state that is recorded, or None if nothing is."""
    answer = own_answer(checks)
    voices = voiced(said, checks, moves)
    if not voices:
        wanted = answer is not None and answer.answer is Answer.WANTED
        return State.DID_NOT_HAPPEN if wanted else None  # “if nothing else was said it is N”
    if any(voice.own for voice in voices):
        return the_persons(voices).state  # “the newest of the person's own word … wins”
    believed = those_believed(voices)
    if any_day:
        believed = outweighing(believed)
    return the_same_or_disputed({voice.state for voice in believed})


def the_persons(voices: Sequence[Voiced]) -> Voiced:
    """“The newest of the person's own word (… whatever its presence).”"""
    return sorted((voice for voice in voices if voice.own), key=age)[-1]


def those_believed(voices: Sequence[Voiced]) -> list[Voiced]:
    """“All who were there (nobody there: all who were told).”"""
    there = [voice for voice in voices if voice.present]
    return there or list(voices)


def outweighing(voices: list[Voiced]) -> list[Voiced]:
    """“Where the person has not said, and the item is flexible or any-day, somebody present saying happened or partly
    outweighs others' ‘did not’ or choice about that chance.”
    """
    return [voice for voice in voices if voice.present and voice.state in SEEN] or voices


def the_same_or_disputed(states: set[State]) -> State:
    """“Name the same state, that; else it is disputed.” Also: “happened against partly is disputed”."""
    if states == {State.CHOSE_OTHER, State.CHOICE_UNCHECKED}:
        return State.CHOSE_OTHER  # “checked and unchecked choices name the same state, checked if any is”
    return next(iter(states)) if len(states) == 1 else State.DISPUTED


def says_only_away(said: Sequence[Said], checks: Sequence[Check], moves: Sequence[Move]) -> bool:
    """“Every deciding record … says ‘I was away’.”"""
    voices = voiced(said, checks, moves)
    if any(voice.own for voice in voices):
        return the_persons(voices).away
    return bool(voices) and all(voice.away for voice in those_believed(voices))


def voiced(said: Sequence[Said], checks: Sequence[Check], moves: Sequence[Move]) -> list[Voiced]:
    """Everything that counts as said now: what speaks and is not silenced, and the person's “I chose not to”."""
    answer = own_answer(checks)
    voices = [voice_of(word, checks, moves) for word in speaking(said) if not silenced(word, answer)]
    if answer is not None and answer.answer is Answer.CHOSE:  # “‘I chose not to’ makes it C”
        voices.append(Voiced(State.CHOSE_OTHER, own=True, present=False, written_at=answer.written_at, id=answer.id))
    return voices


def speaking(said: Sequence[Said]) -> list[Said]:
    """“For each author and voice the standing record with the latest `written_at` (ties by id) speaks. … An undo is a
    withdrawal: that author, in that voice, has said nothing until they record again.”
    """
    found = []
    for author, voice in {(word.author_id, word.voice) for word in said}:
        last = sorted((word for word in said if (word.author_id, word.voice) == (author, voice)), key=age)[-1]
        if last.said != "withdrawn":
            found.append(last)
    return found


def own_answer(checks: Sequence[Check]) -> Check | None:
    """“The first three ways are my word about the occurrence and stand even when the record is withdrawn or replaced.”

    “‘Not sure’ changes nothing, an earlier answer stands.” “A person may change their answer.”
    """
    mine = [check for check in checks if check.way in OWN_WAYS and not check.of_move]
    sure = [check for check in mine if check.answer is not Answer.NOT_SURE]
    return sorted(sure, key=age)[-1] if sure else None


def silenced(word: Said, answer: Check | None) -> bool:
    """“‘I wanted it’ silences every choice said about it before.”"""
    if answer is None or answer.answer is not Answer.WANTED:
        return False
    return word.said == "chose" and age(word) < age(answer)


def voice_of(word: Said, checks: Sequence[Check], moves: Sequence[Move]) -> Voiced:
    """One record, and the state that it names."""
    away = word.said == "did_not_happen" and word.reason is Reason.AWAY
    state = {
        "happened": happened(checks, moves),
        "partly": State.PARTLY,
        "did_not_happen": State.DID_NOT_HAPPEN,
        "chose": choice(word, checks),
    }[word.said]
    return Voiced(state, word.own_word, word.present, word.written_at, word.id, away)


def choice(word: Said, checks: Sequence[Check]) -> State:
    """“A choice in my own word needs no check.”

    “The fourth belongs to somebody else's record (‘wanted’ makes it N).”
    """
    if word.own_word:
        return State.CHOSE_OTHER
    shown = [c for c in agreed(word, checks) if c.way is Way.CHART and c.about == word.id and not c.of_move]
    sure = sorted((check for check in shown if check.answer is not Answer.NOT_SURE), key=age)
    if not sure:
        return State.CHOICE_UNCHECKED
    return State.CHOSE_OTHER if sure[-1].answer is Answer.CHOSE else State.DID_NOT_HAPPEN


def agreed(word: Said | Move, checks: Sequence[Check]) -> list[Check]:
    """By the communication chart “agreed by a second person who knows me”: not by whoever wrote it."""
    return [check for check in checks if check.way is not Way.CHART or check.author_id != word.author_id]


def happened(checks: Sequence[Check], moves: Sequence[Move]) -> State:
    """“‘Happened’ then reads H if I asked (my word, or checked), else P: the one derived state.”"""
    if not moves:
        return State.HAPPENED
    return State.HAPPENED if i_asked(checks, newest_move(moves)) else State.PARTLY


def newest_move(moves: Sequence[Move]) -> Move:
    """“The newest move rules.”"""
    return sorted(moves, key=age)[-1]


def i_asked(checks: Sequence[Check], move: Move) -> bool:
    """Whether the move was the person's wish: by what they answered about it, else by their own word."""
    about = [check for check in agreed(move, checks) if check.of_move and check.about == move.id]
    sure = sorted((check for check in about if check.answer is not Answer.NOT_SURE), key=age)
    return sure[-1].answer is Answer.CHOSE if sure else move.asked_by_person and move.own_word
