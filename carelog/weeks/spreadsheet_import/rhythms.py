"""How often something comes round, as one whole phrase says it: "x2", "twice a week", "every other Tuesday".

Beside fields, a phrase may say `unsure`, if it can mean several things; and `several`, if it says more often than one
item can hold. `words.Words.take` makes doubts of both, with the words as they stand.
"""

import re

from carelog.weeks.spreadsheet_import import year_round
from carelog.weeks.spreadsheet_import.days import Fields, days_and_part
from carelog.weeks.spreadsheet_import.spelling import DASH
from carelog.weeks.spreadsheet_import.times import HOUR_WORD
from carelog.weeks.spreadsheet_import.year_round import EACH, NTH

COUNTS = {"once": 1, "twice": 2, "thrice": 3, **HOUR_WORD}
CROSS = "x\u00d7"
PERIOD = r"(?P<period>day|night|week|wk|fortnight|month|mth|year|yr)"
NUMBER = rf"\d{{1,2}}(?: ?(?:{DASH}|or|to) ?\d{{1,2}})?"
TIMES = re.compile(
    rf"(?P<about>at least |up to |about |around |maybe )?"
    rf"(?:[{CROSS}] ?(?P<after>\d{{1,2}})|(?P<before>{NUMBER}) ?[{CROSS}]|(?P<said>{NUMBER}|[a-z]+) times"
    r"|(?P<word>once|twice|thrice)|(?P<bare>\d{1,2})(?= ?/| per | a week| a month| a day))"
    rf"(?: ?(?:/|\b{EACH}\b|(?<=[{CROSS}\d])) ?{PERIOD}| ?(?P<ly>daily|weekly|fortnightly|monthly|yearly|annually))?"
)
EVERY = re.compile(
    r"(?:(?:once )?(?:every|each) (?:(?P<count>\d{1,2}|[a-z]+) (?:weeks|wks)|(?P<nth>other|alternate|\w+) (?:week|wk)"
    r"|fortnight)|(?P<two>fortnightly|alternate weeks|alternating weeks)|(?P<either>bi-?weekly))"
)
EVERY_DAY = re.compile(r"(?:on )?(?:(?:every|each) (?P<nth>other|alternate|\w+)|(?P<two>alternate)) (?P<day>[a-z ]+)")
PERIODS: dict[str, Fields] = {
    "week": {}, "month": {"monthly": True}, "year": {"yearly": True}, "fortnight": {"every_weeks": 2},
}  # fmt: skip
SHORT = {"wk": "week", "mth": "month", "yr": "year", "annually": "year", "daily": "day", "night": "day"}
PLURAL = ("days", "mornings", "afternoons", "evenings", "nights")
HALF_OPEN = {"weekend", "all week", "7 days", "everyday"}  # too often about something else to be taken from a title


def times(words: str) -> Fields | None:
    """So many times: "x2", "2 x week", "twice a month", "2-3 times a week"."""
    found = TIMES.fullmatch(words)
    said = next(filter(None, found.group("after", "before", "said", "word", "bare")), "") if found else ""
    least = re.match(r"[a-z]+|\d+", said)
    count = (COUNTS.get(least[0]) or (int(least[0]) if least[0].isdigit() else 0)) if least else 0
    period = found["period"] or found["ly"] or "" if found else ""
    if not found or not count or (found["word"] and not period):
        return None
    period = SHORT.get(period, period.removesuffix("ly"))
    unsure = {"unsure": True} if found["about"] or (least and least[0] != said) else {}
    if period == "day":
        return {"times_a_day": count, **({"several": True} if count > 1 else {}), **unsure}
    return {"times": count, **PERIODS.get(period, {}), **unsure}


def every_weeks(words: str) -> Fields | None:
    """Every so many weeks: "every other week", "fortnightly", "every 3 weeks"."""
    found = EVERY.fullmatch(words)
    if not found:
        return None
    count = _each(found["nth"]) or _number(found["count"]) or (0 if found["nth"] or found["count"] else 2)
    unsure = {"unsure": True} if found["either"] else {}
    return {"every_weeks": count, **unsure} if count else None


def every_other_day(words: str) -> Fields | None:
    """A weekday every so many weeks: "every other Tuesday". "Every third Tuesday" may be the third of the month."""
    found = EVERY_DAY.fullmatch(words)
    count = (2 if found["two"] else _each(found["nth"])) if found else 0
    days = days_and_part(found["day"]) if found and count else None
    one = days and (len(days["days"]) == 1 or (found and found["day"].startswith("weekend")))
    if not found or not days or not one or count == 1:
        return None
    unsure = {} if found["two"] or found["nth"] in ("other", "alternate") else {"unsure": True}
    return {"every_weeks": count, **days, **unsure}


def weekdays(words: str) -> Fields | None:
    """Weekdays that are plainly no part of a name: "every Tuesday", "on Mondays", "Mon & Thu", "daily"."""
    known = days_and_part(words)
    if not known or words in HALF_OPEN:
        return None
    single = len(known["days"]) == 1 and not words.startswith(("on ", "every ", "each ")) and not words.endswith(PLURAL)
    return None if single else known


def _number(word: str | None) -> int:
    return COUNTS.get(word or "") or (int(word) if word and word.isdigit() else 0)


def _each(word: str | None) -> int:
    """Every so many: "other" is two, "third" is three."""
    return 2 if word in ("other", "alternate") else 0 if word == "last" else NTH.get(word or "", 0)


CLEAR = (times, every_weeks, every_other_day, *year_round.CLEAR, weekdays)
