"""How a week went, as one would write it in a letter: everyday words, no percentages."""

from flask_babel import gettext as _
from flask_babel import ngettext

from carelog.summaries.measure import Counts
from carelog.summaries.sentence import FOR_ME, TO_ME, Sentence


def in_a_letter(line: Sentence, name: str) -> list[str]:
    """What one sentence of the summary says, each idea by itself; nothing where nothing was due."""
    counts, unwritten = line.counts, line.counts.not_recorded - line.disputed
    if not counts.due:
        return []
    told = (
        (counts.wanted, _happened(line.about, counts, name)),
        (counts.partly, ngettext("One happened only partly.", "%(num)s happened only partly.", counts.partly)),
        (counts.did_not_happen, ngettext("One did not happen.", "%(num)s did not happen.", counts.did_not_happen)),
        (counts.chose_other, ngettext("Once %(name)s said no, or chose something else.",
                                      "%(num)s times %(name)s said no, or chose something else.",
                                      counts.chose_other, name=name)),
        (counts.choice_unchecked, ngettext("Once others wrote that %(name)s chose something else.",
                                           "%(num)s times others wrote that %(name)s chose something else.",
                                           counts.choice_unchecked, name=name)),
        (line.disputed, ngettext("About one, people say different things.",
                                 "About %(num)s, people say different things.", line.disputed)),
        (unwritten, ngettext("Of one, nobody wrote anything down.", "Of %(num)s, nobody wrote anything down.",
                             unwritten)),
    )  # fmt: skip
    return [words for number, words in told if number]


def _happened(about: str, counts: Counts, name: str) -> str:
    many = counts.wanted > 1
    told = {"done": counts.happened, "num": counts.wanted, "name": name}
    if about == TO_ME:
        one = _("One thing that matters to %(name)s was planned.", name=name)
        return _("%(done)s of %(num)s things that matter to %(name)s happened.", **told) if many else _one(one, counts)
    if about == FOR_ME:
        one = _("One thing that keeps %(name)s well was planned.", name=name)
        return _("%(done)s of %(num)s things that keep %(name)s well happened.", **told) if many else _one(one, counts)
    if many:
        return _("%(done)s of %(num)s other things happened.", **told)
    return _one(_("One other thing was planned."), counts)


def _one(planned: str, counts: Counts) -> str:
    return f"{planned} {_('It happened.')}" if counts.happened else planned
