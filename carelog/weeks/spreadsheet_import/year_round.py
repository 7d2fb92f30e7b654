"""Which days of a month or a year one whole phrase names: "1st Tuesday", "on the 12th", "every year on 3 March".

Beside fields, a phrase may say `several`, if it names more days than one item can hold.
"""

import re

from carelog.weeks.spreadsheet_import import dates
from carelog.weeks.spreadsheet_import.days import Fields, day_of

ORDINALS = ("1st|first", "2nd|second", "3rd|third", "4th|fourth", "5th|fifth|last")
NTH = {word: number for number, words in enumerate(ORDINALS, 1) for word in words.split("|")}
AND = r"(?:\s?[,/&]\s?|,? and | or )"
EACH = r"(?:a|an|per|each|every|in a|in the|in each|in every|of the|of a|of each|of every|of|this|the)"
MONTHLY = r"(?:(?:once a month|monthly|every month|each month),? )?(?:on )?(?:the )?"
OF_MONTH = rf"(?:,? (?:{EACH} ?)*month(?:ly)?)"
ON_NTH = re.compile(
    rf"{MONTHLY}(?:(?P<every>every|each) )?(?P<nth>\w+(?:{AND}\w+)*) (?P<day>[a-z]+)(?P<of>{OF_MONTH})?"
)
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)"
ON_DATE = re.compile(rf"{MONTHLY}(?P<days>{ORDINAL}(?:{AND}{ORDINAL})*|last)(?P<day> day)?(?P<of>{OF_MONTH})?")
LAST_DAY = 31  # a month that has no such day: its last
YEARLY = r"(?:every year|each year|once a year|once yearly|yearly|annually)"
ON_DAY_OF_YEAR = re.compile(
    rf"(?:(?P<first>{YEARLY}|every|each),? )?(?:on |in )?(?P<when>.+?)(?:,? (?P<last>{YEARLY}))?"
)  # fmt: skip
STARTS = re.compile(r"(?:from|starting|starts?|beginning|begins)(?: on| from)? (.+)")


def nth_day(words: str) -> Fields | None:
    """One weekday of each month: "1st Tuesday", "the last Friday of the month"; of several the first, and we say so."""
    found = ON_NTH.fullmatch(words)
    said = re.split(AND, found["nth"]) if found else []
    day = day_of(found["day"]) if found else None
    if not found or day is None or not all(word in NTH for word in said):
        return None
    if found["every"] and not found["of"] and said[0] not in ("1st", "first", "last"):
        return None  # that is `every_other_day`
    return {"monthly": True, "nth": NTH[said[0]], "nth_day": day, **({"several": True} if said[1:] else {})}


def day_of_month(words: str) -> Fields | None:
    """One date of each month: "the 12th of the month", "on the 12th", "last day of the month"."""
    found = ON_DATE.fullmatch(words)
    if not found or not (found["of"] or words.startswith(("on ", "monthly"))):
        return None
    if found["days"] == "last":
        return {"monthly": True, "month_day": LAST_DAY} if found["day"] else None
    said = [int(number) for number in re.findall(r"\d+", found["days"])]
    several = {"several": True} if said[1:] else {}
    return {"monthly": True, "month_day": said[0], **several} if said[0] in dates.DAYS else None


def day_of_month_alone(words: str) -> Fields | None:
    """The same where nothing else can stand: "12th", "the 12th"."""
    return day_of_month(f"on {words}")


def day_of_year(words: str) -> Fields | None:
    """One date of each year: "every year on 3 March", "12 June every year". Of a month alone we know no date."""
    found = ON_DAY_OF_YEAR.fullmatch(words)
    if re.fullmatch(YEARLY, words):
        return {"yearly": True}
    if not found or not (found["first"] or found["last"]):
        return None
    day = dates.day_and_month(found["when"])
    if day and day[2] is None:
        return {"yearly": True, "month": day[1], "month_day": day[0]}
    return {"yearly": True} if dates.month_of(found["when"]) else None


def bare_date(words: str) -> Fields | None:
    """A date without its year, which may come round each year or be meant once."""
    day = dates.day_and_month(words.removeprefix("on "))
    return {"month": day[1], "month_day": day[0]} if day and day[2] is None else None


def in_season(words: str) -> Fields | None:
    """Only in one part of the year: "April to September"."""
    season = dates.season(words)
    return {"season_from": season[0], "season_until": season[1]} if season else None


def first_on(words: str) -> Fields | None:
    """From which date on, with its year: "from 7 December 2026". Where "every other week" starts counting."""
    found = STARTS.fullmatch(words)
    day = dates.written_date(found[1]) if found else None
    return {"first_on": day} if day else None


CLEAR = (nth_day, day_of_month, day_of_year, in_season, first_on)
