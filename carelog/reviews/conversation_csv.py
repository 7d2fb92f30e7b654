"""A conversation, one thing that was said or agreed a line, for a spreadsheet."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _

from carelog.reviews.action_wording import WHATS, Called
from carelog.reviews.conversation_wording import check_words, guess_words, only_words, pin_words, side_name
from carelog.reviews.csv_lines import Line, action_lines, moment_words, question_lines, who_agreed
from carelog.reviews.reading import Reading
from carelog.reviews.sides import Entry
from carelog.summaries.csv_export import csv_of


def csv_of_conversation(told: Reading, called: Called, today: date) -> bytes:
    """What each says, what was agreed and became of it, and what came later."""
    head = {
        "kind": _("Kind"), "side": _("Whose view"), "who": _("Who said so"), "whom": _("For whom"),
        "said": _("What they said"), "words": _("Words"), "pins": _("Shown with it"), "day": _("Day"),
        "state": _("How it stands"), "written": _("Written"),
    }  # fmt: skip
    asked = question_lines(told.about.person, told.asked, called)
    lines = (*_sides(told, called), *_agreed(told, called, today), *asked, *_thoughts(told, called))
    return csv_of(list(head.values()), ([line.get(name, "") for name in head] for line in lines))


def _sides(told: Reading, called: Called) -> Iterator[Line]:
    for side, entries in told.sides.entries.items():
        for entry in entries:
            here = {"side": side_name(side, told.about.person), **_of_entry(told, entry, called)}
            for kind, words in ((_("Working"), entry.working), (_("Not working"), entry.not_working)):
                if words:
                    yield {**here, "kind": kind, "words": words}


def _of_entry(told: Reading, entry: Entry, called: Called) -> Line:
    person = told.about.person
    said = [guess_words(entry.checked, person)] if entry.guess else []
    if entry.checked:
        said += [check_words(entry.checked, person), entry.checked.words]
    said.append(only_words(entry.only_for, person))
    whom = called(entry.for_id, entry.for_name, False) if entry.written_for else person.name  # noqa: FBT003
    return {
        "who": who_agreed(called, entry),
        "whom": whom if entry.on_behalf else "", "said": " · ".join(filter(None, said)),
        "pins": " · ".join(filter(None, (pin_words(pin, told.shown) for pin in entry.pins))),
        "written": moment_words(entry.written_at, person.team.tz),
    }  # fmt: skip


def _agreed(told: Reading, called: Called, today: date) -> Iterator[Line]:
    zone = told.about.person.team.tz
    for line in told.lines:
        written = {"who": who_agreed(called, line), "written": moment_words(line.written_at, zone)}
        yield {"kind": str(WHATS[line.what]), "words": line.words, **written}
    for one in (*told.before, *told.actions):
        yield from action_lines(zone, one, today, called)


def _thoughts(told: Reading, called: Called) -> Iterator[Line]:
    for one in told.thoughts:
        written = {"who": who_agreed(called, one), "written": moment_words(one.written_at, told.about.person.team.tz)}
        yield {"kind": _("Later thoughts"), "words": one.words, **written}
