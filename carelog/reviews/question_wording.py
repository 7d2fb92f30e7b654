"""How the answers to a question are said on the screen."""

from flask_babel import lazy_gettext as _l

from carelog.reviews.question import Reply

REPLIES = {Reply.YES: _l("Yes"), Reply.NO: _l("No"), Reply.NOT_SURE: _l("Not sure")}
PICTURES = {Reply.YES: "thumbs-up", Reply.NO: "raised-hand", Reply.NOT_SURE: "thinking-face"}


def reply_words(reply: Reply) -> str:
    """Yes, no, not sure; "" where only words were given."""
    return str(REPLIES.get(reply, ""))


def reply_picture(reply: Reply) -> str:
    """The symbol that stands for it."""
    return PICTURES.get(reply, "speech-balloon")


FILTERS = (reply_words, reply_picture)
