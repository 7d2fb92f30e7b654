"""What is said of a record that somebody needs to look at: what it was, why it is there, and its words as text."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from carelog.records.concern_wording import SAFE_NOW
from carelog.records.good_for_me_wording import GOOD
from carelog.records.kept_record import Kept
from carelog.records.photo_consent_wording import HOW, YES_NO
from carelog.records.wording import ANSWERS, ASKED_WAYS, HOW_SHOWN, REASONS, SAID, WHY_CHANGED, WHY_LOG_CHANGED
from carelog.weeks.time_away_wording import WHY_AWAY
from carelog.weeks.wording import PARTS, day

KINDS = {
    "mark": _l("What happened"),
    "withdrawal": _l("What happened, taken back"),
    "correction": _l("What happened, changed"),
    "settlement": _l("What the person says"),
    "visit": _l("Things that all happened"),
    "missed_visit": _l("A visit that could not be done"),
    "move": _l("A move to another day or time"),
    "move_withdrawal": _l("A move, taken back"),
    "choice_check": _l("The answer to “Did you want this?”"),
    "choice_check_withdrawal": _l("The answer to “Did you want this?”, taken back"),
    "good_for_me": _l("Whether it was good"),
    "good_for_me_withdrawal": _l("Whether it was good, taken back"),
    "extra": _l("Something good that was in no plan"),
    "extra_withdrawal": _l("Something good that was in no plan, taken back"),
    "log": _l("A learning log"),
    "log_correction": _l("A learning log, changed"),
    "log_withdrawal": _l("A learning log, taken back"),
    "photo": _l("A photo"),
    "concern": _l("Something worries me"),
    "concern_step": _l("More about a worry"),
    "visit_note": _l("A note for whoever comes next"),
    "visit_note_withdrawal": _l("A note for whoever comes next, taken back"),
    "perspective": _l("What works and what does not"),
    "time_away": _l("Days away"),
    "time_away_change": _l("Days away, changed"),
    "time_away_withdrawal": _l("Days away, taken back"),
}
MOST, LONGEST = 40, 10_000  # fields, and letters in all, of one that are shown
PROBLEMS = {
    "format": _l("The phone has another version of the app, which cannot be read here."),
    "different": _l("Something else was saved from that very form before."),
    "not_yours": _l("It changes what somebody else wrote."),
    "day": _l("That day had not come yet when it was written."),
    "gone": _l("What it is about was not there when it arrived."),
    "change": _l("Something in it needs changing."),
    "ended": _l(
        "It arrived when they could not write this here any more, and it speaks of a time after they wrote it. "
        "A coordinator looks at it."
    ),
    "before": _l("By the phone’s clock it was written before they had their place here."),
    "closed": _l("The conversation was closed when it arrived. A later thought can be added to it."),
    "rule": _l("It could not be written down."),
}
# What a field holds, by the end of its name; of one that stands nowhere here its name is said. None: nothing to read.
NAMES: dict[str, Any] = {
    "said": _l("What was said"), "shown": _l("How they showed it"), "how_shown": _l("How they showed it"),
    "instead": _l("Instead"), "offered": _l("On offer"), "reason": _l("Why"), "why": _l("Why"),
    "why_exactly": _l("Why"), "note": _l("Note"), "essential": _l("The part that must happen"),
    "told_by": _l("Told by"), "written_by": _l("Written by"), "title": _l("What it was"), "until": _l("Until"),
    "did": _l("What they did"), "worked_well": _l("What worked well"), "did_not": _l("What did not work"),
    "others": _l("Somebody else"), "seen": _l("What was seen"), "done": _l("What was done"),
    "safe_now": _l("Safe now"), "words": _l("Words"), "answer": _l("Answer"), "way": _l("How it is known"),
    "with_whom": _l("With"), "who_asked": _l("Asked by"), "new_day": _l("Moved to"), "part": _l("When"),
    "working": _l("What is working"), "not_working": _l("What is not working"),
    "consent": _l("Photos"), "how": _l("How they answered"), "reasons": _l("Why"),
    "at": _l("When"), "asked": _l("Who asked for it"), "first": _l("From"), "last": _l("Until"), "day": _l("Day"),
    **dict.fromkeys(("author", "id", "item", "items", "number", "back", "page_day", "mark", "log", "asked_about",
                     "kind", "voice", "language", "planned", "sha256", "of", "presence", "present", "named", "month",
                     "whose", "only", "label", "logs", "figure")),
}  # fmt: skip
CODES: dict[str, Mapping[Any, Any]] = {
    "said": SAID, "reason": REASONS, "shown": HOW_SHOWN, "answer": {**ANSWERS, **GOOD}, "way": ASKED_WAYS,
    "safe_now": SAFE_NOW, "part": PARTS, "why": {**WHY_CHANGED, **WHY_LOG_CHANGED, **WHY_AWAY},
    "essential": {"yes": _l("Yes"), "no": _l("No")}, "consent": YES_NO, "how": HOW,
    "asked": {"person": _l("They asked for it"), "others": _l("We moved it")},
}  # fmt: skip


def kept_kind(kept: Kept) -> str:
    """What it was."""
    return str(KINDS.get(kept.of_kind, KINDS["mark"]))


def kept_why(kept: Kept) -> str:
    """Why it was not written down; where that hangs on its words, as its author would have been told."""
    told = kept.advice if kept.problem in ("change", "rule") else ""
    return told or str(PROBLEMS.get(kept.problem, PROBLEMS["rule"]))


def kept_words(kept: Kept) -> Iterator[tuple[str, str]]:
    """What it says, each with what it is; of what is longer than any form of ours, its beginning."""
    left, said = LONGEST, list(said_words(kept.fields))
    for place, (called, value) in enumerate(said):
        if place == MOST or left <= 0:
            rest = len(said) - place
            yield _("Not shown here"), ngettext("and %(num)s more", "and %(num)s more", rest)
            return
        yield called, value if len(value) <= left else value[:left] + "…"
        left -= len(value)


def said_words(fields: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What somebody put into a form, each with what it is."""
    for name, value in fields:
        field = name.rpartition("-")[2]
        called = NAMES.get(field, field)
        if called is not None and value.strip():
            yield str(called), _value(field, value)


def _value(field: str, value: str) -> str:
    try:
        return str(day(date.fromisoformat(value)))
    except ValueError:
        return str(CODES.get(field, {}).get(value, value))


FILTERS = (kept_kind, kept_why, kept_words)
