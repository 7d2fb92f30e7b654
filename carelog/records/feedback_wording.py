"""How compliments and complaints, and what is done about them, are said on the screen."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.records.feedback import Sort, Step
from carelog.records.told_us import Told

SORTS = {Sort.COMPLIMENT: _l("A compliment"), Sort.COMPLAINT: _l("A complaint")}
PICTURES = {Sort.COMPLIMENT: "thumbs-up", Sort.COMPLAINT: "disappointed-face"}
ASKED = {Sort.COMPLIMENT: _l("Something is good"), Sort.COMPLAINT: _l("Something is wrong: a complaint")}
STEPS = {
    Step.ACKNOWLEDGED: _l("Somebody has it"), Step.ANSWERED: _l("Answered"), Step.PASSED_ON: _l("Passed on"),
    Step.ADDED: _l("Written besides"),
}  # fmt: skip
TAKEN = {
    Step.ACKNOWLEDGED: _l("Saved. Whoever wrote it sees that you have it."),
    Step.ANSWERED: _l("Saved. Whoever wrote it reads your answer here."),
    Step.PASSED_ON: _l("Passed on. They can read it now, and whoever wrote it sees that."),
    Step.ADDED: _l("Saved: the manager reads it here."),
}


def sort_words(sort: Sort) -> str:
    """What it is."""
    return str(SORTS[sort])


def sort_picture(sort: Sort) -> str:
    """The symbol that stands for it."""
    return PICTURES[sort]


def feedback_step(step: Step) -> str:
    """What was done."""
    return str(STEPS[step])


def feedback_state(one: Told) -> str:
    """How far it has come."""
    if one.answered:
        return _("Answered")
    return _("Somebody has it, not answered yet") if one.acknowledged else _("Nobody has taken it up yet")
