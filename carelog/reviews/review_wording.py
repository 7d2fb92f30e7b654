"""What is said of a three-month review on the screen."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.people.circle import SELF
from carelog.reviews.action_wording import Called
from carelog.reviews.conversation_wording import check_words, guess_words, only_words
from carelog.reviews.kept_line import Line
from carelog.reviews.monthly_conversation import State
from carelog.reviews.perspective import Side
from carelog.reviews.review_line import Section
from carelog.reviews.review_plan import Sort
from carelog.reviews.review_result import What
from carelog.reviews.sides import Entry
from carelog.weeks.changes import Changes
from carelog.weeks.details import ItemDetails
from carelog.weeks.wording import at_what_time, how_often

STATES = {
    State.PLANNED: _l("It has not begun yet."),
    State.OPEN: _l("It has begun."),
    State.CLOSED: _l("It is closed."),
}
SORTS = {
    Sort.PLANNED: _l("Three months are over"), Sort.UNPLANNED: _l("Something has changed"),
    Sort.ASKED_FOR: _l("It was asked for"),
}  # fmt: skip
MINE = {
    Section.WHO: _l("Who is here"), Section.ADMIRE: _l("What people like and admire about me"),
    Section.NOW: _l("What is important to me now"), Section.FUTURE: _l("What is important for my future"),
    Section.SUPPORT: _l("What keeps me healthy, safe and well supported"), Section.QUESTIONS: _l("Questions to answer"),
    Section.LATER: _l("Later thoughts"),
}  # fmt: skip
PICTURES = {
    Section.WHO: "busts-in-silhouette", Section.ADMIRE: "red-heart", Section.NOW: "star", Section.FUTURE: "seedling",
    Section.SUPPORT: "handshake", Section.QUESTIONS: "thinking-face", Section.LATER: "speech-balloon",
}  # fmt: skip
RESULTS = {
    What.WEEK: _l("The week was changed"), What.SUPPORT: _l("How to support me was worded anew"),
    What.COMMUNICATION: _l("How I communicate was worded anew"),
}  # fmt: skip
WORDS = {What.SUPPORT: _l("How to support me"), What.COMMUNICATION: _l("How I communicate")}


def review_state(state: State) -> str:
    """How far it is."""
    return str(STATES[state])


def review_sort(sort: Sort) -> str:
    """Why there is one."""
    return str(SORTS[sort])


def review_heading(section: Section) -> str:
    """A heading, in the person's words: the review is theirs."""
    return str(MINE[section])


def review_picture(section: Section) -> str:
    """The symbol that stands for it."""
    return PICTURES[section]


def line_side(side: Side, person: Any) -> str:
    """Whose view a line is."""
    return {Side.SELF: person.name, Side.ALLIES: _("Family and friends"), Side.TEAM: _("Team")}[side]


def result_words(what: What) -> str:
    """What is otherwise since."""
    return str(RESULTS[what])


def change_words(changes: Changes) -> Iterator[tuple[str, str, str]]:
    """What a week has otherwise: how, the thing, and what is said of it now and before."""
    for details in changes.added:
        yield _("New"), details.title, _timing(details)
    for before, now in changes.changed:
        was = " · ".join(filter(None, [before.title if before.title != now.title else "", _timing(before)]))
        yield _("Otherwise than before"), now.title, _("%(now)s (before: %(before)s)", now=_timing(now), before=was)
    for _item_id, details in changes.ended:
        yield _("Not in it any more"), details.title, ""


def _timing(details: ItemDetails) -> str:
    return " · ".join(filter(None, [how_often(details), at_what_time(details)]))


def entry_side(entry: Entry, person: Any) -> str:
    """Whose view something of a month is; that it is a guess, and for whom alone it is."""
    guess = _("a best guess") if entry.guess else ""
    return " · ".join(filter(None, [line_side(entry.side, person), guess, only_words(entry.only_for, person)]))


def line_words(line: Line, called: Called, person: Any) -> str:
    """Who wrote it, and for whom; of a guess what the person said of it; for whom alone it is."""
    guess = [guess_words(line.checked, person)] if line.guess else []
    if line.checked:
        guess += [check_words(line.checked, person), line.checked.words]
    return " · ".join(filter(None, [_by(line, called, person), *guess, only_words(line.only_for, person)]))


def _by(line: Line, called: Called, person: Any) -> str:
    author = called(line.author_id, line.author_name, line.role == SELF)
    if line.guess or not line.on_behalf:
        return author
    whom = called(line.for_id, line.for_name, False) if line.for_id else person.name  # noqa: FBT003
    return _("written down by %(author)s, for %(name)s", author=author, name=whom)


def reworded(what: What) -> str:
    """What words are called that a review can put anew."""
    return str(WORDS[what])


FILTERS = (review_state, review_sort, review_heading, review_picture, line_side, result_words, reworded)
