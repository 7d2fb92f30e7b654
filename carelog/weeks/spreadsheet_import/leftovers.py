"""Words about when that no phrase took, so that they stand in a title or a note: people are told, and look."""

import re
from collections.abc import Iterator

from carelog.weeks.spreadsheet_import.dates import MONTHS
from carelog.weeks.spreadsheet_import.days import DAY
from carelog.weeks.spreadsheet_import.spelling import DASH

SEASONS = "spring|summer|autumn|winter"
UNITS = (
    "days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|mornings?|afternoons?|evenings?"
    f"|{'|'.join(DAY)}"
)
MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS)
PATTERNS = (
    rf"\b(?:every|each|alternate|most|some|any) (?:\w+ )?(?:{UNITS})\b",
    r"\b(?:once|twice|\d+ ?x|x ?\d+|(?:\d+|\w+) times) (?:a|per|each|every|in a)\b(?: \w+)?",
    r"\bx ?\d{1,2}\b|\b\d{1,2} ?x\b|\b(?:twice|thrice)\b|\bflexib\w+\b|\bthis (?:week|month|year)\b|\(\d{1,3}\)",
    r"\b(?:fortnight(?:ly)?|monthly|quarterly|yearly|annual(?:ly)?)\b",
    rf"\b(?:in|during|over|through|until|from|only in) (?:the )?(?:{SEASONS}|{MONTH})\b(?: only)?",
    rf"\b(?:{SEASONS})(?: months)? only\b|^(?:{SEASONS})$|\((?:{SEASONS})\)",
    rf"\b(?:from|until|till?) (?:the )?(?:start|beginning|middle|end) of (?:{MONTH})\b",
    r"\bterm[- ]time\b|\b(?:school|bank|public) holidays?\b|\bhalf[- ]term\b",
    r"\b(?:as|when|if|where) (?:and when )?(?:needed|required|necessary|wanted|possible)\b|\bweather permitting\b",
    r"\b(?:week|wk)s? \d\b|\b(?:end|start|beginning|middle) of (?:the |each |every )?(?:week|month|year)\b",
    r"\b(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last) (?:weekday|weekend|week)\b",
    rf"^\d{{1,2}} ?{DASH} ?\d{{1,2}}(?= )|(?<= )\d{{1,4}} ?(?:{DASH}|to) ?\d{{1,4}}$",
    r"(?<![£$€\d.])\b\d{1,2}(?:[.:][0-5]\d(?![.\d%])| ?[ap]\.?m\b)",
    r"\b\d+(?:\.\d+)? ?(?:min|mins|minutes?|hours?|hrs?)\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th) (?:of )?(?:{MONTH})\b|\b\d{{1,2}} (?:{MONTH})\b|\b(?:{MONTH}) \d{{1,2}}\b",
    r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
)
ABOUT_WHEN = re.compile("|".join(f"(?:{pattern})" for pattern in PATTERNS), re.IGNORECASE)
# "leave at 9.30", "ready by 9.30": the time of something else.
NOT_ITS_TIME = {"leave", "leaving", "back", "home", "until", "till", "before", "after", "ready", "bus", "train"}


def of_something_else(before: list[str]) -> bool:
    """Whether the time that follows these words is the time of leaving, or of a bus."""
    said = [bare for word in before if (bare := word.strip(",.").casefold()) not in ("at", "by", "from")]
    return said[-1:] != [] and said[-1] in NOT_ITS_TIME


def left_over(text: str) -> Iterator[str]:
    """The words of a title or a note that speak of when or how often, and that nobody has read."""
    for found in ABOUT_WHEN.finditer(text):
        if not of_something_else(text[: found.start()].split()):
            yield found[0].strip()
