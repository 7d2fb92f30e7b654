"""Word documents that somebody takes along: real headings, tables with a heading row that comes again on each page."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import register_element_cls
from docx.oxml.text.run import CT_R
from docx.shared import Cm, Pt
from flask_babel import get_locale
from flask_babel import gettext as _

from carelog.people.person import Person
from carelog.reviews.action_wording import Called, action_stands, answers_words, became_words, in_full, owner_of
from carelog.reviews.kept_action import Kept
from carelog.reviews.kept_question import Asked
from carelog.reviews.question_wording import answer_words, answered_by

MARGIN = Cm(1.8)
TEXT, SMALL = Pt(10.5), Pt(9)
UNWRITABLE = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")  # in XML


class Words(CT_R):
    """Words of a document. What somebody pasted may hold what XML cannot: a blank stands for it."""

    @property
    def text(self) -> str:
        """As they stand."""
        return str(super().text)

    @text.setter
    def text(self, words: str) -> None:
        vars(CT_R)["text"].fset(self, UNWRITABLE.sub(" ", words))


register_element_cls("w:r", Words)


def paper_of(title: str, under: str) -> Any:
    """An empty one, A4, in the reader's language. Its title says nothing of whose it is: that stands `under` it."""
    paper = Document()
    paper.core_properties.title, paper.core_properties.author = title, "carelog"
    paper.core_properties.comments = ""
    for section in paper.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    normal = paper.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = TEXT, Pt(4)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): str(get_locale() or "en")})
    normal.element.get_or_add_rPr().append(language)
    paper.add_heading(title, level=0)
    paper.add_paragraph(under, style="Subtitle")
    return paper


def add_table(paper: Any, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A grid whose first row is its heading, and comes again on each page."""
    table = paper.add_table(rows=0, cols=len(head), style="Table Grid")
    for place, cells in enumerate([head, *rows]):
        row = table.add_row()
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                run.font.size, run.font.bold = SMALL, place == 0
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        if place == 0:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
    paper.add_paragraph()


def add_actions(paper: Any, called: Called, actions: Iterable[Kept], today: date) -> None:
    """Who does what by when, and what became of it."""
    rows = [
        [one.what, owner_of(one, called), action_stands(one, today), _became(one)] for one in actions
    ]  # fmt: skip
    add_table(paper, [_("What"), _("Who does it"), _("How it stands"), _("What became of it")], rows)


def add_questions(paper: Any, called: Called, person: Person, asked: Iterable[Asked], *, level: int = 1) -> None:
    """What the circle is figuring out, each with its answers; nothing where there is none."""
    for place, one in enumerate(asked):
        if not place:
            paper.add_heading(_("What we are figuring out"), level=level)
        paper.add_paragraph(one.words).runs[0].bold = True
        for said in one.answers:
            add_bullet(paper, "", answer_words(said), answered_by(said, called, person))
        if not one.answers:
            paper.add_paragraph(_("Nobody has answered yet."))


def add_bullet(paper: Any, name: str, words: str, by: str = "") -> None:
    """One of several things that were said: under which name, if under one, and by whom."""
    said = paper.add_paragraph(style="List Bullet")
    if name:
        said.add_run(f"{name}: ").bold = True
    said.add_run(words)
    if by:
        said.add_run(f" ({by})").italic = True


def _became(one: Kept) -> str:
    """The newest step with its words, and what was answered last."""
    steps = [f"{became_words(taken)}: {taken.words}" for taken in one.steps[-1:] if taken.words]
    return "\n".join([*steps, *(answers_words(asked) for asked in one.asked[-1:])])


def in_days(moment: datetime, zone: tzinfo) -> str:
    """The day of a moment, in full."""
    return in_full(moment.astimezone(zone).date())


def saved(paper: Any) -> bytes:
    """As a file."""
    content = io.BytesIO()
    paper.save(content)
    return content.getvalue()
