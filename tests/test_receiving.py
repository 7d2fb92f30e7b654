"""What a phone is answered when it sends what had waited: receipts, problems, places that ended, clocks."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from carelog import arriving, journal
from carelog.access import Look
from carelog.db import database
from carelog.journal import Event, Installation
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.chance_record import ChanceRecord
from carelog.records.extra import Extra
from carelog.records.kept_record import KeptRecord
from carelog.records.mark import Mark
from carelog.witness import Line, begin_epoch
from tests import cast, everywhere, plans
from tests.asking import HTMX, SQLITE
from tests.phone import Phone, Pressed, receipt, told
from tests.recording import LABELS, a_key, waiting
from tests.records.sheets import words
from tests.tables import contents
from tests.visitors import leave

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
YESTERDAY = cast.TODAY - DAY
SANG = {"title": "We sang", "day": cast.TODAY.isoformat(), "note": ""}
AMBULANCE = {"reason": "ill", "note": ""}


@pytest.fixture
def phone(app: Flask) -> Phone:
    """Sam's."""
    return Phone(app, "sam")


@pytest.fixture
def mark(margaret: Person) -> dict[str, Any]:
    """What a tap sends."""
    return {**a_key(margaret.name), "said": "happened"}


def newest() -> Event:
    """What was written last."""
    found: Event = Event.select().order_by(Event.seq.desc()).first()
    return found


def test_what_a_form_would_get_as_a_redirect_a_phone_gets_as_a_receipt_and_an_address(
    phone: Phone, margaret: Person
) -> None:
    pressed = phone.press(margaret, "extras", SANG, ago=3 * HOUR)
    answer, event = phone.send(pressed), newest()
    assert (answer.status_code, answer.data) == (204, b"")
    assert receipt(answer) == event.receipt().header()
    assert answer.headers["Record-Next"] == f"/people/{margaret.id}/day?day={cast.TODAY}"
    assert answer.headers["Record-Person-Seq"] == str(event.person_seq)
    assert (event.id, event.written_at, event.received_at >= cast.NOW) == (pressed.id, pressed.at, True)
    assert (event.flag, event.clock_off) == (None, None)


@SQLITE
def test_htmx_gets_its_fragment_with_the_receipt(phone: Phone, margaret: Person, mark: dict[str, Any]) -> None:
    answer = phone.send_new(margaret, "marks", mark, HX_Request=HTMX["HX-Request"])
    assert answer.status_code == 200
    assert 'class="item' in answer.text
    assert receipt(answer) == newest().receipt().header()
    assert int(answer.headers["Record-Person-Seq"]) == newest().person_seq


@SQLITE
def test_the_next_page_speaks_of_it_only_if_somebody_waits(phone: Phone, margaret: Person) -> None:
    for form, times in (({**SANG, "title": ""}, 0), (SANG, 0), (SANG, 1)):
        phone.send_new(margaret, "extras", form, **({"Record_Attended": "yes"} if times else {}))
    phone.send_new(margaret, "extras", SANG)  # a third one, while "Saved." is still to be said
    assert words(phone.browser.get("/account")).count("Saved.") == 1


@pytest.mark.parametrize("what", ["marks", "visits", "extras", "kept"])
def test_what_comes_again_gets_the_same_receipt_whatever_has_changed(
    phone: Phone, margaret: Person, what: str, mark: dict[str, Any]
) -> None:
    forms = {"marks": mark, "visits": {"items": waiting(margaret.name)}, "extras": SANG, "kept": {"title": ""}}
    pressed = phone.press(margaret, what.replace("kept", "extras"), forms[what])
    first, before = phone.send(pressed), contents()
    assert told(first) == ((202, "kept") if what == "kept" else (204, None))
    assert receipt(phone.send(pressed)) == receipt(first)
    leave(margaret, "sam")
    before = contents()
    with time_machine.travel(cast.NOW + 60 * DAY):
        again = phone.send(pressed)
    assert (told(again), receipt(again)) == (told(first), receipt(first))
    assert contents() == before


