"""How the person and each ally need information: who says it, who reads it, where it is seen, when it is asked."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from peewee import DatabaseError

from carelog import clock, db, journal
from carelog.accounts.user import User
from carelog.journal import Event
from carelog.people import needs_wording
from carelog.people.circle import Membership
from carelog.people.information_needs import (
    FORMATS,
    GOOD_FOR,
    SUPPORT,
    WAYS,
    InformationCheck,
    InformationNeeds,
    Needs,
    NothingSaid,
    Said,
    Standing,
)
from carelog.people.person import ChangedMeanwhile, Person
from tests import cast, everywhere, visitors
from tests.everywhere import author
from tests.tables import assert_no_gaps, contents

HERE = "/people/1/information-needs"
FLAG = re.compile(r'class="(?:notice needs|needs whole)"')
NO_WORDS_YET = re.compile(
    r'<form|<table|<article|class="(?!card being-with)(?:[^"]* )?card[ "]'
)  # what a page itself begins with
PICTURES = {"records.photo"}
ALED = ("aled", "coordinator")


def margaret() -> Person:
    return cast.person(cast.MARGARET)


def member(username: str) -> Membership:
    found: Membership = Membership.get((Membership.user == cast.user(username)) & (Membership.person == margaret()))
    return found


def standing(ally: Membership | None = None) -> Said:
    return Standing.of([1])[1, ally.id if ally else None]


def form(ally: Membership | None = None, **fields: Any) -> dict[str, Any]:
    said = Standing.of([1]).get((1, ally.id if ally else None))
    return {"id": journal.new_id(), "seen": said.id if said else "", **fields}


def of(ally: Membership) -> str:
    return f"/people/1/memberships/{ally.id}/information-needs"


def head_of(page: str) -> str:
    """What stands on top of a page, before what it is about."""
    main = page.partition("<main")[2]
    found = NO_WORDS_YET.search(main)
    return main[: found.start()] if found else main


# on top of every page, for those who support them


def pages_of(app: Flask, username: str) -> dict[str, str]:
    """Every whole page about Margaret that this user may open, by the name of its route."""
    browser, places = cast.signed_in(app, username), everywhere.open_places(app)
    found = {}
    for way in everywhere.WAYS:
        if way.method == "GET" and way.about_a_person and way.endpoint not in PICTURES:
            answer = browser.get(way.path.format(**places))
            if answer.status_code == 200 and answer.mimetype == "text/html":
                found[way.endpoint] = answer.text
    return found


@pytest.mark.parametrize(("username", "at_least"), [("sam", 24), ("aled", 30), ("ruth", 15)])
def test_it_stands_on_top_of_every_page_about_them(app: Flask, username: str, at_least: int) -> None:
    pages = pages_of(app, username)
    assert [name for name, page in pages.items() if not FLAG.search(head_of(page))] == []
    assert len(pages) >= at_least, sorted(pages)


def test_the_sheet_that_is_printed_says_it_too(app: Flask) -> None:
    for username, path in (
        ("sam", "/people/1/sheet"),
        ("sam", "/people/1/contacts-sheet"),
        ("aled", "/teams/1/sheets"),
    ):
        paper = cast.signed_in(app, username).get(path).text.partition('class="paper')[2]
        assert "Lip-reading" in paper, path


@pytest.mark.parametrize("username", ["helen", "margaret"])
def test_it_stands_on_no_page_of_an_ally_nor_on_ones_own(app: Flask, username: str) -> None:
    visitors.share(member("helen"))
    pages = pages_of(app, username)
    assert [name for name, page in pages.items() if FLAG.search(head_of(page))] == []
    told = [name for name, page in pages.items() if "I do not hear well" in page or "Lip-reading" in page]
    assert set(told) == (
        set() if username == "helen" else {"people.show", "people.information_needs", "paper.contacts"}
    )
    assert len(pages) >= 8


def test_where_nothing_is_needed_nothing_stands_on_top(app: Flask) -> None:
    InformationNeeds.record(margaret(), Needs(), author(*ALED), none_known=True)
    browser = cast.signed_in(app, "sam")
    assert not FLAG.search(browser.get("/people/1/week").text)
    assert "Nothing special is needed." in browser.get(HERE).text


def test_an_error_page_asks_nothing(app: Flask) -> None:
    answer = cast.signed_in(app, "sam").get("/people/1/sharing")
    assert answer.status_code == 403
    assert not FLAG.search(answer.text)


def test_the_line_is_short_and_first_says_what_was_ticked(app: Flask) -> None:
    long = Needs(ways=("bsl",), ways_words="Slowly " * 60, formats=("braille",), support=("quiet",))
    InformationNeeds.record(margaret(), long, author(*ALED))
    page = cast.signed_in(app, "sam").get("/people/1/week").text
    line = re.search(r"How I communicate: </span>([^<]*)</span>", page)
    assert line is not None
    assert line[1].startswith("British Sign Language, Braille, A quiet place · Slowly Slowly")
    assert len(line[1]) <= needs_wording.LONGEST_FLAG + 1
    assert line[1].endswith("Slowly …")


def test_of_each_ally_it_stands_where_somebody_writes_to_them_or_chooses_for_them(app: Flask) -> None:
    for username, path in (
        ("aled", "/people/1/circle"), ("sam", "/people/1/circle"), ("aled", f"/people/1/sharing/{member('joan').id}"),
        ("aled", f"/people/1/memberships/{member('joan').id}/password-reset"),
    ):  # fmt: skip
        assert "Large print, Letter by post, A hearing loop" in cast.signed_in(app, username).get(path).text, path


def test_an_ally_does_not_read_what_another_one_needs(app: Flask) -> None:
    visitors.share(member("helen"))
    helen = cast.signed_in(app, "helen")
    assert "hearing loop" not in helen.get("/people/1/circle").text
    assert helen.get(of(member("joan"))).status_code == 403
    assert helen.get("/people/1/memberships/99999/information-needs").status_code == 403
    assert "I work in the day." in helen.get(of(member("helen"))).text


def test_who_may_not_know_the_names_does_not_read_who_wrote_it(app: Flask) -> None:
    helen = cast.signed_in(app, "helen")
    assert "Aled Prosser" not in helen.get(of(member("helen"))).text
    visitors.share(member("helen"))
    assert "Aled Prosser wrote it on" in helen.get(of(member("helen"))).text


@pytest.mark.usefixtures("app")
def test_what_somebody_needs_who_has_left_is_not_asked_again() -> None:
    member("helen").end(visitors.OPERATOR)
    member("joan").end(visitors.OPERATOR)
    with time_machine.travel(cast.NOW + timedelta(days=400)):
        margaret = cast.person(cast.MARGARET)
        said = Standing.of([margaret.id])
        assert set(said) == {(margaret.id, None)}


# who says it


@pytest.mark.parametrize(("username", "role"), [("margaret", "self"), ("sam", "worker"), ("aled", "coordinator")])
def test_the_person_and_who_supports_them_write_it_down(app: Flask, username: str, role: str) -> None:
    sent = form(ways=["makaton", "body"], ways_words="Nod for yes.", formats=["text"], support=["time"])
    answer = cast.signed_in(app, username).post(HERE, data=sent)
    assert (answer.status_code, answer.location) == (303, HERE)
    said = standing()
    assert said.needs == Needs(("makaton", "body"), "Nod for yes.", ("text",), "", ("time",), "")
    assert (said.by, Event.get(Event.id == said.id).role) == (cast.user(username).name, role)


def test_an_ally_writes_about_themselves_and_the_coordinator_about_them(app: Flask) -> None:
    helen = member("helen")
    for username, role, words in (("helen", "ally", "Ring me."), ("aled", "coordinator", "Text her.")):
        sent = form(helen, formats=["text"], formats_words=words)
        assert cast.signed_in(app, username).post(of(helen), data=sent).status_code == 303
        said = standing(helen)
        assert (said.needs.formats_words, Event.get(Event.id == said.id).role) == (words, role)
    assert standing().needs.ways_words.startswith("I talk.")  # of the person nothing was said


@pytest.mark.parametrize(
    ("username", "whose"), [("sam", "helen"), ("margaret", "helen"), ("ruth", "helen"), ("joan", "helen")]
)
def test_nobody_else_writes_about_an_ally(app: Flask, username: str, whose: str) -> None:
    before, browser = contents(), cast.signed_in(app, username)
    for path in (of(member(whose)), of(member(whose)) + "/checks"):
        assert browser.post(path, data=form(member(whose), ways=["bsl"])).status_code == 403
    assert contents() == before | {name: rows for name, rows in contents().items() if name == "session"}


def test_of_somebody_who_is_no_ally_there_is_none(app: Flask) -> None:
    aled = cast.signed_in(app, "aled")
    assert aled.get(of(member("sam"))).status_code == 404
    member("helen").end(author(*ALED))
    assert aled.get(of(member("helen"))).status_code == 404


def test_nothing_and_both_at_once_are_no_answer(app: Flask) -> None:
    browser, before = cast.signed_in(app, "sam"), Event.select().count()
    for wrong in ({}, {"none_known": "y", "ways": ["bsl"]}, {"ways": ["telepathy"]}, {"ways_words": "a" * 2001}):
        answer = browser.post(HERE, data=form(**wrong))
        assert answer.status_code == 422
        assert "Something needs changing" in answer.text
    assert Event.select().count() == before
    with pytest.raises(NothingSaid):
        InformationNeeds.record(margaret(), Needs(), author(*ALED))


def test_that_nothing_is_known_is_an_answer_of_its_own(app: Flask) -> None:
    assert cast.signed_in(app, "sam").post(HERE, data=form(none_known="y")).status_code == 303
    assert (standing().none_known, standing().needs.any) == (True, False)


def test_the_newest_stands_and_what_stood_before_stays_readable(app: Flask) -> None:
    browser = cast.signed_in(app, "sam")
    browser.post(HERE, data=form(ways=["bsl"]))
    page = browser.get(HERE).text
    assert "I do not hear well" in page.partition("What people knew before")[2]
    assert "I do not hear well" not in page.partition("What people knew before")[0]


def test_a_button_pressed_twice_writes_it_once(app: Flask) -> None:
    browser, sent = cast.signed_in(app, "sam"), form(ways=["bsl"])
    before = Event.select().count()
    assert [browser.post(HERE, data=sent).status_code for _ in range(2)] == [303, 303]
    check = form()
    assert [browser.post(f"{HERE}/checks", data=check).status_code for _ in range(2)] == [303, 303]
    assert Event.select().count() == before + 2


def test_what_somebody_wrote_meanwhile_is_not_lost(app: Flask) -> None:
    mine = form(ways=["bsl"], ways_words="Mine.")
    cast.signed_in(app, "aled").post(HERE, data=form(ways=["objects"], ways_words="Theirs."))
    browser = cast.signed_in(app, "sam")
    answer = browser.post(HERE, data=mine)
    assert answer.status_code == 409
    assert "Theirs." in answer.text
    assert "Mine." in answer.text
    again = re.search(r'name="seen" type="hidden" value="([^"]+)"[^<]*(?:<[^>]*>\s*)*?<fieldset', answer.text)
    assert standing().needs.ways_words == "Theirs."
    assert browser.post(HERE, data={**mine, "seen": standing().id}).status_code == 303
    assert again is None or again[1]


def test_what_is_no_longer_there_is_not_checked(app: Flask) -> None:
    old = form()
    cast.signed_in(app, "aled").post(HERE, data=form(ways=["objects"]))
    answer = cast.signed_in(app, "sam").post(f"{HERE}/checks", data=old, follow_redirects=True)
    assert "Somebody changed this meanwhile: look at it once more." in answer.text
    assert standing().checked_at is None
    with pytest.raises(ChangedMeanwhile):
        InformationCheck.record(margaret(), author(*ALED), seen=journal.new_id())


# asked again after a year


def to_ask(browser: FlaskClient) -> bool:
    listed = "Riverside · Ask how they need information" in browser.get("/people?q=Margaret").text
    assert listed == ("It is time to ask how they" in browser.get("/people/1").text)
    return listed


def test_after_a_year_the_coordinator_is_asked_to_ask_and_one_press_renews_it(app: Flask) -> None:
    for path, ally in ((HERE, None), (of(member("helen")), member("helen")), (of(member("joan")), member("joan"))):
        assert not standing(ally).is_due(clock.now())
        assert "over a year ago" not in cast.signed_in(app, "aled").get(path).text
    with time_machine.travel(cast.BEGAN + GOOD_FOR - timedelta(hours=1), tick=False):
        assert not to_ask(cast.signed_in(app, "aled"))
    with time_machine.travel(cast.BEGAN + GOOD_FOR + timedelta(hours=1), tick=False):
        aled, sam = cast.signed_in(app, "aled"), cast.signed_in(app, "sam")
        assert to_ask(aled)
        assert not to_ask(sam)
        assert "over a year ago" in aled.get("/people/1/circle").text
        assert sam.post(f"{HERE}/checks", data=form()).status_code == 303
        assert to_ask(aled)  # about the allies
        for ally in (member("helen"), member("joan")):
            assert aled.post(f"{of(ally)}/checks", data=form(ally)).status_code == 303
        assert not to_ask(aled)
        assert "You checked it on" in sam.get(HERE).text
        assert standing().by == "Aled Prosser"


def test_somebody_whom_nobody_asked_is_to_be_asked(app: Flask) -> None:
    new = Person.welcome(margaret().team, visitors.OPERATOR, name="Margaret Newcomer")
    browser = cast.signed_in(app, "aled")
    assert "Ask how they need information" in browser.get("/people?q=Newcomer").text
    assert "Nobody has asked yet." in browser.get(f"/people/{new.id}").text


# its words


def test_there_are_words_for_everything_that_can_be_ticked() -> None:
    assert [*needs_wording.WAYS, *needs_wording.FORMATS, *needs_wording.SUPPORT] == [*WAYS, *FORMATS, *SUPPORT]


def test_the_persons_own_page_is_easy_to_read(app: Flask) -> None:
    page = cast.signed_in(app, "margaret").get(HERE).text
    assert re.search(r'<main[^>]* class="easy one-at-a-time"', page)
    said = re.findall(
        r"<(?:p|span|legend|h1|h2|label)[^>]*>([^<]{3,})</", page.partition("<main")[2].partition("</main")[0]
    )
    assert len(said) > 30
    theirs = standing().needs.ways_words  # in their own words
    assert [words for words in said if len(words.split()) > 15 and words != theirs] == []


def test_whoever_leaves_stays_the_author(app: Flask) -> None:
    cast.signed_in(app, "sam").post(HERE, data=form(ways=["bsl"]))
    member("sam").end(author(*ALED))
    assert User.get(User.name == standing().by).username == "sam"


# what stood on the person's page before


def as_before_there_were_needs(words: str) -> None:
    """The tables as they were, and these words on Margaret's page."""
    for table in ("information_check", "information_needs"):
        db.database.execute_sql(f"DROP TABLE {table}")
        for rule in () if db.is_sqlite() else ("written_once", "may_go"):
            db.database.execute_sql(f"DROP FUNCTION {table}_{rule}() CASCADE")
    db.database.execute_sql("ALTER TABLE person ADD COLUMN how_i_communicate TEXT NOT NULL DEFAULT ''")
    db.database.execute_sql(f"UPDATE person SET how_i_communicate = '{words}' WHERE id = 1")
    db.database.execute_sql("DELETE FROM schema_migration WHERE name = '0024_information_needs'")


def test_what_stood_on_the_page_before_goes_there(app: Flask) -> None:
    as_before_there_were_needs("I talk slowly.")
    before = Event.select().count()
    assert db.migrate() == ["0024_information_needs"]
    said = standing()
    assert (said.needs, said.by, said.written_at) == (Needs(ways_words="I talk slowly."), None, margaret().created)
    assert Event.select().count() == before + 1
    assert_no_gaps()
    page = cast.signed_in(app, "sam").get(HERE).text
    assert "It was written on Thursday 1 October." in page
    event = Event.get(Event.id == said.id)
    body = InformationNeeds.get_by_id(event.seq).__data__
    assert event.body_sha256 == journal.body_hash({name: value for name, value in body.items() if name != "event"})
    with pytest.raises(DatabaseError):
        InformationNeeds.update(ways_words="Else.").execute()
