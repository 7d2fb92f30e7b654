"""A conversation in Word and in a spreadsheet: what its reader may read, and no more."""

import csv
import io
from typing import Any

import pytest
from docx import Document
from flask import Flask

from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.reviews.agreement import AgreedLine, What
from carelog.reviews.later_thought import LaterThought
from carelog.reviews.pack import Pack
from carelog.reviews.perspective import OnlyFor, Pin, Sort
from carelog.reviews.reader import WHOLE_TEAM
from carelog.summaries.csv_export import RUN
from tests import cast
from tests.asking import SQLITE
from tests.reviews.agreeing import agree
from tests.reviews.talking import NOVEMBER, by, conversation, write

pytestmark = SQLITE
HERE = "conversations/2026-11"


@pytest.fixture
def talked(margaret: Person) -> Person:
    """It is closed, with words of everybody, and some that are not for everybody."""
    helen = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("helen")))
    Sharing.decide(helen, "conversations", by("margaret"), shared=True)
    write("margaret", "=My cat", not_working="Sundays", pins=(Pin(Sort.FIGURE, "to_me"),))
    write("sam", "The new cream", label="health")
    write("helen", "For you alone", only_for=OnlyFor.PERSON)
    conversation().open(by("aled"))
    AgreedLine.record(margaret, NOVEMBER, What.TRY, "Lunch at one", by("aled"))
    agree(margaret, "Ring the choir", "helen")
    conversation().close(Pack.of(margaret, NOVEMBER, WHOLE_TEAM).as_said(), by("aled"))
    LaterThought.record(conversation(), "And the garden", by("sam"))
    return margaret


def document(app: Flask, who: str, person: Person) -> Any:
    answer = cast.signed_in(app, who).get(f"/people/{person.id}/{HERE}.docx")
    assert answer.status_code == 200
    assert "margaret" not in answer.headers["Content-Disposition"].casefold()
    return Document(io.BytesIO(answer.data))


def lines(app: Flask, who: str, person: Person) -> list[dict[str, str]]:
    answer = cast.signed_in(app, who).get(f"/people/{person.id}/{HERE}.csv")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_word_document_has_headings_lists_and_tables(app: Flask, talked: Person) -> None:
    paper = document(app, "aled", talked)
    headings = [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]
    assert headings == [
        "Margaret Hughes says", "Family and friends say", "The team says", "What we agreed",
        "The figures as they were then", "Later thoughts",
    ]  # fmt: skip
    told = "\n".join(one.text for one in paper.paragraphs)
    wanted = (
        "Working: =My cat", "Not working: Sundays (Margaret Hughes, ", "The new cream", "Try: Lunch at one",
        "With it: How much happened: What matters to me", "Closed by Aled Prosser, ", "And the garden (Sam Doyle, ",
    )  # fmt: skip
    for said in wanted:
        assert said in told
    assert "For you alone" not in told
    assert [cell.text for cell in paper.tables[0].rows[1].cells][:2] == ["Ring the choir", "Helen Hughes"]
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in paper.tables)
    assert "Margaret" not in paper.core_properties.title


def test_nothing_in_the_spreadsheet_runs(app: Flask, talked: Person) -> None:
    told = lines(app, "aled", talked)
    assert [cell for line in told for cell in line.values() if cell.startswith(RUN)] == []
    kinds = ["Working", "Not working", "Working", "Try", "What we agreed", "Later thoughts"]
    assert [line["Kind"] for line in told] == kinds
    assert told[0]["Words"] == "'=My cat"
    assert told[0]["Shown with it"] == "How much happened: What matters to me"


def test_each_reader_is_given_what_they_may_read(app: Flask, talked: Person) -> None:
    for who, knows in (("margaret", {"health", "alone"}), ("helen", {"alone"}), ("sam", {"health"})):
        paper = "\n".join(one.text for one in document(app, who, talked).paragraphs)
        sheet = " ".join(line["Words"] for line in lines(app, who, talked))
        for told in (paper, sheet):
            assert ("The new cream" in told, "For you alone" in told) == ("health" in knows, "alone" in knows), who
        assert ("The figures as they were then" in paper) == (who != "helen")


def test_what_somebody_pasted_stops_no_document(app: Flask, margaret: Person) -> None:
    write("margaret", "My\x0bcat\x01 \uffff and tea")
    told = "\n".join(one.text for one in document(app, "margaret", margaret).paragraphs)
    assert "Working: My cat    and tea" in told