def test_everything_of_a_visit_is_written_down_with_one_receipt_also_the_day_after(
    phone: Phone, margaret: Person
) -> None:
    pressed = phone.press(margaret, "visits", {"items": waiting(margaret.name)})
    with time_machine.travel(cast.NOW + DAY):
        answer = phone.send(pressed)
    assert told(answer) == (204, None)
    assert receipt(answer).split()[0] == pressed.id
    assert (newest().kind, newest().on_date, newest().written_at) == ("mark", cast.TODAY, pressed.at)


UNHEARD_OF = (
    ("Record-Id", "the first one"), ("Record-Author", ""), ("Record-Author", "sam"), ("Record-Author", "٣"),
    ("Record-Format", "-1"), ("Record-Format", "9" * 20), ("Record-Written", "yesterday"),
    ("Record-Written", "2026-11-18T10:00:00"), ("Record-Sent", "0001-01-01T00:00:00+14:00"),
    ("Record-Sent", "9999-12-31T23:59:59-14:00"), ("Record-Sent", ""),
)  # fmt: skip


@SQLITE
def test_headers_that_no_phone_sends_are_refused(phone: Phone, margaret: Person) -> None:
    before = contents()
    for header, value in UNHEARD_OF:
        answer = phone.send_new(margaret, "extras", SANG, **{header: value})
        assert told(answer) == (400, "refused"), (header, value)
    assert contents() == before


@SQLITE
def test_what_is_too_big_is_refused_and_what_is_not_signed_in_waits(app: Flask, phone: Phone, margaret: Person) -> None:
    assert told(phone.send_new(margaret, "extras", {**SANG, "note": "x" * 400_000})) == (413, "refused")
    many = {f"{number}-said": "" for number in range(600)}
    assert told(phone.send_new(margaret, "extras", {**SANG, **many})) == (413, "refused")
    assert phone.browser.post(f"/people/{margaret.id}/sheets", data=many).status_code == 422  # it asks for more
    assert not KeptRecord.select().exists()
    phone.browser = app.test_client()
    assert told(phone.send_new(margaret, "extras", SANG)) == (401, None)
    assert "not saved" not in phone.browser.get("/sign-in").text


@SQLITE
def test_a_phone_in_somebodys_hands_keeps_its_records(phone: Phone, margaret: Person) -> None:
    session = cast.session_of(phone.browser)
    session.handed_to = margaret.id
    session.save()
    assert told(phone.send_new(margaret, "extras", SANG)) == (403, None)


@SQLITE
def test_nobody_sends_what_somebody_else_wrote(app: Flask, phone: Phone, margaret: Person) -> None:
    pressed, before = phone.press(margaret, "extras", SANG), contents()
    phone.browser = cast.signed_in(app, "aled")
    assert told(phone.send(pressed)) == (409, "author")
    assert contents() == before


@SQLITE
def test_an_answer_in_the_background_takes_no_word_from_the_page_that_comes_next(app: Flask, margaret: Person) -> None:
    helen = Phone(app, "helen")
    with helen.browser.session_transaction() as cookie:
        cookie.permanent = True
    background = helen.send_new(margaret, "extras", SANG, Sec_Fetch_Mode="cors")  # with the cookie of before
    assert (told(background), "Set-Cookie" in background.headers) == ((204, None), False)
    assert "Set-Cookie" not in helen.browser.get("/phone", headers={"Sec-Fetch-Mode": "cors"}).headers
    assert "Set-Cookie" in helen.send_new(margaret, "extras", SANG, Record_Attended="yes").headers
    assert "Set-Cookie" in helen.browser.get("/people").headers, "signed in for longer"


# after a place has ended


def test_what_was_written_before_a_place_ended_is_taken_for_thirty_days_and_shows_nothing(
    phone: Phone, margaret: Person, mark: dict[str, Any]
) -> None:
    pressed, other = phone.press(margaret, "marks", mark), phone.press(margaret, "extras", SANG)
    with time_machine.travel(cast.NOW + HOUR):
        leave(margaret, "sam")
    looked = Look.select().count()
    with time_machine.travel(cast.NOW + 29 * DAY):
        answer = phone.send(pressed, **HTMX, Record_Attended="yes")
    assert (told(answer), answer.data, set(answer.headers.keys()) & {"Record-Next", "Record-Person-Seq"}) == (
        (204, None), b"", set(),
    )  # fmt: skip
    assert (newest().id, newest().flag, newest().role) == (pressed.id, "late", "worker")
    assert Look.select().count() == looked
    with time_machine.travel(cast.NOW + 31 * DAY):
        assert told(phone.send(other)) == (404, "refused")


