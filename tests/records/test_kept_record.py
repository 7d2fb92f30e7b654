"""What came from a phone and somebody needs to look at: who reads it, and how it is settled."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.access import Look
from carelog.journal import Event
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records import kept_record
from carelog.records.extra import Extra
from carelog.records.kept_record import KeptRecord, KeptSettlement
from carelog.records.photo_consent import THE_TEAM
from carelog.weeks.known_items import known_items
from tests import cast, photos, plans, visitors
from tests.asking import SQLITE
from tests.phone import Phone, told
from tests.recording import a_key
from tests.records.sheets import words
from tests.tables import asked

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOMORROW = cast.TODAY + DAY
SINGS = {"title": "We sing", "day": TOMORROW.isoformat(), "note": "A song of <b>hers</b>"}


@pytest.fixture
def phone(app: Flask) -> Phone:
    """Sam's."""
    return Phone(app, "sam")


def keep(phone: Phone, person: Person, what: str = "extras", form: dict[str, Any] | None = None) -> str:
    """The address of what the server keeps when that phone sends it."""
    assert told(phone.send_new(person, what, form or SINGS)) == (202, "kept")
    seq = Event.select(Event.seq).order_by(Event.seq.desc()).limit(1).scalar()
    return f"/kept/{seq}"


def settle(browser: FlaskClient, where: str, what: str = "records", **form: str) -> int:
    """Press a button of that page."""
    return browser.post(f"{where}/{what}", data=form).status_code


def test_its_author_reads_it_as_they_wrote_it_and_why_it_is_there(phone: Phone, margaret: Person) -> None:
    assert "Nothing waits here" in phone.browser.get("/kept").text
    assert "could not be written down" not in phone.browser.get("/account").text
    keep(phone, margaret, "marks", {**a_key(margaret.name, -1), "said": "happened"})
    keep(phone, margaret)
    page = words(phone.browser.get("/kept"))
    assert "What happened , Margaret Hughes You, Wed 18 Nov, 10:00 That day had not come yet when it was" in page
    assert "What was said It happened" in page
    assert "Note A song of &lt;b&gt;hers&lt;/b&gt;" in page
    assert "Somebody needs to look at 2 records" in words(phone.browser.get("/account"))


def test_what_was_said_of_a_day_to_come_counts_once_the_day_is_there_and_it_is_said_again(
    phone: Phone, margaret: Person
) -> None:
    where = keep(phone, margaret)
    assert settle(phone.browser, where) == 422
    with time_machine.travel(cast.NOW + DAY):
        assert [settle(phone.browser, where) for _press in range(2)] == [303, 303]
        extra = Extra.get()
        assert (extra.title, extra.event.on_date, extra.event.author_id) == ("We sing", TOMORROW, phone.user.id)
        assert extra.event.written_at > cast.NOW + DAY - HOUR
        assert KeptSettlement.get().written == extra.event.id
        assert "Nothing waits here" in phone.browser.get("/kept").text


def test_another_day_can_be_said_and_it_was_written_when_it_was(phone: Phone, margaret: Person) -> None:
    key = a_key(margaret.name, -1)
    where = keep(phone, margaret, "marks", {**key, "said": "happened", "page_day": key["day"]})
    kept = Event.get(Event.kind == "kept")
    with time_machine.travel(cast.NOW + 3 * HOUR):
        assert settle(phone.browser, where, day="yesterday") == 422
        assert settle(phone.browser, where, day=cast.TODAY.isoformat()) == 303
    mark = Event.get(Event.kind == "mark")
    assert (mark.on_date, mark.written_at) == (cast.TODAY, kept.written_at)


