"""The records behind a pack, one a line, for a spreadsheet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from flask_babel import gettext as _

from carelog.records.log import Log
from carelog.records.said import Said, Word
from carelog.records.wording import reason_words, said_words, state_words
from carelog.reviews.action_wording import Called
from carelog.reviews.csv_lines import Line, action_lines, moment_words, question_lines
from carelog.reviews.kept_question import Asked
from carelog.reviews.pack import Pack
from carelog.reviews.part import PartName
from carelog.reviews.wording import group_words
from carelog.summaries.csv_export import csv_of
from carelog.summaries.sentence import about
from carelog.summaries.wording import HEADINGS

Who = Callable[[Word | Log], str]  # whose word it is, as the reader may know them


def csv_of_packs(
    packs: Sequence[Pack], who: Who, called: Called, asked: Iterable[Asked] = (), *, own: bool = False
) -> bytes:
    """Every chance that is counted, with what each author says of it; what was good; the logs. `own`: as in wording.

    `asked`: what the circle is figuring out, at the end.
    """
    head = {
        "kind": _("Kind"), "day": _("Day"), "thing": _("Thing"), "under": _("Counted under"), "starred": _("Starred"),
        "state": _("What became of it"), "who": _("Who said so"), "said": _("What they said"),
        "how": _("How they know"), "why": _("Why"), "words": _("Words"), "written": _("Written"),
    }  # fmt: skip
    lines = (
        line
        for pack in packs
        for line in (*_chances(pack, who, own=own), *_good(pack), *_logs(pack, who), *_before(pack, called))
    )
    figuring = question_lines(packs[-1].summary.person, asked, called)
    return csv_of(list(head.values()), ([line.get(name, "") for name in head] for line in (*lines, *figuring)))


def _chances(pack: Pack, who: Who, *, own: bool) -> Iterator[Line]:
    """A line for each who says something of a chance; one for a chance of which nobody does."""
    rows = pack.summary.rows if pack.seen.figures and pack.seen.things else ()
    for row in sorted(rows, key=lambda row: (row.occurrence.day, row.details.title)):
        here = {
            "kind": _("In the plan"), "day": f"{row.occurrence.day}", "thing": row.details.title,
            "under": str(HEADINGS[about(row.details)]), "starred": _("yes") if row.details.starred else "",
            "state": state_words(row.state, own),
        }  # fmt: skip
        for line in [_spoken(said, who, own=own) | _when(pack, said.written_at) for said in row.spoken] or [{}]:
            yield here | line


def _spoken(said: Said, who: Who, *, own: bool) -> Line:
    told = {said.note, said.instead} if said.voice != "settled" else {said.instead}
    return {
        "who": who(said), "said": said_words(said, own), "how": _("was there") if said.present else _("was told"),
        "why": reason_words(said.reason, own) if said.reason else "", "words": " · ".join(sorted(filter(None, told))),
    }  # fmt: skip


def _good(pack: Pack) -> Iterator[Line]:
    for group in pack.parts.get(PartName.GOOD, ()):
        answer = group_words(group, PartName.GOOD)
        for tally in group.each:
            for row in tally.rows:
                yield {"kind": _("Good for me"), "day": f"{row.occurrence.day}", "thing": tally.name, "said": answer}


def _logs(pack: Pack, who: Who) -> Iterator[Line]:
    for log in pack.logs:
        worked = {_("What worked well"): log.worked_well, _("What did not work"): log.did_not}
        words = [log.did, *(f"{name}: {text}" for name, text in worked.items() if text)]
        yield {
            "kind": _("Learned"), "day": f"{log.day}", "thing": log.item.title if log.item else "", "who": who(log),
            "words": " · ".join(filter(None, words)), **_when(pack, log.written_at),
        }  # fmt: skip


def _before(pack: Pack, called: Called) -> Iterator[Line]:
    """What was agreed before, each followed by what became of it."""
    for one in pack.before:
        yield from action_lines(pack.summary.person.team.tz, one, pack.today, called)


def _when(pack: Pack, moment: datetime) -> Line:
    return {"written": moment_words(moment, pack.summary.person.team.tz)}
