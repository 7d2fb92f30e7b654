"""The desk's pages: everybody's conversations on one board; asking, days and packs for several at once."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.reviews.conversation_plan import decided
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.proposal import ConversationProposal
from carelog.reviews.review_plan import Arranged
from carelog.reviews.three_month_review import Review
from carelog.weeks.time_away import TimeAway, Why
from tests import cast
from tests.asking import SQLITE
from tests.plans import author
from tests.pressing import Presses
from tests.reviews.talking import NOVEMBER, by, write

THIS = "2026-11"
pytestmark = SQLITE


@pytest.fixture
def aled(app: Flask) -> FlaskClient:
    return cast.signed_in(app, "aled")


def lines(*names: str) -> list[str]:
    return [f"{cast.person(name).id}-{THIS}" for name in names]


def ask(browser: FlaskClient, *who: str, person: str = cast.MARGARET) -> int:
    (line,) = lines(person)
    form = {"id": new_id(), "line": line, "whom": [f"{line}-{cast.user(one).id}" for one in who]}
    return browser.post("/conversations/invitations", data=form).status_code


def propose(margaret: Person) -> str:
    day = cast.TODAY + timedelta(days=1)
    return str(ConversationProposal.make(margaret, NOVEMBER, day, "14:30", author("aled", "coordinator")).id)


def answer(browser: FlaskClient, margaret: Person, about: str, good: str, **more: str) -> int:
    form = {"id": new_id(), "about": about, "good": good, **more}
    return browser.post(f"/people/{margaret.id}/conversations/{THIS}/proposal-answers", data=form).status_code


def todays_screen(her: FlaskClient) -> str:
    """Of My week."""
    return her.get("/my-week").text.partition('id="today"')[2].partition("</section>")[0]


def share_with_helen(margaret: Person) -> None:
    helen = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("helen")))
    Sharing.decide(helen, "conversations", by("margaret"), shared=True)


def test_the_board_has_the_people_of_ones_own_teams(app: Flask, aled: FlaskClient) -> None:
    riverside, hilltop = aled.get("/conversations").text, cast.signed_in(app, "priya").get("/conversations").text
    assert all(name in riverside for name in (cast.MARGARET, cast.JAMIE, cast.WALTER, cast.NADIA))
    assert cast.IVY not in riverside
    assert cast.IVY in hilltop
    assert cast.MARGARET not in hilltop


def test_somebody_elses_people_are_left_out_however_an_address_names_them(app: Flask) -> None:
    priya, here = cast.signed_in(app, "priya"), f"line={lines(cast.MARGARET)[0]}"
    for page in ("invitations", "days", "packs"):
        assert cast.MARGARET not in priya.get(f"/conversations/{page}?{here}").text
    before = Event.select().count()
    assert ask(priya, "sam") == 422
    assert Event.select().count() == before


def test_who_is_asked_is_told_on_their_own_page_until_they_have_written(
    app: Flask, aled: FlaskClient, margaret: Person
) -> None:
    share_with_helen(margaret)
    sam, helen, her = (cast.signed_in(app, name) for name in ("sam", "helen", "margaret"))
    assert "waits for what you think" not in sam.get("/today").text
    assert ask(aled, "sam", "helen", "margaret") == 303
    assert "A conversation waits for what you think." in sam.get("/today").text
    assert f"/people/{margaret.id}/conversations/{THIS}/perspectives/new" in sam.get("/conversations/asked").text
    assert "What do you think of November?" in helen.get(f"/people/{margaret.id}/family").text
    assert "My conversation" in todays_screen(her)
    for name in ("sam", "helen", "margaret"):
        write(name)
    assert "waits for what you think" not in sam.get("/today").text
    assert "What do you think of November?" not in helen.get(f"/people/{margaret.id}/family").text
    assert "My conversation" not in todays_screen(her)


def test_once_the_month_is_closed_neither_the_visit_nor_the_family_page_leads_to_writing_for_it(
    app: Flask, margaret: Person
) -> None:
    share_with_helen(margaret)
    pages = {"sam": f"/people/{margaret.id}/visit", "helen": f"/people/{margaret.id}/family"}
    writing = "perspectives/new"
    assert [name for name, page in pages.items() if writing in cast.signed_in(app, name).get(page).text] == [*pages]
    for month in (date(2026, 10, 1), NOVEMBER):
        Conversation.of(margaret, month).open(by("aled"))
        Conversation.of(margaret, month).close({}, by("aled"))
    assert [name for name, page in pages.items() if writing in cast.signed_in(app, name).get(page).text] == []


def test_an_ally_is_not_told_any_more_once_conversations_are_not_shared(
    app: Flask, aled: FlaskClient, margaret: Person
) -> None:
    share_with_helen(margaret)
    assert ask(aled, "helen") == 303
    ally = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("helen")))
    Sharing.decide(ally, "conversations", by("margaret"), shared=False)
    helen = cast.signed_in(app, "helen")
    assert "What do you think of November?" not in helen.get(f"/people/{margaret.id}/family").text
    assert "November" not in helen.get("/conversations/asked").text


def test_whoever_asks_sees_whom_it_reaches_and_nobody_who_has_written_is_left_out(aled: FlaskClient) -> None:
    write("margaret", only_for="self")
    page = aled.get(f"/conversations/invitations?line={lines(cast.MARGARET)[0]}").text
    assert re.findall(r"<span>([A-Z][a-z]+ [A-Z][a-z]+) <span class=\"quiet\">", page) == [
        "Margaret Hughes", "Grace Mensah", "Sam Doyle",
    ]  # fmt: skip
    assert "Helen" not in page


def test_nobody_is_asked_twice_on_one_day(aled: FlaskClient) -> None:
    assert ask(aled, "sam") == 303
    assert ask(aled, "sam") == 422
    assert (
        "Asked today. Once a day is enough."
        in aled.get(f"/conversations/invitations?line={lines(cast.MARGARET)[0]}").text
    )


def test_days_for_several_are_proposed_and_each_is_fixed_by_its_persons_yes(
    app: Flask, aled: FlaskClient, margaret: Person
) -> None:
    desk = Presses(aled, f"/conversations?month={THIS}")
    for line in lines(cast.MARGARET, cast.JAMIE):
        desk.choose("line", line)
    desk.press("Propose days")
    assert {"2026-11-19"} == set(
        re.findall(r'type="date"[^>]*value="(2026-11-\d\d)"', desk.text.split("</details>")[1])
    )
    desk.press("Propose these days")
    assert desk.text.count("not answered yet") == 2
    again = aled.get("/conversations/days", query_string={"line": lines(cast.MARGARET, cast.JAMIE)}).text
    assert again.count("is proposed, and not answered yet") == 2
    assert 'value="2026-11' not in again.split("</details>")[1]  # nobody's question is asked anew without being meant
    her = Presses(cast.signed_in(app, "margaret"), f"/people/{margaret.id}/conversations/{THIS}")
    assert "Is this day good?" in her.text
    her.press("Yes")
    assert decided(margaret, NOVEMBER).plan.held_on == cast.TODAY + timedelta(days=1)
    assert aled.get(f"/conversations?month={THIS}").text.count("not answered yet") == 1


def test_a_day_that_is_over_is_refused_beside_its_field_and_no_other_day_is_proposed(aled: FlaskClient) -> None:
    first, second = lines(cast.MARGARET, cast.JAMIE)
    form = {
        "id": new_id(),
        "line": [first, second],
        f"{first}-held_on": "2026-11-20",
        f"{second}-held_on": "2026-11-02",
    }
    before = Event.select().count()
    answered = aled.post("/conversations/days", data=form)
    assert answered.status_code == 422
    assert "Choose a day from today on." in answered.text
    assert 'value="2026-11-20"' in answered.text
    assert Event.select().count() == before


def test_a_spread_that_is_out_of_order_says_so(aled: FlaskClient) -> None:
    answered = aled.get("/conversations/days?first=2026-11-19&a_day=99&at=10:00&every=60")
    assert answered.status_code == 422
    assert "Write a number from 1 to 10." in answered.text
    assert "Choose at least one." in answered.text


def test_who_supports_the_person_can_write_down_that_the_day_is_not_good(
    app: Flask, aled: FlaskClient, margaret: Person
) -> None:
    sam, about = cast.signed_in(app, "sam"), propose(margaret)
    assert answer(sam, margaret, about, "no") == 422, "without how she showed it"
    assert answer(sam, margaret, about, "no", words="She pushed the calendar away.") == 303
    assert "Another day, please" in aled.get(f"/conversations?month={THIS}").text
    assert "She pushed the calendar away." in aled.get(f"/people/{margaret.id}/conversations/{THIS}").text
    assert answer(sam, margaret, about, "yes", words="She nodded.") == 422, "it is answered"


def test_my_week_leads_to_a_day_that_is_proposed_until_it_is_answered(app: Flask, margaret: Person) -> None:
    her, about = cast.signed_in(app, "margaret"), propose(margaret)
    assert f'/conversations/{THIS}"' in her.get("/my-week").text
    assert answer(her, margaret, about, "no") == 303
    assert f'/conversations/{THIS}"' not in her.get("/my-week").text


def test_how_the_person_showed_it_is_for_the_team_and_not_for_an_ally(app: Flask, margaret: Person) -> None:
    share_with_helen(margaret)
    assert answer(cast.signed_in(app, "sam"), margaret, propose(margaret), "no", words="She pushed it away.") == 303
    page = cast.signed_in(app, "helen").get(f"/people/{margaret.id}/conversations/{THIS}").text
    assert "would like another day" in page
    assert "She pushed it away." not in page


def test_the_board_leads_to_each_persons_review(aled: FlaskClient, margaret: Person) -> None:
    assert "Review by Tue 5 Jan" in aled.get("/conversations").text
    event = Review.begin(margaret, Arranged(how="She said so."), author("aled", "coordinator"))
    assert f"/people/{margaret.id}/reviews/{event.id}" in aled.get("/conversations").text


def test_packs_of_several_stand_on_one_page_and_no_place_has_the_name_of_another(aled: FlaskClient) -> None:
    page = aled.get(f"/conversations/packs?line={'&line='.join(lines(cast.MARGARET, cast.JAMIE))}").text
    places = re.findall(r'\sid="([^"]+)"', page)
    assert page.count("<article") == 2
    assert len(places) == len(set(places))
    assert {name for names in re.findall(r'aria-labelledby="([^"]+)"', page) for name in names.split()} <= set(places)


def test_a_day_on_which_the_person_is_away_is_proposed_all_the_same_and_says_so(
    app: Flask, aled: FlaskClient, margaret: Person
) -> None:
    day, away = cast.TODAY + timedelta(days=1), author("sam", "worker")
    pages = (f"/conversations?month={THIS}", f"/people/{margaret.id}/conversations/{THIS}")

    def told() -> list[bool]:
        return ["away then" in aled.get(page).text for page in pages]

    propose(margaret)
    Review.begin(margaret, Arranged(how="She said so.", held_on=day + timedelta(days=5)), by("aled"))
    assert told() == [False, False]
    TimeAway.record(margaret, day, day + timedelta(days=1), Why.FAMILY, away)
    assert told() == [True, True]
    days = aled.get("/conversations/days", query_string={"line": lines(cast.MARGARET)}).text
    assert "Away:" in days
    assert days.count("Away:") == 1
    her, helen = cast.signed_in(app, "margaret"), cast.signed_in(app, "helen")
    assert "I am away then." in her.get(pages[1]).text
    share_with_helen(margaret)
    assert "is away then" in helen.get(pages[1]).text
    member = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("helen")))
    Sharing.decide(member, "my_week", by("margaret"), shared=False)
    assert "is away then" not in helen.get(pages[1]).text  # who may not see the week is not told
    proposed = re.search(r'name="about" value="([^"]+)"', her.get(pages[1]).text)
    assert proposed
    assert answer(her, margaret, proposed[1], "yes") == 303
    assert told() == [True, True]  # it is fixed, and nobody is kept from it
    review = Review.standing(margaret)
    assert review is not None
    review.change(replace(review.arranged, held_on=day, how="She nodded."), by("aled"))
    assert "is away then" in aled.get(f"/people/{margaret.id}/reviews/{review.id}").text
