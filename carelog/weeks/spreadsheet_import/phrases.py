"""What one whole phrase says: "60 min", "women only", "x2", "paid, just me", "1st Tuesday", "by 9.30".

A phrase is read as a whole or not at all. `clear` knows those that can mean nothing else, so that they are known even
at the end of a title; `phrase` knows more, for places where phrases stand by themselves: in brackets, after a dash, in
a list's column.
"""

import re

from carelog.weeks.details import Support
from carelog.weeks.spreadsheet_import import times
from carelog.weeks.spreadsheet_import.days import Fields, day_of, days_of, part_of, plain

STARS = "*★⭐"
COUNTS = {"once": 1, "twice": 2, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
NTH = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4, "5th": 5, "last": 5}
CLEAR: dict[str, Fields] = {
    "starred": {"starred": True}, "must happen": {"must_happen": True}, "carries on when away": {"carries_on": True},
    "once a week": {"times": 1}, "once a month": {"monthly": True}, "every month": {"monthly": True},
    "any weekday": {"any_weekday": True}, "any day": {"flexible": True}, "any day of the week": {"flexible": True},
    "every other week": {"every_weeks": 2}, "every second week": {"every_weeks": 2}, "fortnightly": {"every_weeks": 2},
    "paid, just me": {"support": Support.PAID_ONE}, "paid, shared": {"support": Support.PAID_SHARED},
}  # fmt: skip
SUPPORT = {
    Support.PAID_ONE: ("paid", "paid just me", "just me, paid", "just me"),
    Support.PAID_SHARED: ("shared", "paid shared", "shared, paid"),
    Support.FAMILY: ("family", "unpaid, family"),
    Support.FRIENDS: ("friend", "friends", "unpaid", "neighbour", "neighbours"),
    Support.ALONE: ("on my own", "alone", "by myself"),
    Support.PROMPT: ("prompt", "prompts", "reminder", "remind me"),
}
TECHNOLOGY: Fields = {"support": Support.TECHNOLOGY, "technology": True}
ALONE: dict[str, Fields] = {
    "fixed": {"fixed": True}, "flexible": {"flexible": True}, "star": {"starred": True}, "any": {"flexible": True},
    "once": {"times": 1}, "twice": {"times": 2}, "every week": {"times": 1}, "weekly": {"times": 1},
    "monthly": {"monthly": True}, "technology": TECHNOLOGY, "tech": TECHNOLOGY,
    **{words: {"support": support} for support, names in SUPPORT.items() for words in names},
}  # fmt: skip
CROSS = "\u00d7"
EACH = r"(?:a|per|each|every)"
TIMES = re.compile(
    rf"(?:[x{CROSS}]\s?(?P<after>\d{{1,2}})|(?P<before>\d{{1,2}})\s?[x{CROSS}]"
    r"|(?P<said>\d{1,2}|[a-z]+) times|(?P<word>once|twice))"
    rf"(?: {EACH} (?P<period>week|month))?"
)
EVERY = re.compile(r"every (\d|[a-z]+) weeks")
ON_NTH = re.compile(rf"(?:on )?(?:the )?(?:every )?(\w+) ([a-z]+)(?: (?:of|in)? ?(?:the|{EACH}) month)?")
ON_DATE = re.compile(rf"(?:on )?(?:the )?{times.DAY_OF_MONTH} (?:of )?(?:the|{EACH}) month")
PEOPLE = r"(?:wom[ae]n|m[ae]n|females?|males?)(?: staff| workers?| carers?| supporters?)?"
ONLY = re.compile(rf"{PEOPLE} only|only {PEOPLE}|no {PEOPLE}")
BY = re.compile(r"(must happen |has to happen |done )?by (.+)")
MUST = re.compile(r"must happen\s*:\s*(.+)|(.+) must happen", re.IGNORECASE)
WITH = re.compile(r"with ([^,;]+)", re.IGNORECASE)