@SQLITE
def test_what_was_written_after_a_place_ended_or_never_had_one_is_refused(
    app: Flask, phone: Phone, margaret: Person
) -> None:
    pressed = phone.press(margaret, "extras", SANG)
    with time_machine.travel(cast.NOW - HOUR):
        leave(margaret, "sam")
    before = contents()
    assert told(phone.send(pressed)) == (404, "refused")
    assert told(Phone(app, "dev").send_new(margaret, "extras", SANG)) == (404, "refused")
    assert contents() == before


def test_an_ally_is_judged_by_what_was_shared_when_they_wrote(app: Flask, margaret: Person) -> None:
    helen, hers = Phone(app, "helen"), plans.author("margaret", "self")
    pressed = helen.press(margaret, "extras", SANG)
    ally = Membership.get((Membership.person == margaret) & (Membership.user == helen.user))
    with time_machine.travel(cast.NOW + HOUR):
        Sharing.decide(ally, "my_week", hers, shared=False)
        assert told(helen.send(pressed)) == (204, None)
        assert newest().flag == "late"
        assert told(helen.send_new(margaret, "extras", SANG)) == (403, "refused")


@SQLITE
def test_what_is_kept_of_a_late_record_shows_nothing_either(phone: Phone, margaret: Person) -> None:
    pressed = phone.press(margaret, "extras", {**SANG, "title": ""})
    with time_machine.travel(cast.NOW + HOUR):
        leave(margaret, "sam")
        answer = phone.send(pressed, Record_Attended="yes")
    assert (told(answer), answer.data, newest().flag) == ((202, "kept"), b"", "late")


# what cannot be written down as it is


def test_what_breaks_a_rule_is_kept_and_with_its_author_waiting_comes_back(phone: Phone, margaret: Person) -> None:
    before = contents()
    answer = phone.send_new(margaret, "extras", {**SANG, "title": ""}, Record_Attended="yes")
    assert told(answer) == (422, "change")
    assert "Say what it was." in answer.text
    assert contents() == before
    pressed = phone.press(margaret, "extras", {**SANG, "title": ""})
    assert told(phone.send(pressed)) == (202, "kept")
    assert receipt(phone.send(pressed)) == newest().receipt().header()
    kept = KeptRecord.get()
    assert (kept.of_kind, kept.problem, kept.advice) == ("extra", "change", "Say what it was.")
    assert Extra.select().count() == 0


def test_other_words_under_an_id_that_is_taken_are_kept_beside_it(phone: Phone, margaret: Person) -> None:
    first = phone.press(margaret, "extras", SANG)
    phone.send(first)
    other = Pressed(first.path, {**first.form, "title": "We danced"}, first.at, first.id)
    answer = phone.send(other, Record_Attended="yes")
    assert told(answer) == (202, "kept")
    assert (receipt(answer).split()[0], newest().kind, newest().id != first.id) == (first.id, "kept", True)
    assert receipt(phone.send(other)) == receipt(answer)
    assert receipt(phone.send(first)).split()[1] == Event.get(Event.id == first.id).body_sha256
    assert [extra.title for extra in Extra.select()] == ["We sang"]


