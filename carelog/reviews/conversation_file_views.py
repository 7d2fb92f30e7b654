"""A conversation to take along: for a word processor, for a spreadsheet. On paper it is its page."""

from datetime import date
from functools import partial

from flask.typing import ResponseReturnValue

from carelog import clock
from carelog.access import may, needs
from carelog.people.pages import named
from carelog.people.person import Person
from carelog.reviews.conversation_csv import csv_of_conversation
from carelog.reviews.conversation_views import HERE
from carelog.reviews.pages import conversation_of, conversations, reader_of, sight, taken_along
from carelog.reviews.reading import Reading


@conversations.get(f"{HERE}/<month:month>.docx")
@needs("conversation.read")
def document(person: Person, month: date) -> ResponseReturnValue:
    """As its reader may read it, to be written on."""
    from carelog.reviews.conversation_document import document_of  # noqa: PLC0415 - its library is large, seldom asked for

    told = Reading.of(conversation_of(person, month), reader_of(person), sight(person))
    today, figures = clock.living_day(person.team.tz), may("profile.read", person)
    return taken_along(document_of(told, partial(named, person), today, figures=figures), "conversation", month, "docx")


@conversations.get(f"{HERE}/<month:month>.csv")
@needs("conversation.read")
def records(person: Person, month: date) -> ResponseReturnValue:
    """What was said and agreed, one a line."""
    told = Reading.of(conversation_of(person, month), reader_of(person), sight(person))
    made = csv_of_conversation(told, partial(named, person), clock.living_day(person.team.tz))
    return taken_along(made, "conversation", month, "csv")