def test_without_it_is_settled_with_a_reason_by_its_author_or_whoever_coordinates(
    app: Flask, phone: Phone, margaret: Person
) -> None:
    aled = cast.signed_in(app, "aled")
    for browser in (phone.browser, aled):
        where = keep(phone, margaret)
        assert settle(browser, where, "settlements", why=" ") == 422
        assert settle(browser, where, "settlements", why="Pressed by mistake") == 303
        assert "Nothing waits here" in browser.get("/kept").text
    assert {(one.event.role, one.why) for one in KeptSettlement.select()} == {
        ("worker", "Pressed by mistake"), ("coordinator", "Pressed by mistake"),
    }  # fmt: skip
    assert (KeptRecord.select().count(), Extra.select().count()) == (2, 0)


def test_nobody_reads_it_but_its_author_and_the_persons_coordinator(app: Flask, phone: Phone, margaret: Person) -> None:
    where = keep(phone, margaret)
    readers = {name: cast.signed_in(app, name) for name in ("sam", "aled", "grace", "margaret", "ruth", "priya")}
    assert {name for name, browser in readers.items() if "We sing" in browser.get("/kept").text} == {"sam", "aled"}
    assert {name for name, browser in readers.items() if settle(browser, where) != 404} == {"sam"}
    assert [look.section for look in Look.of(margaret).where(Look.user == cast.user("aled"))] == ["kept"]


def test_whose_place_there_ended_settles_their_own_words_and_sees_nothing_else(
    app: Flask, phone: Phone, margaret: Person
) -> None:
    marked = keep(phone, margaret, "marks", {**a_key(margaret.name, -1), "said": "happened"})
    left, written, old = keep(phone, margaret), keep(phone, margaret), keep(phone, margaret)
    others = keep(Phone(app, "aled"), margaret, form={**SINGS, "title": "We dance"})
    title = next(item.title for item in known_items(margaret, TOMORROW) if item.id == a_key(margaret.name)["item"])
    assert title in phone.browser.get("/kept").text
    looked = Look.select().count()
    with time_machine.travel(cast.NOW + HOUR):
        Membership.get((Membership.user == phone.user) & (Membership.person == margaret)).end(plans.author("aled"))
    with time_machine.travel(cast.NOW + 29 * DAY):
        page = phone.browser.get("/kept").text
        assert "You do not belong around Margaret Hughes any more." in page
        assert (page.count("We sing"), "We dance" in page, title in page, f"/people/{margaret.id}" in page) == (
            3, False, False, False,
        )  # fmt: skip
        assert settle(phone.browser, left, "settlements", why="Pressed by mistake") == 303
        assert settle(phone.browser, written, day=cast.TODAY.isoformat()) == 303
        assert settle(phone.browser, others, "settlements", why="Not needed") == 404
    with time_machine.travel(cast.NOW + 31 * DAY):
        assert settle(phone.browser, old, day=cast.TODAY.isoformat()) == 422
        assert settle(phone.browser, marked, "settlements", why="It was another day") == 303
    assert (Extra.get().title, Extra.get().event.flag, Extra.select().count()) == ("We sing", "late", 1)
    assert {one.event.role for one in KeptSettlement.select()} == {"worker"}
    assert Look.select().count() == looked


@SQLITE
def test_of_a_worry_that_needs_a_person_nobody_whom_it_names_reads(app: Flask, phone: Phone, margaret: Person) -> None:
    visitors.work("another", "coordinator")
    aled = cast.user("aled").id
    worry = {"seen": "A bruise on the arm", "safe_now": "perhaps", "named": str(aled)}
    where = keep(phone, margaret, "worries", worry)
    readers = {name: cast.signed_in(app, name) for name in ("sam", "aled", "another", "ruth", "margaret")}
    reading = {name for name, browser in readers.items() if "A bruise" in browser.get("/kept").text}
    assert reading == {"sam", "another", "ruth"}
    assert settle(readers["aled"], where, "settlements", why="No") == 404
    assert not Look.of(margaret).where(Look.section.contains("kept")).exists()


