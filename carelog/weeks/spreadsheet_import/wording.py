"""How the account of a sheet reads on the screen, through the message catalogue. Needs an application context."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.weeks.details import ItemDetails
from carelog.weeks.spreadsheet_import.messages import HAVE_TO_BE_SAVED, PROBLEMS, REASONS, SAVE_AS
from carelog.weeks.spreadsheet_import.private import hint
from carelog.weeks.spreadsheet_import.reading import Line, Reading, Reason, UnreadableSheet
from carelog.weeks.wording import at_what_time, day, how_often, weekday, with_what

MORE = {
    "place": _l("place"), "why": _l("why"), "usually_says": _l("who usually says how it went"), "notes": _l("note"),
}  # fmt: skip
YES_OR_NO = {
    "with_whom_matters": _l("it matters who"), "starred": _l("starred"), "technology": _l("not counted"),
    "carries_on": _l("carries on when away"),
}  # fmt: skip


def say_problem(unreadable: UnreadableSheet) -> str:
    """Why the file cannot be read, and what to do."""
    said = str(PROBLEMS[unreadable.problem]) % unreadable.details
    return f"{said} {SAVE_AS}" if unreadable.problem in HAVE_TO_BE_SAVED else said


def say(line: Line) -> str:
    """What one line was understood to mean, and what we are not sure of."""
    doubts = [str(REASONS[Reason(reason)]) % {"words": words} for reason, words in line.doubts]
    return " ".join([*_understood(line), *dict.fromkeys(doubts)])


def where(line: Line) -> str:
    """Where it stands: "B5", row 3, or the name of a sheet."""
    word, _space, number = line.cell.partition(" ")
    return _("row %(number)s", number=number) if word == "row" and number.isdigit() else line.cell


def _understood(line: Line) -> Iterator[str]:
    says = line.details
    if line.reading == Reading.HEADING:
        yield _("A heading.")
    elif line.reading == Reading.AGREED:
        yield from _dates(says.get("agreed_on"), says.get("review_by"))
    elif line.reading == Reading.MUST_HAPPEN and says["titles"]:
        yield _("Must happen, in: %(titles)s.", titles="; ".join(says["titles"]))
    elif line.reading == Reading.ITEM:
        yield from _item(ItemDetails.from_json(says["item"]))
    elif line.reading == Reading.AGAIN and says["days"]:
        days = ", ".join(weekday(number) for number in says["days"])
        yield _("“%(title)s”: also on %(days)s.", title=says["title"], days=days)
    elif line.reading == Reading.AGAIN:
        yield _("“%(title)s”: once more.", title=says["title"])


def _dates(agreed_on: str | None, review_by: str | None) -> Iterator[str]:
    if agreed_on:
        yield _("Agreed on %(date)s.", date=day(date.fromisoformat(agreed_on)))
    if review_by:
        yield _("To be reviewed by %(date)s.", date=day(date.fromisoformat(review_by)))


def _item(item: ItemDetails) -> Iterator[str]:
    said = "; ".join(words for words in (how_often(item), at_what_time(item), with_what(item), *_more(item)) if words)
    yield _("“%(title)s”: %(said)s.", title=item.title, said=said)
    if hint(item):
        yield _("Check who in the family should see this.")


def _more(item: ItemDetails) -> Iterator[str]:
    """What is said of few items."""
    yield from (str(name) for field, name in YES_OR_NO.items() if getattr(item, field))
    if item.must_happen:
        yield _("must happen: %(what)s", what=item.essential) if item.essential else _("must happen")
    for field, name in MORE.items():
        if words := getattr(item, field):
            yield f"{name}: {words}"
