"""A review to take along: for a word processor, for a spreadsheet. On paper it is its page."""

from functools import partial

from flask.typing import ResponseReturnValue

from carelog import clock
from carelog.access import needs
from carelog.people.pages import named
from carelog.people.person import Person
from carelog.reviews.pages import taken_along
from carelog.reviews.review_csv import csv_of_review
from carelog.reviews.review_views import ONE, page_for_reader, review_of, three_months


@three_months.get(f"{ONE}.docx")
@needs("review.read")
def document(person: Person, review_id: str) -> ResponseReturnValue:
    """As its reader may read it, to be written on."""
    from carelog.reviews.review_document import document_of  # noqa: PLC0415 - its library is large, seldom asked for

    review = review_of(person, review_id)
    made = document_of(page_for_reader(review), partial(named, person), clock.living_day(person.team.tz))
    return taken_along(made, "review", review.day, "docx")


@three_months.get(f"{ONE}.csv")
@needs("review.read")
def records(person: Person, review_id: str) -> ResponseReturnValue:
    """What was said, agreed and changed, one a line."""
    review = review_of(person, review_id)
    made = csv_of_review(page_for_reader(review), partial(named, person), clock.living_day(person.team.tz))
    return taken_along(made, "review", review.day, "csv")
