"""A three-month review, one thing that was said, agreed or changed a line, for a spreadsheet."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _

from carelog.people.circle import SELF
from carelog.reviews.action_wording import Called
from carelog.reviews.conversation_wording import month
from carelog.reviews.csv_lines import Line, action_lines, moment_words, question_lines
from carelog.reviews.review_line import Section
from carelog.reviews.review_page import Page
from carelog.reviews.review_wording import change_words, entry_side, line_side, line_words, result_words, review_heading
from carelog.summaries.csv_export import csv_of


def csv_of_review(told: Page, called: Called, today: date) -> bytes:
    """What each says, what the months said, what was agreed, what is otherwise since."""
    head = {
        "kind": _("Kind"), "side": _("Whose view"), "who": _("Who said so"), "said": _("What they said"),
        "words": _("Words"), "day": _("Day"), "state": _("How it stands"), "written": _("Written"),
    }  # fmt: skip
    zone = told.review.person.team.tz
    agreed = (line for one in told.actions for line in action_lines(zone, one, today, called))
    asked = question_lines(told.review.person, told.asked, called)
    lines = (*_said(told, called), *asked, *_of_months(told), *agreed, *_results(told, called))
    return csv_of(list(head.values()), ([line.get(name, "") for name in head] for line in lines))


def _said(told: Page, called: Called) -> Iterator[Line]:
    person = told.review.person
    for section in Section:
        for line in told.lines[section]:
            yield {
                "kind": review_heading(section), "side": line_side(line.side, person), "words": line.words,
                "who": line_words(line, called, person), "written": moment_words(line.written_at, person.team.tz),
            }  # fmt: skip


def _of_months(told: Page) -> Iterator[Line]:
    for said in told.months:
        for entry in said.entries:
            here = {"side": entry_side(entry, told.review.person), "day": month(said.month)}
            for kind, words in ((_("Working"), entry.working), (_("Not working"), entry.not_working)):
                if words:
                    yield {**here, "kind": kind, "words": words}


def _results(told: Page, called: Called) -> Iterator[Line]:
    for one in told.results:
        written = moment_words(one.written_at, told.review.person.team.tz)
        here = {
            "kind": _("What it changes"), "who": called(one.author_id, one.author_name, one.role == SELF),
            "said": result_words(one.what), "written": written,
        }  # fmt: skip
        yield here
        for kind, title, words in change_words(one.changes):
            yield {**here, "said": kind, "words": f"{title} · {words}" if words else title}
