"""A three-month review as a Word document, as its reader may read it: to be printed, sent, and written on."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from carelog.people.circle import SELF
from carelog.reviews.action_wording import Called, in_full
from carelog.reviews.conversation_wording import month
from carelog.reviews.document import add_actions, add_bullet, add_questions, add_table, in_days, paper_of, saved
from carelog.reviews.review_line import HEADINGS, Section
from carelog.reviews.review_page import Page
from carelog.reviews.review_wording import (
    change_words,
    entry_side,
    line_words,
    result_words,
    review_heading,
    review_state,
)


def document_of(told: Page, called: Called, today: date) -> bytes:
    """`called`: how the reader knows people."""
    review, person = told.review, told.review.person
    paper = paper_of(_("Three-month review"), f"{person.name} · {in_full(review.day)}")
    paper.add_paragraph(" ".join(filter(None, [review_state(review.state), review.arranged.words])))
    for section in HEADINGS:
        _add_section(paper, told, section, called)
        if section is Section.QUESTIONS:
            add_questions(paper, called, person, told.asked, level=2)
    _add_months(paper, told)
    paper.add_heading(_("Who does what by when"), level=1)
    if told.actions:
        add_actions(paper, called, told.actions, today)
    else:
        paper.add_paragraph(_("Nothing yet."))
    _add_results(paper, told, called)
    if told.lines[Section.LATER]:
        _add_section(paper, told, Section.LATER, called)
    return saved(paper)


def _add_section(paper: Any, told: Page, section: Section, called: Called) -> None:
    person = told.review.person
    paper.add_heading(review_heading(section), level=1)
    for line in told.lines[section]:
        by = f"{line_words(line, called, person)}, {in_days(line.written_at, person.team.tz)}"
        add_bullet(paper, "", line.words, by)
    if not told.lines[section]:
        paper.add_paragraph(_("Nothing was said."))


def _add_months(paper: Any, told: Page) -> None:
    """Working and not working, month by month."""
    paper.add_heading(_("Working and not working, from the three months"), level=1)
    rows = [
        [month(said.month), entry_side(entry, told.review.person), entry.working, entry.not_working]
        for said in told.months for entry in said.entries
    ]  # fmt: skip
    if rows:
        add_table(paper, [_("Month"), _("Whose view"), _("Working"), _("Not working")], rows)
    else:
        paper.add_paragraph(_("Nothing was written down."))


def _add_results(paper: Any, told: Page, called: Called) -> None:
    paper.add_heading(_("What it changes"), level=1)
    for one in told.results:
        who = called(one.author_id, one.author_name, one.role == SELF)
        when = in_days(one.written_at, told.review.person.team.tz)
        paper.add_paragraph(f"{result_words(one.what)} ({who}, {when})")
        rows = [list(words) for words in change_words(one.changes)]
        if rows:
            add_table(paper, [_("Change"), _("Thing"), _("How it is now")], rows)
    if not told.results:
        paper.add_paragraph(_("Nothing so far. The week stays as it is until a change is agreed."))
