"""On which dates an item falls: held to what people mean by it, and to dateutil's rules for random plans."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday
from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.weeks.calendar import days, falls_on, in_season, is_its_turn, month_of
from carelog.weeks.details import Cadence, ItemDetails
from carelog.weeks.occurrences import Planned, Version, dated
from tests.weeks.pure_plans import MON, PARTS, SUN, TUE, WED, WEEK, dates, fixed, version

FIRST, LAST = date(2025, 12, 1), date(2028, 4, 30)  # with a 29 February and three ends of years
BEFORE = date(2025, 1, 1)


def monthly(day: int, **said: Any) -> Planned:
    """On a date of the month."""
    return fixed(cadence=Cadence.MONTHLY_DATE, month_day=day, days=(), **said)


def nth(number: int, on: int) -> Planned:
    """On such a weekday of the month."""
    return fixed(cadence=Cadence.MONTHLY_WEEKDAY, nth=number, days=(on,))


def yearly(day: int, month: int, **said: Any) -> Planned:
    """On a day of the year."""
    return fixed(cadence=Cadence.YEARLY, month_day=day, month=month, days=(), **said)


def in_season_between(first: date, last: date, season: tuple[str, str]) -> list[date]:
    """The dates of that season."""
    item = ItemDetails(title="Ice cream", season_from=season[0], season_until=season[1])
    return [day for day in days(first, last) if in_season(item, day)]


def test_a_date_of_the_month_is_that_date() -> None:
    found = dates(monthly(14), date(2026, 1, 1), date(2026, 3, 31))
    assert found == [date(2026, 1, 14), date(2026, 2, 14), date(2026, 3, 14)]


def test_a_date_that_a_month_lacks_means_its_last() -> None:
    found = dates(monthly(31), date(2026, 1, 1), date(2026, 4, 30))
    assert found == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]
    assert dates(monthly(30), date(2028, 2, 1), date(2028, 2, 29)) == [date(2028, 2, 29)]


def test_the_first_tuesday_is_the_first_tuesday() -> None:
    found = dates(nth(1, 1), date(2026, 1, 1), date(2026, 4, 30))
    assert found == [date(2026, 1, 6), date(2026, 2, 3), date(2026, 3, 3), date(2026, 4, 7)]


def test_a_fifth_weekday_that_a_month_lacks_means_its_last() -> None:
    found = dates(nth(5, 4), date(2026, 1, 1), date(2026, 4, 30))
    assert found == [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27), date(2026, 4, 24)]


def test_a_birthday_comes_once_a_year() -> None:
    assert dates(yearly(31, 12), FIRST, LAST) == [date(year, 12, 31) for year in (2025, 2026, 2027)]


def test_the_29th_of_february_is_the_28th_in_other_years() -> None:
    assert dates(yearly(29, 2), FIRST, LAST) == [date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


def test_what_any_day_will_do_for_falls_on_no_date() -> None:
    for cadence in (Cadence.MONTHLY_ANY_DAY, Cadence.MONTHLY_ANY_WEEKDAY, Cadence.TIMES_A_WEEK):
        item = fixed(cadence=cadence, nth=3, month_day=17, month=11).details
        assert not any(falls_on(item, day, FIRST) for day in days(MON, SUN))


def test_a_season_holds_its_first_and_its_last_day() -> None:
    found = in_season_between(date(2026, 1, 1), date(2026, 12, 31), ("05-01", "09-30"))
    assert found == days(date(2026, 5, 1), date(2026, 9, 30))


def test_a_season_may_run_over_the_end_of_the_year() -> None:
    found = in_season_between(date(2026, 12, 1), date(2027, 1, 31), ("12-27", "01-03"))
    assert found == days(date(2026, 12, 27), date(2027, 1, 3))


def test_a_season_of_one_day_is_that_day() -> None:
    assert in_season_between(MON, SUN, ("11-17", "11-17")) == [TUE]


def test_a_season_to_the_29th_of_february_ends_with_february_in_every_year() -> None:
    assert in_season_between(date(2027, 2, 20), date(2027, 4, 1), ("02-27", "02-29"))[-1] == date(2027, 2, 28)
    assert in_season_between(date(2028, 2, 20), date(2028, 4, 1), ("02-27", "02-29"))[-1] == date(2028, 2, 29)


def test_without_a_season_every_day_is_in_it() -> None:
    assert in_season_between(MON, SUN, ("", "")) == days(MON, SUN)


def test_seasonal_items_exist_only_on_dates_in_season_whatever_their_cadence() -> None:
    season = {"season_from": "11-17", "season_until": "11-18"}
    assert dates(fixed(**season), MON, SUN) == [TUE, WED]
    assert dates(monthly(18, **season), MON, SUN) == dates(yearly(18, 11, **season), MON, SUN) == [WED]
    assert dates(monthly(19, **season), MON, SUN) == dates(yearly(19, 11, **season), MON, SUN) == []


def test_every_second_week_counts_whole_weeks_from_the_first() -> None:
    item = ItemDetails(title="Bowling", every_weeks=2)
    turns = [later for later in range(-3, 6) if is_its_turn(item, WED + later * WEEK, SUN)]
    assert turns == [0, 2, 4]


def test_a_month_is_from_its_first_to_its_last_day() -> None:
    assert month_of(date(2028, 2, 11)) == (date(2028, 2, 1), date(2028, 2, 29))
    assert month_of(date(2026, 12, 31)) == (date(2026, 12, 1), date(2026, 12, 31))


# The same by dateutil's rules

some_days = st.sets(st.integers(0, 6), min_size=1).map(lambda chosen: tuple(sorted(chosen)))
seasons = st.sampled_from([("", ""), ("", ""), ("04-15", "10-31"), ("12-20", "01-06"), ("06-01", "06-01")])
every_k_weeks = st.builds(
    fixed, days=some_days, every_weeks=st.integers(1, 5), first_on=st.none() | st.dates(BEFORE, date(2027, 1, 1))
)
of_a_month = st.builds(monthly, st.integers(1, 31))
of_a_weekday = st.builds(nth, st.integers(1, 5), st.integers(0, 6))
of_a_year = st.builds(yearly, st.integers(1, 31), st.integers(1, 12))
any_item = st.one_of(every_k_weeks, of_a_month, of_a_weekday, of_a_year)
starts = st.dates(date(2026, 1, 1), date(2027, 6, 30))


def by_rule(first: date, last: date = LAST, **rule: Any) -> set[date]:
    """The dates that dateutil gives from one day to another."""
    midnight, until = (datetime.combine(day, time(0)) for day in (first, last))
    return {found.date() for found in rrule(dtstart=midnight, until=until, **rule)}


def by_dateutil(item: ItemDetails, first_day: date) -> set[date]:
    """The dates of an item, by the rule that says the same."""
    day = item.month_day or 1
    that_day_or_the_last: dict[str, Any] = {"bymonthday": range(min(day, 28), day + 1), "bysetpos": -1}
    nth_or_last = -1 if item.nth == 5 else item.nth or 1
    match item.cadence:
        case Cadence.WEEKLY:
            monday = first_day - timedelta(days=first_day.weekday())
            found = by_rule(monday, freq=WEEKLY, interval=item.every_weeks, byweekday=item.days, wkst=0)
        case Cadence.MONTHLY_DATE:
            found = by_rule(BEFORE, freq=MONTHLY, **that_day_or_the_last)
        case Cadence.MONTHLY_WEEKDAY:
            found = by_rule(BEFORE, freq=MONTHLY, byweekday=weekday(item.days[0], nth_or_last))
        case _:
            found = by_rule(BEFORE, freq=YEARLY, bymonth=item.month, **that_day_or_the_last)
    return found & seasons_by_dateutil(item)


def seasons_by_dateutil(item: ItemDetails) -> set[date]:
    """Every date in season: all of them, or those of each year's season."""
    if not item.season_from:
        return by_rule(BEFORE, freq=DAILY)
    over = item.season_until < item.season_from
    found: set[date] = set()
    for year in range(2024, 2029):
        first = date.fromisoformat(f"{year}-{item.season_from}")
        found |= by_rule(first, date.fromisoformat(f"{year + over}-{item.season_until}"), freq=DAILY)
    return found


