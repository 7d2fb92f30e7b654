"""A conversation as a Word document, as its reader may read it: to be printed, sent, and written on."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _

from carelog.people.circle import SELF
from carelog.records.wording import state_words
from carelog.reviews.action_wording import WHATS, Called
from carelog.reviews.conversation_wording import (
    check_words,
    conversation_state,
    figure_name,
    guess_words,
    month,
    only_words,
    pin_words,
    side_name,
    written_by,
)
from carelog.reviews.csv_lines import who_agreed
from carelog.reviews.document import add_actions, add_bullet, add_questions, add_table, in_days, paper_of, saved
from carelog.reviews.monthly_conversation import Moment
from carelog.reviews.reading import Reading
from carelog.reviews.sides import Entry


def document_of(told: Reading, called: Called, today: date, *, figures: bool) -> bytes:
    """`called`: how the reader knows people; `figures`: with those that it saw when it was closed."""
    about, person = told.about, told.about.person
    paper = paper_of(_("Conversation"), f"{person.name} · {month(about.month)}")
    paper.add_paragraph(" ".join(_how_far(told, called)))
    _add_sides(paper, told, called)
    _add_agreed(paper, told, called, today)
    add_questions(paper, called, person, told.asked)
    if figures:
        _add_figures(paper, told)
    _add_thoughts(paper, told, called)
    return saved(paper)


def _add_sides(paper: Any, told: Reading, called: Called) -> None:
    for side, entries in told.sides.entries.items():
        paper.add_heading(side_name(side, told.about.person), level=1)
        for entry in entries:
            _add_entry(paper, told, entry, called)
        if not entries:
            paper.add_paragraph(_("Not given."))


def _add_agreed(paper: Any, told: Reading, called: Called, today: date) -> None:
    if told.before:
        paper.add_heading(_("What became of what we agreed before"), level=1)
        add_actions(paper, called, told.before, today)
    paper.add_heading(_("What we agreed"), level=1)
    for line in told.lines:
        add_bullet(paper, str(WHATS[line.what]), line.words)
    if told.actions:
        add_actions(paper, called, told.actions, today)
    if not told.lines and not told.actions:
        paper.add_paragraph(_("Nothing yet."))


def _add_thoughts(paper: Any, told: Reading, called: Called) -> None:
    if told.thoughts:
        paper.add_heading(_("Later thoughts"), level=1)
    for thought in told.thoughts:
        who = who_agreed(called, thought)
        add_bullet(paper, "", thought.words, f"{who}, {in_days(thought.written_at, told.about.person.team.tz)}")


def _how_far(told: Reading, called: Called) -> Iterable[str]:
    about = told.about

    def moment(one: Moment) -> str:
        return f"{called(one.by_id, one.by, one.role == SELF)}, {in_days(one.at, about.person.team.tz)}"

    yield conversation_state(about.state)
    if about.opened:
        yield _("Begun by %(who)s.", who=moment(about.opened))
    if about.closed:
        yield _("Closed by %(who)s.", who=moment(about.closed))


def _add_entry(paper: Any, told: Reading, entry: Entry, called: Called) -> None:
    person = told.about.person
    if entry.guess:
        answered = f" {check_words(entry.checked, person)} {entry.checked.words}" if entry.checked else ""
        paper.add_paragraph(f"{guess_words(entry.checked, person)}.{answered}".strip()).runs[0].italic = True
    author = who_agreed(called, entry)
    whom = called(entry.for_id, entry.for_name, False) if entry.written_for else person.name  # noqa: FBT003
    told_by = [written_by(entry, author, whom), in_days(entry.written_at, person.team.tz)]
    by = ", ".join(filter(None, [*told_by, only_words(entry.only_for, person)]))
    said = [(name, words) for name, words in
            ((_("Working"), entry.working), (_("Not working"), entry.not_working)) if words]  # fmt: skip
    for place, (name, words) in enumerate(said, 1):
        add_bullet(paper, name, words, by if place == len(said) else "")
    pins = list(filter(None, (pin_words(pin, told.shown) for pin in entry.pins)))
    if pins:
        add_bullet(paper, _("With it:").rstrip(":"), "; ".join(pins))


def _add_figures(paper: Any, told: Reading) -> None:
    """What its sentences counted when it was closed."""
    lines = told.about.figures.get("sentences", {})
    rows = [
        [figure_name(line), state_words(state), str(number)]
        for line in lines for state, number in lines[line]["counts"]
    ]  # fmt: skip
    if rows:
        paper.add_heading(_("The figures as they were then"), level=1)
        add_table(paper, [_("About"), _("What became of it"), _("How often")], rows)
