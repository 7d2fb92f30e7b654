"""What works without a signal, and what does not: the one table of the help page. docs/offline.md says the same."""

from flask_babel import lazy_gettext as _l

# What people do here, and what to know of it.
WORKS = {
    _l("Look at Today, the visits on my list, how to support each person, this week and the next one"):
        _l("As they were when there was signal. Each page says when that was."),
    _l("Write down what happened, all of a visit at once, and Undo"):
        _l("It stays on this phone until it can be sent."),
    _l("Say that something was different, or what they chose instead, and why"):
        _l("On a short form. What others said of it needs signal."),
    _l("Say that I could not do a visit"): _l("For what was open when there was signal."),
    _l("Tell whoever comes next, add something good, write what we learned"):
        _l("Who was there is written in words; names to tick need signal."),
    _l("Say that something worries me"): _l("Nobody reads it before it is sent. In danger, call 999."),
}  # fmt: skip
NEEDS_SIGNAL = {
    _l("Change what I wrote, move something, settle what people say differently"):
        _l("Undo works, and writing it down again."),
    _l("Hand the phone over, answer on it, take it back"):
        _l("A phone that is handed over stays so until there is signal."),
    _l("Other days and weeks, how much happened, what we learned, the circle, plans, paper"):
        _l("These pages say that they need signal."),
    _l("Sign in as somebody"): _l("Without signal nobody can sign in."),
}  # fmt: skip
LIMITS = (
    _l("Pages stay on this phone for 72 hours after it last had signal, by the phone’s own clock."),
    _l("A phone that is lost, broken or emptied before it has sent something loses that."),
    _l("Whoever holds this phone unlocked reads what I can read on it. Signing out takes the pages away."),
    _l("Signing out works without signal. Our server hears of it when carelog is next opened here with one."),
    _l("What is kept here for me counts as looked at, in the list of who looked."),
    _l("Somebody may have written something since. So each page says how old it is."),
)
