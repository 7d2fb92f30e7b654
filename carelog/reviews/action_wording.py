"""How what was agreed, and what became of it, is said on the screen."""

from collections.abc import Callable
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.reviews.action import State, Step
from carelog.reviews.agreement import What
from carelog.reviews.by_when import When
from carelog.reviews.kept_action import Asked, Kept, Taken
from carelog.weeks.details import Label

Called = Callable[[int | None, str, bool], str]  # how the reader knows that user of that name; True: it is the person
WHATS = {What.KEEP: _l("Keep"), What.CHANGE: _l("Change"), What.TRY: _l("Try")}
PICTURES = {What.KEEP: "thumbs-up", What.CHANGE: "pencil", What.TRY: "seedling"}
WHENS = {
    When.THIS_WEEK: _l("By the end of this week"), When.TWO_WEEKS: _l("In two weeks"),
    When.NEXT_TALK: _l("By our next conversation"),
}  # fmt: skip
WHEN_PICTURES = {When.THIS_WEEK: "spiral-calendar", When.TWO_WEEKS: "calendar", When.NEXT_TALK: "speech-balloon"}
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
STATES = {
    State.OVERDUE: _l("Overdue"), State.DUE: _l("Due that day"), State.SOON: _l("Due soon"),
    State.LATER: _l("Due later"), State.DONE: _l("Done"), State.DROPPED: _l("Dropped"),
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


def when_words(when: When) -> str:
    """By when, as somebody says it."""
    return str(WHENS[when])


def when_picture(when: When) -> str:
    """The symbol that stands for that."""
    return WHEN_PICTURES[when]


def action_question(name: str) -> str:
    """One of the 4 plus 1 questions."""
    return str(QUESTIONS[name])


def action_icon(one: Kept, today: date) -> str:
    """The icon for how it stands on that day."""
    return ICONS[one.on(today)]


def action_stands(one: Kept, today: date, day: str = "") -> str:
    """How it stands today, and by which day it is to be done; `day`: that one in words, where not in full."""
    state, day = one.on(today), day or in_full(one.by_when)
    known = {
        State.DONE: _("Done"), State.DROPPED: _("Dropped"), State.DUE: _("Due today"),
        State.OVERDUE: _("Overdue: it was for %(day)s", day=day),
    }  # fmt: skip
    return known.get(state, _("By %(day)s", day=day))


def owner_of(one: Kept, called: Called) -> str:
    """Who has it now."""
    return called(one.owner_id, one.owner_name, one.owner_is_person) if one.has_owner else _("Nobody has it now")


def in_full(day: date) -> str:
    """Tue 3 March 2026: beside what a document says of other years."""
    return str(format_date(day, "EEE d MMMM y"))


def became_words(taken: Taken, day: str = "") -> str:
    """What became of it in one step; `day`: that which it was moved to, where not in full."""
    known = {Step.DONE: _("Done"), Step.DROPPED: _("Dropped")}
    return known.get(taken.step, _("Moved to %(day)s", day=day or in_full(taken.by_when)))


def asked_words(asked: Asked) -> str:
    """In which month's conversation it was asked after."""
    return _("Asked in %(month)s", month=agreed_month(asked.month))


def answers_words(asked: Asked) -> str:
    """What was answered when it was asked after, each with its question."""
    return " ".join(f"{action_question(name)} {said}" for name, said in asked.answers.given)


def action_state(state: str) -> str:
    """How some of them stood."""
    return str(STATES[State(state)])


FILTERS = (
    action_state,
    agreed_month,
    agreed_what,
    agreed_picture,
    when_words,
    when_picture,
    action_question,
    action_icon,
    action_stands,
    became_words,
    asked_words,
)
