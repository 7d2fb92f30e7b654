"""What belongs to one person or one user is not reached by somebody else's number, id or form."""

from datetime import timedelta

import pytest
from flask import Flask

from carelog import journal
from carelog.accounts.team import Team
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records.visit_note import VisitNote
from tests import cast, everywhere
from tests.everywhere import (
    Places,
    author,
    open_places,
)
from tests.recording import a_key, a_log, a_mark, item_ids, prefixed
from tests.tables import contents


@pytest.fixture
def elsewhere(app: Flask) -> Places:
    """Jamie's things, which Margaret's address must not reach; both are Aled's."""
    places = open_places(app, cast.JAMIE)
    everywhere.bring_in(cast.JAMIE).agree(cast.WEEK_STARTS, "Together.", author("aled", "coordinator"))
    return {**places, "draft": everywhere.bring_in(cast.JAMIE).id, "person": cast.person(cast.MARGARET).id}


def test_another_persons_things_are_not_reached_through_this_persons_address(app: Flask, elsewhere: Places) -> None:
    aled, sam = cast.signed_in(app, "aled"), cast.signed_in(app, "sam")
    theirs = a_mark(cast.JAMIE, author("sam", "worker"))
    log, learned = a_log(cast.JAMIE, author("sam", "worker")), {"did": "Sang", "day": cast.TODAY.isoformat()}
    here = f"/people/{elsewhere['person']}"
    day = {"id": journal.new_id(), "day": cast.TODAY.isoformat(), "number": 1, "said": "happened"}
    item, press = item_ids(cast.JAMIE)[0], {"id": journal.new_id()}
    agreed = {"starts": (cast.TODAY + timedelta(days=1)).isoformat(), "how_agreed": "Together."}
    note = VisitNote.record(cast.person(cast.JAMIE), "The blue box is empty", cast.TODAY, author("sam", "worker")).id
    before = contents()
    tries = {
        aled.get(f"{here}/actions/{elsewhere['action']}"): 404,
        aled.get(f"{here}/questions/{elsewhere['question']}"): 404,
        aled.post(f"{here}/questions/{elsewhere['question']}/answers", data={**press, "words": "x"}): 404,
        aled.post(f"{here}/questions/{elsewhere['question']}/findings", data={**press, "words": "x"}): 404,
        aled.post(f"{here}/actions/{elsewhere['action']}/steps", data={"done-id": journal.new_id()}): 404,
        aled.post(f"{here}/actions/{elsewhere['action']}/answers", data={**press, "tried": "x"}): 404,
        aled.get(f"{here}/invitations/{elsewhere['invitation']}"): 404,
        aled.post(f"{here}/invitations/{elsewhere['invitation']}/withdrawal"): 404,
        aled.get(f"{here}/invitations/{elsewhere['staff_invitation']}"): 404,
        aled.post(f"{here}/invitations/{elsewhere['of_two']}/agreement"): 404,
        aled.post(f"{here}/invitations/{elsewhere['staff_invitation']}/withdrawal"): 404,
        aled.post(f"{here}/memberships/{elsewhere['membership']}/ending"): 404,
        aled.get(f"{here}/memberships/{elsewhere['membership']}/password-reset"): 404,
        aled.post(f"{here}/memberships/{elsewhere['membership']}/password-reset", data=press): 404,
        aled.get(f"{here}/memberships/{elsewhere['membership']}/information-needs"): 404,
        aled.post(f"{here}/memberships/{elsewhere['membership']}/information-needs", data=press): 404,
        aled.get(f"{here}/password-resets/{elsewhere['reset']}"): 404,
        aled.post(f"{here}/password-resets/{elsewhere['reset']}/agreement"): 404,
        aled.post(f"{here}/password-resets/{elsewhere['staff_reset']}/withdrawal"): 404,
        aled.post(f"{here}/drafts/{elsewhere['draft']}/agreements", data=agreed): 404,
        aled.post(f"{here}/drafts/{elsewhere['draft']}/endings"): 404,
        aled.post(f"{here}/importance", data={f"importance-{item}": "both"}): 422,
        aled.post(f"{here}/sharing/{elsewhere['ally']}", data=everywhere.sharing_form()): 404,
        aled.post(f"{here}/must-not-know/{elsewhere['listed']}/ending"): 404,
        sam.post(f"{here}/marks", data={**day, "item": item}): 422,
        sam.post(f"{here}/withdrawals", data={**press, "mark": theirs}): 422,
        sam.get(f"{here}/logs/{log}"): 404,
        sam.post(f"{here}/logs/withdrawals", data={**press, "mark": log}): 422,
        sam.post(f"{here}/logs/corrections", data={**press, **learned, "log": log, "why": "learned"}): 422,
        sam.post(f"{here}/logs", data={**press, **learned, "item": item}): 422,
        sam.post(f"{here}/logs", data={**press, **learned, "present": elsewhere["membership"]}): 422,
        sam.post(f"{here}/visit-notes/withdrawals", data={**press, "mark": note}): 422,
        sam.get(f"{here}/worries/{elsewhere['worry']}"): 404,
        sam.post(f"{here}/worries/{elsewhere['worry']}/steps", data=prefixed("added-", {**press, "words": "Yes"})): 404,
    }  # fmt: skip
    assert {answer.status_code: expected for answer, expected in tries.items() if answer.status_code != expected} == {}
    assert contents() == before


