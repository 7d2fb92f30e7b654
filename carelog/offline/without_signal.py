"""What works without a signal, and what does not: the one table of the help page. docs/offline.md says the same.

A phone keeps other pages for who supports somebody than for the person; for all others none about anybody (keep.py).
"""

from collections.abc import Collection
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from carelog.people.circle import SELF, WORKER

OTHERS = "others"
EVERYBODY = (WORKER, SELF, OTHERS)
BUT_WORKERS = (SELF, OTHERS)


class Ability(NamedTuple):
    """Something people do: on whose phone it is so, what, and what to know of it."""

    whose: Collection[str]  # some of EVERYBODY
    what: Any
    how: Any


def reader(roles: Collection[str]) -> str:
    """Whose phone it is: of somebody who has these roles around anybody."""
    return next((role for role in EVERYBODY if role in roles), OTHERS)


_AS_THEY_WERE = _l("As they were when there was signal. Each page says when that was.")
_UNTIL_SENT = _l("It stays on this phone until it can be sent.")
WORKS = (
    Ability([WORKER],
        _l("Look at Today, the visits on my list, how to support each person, this week and the next one"),
        _AS_THEY_WERE),
    Ability([SELF], _l("Look at my week and the next one, and at what is written about me"), _AS_THEY_WERE),
    Ability([WORKER], _l("Write down what happened, all of a visit at once, and Undo"), _UNTIL_SENT),
    Ability([SELF], _l("Say what happened today and how it was, and change my answer"), _UNTIL_SENT),
    Ability([WORKER], _l("Say that something was different, or what they chose instead, and why"),
        _l("On a short form. What others said of it needs signal.")),
    Ability([WORKER], _l("Say that I could not do a visit"), _l("For what was open when there was signal.")),
    Ability([WORKER], _l("Tell whoever comes next, add something good, write what we learned"),
        _l("Who was there is written in words; names to tick need signal.")),
    Ability([WORKER], _l("Write what I think for a conversation"),
        _l("What I wrote for it before, and what can be shown with it, need signal.")),
    Ability([WORKER], _l("Add photos to what we learned"),
        _l("Whether they agree is asked where this phone has no answer of theirs. Photos go after all words, and may "
           "not fit on a full phone.")),
    Ability([WORKER], _l("Stop in the middle of writing, and go on later"),
        _l("It stays on this phone until I send it or throw it away, for five weeks at most. Only I see it.")),
    Ability([WORKER], _l("Say that something worries me"),
        _l("Nobody reads it before it is sent. In danger, call 999.")),
    Ability(BUT_WORKERS, _l("Send what I was writing when the signal went"), _UNTIL_SENT),
    Ability(BUT_WORKERS, _l("Stop in the middle of writing"),
        _l("It stays on this phone for five weeks at most. Only I see it. To go on, its form needs signal.")),
)  # fmt: skip
NEEDS_SIGNAL = (
    Ability(BUT_WORKERS, _l("Say that something worries me, or open another form"),
        _l("Forms need signal. In danger, call 999.")),
    Ability(BUT_WORKERS, _l("Keep something from family and friends, or let them see it again"),
        _l("It counts from the moment our server has it.")),
    Ability([WORKER], _l("Change what I wrote, move something, settle what people say differently"),
        _l("Undo works, and writing it down again.")),
    Ability(EVERYBODY, _l("Look at photos"), _l("Only those are shown that wait on this phone.")),
    Ability([WORKER], _l("Hand the phone over, answer on it, take it back"),
        _l("A phone that is handed over stays so until there is signal.")),
    Ability([WORKER, SELF], _l("Other days and weeks, how much happened, what we learned, the circle, plans, paper"),
        _l("These pages say that they need signal.")),
    Ability(EVERYBODY, _l("Write down how somebody needs information, or that it is still right"),
        _l("The line on top of their pages stays as it was.")),
    Ability(EVERYBODY, _l("Thank somebody, tell the manager, read thanks, the letter and answers"),
        _l("These pages and forms need signal.")),
    Ability(EVERYBODY, _l("Read what is said for a conversation or a review, plan, begin or close it"),
        _l("These pages and forms need signal.")),
    Ability(EVERYBODY, _l("Ask what we want to find out, or answer it"), _l("These pages and forms need signal.")),
    Ability([OTHERS], _l("Look at somebody’s week, or how to support them"),
        _l("Only this page and what waits to be sent are on this phone.")),
    Ability(EVERYBODY, _l("Sign in as somebody"), _l("Without signal nobody can sign in.")),
)  # fmt: skip
LIMITS = (
    _l("Pages stay on this phone for 72 hours after it last had signal, by the phone’s own clock."),
    _l("A phone that is lost, broken or emptied before it has sent something loses that."),
    _l("Whoever holds this phone unlocked reads what I can read on it. Signing out takes the pages away."),
    _l("Signing out works without signal. Our server hears of it when carelog is next opened here with one."),
    _l("What is kept here for me counts as looked at, in the list of who looked."),
    _l("Somebody may have written something since. So each page says how old it is."),
)
