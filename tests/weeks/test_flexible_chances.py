"""How many chances a flexible item has in a week: pro rata for changes of plan, days away and seasons."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.weeks.calendar import days
from carelog.weeks.occurrences import Chances, flexible, half_up, in_force
from tests.weeks.pure_plans import (
    FRI,
    MON,
    MONDAY,
    PARTS,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    WEEK,
    chances,
    days_of,
    fixed,
    here,
    times,
    version,
    walks,
)


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


def test_three_became_two_because_i_was_away_three_days() -> None:
    away = {THU, FRI, SAT}
    walk = walks(version(times(3)), away=away)
    assert (walk.count, walk.lost, walk.days_away) == (2, 1, 3)  # 3 × 4 / 7 = 1.71


def test_chances_of_a_week_away_are_all_lost_and_the_item_is_still_there() -> None:
    walk = walks(version(times(3)), away=set(days(MON, SUN)))
    assert (walk.count, walk.lost, walk.days_away) == (0, 3, 7)


def test_a_flexible_item_that_carries_on_loses_nothing() -> None:
    walk = walks(version(times(3, carries_on=True)), away=set(days(MON, SUN)))
    assert (walk.count, walk.lost, walk.days_away) == (3, 0, 0)


def test_days_away_and_a_change_of_plan_are_rounded_once_together() -> None:
    plan = [version(times(2)), version(times(5), starts=WED, order=2)]
    assert chances(*plan, away={FRI}) == {"walk": 3}  # 2 × 2/7 + 5 × 4/7 = 3.43
    assert chances(*plan, away={MON, TUE}) == {"walk": 4}  # 5 × 5/7 = 3.57


def test_what_monday_promised_is_promised_for_the_days_at_home_only() -> None:
    plan = [version(times(5)), version(times(1), starts=TUE, order=2)]
    assert chances(*plan, away={SAT, SUN}) == {"walk": 4}  # 5 × 5/7 = 3.57, although the change alone gives 1.29
    assert chances(*plan, away=set(days(TUE, SUN))) == {"walk": 1}  # 5 × 1/7 = 0.71


def test_from_the_week_after_a_change_nothing_of_the_old_plan_is_left() -> None:
    plan = [version(times(5)), version(times(1), starts=TUE, order=2)]
    assert chances(*plan, monday=MONDAY + WEEK) == {"walk": 1}


@settings(deadline=None)
@given(st.integers(1, 21), st.sets(st.sampled_from(days(MON, SUN))), st.sampled_from(days(MON, SUN)))
def test_another_day_away_never_gives_more_chances(number: int, away: set[date], another: date) -> None:
    plan = version(times(number))
    fewer, more = walks(plan, away=away | {another}), walks(plan, away=away)
    assert fewer.count <= more.count
    assert fewer.count + fewer.lost == more.count + more.lost == number


def test_a_flexible_item_has_chances_for_its_days_in_season_only() -> None:
    assert chances(version(times(3, season_from="11-20", season_until="12-24"))) == {"walk": 1}  # 3 × 3/7 = 1.29
    assert chances(version(times(3, season_from="11-23", season_until="12-24"))) == {}


def test_days_away_out_of_season_lose_nothing() -> None:
    walk = walks(version(times(7, season_from="11-16", season_until="11-18")), away={WED, THU, FRI})
    assert (walk.count, walk.lost, walk.days_away) == (2, 1, 1)


def test_a_season_over_the_end_of_the_year_is_one_season() -> None:
    plan = version(
        fixed(season_from="12-30", season_until="01-02"), times(7, season_from="12-30", season_until="01-02")
    )
    last_monday = date(2026, 12, 28)
    assert days_of(plan, monday=last_monday) == days(date(2026, 12, 30), date(2027, 1, 2))
    assert chances(plan, monday=last_monday) == {"walk": 4}
