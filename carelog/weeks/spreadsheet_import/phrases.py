"""What one whole phrase says: "60 min", "women only", "x2", "paid, just me", "1st Tuesday", "by 9.30".

A phrase is read as a whole or not at all. `clear` knows those that can mean nothing else, so that they are known even
at the end of a title; `phrase` knows more, for places where phrases stand by themselves: in brackets, after a dash, in
a list's column. What they return is kept and shared: nobody may change it. How often something comes round is in
`rhythms` and `year_round`.
"""

import re
from functools import lru_cache

from carelog.weeks.details import Support
from carelog.weeks.spreadsheet_import import lengths, rhythms, times, year_round
from carelog.weeks.spreadsheet_import.days import Fields, days_and_part, part_of
from carelog.weeks.spreadsheet_import.spelling import DASH, STARS, plain

KEPT = 4096  # phrases; a sheet says the same ones over and over
ANY_WEEKDAY: Fields = {"any_weekday": True}
CLEAR: dict[str, Fields] = {
    "starred": {"starred": True}, "must happen": {"must_happen": True}, "carries on when away": {"carries_on": True},
    "every month": {"monthly": True}, "each month": {"monthly": True}, "monthly": {"monthly": True},
    "any time this month": {"monthly": True}, "any day this month": {"monthly": True},
    "any weekday": ANY_WEEKDAY, "on any weekday": ANY_WEEKDAY, "any week day": ANY_WEEKDAY,
    "any day": {"flexible": True}, "any day of the week": {"flexible": True}, "on any day": {"flexible": True},
    "any time this week": {"flexible": True}, "any day this week": {"flexible": True},
    "every week": {"times": 1}, "each week": {"times": 1}, "weekly": {"times": 1},
    "in the morning": {"part": part_of("morning")}, "in the afternoon": {"part": part_of("afternoon")},
    "in the evening": {"part": part_of("evening")},
}  # fmt: skip
FIXED: Fields = {"fixed": True}
FLEXIBLE: Fields = {"flexible": True}
TECHNOLOGY: Fields = {"support": Support.TECHNOLOGY, "technology": True}
ALONE: dict[str, Fields] = {
    "fixed": FIXED, "fixed day": FIXED, "fixed time": FIXED, "set day": FIXED, "set time": FIXED,
    "flexible": FLEXIBLE, "flex": FLEXIBLE, "flexible day": FLEXIBLE, "flexi": FLEXIBLE, "any": FLEXIBLE,
    "star": {"starred": True}, "once": {"times": 1}, "twice": {"times": 2},
    "technology": TECHNOLOGY, "tech": TECHNOLOGY, "assistive technology": TECHNOLOGY, "telecare": TECHNOLOGY,
}  # fmt: skip
# Which words say which support, whatever their order and what joins them.
SUPPORT = {
    Support.PAID_ONE: ("paid", "paid just me", "just me", "1:1", "paid 1:1"),
    Support.PAID_SHARED: ("shared", "paid shared"),
    Support.FAMILY: ("family", "unpaid family"),
    Support.FRIENDS: ("friend", "friends", "unpaid", "neighbour", "neighbours", "unpaid friend", "unpaid friends"),
    Support.ALONE: ("on my own", "alone", "by myself"),
    Support.PROMPT: ("prompt", "prompts", "reminder", "remind me"),
}
BY_WORDS = {frozenset(words.split()): support for support, names in SUPPORT.items() for words in names}
FILLING = {"support", "supported", "staff", "and", "to", "for"}
PEOPLE = (
    r"(?:wom[ae]n|m[ae]n|females?|males?|lad(?:y|ies))"
    r"(?: staff| workers?| carers?| supporters?| support workers?)?"
)
ONLY = re.compile(rf"{PEOPLE} only(?:,? please)?|only {PEOPLE}|no {PEOPLE}")
BY = re.compile(
    r"(?P<must>must happen |has to happen |must be done |done )?"
    r"(?:by|before|no later than|not later than|latest(?: by)?|at the latest(?: by)?)(?: at)? (?P<time>.+?)"
    r"(?: at the latest| latest)?"
)
MUST = re.compile(r"must happen\s*:\s*(.+)|(.+) must happen", re.IGNORECASE)
WITH = re.compile(r"with ([^,;]+)", re.IGNORECASE)
ABOUT = r"(?:about|around|approx\.?|approximately|roughly|circa|c\.?|~)"
GIVEN = re.compile(rf"(?:(?:(?:starts?|starting|from|at|{ABOUT})\s+|(?:@|~|c\.)\s*))+")
LASTS = re.compile(rf"^(?:(?:for|lasts|max\.?|{ABOUT})\s*)+")
BETWEEN = re.compile(r"between (.+) and (.+)")


