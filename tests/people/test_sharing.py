"""Sharing: nothing by default; each ally and section by itself; from when until when; stopped with one tap."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from carelog.access import Access
from carelog.journal import KEPT_BACK, Author, Event, new_id
from carelog.people.circle import SELF, Membership
from carelog.people.information_needs import InformationNeeds, Needs
from carelog.people.sharing import (
    CONTACT,
    HEALTH,
    HOW_IT_WENT,
    INTIMATE,
    LABELS,
    LEARNING_LOGS,
    MONEY,
    MY_WEEK,
    PHOTOS,
    SECTIONS,
    Choice,
    Sharing,
)
from carelog.people.sharing_lengths import Length
from carelog.records.photo_consent import Audience
from tests import cast, photos
from tests.asking import SQLITE


def margaret(path: str = "") -> str:
    return f"/people/{cast.person(cast.MARGARET).id}{path}"


def ally(username: str) -> Membership:
    mine = (Membership.user == cast.user(username)) & (Membership.person == cast.person(cast.MARGARET))
    found: Membership = Membership.select().where(mine & Membership.ends.is_null()).get()
    return found


def page(whose: str) -> str:
    return margaret(f"/sharing/{ally(whose).id}")


def decide(
    app: Flask, whose: str, *sections: str, by: str = "aled", how: str = "She nodded.", **more: str
) -> TestResponse:
    """Send the form about that ally with these sections switched on, as a coordinator does."""
    form = {**dict.fromkeys(sections, "yes"), "how_shown": how, "id": new_id(), **more}
    return cast.signed_in(app, by).post(page(whose), data=form)


def share(app: Flask, whose: str, section: str, **more: str) -> TestResponse:
    """The person shares one section, and says that they are sure."""
    form = {"share": section, "sure": "yes", "id": new_id(), **more}
    return cast.signed_in(app, "margaret").post(page(whose), data=form)


def stop(app: Flask, whose: str, what: str, by: str = "margaret") -> TestResponse:
    return cast.signed_in(app, by).post(page(whose), data={"stop": what})


def shared_with(username: str) -> set[str]:
    """The sections that this ally may read at this moment."""
    roles = Access.of(cast.user(username)).around(cast.person(cast.MARGARET))
    return {role.removeprefix("ally with ") for role in roles if role.startswith("ally with ")}


def decisions() -> int:
    return Event.select().where((Event.kind == "sharing") & (Event.received_at > cast.NOW - timedelta(days=1))).count()


def test_nothing_is_shared_until_the_person_says_so(app: Flask) -> None:
    assert shared_with("joan") == set()
    assert "Sees nothing" in cast.signed_in(app, "margaret").get(margaret("/sharing")).text
    assert "Nothing is shared with Joan Price yet." in cast.signed_in(app, "aled").get(page("joan")).text


def test_the_person_shares_one_section_and_it_counts_at_once(app: Flask) -> None:
    joan = cast.signed_in(app, "joan")
    assert joan.get(margaret("/summary")).status_code == 403
    assert share(app, "joan", HOW_IT_WENT).status_code == 303
    assert shared_with("joan") == {HOW_IT_WENT}
    assert joan.get(margaret("/summary")).status_code == 200
    assert joan.get(margaret("/week")).status_code == 403


def test_one_ally_gets_nothing_from_what_is_shared_with_another(app: Flask) -> None:
    share(app, "joan", CONTACT)
    assert shared_with("helen") == {MY_WEEK, HOW_IT_WENT}


def test_each_changed_section_is_one_decision_and_the_others_are_none(app: Flask) -> None:
    decide(app, "helen", MY_WEEK, CONTACT)  # how it went is off, contact is on, my week stays
    assert decisions() == 2
    assert shared_with("helen") == {MY_WEEK, CONTACT}


def test_pressing_save_twice_writes_it_down_once(app: Flask) -> None:
    press = new_id()
    for _ in range(2):
        assert share(app, "joan", MY_WEEK, id=press).status_code == 303
    assert decisions() == 1


def test_the_same_press_after_a_change_of_mind_still_counts(app: Flask) -> None:
    press = new_id()
    share(app, "joan", MY_WEEK, id=press)
    stop(app, "joan", MY_WEEK)
    share(app, "joan", MY_WEEK, id=press)
    assert shared_with("joan") == {MY_WEEK}


def test_the_person_stops_one_section_with_one_tap(app: Flask) -> None:
    assert stop(app, "helen", MY_WEEK).status_code == 303
    assert shared_with("helen") == {HOW_IT_WENT}


@pytest.mark.parametrize(
    ("section", "days", "said"),
    [
        (HOW_IT_WENT, None, "Saved: Joan Price can see this now."),
        (HOW_IT_WENT, 2, "Saved: this is shared with Joan Price from Friday 20 November."),
        (HEALTH, None, "Saved: this is shared with Joan Price now."),  # seen on other pages, if those are shared
    ],
)
def test_what_was_shared_is_said(app: Flask, section: str, days: int | None, said: str) -> None:
    first = {"from_day": (cast.TODAY + timedelta(days=days)).isoformat()} if days else {}
    form = {"share": section, "sure": "yes", "id": new_id(), **first}
    assert said in cast.signed_in(app, "margaret").post(page("joan"), data=form, follow_redirects=True).text


def test_what_was_stopped_is_said(app: Flask) -> None:
    margaret = cast.signed_in(app, "margaret")
    for what, said in ((MY_WEEK, "cannot see this now."), (HOW_IT_WENT, "sees nothing now.")):
        answer = margaret.post(page("helen"), data={"stop": what}, follow_redirects=True)
        assert f"Saved: Helen Hughes {said}" in answer.text
    form = {MY_WEEK: "yes", HOW_IT_WENT: "yes", "how_shown": "She nodded.", "id": new_id()}
    answer = cast.signed_in(app, "aled").post(page("joan"), data=form, follow_redirects=True)
    assert "Saved: Joan Price sees only what is switched on now." in answer.text


def test_the_person_stops_everything_with_one_tap(app: Flask) -> None:
    assert stop(app, "helen", "everything").status_code == 303
    assert shared_with("helen") == set()
    assert decisions() == 2


def test_what_stops_has_to_be_a_section(app: Flask) -> None:
    assert stop(app, "helen", "the weather").status_code == 400


def test_what_is_shared_has_to_be_a_section(app: Flask) -> None:
    assert share(app, "helen", "safeguarding").status_code == 400
    assert cast.signed_in(app, "margaret").post(page("helen"), data={}).status_code == 400


def test_the_person_is_asked_once_more_before_anything_is_shared(app: Flask) -> None:
    answer = share(app, "joan", MY_WEEK, sure="")
    assert "Share this with Joan Price?" in answer.text
    assert shared_with("joan") == set()


@pytest.mark.parametrize(
    ("today", "length", "last"),
    [
        ("2026-11-18", "week", "2026-11-25"), ("2026-11-18", "month", "2026-12-18"),
        ("2026-11-30", "three_months", "2027-02-28"),  # which has no thirtieth
        ("2028-11-30", "three_months", "2029-02-28"), ("2027-12-31", "month", "2028-01-31"),
    ],
)  # fmt: skip
def test_it_is_shared_for_a_week_a_month_or_three_instead_of_between_two_days(
    today: str, length: str, last: str
) -> None:
    assert Length(length).until(date.fromisoformat(today)) == date.fromisoformat(last)


@SQLITE
def test_how_long_is_the_second_press_and_counts_more_than_the_days_that_were_typed(app: Flask) -> None:
    assert "Until Wednesday 25 November" in share(app, "joan", MY_WEEK, sure="").text
    assert share(app, "joan", MY_WEEK, sure="", length="for ever").status_code == 422
    assert decisions() == 0
    pressed = share(app, "joan", MY_WEEK, sure="", length="week", from_day="2027-01-01", until_day="2026-01-01")
    assert pressed.status_code == 303
    decided = Sharing.select().order_by(Sharing.event.desc()).get()
    assert (decided.from_day, decided.until_day) == (None, date(2026, 11, 25))
    assert shared_with("joan") == {MY_WEEK}


def test_a_coordinator_writes_how_the_person_showed_it(app: Flask) -> None:
    without = decide(app, "joan", MY_WEEK, how="")
    assert without.status_code == 422
    assert "Say how the person showed it." in without.text
    assert shared_with("joan") == set()
    assert decide(app, "joan", MY_WEEK, how="She pointed at Joan's photo and nodded.").status_code == 303
    assert Sharing.select().order_by(Sharing.event.desc()).get().how_shown == "She pointed at Joan's photo and nodded."


def test_what_the_person_stopped_is_not_shared_again_by_an_older_page(app: Flask) -> None:
    decide(app, "joan", MY_WEEK, HOW_IT_WENT)
    older = re.search(r'name="seen"[^>]*value="([^"]+)"', cast.signed_in(app, "aled").get(page("joan")).text)
    assert older
    stop(app, "joan", MY_WEEK)
    answer = decide(app, "joan", MY_WEEK, HOW_IT_WENT, PHOTOS, seen=older[1])
    assert answer.status_code == 422
    assert "Somebody changed this meanwhile: look at it once more." in answer.text
    assert shared_with("joan") == {HOW_IT_WENT}
    assert decide(app, "joan", HOW_IT_WENT, PHOTOS).status_code == 303
    assert shared_with("joan") == {HOW_IT_WENT, PHOTOS}


def test_a_coordinator_who_changes_nothing_needs_no_words(app: Flask) -> None:
    assert decide(app, "helen", MY_WEEK, HOW_IT_WENT, how="").status_code == 303
    assert decisions() == 0


def test_a_coordinator_stops_nothing_without_words(app: Flask) -> None:
    assert decide(app, "helen", HOW_IT_WENT, how="").status_code == 422
    assert shared_with("helen") == {MY_WEEK, HOW_IT_WENT}


@pytest.mark.parametrize("username", ["sam", "helen", "ruth"])
def test_nobody_else_decides(app: Flask, username: str) -> None:
    assert decide(app, "joan", MY_WEEK, by=username).status_code == 403
    for path in (margaret("/sharing"), page("joan")):
        assert cast.signed_in(app, username).get(path).status_code == 403


def test_from_a_day_until_a_day(app: Flask) -> None:
    first, last = cast.TODAY + timedelta(days=1), cast.TODAY + timedelta(days=2)
    decide(app, "joan", MY_WEEK, my_week_from=first.isoformat(), my_week_until=last.isoformat())
    seen = []
    for days in range(5):
        with time_machine.travel(cast.NOW + timedelta(days=days)):
            seen.append(shared_with("joan"))
    assert seen == [set(), {MY_WEEK}, {MY_WEEK}, set(), set()]


def test_the_days_that_stand_are_shown(app: Flask) -> None:
    last = cast.TODAY + timedelta(days=2)
    decide(app, "joan", MY_WEEK, my_week_until=last.isoformat())
    for username in ("aled", "margaret"):
        assert "Until Friday 20 November." in cast.signed_in(app, username).get(page("joan")).text


def test_days_that_are_over_share_nothing_and_saving_again_does_not_bring_them_back(app: Flask) -> None:
    decide(app, "joan", MY_WEEK, my_week_until=cast.TODAY.isoformat())
    with time_machine.travel(cast.NOW + timedelta(days=3)):
        assert "Nothing is shared with Joan Price yet." in cast.signed_in(app, "aled").get(page("joan")).text
        decide(app, "joan")
        assert shared_with("joan") == set()
    assert decisions() == 1


@pytest.mark.parametrize(
    "days",
    [
        {"my_week_from": "2026-12-05", "my_week_until": "2026-12-01"},
        {"my_week_until": "2026-11-17"},
        {"my_week_until": "soon"},
        {"my_week_from": "2026-02-30"},
        {"my_week_from": "99999-01-01"},
    ],
)
def test_days_that_cannot_be_are_refused(app: Flask, days: dict[str, str]) -> None:
    answer = decide(app, "joan", MY_WEEK, **days)
    assert answer.status_code == 422
    assert "-error" in answer.text
    assert decisions() == 0


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(9, 5, "The last day is before the first."), (0, -1, "The last day is over already.")],
)
def test_of_days_that_cannot_be_only_what_is_wrong_is_said(app: Flask, first: int, last: int, said: str) -> None:
    days = [(cast.TODAY + timedelta(days=one)).isoformat() for one in (first, last)]
    theirs = decide(app, "joan", MY_WEEK, my_week_from=days[0], my_week_until=days[1])
    own = share(app, "joan", MY_WEEK, from_day=days[0], until_day=days[1])
    for answer in (theirs, own):
        assert answer.status_code == 422
        assert said in answer.text
        assert answer.text.count("The last day is") == 2  # beside the field, and on top


def test_each_question_about_sharing_begins_with_what_is_shared(app: Flask) -> None:
    browser = cast.signed_in(app, "margaret")
    assert f'action="{page("joan")}?page=2#sure"' in browser.get(f"{page('joan')}?page=2").text
    asked = browser.post(f"{page('joan')}?page=3", data={"share": PHOTOS, "id": new_id()}).text
    assert f'action="{page("joan")}?page=3#top"' in asked
    for screen in ("sure", "days"):
        assert re.search(rf'<h2 id="{screen}-name">Photos</h2>', asked)
    shared = share(app, "joan", PHOTOS)
    assert shared.location.endswith("#top")  # a browser forgets the screen


def test_the_person_is_told_which_of_the_pages_it_is_and_where_the_last_one_leads(app: Flask) -> None:
    browser = cast.signed_in(app, "margaret")
    first, last = (browser.get(f"{page('joan')}?page={number}").text for number in (1, 6))
    assert "Page 1 of 6." in first
    assert "More things" in first
    assert "Page 6 of 6." in last
    assert "Back to the first page" in last


def test_who_chose_pictures_only_still_reads_who_it_is(app: Flask) -> None:
    assert "<strong>Joan Price</strong>" in cast.signed_in(app, "margaret").get(margaret("/sharing")).text


def test_a_coordinator_reads_who_stopped_it_and_whose_needs_are_whose(app: Flask) -> None:
    InformationNeeds.record(
        cast.person(cast.MARGARET), Needs(ways=("bsl",)), Author(cast.user("aled").id, "coordinator")
    )
    share(app, "joan", MY_WEEK)
    decide(app, "joan", MY_WEEK, HOW_IT_WENT)
    stop(app, "joan", MY_WEEK)
    decide(app, "joan")
    text = cast.signed_in(app, "aled").get(page("joan")).text
    assert "Stopped by the person, Wednesday 18 November" in text
    assert "Stopped: Aled Prosser wrote it down, Wednesday 18 November" in text
    assert "Decided by the person" not in text
    for name in (cast.MARGARET, "Joan Price"):
        assert f"<strong>{name}:</strong>" in text


def test_sharing_ends_with_the_membership_and_does_not_come_back(app: Flask) -> None:
    helen, person = ally("helen"), cast.person(cast.MARGARET)
    browser = cast.signed_in(app, "helen")
    cast.signed_in(app, "margaret").post(margaret(f"/memberships/{helen.id}/ending"))
    assert browser.get(margaret("/week")).status_code == 404
    Membership.start(person, cast.user("helen"), "ally", Author(cast.user("aled").id, "coordinator"))
    assert browser.get(margaret()).status_code == 200
    assert browser.get(margaret("/week")).status_code == 403
    assert shared_with("helen") == set()


def test_nothing_is_decided_about_somebody_who_is_no_ally_of_this_person(app: Flask) -> None:
    browser = cast.signed_in(app, "margaret")
    carol = Membership.get(Membership.user == cast.user("carol"))
    worker = Membership.get((Membership.user == cast.user("sam")) & (Membership.person == cast.person(cast.MARGARET)))
    ended = ally("joan")
    ended.end(Author(cast.user("margaret").id, SELF))
    for number in (carol.id, worker.id, ended.id, 9999, "x"):
        form = {"share": "my_week", "sure": "yes", "id": new_id()}
        assert browser.post(margaret(f"/sharing/{number}"), data=form).status_code == 404
    assert decisions() == 0


def test_without_allies_the_page_says_so(app: Flask) -> None:
    ivy = f"/people/{cast.person(cast.IVY).id}/sharing"
    assert "No family or friends belong yet" in cast.signed_in(app, "priya").get(ivy).text


def test_every_section_has_its_switch(app: Flask) -> None:
    theirs = cast.signed_in(app, "aled").get(page("joan")).text
    assert [section for section in SECTIONS if f'name="{section}"' not in theirs] == []
    browser = cast.signed_in(app, "margaret")
    own = "".join(browser.get(f"{page('joan')}?page={number}").text for number in range(1, 7))
    assert [section for section in SECTIONS if f'name="share" value="{section}"' not in own] == []


def test_a_choice_whose_days_are_over_shares_nothing() -> None:
    made = Sharing(shared=True, from_day=None, until_day=date(2026, 11, 17))
    assert made.choice(date(2026, 11, 17)) == Choice(shared=True, until_day=date(2026, 11, 17))
    assert made.choice(date(2026, 11, 18)) == Choice(shared=False)


@SQLITE
@pytest.mark.parametrize(
    ("section", "its_page", "cannot", "first"),
    [
        (PHOTOS, LEARNING_LOGS, "Joan Price cannot see photos yet.", "First I share “What we learn”, too."),
        (HEALTH, MY_WEEK, "Joan Price cannot see this yet.", "First I share a page where it stands, too."),
    ],
)
def test_no_page_says_that_somebody_sees_what_they_do_not(
    app: Flask, section: str, its_page: str, cannot: str, first: str
) -> None:
    own, aled, word = cast.signed_in(app, "margaret"), cast.signed_in(app, "aled"), section.capitalize()

    def stands(line: str, rows: str) -> None:
        """On the person's list of faces, and on the coordinator's."""
        for browser, said in ((own, line), (aled, rows)):
            assert said in re.sub(r"\s+", " ", browser.get(margaret("/sharing")).text)

    asked = share(app, "joan", section, sure="").text
    assert [cannot in asked, first in asked, "can see this" in asked] == [True, True, False]
    share(app, "joan", section)
    switches = "".join(own.get(f"{page('joan')}?page={number}").text for number in range(1, 7))
    assert [cannot in switches, first in switches, "can see this" in switches] == [True, True, False]
    assert cannot in aled.get(page("joan")).text
    stands("<span>Sees nothing yet</span>", f">{word} (not seen yet)<")
    share(app, "joan", its_page)
    if section == PHOTOS:
        stands("<span>Sees one thing</span>", f">What we learn · {word} (not seen yet)<")
        photos.says_yes(cast.person(cast.MARGARET), Audience("ally", ally("joan").id), Author(None, SELF))
        stands("<span>Sees 2 things</span>", f">What we learn · {word}<")
    else:
        stands("<span>Sees 2 things</span>", f">My week · {word}<")


@SQLITE
def test_what_begins_later_is_not_seen_yet(app: Flask) -> None:
    share(app, "joan", MY_WEEK, from_day=(cast.TODAY + timedelta(days=2)).isoformat())
    assert "Sees nothing yet" in cast.signed_in(app, "margaret").get(margaret("/sharing")).text
    assert "My week (not seen yet)" in cast.signed_in(app, "aled").get(margaret("/sharing")).text


def labels(username: str) -> set[str]:
    return Access.of(cast.user(username)).labels(cast.person(cast.MARGARET))


def test_health_private_care_and_money_go_to_no_ally_unless_given_one_by_one(app: Flask) -> None:
    decide(app, "helen", *(section for section in SECTIONS if section not in LABELS))
    assert labels("helen") == {"ordinary"}
    for shared in LABELS:
        decide(app, "helen", MY_WEEK, shared)
        assert labels("helen") == {"ordinary", shared}
    assert labels("joan") == {"ordinary"}


@pytest.mark.usefixtures("app")
def test_those_who_support_the_person_read_every_label_but_what_a_worry_carries() -> None:
    for username in ("margaret", "sam", "aled", "ruth"):
        assert labels(username) == {"ordinary", HEALTH, INTIMATE, MONEY, KEPT_BACK}


def test_no_switch_gives_a_worry(app: Flask) -> None:
    decide(app, "helen", *SECTIONS)
    assert "safeguarding" not in labels("helen")
    with pytest.raises(ValueError, match="safeguarding"):
        Sharing.decide(ally("helen"), "safeguarding", Author(cast.user("margaret").id, SELF), shared=True)


def test_a_label_is_shared_from_a_day_until_a_day_and_stopped_like_any_section(app: Flask) -> None:
    first, last = (cast.TODAY + timedelta(days=days) for days in (1, 2))
    decide(app, "helen", MY_WEEK, HEALTH, health_from=first.isoformat(), health_until=last.isoformat())
    seen = []
    for days in range(4):
        with time_machine.travel(cast.NOW + timedelta(days=days)):
            seen.append(HEALTH in labels("helen"))
    assert seen == [False, True, True, False]
    decide(app, "helen", MY_WEEK, HEALTH)
    stop(app, "helen", HEALTH)
    assert labels("helen") == {"ordinary"}
