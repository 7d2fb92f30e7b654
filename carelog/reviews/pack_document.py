"""A pack as a Word document: headings, tables with a heading row, and plain paragraphs, to be changed and added to."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _

from carelog.records.log import Log
from carelog.records.wording import state_words
from carelog.reviews.action_wording import Called
from carelog.reviews.document import add_actions, add_questions, add_table, paper_of, saved
from carelog.reviews.kept_question import Asked
from carelog.reviews.pack import Pack
from carelog.reviews.pack_csv import Who
from carelog.reviews.part import Group, PartName, beside
from carelog.reviews.wording import group_words, part_words, times_words
from carelog.summaries.period_wording import period_words
from carelog.summaries.wording import ahead, sentence, share


def document_of(
    packs: Sequence[Pack], who: Who, called: Called, asked: Iterable[Asked] = (), *, own: bool = False
) -> bytes:
    """Of one month; of several, side by side. `own`: as in wording; `asked`: what the circle is figuring out.

    Its name and title say nothing of whose it is.
    """
    last = packs[-1]
    title = _("What to talk about") if len(packs) == 1 else _("Three months side by side")
    paper = paper_of(title, f"{last.summary.person.name} · {_months(packs)}")
    if len(packs) == 1:
        _add_month(paper, last, own=own)
    else:
        _add_beside(paper, packs, own=own)
    _add_logs(paper, packs, who)
    _add_before(paper, packs, called)
    add_questions(paper, called, last.summary.person, asked)
    return saved(paper)


def _months(packs: Sequence[Pack]) -> str:
    first, last = period_words(packs[0].month), period_words(packs[-1].month)
    return last if first == last else _("%(first)s to %(last)s", first=first, last=last)


def _add_month(paper: Any, pack: Pack, *, own: bool) -> None:
    for line in pack.sentences if pack.seen.figures else ():
        paper.add_heading(group_words(Group(line.about, None, ()), PartName.SENTENCES), level=1)
        more = [_("That is %(share)s.", share=share(line)) if share(line) else "", ahead(line, pack.summary.over)]
        paper.add_paragraph(" ".join(filter(None, [sentence(line), *more])))
    for part, groups in pack.parts.items():
        if part is PartName.SENTENCES:
            continue
        paper.add_heading(part_words(part), level=1)
        rows = [cells for one in groups for cells in _cells(one, part, own=own)]
        add_table(paper, _head(part), rows)
    if pack.extras:
        paper.add_heading(_("Good things that were in no plan"), level=1)
    for extra in pack.extras:
        paper.add_paragraph(f"{extra.title}{f': {extra.note}' if extra.note else ''}", style="List Bullet")


def _head(part: PartName) -> list[str]:
    if part is PartName.STARRED:
        return [_("Thing"), _("How it went")]
    first = {PartName.WHY: [_("Why")], PartName.GOOD: [_("Was it good?")]}.get(part, [])
    return [*first, _("Thing"), _("How often")]


def _cells(group: Group, part: PartName, *, own: bool) -> Iterable[list[str]]:
    if part is PartName.STARRED and group.line:
        return [[group.name, sentence(group.line)]]
    first = [group_words(group, part, own)] if part in (PartName.WHY, PartName.GOOD) else []
    whole = [[*first, "", times_words(group.whole.number)]] if group.whole and not group.each else []
    return whole + [[*first, tally.name, times_words(tally.number)] for tally in group.each]


def _add_beside(paper: Any, packs: Sequence[Pack], *, own: bool) -> None:
    """A table for each part, a column for each month."""
    for part, rows in beside([pack.parts for pack in packs]).items():
        paper.add_heading(part_words(part), level=1)
        table = []
        for _name, groups in rows:
            label = group_words(next(one for one in groups if one), part, own)
            table.append([label, *(_in_month(one, own=own) for one in groups)])
        add_table(paper, ["", *(period_words(pack.month) for pack in packs)], table)


def _in_month(group: Group | None, *, own: bool) -> str:
    if group is None:
        return "–"
    if group.whole:
        return times_words(group.whole.number)
    return "\n".join(f"{tally.number} {state_words(tally.name, own)}" for tally in group.each) or "–"


def _add_before(paper: Any, packs: Sequence[Pack], called: Called) -> None:
    """What was agreed before, and what became of it; of several months under the name of each."""
    if any(pack.before for pack in packs):
        paper.add_heading(_("What we agreed before, and what became of it"), level=1)
    for pack in (one for one in reversed(packs) if one.before):
        if len(packs) > 1:
            paper.add_heading(period_words(pack.month), level=2)
        add_actions(paper, called, pack.before, pack.today)


def _add_logs(paper: Any, packs: Sequence[Pack], who: Who) -> None:
    if any(pack.logs for pack in packs):
        paper.add_heading(_("What people learned"), level=1)
    for pack in reversed(packs):
        named = f" · {period_words(pack.month)}" if len(packs) > 1 else ""
        if pack.to_bring:
            paper.add_heading(_("To bring to the conversation") + named, level=2)
        for log in pack.to_bring:
            _add_log(paper, log, who, log.item.title if log.item else "")
        for item, logs in pack.learned:
            paper.add_heading((item.title if item else _("About something else")) + named, level=2)
            for log in logs:
                _add_log(paper, log, who)


def _add_log(paper: Any, log: Log, who: Who, title: str = "") -> None:
    said = paper.add_paragraph(style="List Bullet")
    if title:
        said.add_run(f"{title}. ").bold = True
    did = log.did or (_("Nothing new.") if log.nothing_new else "")
    words = {"": did, _("What worked well"): log.worked_well, _("What did not work"): log.did_not}
    for name, text in words.items():
        if text and name:
            said.add_run(f"{name}: ").bold = True
        said.add_run(f"{text} " if text else "")
    said.add_run(f"({who(log)}, {format_date(log.day, 'EEE d MMM')})").italic = True
