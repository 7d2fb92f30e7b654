"""People: who is listed for whom, one person's page, adding somebody, changing the words, moving to another team."""

import re
from io import BytesIO

import pytest
import time_machine
from flask import Flask

from carelog import pictures
from carelog.access import Look
from carelog.accounts.invitation import Invitation
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.journal import Author, Change, Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person, Placement
from tests import cast

OPERATOR = Author(None, "operator")
PRIVATE = ("I talk.", "Do things with me", "3 Canal Row", "01632 960101", "My daughter, 01632 960102", "Ring twice")
REACHING = PRIVATE[2:]


def page(app: Flask, username: str, path: str) -> str:
    answer = cast.signed_in(app, username).get(path)
    assert answer.status_code == 200, answer.status
    return answer.text


def margaret(path: str = "") -> str:
    return f"/people/{cast.person(cast.MARGARET).id}{path}"


def add_people(count: int) -> None:
    team = Team.get(Team.name == "Riverside")
    for number in range(count):
        Person.welcome(team, OPERATOR, name=f"Person {number:03}")


@pytest.mark.parametrize(
    ("username", "names"),
    [
        ("sam", {cast.MARGARET, cast.JAMIE, cast.WALTER, cast.NADIA}),
        ("margaret", {cast.MARGARET}),
        ("helen", {cast.MARGARET}),
        ("tomasz", {cast.JAMIE}),
        ("aled", {cast.MARGARET, cast.JAMIE, cast.WALTER, cast.NADIA}),
        ("priya", {cast.IVY}),
        ("ruth", {cast.MARGARET, cast.JAMIE, cast.WALTER, cast.NADIA, cast.IVY}),
    ],
)
def test_everybody_sees_whom_they_belong_to(app: Flask, username: str, names: set[str]) -> None:
    text = page(app, username, "/people")
    everybody = {cast.MARGARET, cast.JAMIE, cast.WALTER, cast.NADIA, cast.IVY}
    assert {name for name in everybody if f"<strong>{name}</strong>" in text} == names


def test_somebody_elses_person_is_not_to_be_found(app: Flask) -> None:
    ivy = cast.person(cast.IVY).id
    answers = [cast.signed_in(app, name).get(f"/people/{ivy}").status_code for name in ("sam", "helen", "aled")]
    assert answers == [404, 404, 404]
    assert cast.signed_in(app, "aled").get("/people/999999").status_code == 404


def test_a_few_people_need_no_search(app: Flask) -> None:
    assert 'role="search"' not in page(app, "aled", "/people")


def test_many_people_are_found_by_part_of_their_name(app: Flask) -> None:
    add_people(10)
    text = page(app, "aled", "/people?q=garet")
    assert 'role="search"' in text
    assert cast.MARGARET in text
    assert "Person 001" not in text


@pytest.mark.parametrize("asked", ["%", "_", "\\", "' OR 1=1 --"])
def test_what_is_searched_for_is_text_and_nothing_else(app: Flask, asked: str) -> None:
    add_people(10)
    browser = cast.signed_in(app, "aled")
    assert "Nobody here has a name with" in browser.get("/people", query_string={"q": asked}).text


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999", "1.5", ""])
def test_a_page_number_that_is_none_breaks_nothing(app: Flask, number: str) -> None:
    assert cast.signed_in(app, "aled").get("/people", query_string={"page": number}).status_code == 200


def test_a_long_list_comes_in_pages(app: Flask) -> None:
    add_people(60)
    assert "Person 059" not in page(app, "aled", "/people")
    assert "Person 059" in page(app, "aled", "/people?page=2")


@pytest.mark.parametrize(
    ("role", "says"),
    [("manager", "First make a team"), ("coordinator", "Begin with one person"), (None, "You do not belong")],
)
def test_where_there_is_nobody_the_page_says_what_to_do_next(empty_app: Flask, role: str | None, says: str) -> None:
    user = User.join("new", "New Here", None, OPERATOR)
    if role:
        StaffRole.give(user, role, Team.found("Riverside", OPERATOR) if role == "coordinator" else None, OPERATOR)
    assert says in cast.signed_in(empty_app, "new").get("/people").text


@pytest.mark.parametrize("username", ["margaret", "sam", "aled", "ruth"])
def test_the_person_and_their_team_read_how_to_be_with_them(app: Flask, username: str) -> None:
    text = page(app, username, margaret())
    assert [words for words in PRIVATE if words not in text] == []


def test_an_ally_reads_the_name_only_until_something_is_shared(app: Flask) -> None:
    text = page(app, "joan", margaret())
    assert cast.MARGARET in text
    assert [words for words in PRIVATE if words in text] == []


