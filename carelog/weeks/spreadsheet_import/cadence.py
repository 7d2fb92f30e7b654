"""From what the words, the row and the column of an item say to its fields: above all, how often it comes round."""

from collections.abc import Iterator

from carelog.weeks.details import Cadence, ItemDetails, Part
from carelog.weeks.spreadsheet_import.dates import MONTHS
from carelog.weeks.spreadsheet_import.days import ALL, Fields
from carelog.weeks.spreadsheet_import.reading import Doubt, Reason
from carelog.weeks.spreadsheet_import.words import Words

WEEKDAYS = ALL[:5]
# What words may say that is no field of ItemDetails by itself.
SAID = {
    "fixed", "flexible", "overrides", "monthly", "yearly", "any_weekday", "nth_day",
    "days", "times", "times_a_day", "clock", "by_clock",
}  # fmt: skip


def settle(words: Words, columns: tuple[int, ...], source: str) -> tuple[ItemDetails | None, list[Doubt]]:
    """The item, and what we are not sure of. `columns` are the weekdays above the cell. None: nothing says when."""
    said, doubts = words.fields, list(words.doubts)
    days = tuple(sorted(columns or said.get("days") or (ALL if "times_a_day" in said else ())))
    if columns and said.get("days", days) != days:
        doubts.append(Doubt(Reason.TWO_ANSWERS))
    part = said.get("part", Part.ANY)
    fields = {name: value for name, value in said.items() if name not in SAID}
    fields.update(_rhythm(said, days))
    for name, clock_name in (("at", "clock"), ("by_when", "by_clock")):
        if clock_name in said:
            fields[name], sure = said[clock_name].within(part)
            # "By 9.30" may well lie after the part of the day in which it is to happen.
            if not sure and (name == "at" or part is Part.ANY):
                doubts.append(Doubt(Reason.WHICH_TIME, said[clock_name].written))
    doubts.extend(_doubtful(said, columns, days))
    if said.get("yearly") and not said.get("month"):
        return None, doubts
    return ItemDetails(title=words.title, source=source, **fields), doubts


def _rhythm(said: Fields, days: tuple[int, ...]) -> Fields:
    """Cadence, days and times."""
    if "month" in said:
        return {"cadence": Cadence.YEARLY}
    if said.get("monthly"):
        return _monthly(said)
    times = said.get("times", len(days) or 1)
    if said.get("any_weekday"):
        days = days or WEEKDAYS
    if said.get("flexible") or said.get("any_weekday") or not days:
        return {"cadence": Cadence.TIMES_A_WEEK, "days": days, "times": times}
    return {"cadence": Cadence.WEEKLY, "days": days}


def _monthly(said: Fields) -> Fields:
    if "nth" in said:
        return {"cadence": Cadence.MONTHLY_WEEKDAY, "days": (said["nth_day"],)}
    if "month_day" in said:
        return {"cadence": Cadence.MONTHLY_DATE}
    return {"cadence": Cadence.MONTHLY_ANY_WEEKDAY if said.get("any_weekday") else Cadence.MONTHLY_ANY_DAY}


def _doubtful(said: Fields, columns: tuple[int, ...], days: tuple[int, ...]) -> Iterator[Doubt]:
    """What does not go together, or is missing."""
    monthly, flexible = said.get("monthly"), said.get("flexible") or said.get("any_weekday")
    yearly, many = said.get("yearly") or "month" in said, said.get("times", 1) > 1
    if said.get("yearly") and "month" not in said:
        yield Doubt(Reason.NO_DATE)
    elif (monthly and many) or (columns and many and not flexible):
        yield Doubt(Reason.TIMES_A_DAY, f"x{said['times']}")
    elif not (days or flexible or monthly or yearly or said.keys() & {"times", "every_weeks"}):
        yield Doubt(Reason.NO_CADENCE)
    elif days and not columns and not flexible and said.get("times", len(days)) != len(days):
        yield Doubt(Reason.TWO_ANSWERS)
    yield from _clashing(said, days)


def _clashing(said: Fields, days: tuple[int, ...]) -> Iterator[Doubt]:
    """Two things that do not go together."""
    monthly, flexible = said.get("monthly"), said.get("flexible") or said.get("any_weekday")
    if flexible and not monthly and said.get("fixed"):
        yield Doubt(Reason.TWO_ANSWERS)
    if monthly and days and days != (said.get("nth_day"),):
        yield Doubt(Reason.TWO_ANSWERS)
    if "month" in said and (days or not said.get("yearly")):
        yield Doubt(Reason.UNSURE, f"{said['month_day']} {MONTHS[said['month'] - 1].capitalize()}")
