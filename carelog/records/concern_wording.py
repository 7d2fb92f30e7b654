"""How worries and what is done about them are said on the screen."""

from collections.abc import Iterable

from babel.lists import format_list
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.people.circle import ALLY
from carelog.people.wording import ROLES
from carelog.records.concern import SafeNow, Step

# What the author answers, and what others read.
SAFE_NOW = {SafeNow.YES: _l("Yes"), SafeNow.NO: _l("No"), SafeNow.NOT_SURE: _l("I am not sure")}
SAFE = {
    SafeNow.YES: _l("Safe when this was written"), SafeNow.NO: _l("Not safe"), SafeNow.NOT_SURE: _l("Not sure if safe"),
}  # fmt: skip
STEPS = {
    Step.ACKNOWLEDGED: _l("Taken up"),
    Step.ANSWERED: _l("Answered"),
    Step.ADDED: _l("Added"),
    Step.CLOSED: _l("Closed. What was done:"),
    Step.OPENED_AGAIN: _l("Opened again"),
}
# What is said once a step is saved.
TAKEN = {
    Step.ACKNOWLEDGED: _l("Saved. Whoever wrote it sees that you have it."),
    Step.ANSWERED: _l("Saved. Whoever wrote it reads your answer here."),
    Step.ADDED: _l("Saved. Whoever has it reads it here."),
    Step.CLOSED: _l("Closed. Whoever wrote it reads here what was done."),
    Step.OPENED_AGAIN: _l("It is open again."),
}


def safe_words(safe_now: SafeNow) -> str:
    """Whether the person was safe, as the author knew."""
    return str(SAFE[safe_now])


def step_words(step: Step) -> str:
    """What was done."""
    return str(STEPS[step])


def listed(names: Iterable[str]) -> str:
    """Ruth, Aled and Priya; "" for nobody."""
    return str(format_list(list(names), locale=get_locale()))


def in_role(name: str, role: str) -> str:
    """Somebody by name, with what they are around the person."""
    words = _("family or friend") if role == ALLY else str(ROLES[role]).lower()
    return f"{name}, {words}"