def test_the_photos_of_a_log_that_was_kept_go_with_what_it_is_written_down_as(phone: Phone, margaret: Person) -> None:
    photos.says_yes(margaret, THE_TEAM, plans.author("aled"))
    log = phone.press(margaret, "logs", {"did": "Sang.", "day": TOMORROW.isoformat(), "language": "en"})
    kept, later = (phone.press(margaret, "photos", {}) for _number in range(2))
    for number, photo in enumerate((kept, later), 1):
        photo.form = photos.fields(photo.id, log.id, photos.a_picture(), number)
        photos.part(phone.browser, photo.id, 0, photos.a_picture())
    assert [told(phone.send(one)) for one in (log, kept)] == [(202, "kept")] * 2
    first, second = (f"/kept/{event.seq}" for event in Event.select().where(Event.kind == "kept").order_by(Event.seq))
    with time_machine.travel(cast.NOW + DAY):
        assert [settle(phone.browser, where) for where in (second, first, second)] == [422, 303, 303]
        assert [told(phone.send(later)) for _again in range(2)] == [(204, None)] * 2
        page = phone.browser.get(f"/people/{margaret.id}/logs/{KeptSettlement.get().written}").text
    assert ("Photo 1 of 2" in page, "Photo 2 of 2" in page) == (True, True)


@SQLITE
def test_an_undo_that_came_first_is_done_when_its_author_says_so(phone: Phone, margaret: Person) -> None:
    mark = phone.press(margaret, "marks", {**a_key(margaret.name), "said": "happened"})
    where = keep(phone, margaret, "withdrawals", {"mark": mark.id})
    assert settle(phone.browser, where) == 422
    phone.send(mark)
    assert settle(phone.browser, where) == 303
    assert not Event.standing().where(Event.id == mark.id).exists()


@SQLITE
def test_what_is_written_down_from_there_was_seen_to_come_from_that_phone(app: Flask, margaret: Person) -> None:
    phone = Phone(app, "sam", 3 * HOUR)
    where = keep(phone, margaret)
    assert "this phone’s clock was 3 hours ahead" in re.sub(r"\s+", " ", phone.browser.get("/kept").text)
    settle(phone.browser, where, day=cast.TODAY.isoformat())
    assert abs((Extra.get().event.clock_off or 0) - 3 * HOUR.total_seconds()) <= 1


def test_many_of_one_author_keep_nothing_of_the_others_back(
    app: Flask, phone: Phone, margaret: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_record, "PAGE", 3)
    monkeypatch.setattr(kept_record, "FIRST", 2)
    monkeypatch.setattr(kept_record, "MOST_OPEN", 6)
    flood = [keep(phone, margaret, form={**SINGS, "note": f"Flood {number}"}) for number in range(6)]
    more = phone.press(margaret, "extras", {**SINGS, "note": "Flood 6"})
    assert told(phone.send(more)) == (429, None)
    theirs = keep(Phone(app, "grace"), margaret, form={**SINGS, "note": "Hers"})
    aled = cast.signed_in(app, "aled")
    pages = [re.findall(r"Flood \d|Hers", aled.get(f"/kept?page={page}").text) for page in (1, 2, 3, 4)]
    assert pages == [["Flood 0", "Flood 1", "Hers"], ["Flood 2", "Flood 3", "Flood 4"], ["Flood 5"], []]
    assert "Somebody needs to look at 7 records" in words(aled.get("/account"))
    assert "page=2" in aled.get("/kept").text
    first, last = flood[0], flood[-1]
    unsaid = aled.post(f"{last}/settlements")
    assert (unsaid.status_code, "Say why it is not needed." in unsaid.text, "Flood 5" in unsaid.text) == (
        422,
        True,
        True,
    )
    assert settle(aled, theirs, "settlements", why="Read") == 303
    assert settle(phone.browser, first, "settlements", why="Pressed by mistake") == 303
    assert told(phone.send(more)) == (202, "kept")