@SQLITE
def test_a_format_that_nobody_reads_is_kept_and_an_old_one_is_read_for_180_days(
    phone: Phone, margaret: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(phone.send_new(margaret, "extras", SANG, Record_Format="7")) == (202, "kept")
    assert (KeptRecord.get().problem, newest().format) == ("format", 7)
    monkeypatch.setitem(arriving.FORMATS, 1, cast.TODAY - 180 * DAY)
    assert told(phone.send_new(margaret, "extras", SANG)) == (204, None)
    monkeypatch.setitem(arriving.FORMATS, 1, cast.TODAY - 181 * DAY)
    assert told(phone.send_new(margaret, "extras", SANG)) == (202, "kept")


def test_what_an_older_version_wrote_is_read_as_the_newest_writes_it_and_kept_as_it_came(
    phone: Phone, margaret: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "FORMATS", {1: cast.TODAY - DAY, 2: cast.TODAY, 3: None})
    renamed = {"song": "name", "name": "title"}  # by each of the two that came after it

    def upgrade(_kind: str, fields: arriving.Fields) -> arriving.Fields:
        return [(renamed.get(name, name), value) for name, value in fields]

    monkeypatch.setattr(arriving, "UPGRADES", {1: upgrade, 2: upgrade})
    old = {**SANG, "song": SANG["title"]}
    del old["title"]
    assert told(phone.send_new(margaret, "extras", old)) == (204, None)
    assert [(extra.title, extra.event.format) for extra in Extra.select()] == [("We sang", 1)]
    assert told(phone.send_new(margaret, "extras", {**old, "day": ""})) == (202, "kept")
    assert ["song", "We sang"] in json.loads(KeptRecord.get().fields)


def test_no_kind_of_record_is_merely_refused(app: Flask) -> None:
    places = everywhere.spent_places(app)
    ways = {way.endpoint: way for way in everywhere.WAYS if way.endpoint in arriving.KINDS}
    assert ways.keys() == arriving.KINDS.keys()
    phones = {name: Phone(app, name) for name in ("sam", "margaret")}
    wrong = {
        endpoint: answer
        for endpoint, way in ways.items()
        for phone in [phones["sam" if "worker" in way.allowed else "margaret"]]
        for answer in [told(phone.send(Pressed(way.path.format(**places), {"id": "nothing"})))]
        if answer != (202, "kept")
    }
    assert wrong == {}


# clocks


@SQLITE
def test_a_clock_that_is_off_is_said_and_put_right(app: Flask, margaret: Person) -> None:
    for ahead in (3 * DAY, -3 * DAY, timedelta(minutes=11)):
        phone = Phone(app, "sam", ahead)
        pressed = phone.press(margaret, "extras", SANG, ago=2 * HOUR)
        phone.send(pressed)
        event = newest()
        assert event.clock_off == ahead.total_seconds()
        assert abs(event.written_at - (cast.NOW - 2 * HOUR)) < timedelta(minutes=1)
        assert abs(event.written_at + timedelta(seconds=event.clock_off) - pressed.at) < timedelta(seconds=1)


@SQLITE
def test_a_clock_that_is_off_a_little_is_believed_but_nothing_is_written_later_than_now(
    app: Flask, margaret: Person
) -> None:
    Phone(app, "sam", timedelta(minutes=9)).send_new(margaret, "extras", SANG)
    assert (newest().clock_off, newest().written_at <= newest().received_at) == (None, True)


def test_a_clock_that_was_never_set_does_no_harm(app: Flask, margaret: Person) -> None:
    for at in (datetime(1970, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)):
        assert told(Phone(app, "sam", at - cast.NOW).send_new(margaret, "extras", SANG)) == (204, None)


@SQLITE
def test_the_chances_page_says_whose_clock_was_off_and_what_came_late(
    app: Flask, margaret: Person, mark: dict[str, Any]
) -> None:
    phone = Phone(app, "sam", 3 * HOUR)
    former = Installation.current().epoch
    begin_epoch("tried", Line("of-a-lost-copy", 7))
    for epoch, flag in ((former, "recovered"), ("of-a-lost-copy", "recovered"), ("never-heard-of", None)):
        phone.send_new(margaret, "extras", SANG, Record_Recovered=epoch)
        assert newest().flag == flag
    phone.send_new(margaret, "marks", mark, Record_Recovered=former)
    key = f"{mark['item']}/{mark['day']}/{mark['number']}"
    page = cast.signed_in(app, "aled").get(f"/people/{margaret.id}/occurrences/{key}").text
    said = re.sub(r"\s+", " ", page)
    assert "sent again after a restore · this phone’s clock was 3 hours ahead" in said


DAYS = (
    (datetime(2026, 11, 18, 0, 30, tzinfo=UTC), date(2026, 11, 18)),
    (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),  # summer time, half past midnight
    (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),  # winter time
)


@SQLITE
def test_what_has_come_is_judged_by_the_teams_day_when_it_was_written(phone: Phone, margaret: Person) -> None:
    for pressed, here in DAYS:
        for day, answer in ((here, (204, None)), (here + DAY, (202, "kept"))):
            at = Pressed(f"/people/{margaret.id}/extras", {**SANG, "day": day.isoformat()}, pressed)
            assert told(phone.send(at)) == answer, (pressed, day)


# an undo, and what it takes back


def undoing(kind: str, key: dict[str, Any]) -> tuple[str, dict[str, Any], str, dict[str, Any]]:
    """Where a record goes, what it says; where its undo goes, and what that says beside the record's id."""
    extra = {**SANG, "title": "We sang"}
    asked = {"move-new_day": (YESTERDAY - DAY).isoformat(), "move-part": "evening", "move-asked": "person"}
    of_move = {**{f"move-{name}": value for name, value in key.items()}, **asked}
    return {
        "mark": ("marks", {**key, "said": "happened"}, "withdrawals", key),
        "move": ("moves", of_move, "moves/withdrawals", key),
        "extra": ("extras", extra, "extras/withdrawals", {}),
        "log": ("logs", {"did": "Sang.", "day": SANG["day"], "language": "en"}, "logs/withdrawals", {}),
        "note": ("visit-notes", {"note": "Sing.", "until": SANG["day"]}, "visit-notes/withdrawals", {}),
        "good": ("good-for-me", {**key, "answer": "yes"}, "good-for-me/withdrawals", {**key, "answer": "yes"}),
    }[kind]


PAGES = ("/day", "/week", "/visit", "/learning", "/visit-notes")


@pytest.mark.parametrize("kind", ["mark", "move", "extra", "log", "note", "good"])
def test_it_makes_no_difference_whether_an_undo_comes_before_or_after(
    app: Flask, margaret: Person, kind: str, mark: dict[str, Any]
) -> None:
    who = "margaret" if kind == "good" else "sam"
    key = {name: mark[name] for name in ("item", "day", "number")}
    what, form, undo, more = undoing(kind, key)
    shown = []
    for turned in (False, True):
        with database.atomic() as put_back:
            phone, reader = Phone(app, who), cast.signed_in(app, "aled")
            record = phone.press(margaret, what, form, ago=HOUR)
            back = phone.press(margaret, undo, {**more, "mark": record.id})
            sent = (back, record) if turned else (record, back)
            assert [told(phone.send(one)) for one in (*sent, *sent)] == [(204, None)] * 4
            assert not Event.standing().where(Event.id == record.id).exists()
            before = contents()
            once_more = phone.press(margaret, undo, {**more, "mark": record.id})
            assert receipt(phone.send(once_more)).split() == [once_more.id, *receipt(phone.send(back)).split()[1:]]
            assert contents() == before
            assert not Event.select().where(Event.kind == "kept").exists()
            paths = [*PAGES, f"/occurrences/{mark['item']}/{mark['day']}/1"]
            shown.append([words(reader.get(f"/people/{margaret.id}{path}")) for path in paths])
            if kind == "log":
                assert "took this back" in reader.get(f"/people/{margaret.id}/logs/{record.id}").text
            put_back.rollback()
    assert shown[0] == shown[1]


@SQLITE
def test_an_undo_that_does_not_say_enough_is_kept_and_one_without_a_phone_is_refused(
    phone: Phone, margaret: Person
) -> None:
    undo = {"mark": journal.new_id()}
    assert told(phone.send_new(margaret, "withdrawals", undo)) == (202, "kept")
    assert KeptRecord.get().problem == "gone"
    key = a_key(margaret.name)
    assert phone.browser.post(f"/people/{margaret.id}/withdrawals", data={**undo, **key}).status_code == 422


@SQLITE
def test_an_undo_that_comes_first_takes_back_nothing_that_was_said_on_a_phone_handed_over(
    phone: Phone, margaret: Person, mark: dict[str, Any]
) -> None:
    by_hand = replace(plans.author("sam"), voice=journal.HANDED_OVER)
    said = Mark.record(margaret, mark["item"], YESTERDAY, 1, by_hand, labels=LABELS)
    key = {name: mark[name] for name in ("item", "day", "number")}
    for voice, kept in (("handed_over", "own"), ("settled", "settled"), ("on_paper", "own")):
        phone.send_new(margaret, "withdrawals", {**key, "mark": journal.new_id(), "voice": voice})
        assert (newest().kind, newest().voice) == ("mark", kept)
    record = ChanceRecord.of(margaret, (mark["item"], YESTERDAY, 1), LABELS)
    assert record is not None
    assert said.id in {one.word.id for one in record.standing}