@lru_cache(maxsize=KEPT)
def clear(text: str) -> Fields | None:
    """What a phrase says that could mean nothing else."""
    bare = text.strip()
    if bare and not bare.strip(STARS + " "):
        return {"starred": True}
    if bare in ("FIXED", "FLEXIBLE"):  # small letters are ordinary words: "get my bike fixed"
        return ALONE[bare.casefold()]
    words = plain(text)
    if words in CLEAR:
        return CLEAR[words]
    return next((found for reader in READERS if (found := reader(words)) is not None), None)


@lru_cache(maxsize=KEPT)
def phrase(text: str) -> Fields | None:
    """What a phrase says that stands by itself; None if it is none that we know."""
    known, words, bare = clear(text), plain(text), text.strip(STARS + " ")
    if known is not None or words in ALONE:
        return ALONE[words] if known is None else known
    found = next((found for reader in READERS_ALONE if (found := reader(words)) is not None), None)
    if found is None and bare and bare != text.strip():
        found = phrase(bare)
        return None if found is None else {**found, "starred": True}
    return _as_written(text.strip(" ,;:.")) if found is None else found


def _as_written(text: str) -> Fields | None:
    """Names and essential parts, in the person's own spelling."""
    essential, whom = MUST.fullmatch(text), WITH.fullmatch(text)
    if essential:
        return {"must_happen": True, "essential": essential[1] or essential[2]}
    return {"with_whom": whom[1]} if whom else None


def _support(words: str) -> Fields | None:
    """What kind of support: "paid, just me", "just me - paid", "1-1"."""
    words = re.sub(r"\b(?:1|one)(?:-|:| to )(?:1|one)\b", "1:1", words)
    said = frozenset(re.split(rf"(?:[\s,/&]|{DASH})+", words)) - FILLING
    return {"support": BY_WORDS[said]} if said in BY_WORDS else None


def _paid(words: str) -> Fields | None:
    """Paid support that says for how many: no title ends like that."""
    known = _support(words)
    return known if known and re.search(r"\bpaid\b.*\b(?:me|shared)\b", words) else None


def _only(words: str) -> Fields | None:
    return {"with_whom": words, "with_whom_matters": True} if ONLY.fullmatch(words) else None


def _by(words: str, bare: bool = False) -> Fields | None:
    found = BY.fullmatch(words)
    limit = times.clock(found["time"]) if found else None
    if not found or limit is None or not (limit.plain or bare):
        return None
    return {"by_clock": limit, **({"must_happen": True} if found["must"] else {})}


def _clock(words: str, bare: bool = False) -> Fields | None:
    """A time, or from a time to a time. A bare hour is one only after "at" or "from", or where nothing else can stand.

    Between two times it may take as long, or begin somewhere in between.
    """
    between = BETWEEN.fullmatch(words)
    given = GIVEN.match(words)
    words = f"{between[1]} to {between[2]}" if between else words[given.end() :] if given else words
    length, start = times.span(words), times.clock(words)
    bare = bare or bool(given or between)
    if length and (length[0].plain or bare):
        return {"clock": length[0], "minutes": length[1], **({"unsure": True} if between else {})}
    return {"clock": start} if start and (start.plain or (bare and given)) else None


def _length(words: str) -> Fields | None:
    words = LASTS.sub("", words)
    length, least = lengths.minutes(words), lengths.least_of(words)
    if least:
        return {"minutes": least, "unsure": True}
    return {"minutes": length} if length else None


def _bare_hour(words: str) -> Fields | None:
    return _by(words, bare=True) or _clock(words, bare=True)


def _part(words: str) -> Fields | None:
    part = part_of(words)
    return {"part": part} if part else None


READERS = (*rhythms.CLEAR, _paid, _only, _by, _clock, _length)
READERS_ALONE = (_bare_hour, _part, days_and_part, _support, year_round.bare_date, year_round.day_of_month_alone)
