"""Which chance falls when: fixed things by date and part of the day, flexible things by the week."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.weeks.calendar import days
from carelog.weeks.day_parts import DayParts
from carelog.weeks.details import Cadence, Label, Part
from carelog.weeks.occurrences import dated, in_force, things_a_week
from tests.weeks.pure_plans import (
    FRI,
    LONDON,
    MON,
    PARTS,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    WEEK,
    days_of,
    fixed,
    here,
    months,
    only,
    times,
    version,
)

CLOCKS_FORWARD, CLOCKS_BACK = date(2026, 3, 29), date(2026, 10, 25)
NOVEMBER = days(date(2026, 11, 1), date(2026, 11, 30))
LAST_OF_NOVEMBER = date(2026, 11, 30)
LETTERS = fixed("letters", cadence=Cadence.MONTHLY_ANY_DAY, days=())


def test_a_fixed_item_falls_on_its_days() -> None:
    assert days_of(version(fixed(days=(1, 4)))) == [TUE, FRI]


def test_a_chance_is_named_by_item_date_and_number() -> None:
    assert only(TUE, item_id="choir").key == ("choir", TUE, 1)


def test_the_chances_of_a_day_come_in_order_of_time() -> None:
    items = [fixed("bed", part=Part.NIGHT), fixed("tea", at=time(8, 30), minutes=15), fixed("any", part=Part.ANY)]
    items += [fixed("late", at=time(2)), fixed("wash"), fixed("lunch", part=Part.AFTERNOON)]
    found = [o.planned.item_id for o in dated([version(*items)], WED, WED, PARTS)]
    assert found == ["wash", "any", "tea", "lunch", "bed", "late"]


def test_monthly_and_yearly_items_are_dated_but_counted_in_their_month_only() -> None:
    weekly, monthly = fixed("tea", days=(2,)), fixed("bank", cadence=Cadence.MONTHLY_DATE, month_day=18)
    birthday = fixed("birthday", cadence=Cadence.YEARLY, month=11, month_day=18)
    second = fixed("club", cadence=Cadence.MONTHLY_WEEKDAY, nth=3, days=(2,))
    found = dated([version(weekly, monthly, birthday, second)], MON, SUN, PARTS)
    assert {occurrence.key[0]: occurrence.in_month_only for occurrence in found} == {
        "tea": False, "bank": True, "birthday": True, "club": True,
    }  # fmt: skip


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
    found = {(o.planned.item_id, o.day) for o in dated([before, after], MON, SUN, PARTS)}
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


def test_a_version_overtaken_before_it_started_gave_no_item_its_first_day() -> None:
    wrong = version(fixed(days=(0,), every_weeks=2), starts=MON)
    put_right = version(fixed(days=(0,), every_weeks=2, first_on=MON + WEEK), starts=MON, order=2)
    assert days_of(wrong, put_right, weeks=4) == [MON + WEEK, MON + 3 * WEEK]


# Away


def test_a_dated_chance_on_a_date_away_is_marked_so_unless_it_carries_on() -> None:
    plan = [version(fixed("choir"), fixed("cat", carries_on=True))]
    found = [(occurrence.key[0], occurrence.away) for occurrence in dated(plan, WED, WED, PARTS, {WED})]
    assert sorted(found) == [("cat", False), ("choir", True)]
    assert not any(occurrence.away for occurrence in dated(plan, THU, THU, PARTS, {WED}))


def test_the_night_of_a_date_away_is_paused_with_it_and_not_with_the_next() -> None:
    (night,) = dated([version(fixed(at=time(2)))], WED, WED, PARTS, {WED})
    assert night.away
    (night,) = dated([version(fixed(at=time(2)))], WED, WED, PARTS, {THU})
    assert not night.away


# Any day of a month


@pytest.mark.parametrize("cadence", [Cadence.MONTHLY_ANY_DAY, Cadence.MONTHLY_ANY_WEEKDAY])
def test_what_any_day_will_do_for_is_one_chance_due_at_the_months_end(cadence: Cadence) -> None:
    (letters,) = months(version(fixed("letters", cadence=cadence, days=())), day=WED)
    assert letters.key == ("letters", LAST_OF_NOVEMBER, 1)
    assert (letters.opens, letters.closes) == (here(date(2026, 11, 1), "05:00"), here(date(2026, 12, 1), "05:00"))
    assert letters.any_day
    assert letters.in_month_only


def test_only_what_any_day_will_do_for_is_a_chance_of_the_whole_month() -> None:
    others = [cadence for cadence in Cadence if "any" not in cadence]
    plan = version(*(fixed(cadence, cadence=cadence, month=11, month_day=18, nth=1, days=(2,)) for cadence in others))
    assert months(plan) == []
    assert not any(occurrence.any_day for occurrence in dated([plan], NOVEMBER[0], NOVEMBER[-1], PARTS))


def test_the_version_of_the_months_last_day_says_what_the_month_holds() -> None:
    first = version(LETTERS, starts=date(2026, 1, 5))
    second = version(fixed("bank", cadence=Cadence.MONTHLY_ANY_DAY), starts=LAST_OF_NOVEMBER, order=2)
    assert [one.key[0] for one in months(first, second)] == ["bank"]
    assert [one.key[0] for one in months(first, second, day=date(2026, 10, 1))] == ["letters"]
    assert months(second, day=date(2026, 10, 1)) == []


def test_a_months_chance_is_paused_only_if_every_date_of_the_month_is_away() -> None:
    assert [one.away for one in months(version(LETTERS), away=set(NOVEMBER))] == [True]
    assert [one.away for one in months(version(LETTERS), away=set(NOVEMBER[1:]))] == [False]
    going_on = fixed("bank", cadence=Cadence.MONTHLY_ANY_DAY, carries_on=True)
    assert [one.away for one in months(version(going_on), away=set(NOVEMBER))] == [False]


def test_a_months_chance_exists_where_the_months_last_day_is_in_season() -> None:
    def in_november(first: str, last: str) -> int:
        item = fixed("letters", cadence=Cadence.MONTHLY_ANY_DAY, season_from=first, season_until=last)
        return len(months(version(item)))

    assert (in_november("11-30", "12-24"), in_november("11-01", "11-29")) == (1, 0)


# Moved


def test_a_moved_chance_keeps_its_key_and_counting_date_in_its_new_window() -> None:
    moved = only(WED, part=Part.MORNING).moved(FRI, Part.EVENING, None, PARTS)
    assert (moved.key, moved.takes_place, moved.part) == (("choir", WED, 1), FRI, Part.EVENING)
    assert (moved.opens, moved.closes) == (here(FRI, "17:00"), here(FRI, "22:00"))


def test_a_chance_that_was_not_moved_takes_place_on_its_date() -> None:
    assert only(WED).takes_place == WED


def test_moved_to_a_time_it_lasts_its_minutes() -> None:
    moved = only(WED, at=time(9), minutes=45).moved(THU, Part.ANY, time(1, 30), PARTS)
    assert (moved.takes_place, moved.part) == (THU, Part.NIGHT)
    assert (moved.opens, moved.closes) == (here(FRI, "01:30"), here(FRI, "02:15"))


def test_moved_to_a_part_of_the_day_it_has_the_whole_part() -> None:
    moved = only(WED, at=time(9), minutes=45).moved(THU, Part.AFTERNOON, None, PARTS)
    assert (moved.opens, moved.closes) == (here(THU, "12:00"), here(THU, "17:00"))


def test_a_move_onto_or_off_a_day_away_changes_nothing_about_the_pause() -> None:
    (choir,) = dated([version(fixed())], WED, WED, PARTS, {WED})
    assert choir.moved(FRI, Part.EVENING, None, PARTS).away
    (choir,) = dated([version(fixed())], WED, WED, PARTS, {FRI})
    assert not choir.moved(FRI, Part.EVENING, None, PARTS).away


# How big a plan is


def test_a_plans_size_is_its_chances_a_week() -> None:
    plan = version(fixed("tea"), fixed("choir", days=(1, 4), every_weeks=2), times(3), LETTERS)
    assert things_a_week(plan, set(Label)) == 7 + 1 + 3
    assert things_a_week(None, set(Label)) == 0


def test_a_plans_size_is_that_of_what_counts_and_may_be_seen() -> None:
    plan = version(fixed("tea"), fixed("sensor", technology=True), fixed("wash", label=Label.INTIMATE))
    assert things_a_week(plan, {Label.ORDINARY}) == 7