def of_versions(versions: list[Version]) -> set[date]:
    """The dates of the only item of these versions, each of which holds until one agreed later has started."""
    governing = {
        day: max((one for one in versions if one.starts <= day), key=lambda one: one.order, default=None)
        for day in days(FIRST, LAST)
    }
    began = [one for one in versions if governing[one.starts] is one]
    first_day = min(one.items[0].details.first_on or one.starts for one in began)
    rules = {one.order: by_dateutil(one.items[0].details, first_day) for one in versions}
    return {day for day, one in governing.items() if one and day in rules[one.order]}


@settings(deadline=None, max_examples=100)
@given(any_item, seasons)
def test_an_item_falls_on_the_dates_of_dateutils_rule(item: Planned, season: tuple[str, str]) -> None:
    details = replace(item.details, season_from=season[0], season_until=season[1])
    first_day = details.first_on or BEFORE
    assert {day for day in days(FIRST, LAST) if falls_on(details, day, first_day)} == {
        day for day in by_dateutil(details, first_day) if day >= FIRST
    }


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(any_item, starts), min_size=1, max_size=3))
def test_a_plan_of_several_versions_falls_on_the_dates_of_dateutils_rules(plan: list[tuple[Planned, date]]) -> None:
    versions = [version(item, starts=when, order=order) for order, (item, when) in enumerate(plan)]
    found = [occurrence.day for occurrence in dated(versions, FIRST, LAST, PARTS)]
    assert found == sorted(of_versions(versions))