def clear(text: str) -> Fields | None:
    """What a phrase says that could mean nothing else."""
    if text.strip() and not text.strip(STARS + " "):
        return {"starred": True}
    if text.strip() in ("FIXED", "FLEXIBLE"):  # small letters are ordinary words: "get my bike fixed"
        return ALONE[text.strip().casefold()]
    words = plain(text)
    if words in CLEAR:
        return CLEAR[words]
    return next((found for reader in READERS if (found := reader(words)) is not None), None)


def phrase(text: str) -> Fields | None:
    """What a phrase says that stands by itself; None if it is none that we know."""
    known, words = clear(text), plain(text)
    if known is not None or words in ALONE:
        return ALONE[words] if known is None else known
    found = next((found for reader in READERS_ALONE if (found := reader(words)) is not None), None)
    return _as_written(text.strip(" ,;:.")) if found is None else found


def _as_written(text: str) -> Fields | None:
    """Names and essential parts, in the person's own spelling."""
    essential, whom = MUST.fullmatch(text), WITH.fullmatch(text)
    if essential:
        return {"must_happen": True, "essential": essential[1] or essential[2]}
    return {"with_whom": whom[1]} if whom else None


def _times(words: str) -> Fields | None:
    found = TIMES.fullmatch(words)
    said = next(filter(None, found.group("after", "before", "said", "word")), "") if found else ""
    if not found or (said.isalpha() and said not in COUNTS) or (found["word"] and not found["period"]):
        return None
    count = COUNTS.get(said) or int(said)
    monthly = {"monthly": True} if found["period"] == "month" else {}
    return {"times": count, **monthly} if count else None


def _every_weeks(words: str) -> Fields | None:
    found = EVERY.fullmatch(words)
    count = COUNTS.get(found[1], int(found[1]) if found[1].isdigit() else 0) if found else 0
    return {"every_weeks": count} if count else None


def _nth_day(words: str) -> Fields | None:
    found = ON_NTH.fullmatch(words)
    day = day_of(found[2]) if found else None
    if not found or found[1] not in NTH or day is None:
        return None
    return {"monthly": True, "nth": NTH[found[1]], "nth_day": day}


def _day_of_month(words: str) -> Fields | None:
    found = ON_DATE.fullmatch(words)
    return {"monthly": True, "month_day": int(found[1])} if found and int(found[1]) in times.DAYS else None


def _only(words: str) -> Fields | None:
    return {"with_whom": words, "with_whom_matters": True} if ONLY.fullmatch(words) else None


def _by(words: str, bare: bool = False) -> Fields | None:
    found = BY.fullmatch(words)
    limit = times.clock(found[2]) if found else None
    if not found or limit is None or not (limit.plain or bare):
        return None
    return {"by_clock": limit, **({"must_happen": True} if found[1] else {})}


def _clock(words: str, bare: bool = False) -> Fields | None:
    given = words != (words := re.sub(r"^(?:(?:starts?|from|at) )+", "", words))
    length, start = times.span(words), times.clock(words)
    if length and (length[0].plain or (bare and given)):
        return {"clock": length[0], "minutes": length[1]}
    return {"clock": start} if start and (start.plain or (bare and given)) else None


def _length(words: str) -> Fields | None:
    length = times.minutes(re.sub(r"^(?:for|about|lasts) ", "", words))
    return {"minutes": length} if length else None


def _bare_hour(words: str) -> Fields | None:
    return _by(words, bare=True) or _clock(words, bare=True)


def _part(words: str) -> Fields | None:
    part = part_of(words)
    return {"part": part} if part else None


def _days(words: str) -> Fields | None:
    days = days_of(words)
    return {"days": days} if days else None


def _once_a_year(words: str) -> Fields | None:
    found = times.day_and_month(words.removeprefix("every year ").removeprefix("on "))
    return {"yearly": True, "month_day": found[0], "month": found[1]} if found and found[2] is None else None


READERS = (_times, _every_weeks, _nth_day, _day_of_month, _only, _by, _clock, _length)
READERS_ALONE = (_bare_hour, _part, _days, _once_a_year)
