"""Saying from when until when somebody is away, and where that is seen."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.people.person import Person
from carelog.weeks.time_away import TimeAway
from tests import cast, visitors
from tests.plans import agree, fixed, times
from tests.recording import prefixed
from tests.records.sheets import send, words

MON, TUE, WED = (cast.MONDAY + timedelta(days=offset) for offset in range(3))


@pytest.fixture
def margaret(app: Flask) -> Person:
    """Somebody with a week that the test makes."""
    _ = app
    person = cast.person(cast.MARGARET)
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        agree(person, fixed("Tea"), fixed("Heating", carries_on=True), times("Walk", 3), starts=MON)
    return person


def away(**more: str) -> dict[str, str]:
    """In hospital since Monday."""
    return {"id": journal.new_id(), "why": "hospital", "first": MON.isoformat(), "note": "Her hip.", **more}


def test_while_somebody_is_away_today_says_so_and_lists_what_carries_on(sam: FlaskClient, margaret: Person) -> None:
    assert send(sam, margaret, "time-away", away()).status_code == 303
    today = words(sam.get("/today"))
    assert "Margaret Hughes is away: in hospital. Since Monday 16 November." in today
    assert "Heating" in today
    assert not [title for title in ("Tea", "Walk") if title in today]
    assert "Away: in hospital" in words(sam.get(f"/people/{margaret.id}/week"))


def test_days_away_take_chances_of_what_is_flexible_and_say_so(app: Flask, sam: FlaskClient, margaret: Person) -> None:
    send(sam, margaret, "time-away", away(last=TUE.isoformat()))
    assert "3 became 2: 2 days away" in words(sam.get("/today"))
    assert "3 became 2: I was away 2 days" in words(cast.signed_in(app, "margaret").get("/my-week"))


def test_an_ally_learns_where_only_with_how_it_went(app: Flask, sam: FlaskClient, margaret: Person) -> None:
    send(sam, margaret, "time-away", away())
    visitors.share(visitors.belong("reader", "ally"), ["my_week"])
    reader = cast.signed_in(app, "reader")
    for path in ("day", "week", "time-away"):
        page = words(reader.get(f"/people/{margaret.id}/{path}"))
        assert "hospital" not in page, path
        assert "hip" not in page, path
    assert "Margaret Hughes is away. Since Monday 16 November." in words(reader.get(f"/people/{margaret.id}/day"))


def test_it_is_changed_ended_and_taken_back_by_whoever_may_record_it(
    app: Flask, sam: FlaskClient, margaret: Person
) -> None:
    send(sam, margaret, "time-away", away())
    pause, aled = TimeAway.of(margaret)[0].id, cast.signed_in(app, "aled")
    ended = prefixed(f"away-{pause}-", away(last=TUE.isoformat(), why="family"))
    assert send(aled, margaret, f"time-away/{pause}/changes", ended).status_code == 303
    page = words(aled.get(f"/people/{margaret.id}/time-away"))
    assert "From Monday 16 November to Tuesday 17 November. With family or friends Her hip. added later" in page
    assert "Tea" in words(sam.get("/today"))
    assert send(sam, margaret, f"time-away/{pause}/withdrawals", {"id": journal.new_id()}).status_code == 303
    assert "No days away are written down." in words(sam.get(f"/people/{margaret.id}/time-away"))
    for what in (f"time-away/{pause}/withdrawals", f"time-away/{pause}/changes"):
        refused = send(sam, margaret, what, ended)
        assert (refused.status_code, "That was taken back already." in refused.text) == (422, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"why": ""}, "Choose where."),
        ({"first": ""}, "Say from which day on."),
        ({"last": (MON - timedelta(days=1)).isoformat()}, "The last day is before the first."),
        ({"last": "0026-11-18"}, "Look at the year again."),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_the_words_stay(
    sam: FlaskClient, margaret: Person, wrong: dict[str, str], said: str
) -> None:
    answer = send(sam, margaret, "time-away", away(**wrong))
    assert (answer.status_code, said in answer.text, "Her hip." in answer.text) == (422, True, True)
    send(sam, margaret, "time-away", away())
    pause = TimeAway.of(margaret)[0].id
    answer = send(sam, margaret, f"time-away/{pause}/changes", prefixed(f"away-{pause}-", away(**wrong)))
    assert (answer.status_code, said in answer.text) == (422, True)
    assert len(TimeAway.of(margaret)) == 1


def test_somebody_elses_days_away_are_not_reached_through_this_address(sam: FlaskClient, margaret: Person) -> None:
    jamie = cast.person(cast.JAMIE)
    send(sam, jamie, "time-away", away())
    pause = TimeAway.of(jamie)[0].id
    form = {**prefixed(f"away-{pause}-", away()), "id": journal.new_id()}
    for what in (f"time-away/{pause}/withdrawals", f"time-away/{pause}/changes"):
        assert send(sam, margaret, what, form).status_code == 422
    assert [one.id for one in TimeAway.of(jamie)] == [pause]
