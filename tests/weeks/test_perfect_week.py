"""Agreeing a week, version by version, and saying what is important to and for the person."""

import logging
from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine

from carelog.journal import Author, Event
from carelog.people.person import Person
from carelog.weeks.details import Cadence, ItemDetails, Label, Part, Support
from carelog.weeks.item import Item
from carelog.weeks.occurrences import Version
from carelog.weeks.perfect_week import (
    EmptyWeek,
    PerfectWeek,
    StartsTooEarly,
    Wanted,
    WeekMoved,
    day_parts,
    earliest_start,
    latest,
    say_importance,
    versions,
)
from tests import cast

TOMORROW = cast.TODAY + timedelta(days=1)
TO_ME, FOR_ME = (True, False), (False, True)
EVERYTHING = ItemDetails(
    title="Shower, “safely”", picture="shower", place="the flat", why="I feel fresh", important_to=False,
    important_for=True, cadence=Cadence.MONTHLY_WEEKDAY, days=(0, 2, 6), times=3, every_weeks=2,
    first_on=date(2026, 3, 2), nth=5, month_day=31, month=12, season_from="04-01", season_until="09-30",
    part=Part.NIGHT, at=time(22, 30), minutes=45, tolerance=20, with_whom="Grace", with_whom_matters=True,
    usually_says="Helen", support=Support.PAID_SHARED, starred=True, must_happen=True, by_when=time(9, 5),
    essential="tablets", carries_on=True, technology=True, label=Label.INTIMATE, notes="slowly", source="B5: shower",
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def aled() -> Author:
    """The coordinator."""
    return Author(cast.user("aled").id, "coordinator")


def want(title: str = "Painting", item_id: str | None = None, **said: Any) -> Wanted:
    """An item on Wednesdays."""
    return Wanted(ItemDetails(**{"title": title, "days": (2,), **said}), item_id)


def week(person: Person) -> Version:
    """The version agreed last."""
    found = latest(person)
    assert found is not None
    return found


def importance(version: Version) -> dict[str, tuple[bool | None, bool | None]]:
    """By title."""
    return {p.details.title: (p.details.important_to, p.details.important_for) for p in version.items}


def test_the_first_version_may_have_started_long_ago(nadia: Person, aled: Author) -> None:
    PerfectWeek.agree(nadia, [want()], date(2025, 1, 6), aled)
    assert week(nadia).starts == date(2025, 1, 6)


def test_a_later_version_starts_tomorrow_at_the_earliest(nadia: Person, aled: Author) -> None:
    PerfectWeek.agree(nadia, [want()], date(2025, 1, 6), aled)
    with pytest.raises(StartsTooEarly):
        PerfectWeek.agree(nadia, [want()], cast.TODAY, aled)
    assert len(versions([nadia.id])[nadia.id]) == 1
    PerfectWeek.agree(nadia, [want()], TOMORROW, aled)
    assert [version.starts for version in versions([nadia.id])[nadia.id]] == [date(2025, 1, 6), TOMORROW]


@pytest.mark.parametrize(
    ("moment", "earliest"),
    [("2027-07-01 22:59Z", date(2027, 7, 2)), ("2027-07-01 23:01Z", date(2027, 7, 3))],
)
def test_tomorrow_is_the_teams_tomorrow(moment: str, earliest: date) -> None:
    margaret = cast.person(cast.MARGARET)
    with time_machine.travel(moment):
        assert earliest_start(margaret) == earliest


def test_a_week_without_items_is_not_agreed(nadia: Person, aled: Author) -> None:
    with pytest.raises(EmptyWeek):
        PerfectWeek.agree(nadia, [], TOMORROW, aled)
    assert latest(nadia) is None


def test_everything_that_was_agreed_comes_back_in_its_order(nadia: Person, aled: Author) -> None:
    wanted = [want("Tea"), Wanted(EVERYTHING), want("Bed")]
    PerfectWeek.agree(nadia, wanted, TOMORROW, aled)
    assert [planned.details for planned in week(nadia).items] == [w.details for w in wanted]


def test_a_version_says_how_the_person_took_part_and_when_to_look_at_it_again(nadia: Person, aled: Author) -> None:
    PerfectWeek.agree(nadia, [want()], date(2026, 12, 1), aled, how_agreed="I pointed.", source="a.xlsx", notes="More.")
    agreed = PerfectWeek.newest(nadia)
    assert agreed is not None
    assert (agreed.how_agreed, agreed.source, agreed.notes) == ("I pointed.", "a.xlsx", "More.")
    assert agreed.review_by == date(2027, 3, 2)
    assert agreed.event.author_id == aled.user_id


def test_an_item_keeps_its_id_across_versions_and_a_new_one_gets_its_own(nadia: Person, aled: Author) -> None:
    PerfectWeek.agree(nadia, [want("Painting")], TOMORROW, aled)
    (painting,) = week(nadia).items
    PerfectWeek.agree(nadia, [want("Painting, outside", painting.item_id), want("Choir")], TOMORROW, aled)
    first, second = week(nadia).items
    assert (first.item_id, first.details.title) == (painting.item_id, "Painting, outside")
    assert second.item_id != painting.item_id
    assert Item.select().where(Item.person == nadia).count() == 2


def test_nobody_elses_item_gets_into_a_week(nadia: Person, aled: Author) -> None:
    margarets = week(cast.person(cast.MARGARET)).items[0].item_id
    with pytest.raises(ValueError, match="somebody else"):
        PerfectWeek.agree(nadia, [want("Choir"), want("Painting", margarets)], TOMORROW, aled)
    assert latest(nadia) is None
    assert not Item.select().where(Item.person == nadia).exists()


def test_a_version_agreed_later_does_not_exist_yet(nadia: Person, aled: Author) -> None:
    with time_machine.travel(cast.NOW, tick=False):
        PerfectWeek.agree(nadia, [want()], cast.TODAY, aled)
    before = cast.NOW - timedelta(microseconds=1)
    assert versions([nadia.id], before)[nadia.id] == []
    assert len(versions([nadia.id], cast.NOW)[nadia.id]) == 1


def test_the_weeks_of_many_people_are_three_queries(
    nadia: Person, aled: Author, caplog: pytest.LogCaptureFixture
) -> None:
    margaret, ivy = cast.person(cast.MARGARET), cast.person(cast.IVY)
    PerfectWeek.agree(nadia, [want()], TOMORROW, aled)
    with caplog.at_level(logging.DEBUG, "peewee"):
        caplog.clear()
        found = versions([margaret.id, nadia.id, ivy.id])
        assert len(caplog.records) == 3
    assert [len(found[person.id]) for person in (margaret, nadia, ivy)] == [1, 1, 0]


def test_the_parts_of_the_day_are_the_teams() -> None:
    team = cast.person(cast.MARGARET).team
    team.evening = "18:30"
    parts = day_parts(team)
    assert (parts.zone.key, parts.morning, parts.evening) == ("Europe/London", time(5), time(18, 30))


def test_importance_said_for_the_first_time_needs_no_new_version(nadia: Person, aled: Author) -> None:
    PerfectWeek.agree(nadia, [want("Painting"), want("Tablets")], cast.TODAY, aled)
    painting, tablets = week(nadia).items
    said = say_importance(nadia, {painting.item_id: TO_ME, tablets.item_id: FOR_ME}, aled)
    assert said == (2, None)
    assert importance(week(nadia)) == {"Painting": TO_ME, "Tablets": FOR_ME}
    assert len(versions([nadia.id])[nadia.id]) == 1


def test_importance_that_changes_makes_a_version_from_tomorrow(nadia: Person, aled: Author) -> None:
    review = date(2027, 1, 10)
    wanted = [want("Painting", important_to=True, important_for=False), want("Choir")]
    said = {"how_agreed": "I pointed.", "source": "a.xlsx", "notes": "More."}
    PerfectWeek.agree(nadia, wanted, cast.TODAY, aled, review_by=review, **said)
    painting, choir = week(nadia).items
    assert say_importance(nadia, {painting.item_id: (True, True), choir.item_id: TO_ME}, aled) == (1, TOMORROW)
    before, after = versions([nadia.id])[nadia.id]
    assert importance(before) == {"Painting": TO_ME, "Choir": TO_ME}
    assert importance(after) == {"Painting": (True, True), "Choir": TO_ME}
    assert (after.starts, [p.item_id for p in after.items]) == (TOMORROW, [painting.item_id, choir.item_id])
    agreed = PerfectWeek.newest(nadia)
    assert agreed is not None
    assert {name: getattr(agreed, name) for name in said} == said
    assert agreed.review_by == review


def test_an_answer_given_at_once_can_be_changed_later(nadia: Person, aled: Author) -> None:
    PerfectWeek.agree(nadia, [want()], cast.TODAY, aled)
    item_id = week(nadia).items[0].item_id
    assert say_importance(nadia, {item_id: TO_ME}, aled) == (1, None)
    assert say_importance(nadia, {item_id: FOR_ME}, aled) == (0, TOMORROW)
    assert [importance(version)["Painting"] for version in versions([nadia.id])[nadia.id]] == [TO_ME, FOR_ME]


def test_importance_changed_while_a_version_waits_counts_from_its_start(nadia: Person, aled: Author) -> None:
    starts = cast.TODAY + timedelta(days=20)
    PerfectWeek.agree(nadia, [want(important_to=True, important_for=False)], starts, aled)
    item_id = week(nadia).items[0].item_id
    assert say_importance(nadia, {item_id: FOR_ME}, aled) == (0, starts)


def test_an_answer_to_a_week_that_was_changed_meanwhile_is_refused(nadia: Person, aled: Author) -> None:
    PerfectWeek.agree(nadia, [want()], cast.TODAY, aled)
    seen = week(nadia)
    answers = {seen.items[0].item_id: TO_ME}
    PerfectWeek.agree(nadia, [want("Painting", seen.items[0].item_id), want("Choir")], TOMORROW, aled)
    with pytest.raises(WeekMoved):
        say_importance(nadia, answers, aled, seen=seen.order)
    assert importance(week(nadia))["Painting"] == (None, None)
    assert say_importance(nadia, answers, aled, seen=week(nadia).order) == (1, None)


def test_the_same_answer_again_changes_nothing(nadia: Person, aled: Author) -> None:
    PerfectWeek.agree(nadia, [want(important_to=True, important_for=False)], cast.TODAY, aled)
    item_id, before = week(nadia).items[0].item_id, Event.select().count()
    assert say_importance(nadia, {item_id: TO_ME}, aled) == (0, None)
    assert Event.select().count() == before


def test_an_answer_about_what_is_not_in_the_week_changes_nothing(nadia: Person, aled: Author) -> None:
    margarets = week(cast.person(cast.MARGARET)).items[0].item_id
    assert say_importance(nadia, {margarets: TO_ME}, aled) == (0, None)
    PerfectWeek.agree(nadia, [want()], cast.TODAY, aled)
    assert say_importance(nadia, {margarets: TO_ME}, aled) == (0, None)
