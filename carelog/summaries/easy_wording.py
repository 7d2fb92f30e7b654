"""The summary in Easy Read, for the person themselves: everyday words, one idea a line, a numeral for every number."""

from flask_babel import gettext as _
from flask_babel import ngettext

from carelog.records.outcome import State
from carelog.summaries.measure import Counts
from carelog.summaries.sentence import Sentence
from carelog.summaries.summary import Summary


def ideas(line: Sentence) -> list[tuple[str, str]]:
    """What a sentence says, each idea with the state whose picture stands beside it, or ""."""
    counts = line.counts
    if not counts.due:
        too_early = counts.not_due or line.waiting
        return [("", _("It is too early to count.") if too_early else _("Nothing was planned."))]
    told = (
        (State.HAPPENED, counts.happened, _happened(counts)),
        (State.PARTLY, counts.partly, _("%(num)s happened only partly.", num=counts.partly)),
        (State.DID_NOT_HAPPEN, counts.did_not_happen, _("%(num)s did not happen.", num=counts.did_not_happen)),
        (State.CHOICE_UNCHECKED, counts.choice_unchecked, _unchecked(counts.choice_unchecked)),
        (State.NOT_RECORDED, counts.not_recorded - line.disputed, _unwritten(counts.not_recorded - line.disputed)),
        (State.DISPUTED, line.disputed, _disputed(line.disputed)),
        (State.CHOSE_OTHER, counts.chose_other, _chose_other(counts.chose_other)),
    )
    return _of_what(counts) + [(state.value, words) for state, number, words in told if number]


def waiting_ideas(line: Sentence) -> list[str]:
    """Of what can be any day of a week that is not over: how many, what of it is written down, when it counts."""
    told = (
        (line.waiting, ngettext("%(num)s thing can be any day.", "%(num)s things can be any day.", line.waiting)),
        (line.written, _written(line)),
        (line.waiting, ngettext("We count it when the week is over.", "We count them when the week is over.",
                                line.waiting)),
    )  # fmt: skip
    return [words for number, words in told if number]


def size_ideas(summary: Summary) -> list[str]:
    """That the plan has more things, or fewer, than before; nothing if it kept its size, or there was none before."""
    if summary.size == summary.size_before or not summary.size_before:
        return []
    return [
        ngettext("My plan has %(num)s thing a week.", "My plan has %(num)s things a week.", summary.size),
        _("Before, it had %(num)s.", num=summary.size_before),
    ]


def chosen_ideas(counts: Counts) -> list[str]:
    """That so much was chosen otherwise that the plan may not fit: in my word, or in that of others who did not ask."""
    mine, others = _("I often said no, or chose something else."), _("Others often wrote that I chose something else.")
    if not counts.choice_unchecked:
        return [mine]
    if not counts.chose_other:
        return [others, _("Nobody asked me about it yet.")]
    return [mine, _("Others wrote so, too."), _("Nobody asked me about that yet.")]


def _of_what(counts: Counts) -> list[tuple[str, str]]:
    """Where I chose something else, how much I still wanted: everything below counts of that."""
    if not (counts.chose_other and counts.wanted):
        return []
    return [("", ngettext("I still wanted %(num)s thing.", "I still wanted %(num)s things.", counts.wanted))]


def _happened(counts: Counts) -> str:
    if counts.chose_other:
        return _("%(num)s of them happened.", num=counts.happened) if counts.wanted > 1 else _("It happened.")
    return ngettext(
        "%(num)s thing happened.", "%(done)s of %(num)s things happened.", counts.wanted, done=counts.happened
    )  # fmt: skip


def _written(line: Sentence) -> str:
    if line.written < line.waiting:
        return ngettext("%(num)s of them is written down.", "%(num)s of them are written down.", line.written)
    return ngettext("It is written down.", "They are written down.", line.waiting)


def _unchecked(number: int) -> str:
    return ngettext(
        "%(num)s time, others say I chose something else.", "%(num)s times, others say I chose something else.", number
    )


def _unwritten(number: int) -> str:
    return ngettext("%(num)s time, nobody wrote it down.", "%(num)s times, nobody wrote it down.", number)


def _disputed(number: int) -> str:
    return ngettext("%(num)s time, people say different things.", "%(num)s times, people say different things.", number)


def _chose_other(number: int) -> str:
    return ngettext("%(num)s time, I chose something else.", "%(num)s times, I chose something else.", number)
