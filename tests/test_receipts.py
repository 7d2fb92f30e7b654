"""Who writes something down is given the receipt of every record that was made of it."""

import pytest
from flask import Flask

from carelog.journal import Event, Installation
from tests import cast, visitors
from tests.everywhere import WAYS, Way, author, good_form, open_places
from tests.recording import own_records

RECORDING = [
    way for way in WAYS
    if way.method == "POST" and way.endpoint.partition(".")[0] in ("records", "time_away", "missed_visits")
]  # fmt: skip


@pytest.mark.parametrize("way", RECORDING, ids=str)
def test_the_answer_has_a_receipt_for_each_record(app: Flask, way: Way) -> None:
    role = "worker"
    username = visitors.OF_THE_CAST[role]
    places, own = open_places(app), own_records(cast.MARGARET, author(username, role))
    form, before = good_form(way.endpoint, places, cast.MARGARET, own), newest()
    answer = cast.signed_in(app, username).post(way.path.format(**places), data=form)
    written = Event.select().where(Event.seq > before).order_by(Event.seq)
    receipts = answer.headers.getlist("Record-Receipt")
    assert receipts == [
        f"{event.id} {event.body_sha256} {Installation.current().epoch} {event.seq}" for event in written
    ]
    assert receipts


def newest() -> int:
    """The number of the last event."""
    return int(Event.select(Event.seq).order_by(Event.seq.desc()).limit(1).scalar())
