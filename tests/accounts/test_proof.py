"""The password again before anything more is given away: what an unlocked phone does not let anybody do."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog.access import Access
from carelog.accounts.invitation import Invitation
from carelog.accounts.session import Session
from carelog.accounts.sign_in_link import SignInLink
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.journal import OPERATOR, Event, new_id
from carelog.people.circle import Membership
from tests import cast, everywhere, nasty
from tests.asking import SQLITE

WRONG = "not the password"


def margaret(path: str = "") -> str:
    return f"/people/{cast.person(cast.MARGARET).id}{path}"


def ally(username: str = "joan") -> Membership:
    mine = (Membership.user == cast.user(username)) & (Membership.person == cast.person(cast.MARGARET))
    found: Membership = Membership.get(mine)
    return found


def unlocked(app: Flask, username: str) -> FlaskClient:
    """A phone that was signed in long ago, and that somebody else holds now."""
    return cast.signed_in(app, username, proven=False)


def invite(browser: FlaskClient, **more: str) -> TestResponse:
    form = {"id": new_id(), "name": "Peter", "role": "ally", "relation": "nephew", **more}
    return browser.post(margaret("/invitations"), data=form)


def share(browser: FlaskClient, *sections: str, **more: str) -> TestResponse:
    form = {**dict.fromkeys(sections, "yes"), "id": new_id(), "how_shown": "She pointed at Joan.", **more}
    return browser.post(sharing(), data=form)


def sharing() -> str:
    return margaret(f"/sharing/{ally().id}")


def shared() -> set[str]:
    roles = Access.of(cast.user("joan")).around(cast.person(cast.MARGARET))
    return {role.removeprefix("ally with ") for role in roles if role.startswith("ally with ")}


def a_reset() -> int:
    return int(everywhere.a_reset(cast.person(cast.MARGARET)).id)


# Every form that gives somebody more, and the name of its field for the password: who sends it, where, and what else.
FORMS: dict[str, Callable[[], tuple[str, str, dict[str, Any], str]]] = {
    "invite": lambda: ("aled", margaret("/invitations"), {"id": new_id(), "name": "P", "role": "ally"}, "my_password"),
    "invite staff": lambda: (
        "ruth", "/staff/invitations", {"id": new_id(), "name": "P", "role": "manager", "team": ""}, "my_password",
    ),
    "move": lambda: ("ruth", margaret("/placement"), {"team": Team.get(Team.name == "Hilltop").id}, "my_password"),
    "share": lambda: (
        "aled", sharing(), {"my_week": "y", "how_shown": "She nodded.", "id": new_id()}, "my_password",
    ),
    "reset": lambda: ("aled", margaret(f"/memberships/{ally().id}/password-reset"), {"id": new_id()}, "my_password"),
    "reset staff": lambda: (
        "ruth", f"/staff/roles/{everywhere.open_role('priya')}/password-reset", {"id": new_id()}, "my_password",
    ),
    "agree": lambda: ("aled", margaret(f"/password-resets/{a_reset()}/agreement"), {}, "my_password"),
    "agree to an invitation": lambda: (
        "aled",
        margaret(f"/invitations/{everywhere.an_invitation_of_two(cast.person(cast.MARGARET)).id}/agreement"), {},
        "my_password",
    ),
    "prove": lambda: ("sam", "/account/proof", {}, "my_password"),
    "change": lambda: ("sam", "/account/password", {"new": "three plain garden words"}, "old"),
}  # fmt: skip


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest, app: Flask) -> Callable[[str], TestResponse]:
    """Send one of them from an unlocked phone, with this password."""
    username, path, values, field = FORMS[request.param]()
    browser = unlocked(app, username)
    return lambda password: browser.post(path, data={**values, field: password})


def test_every_field_for_a_password_slows_whoever_guesses(form: Callable[[str], TestResponse]) -> None:
    with time_machine.travel(cast.NOW, tick=False):
        before = Event.select().count()
        assert [form(WRONG).status_code for _ in range(5)] == [422] * 5
        waits = form(cast.PASSWORD)
        assert (waits.status_code, waits.headers["Retry-After"]) == (429, "1")
        assert "Wait 1 second, then try again." in waits.text
        assert Event.select().count() == before
    with time_machine.travel(cast.NOW + timedelta(seconds=1), tick=False):
        assert form(cast.PASSWORD).status_code == 303


def test_no_password_is_ever_sent_back(form: Callable[[str], TestResponse]) -> None:
    answer = form("my secret words")
    assert answer.status_code == 422
    assert "my secret words" not in answer.text


def test_an_unlocked_phone_invites_nobody(app: Flask) -> None:
    answer = invite(unlocked(app, "aled"))
    assert answer.status_code == 422
    assert "Type your password." in answer.text
    assert Invitation.select().count() == 0


def test_what_was_typed_is_kept_when_the_password_is_wrong(app: Flask) -> None:
    text = invite(unlocked(app, "aled"), name="Peter Hughes", relation="nephew", my_password=WRONG).text
    assert "That is not your password." in text
    assert 'value="Peter Hughes"' in text
    assert 'value="nephew"' in text


def test_the_right_password_is_not_asked_again_for_ten_minutes(app: Flask) -> None:
    browser = unlocked(app, "aled")
    with time_machine.travel(cast.NOW, tick=False):
        assert 'name="my_password"' in browser.get(margaret("/circle")).text
        assert invite(browser, my_password=cast.PASSWORD).status_code == 303
        assert 'name="my_password"' not in browser.get(margaret("/circle")).text
    for minutes, status in ((9.9, 303), (10, 422)):
        with time_machine.travel(cast.NOW + timedelta(minutes=minutes), tick=False):
            assert invite(browser).status_code == status


def test_a_right_password_counts_even_if_something_else_needs_changing(app: Flask) -> None:
    browser = unlocked(app, "aled")
    answer = invite(browser, name="", my_password=cast.PASSWORD)
    assert answer.status_code == 422
    assert 'name="my_password"' not in answer.text
    assert invite(browser).status_code == 303


def test_a_password_typed_on_one_device_proves_nothing_on_another(app: Flask) -> None:
    mine, stolen = unlocked(app, "aled"), unlocked(app, "aled")
    assert invite(mine, my_password=cast.PASSWORD).status_code == 303
    assert invite(stolen).status_code == 422


def test_somebody_elses_password_is_not_mine(app: Flask) -> None:
    User.update(password=None).where(User.username == "ruth").execute()
    cast.user("ruth").change_password("another long password", OPERATOR)
    assert invite(unlocked(app, "aled"), my_password="another long password").status_code == 422


def test_signing_in_with_the_password_counts_and_with_a_link_does_not(app: Flask) -> None:
    assert invite(cast.client(app, "aled")).status_code == 303
    browser = app.test_client()
    browser.post(f"/sign-in/{SignInLink.make(cast.user('aled'), OPERATOR)}", data={"kind": "own_phone"})
    assert invite(browser).status_code == 422


def test_choosing_another_password_counts(app: Flask) -> None:
    browser = unlocked(app, "aled")
    browser.post("/account/password", data={"old": cast.PASSWORD, "new": "three plain garden words"})
    assert invite(browser).status_code == 303


def test_an_unlocked_phone_does_not_show_the_link_that_waits(app: Flask) -> None:
    made = invite(cast.signed_in(app, "aled")).location
    browser = unlocked(app, "aled")
    for path in (made, made + "?link=1"):
        text = browser.get(path).text
        assert "/invitations/eyJ" not in text
        assert "http://localhost:8000/invitations/" not in text
        assert "data:image" not in text
    answer = browser.post("/account/proof", data={"back": made, "my_password": cast.PASSWORD})
    assert answer.location == made
    assert "http://localhost:8000/invitations/" in browser.get(made).text


def test_a_link_to_the_staff_is_not_shown_either(app: Flask) -> None:
    form = {"id": new_id(), "name": "Mo", "role": "manager", "team": ""}
    made = cast.signed_in(app, "ruth").post("/staff/invitations", data=form).location
    assert "http://localhost:8000/invitations/" not in unlocked(app, "ruth").get(made).text


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "/sign-out", "javascript:1"]
)
def test_the_page_for_the_password_never_leads_elsewhere(app: Flask, elsewhere: str) -> None:
    answer = unlocked(app, "sam").post("/account/proof", data={"back": elsewhere, "my_password": cast.PASSWORD})
    assert answer.location == "/account"


def test_that_page_goes_back_to_where_it_was_opened(app: Flask) -> None:
    text = unlocked(app, "sam").get("/account/proof", headers={"Referer": "http://localhost/people?q=mar"}).text
    assert 'name="back" type="hidden" value="/people?q=mar"' in text


# sharing


def test_a_coordinator_types_the_password_to_share_more(app: Flask) -> None:
    browser = unlocked(app, "aled")
    beside = 'name="my_password"'  # so that one press is enough
    assert beside in browser.get(sharing()).text
    assert share(browser, "my_week", sure="yes").status_code == 422
    assert shared() == set()
    assert share(browser, "my_week", my_password=cast.PASSWORD).status_code == 303
    assert shared() == {"my_week"}
    assert beside not in browser.get(sharing()).text  # for ten minutes


def test_what_is_missing_is_said_at_once(app: Flask) -> None:
    text = share(unlocked(app, "aled"), "my_week", how_shown="").text
    assert "Say how the person showed it." in text
    assert "Type your password." in text


def test_a_coordinator_stops_and_shortens_without_the_password(app: Flask) -> None:
    share(cast.signed_in(app, "aled"), "my_week", "contact")
    browser, soon = unlocked(app, "aled"), (cast.TODAY + timedelta(days=3)).isoformat()
    assert share(browser, "my_week", my_week_until=soon).status_code == 303
    assert shared() == {"my_week"}
    assert share(browser, "my_week", my_week_until="").status_code == 422  # for longer again
    later = (cast.TODAY + timedelta(days=4)).isoformat()
    assert share(browser, "my_week", my_week_until=later).status_code == 422
    tomorrow = (cast.TODAY + timedelta(days=1)).isoformat()
    assert share(browser, "my_week", my_week_from=tomorrow, my_week_until=soon).status_code == 303
    assert share(browser, "my_week", my_week_from="", my_week_until=soon).status_code == 422  # earlier again
    assert share(browser).status_code == 303
    assert shared() == set()


def test_a_first_day_that_is_over_gives_no_more_than_today_does(app: Flask) -> None:
    share(cast.signed_in(app, "aled"), "my_week", my_week_from=cast.TODAY.isoformat())
    earlier = (cast.TODAY - timedelta(days=9)).isoformat()
    assert share(unlocked(app, "aled"), "my_week", my_week_from=earlier).status_code == 303


def press(browser: FlaskClient, section: str, **more: str) -> TestResponse:
    """The person presses the button beside one section."""
    return browser.post(sharing(), data={"id": new_id(), "share": section, **more})


def test_the_person_presses_twice_and_types_nothing(app: Flask) -> None:
    browser = unlocked(app, "margaret")
    asked = press(browser, "my_week", until_day="2026-12-24")
    assert asked.status_code == 200
    assert "Share this with Joan Price?" in asked.text
    assert "password" not in asked.text
    assert shared() == set()
    assert press(browser, "my_week", until_day="2026-12-24", sure="yes").status_code == 303
    assert shared() == {"my_week"}


def test_the_second_press_carries_what_the_first_one_asked_for(app: Flask) -> None:
    text = press(unlocked(app, "margaret"), "my_week", until_day="2026-12-24").text
    assert 'name="share" value="my_week"' in text
    assert re.search(r'name="until_day"[^>]*value="2026-12-24"', text)


def test_the_person_is_asked_twice_only_for_more(app: Flask) -> None:
    browser = unlocked(app, "margaret")
    press(browser, "my_week", sure="yes")
    assert press(browser, "my_week").status_code == 303  # nothing changed
    assert "Nothing was changed." in browser.get(sharing()).text
    assert browser.post(sharing(), data={"stop": "everything"}).status_code == 303
    assert shared() == set()


# who never chose a password


@pytest.fixture
def without_password(app: Flask) -> FlaskClient:
    """A coordinator who came by a link, long ago."""
    User.update(password=None).where(User.username == "aled").execute()
    browser = unlocked(app, "aled")
    Session.update(created=cast.NOW - timedelta(minutes=11)).where(Session.user == cast.user("aled")).execute()
    return browser


def test_who_has_no_password_is_told_to_choose_one(without_password: FlaskClient) -> None:
    assert "Choose one in My account" in without_password.get(margaret("/circle")).text
    for typed in ("", "anything"):
        answer = invite(without_password, my_password=typed)
        assert answer.status_code == 422
        assert "Choose a password first" in answer.text
    assert without_password.get("/account/proof").status_code == 200


def test_an_unlocked_phone_chooses_no_first_password(without_password: FlaskClient) -> None:
    assert 'name="new"' not in without_password.get("/account").text
    answer = without_password.post("/account/password", data={"new": "three plain garden words"})
    assert answer.status_code == 422
    assert cast.user("aled").password is None


def test_who_signed_in_just_now_chooses_it(app: Flask, without_password: FlaskClient) -> None:
    browser = app.test_client()
    browser.post(f"/sign-in/{SignInLink.make(cast.user('aled'), OPERATOR)}", data={"kind": "own_phone"})
    assert 'name="new"' in browser.get("/account").text
    assert browser.post("/account/password", data={"new": "three plain garden words"}).status_code == 303
    assert invite(browser).status_code == 303
    assert invite(without_password).status_code == 401  # the others were signed out


@SQLITE
def test_a_password_of_whatever_letters_is_only_wrong(app: Flask) -> None:
    for number, value in enumerate(nasty.EVERYTHING):
        with time_machine.travel(cast.NOW + timedelta(hours=number), tick=False):
            browser = unlocked(app, "aled")
            form = {"id": new_id(), "name": "Peter", "role": "ally", "my_password": ""}
            body = nasty.with_field(form, "my_password", value)
            answer = browser.post(margaret("/invitations"), data=body, content_type=nasty.FORM)
            assert answer.status_code in (400, 422), value
    assert Invitation.select().count() == 0