def test_a_step_about_a_worry_that_never_came_is_read_by_leads_whom_it_does_not_name(
    app: Flask, phone: Phone, margaret: Person
) -> None:
    lost, kept_worry = journal.new_id(), phone.press(
        margaret, "worries", {"seen": "A bruise", "safe_now": "perhaps", "named": str(cast.user("aled").id)}
    )  # fmt: skip
    assert told(phone.send(kept_worry)) == (202, "kept")
    told_now = phone.press(
        margaret, "worries", {"seen": "A cut", "safe_now": "yes", "named": str(cast.user("ruth").id)}
    )
    phone.send(told_now)
    for about, said in ((lost, "Lost"), (kept_worry.id, "Kept"), (told_now.id, "Told")):
        form = {"added-words": said, "added-id": "no id", "added-step": "unheard"}
        answer = phone.send_new(margaret, f"worries/{about}/steps", form, Record_Format="9")
        assert told(answer) == (202, "kept")
    readers = {name: cast.signed_in(app, name).get("/kept").text for name in ("sam", "aled", "ruth", "grace", "priya")}
    reading = {
        name: {said for said in ("Lost", "Kept", "Told") if f">{said}<" in page} for name, page in readers.items()
    }
    assert reading == {
        "sam": {"Lost", "Kept", "Told"}, "aled": {"Lost", "Told"}, "ruth": {"Lost", "Kept"}, "grace": set(),
        "priya": set(),
    }  # fmt: skip


@SQLITE
def test_how_many_wait_is_known_without_reading_their_words_and_of_a_long_one_the_beginning_is_shown(
    phone: Phone, margaret: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(phone, margaret, form={**SINGS, **{f"note-{number}": "la" * 200 for number in range(60)}})
    with asked(monkeypatch) as statements:
        phone.browser.get("/account")
    assert any("kept_record" in statement for statement in statements)
    assert not [statement for statement in statements if '"fields"' in statement.partition(" FROM ")[0]]
    page = phone.browser.get("/kept").text
    assert (page.count("la" * 200), "and 35 more" in page) == (24, True)


@SQLITE
def test_to_whom_nothing_is_shared_no_thing_is_named(app: Flask, margaret: Person) -> None:
    key = a_key(margaret.name)
    title = next(item.title for item in known_items(margaret, cast.TODAY) if item.id == key["item"])
    for username, sections in (("knows-nothing", ["photos"]), ("knows-the-week", ["my_week"])):
        visitors.share(visitors.belong(username, "ally"), sections)
        ally = Phone(app, username)
        keep(ally, margaret, "worries", {"item": key["item"], "seen": ""})
        assert (title in ally.browser.get("/kept").text) == (username == "knows-the-week")


def test_a_photo_that_is_kept_is_seen_by_who_reads_it_as_long_as_the_person_says_yes(
    app: Flask, phone: Phone, margaret: Person
) -> None:
    by_sam, early = plans.author("sam", "worker"), phone.press(margaret, "photos", {})  # before the words it belongs to
    photos.says_yes(margaret, THE_TEAM, by_sam)
    early.form = photos.fields(early.id, journal.new_id(), photos.a_picture())
    photos.part(phone.browser, early.id, 0, photos.a_picture())
    assert told(phone.send(early)) == (202, "kept")
    where = f"/kept/{KeptRecord.get().seq}/photo"
    readers = {name: cast.signed_in(app, name) for name in ("sam", "aled", "grace", "ruth")}
    answers = {name: browser.get(where) for name, browser in readers.items()}
    assert {name for name, answer in answers.items() if answer.status_code == 200} == {"sam", "aled"}
    assert (answers["aled"].mimetype, answers["aled"].headers["Cache-Control"]) == ("image/jpeg", "no-store")
    assert where in readers["aled"].get("/kept").text
    photos.says_yes(margaret, THE_TEAM, by_sam, yes=False)
    for name in ("sam", "aled"):
        assert "The photo, 1 KB, is not shown: Margaret Hughes has not said yes to photos." in words(
            readers[name].get("/kept")
        )
        assert readers[name].get(where).status_code == 404
