"""What to talk about: what a month brings to its conversation; three months side by side; both to take along."""

from datetime import date
from functools import partial

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from carelog.access import needs
from carelog.htmx import respond
from carelog.people.circle import SELF
from carelog.people.pages import is_self, knows_names, named
from carelog.people.person import Person
from carelog.records.log import Log
from carelog.records.said import Word
from carelog.records.voice_wording import who_wrote
from carelog.reviews import wording
from carelog.reviews.pack import Pack
from carelog.reviews.pack_csv import Who, csv_of_packs
from carelog.reviews.pages import sight, taken_along
from carelog.reviews.part import beside
from carelog.reviews.question_views import figured_out
from carelog.summaries import period_wording
from carelog.summaries.period import Length, Period

reviews = Blueprint("reviews", __name__)
for helper in wording.FILTERS:
    reviews.add_app_template_filter(helper)
NAME = "what-to-talk-about"
PACK = "/people/<row:person_id>/conversations/<month:month>/pack"


@reviews.get(PACK)
@needs("pack.read")
def pack(person: Person, month: date) -> ResponseReturnValue:
    """One page for a month; with `quarter` in the address that month and the two before it, side by side."""
    packs = _asked_packs(person, month)
    if len(packs) == 1:
        return respond("reviews/pack.html", person=person, pack=packs[0], words=period_wording)
    told, quarter = beside([one.parts for one in packs]), Period.of(Length.QUARTER, month)
    return respond(
        "reviews/pack_quarter.html", person=person, packs=packs, beside=told, quarter=quarter, words=period_wording
    )


@reviews.get(f"{PACK}.docx")
@needs("pack.read")
def pack_document(person: Person, month: date) -> ResponseReturnValue:
    """The same for a word processor."""
    from carelog.reviews.pack_document import document_of  # noqa: PLC0415 - its library is large, and seldom asked for

    packs = _asked_packs(person, month)
    asked = figured_out(person, packs[-1].month.first)
    made = document_of(packs, _who(person), partial(named, person), asked, own=is_self(person))
    return taken_along(made, NAME, month, "docx")


@reviews.get(f"{PACK}.csv")
@needs("pack.read")
def pack_records(person: Person, month: date) -> ResponseReturnValue:
    """The records behind it, for a spreadsheet."""
    packs = _asked_packs(person, month)
    asked = figured_out(person, packs[-1].month.first)
    made = csv_of_packs(packs, _who(person), partial(named, person), asked, own=is_self(person))
    return taken_along(made, NAME, month, "csv")


def _asked_packs(person: Person, month: date) -> list[Pack]:
    """Of the month in the address, or of three; as the signed-in user may see them."""
    seen = sight(person)
    return Pack.side_by_side(person, month, seen) if "quarter" in request.args else [Pack.of(person, month, seen)]


def _who(person: Person) -> Who:
    """Whose word a record is, as this reader may know them."""
    own, names = is_self(person), knows_names(person)

    def who(word: Word | Log) -> str:
        if isinstance(word, Word) and names:
            return who_wrote(word, person.name, own=own)
        is_person = word.own_word if isinstance(word, Word) else word.role == SELF
        return named(person, word.author_id, word.author_name, is_person)

    return who
