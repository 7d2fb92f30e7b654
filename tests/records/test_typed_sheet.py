"""A sheet that came back: whose word it is, that all of it or nothing is saved, and what is asked about it."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog import journal
from carelog.journal import Event
from carelog.people.circle import ALLY, WORKER, Membership
from carelog.people.person import Person
from carelog.records.lived import Lived
from carelog.records.mark import Account, Incomplete, Mark, NotYet
from carelog.records.outcome import State
from carelog.records.reading import lived_week
from carelog.records.said import CHOSE, DID_NOT_HAPPEN, PARTLY, Reason, Said
from carelog.records.sheet import Sheet
from carelog.records.typed_sheet import Writing, WrittenAlready, type_in
from tests import cast
from tests.asking import SQLITE
from tests.plans import EVERY_LABEL, agree, author, fixed, times
from tests.tables import contents

MON, TUE, WED, THU, *_REST = (cast.MONDAY + timedelta(days=place) for place in range(7))
OF_GRACE = Writing(name="Grace Mensah")
OWN = Writing(of_person=True)
MINE = Writing()
IT_HAPPENED = Account()
Key = tuple[str, date, int]


@pytest.fixture
def paint(nadia: Person) -> str:
    """The id of something of every morning."""
    return agree(nadia, fixed("Paint"), fixed("Walk", must_happen=True, essential="hat"), times("Swim", 2))["Paint"]


def typed(person: Person, accounts: dict[Key, Account], writing: Writing, by: str = "sam", **more: Any) -> list[Event]:
    sheet = Sheet.of(person, cast.MONDAY, EVERY_LABEL)
    press = more.pop("id", journal.new_id())
    return type_in(sheet, accounts, writing, author(by, **more), labels=EVERY_LABEL, id=press)


def lived(person: Person, item_id: str, day: date = MON) -> Lived:
    found = lived_week(person, cast.MONDAY, EVERY_LABEL).find(item_id, day, 1)
    assert found is not None
    return found


def spoken(person: Person, item_id: str, day: date = MON) -> Said:
    """The one record of that chance that says something."""
    (only,) = lived(person, item_id, day).spoken
    return only


# whose word it is


def test_what_somebody_else_wrote_the_typist_was_told_by_them_and_the_record_says_both(
    nadia: Person, paint: str
) -> None:
    typed(nadia, {(paint, MON, 1): IT_HAPPENED}, OF_GRACE)
    said = spoken(nadia, paint)
    assert (said.author_name, said.written_by, said.told_by) == ("Sam Doyle", "Grace Mensah", "Grace Mensah")
    assert (said.present, said.own_word) == (False, False)


def test_the_persons_own_sheet_is_their_own_word_and_needs_no_reason(nadia: Person, paint: str) -> None:
    typed(nadia, {(paint, MON, 1): Account(said=DID_NOT_HAPPEN), (paint, TUE, 1): Account(said=CHOSE)}, OWN)
    said = spoken(nadia, paint)
    assert (said.own_word, said.voice, said.author_name) == (True, journal.ON_PAPER, "Sam Doyle")
    assert lived(nadia, paint).state is State.DID_NOT_HAPPEN
    assert lived(nadia, paint, TUE).state is State.CHOSE_OTHER


def test_the_persons_own_sheet_counts_before_what_the_others_say(nadia: Person, paint: str) -> None:
    Mark.record(nadia, paint, MON, 1, author("sam"), labels=EVERY_LABEL)
    typed(nadia, {(paint, MON, 1): Account(said=DID_NOT_HAPPEN)}, OWN)
    assert lived(nadia, paint).state is State.DID_NOT_HAPPEN


def test_who_types_in_their_own_sheet_says_it_themselves(margaret: Person) -> None:
    item = next(line.cells[0].key for line in Sheet.of(margaret, MON, EVERY_LABEL).lines if line.cells[0])
    (event,) = typed(margaret, {item: IT_HAPPENED}, OWN, "margaret", role="self")
    assert (event.voice, event.role, event.presence) == (journal.OWN, "self", journal.THERE)


def test_ones_own_writing_is_as_if_one_had_tapped_it(nadia: Person, paint: str) -> None:
    typed(nadia, {(paint, MON, 1): IT_HAPPENED}, MINE)
    said = spoken(nadia, paint)
    assert (said.present, said.written_by, said.voice) == (True, "", journal.OWN)


# all of it or nothing


def test_all_is_written_or_nothing(nadia: Person, paint: str) -> None:
    before = Event.select().count()
    for wrong, problem in (
        (((paint, MON, 1), Account(said=PARTLY)), Incomplete),
        (((paint, THU, 1), IT_HAPPENED), NotYet),
    ):
        with pytest.raises(problem):
            typed(nadia, {(paint, TUE, 1): IT_HAPPENED, wrong[0]: wrong[1]}, OF_GRACE)
    assert Event.select().count() == before


def test_the_same_press_writes_each_thing_once(nadia: Person, paint: str) -> None:
    press, accounts = journal.new_id(), {(paint, MON, 1): IT_HAPPENED, (paint, TUE, 1): IT_HAPPENED}
    first, again = (typed(nadia, accounts, OF_GRACE, id=press) for _press in range(2))
    assert [event.id for event in first] == [event.id for event in again]
    assert len({event.id for event in first}) == 2


@pytest.mark.parametrize(
    ("before", "then", "refused"),
    [(MINE, OF_GRACE, True), (OF_GRACE, MINE, True), (OWN, OWN, True), (MINE, OWN, False), (OWN, OF_GRACE, False)],
)
def test_what_the_typist_said_before_in_that_voice_is_not_typed_over(
    nadia: Person, paint: str, before: Writing, then: Writing, refused: bool
) -> None:
    key = (paint, MON, 1)
    typed(nadia, {key: IT_HAPPENED}, before)
    if refused:
        with pytest.raises(WrittenAlready):
            typed(nadia, {key: IT_HAPPENED}, then)
    assert bool(refused) or typed(nadia, {key: IT_HAPPENED}, then)


def test_what_somebody_else_said_is_no_reason_not_to_type(nadia: Person, paint: str) -> None:
    Mark.record(nadia, paint, MON, 1, author("tomasz"), labels=EVERY_LABEL)
    typed(nadia, {(paint, MON, 1): IT_HAPPENED}, OF_GRACE)
    assert {said.author_name for said in lived(nadia, paint).spoken} == {"Sam Doyle", "Tomasz Lis"}


def test_a_correction_of_what_was_typed_keeps_whose_writing_it_was(nadia: Person, paint: str) -> None:
    (event,) = typed(nadia, {(paint, MON, 1): IT_HAPPENED}, OF_GRACE)
    better = Account(said=PARTLY, reason=Reason.MONEY, told_by="Grace Mensah")
    Mark.correct(nadia, event.id, better, "It says so.", author("sam"), labels=EVERY_LABEL)
    assert (spoken(nadia, paint).said, spoken(nadia, paint).written_by) == (PARTLY, "Grace Mensah")


# the page


def grid(browser: FlaskClient, person: Person, whose: str = "person", **query: Any) -> str:
    answer = browser.get(f"/people/{person.id}/sheets/new", query_string={"whose": whose, **query})
    assert answer.status_code == 200
    return answer.text


def cell(item_id: str, day: date = MON, name: str = "said") -> str:
    return f"{item_id}.{day.isoformat()}.1-{name}"


def send(browser: FlaskClient, person: Person, fields: dict[str, str], whose: str = "person") -> TestResponse:
    form = {"id": journal.new_id(), "week": cast.MONDAY.isoformat(), "whose": whose, **fields}
    return browser.post(f"/people/{person.id}/sheets", data=form)


def test_first_it_is_asked_whose_writing_it_is(app: Flask, nadia: Person, paint: str) -> None:
    Membership.start(nadia, cast.user("grace"), WORKER, author("aled", "coordinator"))
    assert paint
    text = cast.signed_in(app, "sam").get(f"/people/{nadia.id}/sheets/new").text
    asked = re.findall(r"whose=(\w+)", text)
    assert asked == ["person", "mine", str(cast.user("grace").id), "somebody"]
    assert "<select" not in text


@SQLITE
def test_who_belonged_at_some_time_in_that_week_may_have_written_it(app: Flask, nadia: Person, paint: str) -> None:
    assert paint
    for username, began, ended in (("grace", 20, 1), ("dev", 20, 8), ("carol", 1, None)):
        Membership.create(
            person=nadia, user=cast.user(username), role=ALLY, starts=cast.NOW - timedelta(days=began),
            ends=None if ended is None else cast.NOW - timedelta(days=ended),
        )  # fmt: skip
    text = cast.signed_in(app, "sam").get(f"/people/{nadia.id}/sheets/new").text
    assert {name for name in ("Grace Mensah", "Dev Shah", "Carol Carter") if name in text} == {
        "Grace Mensah", "Carol Carter",
    }  # fmt: skip


def test_the_person_is_not_asked_whose_writing_it_is(app: Flask, margaret: Person) -> None:
    browser = cast.signed_in(app, "margaret")
    key = next(line.cells[0].key for line in Sheet.of(margaret, MON, EVERY_LABEL).lines if line.cells[0])
    assert cell(key[0]) in browser.get(f"/people/{margaret.id}/sheets/new").text
    assert send(browser, margaret, {cell(key[0]): "chose"}, whose=str(cast.user("sam").id)).status_code == 303
    assert spoken(margaret, key[0]).written_by == ""


def test_days_that_have_not_come_are_not_asked(app: Flask, nadia: Person, paint: str) -> None:
    text = grid(cast.signed_in(app, "sam"), nadia)
    assert cell(paint, WED) in text
    assert cell(paint, THU) not in text
    assert send(cast.signed_in(app, "sam"), nadia, {cell(paint, THU): "happened"}).status_code == 422


@pytest.mark.parametrize("whose", ["person", "mine", "grace", "somebody"])
def test_a_sheet_is_typed_in_and_then_shown_as_written(app: Flask, nadia: Person, paint: str, whose: str) -> None:
    grace = Membership.start(nadia, cast.user("grace"), WORKER, author("aled", "coordinator"))
    browser, value = cast.signed_in(app, "sam"), str(grace.user_id) if whose == "grace" else whose
    fields = {cell(paint): "happened", cell(paint, TUE): "chose", cell(paint, TUE, "offered"): "Paints",
              cell(paint, TUE, "shown"): "turned", "writer": "Kim"}  # fmt: skip
    answer = send(browser, nadia, fields, value)
    assert answer.status_code == 303, re.findall(r"<li>.*</li>", answer.text)
    name = {"grace": "Grace Mensah", "somebody": "Kim"}.get(whose, "")
    assert {spoken(nadia, paint, day).written_by for day in (MON, TUE)} == {name}
    text = browser.get(answer.headers["Location"]).text
    assert "Saved: 2 things." in text
    assert cell(paint) not in text
    assert cell(paint, WED) in text


def test_what_needs_more_comes_back_with_what_was_typed_and_nothing_is_saved(
    app: Flask, nadia: Person, paint: str
) -> None:
    browser, before = cast.signed_in(app, "sam"), contents()
    fields = {cell(paint): "happened", cell(paint, TUE): "did_not_happen", cell(paint, WED): "chose"}
    answer = send(browser, nadia, fields, "mine")
    assert answer.status_code == 422
    assert contents() == before
    for name, value in fields.items():
        chosen = re.search(rf'name="{re.escape(name)}">.*?</select>', answer.text, re.DOTALL)
        assert chosen is not None
        assert f'<option value="{value}" selected>' in chosen[0]
    assert f'href="#{cell(paint, TUE, "reason")}">Paint, Tuesday: Choose why.' in answer.text
    assert f'href="#{cell(paint, WED, "shown")}">' in answer.text
    more = {cell(paint, TUE, "reason"): "transport", cell(paint, WED, "offered"): "Paint",
            cell(paint, WED, "how_shown"): "He waved it away."}  # fmt: skip
    assert send(browser, nadia, {**fields, **more}, "mine").status_code == 303
    assert spoken(nadia, paint, TUE).reason is Reason.TRANSPORT
    assert spoken(nadia, paint, WED).how_shown == "He waved it away."


def test_words_beside_a_shape_of_the_persons_own_sheet_can_be_added_and_need_not(
    app: Flask, nadia: Person, paint: str
) -> None:
    browser, before = cast.signed_in(app, "sam"), contents()
    fields = {cell(paint): "happened", cell(paint, TUE): "partly"}
    asked = send(browser, nadia, {**fields, "step": "words"})
    assert asked.status_code == 200
    assert contents() == before
    assert cell(paint, TUE, "note") in asked.text
    assert cell(paint, MON, "note") not in asked.text
    assert send(browser, nadia, {**fields, cell(paint, TUE, "note"): "Too short!"}).status_code == 303
    assert spoken(nadia, paint, TUE).note == "Too short!"


def test_the_part_that_must_happen_is_typed_with_it(app: Flask, nadia: Person, paint: str) -> None:
    assert paint
    walk = next(
        line.cells[0].key[0] for line in Sheet.of(nadia, MON, EVERY_LABEL).lines
        if line.details.title == "Walk" and line.cells[0]
    )  # fmt: skip
    browser = cast.signed_in(app, "sam")
    assert "It happened, not the hat" in grid(browser, nadia, "mine")
    answer = send(browser, nadia, {cell(walk): "happened yes", cell(walk, TUE): "happened no"}, "mine")
    assert answer.status_code == 303
    assert [spoken(nadia, walk, day).essential for day in (MON, TUE)] == [True, False]


@pytest.mark.parametrize("fields", [{}, {"writer": "Kim"}])
def test_an_empty_sheet_says_so(app: Flask, nadia: Person, paint: str, fields: dict[str, str]) -> None:
    assert paint
    answer = send(cast.signed_in(app, "sam"), nadia, fields)
    assert answer.status_code == 422
    assert "Nothing is filled in yet." in answer.text


def test_somebody_else_has_a_name(app: Flask, nadia: Person, paint: str) -> None:
    answer = send(cast.signed_in(app, "sam"), nadia, {cell(paint): "happened"}, "somebody")
    assert answer.status_code == 422
    assert "Say who wrote it." in answer.text


@pytest.mark.parametrize("whose", ["", "999", "nobody"])
def test_nobody_is_made_up_to_have_written_it(app: Flask, nadia: Person, paint: str, whose: str) -> None:
    before = contents()
    answer = send(cast.signed_in(app, "sam"), nadia, {cell(paint): "happened"}, whose)
    assert answer.status_code == 422
    assert contents() == before


def test_what_was_written_meanwhile_is_pointed_out_and_the_rest_kept(app: Flask, nadia: Person, paint: str) -> None:
    browser = cast.signed_in(app, "sam")
    Mark.record(nadia, paint, MON, 1, author("sam"), labels=EVERY_LABEL)
    before = contents()
    answer = send(browser, nadia, {cell(paint): "happened", cell(paint, TUE): "happened"}, "mine")
    assert answer.status_code == 422
    assert "written down meanwhile" in answer.text
    assert '<option value="happened" selected>' in answer.text
    assert contents() == before


def test_pressing_twice_saves_once(app: Flask, nadia: Person, paint: str) -> None:
    browser = cast.signed_in(app, "sam")
    form = {"id": journal.new_id(), "week": cast.MONDAY.isoformat(), "whose": "mine", cell(paint): "happened",
            cell(paint, TUE): "happened"}  # fmt: skip
    first, again = (browser.post(f"/people/{nadia.id}/sheets", data=form) for _press in range(2))
    assert (first.status_code, again.status_code) == (303, 303)
    assert Event.select().where(Event.kind == "mark").count() == 2
    assert first.headers.getlist("Record-Receipt") == again.headers.getlist("Record-Receipt")


def test_a_sheet_of_many_things_has_one_receipt(app: Flask, nadia: Person, paint: str) -> None:
    press = journal.new_id()
    fields = {"id": press, cell(paint): "happened", cell(paint, TUE): "happened"}
    (receipt,) = send(cast.signed_in(app, "sam"), nadia, fields).headers.getlist("Record-Receipt")
    written = list(Event.select().where(Event.kind == "mark").order_by(Event.seq))
    digest = journal.body_hash({"records": [event.body_sha256 for event in written]})
    epoch = journal.Installation.current().epoch
    assert receipt == f"{press} {digest} {epoch} {written[-1].seq}"


# how it reads


@pytest.mark.parametrize(
    ("whose", "reader", "words"),
    [
        ("somebody", "aled", "Written by Kim, typed by Sam Doyle"),
        ("somebody", "sam", "Written by Kim, typed by you"),
        ("person", "aled", "on their own sheet, typed by Sam Doyle"),
        ("mine", "aled", "Sam Doyle"),
    ],
)
def test_everywhere_it_says_whose_writing_it_was_and_who_typed(
    app: Flask, nadia: Person, paint: str, whose: str, reader: str, words: str
) -> None:
    send(cast.signed_in(app, "sam"), nadia, {cell(paint): "happened", "writer": "Kim"}, whose)
    browser = cast.signed_in(app, reader)
    for path in (
        f"/occurrences/{paint}/{MON}/1", f"/day?day={MON}", f"/summary/records?week={MON}&about=not_asked",
    ):  # fmt: skip
        text = re.sub(r"\s+", " ", browser.get(f"/people/{nadia.id}{path}").text)
        assert words.replace("typed by you", "typed by Sam Doyle") in text or words in text, path
