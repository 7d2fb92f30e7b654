"""Deciding about sharing: why, when somebody else writes it down; and asked again after a year, while it holds."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from carelog.access import Access
from carelog.journal import Author, new_id
from carelog.people.circle import SELF, Membership
from carelog.people.deciding import NotSaidHow, ReasonsMissing, Why
from carelog.people.shared import to_ask_again
from carelog.people.sharing import HEALTH, MY_WEEK, Choice, Sharing
from tests import cast

REASONS = {
    "cannot_decide": "She did not know us this week, in the morning or in the evening.",
    "asked": "Margaret, and her daughter",
    "best_because": "She lights up when Joan knows what her day was like.",
    "decided_by": "Aled and Helen",
}
A_YEAR_LATER = datetime(2027, 11, 18, 0, 0, tzinfo=UTC)  # the cast decided on 1 October 2026


def margaret(path: str = "") -> str:
    return f"/people/{cast.person(cast.MARGARET).id}{path}"


def ally(username: str) -> Membership:
    mine = (Membership.user == cast.user(username)) & (Membership.person == cast.person(cast.MARGARET))
    return Membership.get(mine)


def page(username: str) -> str:
    return margaret(f"/sharing/{ally(username).id}")


def newest(username: str, section: str) -> Sharing:
    return Sharing.newest([ally(username)])[ally(username).id][section]


def sees(username: str, section: str) -> bool:
    return f"ally with {section}" in Access.of(cast.user(username)).around(cast.person(cast.MARGARET))


def test_why_is_how_the_person_showed_it_or_all_the_reasons_for_deciding_for_them() -> None:
    Why(how_shown="She nodded.").check()
    Why(**REASONS).check()
    Why(how_shown="She turned away.", **REASONS).check()
    with pytest.raises(NotSaidHow):
        Why().check()
    for name in REASONS:
        with pytest.raises(ReasonsMissing) as missing:
            Why(how_shown="She nodded.", **{**REASONS, name: ""}).check()
        assert missing.value.missing == (name,)


def test_a_decision_in_somebodys_best_interests_is_kept_with_all_its_reasons(app: Flask) -> None:
    aled = cast.signed_in(app, "aled")
    form = {"my_week": "yes", "id": new_id(), **REASONS}
    lacking = aled.post(page("joan"), data={**form, "asked": ""})
    assert lacking.status_code == 422
    assert "Say this too: somebody decided for them." in lacking.text
    assert not sees("joan", MY_WEEK)
    assert aled.post(page("joan"), data=form).status_code == 303
    assert newest("joan", MY_WEEK).why == Why(**REASONS)
    for username in ("aled", "margaret"):
        text = cast.signed_in(app, username).get(f"{page('joan')}?page=1").text
        assert [words for words in REASONS.values() if words not in text] == []


def test_those_who_do_not_decide_do_not_read_why(app: Flask) -> None:
    Sharing.decide(ally("joan"), MY_WEEK, Author(cast.user("aled").id, "coordinator"), shared=True, why=Why(**REASONS))
    for username in ("joan", "helen", "sam"):
        for path in ("", "/week", "/circle", "/sharing", page("joan").removeprefix(margaret())):
            text = cast.signed_in(app, username).get(margaret(path)).text
            assert [words for words in REASONS.values() if words in text] == []


@pytest.mark.usefixtures("app")
def test_what_was_decided_a_year_ago_holds_and_is_asked_again() -> None:
    decided = datetime(2026, 10, 1, tzinfo=UTC)
    for day, due in ((decided + timedelta(days=364), 0), (decided + timedelta(days=365), 2)):
        with time_machine.travel(day.replace(hour=10)):
            assert to_ask_again(cast.person(cast.MARGARET)) == due
            assert sees("helen", MY_WEEK)


def test_the_person_and_their_coordinator_are_told_and_nobody_else(app: Flask) -> None:
    with time_machine.travel(A_YEAR_LATER):
        told = "2 decisions about sharing are to be asked again"
        for path in (margaret(), margaret("/sharing"), page("helen")):
            assert told in cast.signed_in(app, "aled").get(path).text
        for path in (margaret(), margaret("/sharing")):
            assert told in cast.signed_in(app, "margaret").get(path).text
        own = cast.signed_in(app, "margaret").get(page("helen")).text
        assert "Is this still right?" in own
        assert "It still holds until I change it." in own
        everybodys = told.replace("2", "10")  # Jamie decided eight times
        assert everybodys in cast.signed_in(app, "aled").get("/people").text
        for username, path in (("sam", margaret()), ("helen", margaret()), ("ruth", margaret()), ("ruth", "/people"),
                               ("priya", "/people")):  # fmt: skip
            assert "to be asked again" not in cast.signed_in(app, username).get(path).text


def test_the_person_keeps_one_and_stops_the_other(app: Flask) -> None:
    with time_machine.travel(A_YEAR_LATER):
        browser, before = cast.signed_in(app, "margaret"), newest("helen", MY_WEEK).seq
        for _twice in range(2):
            assert browser.post(page("helen"), data={"again": MY_WEEK}).status_code == 303
        assert browser.post(page("helen"), data={"stop": "how_it_went"}).status_code == 303
        assert newest("helen", MY_WEEK).seq > before
        assert (sees("helen", MY_WEEK), sees("helen", "how_it_went")) == (True, False)
        assert to_ask_again(cast.person(cast.MARGARET)) == 0
        assert Sharing.select().where((Sharing.membership == ally("helen")) & (Sharing.section == MY_WEEK)).count() == 2


def test_a_coordinator_renews_only_what_was_asked_again(app: Flask) -> None:
    with time_machine.travel(A_YEAR_LATER):
        aled = cast.signed_in(app, "aled")
        same = {"my_week": "yes", "how_it_went": "yes", "id": new_id(), "how_shown": "She pointed at Helen again."}
        assert aled.post(page("helen"), data={**same, "health": "yes"}).status_code == 303
        assert to_ask_again(cast.person(cast.MARGARET)) == 2
        asked = {**same, "health": "yes", "my_week_again": "yes", "id": new_id()}
        assert aled.post(page("helen"), data={**asked, "how_shown": ""}).status_code == 422
        assert aled.post(page("helen"), data=asked).status_code == 303
        assert to_ask_again(cast.person(cast.MARGARET)) == 1
        assert newest("helen", MY_WEEK).how_shown == "She pointed at Helen again."


@pytest.mark.usefixtures("app")
def test_what_is_over_stopped_or_of_somebody_who_left_is_not_asked_again() -> None:
    own, today = Author(cast.user("margaret").id, SELF), cast.TODAY
    Sharing.choose(ally("helen"), {MY_WEEK: Choice(shared=True, until_day=today + timedelta(days=30))}, own, today)
    Sharing.choose(ally("helen"), {"how_it_went": Choice(shared=False)}, own, today)
    Sharing.choose(ally("joan"), {HEALTH: Choice(shared=True)}, own, today)
    with time_machine.travel(A_YEAR_LATER + timedelta(hours=12)):
        assert to_ask_again(cast.person(cast.MARGARET)) == 1
        ally("joan").end(own)
        assert to_ask_again(cast.person(cast.MARGARET)) == 0