def test_an_ally_with_whom_contact_is_shared_reads_that_and_no_more(app: Flask) -> None:
    text = page(app, "carol", f"/people/{cast.person(cast.JAMIE).id}")
    assert "Flat 2, 18 Mill Lane" in text
    assert "I use short sentences" not in text


def test_links_show_only_where_they_lead_somewhere(app: Flask) -> None:
    for username in ("margaret", "sam", "joan", "helen", "aled", "ruth"):
        browser = cast.signed_in(app, username)
        text = browser.get(margaret()).text
        for place in ("/week", "/summary", "/plan", "/circle", "/sharing", "/looks", "/details"):
            allowed = browser.get(margaret(place)).status_code == 200
            assert (f'href="{margaret(place)}"' in text) == allowed, (username, place)


def test_titles_carry_no_name(app: Flask) -> None:
    browser = cast.signed_in(app, "margaret")
    for place in ("", "/details", "/circle", "/sharing", "/looks"):
        title = browser.get(margaret(place)).text.partition("<title>")[2].partition("</title>")[0]
        assert title
        assert "Margaret" not in title


def test_reading_where_somebody_lives_is_remembered(app: Flask) -> None:
    page(app, "sam", margaret())
    page(app, "joan", margaret())
    read = {(look.user.username, look.section) for look in Look.of(cast.person(cast.MARGARET))}
    assert read == {("sam", "person"), ("sam", "contact"), ("joan", "person")}


def new_person(**changes: str) -> dict[str, str]:
    team = Team.get(Team.name == "Riverside").id
    return {"id": new_id(), "name": "Rosa Diaz", "team": str(team), "picture": "tulip", **changes}


def test_a_coordinator_adds_a_person_to_their_team(app: Flask) -> None:
    browser = cast.signed_in(app, "aled")
    answer = browser.post("/people/new", data=new_person())
    rosa = cast.person("Rosa Diaz")
    assert answer.location == f"/people/{rosa.id}"
    assert rosa.team.name == "Riverside"
    assert "Rosa Diaz" in browser.get("/people").text


def test_a_coordinator_cannot_add_to_somebody_elses_team(app: Flask) -> None:
    hilltop = Team.get(Team.name == "Hilltop").id
    answer = cast.signed_in(app, "aled").post("/people/new", data=new_person(team=str(hilltop)))
    assert answer.status_code == 422
    assert "Hilltop" not in cast.signed_in(app, "aled").get("/people/new").text


def test_a_manager_adds_to_any_team(app: Flask) -> None:
    hilltop = Team.get(Team.name == "Hilltop").id
    assert cast.signed_in(app, "ruth").post("/people/new", data=new_person(team=str(hilltop))).status_code == 303


def test_pressing_add_twice_adds_one_person(app: Flask) -> None:
    browser, form = cast.signed_in(app, "aled"), new_person()
    answers = [browser.post("/people/new", data=form) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert Person.select().where(Person.name == "Rosa Diaz").count() == 1


def test_the_same_press_with_other_words_is_refused(app: Flask) -> None:
    browser, form = cast.signed_in(app, "aled"), new_person()
    browser.post("/people/new", data=form)
    assert browser.post("/people/new", data=form | {"name": "Rosalind Diaz"}).status_code == 409


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": " \n "}, {"name": "x" * 101}, {"picture": "no-such-picture"}, {"team": ""}, {"team": "x"},
     {"team": "99999999999999999999"}, {"how_to_support_me": "x" * 2001}, {"id": "not a uuid"}, {"id": ""}],
)  # fmt: skip
def test_a_form_that_is_not_in_order_adds_nobody(app: Flask, wrong: dict[str, str]) -> None:
    before = Person.select().count()
    assert cast.signed_in(app, "aled").post("/people/new", data=new_person(**wrong)).status_code == 422
    assert Person.select().count() == before


def test_somebody_changes_the_words_about_themselves(app: Flask) -> None:
    browser = cast.signed_in(app, "margaret")
    form = {"name": cast.MARGARET, "picture": "tulip", "how_to_support_me": "Write it down\r\nfor me."}
    assert browser.post(margaret("/details"), data=form).status_code == 303
    person = cast.person(cast.MARGARET)
    assert (person.picture, person.how_to_support_me) == ("tulip", "Write it down\nfor me.")
    assert person.address == "3 Canal Row"


def test_what_did_not_change_is_not_written_down(app: Flask) -> None:
    browser = cast.signed_in(app, "margaret")
    form = {"name": cast.MARGARET, "picture": "tulip"}
    for _ in range(2):
        browser.post(margaret("/details"), data=form)
    changes = Change.select().join(Event).where(Event.kind == "person.changed")
    assert [change.what for change in changes] == ['{"picture": "tulip"}']


