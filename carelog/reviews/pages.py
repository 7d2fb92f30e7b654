"""The blueprint of this room, and what its pages share. Its routes stand in one file for each noun: see views.py."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial

from flask import Blueprint, Response, abort, flash, make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.exceptions import Conflict

from carelog.access import TEAM, access, ally_with, author, may
from carelog.errors import Refused
from carelog.htmx import receipted
from carelog.journal import Event, NothingThere
from carelog.people import sharing
from carelog.people.pages import called, is_self
from carelog.people.person import Person
from carelog.records.log_views import log_reader
from carelog.records.mark import NotYet
from carelog.reviews import conversation_wording
from carelog.reviews.action_wording import owner_of
from carelog.reviews.closing import Closed
from carelog.reviews.kept_action import Kept
from carelog.reviews.month import latest_month
from carelog.reviews.monthly_conversation import Conversation, NotLeading, NotOpen
from carelog.reviews.perspective import NotTheirs
from carelog.reviews.reader import Reader, Sight

FILES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
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


class ReviewClosed(ConversationClosed):
    """The same of a three-month review."""

    title = _l("That review is closed")
    advice = _l("What was said in it stays as it is. You can add a later thought on its page.")


@contextmanager
def understood(words: str = "", closed: type[ConversationClosed] = ConversationClosed) -> Iterator[None]:
    """What the nouns refuse, in plain words; `words`: what was typed, which is shown to be copied."""
    try:
        yield
    except Closed:
        raise closed(words) from None
    except NotLeading:
        abort(403)
    except NotOpen:
        raise Refused(_("It has not begun yet.")) from None
    except NotYet:
        raise Refused(_("That month has not come yet."), "day") from None
    except NotTheirs:
        raise Refused(_("Open the page again, and choose once more whose words these are.")) from None
    except NothingThere:
        raise Refused(_("Somebody here does not belong any more. Choose again."), "gone") from None


def conversation_of(person: Person, month: date) -> Conversation:
    """That month's, the one to come at the latest. Else there is nothing."""
    if month > latest_month(person):
        abort(404)
    return Conversation.of(person, month)


def taken_along(content: bytes, name: str, month: date, ending: str) -> Response:
    """A file to be saved under a name that says what it is, and not whose; `ending`: one of `FILES`."""
    response = make_response(content)
    response.content_type = FILES[ending]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{month:%Y-%m}.{ending}"'
    return response


def led(person: Person, month: date) -> Conversation:
    """That conversation, for who leads it; 403 for others."""
    about = conversation_of(person, month)
    if not may_lead(about):
        abort(403)
    return about


def may_lead(about: Conversation) -> bool:
    """The signed-in user leads it."""
    if not may("conversation.lead", about.person):
        return False
    by = author("conversation.lead", about.person)
    return about.may_be_led_by(by.user_id, by.role)


def saved(about: Conversation, said: str, *events: Event, where: str | None = None) -> ResponseReturnValue:
    """To the conversation, or to the page of ours that the form names."""
    flash(said, "saved")
    here = url_for("conversations.show", person_id=about.person.id, month=about.month)
    return receipted(redirect(where or here, 303), *events)


def reader_of(person: Person) -> Reader:
    """The signed-in user, as who reads what is said and agreed: family and friends what is shared, else their own."""
    everything = bool(access().around(person) & {*TEAM, ally_with(sharing.CONVERSATIONS)})
    return Reader(current_user.user.id, access().labels(person), own=is_self(person), everything=everything)


@conversations.app_template_global()
def owner_words(person: Person, one: Kept) -> str:
    """Who has an action now."""
    return owner_of(one, partial(called, person))


def sight(person: Person) -> Sight:
    """What they may see of the person's records."""
    return Sight(
        replace(log_reader(person), photos=False), figures=may("summary.read", person), things=may("week.read", person),
        logs=may("log.read", person), agreed=reader_of(person),
    )  # fmt: skip
