"""Which chance falls when: fixed things by date and part of the day, flexible things by the week."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.weeks.details import Cadence, ItemDetails, Part
from carelog.weeks.occurrences import (
    Chances,
    DayParts,
    Occurrence,
    Planned,
    Version,
    dated,
    flexible,
    half_up,
    in_force,
)

LONDON = ZoneInfo("Europe/London")
PARTS = DayParts(LONDON, time(5), time(12), time(17), time(22))
MONDAY = date(2026, 11, 16)
MON, TUE, WED, THU, FRI, SAT, SUN = (MONDAY + timedelta(days=offset) for offset in range(7))
LONG_AGO = date(2026, 1, 5)
EVERY_DAY = tuple(range(7))
CLOCKS_FORWARD, CLOCKS_BACK = date(2026, 3, 29), date(2026, 10, 25)


def fixed(item_id: str = "choir", **said: Any) -> Planned:
    """An item on days of the week, every day unless told."""
    return Planned(item_id, ItemDetails(**{"title": item_id, "days": EVERY_DAY, "part": Part.MORNING, **said}))


def times(number: int, item_id: str = "walk", **said: Any) -> Planned:
    """An item so many times a week."""
    details = ItemDetails(title=item_id, cadence=Cadence.TIMES_A_WEEK, times=number, **said)
    return Planned(item_id, details)


def version(*items: Planned, starts: date = LONG_AGO, order: int = 1) -> Version:
    """One agreed week."""
    return Version(order, starts, items)


def week_of(*versions: Version, monday: date = MONDAY) -> list[Occurrence]:
    """The fixed chances of a week."""
    return list(dated(versions, monday, monday + timedelta(days=6), PARTS))


def days_of(*versions: Version, weeks: int = 1, monday: date = MONDAY) -> list[date]:
    """The dates of its fixed chances, over so many weeks."""
    last = monday + timedelta(days=7 * weeks - 1)
    return [occurrence.day for occurrence in dated(versions, monday, last, PARTS)]


def only(day: date, **said: Any) -> Occurrence:
    """The one chance that such an item has on that day."""
    found = list(dated([version(fixed(**said))], day, day, PARTS))
    assert len(found) == 1
    return found[0]


def chances(*versions: Version, monday: date = MONDAY) -> dict[str, int]:
    """How many chances each flexible item has in that week."""
    return {found.planned.item_id: found.count for found in flexible(versions, monday, PARTS)}


def here(day: date, wall: str) -> datetime:
    """That wall-clock time in London, as the instant it is."""
    return datetime.combine(day, time.fromisoformat(wall), tzinfo=LONDON).astimezone(UTC)


def test_a_fixed_item_falls_on_its_days() -> None:
    assert days_of(version(fixed(days=(1, 4)))) == [TUE, FRI]


def test_a_chance_is_named_by_item_date_and_number() -> None:
    assert only(TUE, item_id="choir").key == ("choir", TUE, 1)


def test_the_chances_of_a_day_come_in_order_of_time() -> None:
    items = [fixed("bed", part=Part.NIGHT), fixed("tea", at=time(8, 30), minutes=15), fixed("any", part=Part.ANY)]
    items += [fixed("late", at=time(2)), fixed("wash"), fixed("lunch", part=Part.AFTERNOON)]
    found = [o.planned.item_id for o in dated([version(*items)], WED, WED, PARTS)]
    assert found == ["wash", "any", "tea", "lunch", "bed", "late"]


def test_monthly_and_yearly_items_are_not_in_a_week() -> None:
    others = [cadence for cadence in Cadence if cadence not in (Cadence.WEEKLY, Cadence.TIMES_A_WEEK)]
    week = version(*(fixed(cadence, cadence=cadence) for cadence in others))
    assert (days_of(week), chances(week)) == ([], {})


@pytest.mark.parametrize(
    ("part", "opens", "closes"),
    [
        (Part.MORNING, here(WED, "05:00"), here(WED, "12:00")),
        (Part.AFTERNOON, here(WED, "12:00"), here(WED, "17:00")),
        (Part.EVENING, here(WED, "17:00"), here(WED, "22:00")),
        (Part.NIGHT, here(WED, "22:00"), here(THU, "05:00")),
        (Part.ANY, here(WED, "05:00"), here(THU, "05:00")),
    ],
)
def test_an_untimed_item_may_happen_in_its_whole_part(part: Part, opens: datetime, closes: datetime) -> None:
    occurrence = only(WED, part=part)
    assert (occurrence.part, occurrence.opens, occurrence.closes) == (part, opens, closes)


def test_a_timed_item_lasts_its_minutes() -> None:
    occurrence = only(WED, at=time(9, 45), minutes=30)
    assert (occurrence.part, occurrence.opens) == (Part.MORNING, here(WED, "09:45"))
    assert occurrence.closes == here(WED, "10:15")


def test_a_timed_item_without_minutes_lasts_to_the_end_of_its_part() -> None:
    assert only(WED, at=time(14, 30)).closes == here(WED, "17:00")
    assert only(WED, at=time(23)).closes == here(THU, "05:00")


def test_the_time_says_the_part_of_the_day_whatever_else_was_said() -> None:
    assert only(WED, at=time(18), part=Part.MORNING).part is Part.EVENING


def test_a_part_begins_at_its_first_minute() -> None:
    assert [PARTS.of(time(hour)) for hour in (5, 12, 17, 22)] == [
        Part.MORNING, Part.AFTERNOON, Part.EVENING, Part.NIGHT,
    ]  # fmt: skip
    assert PARTS.of(time(4, 59)) is Part.NIGHT


def test_the_hours_after_midnight_belong_to_the_night_of_the_day_before() -> None:
    occurrence = only(WED, at=time(2, 30), minutes=10)
    assert (occurrence.day, occurrence.part) == (WED, Part.NIGHT)
    assert (occurrence.opens, occurrence.closes) == (here(THU, "02:30"), here(THU, "02:40"))


def test_a_team_sets_its_own_parts_of_the_day() -> None:
    late = DayParts(LONDON, time(6, 30), time(11), time(16), time(20))
    before, morning, night = dated([version(fixed(at=time(6)), fixed(), fixed(at=time(20, 30)))], WED, WED, late)
    assert (morning.opens, morning.closes) == (here(WED, "06:30"), here(WED, "11:00"))
    assert (before.part, before.opens, before.closes) == (Part.MORNING, here(WED, "06:00"), here(WED, "11:00"))
    assert (night.part, night.opens, night.closes) == (Part.NIGHT, here(WED, "20:30"), here(THU, "05:00"))


def test_until_five_it_is_night_however_early_a_team_begins() -> None:
    early = DayParts(LONDON, time(4), time(11), time(16), time(20))
    (occurrence,) = dated([version(fixed(at=time(4, 30)))], WED, WED, early)
    assert (occurrence.part, occurrence.opens, occurrence.closes) == (
        Part.NIGHT, here(THU, "04:30"), here(THU, "05:00"),
    )  # fmt: skip
    assert early.day_ends(WED) == here(THU, "05:00")


def test_a_day_of_23_hours_is_a_day() -> None:
    assert days_of(version(fixed()), monday=date(2026, 3, 23)).count(CLOCKS_FORWARD) == 1
    night_before = only(CLOCKS_FORWARD - timedelta(days=1), part=Part.NIGHT)
    assert night_before.closes - night_before.opens == timedelta(hours=6)
    assert only(CLOCKS_FORWARD).opens == datetime(2026, 3, 29, 4, tzinfo=UTC)


def test_a_day_of_25_hours_is_a_day() -> None:
    assert days_of(version(fixed()), monday=date(2026, 10, 19)).count(CLOCKS_BACK) == 1
    night_before = only(CLOCKS_BACK - timedelta(days=1), part=Part.NIGHT)
    assert night_before.closes - night_before.opens == timedelta(hours=8)
    assert only(CLOCKS_BACK).opens == datetime(2026, 10, 25, 5, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_moves_past_the_gap() -> None:
    skipped = only(CLOCKS_FORWARD - timedelta(days=1), at=time(1, 30), minutes=20)
    assert skipped.opens == here(CLOCKS_FORWARD, "02:30")
    assert skipped.closes - skipped.opens == timedelta(minutes=20)


def test_a_time_that_comes_twice_is_meant_the_first_time() -> None:
    assert only(CLOCKS_BACK - timedelta(days=1), at=time(1, 30)).opens == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("changing", [CLOCKS_FORWARD, CLOCKS_BACK])
@settings(deadline=None)
@given(offset=st.integers(-2, 2))
def test_the_parts_of_a_day_follow_one_another_without_a_gap(changing: date, offset: int) -> None:
    day = changing + timedelta(days=offset)
    spans = [PARTS.span(part, day) for part, _ in PARTS.starts()]
    assert all(one[1] == other[0] for one, other in pairwise(spans))
    assert (spans[0][0], spans[-1][1]) == PARTS.span(Part.ANY, day)
    assert spans[-1][1] == PARTS.span(Part.MORNING, day + timedelta(days=1))[0]


def test_before_the_first_version_nothing_is_planned() -> None:
    assert in_force([version(starts=WED)], TUE) is None
    assert days_of(version(fixed(), starts=WED)) == [WED, THU, FRI, SAT, SUN]


def test_a_version_takes_over_on_its_day() -> None:
    before, after = version(fixed("choir")), version(fixed("swimming"), starts=THU, order=2)
    found = {(o.planned.item_id, o.day) for o in week_of(before, after)}
    assert found == {("choir", day) for day in (MON, TUE, WED)} | {("swimming", day) for day in (THU, FRI, SAT, SUN)}


def test_of_the_versions_already_started_the_last_agreed_is_in_force() -> None:
    first, second = version(starts=MON, order=1), version(starts=FRI, order=2)
    sooner = version(starts=WED, order=3)  # agreed last, and for an earlier day than the second
    assert [in_force([first, second, sooner], day) for day in (MON, WED, FRI)] == [first, sooner, sooner]


def test_every_second_week_counts_from_the_week_of_the_items_first_day() -> None:
    twice_a_month = fixed(days=(0, 3), every_weeks=2)
    begun_on_a_wednesday = version(twice_a_month, starts=WED)
    assert days_of(begun_on_a_wednesday, weeks=3) == [THU, MON + timedelta(days=14), THU + timedelta(days=14)]


def test_every_third_week_goes_on_counting_across_versions() -> None:
    item = fixed(days=(0,), every_weeks=3)
    again = version(item, starts=MON + timedelta(days=7), order=2)
    assert days_of(version(item, starts=MON), again, weeks=5) == [MON, MON + timedelta(days=21)]


def test_every_second_week_may_start_in_a_week_that_was_named() -> None:
    item = fixed(days=(0,), every_weeks=2, first_on=THU + timedelta(days=7))
    assert days_of(version(item), weeks=4) == [MON + timedelta(days=7), MON + timedelta(days=21)]


def test_every_second_week_holds_for_flexible_items_too() -> None:
    week = version(times(2, every_weeks=2), starts=WED)
    found = [chances(week, monday=MON + timedelta(weeks=later)).get("walk", 0) for later in range(4)]
    assert found == [1, 0, 2, 0]  # the first of these weeks had begun: 2 × 5 / 7


def test_a_flexible_item_has_its_chances_each_week_until_the_night_after_sunday_is_over() -> None:
    walk = times(3, days=(0, 2))
    assert list(flexible([version(walk)], MONDAY, PARTS)) == [
        Chances(walk, MONDAY, 3, here(MONDAY + timedelta(days=7), "05:00"))
    ]
    assert days_of(version(walk)) == []


def test_twice_until_wednesday_and_three_times_from_thursday_is_three_chances() -> None:
    assert chances(version(times(2)), version(times(3), starts=THU, order=2)) == {"walk": 3}


def test_pro_rata_is_rounded_once_for_the_whole_week_and_halves_go_up() -> None:
    assert chances(version(times(1), starts=THU)) == {"walk": 1}  # 4/7
    assert chances(version(times(1), starts=FRI)) == {"walk": 0}  # 3/7
    assert chances(version(times(2)), version(times(5), starts=WED, order=2)) == {"walk": 4}  # 4/7 + 25/7 = 4.14
    assert half_up(Fraction(5, 2)) == 3


def test_a_change_in_the_week_never_takes_away_what_monday_promised() -> None:
    assert chances(version(times(5)), version(times(1), starts=TUE, order=2)) == {"walk": 5}
    assert chances(version(times(3)), version(fixed(), starts=TUE, order=2)) == {"walk": 3}


def test_a_flexible_item_of_two_versions_is_worded_by_the_newer_one() -> None:
    newer = times(2, why="for the dog")
    (found,) = flexible([version(times(2)), version(newer, starts=THU, order=2)], MONDAY, PARTS)
    assert found.planned == newer


def test_a_flexible_item_that_becomes_fixed_keeps_its_chances_of_this_week_only() -> None:
    became = version(fixed("walk", days=(5,)), starts=THU, order=2)
    assert chances(version(times(3)), became) == {"walk": 3}
    assert days_of(version(times(3)), became) == [SAT]
    assert chances(version(times(3)), became, monday=MONDAY + timedelta(days=7)) == {}


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 21)), min_size=1, max_size=5))
def test_however_often_a_week_is_changed_its_chances_lie_between_the_fewest_and_the_most(
    changes: list[tuple[int, int]],
) -> None:
    agreed = [
        version(times(number), starts=MONDAY + timedelta(days=offset), order=order)
        for order, (offset, number) in enumerate([(0, 4), *changes])
    ]
    monday = in_force(agreed, MONDAY)
    assert monday is not None
    promised = monday.items[0].details.times
    numbers = [4, *(number for _, number in changes)]
    assert max(promised, min(numbers)) <= chances(*agreed)["walk"] <= max(numbers)