def test_a_manager_reaches_an_invitation_into_a_circle_only_through_the_circle(app: Flask, elsewhere: Places) -> None:
    ruth, before = cast.signed_in(app, "ruth"), contents()
    assert ruth.get(f"/staff/invitations/{elsewhere['invitation']}").status_code == 404
    assert ruth.post(f"/staff/invitations/{elsewhere['invitation']}/withdrawal").status_code == 404
    assert contents() == before


def test_the_person_ends_an_ally_and_nobody_else(app: Flask) -> None:
    margaret, person = cast.signed_in(app, "margaret"), cast.person(cast.MARGARET)
    standing = {row.user.username: row for row in Membership.around(person)}
    before = contents()
    for username in ("sam", "margaret"):
        assert margaret.post(f"/people/{person.id}/memberships/{standing[username].id}/ending").status_code == 403
    assert contents() == before
    assert margaret.post(f"/people/{person.id}/memberships/{standing['joan'].id}/ending").status_code == 303
    assert cast.signed_in(app, "joan").get(f"/people/{person.id}").status_code == 404


def test_somebody_elses_mark_is_theirs_to_take_back(app: Flask) -> None:
    mark = a_mark(cast.MARGARET, author("sam", "worker"))
    before = contents()
    for username in ("grace", "margaret", "aled", "helen"):
        browser, form = cast.signed_in(app, username), {"id": journal.new_id(), "mark": mark}
        answer = browser.post(f"/people/{cast.person(cast.MARGARET).id}/withdrawals", data=form)
        assert answer.status_code == 403
    assert contents() == before


def test_an_id_that_somebody_else_used_is_free_for_me_and_theirs_is_untouched(app: Flask) -> None:
    press = {**a_key(cast.MARGARET), "id": journal.new_id(), "said": "happened"}
    path = f"/people/{cast.person(cast.MARGARET).id}/marks"
    receipts = [
        cast.signed_in(app, username).post(path, data=press).headers["Record-Receipt"]
        for username in ("sam", "grace", "sam")
    ]
    assert receipts[0] == receipts[2] != receipts[1]
    assert journal.Event.select().where(journal.Event.id == press["id"]).count() == 2


def test_a_coordinator_begins_records_in_their_own_teams_only(app: Flask) -> None:
    aled, hilltop = cast.signed_in(app, "aled"), Team.get(Team.name == "Hilltop")
    before = Person.select().count()
    form = {"id": journal.new_id(), "name": "Somebody", "team": hilltop.id}
    assert aled.post("/people/new", data=form).status_code == 422
    assert Person.select().count() == before


@pytest.mark.parametrize("role", ["manager", "coordinator", "operator", ""])
def test_an_invitation_into_a_circle_makes_nobody_staff(app: Flask, role: str) -> None:
    aled, before = cast.signed_in(app, "aled"), contents()
    form = {"id": journal.new_id(), "name": "Somebody", "role": role}
    assert aled.post(f"/people/{cast.person(cast.MARGARET).id}/invitations", data=form).status_code == 422
    assert contents() == before


def test_one_press_is_not_taken_for_another_about_somebody_else(app: Flask) -> None:
    aled, form = cast.signed_in(app, "aled"), {"id": journal.new_id(), "name": "Somebody", "role": "ally"}
    first, again, other = (
        aled.post(f"/people/{cast.person(name).id}/invitations", data=form)
        for name in (cast.MARGARET, cast.MARGARET, cast.JAMIE)
    )
    assert (first.status_code, first.headers["Location"]) == (303, again.headers["Location"])
    assert other.status_code == 409
