"""How what was agreed, and what became of it, is said on the screen; by when stands in `reviews/_action.html`."""

from datetime import date

from flask_babel import format_date
from flask_babel import lazy_gettext as _l

from carelog.reviews.action import State, Step
from carelog.reviews.agreement import What
from carelog.reviews.kept_action import Kept
from carelog.weeks.details import Label

WHATS = {What.KEEP: _l("Keep"), What.CHANGE: _l("Change"), What.TRY: _l("Try")}
PICTURES = {What.KEEP: "thumbs-up", What.CHANGE: "pencil", What.TRY: "seedling"}
QUESTIONS = {
    "tried": _l("What did we try?"), "learned": _l("What did we learn?"), "pleased": _l("What are we pleased about?"),
    "concerned": _l("What are we concerned about?"), "what_next": _l("What next?"),
}  # fmt: skip
LABELS = {
    Label.ORDINARY: _l("Nothing that is kept from family and friends"), Label.HEALTH: _l("Health"),
    Label.INTIMATE: _l("Private care"), Label.MONEY: _l("Money"),
}  # fmt: skip
ICONS = {
    State.OVERDUE: "circle-alert", State.DUE: "clock", State.SOON: "clock", State.LATER: "calendar-days",
    State.DONE: "circle-check", State.DROPPED: "x",
}  # fmt: skip
TAKEN = {
    Step.DONE: _l("Saved: it is done."), Step.MOVED: _l("Saved: it is moved."),
    Step.DROPPED: _l("Saved: it is dropped, and stays here with the reason."),
}  # fmt: skip


def agreed_month(month: date) -> str:
    """November 2026."""
    return str(format_date(month, "MMMM y"))


def agreed_what(what: What) -> str:
    """To keep it, to change it, to try it."""
    return str(WHATS[what])


def agreed_picture(what: What) -> str:
    """The symbol that stands for that."""
    return PICTURES[what]


def action_question(name: str) -> str:
    """One of the 4 plus 1 questions."""
    return str(QUESTIONS[name])


def action_icon(one: Kept, today: date) -> str:
    """The icon for how it stands on that day."""
    return ICONS[one.on(today)]


FILTERS = (agreed_month, agreed_what, agreed_picture, action_question, action_icon)
