"""The bytes of a photo on their way: they go on where they stopped, are nobody else's, and never too many."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.journal import Author
from carelog.people.person import Person
from carelog.records import photo_parts
from carelog.records.kept_record import KeptRecord, KeptSettlement
from carelog.records.photo_consent import THE_TEAM
from carelog.records.photo_parts import KEEPS, LARGEST_PART, PhotoPart
from carelog.records.photo_pixels import LARGEST_FILE
from tests import cast, photos
from tests.asking import SQLITE
from tests.phone import Phone, told
from tests.recording import a_log

ID = journal.new_id()
EMPTY, HALF = {"has": 0, "written": False}, {"has": 3, "written": False}


def test_they_go_on_where_they_stopped(sam: FlaskClient, by_sam: Author) -> None:
    assert sam.get(f"/phone/parts/{ID}").json == EMPTY
    assert photos.part(sam, ID, 0, b"abc").json == HALF
    for begins in (0, 2, 4):
        answer = photos.part(sam, ID, begins, b"def")
        assert (answer.status_code, answer.json) == (409, HALF)
    assert photos.part(sam, ID, 3, b"def").json == {"has": 6, "written": False}
    assert sam.get(f"/phone/parts/{ID}").json == {"has": 6, "written": False}
    assert PhotoPart.whole(by_sam.user_id or 0, ID) == b"abcdef"


def test_they_are_nobody_elses(app: Flask, sam: FlaskClient) -> None:
    photos.part(sam, ID, 0, b"abc")
    grace = cast.signed_in(app, "grace")
    assert grace.get(f"/phone/parts/{ID}").json == EMPTY
    assert photos.part(grace, ID, 3, b"def").status_code == 409
    assert photos.part(grace, ID, 0, b"xyz").json == HALF
    assert PhotoPart.whole(cast.user("sam").id, ID) == b"abc"
    assert photos.part(app.test_client(), ID, 0, b"abc").status_code == 401


@SQLITE
@pytest.mark.parametrize("begins", ["", "-1", "x", "1e3", "٣", "9" * 10])
def test_a_part_says_where_it_begins(sam: FlaskClient, begins: str) -> None:
    headers = {"Part-From": begins.encode().decode("latin-1"), "Content-Type": "application/octet-stream"}
    assert sam.patch(f"/phone/parts/{ID}", data=b"abc", headers=headers).status_code == 400
    assert sam.get(f"/phone/parts/{ID}").json == EMPTY


def test_there_are_bounds(sam: FlaskClient, by_sam: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    assert photos.part(sam, ID, 0, b"").status_code == 400
    assert photos.part(sam, ID, 0, b"x" * (LARGEST_PART + 1)).status_code == 413
    assert photos.part(sam, ID, 0, b"x" * LARGEST_PART).status_code == 200
    PhotoPart.update(ends=LARGEST_FILE - 1).execute()
    assert photos.part(sam, ID, LARGEST_FILE - 1, b"xx").status_code == 413
    assert photos.part(sam, ID, LARGEST_FILE - 1, b"x").status_code == 200
    monkeypatch.setattr(photo_parts, "MOST_OF_ONE_AUTHOR", LARGEST_FILE + 2)
    other = journal.new_id()
    assert photos.part(sam, other, 0, b"abc").status_code == 413
    assert photos.part(sam, other, 0, b"ab").status_code == 200
    assert PhotoPart.has(by_sam.user_id or 0, other) == 2


def test_of_what_is_written_down_nothing_more_is_taken(sam: FlaskClient, by_sam: Author, margaret: Person) -> None:
    log = a_log(margaret.name, by_sam)
    photos.says_yes(margaret, THE_TEAM, by_sam)
    record = photos.on_its_way(by_sam, log)
    assert sam.post(f"/people/{margaret.id}/photos", data=record).status_code == 303
    done = {"has": 0, "written": True}
    assert sam.get(f"/phone/parts/{record['id']}").json == done
    answer = photos.part(sam, record["id"], 0, b"abc")
    assert (answer.status_code, answer.json) == (409, done)


def test_what_no_record_came_for_goes_after_sixty_days_unless_a_person_has_to_look_at_it(
    app: Flask, sam: FlaskClient, by_sam: Author, margaret: Person
) -> None:
    phone, picture = Phone(app, "sam"), photos.a_picture()
    kept = phone.press(margaret, "photos", {})
    kept.form = photos.fields(kept.id, journal.new_id(), picture)
    photos.part(sam, kept.id, 0, picture)
    photos.part(sam, ID, 0, b"abc")
    assert told(phone.send(kept)) == (202, "kept")
    here = by_sam.user_id or 0
    with time_machine.travel(cast.NOW + KEEPS + timedelta(minutes=1)):
        PhotoPart.add(here, journal.new_id(), 0, b"abc")
        assert (PhotoPart.has(here, ID), PhotoPart.has(here, kept.id)) == (0, len(picture))
        waits = KeptRecord.get().seq
        KeptSettlement.create(event=waits, about=waits, written="", why="It was nothing.")
        PhotoPart.add(here, journal.new_id(), 0, b"abc")
        assert PhotoPart.has(here, kept.id) == 0