def details(app: Flask, username: str) -> dict[str, str]:
    """What the form holds when somebody opens it."""
    text = cast.signed_in(app, username).get(margaret("/details")).text
    seen = re.search(r'name="seen" type="hidden" value="([^"]*)"', text)
    assert seen is not None
    person = cast.person(cast.MARGARET)
    return {"seen": seen[1], **{name: getattr(person, name) for name in Person.EDITABLE}}


def test_a_page_that_was_opened_before_somebody_elses_change_does_not_undo_it(app: Flask) -> None:
    form = details(app, "aled")
    hers = details(app, "margaret") | {"way_in": "Ring three times."}
    assert cast.signed_in(app, "margaret").post(margaret("/details"), data=hers).status_code == 303
    mine = form | {"address": "5 Canal Row"}
    assert cast.signed_in(app, "aled").post(margaret("/details"), data=mine).status_code == 303
    person = cast.person(cast.MARGARET)
    assert (person.way_in, person.address) == ("Ring three times.", "5 Canal Row")


def test_where_both_changed_the_same_words_nothing_is_written_and_both_are_shown(app: Flask) -> None:
    form, browser = details(app, "aled"), cast.signed_in(app, "aled")
    hers = details(app, "margaret") | {"way_in": "Ring three times.", "phone": "01632 960199", "picture": "tulip"}
    cast.signed_in(app, "margaret").post(margaret("/details"), data=hers)
    mine = form | {"way_in": "Knock.", "address": "5 Canal Row", "picture": "star"}
    answer = browser.post(margaret("/details"), data=mine)
    assert answer.status_code == 409
    tulip = f"Now it says: {pictures.symbols()['tulip'][0]}"
    for words in ("Now it says: Ring three times.", tulip, ">\r\nKnock.<", "5 Canal Row", "01632 960199"):
        assert words in answer.text
    person = cast.person(cast.MARGARET)
    assert (person.way_in, person.address) == ("Ring three times.", "3 Canal Row")
    again = mine | {"seen": details(app, "aled")["seen"], "phone": "01632 960199"}
    assert browser.post(margaret("/details"), data=again).status_code == 303  # having read it
    assert cast.person(cast.MARGARET).way_in == "Knock."


def test_the_same_change_twice_is_no_clash(app: Flask) -> None:
    form = details(app, "aled") | {"way_in": "Knock."}
    for username in ("aled", "margaret", "aled"):
        assert cast.signed_in(app, username).post(margaret("/details"), data=form).status_code == 303


@pytest.mark.parametrize("seen", ["x", ".", "." * 50, "é", "a" * 5000])
def test_a_page_that_says_nonsense_of_what_it_saw_overwrites_nothing(app: Flask, seen: str) -> None:
    form = details(app, "aled") | {"seen": seen, "way_in": "Knock."}
    assert cast.signed_in(app, "aled").post(margaret("/details"), data=form).status_code == 409
    assert cast.person(cast.MARGARET).way_in == "Ring twice and wait. I am slow but I am coming."


@pytest.mark.parametrize("username", ["sam", "helen", "ruth"])
def test_others_do_not_change_the_words(app: Flask, username: str) -> None:
    assert cast.signed_in(app, username).post(margaret("/details"), data={"name": "Maggie"}).status_code == 403


def test_moving_to_another_team_counts_at_once(app: Flask) -> None:
    hilltop = Team.get(Team.name == "Hilltop").id
    before, after = cast.signed_in(app, "aled"), cast.signed_in(app, "priya")
    for _ in range(2):
        assert cast.signed_in(app, "ruth").post(margaret("/placement"), data={"team": hilltop}).status_code == 303
    assert (before.get(margaret()).status_code, after.get(margaret()).status_code) == (404, 200)
    assert Placement.select().where(Placement.person == cast.person(cast.MARGARET)).count() == 2


