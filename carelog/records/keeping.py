"""Keeping back: the person keeps one entry of their record from family and friends, or gives it again."""

from dataclasses import replace

from carelog import journal
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.chance import NoSuchChance, chance
from carelog.records.kept_back import Entry, KeptBack
from carelog.weeks.calendar import month_of
from carelog.weeks.occurrences import ANY_DAY


def keep_back(
    person: Person, about: Entry, author: journal.Author, *, kept: bool, labels: set[str], how_shown: str = "",
    id: str | None = None,
) -> Event:  # fmt: skip
    """Write the decision down. Raises NothingThere, NoSuchChance, NotSaidHow.

    What any day of a month will do for is one chance, whichever day somebody wrote it down on: its last day names it.
    """
    if about.key is None:
        return KeptBack.decide(person, about, author, kept=kept, how_shown=how_shown, id=id)
    found = chance(person, *about.key, labels)
    if found is None:
        raise NoSuchChance
    item_id, day, _number = about.key
    if found.planned.details.cadence in ANY_DAY:
        about = replace(about, key=(item_id, month_of(day)[1], 1))
    label = found.planned.details.label
    return KeptBack.decide(person, about, author, kept=kept, how_shown=how_shown, label=label, id=id)
