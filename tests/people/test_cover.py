"""Bringing workers in: one who covers until five in the morning, or several into many circles at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from carelog import clock, journal
from carelog.access import Access
from carelog.journal import Event
from carelog.people.circle import WORKER, AlreadyBelongs, Membership
from carelog.people.cover import bring_in, cover, workers
from carelog.people.person import Person
from tests import cast

FIVE = datetime(2026, 11, 19, 5, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("app")


def aled() -> journal.Author:
    return journal.Author(cast.user("aled").id, "coordinator")


def nobody_works_with(person: Person, username: str) -> None:
    Membership.delete().where((Membership.person == person) & (Membership.user == cast.user(username))).execute()


def begun(person: Person) -> int:
    return Event.select().where((Event.kind == "membership.started") & (Event.person_id == person.id)).count()


@pytest.fixture
def margaret() -> Person:
    found = cast.person(cast.MARGARET)
    nobody_works_with(found, "tomasz")
    return found


def test_cover_lasts_until_five_in_the_morning_and_not_a_minute_longer(margaret: Person) -> None:
    cover(margaret, cast.user("tomasz"), aled())
    for moment, there in ((FIVE - timedelta(minutes=1), True), (FIVE, False)):
        with time_machine.travel(moment, tick=False):
            assert (Access.of(cast.user("tomasz")).role_for("visit.read", margaret) == WORKER) is there


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        (datetime(2026, 11, 19, 4, 59, tzinfo=UTC), FIVE),
        (datetime(2026, 11, 19, 5, tzinfo=UTC), FIVE + timedelta(days=1)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 5, tzinfo=UTC)),  # clocks go back that night
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 4, tzinfo=UTC)),  # and forward that one
    ],
)
def test_five_in_the_morning_is_the_teams(given: datetime, ends: datetime) -> None:
    assert clock.night_ends(cast.person(cast.MARGARET).team.tz, given) == ends


def test_cover_can_be_ended_before_and_ends_once(margaret: Person) -> None:
    made = cover(margaret, cast.user("tomasz"), aled())
    made.end(aled())
    made.end(aled())
    assert not Membership.standing().where(Membership.id == made.id).exists()
    assert Event.select().where(Event.kind == "membership.ended", Event.person_id == margaret.id).count() == 2


def test_the_same_press_twice_gives_cover_once(margaret: Person) -> None:
    press = journal.new_id()
    made = cover(margaret, cast.user("tomasz"), aled(), press)
    assert cover(margaret, cast.user("tomasz"), aled(), press) == made
    with pytest.raises(AlreadyBelongs):
        cover(margaret, cast.user("tomasz"), aled(), journal.new_id())


def test_a_team_is_brought_into_many_circles_and_who_belongs_stays(margaret: Person) -> None:
    here = [margaret, cast.person(cast.NADIA)]
    team = [cast.user("sam"), cast.user("tomasz"), cast.user("grace")]
    before = {(one.person_id, one.user_id): one.id for one in Membership.standing()}
    press = journal.new_id()
    began = bring_in(here, team, aled(), press)
    after = {(one.person_id, one.user_id): one.id for one in Membership.standing()}
    assert before.items() <= after.items()
    assert began == len(after) - len(before) > 0
    assert {(person.id, user.id) for person in here for user in team} <= set(after)
    assert bring_in(here, team, aled(), press) == 0


def test_who_covers_and_is_brought_in_stays(margaret: Person) -> None:
    cover(margaret, cast.user("tomasz"), aled())
    assert bring_in([margaret], [cast.user("tomasz")], aled(), journal.new_id()) == 1
    with time_machine.travel(FIVE, tick=False):
        assert Access.of(cast.user("tomasz")).role_for("visit.read", margaret) == WORKER


def test_workers_are_those_of_the_people_named(margaret: Person) -> None:
    assert cast.user("sam") in workers([margaret])
    assert cast.user("tomasz") not in workers([margaret])
    assert cast.user("helen") not in workers([margaret])  # an ally


# the pages


def sent(app: Flask, path: str, **values: Any) -> Any:
    return cast.signed_in(app, "aled").post(path, data={"id": journal.new_id(), **values})


def test_a_coordinator_gives_cover_and_the_worker_has_them_on_today(app: Flask, margaret: Person) -> None:
    tomasz = cast.user("tomasz")
    assert "Margaret" not in cast.signed_in(app, "tomasz").get("/today").text
    answer = sent(app, f"/people/{margaret.id}/cover", worker=tomasz.id)
    assert answer.status_code == 303, answer.text
    assert "Margaret" in cast.signed_in(app, "tomasz").get("/today").text
    assert "covers until 05:00" in cast.signed_in(app, "aled").get(f"/people/{margaret.id}/circle").text


@pytest.mark.parametrize("worker", ["", "0", "helen", "ruth", "sam"])
def test_only_a_worker_who_does_not_belong_yet_covers(app: Flask, margaret: Person, worker: str) -> None:
    number = cast.user(worker).id if worker.isalpha() else worker
    before = begun(margaret)
    assert sent(app, f"/people/{margaret.id}/cover", worker=number).status_code == 422
    assert begun(margaret) == before


def test_a_coordinator_brings_in_only_around_the_people_of_their_teams(app: Flask) -> None:
    ivy = cast.person(cast.IVY)  # another team's
    page = cast.signed_in(app, "aled").get("/circles/new").text
    assert "Margaret" in page
    assert "Ivy" not in page
    answer = sent(app, "/circles/new", workers=[cast.user("sam").id], people=[ivy.id])
    assert answer.status_code == 422
    assert not Membership.standing().where((Membership.person == ivy) & (Membership.user == cast.user("sam"))).exists()


def test_bringing_in_says_how_many_places_are_new(app: Flask) -> None:
    nobody_works_with(cast.person(cast.NADIA), "sam")
    browser = cast.signed_in(app, "aled")
    values = {"id": journal.new_id(), "workers": [cast.user("sam").id], "people": [cast.person(cast.NADIA).id]}
    for words in ("One new place in a circle.", "They all belong there already"):
        browser.post("/circles/new", data=values)
        assert words.lower() in browser.get("/circles/new").text.lower()
