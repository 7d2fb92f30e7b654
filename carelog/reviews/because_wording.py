"""How what people wrote is said where it can lead to an action, and what its author reads of that."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.records.good_for_me import Good
from carelog.records.said import Answer
from carelog.reviews.because import Source
from carelog.reviews.question import Reply
from carelog.reviews.question_wording import REPLIES
from carelog.reviews.wording import ANSWERS

HEADS = {
    "perspective": _l("Said for this conversation"), "question_answer": _l("An answer"),
    "learning_log": _l("Learned"), "good_for_me": _l("How it was"), "choice_check": _l("A choice"),
    "thanks": _l("Thanks"), "review_line": _l("Said in the review"),
}  # fmt: skip
CHOICES = {
    Answer.WANTED: _l("I wanted it"), Answer.CHOSE: _l("I chose not to"), Answer.NOT_SURE: _l("I am not sure"),
}  # fmt: skip
WROTE = {
    "learning_log": _l("Because of what you learned"), "thanks": _l("Because of your thanks"),
    "choice_check": _l("Because of your answer"), "good_for_me": _l("Because of your answer"),
    "question_answer": _l("Because of your answer"),
    "perspective": _l("Because of what was said for the conversation"),
    "review_line": _l("Because of what was said in the review"),
}  # fmt: skip
BECAUSE_YOU_WROTE = _l("Because of what you wrote")


def source_words(one: Source) -> str:
    """What it is, and enough of it to know it again: How it was: Shower – It was good."""
    parts = (one.words, _answer(one))
    return _("%(kind)s: %(words)s", kind=HEADS[one.kind], words=" – ".join(part for part in parts if part))


def because_of(kind: str) -> str:
    """What its author wrote, as they are told of what it led to."""
    return str(WROTE.get(kind, BECAUSE_YOU_WROTE))


def _answer(one: Source) -> str:
    if one.kind == "good_for_me":
        return str(ANSWERS[Good(one.answer)])
    if one.kind == "choice_check":
        return str(CHOICES[Answer(one.answer)])
    return str(REPLIES.get(Reply(one.answer), ""))


FILTERS = (because_of,)