def test_invitations_that_wait_end_when_somebody_moves(app: Flask) -> None:
    keys = app.config["SETTINGS"].secret_keys
    mine, jamies = (
        Invitation.make("Peter", "ally", OPERATOR, person_id=cast.person(name).id)
        for name in (cast.MARGARET, cast.JAMIE)
    )
    ruth, riverside = cast.signed_in(app, "ruth"), Team.get(Team.name == "Riverside").id
    ruth.post(margaret("/placement"), data={"team": riverside})  # where she is
    assert app.test_client().get(f"/invitations/{mine.token(keys)}").status_code == 200
    ruth.post(margaret("/placement"), data={"team": Team.get(Team.name == "Hilltop").id})
    assert app.test_client().get(f"/invitations/{mine.token(keys)}").status_code == 410
    assert cast.signed_in(app, "dev").post(f"/invitations/{mine.token(keys)}").status_code == 410
    assert app.test_client().get(f"/invitations/{jamies.token(keys)}").status_code == 200
    ended = Event.get(Event.kind == "invitation.withdrawn")
    assert (ended.author_id, ended.role, ended.person_id) == (
        cast.user("ruth").id, "manager", cast.person(cast.MARGARET).id,
    )  # fmt: skip


@pytest.mark.parametrize("username", ["aled", "margaret", "sam"])
def test_only_a_manager_moves_somebody(app: Flask, username: str) -> None:
    team = Team.get(Team.name == "Hilltop").id
    assert cast.signed_in(app, username).post(margaret("/placement"), data={"team": team}).status_code == 403


def test_a_team_that_is_none_is_refused(app: Flask) -> None:
    for team in ("", "x", "99999"):
        assert cast.signed_in(app, "ruth").post(margaret("/placement"), data={"team": team}).status_code == 422


def test_a_file_where_a_text_is_expected_is_no_text(app: Flask) -> None:
    form = {**new_person(), "name": (BytesIO(b"x"), "name.txt")}
    answer = cast.signed_in(app, "aled").post("/people/new", data=form, content_type="multipart/form-data")
    assert answer.status_code == 422


def test_json_is_no_form(app: Flask) -> None:
    for body in ([1], "x", {"name": "Rosa"}, None):
        assert cast.signed_in(app, "aled").post("/people/new", json=body).status_code == 422


def test_a_membership_counts_from_its_first_to_its_last_moment(app: Flask) -> None:
    browser, person = cast.signed_in(app, "dev"), cast.person(cast.MARGARET)
    assert browser.get(margaret()).status_code == 404
    membership = Membership.start(person, cast.user("dev"), "worker", OPERATOR)
    assert browser.get(margaret()).status_code == 200
    membership.end(OPERATOR)
    assert browser.get(margaret()).status_code == 404
    with time_machine.travel(cast.BEGAN):
        assert membership not in Membership.standing()


# pictures, and how things are written down


def details_form(**fields: str) -> dict[str, str]:
    return {"name": cast.MARGARET, "how_to_support_me": "Slowly.", **fields}


def test_a_picture_is_searched_for_by_a_word_and_nothing_typed_is_lost(app: Flask) -> None:
    before, browser = Event.select().count(), cast.signed_in(app, "margaret")
    form = details_form(picture="tulip", find="dog", step="find", written_down="after", address="A new address")
    answer = browser.post(margaret("/details"), data=form)
    assert answer.status_code == 200
    assert Event.select().count() == before
    for words in (
        "Slowly.",
        "A new address",
        'value="dog"',
        "symbols/dog-face.svg",
        "symbols/tulip.svg",
        "<details open>",
    ):
        assert words in answer.text, words
    assert "symbols/tractor.svg" not in answer.text


def test_somebody_new_is_given_a_picture_by_a_word(app: Flask) -> None:
    before, browser = Person.select().count(), cast.signed_in(app, "aled")
    form = {"id": new_id(), "name": "Somebody", "team": "1", "find": "choir", "step": "find"}
    assert "symbols/microphone.svg" in browser.post("/people/new", data=form).text
    assert Person.select().count() == before
    assert browser.post("/people/new", data={**form, "step": "", "picture": "microphone"}).status_code == 303
    assert Person.get(Person.name == "Somebody").picture == "microphone"


def test_how_they_want_things_written_down_stands_on_the_page_for_the_team(app: Flask) -> None:
    browser = cast.signed_in(app, "margaret")
    assert browser.post(margaret("/details"), data=details_form(written_down="on_paper")).status_code == 303
    for username in ("margaret", "sam", "aled", "ruth"):
        assert "On paper: the sheet stays with me" in page(app, username, margaret())
    assert "On paper: the sheet" not in page(app, "helen", margaret())


@pytest.mark.parametrize("how", ["never", "", "after"])
def test_things_are_written_down_in_one_of_three_ways_or_nobody_has_said(app: Flask, how: str) -> None:
    assert cast.person(cast.MARGARET).written_down == "with_me"
    answer = cast.signed_in(app, "margaret").post(margaret("/details"), data=details_form(written_down=how))
    assert answer.status_code == (422 if how == "never" else 303)
    assert cast.person(cast.MARGARET).written_down == ("with_me" if how == "never" else how)
