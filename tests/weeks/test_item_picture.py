"""Another picture for an item: it stands at once and everywhere, without a new version; and who may choose it."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from carelog import journal, pictures
from carelog.people.person import Person
from carelog.weeks.details import ItemDetails, Label
from carelog.weeks.item_picture import ItemPicture
from carelog.weeks.known_items import known_items
from carelog.weeks.perfect_week import PerfectWeek, Wanted, latest, versions
from tests import cast
from tests.asking import SQLITE
from tests.plans import agree, author, fixed
from tests.tables import contents

TOMORROW = cast.TODAY + timedelta(days=1)


def planned(person: Person) -> dict[str, ItemDetails]:
    """The week agreed last, by title."""
    week = latest(person)
    assert week is not None
    return {one.details.title: one.details for one in week.items}


def choose(person: Person, item_id: str, picture: str, by: str = "aled", role: str = "coordinator") -> None:
    ItemPicture.choose(person, item_id, picture, author(by, role))


def test_the_picture_chosen_last_stands_at_once_in_the_agreed_week(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", picture="hot-beverage"), fixed("Paint", picture="artist-palette"))
    choose(nadia, ids["Tea"], "shortcake")
    choose(nadia, ids["Tea"], "sandwich")
    assert {title: details.picture for title, details in planned(nadia).items()} == {
        "Tea": "sandwich", "Paint": "artist-palette",
    }  # fmt: skip
    assert len(versions([nadia.id])[nadia.id]) == 1


def test_it_says_nothing_about_what_is_important(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", important_to=True, important_for=False))
    choose(nadia, ids["Tea"], "shortcake")
    assert planned(nadia)["Tea"].important_to is True


def test_a_version_agreed_later_brings_its_own_picture_and_the_earlier_one_keeps_its(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", picture="hot-beverage"))
    choose(nadia, ids["Tea"], "shortcake")
    tea = fixed("Tea", picture="sandwich")
    PerfectWeek.agree(nadia, [Wanted(tea, ids["Tea"])], TOMORROW, author("aled", "coordinator"))
    pictures_of = [version.items[0].details.picture for version in versions([nadia.id])[nadia.id]]
    assert pictures_of == ["shortcake", "sandwich"]


def test_an_item_can_have_no_picture_any_more(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", picture="hot-beverage"))
    choose(nadia, ids["Tea"], "")
    assert planned(nadia)["Tea"].picture == ""


def test_it_is_the_picture_of_the_thing_wherever_things_are_listed(nadia: Person) -> None:
    ids = agree(nadia, fixed("Tea", picture="hot-beverage"), fixed("Paint", picture="artist-palette"))
    choose(nadia, ids["Tea"], "shortcake")
    listed = {item.title: item.picture for item in known_items(nadia, cast.TODAY)}
    assert listed == {"Tea": "shortcake", "Paint": "artist-palette"}


def test_nobody_gives_a_picture_to_somebody_elses_item(nadia: Person, margaret: Person) -> None:
    ids = agree(nadia, fixed("Tea"))
    with pytest.raises(journal.NothingThere):
        choose(margaret, ids["Tea"], "sandwich")


def path(person: Person, item_id: str) -> str:
    return f"/people/{person.id}/items/{item_id}/picture"


@SQLITE
def test_the_plan_leads_the_coordinator_to_the_pictures_and_nobody_else(app: Flask, margaret: Person) -> None:
    links = rf'href="/people/{margaret.id}/items/[0-9a-f-]+/picture"'
    week = latest(margaret)
    assert week is not None
    assert len(re.findall(links, cast.signed_in(app, "aled").get(f"/people/{margaret.id}/plan").text)) == len(
        week.items
    )
    assert re.findall(links, cast.signed_in(app, "margaret").get(f"/people/{margaret.id}/plan").text) == []


def test_choosing_a_picture_shows_it_on_the_plan(app: Flask, nadia: Person) -> None:
    ids, aled = agree(nadia, fixed("Tea", picture="hot-beverage")), cast.signed_in(app, "aled")
    form = {"id": journal.new_id(), "picture": "shortcake"}
    for _press in range(2):
        answer = aled.post(path(nadia, ids["Tea"]), data=form, follow_redirects=True)
        assert "symbols/shortcake.svg" in answer.text
    assert ItemPicture.select().count() == 1


def test_searching_for_a_picture_saves_nothing_and_shows_what_was_found(app: Flask, nadia: Person) -> None:
    ids, aled = agree(nadia, fixed("Tea", picture="hot-beverage")), cast.signed_in(app, "aled")
    before = contents()
    form = {"id": journal.new_id(), "picture": "shortcake", "find": "dog", "step": "find"}
    page = aled.post(path(nadia, ids["Tea"]), data=form).text
    shown = set(re.findall(r'type="radio" value="([\w-]*)"', page))
    assert shown == {"", "shortcake", *pictures.search("dog")}  # what was chosen stays there to be seen
    assert re.search(r'checked[^>]* value="shortcake"', page)
    assert 'value="dog"' in page
    assert contents() == before


def test_a_word_that_finds_no_picture_says_so(app: Flask, nadia: Person) -> None:
    ids, aled = agree(nadia, fixed("Tea")), cast.signed_in(app, "aled")
    page = aled.post(path(nadia, ids["Tea"]), data={"find": "zzz", "step": "find"}).text
    assert "No picture is found by “zzz”" in page


@pytest.mark.parametrize("picture", ["no-such-picture", "../app", "x" * 3000])
def test_what_is_no_picture_of_ours_is_not_taken(app: Flask, nadia: Person, picture: str) -> None:
    ids, aled = agree(nadia, fixed("Tea", picture="hot-beverage")), cast.signed_in(app, "aled")
    answer = aled.post(path(nadia, ids["Tea"]), data={"id": journal.new_id(), "picture": picture})
    assert answer.status_code == 422
    assert planned(nadia)["Tea"].picture == "hot-beverage"


@SQLITE
def test_an_item_that_may_not_be_seen_is_not_there(app: Flask, nadia: Person, margaret: Person) -> None:
    aled = cast.signed_in(app, "aled")
    ids = agree(nadia, fixed("Tea"), fixed("Kept", label=Label.SAFEGUARDING))
    assert aled.get(path(nadia, ids["Tea"])).status_code == 200
    assert aled.get(path(nadia, ids["Kept"])).status_code == 404
    assert aled.get(path(nadia, journal.new_id())).status_code == 404
    assert aled.get(path(margaret, ids["Tea"])).status_code == 404
