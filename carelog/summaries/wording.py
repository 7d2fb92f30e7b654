"""The sentences of the summary, exactly as measure.md words them."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from carelog.summaries.measure import Counts
from carelog.summaries.summary import FOR_ME, NOT_ASKED, TO_ME, TOTAL, Sentence

HEADINGS = {
    TO_ME: _l("What matters to me"),
    FOR_ME: _l("What keeps me well"),
    NOT_ASKED: _l("Not asked yet"),
    TOTAL: _l("Everything together"),
}


def sentence(line: Sentence) -> str:
    """ "6 of the 9 I still wanted happened, 1 partly, 1 did not, 1 nobody wrote down. 1 I chose something else." """
    counts = line.counts
    if not counts.due:
        return _("Nothing was due yet.") if counts.not_due or line.waiting else _("Nothing was planned.")
    said = [", ".join((_happened(counts), *_others(counts))) + "."] if counts.wanted else []
    if counts.chose_other:
        said.append(_("%(num)s I chose something else.", num=counts.chose_other))
    return " ".join(said)


def share(line: Sentence) -> str:
    """ "between 74 % and 79 %", one figure where they round to the same, or "" where none may be shown."""
    if line.bounds is None:
        return ""
    low, high = line.bounds
    if low == high:
        return _("%(share)s %%", share=low)
    return _("between %(low)s %% and %(high)s %%", low=low, high=high)


def to_come(line: Sentence, over: bool = False) -> list[str]:
    """What of the period is still ahead, or once it is over may still be written down; and what counts at its end."""
    ahead, waiting = line.counts.not_due, line.waiting
    still = ngettext("One more is still to come.", "%(num)s more are still to come.", ahead)
    late = ngettext("One more may still be written down.", "%(num)s more may still be written down.", ahead)
    told = (
        (ahead, late if over else still),
        (waiting, ngettext(
            "One more can be any day. We count it when the week is over.",
            "%(num)s more can be any day. We count them when the week is over.", waiting,
        )),
    )  # fmt: skip
    return [words for number, words in told if number]


def _happened(counts: Counts) -> str:
    if counts.chose_other:
        return _("%(done)s of the %(wanted)s I still wanted happened", done=counts.happened, wanted=counts.wanted)
    return _("%(done)s of %(wanted)s happened", done=counts.happened, wanted=counts.wanted)


def _others(counts: Counts) -> list[str]:
    told = (
        (counts.partly, _("%(num)s partly", num=counts.partly)),
        (counts.did_not_happen, _("%(num)s did not", num=counts.did_not_happen)),
        (counts.choice_unchecked, _("%(num)s they say I chose something else", num=counts.choice_unchecked)),
        (counts.not_recorded, _("%(num)s nobody wrote down", num=counts.not_recorded)),
    )
    return [words for number, words in told if number]
