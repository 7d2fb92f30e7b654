"""How the answers to a question are said on the screen."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.reviews.action_wording import Called
from carelog.reviews.kept_question import Said
from carelog.reviews.question import Reply

REPLIES = {Reply.YES: _l("Yes"), Reply.NO: _l("No"), Reply.NOT_SURE: _l("Not sure")}
PICTURES = {Reply.YES: "thumbs-up", Reply.NO: "raised-hand", Reply.NOT_SURE: "thinking-face"}


def reply_words(reply: Reply) -> str:
    """Yes, no, not sure; "" where only words were given."""
    return str(REPLIES.get(reply, ""))


def reply_picture(reply: Reply) -> str:
    """The symbol that stands for it."""
    return PICTURES.get(reply, "speech-balloon")


def answer_words(said: Said) -> str:
    """What was answered, by a picture and in words."""
    return " · ".join(filter(None, [reply_words(said.reply), said.words]))


def answered_by(said: Said, called: Called, person: Person) -> str:
    """Who answered; who wrote it down for the person."""
    author = called(said.author_id, said.author_name, said.role == SELF)
    if not said.of_person:
        return author
    return _("written down by %(author)s, for %(name)s", author=author, name=person.name)


FILTERS = (reply_words, reply_picture)
