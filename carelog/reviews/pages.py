"""The blueprint of this room, and what its pages share. Its routes stand in one file for each noun: see views.py."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from flask import Blueprint, abort
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.exceptions import Conflict

from carelog.access import TEAM, access, ally_with, may
from carelog.errors import Refused
from carelog.journal import NothingThere
from carelog.people import sharing
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.records.log_views import log_reader
from carelog.records.mark import NotYet
from carelog.reviews import conversation_wording
from carelog.reviews.closing import Closed
from carelog.reviews.month import current_month
from carelog.reviews.monthly_conversation import Conversation, NotLeading, NotOpen
from carelog.reviews.perspective import NotTheirs
from carelog.reviews.reader import Reader, Sight
from carelog.weeks.calendar import months_on

conversations = Blueprint("conversations", __name__)
for helper in conversation_wording.FILTERS:
    conversations.add_app_template_filter(helper)


class ConversationClosed(Conflict):
    """What was said in it stays as it is."""

    title, why = _l("That conversation is closed"), "closed"
    advice = _l(
        "It is not saved: what was said and agreed there stays as it is. You can add a later thought on its page."
    )

    def __init__(self, words: str = "") -> None:
        """`words`: what was typed, to copy."""
        super().__init__()
        self.words = words


@contextmanager
def understood(words: str = "") -> Iterator[None]:
    """What the nouns refuse, in plain words; `words`: what was typed, which is shown to be copied."""
    try:
        yield
    except Closed:
        raise ConversationClosed(words) from None
    except NotLeading:
        abort(403)
    except NotOpen:
        raise Refused(_("The conversation has not begun yet.")) from None
    except NotYet:
        raise Refused(_("That month has not come yet."), "day") from None
    except NotTheirs:
        raise Refused(_("Open the page again, and choose once more whose words these are.")) from None
    except NothingThere:
        raise Refused(_("Somebody here does not belong any more. Choose again."), "gone") from None


def conversation_of(person: Person, month: date) -> Conversation:
    """That month's, the one to come at the latest. Else there is nothing."""
    if month > months_on(current_month(person), 1):
        abort(404)
    return Conversation.of(person, month)


def reader_of(person: Person) -> Reader:
    """The signed-in user, as who reads what is said and agreed: family and friends what is shared, else their own."""
    everything = bool(access().around(person) & {*TEAM, ally_with(sharing.CONVERSATIONS)})
    return Reader(current_user.user.id, access().labels(person), own=is_self(person), everything=everything)


def sight(person: Person) -> Sight:
    """What they may see of the person's records."""
    return Sight(
        replace(log_reader(person), photos=False), figures=may("summary.read", person), things=may("week.read", person),
        logs=may("log.read", person),
    )  # fmt: skip
