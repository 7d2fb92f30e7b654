"""Who writes something down is given the receipt of every record that was made of it."""

import pytest
from flask import Flask

from carelog.journal import Event, Installation, body_hash
from tests import cast, visitors
from tests.everywhere import WAYS, Way, author, good_form, open_places
from tests.recording import own_records
from tests.reviews import reviewing

# A picture for the plan, for the details; a draft: no record. And what writes beside its record what it is about.
CHOOSES = {
    "records.item_photo", "records.person_photo", "three_months.create_draft", "three_months.week",
    "three_months.words",
}  # fmt: skip
ROOMS = ("records", "time_away", "missed_visits", "visits", "conversations", "actions", "questions", "three_months")
RECORDING = [
    way for way in WAYS
    if way.method == "POST" and way.endpoint.partition(".")[0] in ROOMS
    and way.endpoint not in CHOOSES
]  # fmt: skip
# One press writes many, under its id.
TOGETHER = {
    "records.create_sheet", "missed_visits.create", "visits.create", "conversations.invitations",
    "conversations.create_days",
}  # fmt: skip


@pytest.mark.parametrize("way", RECORDING, ids=str)
def test_the_answer_has_a_receipt_for_each_record(app: Flask, way: Way) -> None:
    role = next(role for role in ("worker", "self", "manager", "coordinator") if role in way.allowed)
    username = visitors.OF_THE_CAST[role]
    places, own = open_places(app), own_records(cast.MARGARET, author(username, role))
    places |= reviewing.make_room(way.endpoint, cast.person(cast.MARGARET))
    form, before = good_form(way.endpoint, places, cast.MARGARET, own), newest()
    answer = cast.signed_in(app, username).post(way.path.format(**places), data=form)
    written = Event.select().where(Event.seq > before).order_by(Event.seq)
    assert answer.headers.getlist("Record-Receipt") == receipts_of(way, str(form.get("id")), list(written))
    assert written


def receipts_of(way: Way, press: str, written: list[Event]) -> list[str]:
    """Written out by hand."""
    epoch = Installation.current().epoch
    if way.endpoint in TOGETHER:
        digest = body_hash({"records": [event.body_sha256 for event in written]})
        return [f"{press} {digest} {epoch} {written[-1].seq}"]
    return [f"{event.id} {event.body_sha256} {epoch} {event.seq}" for event in written]


def newest() -> int:
    """The number of the last event."""
    return int(Event.select(Event.seq).order_by(Event.seq.desc()).limit(1).scalar())
