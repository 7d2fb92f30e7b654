"""What is said of a conversation on the screen."""

from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.journal import ORDINARY
from carelog.people.sharing import HEALTH, INTIMATE, MONEY
from carelog.reviews.conversation_plan import Form
from carelog.reviews.evidence import Shown
from carelog.reviews.guess_check import Checked
from carelog.reviews.monthly_conversation import State
from carelog.reviews.perspective import OnlyFor, Pin, Side, Sort
from carelog.reviews.sides import Entry
from carelog.summaries.wording import HEADINGS
from carelog.weeks.calendar import months_on

STATES = {
    State.PLANNED: _l("It has not begun yet."),
    State.OPEN: _l("It has begun."),
    State.CLOSED: _l("It is closed."),
}
FORMS = {Form.SHORT: _l("Short, for an ordinary month"), Form.FULL: _l("Everything")}
RHYTHMS = {1: _l("Every month"), 2: _l("Every two months"), 3: _l("Every three months"), 6: _l("Twice a year")}
ABOUT = {
    ORDINARY: _l("Nothing of these"),
    HEALTH: _l("Health"),
    INTIMATE: _l("The body and close care"),
    MONEY: _l("Money"),
}
WRITTEN = {  # by others, and not shown yet
    Side.SELF: _l("There is something here. You can read it when the conversation begins."),
    Side.ALLIES: _l("Somebody has written. You can read it when the conversation begins."),
    Side.TEAM: _l("Somebody has written. You can read it when the conversation begins."),
}


def month(value: date) -> str:
    """November 2026."""
    return str(format_date(value, "LLLL y"))


def month_alone(value: date) -> str:
    """November, where the year goes without saying."""
    return str(format_date(value, "LLLL"))


def conversation_state(state: State) -> str:
    """How far it is."""
    return str(STATES[state])


def side_name(side: Side, person: Any) -> str:
    """Whose view stands under it."""
    return {
        Side.SELF: _("%(name)s says", name=person.name), Side.ALLIES: _("Family and friends say"),
        Side.TEAM: _("The team says"),
    }[side]  # fmt: skip


def side_short(side: str) -> str:
    """The same where there is little room."""
    return {"self": _("The person"), "allies": _("Family, friends"), "team": _("The team")}[side]


def months_later(value: date, number: int) -> date:
    """The first day of the month so many months later, or earlier."""
    return months_on(value, number)


def conversation_form(form: Form) -> str:
    """How much is talked about."""
    return str(FORMS[form])


def rhythm(every: int) -> str:
    """How often."""
    return str(RHYTHMS[every])


def side_written(side: Side) -> str:
    """Somebody wrote there, and it is not shown yet."""
    return str(WRITTEN[side])


def figure_name(line: str) -> str:
    """A line of the summary."""
    return str(HEADINGS[line])


def figure_pinned(line: str) -> str:
    """The same, where it is shown with what somebody says."""
    return _("How much happened: %(line)s", line=figure_name(line))


def pin_words(pin: Pin, shown: Shown) -> str:
    """What is shown with a perspective, in words; "" where this reader may not see it."""
    if pin.sort is Sort.LOG:
        return " ".join(filter(None, shown.logs[pin.ref].texts)) if pin.ref in shown.logs else ""
    if pin.sort is Sort.ITEM:
        return shown.items[pin.ref].title if pin.ref in shown.items else ""
    return figure_pinned(pin.ref) if pin.ref in shown.figures else ""


def written_by(entry: Entry, author: str, whom: str) -> str:
    """Who wrote it, and for whom, each as the reader knows them."""
    if entry.on_behalf and not entry.guess:
        return _("written down by %(author)s, for %(name)s", author=author, name=whom)
    return author


def only_words(only_for: OnlyFor, person: Any) -> str:
    """For whom alone it is, on what is taken along; "" for what everybody reads."""
    return {
        OnlyFor.EVERYBODY: "", OnlyFor.PERSON: _("Only for %(name)s", name=person.name), OnlyFor.SELF: _("Only for me"),
    }[only_for]  # fmt: skip


def guess_words(checked: Checked | None, person: Any) -> str:
    """That it is a best guess, and whether the person was asked."""
    if checked:
        return _("A best guess, checked with %(name)s", name=person.name)
    return _("A best guess, to be checked with %(name)s", name=person.name)


def check_words(checked: Checked, person: Any) -> str:
    """What the person said of it."""
    if checked.is_right:
        return _("%(name)s says: yes, that is right.", name=person.name)
    return _("%(name)s says: no.", name=person.name)


FILTERS = (
    figure_pinned, written_by, guess_words, check_words,
    month, month_alone, months_later, conversation_state, side_name, side_short, conversation_form, rhythm,
    side_written, figure_name,
)  # fmt: skip
