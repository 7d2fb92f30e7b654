"""A worker whose place ended reads the worry they told, and what was answered; of that person nothing else."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from carelog.access import Look
from carelog.journal import Event
from carelog.people.circle import Membership
from carelog.records.concern import Step
from tests import cast
from tests.records.worrying import SEEN, a_step, take, tell
from tests.visitors import OPERATOR

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def event() -> Event:
    """What Sam told; Aled answered."""
    event = tell()
    take(event, Step.ANSWERED, words="I rang her doctor")
    return event


@pytest.fixture
def left(app: Flask, event: Event) -> FlaskClient:
    """Sam, who does not work with Margaret any more."""
    here = (Membership.user == cast.user("sam")) & (Membership.person == event.person_id)
    Membership.get(here).end(OPERATOR)
    return cast.signed_in(app, "sam")


def test_they_find_it_and_read_the_answer(left: FlaskClient, event: Event) -> None:
    mine = f"/worries/{event.id}"
    assert mine in left.get("/worries").text
    page = left.get(mine).text
    for words in ("You do not belong around Margaret Hughes any more.", SEEN, "I rang her doctor"):
        assert words in page
    assert f"/people/{event.person_id}" not in page
    assert Look.select().where((Look.user == cast.user("sam")) & (Look.section == f"concern {event.id}")).count() == 1


def test_everything_else_of_that_person_stays_closed(left: FlaskClient, event: Event) -> None:
    for path in ("", "/week", "/visit", "/worries/new", f"/worries/{event.id}"):
        assert left.get(f"/people/{event.person_id}{path}").status_code == 404
    added = left.post(f"/people/{event.person_id}/worries/{event.id}/steps", data=a_step(Step.ADDED))
    assert added.status_code == 404
    assert left.get(f"/worries/{tell('grace').id}").status_code == 404


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize("who", ["aled", "grace", "helen", "margaret"])
def test_nobody_else_finds_it_there(app: Flask, event: Event, who: str) -> None:
    assert cast.signed_in(app, who).get(f"/worries/{event.id}").status_code == 404


def test_who_belongs_is_led_to_where_more_can_be_done(app: Flask, event: Event) -> None:
    answer = cast.signed_in(app, "sam").get(f"/worries/{event.id}")
    assert answer.location == f"/people/{event.person_id}/worries/{event.id}"
