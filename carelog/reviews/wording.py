"""How a pack is said: its parts, the groups in them, and how often."""

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.records.good_for_me import Good
from carelog.records.wording import state_words
from carelog.reviews.part import Group, PartName
from carelog.summaries.behind import UNKNOWN
from carelog.summaries.period import Period
from carelog.summaries.wording import HEADINGS, why_words

PARTS = {
    PartName.SENTENCES: _l("How much of my month happened"),
    PartName.STARRED: _l("My starred things, one by one"),
    PartName.WHY: _l("What did not happen, or only partly, and why"),
    PartName.UNWRITTEN: _l("What nobody wrote down"),
    PartName.TO_CHECK: _l("Choices to check with me"),
    PartName.GOOD: _l("What was good for me"),
    PartName.DIFFERENTLY: _l("What people see differently"),
}
ANSWERS = {
    Good.YES: _l("It was good"), Good.A_BIT: _l("It was a bit good"), Good.NO: _l("It was not good"),
    Good.NOT_SURE: _l("I was not sure"),
}  # fmt: skip


def part_words(part: str) -> str:
    """What a part of the pack is called."""
    return str(PARTS[PartName(part)])


def group_words(group: Group, part: str, own: bool = False) -> str:
    """What a group of numbers is called. `own`: the reader is the person themselves."""
    return name_words(group.name, part, own)


def name_words(name: str, part: str, own: bool = False) -> str:
    """The same by its name."""
    if part == PartName.SENTENCES:
        return str(HEADINGS[name])
    if part == PartName.WHY:
        return why_words(None if name == UNKNOWN else name, own)
    if part == PartName.GOOD:
        return str(ANSWERS[Good(name)])
    return name if part == PartName.STARRED else state_words(name, own)


def times_words(number: int) -> str:
    """Once; 4 times."""
    return ngettext("once", "%(num)s times", number) if number else _("never")


def short_month(month: Period) -> str:
    """Sept 2026, where three stand beside each other on a phone."""
    return str(format_date(month.first, "MMM y"))


FILTERS = (short_month, part_words, group_words, name_words, times_words)
